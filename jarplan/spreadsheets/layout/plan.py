"""The door to the layout of plan workbooks: from sheets to the PlanTable that a person would read from them."""

from bisect import bisect_left
from dataclasses import replace
from itertools import chain

from jarplan.spreadsheets.cells import sheet_in_words
from jarplan.spreadsheets.layout.beside import tables_beside
from jarplan.spreadsheets.layout.blocks import walk
from jarplan.spreadsheets.layout.forms import as_table
from jarplan.spreadsheets.layout.grid import Area, Grid
from jarplan.spreadsheets.layout.headers import borrowed_header, find_headers, override, supposed_header
from jarplan.spreadsheets.layout.meaning import missing_fields, understand
from jarplan.spreadsheets.layout.others import other_rows
from jarplan.spreadsheets.layout.problemcolumn import without_problems
from jarplan.spreadsheets.layout.signs.keys import key_of, opens_key
from jarplan.spreadsheets.layout.signs.notplans import kind_of_sheet
from jarplan.spreadsheets.layout.signs.titles import gap_of
from jarplan.spreadsheets.layout.table import (
    EMPTY,
    HIDDEN,
    LEFT_OUT,
    PLAN,
    TWO_CELLS,
    UNKNOWN,
    Column,
    PlanRow,
    PlanTable,
    Point,
    SheetReport,
    Understood,
)
from jarplan.spreadsheets.limits import MAX_SAID, SheetRefused
from jarplan.spreadsheets.understanding.headings import plain
from jarplan.spreadsheets.understanding.names import Known

__all__ = ["Column", "PlanRow", "PlanTable", "Point", "Understood", "heading_key", "lay_out"]

SAMPLES, SAMPLED_ROWS, LONGEST_SAMPLE = 3, 100, 200
# Of the rows that are shown to choose from: those on top, those round each header, titles, the last; cells of each.
ON_TOP, ROUND, AT_END, HEADS_SHOWN, CELLS_SHOWN, LONGEST_SHOWN = 12, 2, 4, 5, 8, 40
TITLES_SHOWN = 20
TOO_MUCH = (
    "The rows of this plan have far more text than a plan needs, counting the merged cells over each row. Shorten "
    "the long cells, or split the plan into smaller files, and try again."
)
LOST = "\ufffd"  # what a program writes in place of a character that it could not read
BORROWED = "This table has no headings, and was read under those of the table before."
NOTHING = "The spreadsheet is empty: none of its sheets has a filled cell."


def heading_key(text):
    """How a heading is remembered for the next file: its plain words."""
    return plain(text)


def lay_out(
    sheets, *, mapping=None, areas=None, remembered=None, known=None, near=None, published=None, titles=()
):
    """The PlanTable of a workbook's sheets. Raises SheetRefused where its rows say too much.

    `mapping` gives fields to columns by Column.key, `remembered` by heading_key(); both win over what the
    headings seem to mean, and "" is a column not to be read. `areas` says by a sheet's name where its plan stands, as
    Area.of() takes it; that without a name is for all sheets that have none of their own. `known` maps the plan's
    organisations to their short names; `near` and `published` are the days that read_date() takes; `titles` are the
    texts of its recommendations.
    """
    known = known if isinstance(known, Known) else Known.of(known or {})
    before, table, titles = None, PlanTable(), frozenset(map(plain, titles))
    sheets = map(as_table, map(without_problems, sheets))
    for sheet in chain.from_iterable(map(tables_beside, sheets)):
        grid = Grid(sheet, _area(areas or {}, sheet), titles)
        if grid.area.is_left_out and grid.numbers:
            sentence = f"{sheet_in_words(sheet.name)} was left out, as you chose."
            table.sheets.append(_report(grid, LEFT_OUT, sentence))
            continue
        headers = find_headers(grid, remembered=remembered, mapping=mapping)
        if not headers and before and sheet.places and grid.area.headings is None:
            headers = list(filter(None, [borrowed_header(grid, before)]))
            override(headers, sheet, mapping)
        before = headers[0] if headers and sheet.places else before
        if not headers:
            kind, sentence = kind_of_sheet(sheet)
            table.sheets.append(_report(grid, kind, sentence))
            supposed = supposed_header(grid) if kind == UNKNOWN and not sheet.hidden else None
            table.columns += _columns(grid, supposed)
        elif sheet.hidden and grid.area.headings is None:
            sentence = (
                f"Sheet “{sheet.name}” is hidden and contains a plan. It was not read. "
                "To import this sheet, unhide it in Excel, save the file, and choose it again."
            )
            table.sheets.append(_report(grid, HIDDEN, sentence))
        else:
            _read_sheet(table, grid, headers, {"known": known, "near": near, "published": published})
    table.message = _message(table)
    return table


