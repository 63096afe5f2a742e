"""What a reader should know of how the sheet was read: cells merged over several rows, days that do not show,
columns that were not read.
"""

import re

from actions.rules.fields import SHEET_LABELS
from jarplan.spreadsheets.cells import row_of
from jarplan.spreadsheets.layout.plan import Point
from jarplan.spreadsheets.understanding.headings import WORKED_OUT, WORKED_OUT_FIRST, is_calendar, plain

MONTH_ONLY = re.compile(r"[^d]*[my][^d]*", re.IGNORECASE)
NOT_KEPT = "This column is not imported. Attach evidence on the action's own page."


def notes_on_row(row):
    """The Points of one row about the cells that it shares with others."""
    shared = [
        name
        for name in ("text", "lead", "start", "due")
        if row.cells.get(name) and row_of(row.cells[name][0].address) < row.row
    ]
    if not shared:
        return []
    words = " and ".join(SHEET_LABELS[name].lower() for name in shared)
    return [row.point(shared[0], f"Taken from a cell merged over several rows: {words}.")]


def notes_on_table(table):
    """The Points about the file as a whole."""
    return [*_hidden_days(table.rows), *_unread(table), *_evidence(table.rows)]


def _hidden_days(rows):
    """Dates that show as “Sep 08” and hold a full day: one Point for each sheet."""
    for sheet in dict.fromkeys(row.sheet for row in rows):
        found = [row for row in rows if row.sheet == sheet and _shows_month_only(row)]
        if found:
            cell = found[0].cells["due"][0]
            shown = cell.value.strftime("%b %y")
            sentence = (
                f"Dates shown as “{shown}” contain a full date. The full date was read in {len(found)} rows."
            )
            yield found[0].point("due", sentence)


def _shows_month_only(row):
    cells = row.cells.get("due", ())
    return (
        bool(cells)
        and hasattr(cells[0].value, "day")
        and bool(MONTH_ONLY.fullmatch(re.sub(r'\[.*?\]|".*?"|\\', "", cells[0].number_format)))
    )


def _unread(table):
    plans = {report.name for report in table.sheets if report.kind == "plan"}
    unread = [
        column for column in table.columns if column.sheet in plans and not column.field and column.heading
    ]
    calendars = {
        sheet: [one for one in unread if one.sheet == sheet and is_calendar(one.heading)] for sheet in plans
    }
    for sheet, columns in calendars.items():
        if len(columns) > 1:
            letters = f"{columns[0].letter} to {columns[-1].letter}"
            sentence = f"The {len(columns)} columns of the calendar, {letters}, are not imported."
            row = columns[0].header_row
            yield Point("row", sheet, row, f"{columns[0].letter}{row}", columns[0].heading, sentence)
    for column in unread:
        if len(calendars[column.sheet]) > 1 and column in calendars[column.sheet]:
            continue
        if not (plain(column.heading) in WORKED_OUT and _is_our_export(unread, column.sheet)):
            sentence = "This column was not recognised as part of an action, so it is not imported."
            yield Point("row", column.sheet, column.header_row, column.cell, column.heading, sentence)


def _is_our_export(unread, sheet):
    return {plain(column.heading) for column in unread if column.sheet == sheet} >= WORKED_OUT_FIRST


def _evidence(rows):
    first = next((row for row in rows if row.understood.evidence), None)
    if first:
        yield first.point("evidence", NOT_KEPT)
