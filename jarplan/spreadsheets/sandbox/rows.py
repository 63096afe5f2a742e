"""The rows of a file as they stand, for sheets of our own whose headings are known: nothing is guessed of
them."""

from jarplan.spreadsheets.layout.table import PlanRow, PlanTable
from jarplan.spreadsheets.limits import SheetRefused

TOO_MANY = (
    "This file has more than {:,} filled rows, too many for a return. Choose the return that you filled in."
)


def as_they_stand(sheets, most):
    """A PlanTable whose rows have their cells by the letter of the column. SheetRefused where there are
    more than `most`."""
    rows = []
    for sheet in sheets:
        for row in sheet.rows:
            name, number = sheet.place(row.number)
            rows.append(PlanRow(name, number, {cell.column: (cell,) for cell in row.cells}))
            if len(rows) > most:
                raise SheetRefused(TOO_MANY.format(most))
    return PlanTable(rows=rows)
