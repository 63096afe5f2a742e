"""What another reading of a draft's file changed: said on the page that comes after the columns were named."""

from actions.imports.counting import counted
from actions.imports.pages.area_form import rows_in_words
from actions.rules.fields import SHEET_LABELS
from jarplan.spreadsheets.cells import sheet_in_words

MOST = 6  # rows or columns that are named
COUNTED = (("rows", "Rows"), ("rejected", "Rejected"), ("left out", "Left out"), ("questions", "Questions"))


def state_of(draft):
    """What a draft's file is read as, for what_changed()."""
    understood = draft.understood
    return {
        "rows": [(row["sheet"], row["row"]) for row in draft.rows],
        "sheets": {one["name"]: one for one in understood["sheets"]},
        "columns": {one["key"]: one for one in understood["columns"]},
        "counts": understood["counts"],
    }


def what_changed(before, after):
    """A sentence for each thing that is read otherwise after the columns or rows of a file were named."""
    said = [*_headings(before, after), *_columns(before, after), *_rows(before, after)]
    numbers = [
        f"{label}: {after['counts'].get(key, 0):,} (before: {before['counts'].get(key, 0):,})"
        for key, label in COUNTED
        if after["counts"].get(key, 0) != before["counts"].get(key, 0)
    ]
    return [*said, *([f"{', '.join(numbers)}."] if numbers else [])]


def _headings(before, after):
    for name, sheet in after["sheets"].items():
        was, now = before["sheets"].get(name, {}).get("heads", []), sheet.get("heads", [])
        if was != now:
            title = sheet_in_words(name) if name else "The file"
            yield f"{title}: headings in {_row(now)} (before: {_row(was)})."


def _row(heads):
    return f"row {rows_in_words(heads[:MOST])}" if heads else "no row"


def _columns(before, after):
    told = []
    for key, column in after["columns"].items():
        was = before["columns"].get(key)
        # Under another heading it is another column.
        if was is None or was["field"] == column["field"] or was["header_row"] != column["header_row"]:
            continue
        told.append(f"column {column['letter']} is {_field(column)} (before: {_field(was)})")
    if told:
        sentence = ", ".join(_first(told, "column"))
        yield f"{sentence[:1].upper()}{sentence[1:]}."


def _field(column):
    return f"“{SHEET_LABELS[column['field']]}”" if column["field"] else "not imported"


def _rows(before, after):
    for words, rows in (
        ("Now read as actions", [one for one in after["rows"] if one not in set(before["rows"])]),
        ("No longer read as actions", [one for one in before["rows"] if one not in set(after["rows"])]),
    ):
        if rows:
            sheets = {sheet for sheet, _row in [*before["rows"], *after["rows"]]}
            named = [
                f"{sheet}, row {row}" if len(sheets) > 1 and sheet else f"row {row}" for sheet, row in rows
            ]
            yield f"{words}: {', '.join(_first(named, 'row'))}."


def _first(told, word):
    more = [f"{counted(len(told) - MOST, f'more {word}')}"] if len(told) > MOST else []
    return [*told[:MOST], *more]
