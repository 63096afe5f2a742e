"""What the page and the exports show of one cost table. That totals are added up is held in test_reconciliation."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from finance.figures.printed import Figure, Line, Period, PrintedTable
from finance.figures.reconciliation import differences, reconcile
from finance.figures.revisions import Revision
from finance.figures.statement import CHECKED, REVISED, Note, Statement

PERIODS = tuple(
    Period(order, label, label, "forecast", label == "Total")
    for order, label in enumerate(("2008", "2009", "Total"), 1)
)


def line(order, kind, *amounts, sums=()):
    figures = {at: Figure(str(amount), Decimal(amount), "") for at, amount in enumerate(amounts, 1)}
    return Line(order, kind, f"Line {order}", sums, figures)


def statement(*lines, revisions=()):
    about = dict.fromkeys(("name", "title", "source", "wording", "contact"), "")
    table = PrintedTable(**about, corner="£000", rounded_to=Decimal(1), periods=PERIODS, lines=lines)
    checks = reconcile(table)
    notes = [Note(number, found) for number, found in enumerate(differences(checks), 1)]
    return Statement("costs", table, checks, notes, list(revisions))


SOUND = (line(1, "line", 1, 2, 3), line(2, "line", 4, 5, 9), line(3, "total", 5, 7, 12, sums=(1, 2)))


def with_total(*amounts):
    return statement(*SOUND[:2], line(3, "total", *amounts, sums=(1, 2)))


@pytest.mark.parametrize(
    ("amounts", "said"),
    [
        ((5, 7, 12), "0 differ."),
        ((5, 8, 12), "Rounding explains"),
        ((5, 70, 12), "cannot be explained by rounding."),
    ],
)
def test_outcome_of_adding_up_in_a_sentence(amounts, said):
    assert said in with_total(*amounts).summary


def test_note_stands_at_the_figure_that_it_explains():
    made = with_total(5, 70, 12)
    row = made.row(made.table.lines[2])
    assert row.is_grand_total and not made.row(made.table.lines[0]).is_grand_total
    assert row.cells[1].notes and not row.cells[0].notes
    assert {number for cell in row.cells for number in cell.notes} <= {note.number for note in made.notes}


def test_rows_stand_under_their_sections_and_the_grand_total_alone():
    section = Line(0, "section", "Staff", (), {})
    groups = statement(section, *SOUND).groups
    assert [(group.section and group.section.label, len(group.rows)) for group in groups] == [
        ("Staff", 2),
        (None, 1),
    ]
    assert [(group.section, len(group.rows)) for group in statement(*SOUND).groups] == [(None, 2), (None, 1)]


def test_export_has_a_row_for_each_line_and_an_empty_cell_where_nothing_is_printed():
    rows = list(statement(line(1, "line", 1), *SOUND[1:]).export_rows())
    assert rows[0] == ["£000", "2008", "2009", "Total", CHECKED]
    assert rows[1][:4] == ["Line 1", Decimal(1), "", ""] and len(rows) == 4
    assert rows[2][-1] == ""


def revision(instead=""):
    printed = SOUND[0].figures[1]
    moment = datetime(2008, 9, 1, 9, tzinfo=UTC)
    return Revision(
        "Line 1", "2008", printed, "forecast", Decimal("3.000"), "Staff left", moment, "Fin", instead
    )


def test_revisions_follow_the_printed_rows():
    rows = list(statement(*SOUND, revisions=[revision("a later one")]).export_rows())
    at = rows.index(REVISED)
    assert at == 4 and rows[at + 1][2:3] == [Decimal(1)] and "(a later one)" in rows[at + 1][3]
    assert rows[-1][0] == "Grand total with revised figures" and len(rows) == 7
    assert statement(*SOUND).revised_total is None
