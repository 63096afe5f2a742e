"""A file that was read, as an Excel workbook of what was read of it: for what is handed back of a Word document or
of a kind of workbook that we do not write.
"""

import io
import re

import openpyxl
from openpyxl.cell import MergedCell
from openpyxl.styles import Alignment, PatternFill

from jarplan.spreadsheets.writing import set_text, sheet_title

LONGEST_TITLE = 28
COLOUR = re.compile("[0-9A-F]{8}")


def as_workbook(sheets):
    """(bytes, places) of an .xlsx workbook with these Sheets. `places` has, by (name, row) and by address as the file
    was read with, where each row and cell is in the workbook: (title, row), or an address such as C9.
    """
    book, places = openpyxl.Workbook(), {}
    book.remove(book.active)
    for sheet in sheets:
        # Short enough for the number that tells two of one name apart.
        made = book.create_sheet(sheet_title(sheet.name)[:LONGEST_TITLE])
        for ref in sheet.merged:
            made.merge_cells(ref)
        for row in sheet.rows:
            places[sheet.place(row.number)] = (made.title, row.number)
            for letter, fill in row.fills.items():
                _colour(made[f"{letter}{row.number}"], fill)
            for cell in row.cells:
                places[sheet.name, cell.address] = f"{cell.column}{row.number}"
                _fill(made[f"{cell.column}{row.number}"], cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), places


def _fill(made, cell):
    # What is merged over keeps what it had in no program.
    if isinstance(made, MergedCell):
        return
    if isinstance(cell.value, str) or cell.value is None:
        set_text(made, cell.text)
        made.alignment = Alignment(wrap_text=True, vertical="top")
    else:
        made.value = cell.value


def _colour(made, fill):
    if COLOUR.fullmatch(fill) and not isinstance(made, MergedCell):
        made.fill = PatternFill("solid", fgColor=fill)
