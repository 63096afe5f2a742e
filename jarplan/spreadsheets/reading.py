"""Reading any workbook (.xlsx) or CSV file safely into rows whose cells know their address. What the words in
them mean is for the rooms above. Nothing is trusted: not the sizes a file claims, nor its dimensions, nor its
XML.
"""

import io
import re
import unicodedata
import warnings
from dataclasses import dataclass, field
from datetime import date, datetime, time

import openpyxl
from django.conf import settings
from openpyxl.utils import get_column_letter
from openpyxl.utils.escape import unescape

from jarplan.archives import MEGABYTE, ArchiveRefused, look_through
from jarplan.spreadsheets.csvreading import csv_rows
from jarplan.spreadsheets.kinds import CSV, TRUNCATED, kind_of
from jarplan.spreadsheets.limits import MAX_ELEMENTS, MAX_PART, MAX_SHEETS, SheetRefused, limits
from jarplan.spreadsheets.structure import structure_of

EPOCH_1900 = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)
FORMULA_MARKS = "=+-@＝＋－＠"
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
TOO_LONG = "has {:,} characters; at most {:,} can be read: shorten it and try again"
NOT_CALCULATED = "holds a formula whose result was not saved: open the file in Excel, save it, and try again"
UNREADABLE = (
    "This file cannot be read as an Excel workbook. Open it in Excel, save it as .xlsx, and try again."
)

__all__ = ["Cell", "Row", "Sheet", "SheetRefused", "read_workbook"]


@dataclass(frozen=True)
class Cell:
    """One filled cell. `value` is text, a number, a date, a datetime, a bool, or None where `problem` says in
    words what is wrong with the cell; `text` is what a reader would have seen, tidied. `fill` is the colour behind
    it: FFFF0000, theme:9, indexed:10, or nothing.
    """

    column: str
    value: object
    text: str
    address: str
    problem: str = ""
    number_format: str = "General"
    fill: str = ""


@dataclass(frozen=True)
class Row:
    """A row with something in it, under its own number; only its filled cells. `fills` has the colours of the
    others as well, by column letter: a rating is often a colour and nothing else.
    """

    number: int
    cells: list
    fills: dict = field(default_factory=dict)

    def cell(self, column):
        """The cell in a column by its letter, or None."""
        return next((cell for cell in self.cells if cell.column == column), None)


@dataclass(frozen=True)
class Sheet:
    """A sheet's name and its rows from the top; blank rows are left out. Hidden rows and columns are read
    like any other and named here; `stray` are the addresses of filled cells too far out to be read. `epoch` is
    the day from which the workbook counts its dates.
    """

    name: str
    rows: list
    hidden: bool = False
    hidden_rows: frozenset = frozenset()
    hidden_columns: frozenset = frozenset()
    merged: tuple = ()
    stray: tuple = ()
    epoch: date = EPOCH_1900


def read_workbook(file, name):
    """Every sheet of a workbook or CSV file, in order. Raises SheetRefused with a sentence for the page."""
    most = limits()
    file.seek(0)
    content = file.read(most.size + 1)
    if len(content) > most.size:
        raise SheetRefused(
            f"The spreadsheet must be smaller than {most.size // MEGABYTE} MB. Take pictures and sheets that are "
            "no part of the plan out of it, and try again."
        )
    if kind_of(content, name) == CSV:
        return [_read_csv(content, name)]
    return _read_xlsx(io.BytesIO(content))


def _read_xlsx(file):
    if not openpyxl.DEFUSEDXML:
        raise SheetRefused("This server lacks defusedxml, without which it does not open workbooks.")
    try:
        archive = look_through(file, limits().archive)
        check_parts(archive)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that we do not read
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
            if len(book.worksheets) > MAX_SHEETS:
                raise SheetRefused(
                    f"The workbook has more than {MAX_SHEETS} sheets: delete those that are no plan."
                )
            return list(_read_sheets(archive, book.worksheets))
    except (SheetRefused, MemoryError):
        raise
    except ArchiveRefused as error:
        damaged = "damaged" in str(error)
        raise SheetRefused(
            TRUNCATED if damaged else f"{error} Save it again in Excel and try again."
        ) from error
    except Exception as error:  # a hostile workbook makes openpyxl raise anything from KeyError to TypeError
        raise SheetRefused(UNREADABLE) from error


def check_parts(archive):
    """Refuses parts that openpyxl would take into memory whole; sheets are read piece by piece."""
    for entry in archive.infolist():
        name = entry.filename.lower()
        by_pieces = name.startswith(("xl/worksheets/", "xl/media/", "xl/sharedstrings"))
        if name.endswith((".xml", ".rels")) and not by_pieces and entry.file_size > MAX_PART:
            raise SheetRefused(
                f"A part of this workbook ({entry.filename[:80]}) is far larger than a plan needs. "
                "Copy the filled part into a new workbook and try again."
            )
        if name.startswith("xl/sharedstrings"):
            with archive.open(entry) as part:
                texts = sum(chunk.count(b"<") for chunk in iter(lambda: part.read(MEGABYTE), b""))
            if texts > 8 * MAX_ELEMENTS:
                raise SheetRefused(
                    "This workbook holds far more texts than a plan needs. "
                    "Copy the filled part into a new workbook and try again."
                )