def _area(areas, sheet):
    """The Area of a sheet; an empty sheet has none."""
    said = areas.get(sheet.name) or areas.get("")
    return Area.of(said) if said and sheet.rows else Area()


def _report(grid, kind, sentence="", headers=(), **found):
    """The SheetReport of a sheet, with rows of it to choose from."""
    filled = [one for one in headers if not (one.within or one.borrowed)]
    filled = [one for one in filled if one.number in grid.rows or one.last in grid.rows]
    # One that is repeated is found again by its first.
    different = {tuple(one.texts.items()): (one.number, one.last) for one in reversed(filled)}
    heads = tuple(sorted(different.values()))
    last = grid.numbers[-1] if grid.numbers else 0
    sections = found.get("section_rows", ())
    told = {"heads": heads, "seen": _shown(grid, heads, sections) if kind != EMPTY else (), "last_row": last}
    return SheetReport(grid.sheet.name, kind, sentence, **told, **found)


def _shown(grid, heads, sections):
    """The rows on top of a sheet, round its first headers and titles, and at its end, each with what it says."""
    numbers = grid.numbers
    at = {*range(ON_TOP), *range(len(numbers) - AT_END, len(numbers))}
    for first, last in heads[:HEADS_SHOWN]:
        at |= {*range(bisect_left(numbers, first) - ROUND, bisect_left(numbers, last) + ROUND + 1)}
    at |= {bisect_left(numbers, one) for one in sections[:TITLES_SHOWN]}
    return tuple(_row_shown(grid, numbers[one]) for one in sorted(at) if 0 <= one < len(numbers))


def _row_shown(grid, number):
    texts = [" ".join(cell.text.split()) for cell in grid.rows[number].cells[:CELLS_SHOWN]]
    said = TWO_CELLS.join(f"{text[:LONGEST_SHOWN]}…" if len(text) > LONGEST_SHOWN else text for text in texts)
    sheet, row = grid.sheet.place(number)
    return number, sheet, row, said


def _check_amount(rows):
    """Refuses rows that say more than can be kept of them: a long cell merged over thousands is said by each."""
    said = sum(len(cell.text) for row in rows for cells in row.cells.values() for cell in cells)
    if said > MAX_SAID:
        raise SheetRefused(TOO_MUCH)


def _columns(grid, header, skip=()):
    """The Columns of one header, in the order of the sheet; samples are not taken from the rows to `skip`."""
    if header is None:
        return []
    samples = _samples(grid, header, skip)
    found = []
    for letter in sorted(header.texts, key=lambda one: (len(one), one)):
        heading = header.headings.get(letter)
        field, confidence = (heading.field, heading.confidence) if heading else ("", 0.0)
        known = (field, confidence, header.number, tuple(samples[letter]))
        cell = grid.own(header.number, letter)
        at = cell.address if cell else f"{letter}{header.number}"
        if header.number not in grid.rows and header.last not in grid.rows:
            known, at = (field, confidence, 0, tuple(samples[letter])), ""
        found.append(Column(grid.sheet.name, letter, header.texts[letter], *known, cell=at))
    return found


def _samples(grid, header, skip):
    """The first three different texts of each column among the first rows below its heading."""
    samples = {letter: [] for letter in header.texts}
    below = [number for number in grid.numbers if number > header.last and number not in skip]
    for number in below[:SAMPLED_ROWS]:
        for cell in grid.rows[number].cells:
            found = samples.get(cell.column)
            text = cell.text[:LONGEST_SAMPLE]
            if found is not None and text and len(found) < SAMPLES and text not in found:
                found.append(text)
    return samples


