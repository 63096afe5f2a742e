"""Reading any workbook (.xlsx) or CSV file safely into rows whose cells know their address. What the words in
them mean is for the rooms above. Nothing is trusted: not the sizes a file claims, nor its dimensions, nor its
XML.
"""

import csv
import io
import re
import unicodedata
import warnings
from dataclasses import dataclass
from datetime import date, datetime, time

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from jarplan.archives import MEGABYTE, ArchiveRefused, Limits, look_through
from jarplan.spreadsheets.structure import MAX_COLUMNS, MAX_ROWS, SheetRefused, structure_of

MAX_BYTES = 10 * MEGABYTE
MAX_SHEETS = 50
MAX_TEXT = 32_767  # what Excel itself puts in a cell
LIMITS = Limits(members=1000, unpacked=40 * MEGABYTE)
FORMULA_MARKS = "=+-@＝＋－＠"
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NOT_CALCULATED = "holds a formula whose result was not saved: open the file in Excel, save it, and try again"

UNREADABLE = "This file cannot be read as an Excel workbook. Save it again in Excel as .xlsx."

__all__ = ["Cell", "Row", "Sheet", "SheetRefused", "read_workbook"]


@dataclass(frozen=True)
class Cell:
    """One filled cell. `value` is text, a number, a date, a datetime, a bool, or None where `problem` says in
    words what is wrong with the cell; `text` is what a reader would have seen, tidied.
    """

    column: str
    value: object
    text: str
    address: str
    problem: str = ""


@dataclass(frozen=True)
class Row:
    """A row with something in it, under its own number; only its filled cells."""

    number: int
    cells: list

    def cell(self, column):
        """The cell in a column by its letter, or None."""
        return next((cell for cell in self.cells if cell.column == column), None)


@dataclass(frozen=True)
class Sheet:
    """A sheet's name and its rows from the top; blank rows are left out. Hidden rows and columns are read
    like any other and named here.
    """

    name: str
    rows: list
    hidden: bool = False
    hidden_rows: frozenset = frozenset()
    hidden_columns: frozenset = frozenset()
    merged: tuple = ()


def read_workbook(file, name):
    """Every sheet of a workbook or CSV file, in order. Raises SheetRefused with a sentence for the page."""
    file.seek(0)
    content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise SheetRefused(f"The spreadsheet must be smaller than {MAX_BYTES // MEGABYTE} MB.")
    if not content:
        raise SheetRefused("The spreadsheet is empty.")
    if str(name).lower().endswith(".csv"):
        return [_read_csv(content, name)]
    if not str(name).lower().endswith(".xlsx"):
        raise SheetRefused("The spreadsheet must be an Excel workbook (.xlsx) or a CSV file.")
    return _read_xlsx(io.BytesIO(content))


def _read_xlsx(file):
    if not openpyxl.DEFUSEDXML:
        raise SheetRefused("This server lacks defusedxml, without which it does not open workbooks.")
    try:
        archive = look_through(file, LIMITS)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that we do not read
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            if len(book.worksheets) > MAX_SHEETS:
                raise SheetRefused(f"The workbook has more than {MAX_SHEETS} sheets.")
            return [_read_sheet(archive, sheet) for sheet in book.worksheets]
    except SheetRefused:
        raise
    except ArchiveRefused as error:
        raise SheetRefused(str(error)) from error
    except Exception as error:  # a hostile workbook makes openpyxl raise anything from KeyError to TypeError
        raise SheetRefused(UNREADABLE) from error


def _read_sheet(archive, sheet):
    found = structure_of(archive, sheet)
    rows = []
    if found.last_row:
        read = sheet.iter_rows(min_row=1, max_row=found.last_row, min_col=1, max_col=found.last_column)
        for number, cells in enumerate(read, start=1):
            filled = [_cell(cell.value, cell.data_type, number, at) for at, cell in enumerate(cells, start=1)]
            filled = [cell for cell in filled if cell is not None]
            unknown = [
                Cell(letter, None, "", f"{letter}{number}", NOT_CALCULATED)
                for letter in found.uncalculated.get(number, ())
            ]
            if filled or unknown:
                rows.append(Row(number, filled + unknown))
    return Sheet(
        name=_tidy(sheet.title),
        rows=rows,
        hidden=sheet.sheet_state != "visible",
        hidden_rows=frozenset(found.hidden_rows),
        hidden_columns=frozenset(found.hidden_columns),
        merged=tuple(found.merged),
    )


def _cell(value, data_type, number, at):
    """The Cell of one read value, or None where there is nothing in it."""
    letter = get_column_letter(at)
    if data_type == "e" and value is not None:
        return Cell(letter, None, str(value), f"{letter}{number}", f"holds an error ({value})")
    if isinstance(value, str):
        value = _tidy(unescape(value))
    if value is None or value == "":
        return None
    if isinstance(value, datetime) and value.time() == time(0):
        value = value.date()
    return Cell(letter, value, _as_seen(value), f"{letter}{number}")


def _as_seen(value):
    """A typed value as a British reader would have seen it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)


def _tidy(text):
    """Text with plain line ends and spaces and no control characters, cut of its outer blanks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    return "".join(letter for letter in text if not _is_odd(letter)).strip()


def _is_odd(letter):
    """Controls other than tab and line end, surrogates, and the marks that turn writing round."""
    return (unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t") or letter in TURNING


def _read_csv(content, name):
    text = _decode(content)
    delimiter = _delimiter(text)
    rows = []
    csv.field_size_limit(MAX_TEXT)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for number, values in enumerate(lines, start=1):
            if number > MAX_ROWS or len(values) > MAX_COLUMNS:
                raise SheetRefused(f"The file has more than {MAX_ROWS:,} rows or {MAX_COLUMNS} columns.")
            values = [_without_guard(value) for value in values]
            cells = [_cell(value, "s", number, at) for at, value in enumerate(values, start=1)]
            cells = [cell for cell in cells if cell is not None]
            if cells:
                rows.append(Row(number, cells))
    except csv.Error as error:
        raise SheetRefused("This file cannot be read as CSV: its quotes do not close.") from error
    return Sheet(name=_tidy(str(name)), rows=rows)


def _decode(content):
    encodings = ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise SheetRefused("This file is not text: it cannot be read as CSV.")


def _delimiter(text):
    """Comma, semicolon or tab: whichever the first line has most of, outside its quotes."""
    line = re.sub(r'"[^"]*"', "", text.lstrip().split("\n", 1)[0])
    return max(",;\t", key=line.count)


def _without_guard(value):
    """Our own CSV files put an apostrophe before what Excel would take for a formula; take it off again."""
    return value[1:] if value.startswith("'") and value[1:].lstrip()[:1] in (*FORMULA_MARKS,) else value
