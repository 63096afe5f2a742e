"""Sheets made of plain lists, as the readers hand them on: no file, no database."""

from openpyxl.utils import get_column_letter

from jarplan.spreadsheets.cells import Cell, Row, Sheet, value_cell
from jarplan.spreadsheets.layout.grid import Grid
from jarplan.spreadsheets.layout.table import PlanRow


def cell_of(value, at):
    """The Cell of a value at an address such as B4."""
    letter = at.rstrip("0123456789")
    if isinstance(value, str):
        return Cell(letter, value, value, at)
    return value_cell(value, letter, at)


def row_of(number, values, fills=None):
    """The Row of the values from column A on; None is an empty cell. `fills` has colours by column letter."""
    letters = [get_column_letter(at) for at in range(1, len(values) + 1)]
    cells = [
        cell_of(value, f"{letter}{number}")
        for letter, value in zip(letters, values, strict=True)
        if value is not None
    ]
    return Row(number, cells, fills or {})


def sheet_of(*rows, name="Plan", fills=None, **about):
    """The Sheet of lists of values from row 1 on; empty lists are blank rows. `fills` has colours by row number."""
    made = [row_of(number, values, (fills or {}).get(number)) for number, values in enumerate(rows, start=1)]
    return Sheet(name, [row for row in made if row.cells or row.fills], **about)


def grid_of(*rows, **about):
    return Grid(sheet_of(*rows, **about))


def plan_row(number=4, *, fills=None, hidden=False, sheet="Plan", **said):
    """A PlanRow that says these texts or values by field, in the columns from A on; a list is several cells, one
    below the other.
    """
    cells = {}
    for letter, (name, value) in zip("ABCDEFGHIJKLM", said.items(), strict=False):
        values = value if isinstance(value, list) else [value]
        cells[name] = tuple(cell_of(one, f"{letter}{number + at}") for at, one in enumerate(values))
    return PlanRow(sheet, number, cells, fills=fills or {}, hidden=hidden)
