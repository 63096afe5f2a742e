"""The column that we add to a spreadsheet when we hand it back with its problems: known again when the file comes
back, and no part of the plan.
"""

from dataclasses import replace

# Not only “Problems”, which may be a council's own column.
HEADING = "Problems found on import"
MARK = "FFFADADD"  # the fill of a cell with a problem, as openpyxl writes it


def is_our_heading(value):
    """Is this cell the heading of a column that we added?"""
    text = "" if value is None else str(value)  # which may have formatting inside
    return len(text) < 2 * len(HEADING) and " ".join(text.split()).casefold() == HEADING.casefold()


def without_problems(sheet):
    """The Sheet without the columns that we added, from their headings down, and without our marks on its cells."""
    ours = {}
    for row in sheet.rows:
        for cell in row.cells:
            if is_our_heading(cell.value):
                ours.setdefault(cell.column, row.number)
    if not ours:
        return sheet
    # From the heading down only: above it may stand a title that runs over the whole width.
    rows = [
        _without(row, {letter for letter, first in ours.items() if row.number >= first}) for row in sheet.rows
    ]
    return replace(sheet, rows=[row for row in rows if row.cells])


def _without(row, letters):
    cells = [
        replace(cell, fill="") if cell.fill == MARK else cell
        for cell in row.cells
        if cell.column not in letters
    ]
    fills = {letter: fill for letter, fill in row.fills.items() if fill != MARK and letter not in letters}
    return replace(row, cells=cells, fills=fills)
