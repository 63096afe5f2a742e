"""The pieces of a Word document: which rows of a table stay on one page."""

import pytest

from jarplan.spreadsheets.sandbox.wordparts import LINE, WHOLE, height, table

HEAD = ["R1.1", "Details"]


def kept_of(number):
    """Whether each row of a table of so many rows is kept on the page of the next one."""
    made = table((50, 120), HEAD, [[str(at), "x"] for at in range(number)], {})
    return ["<w:keepNext/>" in row for row in made.split("<w:tr>")[1:]]


def test_no_page_ends_after_the_head_of_a_table_or_begins_with_its_last_row():
    assert kept_of(WHOLE + 1) == [True] * 3 + [False] * (WHOLE - 4) + [True] * 2 + [False]


def test_a_short_table_stays_on_one_page():
    assert kept_of(WHOLE) == [True] * WHOLE + [False]


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        (["Due", "18 July 2008"], 1),
        (["Led by", "Police\nConnexions\nMencap"], 3),
        (["Why", "x" * 2 * LINE], 3),
        ([["", "Green\nCalculated rating: Red", "green"], ""], 2),
    ],
)
def test_a_row_is_as_high_as_its_highest_cell(row, lines):
    assert height(row) == lines
