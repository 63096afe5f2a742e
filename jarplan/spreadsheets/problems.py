"""A plan's spreadsheet with what is wrong with it beside its rows, for the person who puts it right. All else in
it stays as it was, as far as openpyxl keeps it.
"""

import csv
import io
import re
import warnings
from collections import defaultdict
from copy import copy
from pathlib import PurePath
from typing import NamedTuple

import openpyxl
from openpyxl.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.dimensions import ColumnDimension

from jarplan.archives import ArchiveRefused, look_through
from jarplan.spreadsheets.as_workbook import as_workbook
from jarplan.spreadsheets.cells import tidied
from jarplan.spreadsheets.formulas import guarded, runs_as_formula
from jarplan.spreadsheets.layout.beside import sheet_of
from jarplan.spreadsheets.layout.grid import Grid
from jarplan.spreadsheets.layout.headers import find_headers
from jarplan.spreadsheets.layout.problemcolumn import HEADING, MARK, is_our_heading, without_problems
from jarplan.spreadsheets.limits import MAX_ELEMENTS, MAX_MERGES, MAX_PART, SheetRefused, limits
from jarplan.spreadsheets.reading.csv import csv_rows, decoded, delimiter_of
from jarplan.spreadsheets.reading.kinds import CSV, XLSX, kind_of
from jarplan.spreadsheets.reading.workbook import read_sheets, read_workbook
from jarplan.spreadsheets.results import keep_results
from jarplan.spreadsheets.writing import safe_text, set_text

SUFFIX = " with problems"
MARKED = PatternFill("solid", fgColor=MARK)
WIDTH = 60  # characters
LINE, TALLEST = 15, 409  # points of a line, and of the tallest row that Excel allows
FOUND = "Found on import:"  # what we write into a comment begins with it
PLAIN_NUMBER = re.compile(r"[+-]?[\d,]*\.?\d+%?")
NOT_WRITTEN = "The problems cannot be marked in this spreadsheet. They are all listed on the import's page."


class Problem(NamedTuple):
    """What is wrong with a row of a sheet, and with which cell of it (F7), if it is one."""

    sheet: str
    row: int
    sentence: str
    cell: str = ""


def add_problems(content, name, problems, headers):
    """(bytes, file name) of the same spreadsheet with one more column, in which each Problem stands beside its row.

    `headers` has the number of the header row by sheet; where one is missing, it is looked for. A column of an
    earlier time is replaced. A workbook comes back as .xlsx without macros; each cell named by a problem is marked,
    with a comment. A CSV file comes back as UTF-8 with the delimiter it had; a Word document, an old workbook and an
    OpenDocument spreadsheet as a workbook of what was read of them. Raises SheetRefused where the file cannot be read
    or written.
    """
    found = defaultdict(lambda: defaultdict(list))
    kind = kind_of(content, name)
    problems = [one._replace(sheet=sheet_of(one.sheet)) for one in map(Problem._make, problems)]
    if kind not in (CSV, XLSX):
        content, problems, headers = _rewritten(content, name, problems)
    for problem in problems:
        if problem.row > 0:
            found[problem.sheet][problem.row].append(problem)
    # The file may go there and back several times.
    stem = PurePath(name).stem.removesuffix(SUFFIX) + SUFFIX
    if kind == CSV:
        rows, sheets = next(iter(found.values()), {}), read_workbook(io.BytesIO(content), name)
        header = next(iter({**_headers(sheets), **headers}.values()), 1)
        return _csv(content, rows, header), f"{stem}.csv"
    return _workbook(content, found, headers), f"{stem}.xlsx"


def _rewritten(content, name, problems):
    """(bytes, problems, header rows) of a file as an .xlsx workbook, with its problems at their rows and cells."""
    sheets = read_workbook(io.BytesIO(content), name)
    for sheet in sheets:
        _check_merged(sheet.merged)
    content, places = as_workbook(sheets)
    groups = {sheet.place(row.number)[0]: sheet.name for sheet in sheets for row in sheet.rows}
    moved = []
    for one in problems:
        title, row = places.get((one.sheet, one.row), (one.sheet, one.row))
        cell = places.get((groups.get(one.sheet, one.sheet), one.cell), one.cell)
        moved.append(Problem(title, row, one.sentence, cell))
    return content, moved, {}


