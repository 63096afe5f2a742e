"""What a sheet's rows mean, column by column: references that only number recommendations, American dates, and the
points of each row.
"""

from dataclasses import replace
from datetime import date

import pytest

from jarplan.spreadsheets.cells import Cell
from jarplan.spreadsheets.layout.meaning import missing_fields, recommendation_said, understand
from jarplan.spreadsheets.understanding.names import Known
from jarplan.spreadsheets.understanding.references import read_reference
from tests.spreadsheets.sheets import plan_row


def understood(*rows):
    rows = list(rows)
    understand(rows, epoch=date(1899, 12, 30), key={}, known=Known.of({}), near=date(2008, 6, 3))
    return rows


def test_number_that_comes_twice_may_be_the_recommendations():
    rows = understood(*(plan_row(at, reference=n, text=f"Meet {at}") for at, n in ((2, 1), (3, 1), (4, 2))))
    assert [row.understood.numbering for row in rows] == [1, 1, 2]
    assert not any(row.understood.recommendation for row in rows)
    assert not any(row.understood.reference.text or row.cells.get("reference") for row in rows)


@pytest.mark.parametrize("numbers", [(1, 2, 3), (1, 2, 1, 2), ("1.1", "1.1", "1.2"), ("1a", "1a", "1b")])
def test_numbers_that_are_the_actions_own_stay_references(numbers):
    rows = understood(*(plan_row(at, reference=n, text=f"Meet {at}") for at, n in enumerate(numbers, 2)))
    assert all(row.understood.reference.text for row in rows)


def test_numbers_beside_those_of_recommendations_are_the_actions():
    rows = understood(*(plan_row(at, recommendation=1, reference=1, text=f"Meet {at}") for at in (2, 3)))
    assert [row.understood.reference.text for row in rows] == ["1", "1"]


@pytest.mark.parametrize(("number_format", "text"), [("0.00", "1.10"), ("General", "1.1"), ("0.00 p", "1.1")])
def test_reference_in_the_format_of_a_price_is_read_as_it_was_seen(number_format, text):
    row = plan_row(2, text="Meet")
    row.cells["reference"] = (Cell("C", 1.1, text, "C2", number_format=number_format),)
    [row] = understood(row)
    assert row.understood.reference.text == text


@pytest.mark.parametrize(
    ("said", "named", "reference", "number", "may_be"),
    [
        # Under a heading that says so, or by itself, a number is the recommendation's.
        ({"recommendation": 5}, {"recommendation"}, "4.2", 5, None),
        ({"recommendation": "R5"}, (), "", 5, None),
        ({"recommendation": "Rec. 5"}, (), "", 5, None),
        ({"recommendation_text": "Recommendation 5: do well"}, (), "", 5, None),
        ({"recommendation": 5, "recommendation_text": "do well"}, {"recommendation_text"}, "", 5, None),
        # Else it only may be.
        ({"recommendation": 5}, (), "", None, 5),
        ({"recommendation_text": "5. do well"}, (), "", None, 5),
        ({}, (), "4.2", None, 4),
        ({"title": "4. Social workers"}, (), "", None, 4),
        ({}, (), "4", None, None),
        ({}, (), "WS4.2", None, None),
    ],
)
def test_number_is_the_recommendations_only_where_that_is_said(said, named, reference, number, may_be):
    row = plan_row(text="Meet", **said)
    row.named = frozenset(named)
    found = recommendation_said(row, read_reference(reference))
    assert (found["recommendation"], found["numbering"]) == (number, may_be)


@pytest.mark.parametrize(
    ("other", "doubted"),
    [("06/30/2008", True), ("30/06/2008", False), ("13/32/2008", False), ("06/06/2008", False)],
)
def test_one_american_date_casts_doubt_on_all_of_the_sheet(other, doubted):
    first, _other = understood(
        plan_row(2, text="Meet", due="03/06/2008"), plan_row(3, text="Ask", start=other)
    )
    assert bool(first.understood.due.question) == doubted


def test_text_that_goes_on_in_the_row_below_is_one_text():
    [row] = understood(plan_row(2, text=["Publish the plan and", "tell everybody"]))
    assert row.understood.text == "Publish the plan and tell everybody" and not row.problems


