"""Reading any workbook, Word document or CSV file safely into rows whose cells know their address. What the words in
them mean is for the rooms above. Nothing is trusted: not the sizes a file claims, nor its dimensions, nor its
XML.
"""

import io

from jarplan.archives import MEGABYTE, ArchiveRefused, look_through
from jarplan.spreadsheets.cells import Cell, Row, Sheet, text_cell, tidied
from jarplan.spreadsheets.formulas import without_guard
from jarplan.spreadsheets.limits import SheetRefused, limits
from jarplan.spreadsheets.reading.book_parts import book_of
from jarplan.spreadsheets.reading.calamine_books import sheets_of_book
from jarplan.spreadsheets.reading.csv import csv_rows
from jarplan.spreadsheets.reading.kinds import CSV, DOCX, ODS, TRUNCATED, XLS, kind_of
from jarplan.spreadsheets.reading.sheet_pass import SheetPass, letter_of
from jarplan.spreadsheets.reading.word.tables import sheets_of

UNREADABLE = (
    "This file cannot be read as an Excel workbook. Open it in Excel, save it as .xlsx, and try again."
)
UNREADABLE_DOCUMENT = (
    "This file cannot be read as a Word document. Open it in Word, save it again as .docx, and try again."
)

__all__ = ["Cell", "Row", "Sheet", "SheetRefused", "read_workbook"]


def read_workbook(file, name):
    """Every sheet of a workbook or CSV file, or of the tables of a document, in order. Raises SheetRefused with a
    sentence for the page.
    """
    most = limits()
    file.seek(0)
    # One byte more than may be tells that the file is too long, whatever size it claims.
    content = file.read(most.size + 1)
    if len(content) > most.size:
        raise SheetRefused(
            f"The spreadsheet must be smaller than {most.size // MEGABYTE} MB. Remove pictures and sheets that "
            "are not part of the plan, and try again."
        )
    kind = kind_of(content, name)
    if kind == CSV:
        return [_read_csv(content, name)]
    if kind == XLS:
        return sheets_of_book(content, kind)
    archive = _looked_through(io.BytesIO(content), "Word" if kind == DOCX else "Excel")
    try:
        if kind == ODS:
            return sheets_of_book(content, kind, archive)
        return list(sheets_of(archive) if kind == DOCX else read_sheets(archive))
    except (SheetRefused, MemoryError):
        raise
    except Exception as error:  # a hostile file may lack, misspell or misnumber anything
        raise SheetRefused(UNREADABLE_DOCUMENT if kind == DOCX else UNREADABLE) from error


def _looked_through(file, program):
    try:
        return look_through(file, limits().archive)
    except ArchiveRefused as error:
        damaged = "damaged" in str(error)
        raise SheetRefused(
            TRUNCATED if damaged else f"{error} Save it again in {program} and try again."
        ) from error


def read_sheets(archive):
    """Yield the Sheets of a workbook that was looked through. A hostile one makes it raise anything."""
    book, cells, characters = book_of(archive), 0, 0
    for name, path, hidden in book.sheets:
        done = SheetPass(book, name, cells, characters).run(archive, path)
        cells, characters = done.cells, done.characters
        yield done.sheet(hidden)


def _read_csv(content, name):
    rows = []
    for number, values in csv_rows(content):
        values = [without_guard(value) for value in values]
        cells = [_cell(value, number, at) for at, value in enumerate(values, start=1) if value]
        cells = [cell for cell in cells if cell]
        if cells:
            rows.append(Row(number, cells))
    return Sheet(name=tidied(str(name)), rows=rows)


def _cell(value, number, at):
    return text_cell(tidied(value), len(value), letter_of(at), f"{letter_of(at)}{number}")