def _headers(sheets):
    """The number of the first header row of each sheet that has one."""
    found = ((sheet.name, find_headers(Grid(without_problems(sheet)))) for sheet in sheets)
    return {name: headers[0].number for name, headers in found if headers}


def _csv(content, problems, header):
    """The CSV file with the column, row by row; its own cells keep their text."""
    width, old = 0, {}
    for number, values in csv_rows(content):
        width = max(width, len(values))
        old |= {at: number for at, value in enumerate(values) if is_our_heading(value) and at not in old}
    text = decoded(content)
    delimiter, skip = delimiter_of(text)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    at = min(old, default=width)
    for number, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1):
        values = values if number <= skip else [_cell_text(value) for value in values]
        for column, first in old.items():
            if number >= first and column < len(values):
                values[column] = ""
        said = HEADING if number == header else guarded(_sentences(problems.get(number, ())))
        if said:
            values += [""] * (at + 1 - len(values))
            values[at] = said
        writer.writerow(values)
    return out.getvalue().encode("utf-8-sig")


def _cell_text(value):
    """A cell of the file itself: guarded already, or a number, or guarded now."""
    return guarded(value) if runs_as_formula(value) and not PLAIN_NUMBER.fullmatch(value.strip()) else value


def _sentences(problems):
    """The sentences of one row, each once, with the cells they are about."""
    said = [f"{one.cell}: {one.sentence}" if one.cell else one.sentence for one in problems]
    return safe_text("\n".join(dict.fromkeys(said)))


def _workbook(content, found, headers):
    try:
        book, own = _opened(content)
        headers = own | headers
        if "" in found:  # where nobody said which sheet, it is the one with the headings
            found[next(iter(headers), tidied(book.worksheets[0].title))] |= found.pop("")
        for sheet in book.worksheets:
            at, rows = _clear(sheet), found.get(tidied(sheet.title))
            if rows:
                header = headers.get(tidied(sheet.title)) or max(min(rows) - 1, 1)
                _write(sheet, rows, header, at or _free_column(sheet))
        out = io.BytesIO()
        book.save(out)
        # openpyxl writes formulas without their results: preview panes and our own reader would see empty
        # cells.
        return keep_results(content, out.getvalue())
    except (SheetRefused, MemoryError):
        raise
    except Exception as error:  # openpyxl raises anything on a workbook that it did not make
        raise SheetRefused(NOT_WRITTEN) from error


