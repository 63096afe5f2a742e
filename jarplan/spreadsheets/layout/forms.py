"""Forms: each action a list of labels with their values beside them, as many Word documents have it. They become a
table with the labels for headings and a row for each form.
"""

from dataclasses import dataclass, field, replace

from openpyxl.utils import column_index_from_string, get_column_letter

from jarplan.spreadsheets.cells import Row
from jarplan.spreadsheets.understanding.contents import content_of
from jarplan.spreadsheets.understanding.headings import SURE, may_be_sure, plain, read_heading

LONGEST = 120  # characters of a label
LEAST = 0.6  # the share of a form's rows that begin with a label
FEW = 3  # labels that make a form
MOST_COLUMNS = 4  # of a form: labels and values, twice
NOTE = "Each label was read as a heading, with its value beside it."


@dataclass
class Form:
    """The cells of one action by the plain words of their labels; `numbers` of its rows."""

    cells: dict = field(default_factory=dict)
    fills: dict = field(default_factory=dict)
    numbers: list = field(default_factory=list)
    last: str = ""


def as_table(sheet):
    """The Sheet of forms as one with headings; any other Sheet as it is."""
    pairs = {row.number: _pairs(row) for row in sheet.rows if row.number not in sheet.titles}
    labels = _labels(pairs.values())
    parts = list(_parts(sheet, pairs, labels)) if labels else []
    if not _are_forms([one for one in parts if isinstance(one, Form)], labels):
        return sheet
    letters = {words: get_column_letter(at) for at, words in enumerate(labels, start=1)}
    rows, merged, titles, first, last = [], [], set(), None, get_column_letter(max(len(labels), 2))
    for one in parts:
        if isinstance(one, Form):
            # The first row of the first form is that of the headings.
            first, number = first or one.numbers[0], one.numbers[1]
            cells = [replace(cell, column=letters[words]) for words, cell in one.cells.items()]
            cells.sort(key=lambda cell: column_index_from_string(cell.column))
            fills = {letters[words]: fill for words, fill in one.fills.items()}
            rows.append(Row(number, cells, fills))
        else:
            rows.append(Row(one.number, [replace(one.cells[0], column="A")]))
            merged.append(f"A{one.number}:{last}{one.number}")
            titles |= {one.number} & sheet.titles
    head = Row(
        first, [replace(label, column=letters[words], text=_bare(label)) for words, label in labels.items()]
    )
    rows = sorted([*rows, head], key=lambda row: row.number)
    hidden = frozenset(number for number in sheet.hidden_rows if number in {row.number for row in rows})
    about = {"rows": rows, "merged": tuple(merged), "hidden_rows": hidden, "hidden_columns": frozenset()}
    return replace(sheet, **about, titles=frozenset(titles), notes=(*sheet.notes, NOTE))


def _bare(label):
    return label.text.strip().rstrip(":").strip()


def _pairs(row):
    """[(label, value or None, fill of the value)] of a row of a form; none of another row."""
    if not row.cells or len(row.cells) > MOST_COLUMNS:
        return []
    cells = {column_index_from_string(cell.column): cell for cell in row.cells}
    places = sorted(cells)
    found, at = [], places[0]
    while at in cells:
        label, value = cells[at], cells.get(at + 1)
        if not _is_label(label):
            return []
        found.append((label, value, row.fills.get(get_column_letter(at + 1), "")))
        at += 2
    beyond = [one for one in places if one >= at]
    return [] if beyond or all(value and _is_label(value) for _label, value, _fill in found) else found


def _is_label(cell):
    if not isinstance(cell.value, str) or len(cell.text) > LONGEST or not may_be_sure(cell.text):
        return False
    heading = read_heading(_bare(cell))
    return heading is not None and heading.confidence >= SURE


def _labels(pairs):
    """{plain words: its first cell} of the labels of a sheet of forms; {} where it is none: a form has an action and
    two other fields, and most of its rows begin with a label."""
    pairs = list(pairs)
    labels = {}
    for found in pairs:
        for label, _value, _fill in found:
            labels.setdefault(plain(label.text), label)
    fields = {read_heading(words).field for words in labels if read_heading(words)}
    enough = sum(map(bool, pairs)) >= max(FEW, LEAST * len(pairs))
    return labels if enough and "text" in fields and len(fields) >= FEW else {}


def _are_forms(forms, labels):
    """Do they hold what their labels say? A page that explains what to enter has labels as well, but no dates."""
    dated = [
        words for words in labels if read_heading(words) and read_heading(words).field in ("start", "due")
    ]
    held = [content_of([form.cells.get(words) for form in forms]) for words in dated]
    if any(content and content.days < 0.5 for content in held) or not all(
        len(one.numbers) > 1 for one in forms
    ):
        return False
    return len(forms) > 1 or bool(forms) and any(held)


def _parts(sheet, pairs, labels):
    """The Forms of a sheet, and the Rows between them that are titles, in order. A form ends where a label comes
    again, at a title, and with its table."""
    form, table = None, None
    for row in sheet.rows:
        place = sheet.place(row.number)[0]
        found = pairs.get(row.number)
        begins = (
            form is None
            or place != table
            or any(plain(label.text) in form.cells for label, *_ in found or ())
        )
        if found:
            if begins:
                if form:
                    yield form
                form, table = Form(), place
            for label, value, fill in found:
                words = form.last = plain(label.text)
                if value:
                    form.cells[words] = value
                if fill:
                    form.fills[words] = fill
            form.numbers.append(row.number)
        elif form and row.cells and place == table and _goes_on(row, form):
            before = form.cells[form.last]
            text = f"{before.text}\n{row.cells[0].text}"
            form.cells[form.last] = replace(before, value=text, text=text)
            form.numbers.append(row.number)
        elif row.cells:
            if form:
                yield form
            form = None
            yield row
    if form:
        yield form


def _goes_on(row, form):
    """Does a row without a label go on with the value above it?"""
    before = form.cells.get(form.last)
    return before is not None and len(row.cells) == 1 and row.cells[0].column == before.column