def _read_sheets(archive, sheets):
    counted = 0
    for sheet in sheets:
        found = structure_of(archive, sheet, counted)
        counted = found.elements
        yield _read_sheet(sheet, found)


def _read_sheet(sheet, found):
    rows, styles = [], {}
    if found.last_row:
        read = sheet.iter_rows(min_row=1, max_row=found.last_row, min_col=1, max_col=found.last_column)
        for number, cells in enumerate(read, start=1):
            row = _row(number, cells, found.uncalculated.get(number, ()), styles)
            if row.cells:
                rows.append(row)
    epoch = sheet.parent.epoch
    return Sheet(
        name=tidy(sheet.title),
        rows=rows,
        hidden=sheet.sheet_state != "visible",
        hidden_rows=frozenset(found.hidden_rows),
        hidden_columns=frozenset(found.hidden_columns),
        merged=tuple(found.merged),
        stray=tuple(found.stray),
        epoch=epoch.date() if isinstance(epoch, datetime) else epoch,
    )


def _row(number, cells, uncalculated, styles):
    filled, fills = [], {}
    for at, cell in enumerate(cells, start=1):
        fill, number_format = _style(cell, styles)
        if fill:
            fills[get_column_letter(at)] = fill
        made = _cell(cell.value, cell.data_type, number, at, number_format, fill)
        if made is not None:
            filled.append(made)
    filled += [Cell(letter, None, "", f"{letter}{number}", NOT_CALCULATED) for letter in uncalculated]
    return Row(number, filled, fills)


def _style(cell, styles):
    """(fill, number format) of a cell; `styles` remembers those seen before."""
    style = getattr(cell, "_style_id", 0)
    if not style:
        return "", "General"
    if style not in styles:
        styles[style] = (_fill(cell.fill), cell.number_format or "General")
    return styles[style]


def _fill(fill):
    """The colour of a fill: its rgb, its theme (with its tint) or its index; nothing where there is none."""
    kind = getattr(fill, "fill_type", None)
    if kind in (None, "gray125", "linear", "path"):
        return ""
    colour = fill.fgColor
    if colour.type == "rgb":
        return colour.rgb if isinstance(colour.rgb, str) else ""
    if colour.type == "theme":
        return f"theme:{colour.theme}" + (f":{colour.tint:.2g}" if colour.tint else "")
    return f"indexed:{colour.indexed}" if colour.type == "indexed" and colour.indexed < 64 else ""


def _cell(value, data_type, number, at, number_format="General", fill=""):
    """The Cell of one read value, or None where there is nothing in it."""
    letter = get_column_letter(at)
    address = f"{letter}{number}"
    if data_type == "e" and value is not None:
        return Cell(letter, None, str(value), address, f"holds an error ({value})", number_format, fill)
    if isinstance(value, str):
        value = tidy(unescape(value))
        if len(value) > settings.SHEET_MAX_CHARACTERS:
            return Cell(
                letter, None, value[:100], address, TOO_LONG.format(len(value), settings.SHEET_MAX_CHARACTERS)
            )
    if value is None or value == "":
        return None
    if isinstance(value, datetime) and value.time() == time(0):
        value = value.date()
    return Cell(letter, value, _as_seen(value, number_format), address, "", number_format, fill)


def _as_seen(value, number_format="General"):
    """A typed value as a British reader would have seen it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, int | float) and re.fullmatch(r"0\.0{1,4}", number_format):
        return f"{value:.{len(number_format) - 2}f}"
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)


def tidy(text):
    """Text with plain line ends and spaces and no control characters, cut of its outer blanks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    return "".join(letter for letter in text if not _is_odd(letter)).strip()


def _is_odd(letter):
    """Controls other than tab and line end, surrogates, and the marks that turn writing round."""
    return (unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t") or letter in TURNING


def _read_csv(content, name):
    rows = []
    for number, values in csv_rows(content):
        values = [_without_guard(value) for value in values]
        cells = [_cell(value, "s", number, at) for at, value in enumerate(values, start=1)]
        cells = [cell for cell in cells if cell is not None]
        if cells:
            rows.append(Row(number, cells))
    return Sheet(name=tidy(str(name)), rows=rows)


def _without_guard(value):
    """Our own CSV files put an apostrophe before what Excel would take for a formula; take it off again."""
    return value[1:] if value.startswith("'") and value[1:].lstrip()[:1] in (*FORMULA_MARKS,) else value
