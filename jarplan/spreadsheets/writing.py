"""Writing rows as .xlsx or CSV bytes for people who open them in Excel: typed dates and numbers, and no text
that Excel would run as a formula.
"""

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from jarplan.clock import LONDON
from jarplan.spreadsheets.formulas import guarded, runs_as_formula

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
MAX_TEXT = 32_767
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def to_csv(headings, rows):
    """CSV in UTF-8 with the mark by which Excel knows it: dates as dd/mm/yyyy, an apostrophe before text that
    would run.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_csv_text(heading) for heading in headings])
    writer.writerows([_csv_text(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def to_xlsx(title, headings, rows):
    """A workbook of one sheet: bold frozen header row, readable columns, real dates and numbers."""
    book = openpyxl.Workbook(write_only=True)
    book.properties.creator = "JAR plan"
    sheet = book.create_sheet(sheet_title(title))
    sheet.freeze_panes = "A2"
    rows = [list(row) for row in rows]
    for at, heading in enumerate(headings, start=1):
        longest = max([len(str(heading)), *(len(_seen(row[at - 1])) for row in rows[:200])])
        sheet.column_dimensions[get_column_letter(at)].width = min(max(longest + 2, 10), 60)
    sheet.append([_xlsx_cell(sheet, heading, bold=True) for heading in headings])
    for row in rows:
        sheet.append([_xlsx_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_title(title):
    """A name that Excel allows for a sheet."""
    allowed = re.sub(r"[\[\]:*?/\\\n\t]", " ", NOT_IN_XML.sub("", str(title)))
    return allowed.strip("' ")[:31].strip("' ") or "Sheet"


def _plain(value):
    """None, text, a number, a date or a London time without zone; everything else as its text."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return value.astimezone(LONDON).replace(tzinfo=None) if value.tzinfo else value
    if value is None or isinstance(value, (int, float, Decimal, date)):
        return value
    return safe_text(value)


def safe_text(text):
    """The text without the characters that no sheet can hold, and no longer than a cell."""
    return NOT_IN_XML.sub("", str(text))[:MAX_TEXT]


def set_text(cell, text):
    """Writes text into a cell of a sheet, whatever it begins with: never a formula. What Excel would take for the
    code of a character (_x0041_) stays as it is.
    """
    cell.value = ESCAPE.sub("_x005F_", text)
    cell.data_type = "s"
    # Still text after somebody edits the cell, as if an apostrophe had been typed before it.
    cell.quotePrefix = runs_as_formula(text)


def _seen(value):
    value = _plain(value)
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    return "" if value is None else str(value)


def _csv_text(value):
    text = _seen(value)
    return guarded(text) if isinstance(_plain(value), str) else text


def _xlsx_cell(sheet, value, *, bold=False):
    value = _plain(value)
    cell = WriteOnlyCell(sheet, None if isinstance(value, str) else value)
    if isinstance(value, str):
        set_text(cell, value)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    elif isinstance(value, datetime):
        cell.number_format = "DD/MM/YYYY HH:MM"
    elif isinstance(value, date):
        cell.number_format = "DD/MM/YYYY"
    if bold:
        cell.font = Font(bold=True)
    return cell
