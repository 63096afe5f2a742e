"""Writing rows as .xlsx or CSV, one by one, for people who open them in Excel: typed dates and numbers, and no text
that Excel would run as a formula.
"""

import csv
import io
import math
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
A4, A3 = 9, 8  # Excel's numbers of these papers
SCALE = 70  # per cent: 11 points are nearly 8
ON_A4 = 190  # characters across an A4 page in landscape at that scale
ON_A3 = 300  # where 11 points are nearly 8 as well
ABOUT_WIDTH = 90
LONG_WORD = 18  # characters; a longer one is broken
NARROWEST = 10  # characters of a column
WIDEST = 60  # characters of a column
LINE, HIGHEST = 15, 409  # points of a line of a row, and the most that Excel allows
SHORT = 60  # characters of a text whose cell is kept for when it comes again
# Characters that XML 1.0 cannot hold in any spelling: one of them, and Excel calls the file damaged.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def to_csv(headings, rows):
    """The bytes of write_csv()."""
    out = io.BytesIO()
    write_csv(out, headings, rows)
    return out.getvalue()


def to_xlsx(title, headings, rows, **more):
    """The bytes of write_xlsx()."""
    out = io.BytesIO()
    write_xlsx(out, title, headings, rows, **more)
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


def write_xlsx(out, title, headings, rows, *, about=(), told="", printed=None):
    """Writes a workbook of one sheet into an open binary file: bold frozen header row with a filter, readable
    columns, real dates and numbers; it prints on A4 landscape. `about`: (label, value) of each line of a sheet before
    it. `told`: what the head of each printed page says, where that is not the title. `printed`: how many of the
    columns are printed, on one page's width of A3; the rest is for programs."""
    # Row by row into a file: cells of 20,000 actions kept in memory are a hundred megabytes.
    book = xlsxwriter.Workbook(out, {"constant_memory": True})
    book.set_properties({"author": settings.PRODUCT_NAME, "title": safe_text(told or title)})
    looks = _looks(book)
    if about:
        _put_about(book, looks, about)
    sheet = book.add_worksheet(sheet_title(title), worksheet_class=_Sheet)
    sheet.freeze_panes(1, 0)
    rows = iter(rows)
    # Enough for the width of a column, which is written before the rows.
    first = [list(row) for row in islice(rows, 200)]
    widths = [_width(heading, [row[at] for row in first]) for at, heading in enumerate(headings)]
    if printed:
        widths[:printed] = fitted(headings[:printed], first, ON_A3)
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    set_for_paper(sheet, widths[:printed], told or title, bool(printed))
    heads = [safe_text(heading) for heading in headings]
    sheet.put_row(
        [_text_xml(head, looks["head"], looks["kept head"]) for head in heads], lines_of(heads, widths)
    )
    for row in chain(first, rows):
        plain = [_plain(value) for value in row]
        sheet.put_row([_cell_xml(value, looks) for value in plain], lines_of(plain, widths))
    last = sheet.rows_put - 1
    sheet.autofilter(0, 0, last, len(headings) - 1)
    if printed:
        sheet.print_area(0, 0, last, printed - 1)
    book.close()


def _put_about(book, looks, about):
    """The sheet that says what the next one is: a label and a value on each line."""
    sheet = book.add_worksheet("About", worksheet_class=_Sheet)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, ABOUT_WIDTH)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    # Beside their labels, and not at the far end of a wide column.
    looks = {**looks, "day": looks["left day"]}
    for label, value in about:
        head = _text_xml(safe_text(label), looks["head"], looks["kept head"])
        value = str(value) if isinstance(value, int) else value
        sheet.put_row([head, _cell_xml(_plain(value), looks)], lines_of([_plain(value)], [ABOUT_WIDTH]))


def _width(heading, values):
    """The width of a column in characters: of its longest value; a longer heading is broken between its words."""
    longest = max((len(_seen(_plain(value))) for value in values), default=0)
    word = max((len(word) for word in str(heading).split()), default=0)
    return min(max(longest + 2, word + 2, NARROWEST), WIDEST)


