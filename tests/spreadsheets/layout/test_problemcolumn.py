"""The column that we add to a spreadsheet with problems is taken out when the file comes back."""

from dataclasses import replace

import pytest

from jarplan.spreadsheets.layout.problemcolumn import HEADING, MARK, is_our_heading, without_problems
from tests.spreadsheets.sheets import sheet_of


def test_our_column_goes_from_its_heading_down_with_rows_that_hold_nothing_else():
    sheet = sheet_of(
        ["Action plan", None, "June 2008"],
        ["Action", "Lead", HEADING],
        ["Meet", "PCT", "There is no due date."],
        [None, None, "Nothing else"],
    )
    read = without_problems(sheet)
    assert [[cell.text for cell in row.cells] for row in read.rows] == [
        ["Action plan", "June 2008"],
        ["Action", "Lead"],
        ["Meet", "PCT"],
    ]


def test_our_marks_go_and_other_colours_stay():
    sheet = sheet_of(["Action", HEADING], ["Meet", "Odd"], fills={2: {"A": MARK, "C": "FFFF0000"}})
    row = sheet.rows[1]
    sheet.rows[1] = replace(row, cells=[replace(row.cells[0], fill=MARK), row.cells[1]])
    [_heading, row] = without_problems(sheet).rows
    assert row.fills == {"C": "FFFF0000"} and row.cells[0].fill == ""


def test_sheet_without_our_column_keeps_its_colours():
    sheet = sheet_of(["Action", "Problems"], ["Meet", "Odd"], fills={2: {"A": MARK}})
    assert without_problems(sheet) is sheet


@pytest.mark.parametrize(
    ("value", "ours"),
    [
        (HEADING.upper(), True),
        (f" {HEADING.replace(' ', '  ')}", True),
        ("Problems", False),
        (None, False),
        (4, False),
        (f"{HEADING} " + " " * 60, False),  # longer than anybody types it, so not looked at
    ],
)
def test_heading_is_known_however_it_is_spaced(value, ours):
    assert is_our_heading(value) == ours
