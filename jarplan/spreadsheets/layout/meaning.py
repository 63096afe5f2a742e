"""What the cells of a sheet's rows mean, column by column: the question, the problem or the note of each cell at
its address.
"""

import re
from dataclasses import replace

from jarplan.spreadsheets.layout.asking import questions_of
from jarplan.spreadsheets.layout.blocks import recommendation_of
from jarplan.spreadsheets.layout.cellreads import CellReads
from jarplan.spreadsheets.layout.table import Understood
from jarplan.spreadsheets.understanding.headings import plain
from jarplan.spreadsheets.understanding.references import Reference, read_references

# What a plan must say, with what each is called on a page.
WANTED = {"recommendation": "Recommendation number", "text": "Action", "lead": "Lead", "due": "Due"}
MONTH_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}")


def understand(rows, *, epoch, key, known, near=None, published=None):
    """Fills in what the PlanRows of one sheet mean, with their questions, problems and warnings."""
    doubted = _has_month_first(rows)
    dates = {"epoch": epoch, "near": near, "published": published, "order_doubted": doubted}
    reads, above = CellReads(known, dates, key), None
    for row, reference in zip(rows, _references(rows), strict=True):
        _cell_problems(row)
        number, words = recommendation_said(row, reference)
        row.understood = above = Understood(
            recommendation=number,
            recommendation_text=words,
            band=row.raw("band"),
            reference=reference,
            text=_flowing(row, "text"),
            leads=reads.leads(row, above),
            partners=reads.partners(row, above),
            start=reads.date(row, "start", above),
            due=reads.date(row, "due", above),
            status=reads.status(row),
            rating=reads.rating(row),
            criteria=reads.criteria(row),
            notes=row.raw("notes"),
            evidence=row.raw("evidence"),
        )
        _ask(row)


def _has_month_first(rows):
    """Is there a date such as 06/30/2008, which no British reader writes?"""
    texts = [row.raw(name) for row in rows for name in ("start", "due")]
    found = [match for text in texts for match in MONTH_FIRST.finditer(text)]
    # One such date casts doubt on all of the sheet: an American Excel wrote the others the same way, where
    # it does not show.
    return any(int(one[1]) <= 12 < int(one[2]) <= 31 for one in found)


def _references(rows):
    cells = []
    for row in rows:
        cell = next(iter(row.cells.get("reference", ())), None)
        # A number in the format 0.00 is read as it was seen: 1.10 and not 1.1.
        written = (
            cell is not None and isinstance(cell.value, float) and re.fullmatch(r"0\.0+", cell.number_format)
        )
        cells.append(((cell.text if written else cell.value), cell.text) if cell else (None, ""))
    named = [recommendation_of(*_recommendation_cells(row)) for row in rows]
    numbers = [number for number, _words in named]
    found = read_references(cells, recommendations=numbers, blocks=[plain(words) for _number, words in named])
    # A column headed “No” may number actions or recommendations; a number that comes twice decides.
    if not any(row.cells.get("recommendation") for row in rows) and _are_of_recommendations(found):
        for row in rows:
            row.cells["recommendation"] = row.cells.pop("reference", ())
        return [Reference(raw=one.raw) for one in found]
    return found


def _are_of_recommendations(references):
    """Plain numbers, and one of them twice: such a column numbers recommendations, not actions."""
    numbers = [one.first for one in references if one.first is not None]
    plain = all(one.second is None and not one.letter for one in references)
    return plain and len(set(numbers)) < len(numbers)


def _recommendation_cells(row):
    return [next(iter(row.cells.get(name, ())), None) for name in ("recommendation", "recommendation_text")]


def recommendation_said(row, reference):
    """(number or None, text) of the recommendation that a row names, or that its Reference begins with."""
    number, words = recommendation_of(*_recommendation_cells(row))
    if number is None and reference.second is not None:
        number = reference.first
    return number, words


def _flowing(row, name):
    """The text of a field whose cells go on from one row to the next; a new line inside a cell stays."""
    return " ".join(cell.text for cell in row.cells.get(name, ()) if cell.text)


def _cell_problems(row):
    for name, cells in row.cells.items():
        for cell in cells:
            if cell.problem:
                point = row.point(name, f"Cell {cell.address} {cell.problem}.")
                row.problems.append(replace(point, cell=cell.address, raw=cell.text))


def _ask(row):
    """The points of one row, from what its cells were taken for."""
    said = row.understood
    if not said.text and not row.problems:
        row.problems.append(row.point("text", "This row has no action text."))
    row.questions += questions_of(row)
    for name, reading in (("start", said.start), ("due", said.due)):
        for sentence in filter(None, (reading.problem, reading.note if row.raw(name) else "")):
            row.warnings.append(row.point(name, sentence))
    if said.reference.problem:
        row.warnings.append(row.point("reference", said.reference.problem))
    row.warnings += [row.point("lead", note) for note in said.leads.notes]


def missing_fields(fields):
    """A sentence for each part of a plan that no column was taken for."""
    lacking = [name for name in WANTED if name not in fields]
    if "recommendation" in lacking and fields & {"recommendation_text", "reference"}:
        lacking.remove("recommendation")
    return [f"No column was recognised as “{WANTED[name]}”." for name in lacking]
