"""Tables that stand side by side on one sheet, each with the same headings: every one is read by itself."""

import re
from dataclasses import replace

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.cell import range_boundaries

from jarplan.spreadsheets.understanding.headings import SURE, plain, read_heading

LOOKED_AT = 100  # rows from the top in which headings are looked for
LONGEST = 120  # characters of a heading
OF_PART = re.compile(r"(?P<sheet>.*), columns [A-Z]{1,3} to [A-Z]{1,3}", re.DOTALL)
BESIDE = "Another table stands beside this one, in columns {} to {}. It is read by itself."


def tables_beside(sheet):
    """The tables of a Sheet as Sheets: itself, or where its headings come again further to the right, one for each
    time. The first keeps the sheet's name; the name of another says its columns."""
    starts = [] if sheet.places else _starts(sheet.rows[:LOOKED_AT])
    if not starts:
        return [sheet]
    last = max(column_index_from_string(cell.column) for row in sheet.rows for cell in row.cells)
    edges = [(1, starts[0] - 1), *zip(starts, [*(one - 1 for one in starts[1:]), last], strict=True)]
    others = [tuple(map(get_column_letter, edge)) for edge in edges[1:]]
    notes = (*sheet.notes, *(BESIDE.format(*edge) for edge in others))
    first, *parts = [_part(sheet, *edge) for edge in edges]
    names = (f"{sheet.name}, columns {left} to {right}" for left, right in others)
    return [
        replace(first, notes=notes),
        *(replace(part, name=name, notes=(), stray=()) for part, name in zip(parts, names, strict=True)),
    ]


def sheet_of(name):
    """The name of the sheet on which a table stands: that of “Plan, columns F to J” is Plan."""
    found = OF_PART.fullmatch(name)
    return found["sheet"] if found else name


def _starts(rows):
    """The numbers of the columns in which the headings of a plan begin again, where they may stand a row higher or
    lower. The column of actions must come again, and one more."""
    heads = [_words(row) for row in rows]
    first = next((one for one in heads if _action_of(one)), None)
    if first is None:
        return []
    at = _action_of(first)
    again = {
        column: head
        for head in heads
        for column, words in head.items()
        if column > at and words == first[at] and _is_again(head, column, first)
    }
    starts = []
    for column, head in sorted(again.items()):
        start = _start(head, column, at, first)
        if start > max([at, *starts]):
            starts.append(start)
    return starts


def _words(row):
    """The plain words of a row's short texts, by the numbers of their columns."""
    return {
        column_index_from_string(cell.column): plain(cell.text)
        for cell in row.cells
        if isinstance(cell.value, str) and len(cell.text) <= LONGEST
    }


def _action_of(head):
    """The column of actions in a row of headings; 0 where they are none, or do not say it surely."""
    if len(head) < 2:
        return 0
    read = {column: read_heading(words) for column, words in head.items()}
    sure = {column: one.field for column, one in read.items() if one and one.confidence >= SURE}
    found = [column for column, field in sure.items() if field == "text"]
    return found[0] if found and set(sure.values()) & {"lead", "agency", "due"} else 0


def _is_again(head, column, first):
    """Does another heading of the first table come again beside this one?"""
    others = {words for at, words in head.items() if at >= column - 1 and at != column}
    before = {words for at, words in first.items() if at < column - 1}
    return bool(others & before)


def _start(head, column, at, first):
    """The column in which the table begins whose actions stand in this one: with headings that stand before the first
    table's actions too, or after an empty column."""
    before = {words for one, words in first.items() if one < at}
    start = column
    while head.get(start - 1) in before:
        start -= 1
    edge = start
    while edge - 1 in head:
        edge -= 1
    return edge if edge - 1 > max((one for one in first if one < edge), default=0) else start


def _part(sheet, left, right):
    """The columns of a Sheet from one number to another."""
    letters = {get_column_letter(at) for at in range(left, right + 1)}
    rows = [
        replace(
            row,
            cells=[cell for cell in row.cells if cell.column in letters],
            fills={letter: fill for letter, fill in row.fills.items() if letter in letters},
        )
        for row in sheet.rows
    ]
    return replace(
        sheet,
        rows=[row for row in rows if row.cells or row.fills],
        merged=tuple(ref for ref in sheet.merged if left <= _first_column(ref) <= right),
        hidden_columns=frozenset(letters & set(sheet.hidden_columns)),
    )


def _first_column(ref):
    """The number of the first column of a merge; 0 of one that is none."""
    try:
        return range_boundaries(ref)[0] or 0
    except (ValueError, TypeError):
        return 0
