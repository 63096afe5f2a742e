"""What a column's cells look like, and how that weighs with its heading."""

from datetime import date

import pytest

from jarplan.spreadsheets.understanding.contents import Content, content_of, fit
from jarplan.spreadsheets.understanding.headings import is_calendar, read_headings
from tests.spreadsheets.sheets import cell_of

ACTIONS = ("Fill twelve vacant posts", "Open a second clinic", "Publish waiting times each month")
GRADES = ("High", "Medium", "Low")
WORDS = ("Recruitment", "Clinics", "Clinics")
DAYS = (date(2008, 12, 19), "31/10/2008", "end of March 2009")
STATUSES = ("In progress", "Not started", "60%")


def content(values):
    return content_of(
        [cell_of(value, f"A{at}") if value else None for at, value in enumerate(values, start=2)]
    )


def fields(**columns):
    """{heading: field} of columns with these cells; an underline stands for a space."""
    headings = [name.replace("_", " ") for name in columns]
    found = read_headings(headings, contents=[content(values) for values in columns.values()])
    return {heading: one.field if one else None for heading, one in zip(headings, found, strict=True)}


def test_column_without_a_cell_says_nothing():
    assert content_of([None, None]) is None
    assert fit("text", None) == 0


def test_shares_are_of_the_filled_cells():
    assert content([*GRADES, None]).grades == 1
    assert content([1, 2, "x"]).numbers == pytest.approx(2 / 3)
    assert content(DAYS).days == 1 and content(ACTIONS).days == 0
    assert content(STATUSES).statuses == 1
    assert content(WORDS).different == pytest.approx(2 / 3)
    assert content(ACTIONS).words == pytest.approx(13 / 3)


@pytest.mark.parametrize(
    ("field", "speaks_for", "speaks_against"),
    [
        ("text", ACTIONS, DAYS),
        ("text", ACTIONS, (1, 2, 3)),
        ("due", DAYS, ACTIONS),
        ("start", DAYS, WORDS),
        ("status", STATUSES, ACTIONS),
        ("criteria", ACTIONS, GRADES),
        ("recommendation_text", ACTIONS, GRADES),
        ("lead", WORDS, DAYS),
    ],
)
def test_cells_speak_for_a_field_or_against_it(field, speaks_for, speaks_against):
    assert fit(field, content(speaks_for)) > fit(field, content(speaks_against))


def test_any_other_field_is_told_by_its_heading_alone():
    assert fit("notes", Content(days=1)) == 0


@pytest.mark.parametrize("other", ["Task category", "Action type", "Task group", "Action area"])
@pytest.mark.parametrize("turned", [False, True])
def test_description_is_the_action_and_not_its_category(other, turned):
    name = other.split()[0]
    columns = {other: WORDS, f"{name} description": ACTIONS}
    columns = dict(reversed(columns.items())) if turned else columns
    found = fields(**{key.replace(" ", "_"): cells for key, cells in columns.items()}, Owner=WORDS, Due=DAYS)
    assert found[f"{name} description"] == "text" and found[other] != "text"


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"Recommendation": ACTIONS, "Finding": WORDS}, {"Recommendation": "recommendation_text", "Finding": None}),
        ({"Finding": WORDS, "Recommendation": ACTIONS}, {"Recommendation": "recommendation_text", "Finding": None}),
        ({"Original_date": DAYS, "Revised_date": DAYS}, {"Original date": "due", "Revised date": "revised"}),
        ({"Revised_date": DAYS}, {"Revised date": "due"}),
        ({"Impact": GRADES}, {"Impact": None}),
        ({"Impact": ACTIONS}, {"Impact": "criteria"}),
        ({"Priority": GRADES}, {"Priority": None}),
        ({"Impact": (*GRADES, "TBC")}, {"Impact": None}),
        ({"Priority": ("High", "n/a", "TBC", "Low")}, {"Priority": None}),
        ({"Priority": ("High", "Low", "Low", "Workforce")}, {"Priority": None}),
        ({"Priority": ("High", "Workforce", "Clinics")}, {"Priority": "recommendation_text"}),
        ({"Priority": ACTIONS}, {"Priority": "recommendation_text"}),
        ({"Measure_reference": ("M1", "M2", "M3")}, {"Measure reference": None}),
        ({"Progress": STATUSES}, {"Progress": "status"}),
        ({"Progress": ACTIONS}, {"Progress": "notes"}),
        ({"Progress_%": STATUSES}, {"Progress %": "status"}),
        ({"Task_ID": ("a", "b", "c"), "Task_Name": ACTIONS}, {"Task ID": "reference", "Task Name": "text"}),
        ({"Created_Date": DAYS, "Completed_Date": DAYS}, {"Created Date": None, "Completed Date": None}),
        ({"Late": ("true", "false", "true"), "Labels": WORDS}, {"Late": None, "Labels": None}),
        ({"Assigned_To": WORDS, "Bucket_Name": WORDS}, {"Assigned To": "lead", "Bucket Name": "theme"}),
        ({"Timing": DAYS, "Mitigation_plan": ACTIONS}, {"Timing": "due", "Mitigation plan": "text"}),
        (
            {"Management_response": ACTIONS, "Agreed_action": ACTIONS},
            {"Management response": None, "Agreed action": "text"},
        ),
        ({"By": DAYS}, {"By": "due"}),
        ({"By": WORDS}, {"By": "lead"}),
        ({"By": WORDS, "By_when": DAYS}, {"By": "lead", "By when": "due"}),
        ({"Who": WORDS, "By": DAYS}, {"Who": "lead", "By": "due"}),
        ({"Management_response": ACTIONS}, {"Management response": "text"}),
        ({"What_we_are_doing": ACTIONS}, {"What we are doing": "text"}),
    ],
)  # fmt: skip
def test_headings_of_trackers_are_known_with_their_cells(columns, expected):
    assert fields(**columns) == expected


@pytest.mark.parametrize(
    ("text", "calendar"),
    [
        *[(text, True) for text in ("Apr", "September", "Sep-08", "Apr 2009", "Wk 12", "Week 3", "Q1", "2008/09")],
        *[(text, True) for text in ("w/c 02 Jun", "WC 9/6", "02-Jun", "2nd June 2008", "02/06/2008", "31")],
        *[(text, True) for text in ("Week commencing 2 June", "Mon 2 Jun", "Q1 2008/09", "02/06/2008 00:00")],
        *[(text, True) for text in ("02.06.08", "2008-06-02", "Jun '08", "June", "Sept 2008")],
        *[(text, False) for text in ("Marketing", "Decision", "2 Marketing", "R4", "4.2", "250000", "Sunday club")],
        *[(text, False) for text in ("Action", "By when", "Monthly review", "Weekend", "Quarterly target")],
    ],
)  # fmt: skip
def test_columns_of_a_calendar_are_told(text, calendar):
    assert is_calendar(text) is calendar


def test_action_that_names_a_month_is_no_date():
    one = ("Deliver the September guarantee for all who leave school in 2009",)
    assert content(one).days == 0
    assert fields(Action=one, Lead=("Head",), By_when=DAYS[:1])["Action"] == "text"
