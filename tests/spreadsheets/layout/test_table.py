"""Questions are the same ones when a file is read again, and are asked as often as they should be."""

from dataclasses import replace

import pytest

from jarplan.spreadsheets.layout.table import CELL, FILE, ROW, Gap, Point
from tests.spreadsheets.sheets import plan_row

POINT = Point("due", "Plan", 4, "E4", "Sept", "Is it 2008?", kind="date", options=(("yes", "Yes"),))


def test_question_keeps_its_key_when_its_wording_or_its_cells_text_changes():
    assert replace(POINT, sentence="Is it September 2008?", raw="sept", proposed="x").key == POINT.key


@pytest.mark.parametrize(
    ("per", "change", "same"),
    [
        (CELL, {"row": 5}, True),  # a cell merged over several rows is asked once
        (CELL, {"cell": "E5"}, False),
        (CELL, {"sheet": "Other"}, False),
        (ROW, {"cell": "F4"}, True),
        (ROW, {"row": 5}, False),
        (FILE, {"row": 9, "cell": "E9", "sheet": "Other"}, True),
        (FILE, {"about": "something else"}, False),
        (FILE, {"field": "start"}, False),
        (FILE, {"kind": "leads"}, False),
    ],
)
def test_question_is_asked_once_for_its_cell_its_row_or_its_file(per, change, same):
    point = replace(POINT, per=per)
    assert (replace(point, **change).key == point.key) == same


def test_point_without_a_cell_is_told_by_its_row():
    bare = replace(POINT, cell="")
    assert replace(bare, row=5).key != bare.key


def test_option_that_is_not_offered_says_nothing():
    assert (POINT.label("yes"), POINT.label("no")) == ("Yes", "")


def test_row_says_its_cells_one_under_the_other_and_is_found_at_the_first():
    row = plan_row(4, text="Meet", criteria=["All met", "", "Known"])
    assert row.raw("criteria") == "All met\nKnown" and row.address("criteria") == "B4"
    assert (row.raw("lead"), row.address("lead")) == ("", "")
    assert row.point("criteria", "Why?").cell == "B4"


def test_gap_names_its_recommendation_and_what_its_cell_says():
    gap = Gap("Plan", 4, "C4", "TBC", 3, "develop a system")
    assert gap.sentence == "Recommendation 3 has no action (the cell says “TBC”)."
    assert replace(gap, recommendation=None, raw="").sentence == "This recommendation has no action."
