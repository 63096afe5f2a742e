"""A draft's or an import's own workbook with its problems: what stays out of the plan, and what is still asked,
beside the rows concerned, for whoever puts the file right and brings it back.
"""

from actions.imports.drafts.understanding import open_file
from actions.imports.shown import as_kept
from jarplan.audit.errors import NotNow
from jarplan.spreadsheets.cells import row_of
from jarplan.spreadsheets.limits import SheetRefused
from jarplan.spreadsheets.sandbox.process import add_problems

GONE = "The file of this import can no longer be read, so its problems cannot be marked in it."


def draft_with_problems(draft):
    """(bytes, file name) of a draft's workbook with its problems. NotNow where it cannot be written."""
    headers = {column["sheet"]: column["header_row"] for column in draft.understood["columns"]}
    problems = problems_of(draft.rows, draft.understood["outlook"]["warnings"])
    with open_file(draft) as file:
        return _written(file, draft.original_name, problems, headers)


def import_with_problems(plan_import):
    """The same of an import that was written: the rows and fields that stayed out."""
    problems = problems_of(map(as_kept, plan_import.preview), plan_import.counts.get("warnings", ()))
    try:
        with plan_import.file.file.open("rb") as file:
            return _written(file, plan_import.file.original_name, problems, {})
    except OSError as error:
        raise NotNow(GONE) from error


def _written(file, name, problems, headers):
    try:
        return add_problems(file, name, problems, headers)
    except SheetRefused as error:
        raise NotNow(str(error)) from error


def problems_of(rows, warnings=()):
    """(sheet, row, sentence, cell) of each thing that keeps a row, or a field of it, out of the plan. `rows` are
    those of a preview; of the `warnings` about the file, those count that are about a row that is no action.
    """
    found, rows = [], list(rows)
    places = {(row["sheet"], row["row"]) for row in rows}
    for row in rows:
        place = (row["sheet"], row["row"])
        found += [(*place, point["sentence"], point["cell"]) for point in row["rejected"]]
        found += [(*place, _asked(point), point["cell"]) for point in row["questions"]]
    for warning in warnings:
        at = row_of(warning["cell"])
        if at and (warning["sheet"], at) not in places:
            found.append((warning["sheet"], at, warning["sentence"], warning["cell"]))
    return found


def _asked(point):
    """A question as a sentence that can be answered in the sheet."""
    proposed = f" Read as: {point['proposed']}." if point["proposed"] else ""
    return f"To be clarified: {point['sentence']}{proposed}"