def _opened(content):
    """The workbook to be written again, looked through like one to be read, as this takes all of it into memory; and
    its header rows.
    """
    file = io.BytesIO(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of what openpyxl does not keep
        try:
            archive = look_through(file, limits().archive)
            _check_parts(archive)
            headers = {}
            for sheet in read_sheets(archive):
                _check_merged(sheet.merged)
                headers |= _headers([sheet])
        except ArchiveRefused as error:
            raise SheetRefused(str(error)) from error
        book = openpyxl.load_workbook(file, rich_text=True)
    # A template (.xltx) saved as .xlsx is refused by Excel, unless it says that it is none.
    book.template = False
    return book, headers


def _check_parts(archive):
    """Refuses parts that openpyxl would take into memory whole, and we do not read."""
    for entry in archive.infolist():
        name = entry.filename.lower()
        measured = name.startswith(("xl/worksheets/", "xl/media/", "xl/sharedstrings"))
        if name.endswith((".xml", ".rels")) and not measured and entry.file_size > MAX_PART:
            raise SheetRefused(NOT_WRITTEN)


def _check_merged(merged):
    """Refuses merged cells over more of a sheet than can be held: openpyxl makes each of the cells they cover."""
    boxes = [range_boundaries(ref) for ref in merged]
    if len(merged) >= MAX_MERGES or sum(_area(*box) for box in boxes) > MAX_ELEMENTS:
        raise SheetRefused(NOT_WRITTEN)


def _area(left, top, right, bottom):
    return (right - left + 1) * (bottom - top + 1)


def _cells(sheet):
    """The cells that a sheet really has. Its own iterators would make the empty ones as well, up to the last
    stray cell, which may be billions.
    """
    return sheet._cells.values()


def _clear(sheet):
    """Takes an earlier column of problems off, with its marks; returns its column number, or None."""
    headings = [cell for cell in _cells(sheet) if is_our_heading(cell.value)]
    if not headings:
        return None
    first = {}
    for cell in headings:
        first[cell.column] = min(cell.row, first.get(cell.column, cell.row))
    for cell in list(_cells(sheet)):
        if isinstance(cell, MergedCell):
            continue
        if cell.row >= first.get(cell.column, cell.row + 1):
            cell.value = None
        if cell.comment and FOUND in cell.comment.text:
            _comment(cell, "")
        # Only our own colour is taken off; a council's rating may be a fill as well.
        if cell.has_style and cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb == MARK:
            cell.fill = PatternFill()
    return min(first)


def _free_column(sheet):
    """The number of the column right of all that is filled or merged; None where there is no room for one."""
    most = limits().columns
    filled = [cell.column for cell in _cells(sheet) if cell.value is not None and cell.column <= most]
    merged = [one.max_col for one in sheet.merged_cells.ranges if one.max_col <= most]
    free = max([0, *filled, *merged]) + 1
    return free if free <= most else None


def _write(sheet, rows, header, at):
    if at:
        _head(sheet, header, at)
    for number, problems in sorted(rows.items()):
        if number == header and at:
            continue  # its cell is marked; beside it stands our heading
        said = _sentences(problems)
        cell = sheet.cell(number, at) if at else None
        if cell is None or isinstance(cell, MergedCell):
            _comment(_first(sheet, number), said)  # no room beside the row
        else:
            set_text(cell, said)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            _make_room(sheet, number, said)
    marked = defaultdict(list)
    for problem in (one for problems in rows.values() for one in problems if one.cell):
        marked[problem.cell].append(problem.sentence)
    for address, sentences in marked.items():
        _mark(sheet, address, safe_text("\n".join(dict.fromkeys(sentences))))


def _head(sheet, header, at):
    """The heading, which looks like the one before it, in a column of a readable width."""
    cell = sheet.cell(header, at)
    if not isinstance(cell, MergedCell):
        before = sheet._cells.get((header, at - 1))
        if before is not None and before.has_style:
            cell._style = copy(before._style)
        else:
            cell.font = Font(bold=True)
        set_text(cell, HEADING)
    _take_column(sheet, at)


def _take_column(sheet, at):
    """Makes one column wide and visible, whatever group of columns it was formatted with."""
    dimensions = sheet.column_dimensions
    # openpyxl keeps a group of columns under its first letter; widening one of them would widen all.
    for group in list(dimensions.values()):
        if group.min and group.max and group.min <= at <= group.max:
            last = group.max
            if last > at:
                rest = copy(group)
                rest.index, rest.min, rest.max = get_column_letter(at + 1), at + 1, last
                dimensions[rest.index] = rest
            if group.min < at:
                group.max = at - 1
    letter = get_column_letter(at)
    dimensions[letter] = ColumnDimension(sheet, index=letter, min=at, max=at, width=WIDTH, customWidth=True)


def _make_room(sheet, number, said):
    """A row of a fixed height grows until its sentences can be read."""
    lines = sum(1 + len(line) // WIDTH for line in said.split("\n"))
    dimension = sheet.row_dimensions[number]
    if dimension.height and dimension.height < lines * LINE:
        dimension.height = min(lines * LINE, TALLEST)


def _first(sheet, number):
    """The first filled cell of a row, or its first."""
    filled = [cell.column for cell in _cells(sheet) if cell.row == number and cell.value is not None]
    return sheet.cell(number, min(filled, default=1))


def _mark(sheet, address, said):
    """Colours a cell that has no colour of its own (which may be a rating), and says why in a comment."""
    if not re.fullmatch(r"[A-Z]{1,3}[1-9]\d{0,6}", address):
        return
    cell = sheet[address]
    if isinstance(cell, MergedCell):
        return
    # A cell with a colour of its own keeps it, and says why in a comment alone.
    if not cell.fill.fill_type:
        cell.fill = MARKED
    _comment(cell, said)


def _comment(cell, said):
    """Puts what we say below what was there before, in place of what we said at an earlier time."""
    # What people wrote into their comment stays above ours.
    own = cell.comment.text.partition(FOUND)[0].strip() if cell.comment else ""
    text = "\n\n".join(filter(None, (own, f"{FOUND} {said}" if said else "")))
    if not text:
        cell.comment = None
        return
    author = cell.comment.author if cell.comment and own else "Import"
    cell.comment = Comment(
        text[:2000], author, width=320, height=40 + 20 * (len(text) // 45 + text.count("\n"))
    )
