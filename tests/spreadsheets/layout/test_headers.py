"""Headings in two rows: a row of groups over the row that says which column is which."""

from datetime import date, timedelta

import pytest

from jarplan.spreadsheets.understanding.headings import is_calendar
from tests.spreadsheets.layout.test_plan import made

GROUPS = ["Recommendation", None, "Response", None, None, "Timescale", None]
COLUMNS = ["No", "Text", "Action", "Who", "Resources", "From", "To"]
FIELDS = ["recommendation", "recommendation_text", "text", "lead", "resources", "start", "due"]
ROW = [
    1,
    "tell young people of the findings",
    "Hold a meeting",
    "Head of Service, LCC",
    "£1k",
    "Sept 08",
    "Dec 08",
]
MERGED = ["A1:B1", "C1:E1", "F1:G1"]


@pytest.mark.parametrize("merged", [MERGED, []])
def test_groups_over_columns_are_one_header(merged):
    table = made(GROUPS, COLUMNS, ROW, merged=merged)
    assert [column.field for column in table.columns] == FIELDS
    assert table.columns[0].heading == "Recommendation No" and table.columns[6].heading == "Timescale To"
    [row] = table.rows
    assert (row.understood.recommendation, row.understood.text) == (1, "Hold a meeting")
    assert (row.understood.start.earliest.month, row.understood.due.latest.month) == (9, 12)
    assert not [point for point in table.warnings if "No column was recognised" in point.sentence]


def test_group_among_headings_that_stand_over_both_rows():
    upper = ["Rec no", "Action", "Lead officer", "Timescale", None, "RAG"]
    lower = [None, None, None, "Start", "Finish", None]
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"]
    table = made(
        upper, lower, [4, "Hold a meeting", "Head of Service, LCC", "Sept 08", "Dec 08", "G"], merged=merged
    )
    assert [column.field for column in table.columns] == [
        "recommendation",
        "text",
        "lead",
        "start",
        "due",
        "rag",
    ]


def test_title_over_a_header_is_no_group():
    table = made(["Action plan 2008", *[None] * 6], ["Rec no", *COLUMNS[1:]], ROW, merged=["A1:G1"])
    assert [column.header_row for column in table.columns] == [2] * 7
    assert table.columns[2].heading == "Action"


def test_header_right_above_another_does_not_count():
    upper = ["Action", "Lead", "Due"]
    table = made(
        upper, ["Rec no", "Action", "Lead officer", "By when"], [4, "Hold a meeting", "Head, LCC", "Dec 08"]
    )
    assert table.columns[0].field == "recommendation" and len(table.columns) == 4


def test_support_from_is_partners():
    table = made(["Rec no", "Action", "Lead officer", "Support from"], [4, "Meet", "Head, LCC", "Schools"])
    assert table.columns[3].field == "partners"


@pytest.mark.parametrize("heading", ["Priority", "Impact", "Category"])
@pytest.mark.parametrize("other", [None, "TBC"])
def test_grades_are_no_field_where_the_headings_are_repeated_below(heading, other):
    head = ["Rec no", heading, "Action", "Lead", "Due"]
    rows = [
        [4, "High", "Hold a meeting", "Head, LCC", "Dec 08"],
        [4, "Low", "Write to all", "Head, LCC", "Dec 08"],
    ]
    last = [4, other, "Tell the schools", "Head, LCC", "Dec 08"]
    table = made(head, *rows, head, rows[0], head, last)
    assert [column.field for column in table.columns] == ["recommendation", "", "text", "lead", "due"]
    assert [row.row for row in table.rows] == [2, 3, 5, 7]


WEEKS = [date(2008, 6, 2) + timedelta(7 * week) for week in range(16)]
MONTHS = [date(2008 + month // 12, month % 12 + 1, 1) for month in range(3, 15)]


@pytest.mark.parametrize(
    "calendar",
    [
        WEEKS,
        WEEKS[:2],
        MONTHS,
        list(range(1, 32)),
        [*range(36, 53), *range(1, 10)],
        [f"w/c {day:%d %b}" for day in WEEKS],
        [f"{day:%d-%b}" for day in WEEKS],
        [f"{day:%d/%m/%Y}" for day in WEEKS],
        [f"{day:%b-%y}" for day in MONTHS],
    ],
)
@pytest.mark.parametrize(
    "columns",
    [
        {
            "Recommendation": "R4 staff",
            "Action": "Hold a meeting",
            "Lead": "Head",
            "Start": "Sept 08",
            "End": "Dec 08",
        },
        {"Action": "Hold a meeting", "Lead": "Head", "Due": "Dec 08"},
        {"Action": "Hold a meeting", "Lead": "Head"},
    ],
)
def test_calendar_beside_a_plan_is_left_out_and_does_not_sink_it(columns, calendar):
    second = ["Hold a second meeting" if name == "Action" else value for name, value in columns.items()]
    table = made([*columns, *calendar], [*columns.values(), None, "x"], [*second, "x"])
    assert [row.understood.text for row in table.rows] == ["Hold a meeting", "Hold a second meeting"]
    assert [bool(column.field) for column in table.columns] == [True] * len(columns) + [False] * len(calendar)
    # They are named once because each is known for a part of the calendar.
    assert all(is_calendar(column.heading) for column in table.columns if not column.field)
    assert not [point for point in table.others if point.kind == "left out"]


STRANGE = ["Ward", "Cluster", "Postcode", "Link", "Likelihood", "Score", "Directory", "Extra"]


@pytest.mark.parametrize("strange", [4, 8])
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["Action", "Lead", "Due"], ["text", "lead", "due"]),
        (["Risk ID", "Mitigation plan", "Owner", "Timing"], ["", "text", "lead", "due"]),
        (["Task", "Assigned to"], ["text", "lead"]),
        (["What we will do", "By when"], ["text", "due"]),
        (["Name", "Person", "Due date"], ["text", "lead", "due"]),
    ],
)
def test_unknown_columns_do_not_sink_a_plan(headings, fields, first, strange):
    said = {"text": "Hold a meeting", "lead": "Head", "due": "Dec 08", "": "x"}
    values, extra = [said[name] for name in fields], STRANGE[:strange]
    rows = (
        [extra + headings, ["x"] * strange + values]
        if first
        else [headings + extra, values + ["x"] * strange]
    )
    table = made(*rows)
    assert [row.understood.text for row in table.rows] == ["Hold a meeting"]
    unknown = [""] * strange
    assert [column.field for column in table.columns] == (unknown + fields if first else fields + unknown)


@pytest.mark.parametrize(
    "headings",
    [
        ["Name", "Post", "Telephone", "Address", "Postcode", "Link"],
        ["Title", "Person", "Telephone", "Address", "Postcode", "Link"],
        ["Activity cost", "Date", "Amount", "Account", "Code", "Invoice"],
        ["Lead", "Due", "Amount", "Account", "Code", "Invoice"],
    ],
)
def test_list_of_contacts_or_costs_is_no_plan(headings):
    assert not made(headings, ["Anne Example", "Head", "Dec 08", "1", "2", "3"]).rows


@pytest.mark.parametrize("value", [250000, 0.5])
def test_amounts_beside_words_are_no_headings(value):
    table = made(["Action", "Lead", "Due"], ["Action", "Lead", "Due", value, value])
    assert [row.understood.text for row in table.rows] == ["Action"]