def lines_of(values, widths):
    """How many lines the highest cell of a row has."""
    most = 1
    for value, width in zip(values, widths, strict=True):
        # Most cells are short.
        if isinstance(value, str) and (len(value) >= width or "\n" in value):
            most = max(most, sum(1 + len(line) // (width - 1) for line in value.split("\n")))
    return most


def fitted(headings, rows, room):
    """Widths of columns that have room beside one another: each has that of its longest word, and what is left goes
    to those whose texts would be the highest. More than the room only where the words alone need more."""
    widths, lengths = [], []
    for at, heading in enumerate(headings):
        texts = [_seen(_plain(row[at])) for row in rows]
        words = [len(word) + 1 for text in texts for word in text.split()]
        widths.append(min(max([*words, *(len(word) + 3 for word in heading.split()), NARROWEST]), LONG_WORD))
        # Its height in most rows and not in one: the mean of the squares.
        lengths.append(math.sqrt(sum(len(text) ** 2 for text in texts) / max(len(texts), 1)))
    while sum(widths) < room:
        at = max(range(len(widths)), key=lambda one: lengths[one] / widths[one])
        if widths[at] >= WIDEST:
            break
        widths[at] += 1
    return widths


def set_for_paper(sheet, widths, told, one_page_wide=False):
    """Has a sheet print on A4 landscape, with its headings on every page. `widths`: of its columns, in characters.
    What is too wide to be read on one page goes on beside it, in whole columns, with the first column again. `told`:
    what the head of each page says. `one_page_wide`: on A3 instead, whatever the scale."""
    sheet.set_landscape()
    sheet.set_paper(A3 if one_page_wide else A4)
    sheet.hide_gridlines(0)  # they are printed
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.repeat_rows(0)
    # An ampersand is a command there, and 255 characters are the most.
    sheet.set_header("&L" + safe_text(told)[:100].replace("&", "&&"))
    sheet.set_footer("&L&A&RPage &P of &N")
    if one_page_wide or sum(widths) <= ON_A4:
        sheet.fit_to_pages(1, 0)
        return
    sheet.set_print_scale(SCALE)
    sheet.repeat_columns(0)
    sheet.set_v_pagebreaks(page_breaks(widths))


def page_breaks(widths):
    """The columns, counted from 0, that begin a page beside the last one; the first stands on each."""
    breaks, room = [], ON_A4
    for at, width in enumerate(widths):
        if width > room and at > 1:
            breaks.append(at)
            room = ON_A4 - widths[0]
        room -= width
    return breaks


def _looks(book):
    """The few formats of a sheet, by their numbers: one each, shared by all its cells."""
    text = {"text_wrap": True, "valign": "top"}
    looks = {
        "head": {**text, "bold": True},
        "kept head": {**text, "bold": True, "quote_prefix": True},
        "text": text,
        # Still text after somebody edits the cell, as if an apostrophe had been typed before it.
        "kept": {**text, "quote_prefix": True},
        "day": {"num_format": "DD/MM/YYYY", "valign": "top"},
        "left day": {"num_format": "DD/MM/YYYY", "align": "left"},
        "moment": {"num_format": "DD/MM/YYYY HH:MM", "valign": "top"},
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

    def put_row(self, cells, lines=1):
        """Writes the next row, so many lines high, into the file that the library keeps for them in
        constant_memory."""
        row, self.rows_put = self.rows_put, self.rows_put + 1
        # For the extent that the sheet states.
        self._check_dimensions(row, 0)
        self._check_dimensions(row, max(len(cells) - 1, 0))
        placed = [f'<c r="{_letters(at)}{row + 1}"{cell}' for at, cell in enumerate(cells) if cell]
        height = f' ht="{height_of(lines)}"' if lines > 1 else ""
        self.fh.write(f'<row r="{row + 1}"{height}>{"".join(placed)}</row>')

    rows_put = 0


class GrowingSheet(Worksheet):
    """A sheet that people type into: `lines` says of its rows, counted from 0, how many lines they begin with.
    The library would fix their heights, and what is typed would not be seen."""

    def __init__(self):
        super().__init__()
        self.lines = {}

    def _write_row(self, row, spans, row_info=None, empty_row=False):
        if row not in self.lines:
            return super()._write_row(row, spans, row_info, empty_row)
        height = ("ht", height_of(self.lines[row]))
        return self._xml_start_tag_unencoded("row", [("r", row + 1), ("spans", spans), height])


def height_of(lines):
    """The height of a row of so many lines. Excel finds it by itself, LibreOffice only where one is stated."""
    return min(lines * LINE, HIGHEST)


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
