"""Writing rows as .xlsx or CSV bytes for people who open them in Excel: typed dates and numbers, and no text
that Excel would run as a formula.
"""

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice

import xlsxwriter
from django.conf import settings
from xlsxwriter.worksheet import Worksheet

from jarplan.clock import LONDON
from jarplan.spreadsheets.formulas import guarded, runs_as_formula

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
MAX_TEXT = 32_767
# Characters that XML 1.0 cannot hold in any spelling: one of them, and Excel calls the file damaged.
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
    out = io.BytesIO()
    # Row by row into a file: cells of 20,000 actions kept in memory are a hundred megabytes.
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    book.set_properties({"author": settings.PRODUCT_NAME})
    sheet = book.add_worksheet(sheet_title(title), worksheet_class=_Sheet)
    sheet.freeze_panes(1, 0)
    looks = _looks(book)
    rows = iter(rows)
    # Enough for the width of a column, which is written before the rows.
    first = [list(row) for row in islice(rows, 200)]
    for at, heading in enumerate(headings):
        longest = max([len(str(heading)), *(len(_seen(row[at])) for row in first)])
        sheet.set_column(at, at, min(max(longest + 2, 10), 60))
        _write_text(sheet, 0, at, safe_text(heading), looks["head"], looks["kept head"])
    for number, row in enumerate(chain(first, rows), start=1):
        for at, value in enumerate(row):
            _write(sheet, number, at, _plain(value), looks)
    book.close()
    return out.getvalue()


def _looks(book):
    """The few formats of a sheet: one each, shared by all its cells."""
    text = {"text_wrap": True, "valign": "top"}
    return {
        "head": book.add_format({**text, "bold": True}),
        "kept head": book.add_format({**text, "bold": True, "quote_prefix": True}),
        "text": book.add_format(text),
        # Still text after somebody edits the cell, as if an apostrophe had been typed before it.
        "kept": book.add_format({**text, "quote_prefix": True}),
        "day": book.add_format({"num_format": "DD/MM/YYYY"}),
        "moment": book.add_format({"num_format": "DD/MM/YYYY HH:MM"}),
    }


def _write(sheet, row, column, value, looks):
    if isinstance(value, str):
        _write_text(sheet, row, column, value, looks["text"], looks["kept"])
    elif isinstance(value, date):
        moment = isinstance(value, datetime)
        sheet.write_datetime(row, column, value, looks["moment" if moment else "day"])
    elif value is not None:
        sheet.write_number(row, column, value)


def _write_text(sheet, row, column, text, look, kept):
    # Never write(), which takes a text for a formula, a number or a link by how it begins.
    if text:
        sheet.write_string(row, column, text, kept if runs_as_formula(text) else look)


class _Sheet(Worksheet):
    """Its texts are the texts that were given."""

    def _escape_control_characters(self, data):
        # Excel reads _x0041_ as A: each such underscore is escaped, where the library passes over every second one
        # of a row of them. And what begins with <r> it would take for its own markup.
        data = ESCAPE.sub("_x005F_", data)
        return f"_x003C_{data[1:]}" if data.startswith("<r>") else data


def sheet_title(title):
    """A name that Excel allows for a sheet."""
    allowed = re.sub(r"[\[\]:*?/\\\n\t]", " ", NOT_IN_XML.sub("", str(title)))
    # Excel allows 31 characters, none of []:*?/\, and no apostrophe at the ends.
    return allowed.strip("' ")[:31].strip("' ") or "Sheet"


def _plain(value):
    """None, text, a number, a date or a London time without zone; everything else as its text."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        # A sheet knows no time zones, and openpyxl refuses one.
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
    # Excel reads _x0041_ as A: the underscore itself is escaped, as Excel does.
    cell.value = ESCAPE.sub("_x005F_", text)
    # openpyxl takes a text that begins with = for a formula; said after the value, this is what counts.
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
