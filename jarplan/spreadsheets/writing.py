"""Writing rows as .xlsx or CSV, one by one, for people who open them in Excel: typed dates and numbers, and no text
that Excel would run as a formula.
"""

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from itertools import chain, islice
from xml.sax.saxutils import escape

import xlsxwriter
from django.conf import settings
from xlsxwriter.utility import _datetime_to_excel_datetime, xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from jarplan.clock import LONDON
from jarplan.spreadsheets.formulas import guarded, runs_as_formula

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
MAX_TEXT = 32_767
SHORT = 60  # characters of a text whose cell is kept for when it comes again
# Characters that XML 1.0 cannot hold in any spelling: one of them, and Excel calls the file damaged.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def to_csv(headings, rows):
    """The bytes of write_csv()."""
    out = io.BytesIO()
    write_csv(out, headings, rows)
    return out.getvalue()


def to_xlsx(title, headings, rows):
    """The bytes of write_xlsx()."""
    out = io.BytesIO()
    write_xlsx(out, title, headings, rows)
    return out.getvalue()


def write_csv(out, headings, rows):
    """Writes CSV into an open binary file, in UTF-8 with the mark by which Excel knows it: dates as dd/mm/yyyy, an
    apostrophe before text that would run.
    """
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow([_csv_text(heading) for heading in headings])
    writer.writerows([_csv_text(value) for value in row] for row in rows)
    # Or the file would be closed with it.
    text.detach()


def write_xlsx(out, title, headings, rows):
    """Writes a workbook of one sheet into an open binary file: bold frozen header row, readable columns, real dates
    and numbers."""
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
        longest = max([len(str(heading)), *(len(_seen(_plain(row[at]))) for row in first)])
        sheet.set_column(at, at, min(max(longest + 2, 10), 60))
    sheet.put_row([_text_xml(safe_text(heading), looks["head"], looks["kept head"]) for heading in headings])
    for row in chain(first, rows):
        sheet.put_row([_cell_xml(_plain(value), looks) for value in row])
    book.close()


def _looks(book):
    """The few formats of a sheet, by their numbers: one each, shared by all its cells."""
    text = {"text_wrap": True, "valign": "top"}
    looks = {
        "head": {**text, "bold": True},
        "kept head": {**text, "bold": True, "quote_prefix": True},
        "text": text,
        # Still text after somebody edits the cell, as if an apostrophe had been typed before it.
        "kept": {**text, "quote_prefix": True},
        "day": {"num_format": "DD/MM/YYYY"},
        "moment": {"num_format": "DD/MM/YYYY HH:MM"},
    }
    return {name: book.add_format(look)._get_xf_index() for name, look in looks.items()}


def _cell_xml(plain, looks):
    """A cell but for its place: what stands after <c r="A1"; "" for one that says nothing."""
    if isinstance(plain, str):
        write = _short_text_xml if len(plain) < SHORT else _text_xml
        return write(plain, looks["text"], looks["kept"])
    if isinstance(plain, date):
        look = looks["moment" if isinstance(plain, datetime) else "day"]
        return f' s="{look}"><v>{_serial(plain, False, False):.16G}</v></c>'
    return "" if plain is None else f"><v>{plain:.16G}</v></c>"


def _text_xml(text, look, kept):
    # Always as text: never a formula, a number or a link by how it begins.
    if not text:
        return ""
    # Excel reads _x0041_ as A: each such underscore is escaped.
    written = escape(ESCAPE.sub("_x005F_", text))
    space = ' xml:space="preserve"' if text != text.strip() else ""
    style = kept if runs_as_formula(text) else look
    return f' s="{style}" t="inlineStr"><is><t{space}>{written}</t></is></c>'


# What is short comes again: organisations, statuses, words for dates; and so do days.
_short_text_xml = lru_cache(maxsize=5_000)(_text_xml)
_serial = lru_cache(maxsize=5_000)(_datetime_to_excel_datetime)


class _Sheet(Worksheet):
    """Its rows are written at once, each as one text: the library's way, a dozen calls for a cell, takes three times
    as long."""

    def put_row(self, cells):
        """Writes the next row into the file that the library keeps for them in constant_memory."""
        row, self.rows_put = self.rows_put, self.rows_put + 1
        # For the extent that the sheet states.
        self._check_dimensions(row, 0)
        self._check_dimensions(row, max(len(cells) - 1, 0))
        placed = [f'<c r="{_letters(at)}{row + 1}"{cell}' for at, cell in enumerate(cells) if cell]
        self.fh.write(f'<row r="{row + 1}">{"".join(placed)}</row>')

    rows_put = 0


_letters = cache(xl_col_to_name)


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


def _seen(plain):
    if isinstance(plain, datetime):
        return plain.strftime("%d/%m/%Y %H:%M")
    if isinstance(plain, date):
        return plain.strftime("%d/%m/%Y")
    return "" if plain is None else str(plain)


def _csv_text(value):
    plain = _plain(value)
    return guarded(plain) if isinstance(plain, str) else _seen(plain)
