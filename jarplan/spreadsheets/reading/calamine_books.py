"""Old Excel workbooks (.xls) and OpenDocument spreadsheets (.ods), read by calamine. A few kilobytes can make it end
its process, so this runs in the process that reads one file alone.
"""

import io

from openpyxl.utils import get_column_letter

from jarplan.spreadsheets.cells import Row, Sheet, text_cell, tidied, value_cell
from jarplan.spreadsheets.limits import (
    MAX_ELEMENTS,
    MAX_MERGES,
    MAX_SHEETS,
    MAX_STRAY,
    MAX_TEXT,
    SheetRefused,
    limits,
)
from jarplan.spreadsheets.reading.kinds import ODS, PASSWORD
from jarplan.spreadsheets.reading.xml_pass import TOO_MUCH, Pass

UNREADABLE = "This file cannot be read as a spreadsheet. Open it in Excel, save it as .xlsx, and try again."
UNSEEN = (
    "This kind of file (.{}) is read without its {}. If they say something about the plan, open the file, save it as "
    "an Excel workbook (.xlsx), and choose that instead."
)
UNSEEN_IN = {
    False: "colours, hidden rows and columns, and cells with an error such as #REF!",
    True: "colours, merged cells, hidden rows and columns, and cells with an error such as #REF!",
}


def sheets_of_book(content, kind, archive=None):
    """The Sheets of an .xls file, or of an .ods file whose archive was looked through. Raises SheetRefused."""
    if archive is not None:
        # It knows no entities, and our own pass refuses them; whoever counts on one is told.
        Pass({}).run(archive, "content.xml")
    # In the process that reads one file, and nowhere else: the site must not even load it.
    from python_calamine import (
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        listed = [one for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
        if len(listed) > MAX_SHEETS:
            raise SheetRefused(
                f"The workbook has more than {MAX_SHEETS} sheets: delete those that are not part of the plan."
            )
        found, counts = [], _Counts()
        for one in listed:
            sheet = book.get_sheet_by_name(one.name)
            found.append(_sheet(sheet, kind, counts, is_hidden=one.visible != SheetVisibleEnum.Visible))
        return found
    except PasswordError as error:
        raise SheetRefused(PASSWORD) from error
    except (CalamineError, OSError, ValueError, TypeError, IndexError) as error:
        if isinstance(error, SheetRefused):
            raise
        raise SheetRefused(UNREADABLE) from error


class _Counts:
    """What all the sheets of a book have together."""

    def __init__(self):
        self.cells = self.characters = 0

    def add(self, cell):
        self.cells += 1
        self.characters += len(cell.text)
        if self.cells > MAX_ELEMENTS:
            raise SheetRefused(TOO_MUCH.format("cells"))
        if self.characters > MAX_TEXT:
            raise SheetRefused(TOO_MUCH.format("text"))


def _sheet(sheet, kind, counts, *, is_hidden):
    most, rows, stray = limits(), [], []
    for number, values in enumerate(sheet.iter_rows() if sheet.end else (), start=1):
        cells = []
        # Rows are counted from the first of the sheet, and columns from the first that is filled.
        for at, value in enumerate(values, start=sheet.start[1] + 1):
            cell = _cell(value, number, at) if value != "" else None
            if cell is None:
                continue
            counts.add(cell)
            if number <= most.rows and at <= most.columns:
                cells.append(cell)
                continue
            stray.append(cell.address)
            if len(stray) > MAX_STRAY:
                raise SheetRefused(
                    f"Sheet “{sheet.name}” is filled as far as cell {cell.address} and beyond; at most {most.rows:,} "
                    f"rows and {most.columns} columns are read. Delete what is beyond, or split the sheet, and "
                    "try again."
                )
        if cells:
            rows.append(Row(number, cells))
    merged = sheet.merged_cell_ranges
    return Sheet(
        name=tidied(sheet.name),
        rows=rows,
        hidden=is_hidden,
        merged=tuple(_range(*one) for one in (merged or ())[:MAX_MERGES]),
        stray=tuple(stray),
        notes=(UNSEEN.format(kind, UNSEEN_IN[kind == ODS]),),
    )


def _cell(value, number, at):
    letter = get_column_letter(at)
    place = (letter, f"{letter}{number}")
    if isinstance(value, str):
        return text_cell(tidied(value), len(value), *place)
    # Each number is one of floating point in these files; a person typed 4 and not 4.0.
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value_cell(value, *place)


def _range(first, last):
    """B2:C4 of two (row, column), counted from 0."""
    (top, left), (bottom, right) = first, last
    return f"{get_column_letter(left + 1)}{top + 1}:{get_column_letter(right + 1)}{bottom + 1}"