def test_row_without_a_text_is_rejected_unless_its_cell_says_why():
    long = Cell("A", None, "Meet", "A2", problem="has 9,000 characters")
    empty, unread = plan_row(2, text="", due="May 2009"), plan_row(3, due="May 2009")
    unread.cells["text"] = (long,)
    understood(empty, unread)
    assert [point.sentence for point in empty.problems] == ["This row has no action text."]
    [told] = unread.problems
    assert (told.cell, told.raw, told.sentence) == ("A2", "Meet", "Cell A2 has 9,000 characters.")


ERRORS = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#null!", "######")


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("written", [True, False])
def test_error_in_a_cell_leaves_its_field_out_and_asks_what_can_be_typed(error, written):
    """Excel writes errors as such; a CSV file and a table in Word have them as text."""
    row = plan_row(
        2, text="Meet", lead="Head", due=date(2009, 5, 1), status="x", rag="x", partners="x", notes="x"
    )
    for name in ("lead", "due", "status", "rag", "partners", "notes"):
        [cell] = row.cells[name]
        problem = "" if written else f"contains an error ({error})"
        row.cells[name] = (replace(cell, value=error if written else None, text=error, problem=problem),)
    understood(row)
    assert row.problems == [] and row.cells.keys() == {"text"}
    asked = {point.field: (point.cell, point.raw, point.typed) for point in row.questions}
    assert asked == {
        "lead": ("B2", error, "leads"),
        "due": ("C2", error, "date"),
        "status": ("D2", error, ""),
        "rag": ("E2", error, ""),
        "partners": ("F2", error, "names"),
    }
    assert row.questions[0].sentence == f"Cell B2 contains an error ({error}). What should it be?"
    [told] = row.warnings
    assert (told.cell, told.sentence) == ("G2", f"Cell G2 contains an error ({error}), so it is left out.")


@pytest.mark.parametrize("error", ERRORS)
def test_action_that_is_an_error_is_none(error):
    [row] = understood(plan_row(2, text=error))
    assert [point.sentence for point in row.problems] == [f"Cell A2 contains an error ({error})."]


@pytest.mark.parametrize("name", ["recommendation", "recommendation_text", "reference", "theme", "criteria"])
def test_error_in_what_names_a_row_is_left_out_and_told(name):
    [row] = understood(plan_row(2, text="Meet", lead="Head", **{name: "#REF!"}))
    assert row.problems == [] and name not in row.cells and not row.questions
    assert row.warnings[0].sentence == "Cell C2 contains an error (#REF!), so it is left out."
    assert row.understood.recommendation is None and row.understood.reference.text == ""


def test_error_beside_another_cell_of_its_field_leaves_that():
    [row] = understood(plan_row(2, text="Meet", lead="Head", criteria=["All are met", "#REF!"]))
    assert row.understood.criteria == ("All are met",)


def test_impossible_date_and_odd_reference_are_told_at_their_cells():
    [row] = understood(plan_row(2, text="Meet", reference="to follow", due="31 June 2008"))
    told = {point.field: (point.cell, point.raw) for point in row.warnings}
    assert told == {"reference": ("B2", "to follow"), "due": ("C2", "31 June 2008"), "lead": ("", "")}


@pytest.mark.parametrize(
    ("fields", "lacking"),
    [
        ({"recommendation", "text", "lead", "due"}, []),
        ({"text", "lead", "due"}, ["Recommendation number"]),
        ({"recommendation_text", "text", "lead", "due"}, []),
        ({"reference", "text", "lead", "due"}, []),
        ({"recommendation", "text"}, ["Lead", "Due"]),
    ],
)
def test_part_of_a_plan_that_no_column_has_is_named(fields, lacking):
    assert missing_fields(fields) == [f"No column was recognised as “{name}”." for name in lacking]


def test_year_out_of_the_run_of_the_sheet_is_remarked():
    days = [date(2008, 9, 1), date(2009, 3, 31), date(2008, 12, 1), date(2080, 9, 1)]
    rows = understood(*(plan_row(at, text=f"Meet {at}", due=day) for at, day in enumerate(days, start=2)))
    told = [[point.sentence for point in row.warnings if point.field == "due"] for row in rows]
    assert told[:3] == [[], [], []]
    assert told[3] == ["The other dates of this sheet are near 2009. Check that 2080 is the right year."]
    few = understood(*(plan_row(at, text="Meet", due=day) for at, day in enumerate(days[2:], start=2)))
    assert not any("right year" in point.sentence for row in few for point in row.warnings)
