"""What a reader should know of how the sheet was read."""

from datetime import date

import pytest

from actions.imports.matching.notes import NOT_KEPT, notes_on_row, notes_on_table
from jarplan.spreadsheets.cells import Cell
from jarplan.spreadsheets.layout.table import PLAN, Column, PlanTable, SheetReport, Understood
from jarplan.spreadsheets.understanding.headings import WORKED_OUT, WORKED_OUT_FIRST
from tests.spreadsheets.sheets import cell_of, plan_row

DAY = date(2008, 9, 30)


def dated(number, number_format="mmm yy", value=DAY):
    made = plan_row(number)
    made.cells["due"] = (Cell("E", value, "30/09/2008", f"E{number}", number_format=number_format),)
    return made


PLANS = [SheetReport("Plan", PLAN)]


def told(*rows, columns=()):
    return [point.sentence for point in notes_on_table(PlanTable(list(rows), list(columns), PLANS))]


def test_cells_that_are_merged_over_the_row_from_above_are_named():
    made = plan_row(5, text="Meet")
    made.cells |= {
        "lead": (cell_of("Head", "D4"),),
        "due": (cell_of("Sept", "E4"),),
        "notes": (cell_of("x", "F4"),),
    }
    [point] = notes_on_row(made)
    assert point.sentence == "Taken from a cell merged over several rows: lead and due."
    assert point.cell == "D4" and notes_on_row(plan_row(5, text="Meet", lead="Head")) == []


def test_row_ten_is_not_before_row_nine():
    made = plan_row(10, text="Meet")
    made.cells["lead"] = (cell_of("Head", "D9"),)
    assert notes_on_row(made)


@pytest.mark.parametrize(
    "number_format", ["mmm yy", "mmmm yyyy", "mmm\\-yy", '"due" mmm yy', "[$-809]mmm yy"]
)
def test_date_that_shows_its_month_only_holds_a_full_day(number_format):
    assert told(dated(4, number_format), dated(5, number_format)) == [
        "Dates shown as “Sep 08” contain a full date. The full date was read in 2 rows."
    ]


@pytest.mark.parametrize(
    ("number_format", "value"), [("dd/mm/yyyy", DAY), ("General", DAY), ("mmm yy", "Sept 08")]
)
def test_date_that_shows_its_day_is_not_told(number_format, value):
    assert told(dated(4, number_format, value)) == []


def test_column_that_is_not_read_is_told_on_sheets_that_are_plans():
    columns = [
        Column("Plan", "F", "Budget code", cell="F3"),
        Column("Plan", "G", ""),
        Column("Plan", "D", "Lead", "lead"),
        Column("Other", "A", "x"),
    ]
    points = list(
        notes_on_table(
            PlanTable(columns=columns, sheets=[SheetReport("Plan", PLAN), SheetReport("Other", "unknown")])
        )
    )
    assert [(point.cell, point.raw) for point in points] == [("F3", "Budget code")]


def test_columns_that_our_export_works_out_are_told_unless_all_are_there():
    columns = [Column("Plan", "F", heading) for heading in sorted(WORKED_OUT)]
    assert told(columns=columns) == []
    assert len(told(columns=columns[1:])) == len(columns) - 1
    # An export of before it carried what was reported.
    assert told(columns=[one for one in columns if one.heading in WORKED_OUT_FIRST]) == []


def test_evidence_is_told_once():
    rows = [plan_row(4), plan_row(5)]
    for one in rows:
        one.understood = Understood(evidence="minutes.pdf")
    assert told(*rows) == [NOT_KEPT]