def _read_sheet(table, grid, headers, known):
    sheet = grid.sheet
    found = walk(grid, headers)
    _check_amount([*table.rows, *found.rows])
    key = _key(grid, headers, found)
    understand(found.rows, epoch=sheet.epoch, key=key, **known)
    table.rows += found.rows
    heads = {number for one in headers for number in range(one.number, one.last + 1)}
    table.columns += _columns(grid, headers[0], {*found.sections, *found.foot, *found.outside, *heads})
    table.others += other_rows(grid, headers, found)
    table.gaps += [gap_of(sheet, gap) for gap in found.gaps]
    table.warnings += found.warnings + _told(sheet, headers[0])
    report = _report(
        grid, PLAN, headers=headers, section_rows=tuple(found.sections), foot_rows=tuple(found.foot), key=key
    )
    rows = tuple(sheet.place(one.number)[1] for one in headers if report.heads and not one.within)
    table.sheets.append(replace(report, header_rows=rows))


def _key(grid, headers, found):
    """The key at the foot, or above the plan."""
    above = [number for number in grid.numbers if number < headers[0].number]
    start = next((number for number in above if opens_key(grid.rows[number])), None)
    rows = [number for number in above if start is not None and number >= start] + found.foot
    below = [number for number in found.outside if number > headers[0].number]
    start = next((number for number in below if opens_key(grid.rows[number])), None)
    rows += [number for number in below if start is not None and number >= start]
    return key_of([grid.rows[number] for number in rows])


def _told(sheet, header):
    """What must be told of a sheet as a whole: what is hidden, what lies too far out, what it lacks."""
    hidden_columns = [letter for letter in sheet.hidden_columns if letter in header.texts]
    told = [("row", sentence, "") for sentence in missing_fields(set(header.fields))]
    if sheet.hidden_rows:
        rows = sorted(sheet.hidden_rows & {row.number for row in sheet.rows})
        if rows:
            told.append(("row", f"{_hidden('row', rows)}. You will be asked what to do.", ""))
    if hidden_columns:
        told.append(("row", f"{_hidden('column', sorted(hidden_columns))}, and read like any other.", ""))
    if sheet.stray:
        sentence = f"Cells far outside the plan were left out: {_list(sheet.stray)}."
        told.append(("row", sentence, _list(sheet.stray)))
    told += [("row", sentence, "") for sentence in sheet.notes]
    told += [("row", BORROWED, "")] if header.borrowed else []
    lost = [cell.address for row in sheet.rows for cell in row.cells if LOST in cell.text]
    if lost:
        sentence = f"Characters were lost before this file was saved, and show as {LOST}, in {_list(lost)}."
        told.append(("row", f"{sentence} Correct them in the file, or after the import.", _list(lost)))
    return [
        Point(field, *sheet.place(header.number), "", raw, f"{sheet_in_words(sheet.name)}: {sentence}")
        for field, sentence, raw in told
    ]


def _hidden(word, items):
    """Row 4 is hidden; rows 4, 7 are hidden."""
    many = len(items) > 1
    return f"{word.capitalize()}{'s' if many else ''} {_list(items)} {'are' if many else 'is'} hidden"


def _list(items, most=10):
    words = ", ".join(str(item) for item in list(items)[:most])
    return f"{words} and {len(items) - most} more" if len(items) > most else words


def _message(table):
    """Why there is nothing to import, in a sentence; nothing where there is."""
    if table.rows:
        return ""
    plans = [report for report in table.sheets if report.kind == PLAN]
    if plans:
        named = sheet_in_words(plans[0].name)
        if not plans[0].header_rows:
            return f"{named} is read without headings, and no column holds its actions yet."
        row = plans[0].header_rows[0]
        return f"{named} has headings in row {row}, but no action below them."
    told = [report.sentence for report in table.sheets if report.sentence]
    filled = [report for report in table.sheets if report.kind != "empty"]
    return " ".join(told[:5]) if filled else NOTHING
