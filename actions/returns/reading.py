"""A return that somebody brought, read into plain rows: what each says in which cell, and which action and
last report it was made for. The file itself is read in a process of its own, as every spreadsheet is.
"""

import re
from datetime import date

from actions.returns.columns import (
    DATE,
    ITS_KEY,
    MEASUREMENT,
    MEASUREMENTS,
    MOST_ROWS,
    PREFILLED,
    PROGRESS,
    REPORT,
    SHEETS,
)
from jarplan.formfields.dates import BOXES
from jarplan.spreadsheets.limits import SheetRefused
from jarplan.spreadsheets.sandbox.process import read_rows
from jarplan.spreadsheets.understanding.headings import plain

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NONE = "none"  # stands for the last report of an action without any
NOT_A_RETURN = (
    "This file is not a progress return. Download the return of this round, fill it in, and upload that file."
)
NO_KEY = (
    "The cell under “{}” is not as it was handed out, so it is not known what this row is about. Copy the row from "
    "the return that you downloaded."
)
NOT_A_CHOICE = "Choose one of these: {}."
NOT_THREE = re.compile(r"[\s/.\-]+")


def read_return(file, name):
    """(rows of reports, rows of measurements) of a return, each as plain values, in their order:

    {"sheet", "row": its number, "key": [what it is about] or [], "reference": as the cell says, "said": {key:
    what the form takes}, "cells": {key: address}, "problems": [[address, sentence]]}

    Raises SheetRefused.
    """
    found, headers = {PROGRESS: [], MEASUREMENTS: []}, {}
    for row in read_rows(file, name, MOST_ROWS):
        if row.sheet not in headers:
            if header := header_of(row):
                headers[row.sheet] = header
            continue
        kind, columns = headers[row.sheet]
        found[kind].append(read_row(row, kind, columns))
    if PROGRESS not in {kind for kind, _columns in headers.values()}:
        raise SheetRefused(NOT_A_RETURN)
    return found[PROGRESS], found[MEASUREMENTS]


def header_of(row):
    """(which sheet of a return this row heads, {key: the letter of its column}), or None."""
    texts = {plain(cell.text): letter for letter, (cell,) in row.cells.items()}
    for kind, columns in SHEETS.items():
        known = {one.key: texts[plain(one.heading)] for one in columns if plain(one.heading) in texts}
        if ITS_KEY.key in known and {one.key for one in columns if one.is_typed} <= known.keys():
            return kind, known
    return None


def read_row(row, kind, columns):
    """One row as plain values."""
    said, cells, problems = {}, {}, []
    of = {key: row.cells[letter][0] for key, letter in columns.items() if letter in row.cells}
    for column in SHEETS[kind]:
        cell = of.get(column.key)
        if cell is None or not column.is_typed:
            continue
        cells[column.key] = cell.address
        if cell.problem:
            problems.append([cell.address, sentence_of(cell)])
        elif column.choices and cell.text.strip().casefold() not in column.meanings:
            problems.append(
                [cell.address, NOT_A_CHOICE.format(", ".join(words for words, _ in column.choices))]
            )
        else:
            said |= typed_in(column, cell)
    key, reference = of.get(ITS_KEY.key), of.get("reference")
    about = key_in(key.text if key else "", parts=4 if kind == PROGRESS else 2)
    if not about and (said or problems):
        problems.append([key.address if key else "", NO_KEY.format(ITS_KEY.heading)])
    return {
        "sheet": row.sheet,
        "row": row.row,
        "key": about,
        "reference": reference.text.strip() if reference else "",
        "reference_cell": reference.address if reference else "",
        "said": said,
        "cells": cells,
        "problems": problems,
    }


def sentence_of(cell):
    """What is wrong with a cell, as a sentence."""
    return f"This cell {cell.problem}."


def typed_in(column, cell):
    """{name of a box: what would have been typed into it} of a cell."""
    if column.choices:
        value = column.meanings[cell.text.strip().casefold()]
        return {column.key: value} if value else {}
    if column.kind == DATE:
        return {f"{column.key}_{box}": part for box, part in zip(BOXES, boxes_of(cell), strict=True)}
    return {column.key: cell.text}


def boxes_of(cell):
    """Day, month and year as a person would type them into three boxes; a text that is no date comes into
    the first, so that the form says what is missing."""
    if isinstance(cell.value, date):
        return str(cell.value.day), str(cell.value.month), str(cell.value.year)
    parts = [part for part in NOT_THREE.split(cell.text.strip()) if part]
    if len(parts) != len(BOXES):
        return cell.text.strip(), "", ""
    # 2008-09-30 is the other way round.
    return tuple(reversed(parts)) if len(parts[0]) == 4 else tuple(parts)


def key_of(*parts):
    """What a row is about, as its key cell has it; None stands for no last report."""
    return " ".join(NONE if part is None else str(part) for part in parts)


def key_in(text, parts):
    """The parts of a key, or [] where it is none of ours."""
    found = text.split()
    is_ours = len(found) == parts and all(UUID.fullmatch(one) or one == NONE for one in found[:3])
    if parts == 4:
        is_ours = is_ours and found[3].isascii() and found[3].isdecimal()
    return found if is_ours else []


def is_filled_in(row, kind=PROGRESS):
    """Whether a row says anything beside what it was handed out with."""
    columns = REPORT if kind == PROGRESS else MEASUREMENT
    typed = {one.key for one in columns if one.is_typed} - PREFILLED
    return bool(row["problems"]) or any(
        name in typed or name.rsplit("_", 1)[0] in typed for name, value in row["said"].items() if value
    )
