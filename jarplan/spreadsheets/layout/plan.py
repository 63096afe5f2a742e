"""The door to the layout of plan workbooks: from sheets to the PlanTable that a person would read from them."""

from jarplan.spreadsheets.layout.blocks import gap_of, walk
from jarplan.spreadsheets.layout.grid import Grid
from jarplan.spreadsheets.layout.headers import find_headers, supposed_header
from jarplan.spreadsheets.layout.keys import key_of, opens_key
from jarplan.spreadsheets.layout.meaning import missing_fields, understand
from jarplan.spreadsheets.layout.notplans import kind_of_sheet
from jarplan.spreadsheets.layout.problemcolumn import without_problems
from jarplan.spreadsheets.layout.table import (
    HIDDEN,
    PLAN,
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
TOO_MUCH = (
    "The rows of this plan have far more text than a plan needs, counting the merged cells over each row. Shorten "
    "the long cells, or split the plan into smaller files, and try again."
)
NOTHING = "The spreadsheet is empty: none of its sheets has a filled cell."


def heading_key(text):
    """How a heading is remembered for the next file: its plain words."""
    return plain(text)


def lay_out(sheets, *, mapping=None, remembered=None, known=None, near=None, published=None):
    """The PlanTable of a workbook's sheets. Raises SheetRefused where its rows say too much.

    `mapping` gives fields to columns by Column.key, `remembered` by heading_key(); both win over what the
    headings seem to mean, and "" is a column not to be read. `known` maps the plan's organisations to their short
    names; `near` and `published` are the days that read_date() takes.
    """
    known = known if isinstance(known, Known) else Known.of(known or {})
    table = PlanTable()
    for sheet in map(without_problems, sheets):
        grid = Grid(sheet)
        headers = find_headers(grid, remembered=remembered, mapping=mapping)
        if not headers:
            kind, sentence = kind_of_sheet(sheet)
            table.sheets.append(SheetReport(sheet.name, kind, sentence))
            supposed = supposed_header(grid) if kind == UNKNOWN and not sheet.hidden else None
            table.columns += _columns(grid, supposed)
        elif sheet.hidden:
            sentence = (
                f"Sheet “{sheet.name}” is hidden and contains a plan. It was not read. "
                "To import this sheet, unhide it in Excel, save the file, and choose it again."
            )
            table.sheets.append(SheetReport(sheet.name, HIDDEN, sentence))
        else:
            _read_sheet(table, grid, headers, {"known": known, "near": near, "published": published})
    table.message = _message(table)
    return table


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
        found.append(Column(grid.sheet.name, letter, header.texts[letter], *known))
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
    table.columns += _columns(grid, headers[0], {*found.sections, *found.foot})
    table.gaps += [gap_of(sheet.name, gap) for gap in found.gaps]
    table.warnings += found.warnings + _told(sheet, headers[0])
    table.sheets.append(
        SheetReport(
            sheet.name,
            PLAN,
            header_rows=tuple(header.number for header in headers),
            section_rows=tuple(found.sections),
            foot_rows=tuple(found.foot),
            key=key,
        )
    )


def _key(grid, headers, found):
    """The key at the foot, or above the plan."""
    above = [number for number in grid.numbers if number < headers[0].number]
    start = next((number for number in above if opens_key(grid.rows[number])), None)
    rows = [number for number in above if start is not None and number >= start] + found.foot
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
    return [
        Point(field, sheet.name, header.number, "", raw, f"Sheet “{sheet.name}”: {sentence}")
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
        return f"Sheet “{plans[0].name}” has headings in row {plans[0].header_rows[0]}, but no action below them."
    told = [report.sentence for report in table.sheets if report.sentence]
    filled = [report for report in table.sheets if report.kind != "empty"]
    return " ".join(told[:5]) if filled else NOTHING
