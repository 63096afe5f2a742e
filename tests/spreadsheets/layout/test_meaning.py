"""What a sheet's rows mean, column by column: references that only number recommendations, American dates, and the
points of each row.
"""

from datetime import date

import pytest

from jarplan.spreadsheets.cells import Cell
from jarplan.spreadsheets.layout.meaning import missing_fields, recommendation_said, understand
from jarplan.spreadsheets.understanding.names import Known
from jarplan.spreadsheets.understanding.references import Reference
from tests.spreadsheets.sheets import plan_row


def understood(*rows):
    rows = list(rows)
    understand(rows, epoch=date(1899, 12, 30), key={}, known=Known.of({}), near=date(2008, 6, 3))
    return rows


def test_number_that_comes_twice_is_the_recommendations():
    rows = understood(*(plan_row(at, reference=n, text=f"Meet {at}") for at, n in ((2, 1), (3, 1), (4, 2))))
    assert [row.understood.recommendation for row in rows] == [1, 1, 2]
    assert not any(row.understood.reference.text or row.cells.get("reference") for row in rows)


@pytest.mark.parametrize("numbers", [(1, 2, 3), ("1.1", "1.1", "1.2"), ("1a", "1a", "1b")])
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


def test_recommendation_is_the_first_number_of_a_reference_only_where_nothing_else_says_it():
    reference = Reference("4.2", first=4, second=2)
    assert recommendation_said(plan_row(text="Meet"), reference) == (4, "")
    assert recommendation_said(plan_row(recommendation=5, text="Meet"), reference) == (5, "")
    assert recommendation_said(plan_row(text="Meet"), Reference("4", first=4)) == (None, "")


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
