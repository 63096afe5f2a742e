"""Cells, rows and sheets as they are read, whatever file they come from: values made plain, and text made safe."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.conf import settings
from openpyxl.utils import column_index_from_string

from jarplan.symbols import with_plain_symbols

# Two days before 1900: Excel counts from 1, and believes in 29 February 1900.
EPOCH_1900 = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)
TOO_LONG = "has {:,} characters, more than the {:,} that can be read. Shorten the text and try again"
NOT_CALCULATED = (
    "contains a formula whose result was not saved. Open the file in Excel, save it, and try again"
)
# What Excel shows where a formula fails or a column is too narrow; a CSV file and a table in Word have it as text.
ERROR = re.compile(
    r"#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|#{2,})", re.IGNORECASE
)
LEADING = 10  # characters among which an error begins
AT_ROW = re.compile(r"[A-Z]+([0-9]+)|table [0-9]+, row ([0-9]+), column [0-9]+")
OF_TABLE = re.compile(r"[Tt]ables? [0-9]")
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
# Controls other than tab and line end, surrogates, and the marks that turn writing round.
ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's name and its rows from the top; blank rows are left out. Hidden rows and columns are read
    like any other and named here; `stray` are the addresses of filled cells too far out to be read. `epoch` is
    the day from which the workbook counts its dates. `notes` are sentences about what could not be read of it.

    Tables of a document that share their headings are one sheet: by the number of each row `places` has its table's
    name and its number there; `titles` are the numbers of the rows that were headings of the text above a table.
    """

    name: str
    rows: list
    hidden: bool = False
    hidden_rows: frozenset = frozenset()
    hidden_columns: frozenset = frozenset()
    merged: tuple = ()
    stray: tuple = ()
    epoch: date = EPOCH_1900
    notes: tuple = ()
    titles: frozenset = frozenset()
    places: dict = field(default_factory=dict)

    def place(self, number):
        """Where a person finds a row: (the sheet's or table's name, the row's number there)."""
        return self.places.get(number, (self.name, number))


def text_cell(text, length, letter, address, number_format="General", fill=""):
    """The Cell of a tidied text, or None where there is none; `length` is what it had before it was cut."""
    if length > settings.SHEET_MAX_CHARACTERS:
        problem = TOO_LONG.format(length, settings.SHEET_MAX_CHARACTERS)
        return Cell(letter, None, text[:100], address, problem)
    return Cell(letter, text, text, address, "", number_format, fill) if text else None


def value_cell(value, letter, address, number_format="General", fill=""):
    """The Cell of a number, a day, a time or a bool."""
    # A day in Excel is a moment at midnight; nobody typed that midnight.
    if isinstance(value, datetime) and value.time() == time(0):
        value = value.date()
    return Cell(letter, value, as_seen(value, number_format), address, "", number_format, fill)


def unknown(cell):
    """Why the value of a cell is not known, to follow its address: an error, or a formula without its result; ""
    where it is known, or where something else is wrong with the cell."""
    if "#" in cell.text[:LEADING] and ERROR.fullmatch(cell.text.strip()):
        return cell.problem or f"contains an error ({cell.text.strip()})"
    return cell.problem if cell.problem == NOT_CALCULATED else ""


def row_of(address):
    """The number of the row in an address: 7 of “F7”, 5 of “table 2, row 5, column 3”; 0 where it has none."""
    found = AT_ROW.fullmatch(address)
    return int(found[1] or found[2]) if found else 0


def address_of(sheet, row, column):
    """The address of a cell by its row and the letter of its column: F7; or table 2, row 5, column 3."""
    if OF_TABLE.match(sheet):
        return f"{sheet.lower()}, row {row}, column {column_index_from_string(column)}"
    return f"{column}{row}"


def sheet_in_words(name, word="Sheet"):
    """What a sentence calls a sheet: Sheet “Plan”; or a table of a document: Table 2."""
    return name if OF_TABLE.match(name) else f"{word} “{name}”"


def cell_in_words(address, sheet=""):
    """What a sentence calls a cell: cell J7 of sheet “Plan”; or table 2, row 5, column 3."""
    if OF_TABLE.match(address):
        return address
    return f"cell {address} of {sheet_in_words(sheet, 'sheet')}" if sheet else f"cell {address}"


def as_seen(value, number_format="General"):
    """A typed value as a British reader would have seen it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return f"{value.day:02}/{value.month:02}/{value.year:04} {value.hour:02}:{value.minute:02}"
    if isinstance(value, date):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    # 1.10 in the format 0.00 is stored as 1.1: what a reader saw may be a reference, and its nought counts.
    if isinstance(value, int | float) and re.fullmatch(r"0\.0{1,4}", number_format):
        return f"{value:.{len(number_format) - 2}f}"
    if isinstance(value, float):
        # As many digits as Excel shows at most; 0.1 + 0.2 is 0.3 there.
        return f"{value:.10g}"
    return str(value)


def unescaped(text):
    """Text without the escapes that Excel writes for control characters: _x000D_."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def tidied(text):
    """Text with plain line ends, spaces and symbols and no control characters, cut of its outer blanks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    return ODD.sub("", with_plain_symbols(text)).strip()
