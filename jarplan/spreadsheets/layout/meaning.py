"""What the cells of a sheet's rows mean, column by column: the question, the problem or the note of each cell at
its address.
"""

import re
from dataclasses import replace

from jarplan.spreadsheets.cells import unknown
from jarplan.spreadsheets.layout.asking import TO_TYPE, questions_of, unknown_value
from jarplan.spreadsheets.layout.cellreads import CellReads
from jarplan.spreadsheets.layout.signs.titles import NUMBERED, recommendation_of
from jarplan.spreadsheets.layout.table import Understood
from jarplan.spreadsheets.understanding.headings import plain
from jarplan.spreadsheets.understanding.references import Reference, read_references

# What a plan must say, with what each is called on a page.
WANTED = {"recommendation": "Recommendation number", "text": "Action", "lead": "Lead", "due": "Due"}
# “Recommendation 4”, “Rec. 4”, “R4”: the number of a recommendation under any heading.
SAYS_ITSELF = re.compile(r"\s*(?:jar\s+)?(?:recommendations?|recs?\b|r(?=\s?\d))", re.IGNORECASE)
FEW, FAR = 4, 5  # dates that make a run; years out of it
MONTH_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}")


def understand(rows, *, epoch, key, known, near=None, published=None):
    """Fills in what the PlanRows of one sheet mean, with their questions, problems and warnings."""
    doubted = _has_month_first(rows)
    dates = {"epoch": epoch, "near": near, "published": published, "order_doubted": doubted}
    reads, above = CellReads(known, dates, key), None
    for row in rows:
        _cell_problems(row)
    for row, reference in zip(rows, _references(rows), strict=True):
        row.understood = above = Understood(
            **recommendation_said(row, reference),
            theme=row.raw("theme"),
            titles=tuple(cell.text for cell in row.cells.get("title", ())),
            band=row.raw("band"),
            reference=reference,
            text=_flowing(row, "text"),
            leads=reads.leads(row, above),
            partners=reads.partners(row, above),
            start=reads.date(row, "start", above),
            due=reads.date(row, "due", above),
            revised=reads.date(row, "revised", above),
            status=reads.status(row),
            rating=reads.rating(row),
            criteria=reads.criteria(row),
            notes=row.raw("notes"),
            evidence=row.raw("evidence"),
        )
        _ask(row)
    _remark_years(rows)


def _remark_years(rows):
    """Warns of a due date that is years away from all others: most often a slip of the keys."""
    years = sorted(row.understood.due.latest.year for row in rows if row.understood.due.latest)
    if len(years) < FEW:
        return
    usual = years[len(years) // 2]
    for row in rows:
        due = row.understood.due.latest
        if due and abs(due.year - usual) > FAR:
            sentence = (
                f"The other dates of this sheet are near {usual}. Check that {due.year} is the right year."
            )
            row.warnings.append(row.point("due", sentence))


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
    said = [recommendation_of(*_recommendation_cells(row)) for row in rows]
    numbers = [number for number, _words in said]
    found = read_references(cells, recommendations=numbers, blocks=[plain(words) for _number, words in said])
    # A column headed “No” may number the recommendations of its rows. It is asked whether it does.
    if not any(row.cells.get("recommendation") for row in rows) and _may_be_recommendations(found):
        for row in rows:
            row.cells["recommendation"] = row.cells.pop("reference", ())
        return [Reference(raw=one.raw) for one in found]
    return found


def _may_be_recommendations(references):
    """Plain numbers that never fall, and one of them twice: no serial number does so, nor does one that starts again
    under each heading."""
    numbers = [one.first for one in references if one.first is not None]
    plain = all(one.second is None and not one.letter for one in references)
    return plain and len(set(numbers)) < len(numbers) and numbers == sorted(numbers)


def _recommendation_cells(row):
    return [next(iter(row.cells.get(name, ())), None) for name in ("recommendation", "recommendation_text")]


def recommendation_said(row, reference):
    """What a row says of its recommendation, as the parts of Understood: its number where that is said to be one, its
    text, and a number that may be one.
    """
    number, text = _recommendation_cells(row)
    found, words = recommendation_of(number, text)
    # The column of numbers is read before the text's own number.
    column = "recommendation" if number is not None else "recommendation_text"
    cell = number if number is not None else text
    is_said = found is not None and (
        column in row.named
        # “No” before the text of a recommendation is its number; what they say must agree.
        or bool(words and "recommendation_text" in row.named)
        or bool(SAYS_ITSELF.match(cell.text))
    )
    numbering = None if is_said else found
    if found is None and not reference.prefix and reference.second is not None:
        numbering = reference.first
    return {
        "recommendation": found if is_said else None,
        "recommendation_text": words,
        "numbering": _of_title(row) if numbering is None and not is_said else numbering,
    }


def _of_title(row):
    """The number of the nearest numbered title above: “4. Qualified social workers”."""
    found = (NUMBERED.fullmatch(cell.text.strip()) for cell in row.cells.get("title", ()))
    return next((int(one["number"] or one["alone"]) for one in found if one), None)


def _flowing(row, name):
    """The text of a field whose cells go on from one row to the next; a new line inside a cell stays."""
    return " ".join(cell.text for cell in row.cells.get(name, ()) if cell.text)


def _cell_problems(row):
    """Refuses the row for a cell of its action that cannot be read, or for too long a text. What is not known of
    another cell is left out and asked, where it can be typed."""
    for name, cells in list(row.cells.items()):
        for cell in cells:
            why = unknown(cell)
            if not (why or cell.problem):
                continue
            left = bool(why) and name != "text"
            point = row.point(
                name, f"Cell {cell.address} {why or cell.problem}{', so it is left out' * left}."
            )
            point = replace(point, cell=cell.address, raw=cell.text)
            if not left:
                row.problems.append(point)
            elif name in TO_TYPE:
                row.questions.append(unknown_value(point, why))
            else:
                row.warnings.append(point)
            if left:
                row.cells[name] = tuple(one for one in row.cells[name] if one is not cell)
    row.cells = {name: cells for name, cells in row.cells.items() if cells}


def _ask(row):
    """The points of one row, from what its cells were taken for."""
    said = row.understood
    if not said.text and not row.problems:
        row.problems.append(row.point("text", "This row has no action text."))
    left = {point.field for point in row.questions}
    row.questions += questions_of(row)
    for name, reading in (("start", said.start), ("due", said.due)):
        for sentence in filter(None, (reading.problem, reading.note if row.raw(name) else "")):
            row.warnings.append(row.point(name, sentence))
    if said.reference.problem:
        row.warnings.append(row.point("reference", said.reference.problem))
    if "lead" not in left:
        row.warnings += [row.point("lead", note) for note in said.leads.notes]


def missing_fields(fields):
    """A sentence for each part of a plan that no column was taken for."""
    lacking = [name for name in WANTED if name not in fields]
    if "recommendation" in lacking and fields & {"recommendation_text", "reference"}:
        lacking.remove("recommendation")
    return [f"No column was recognised as “{WANTED[name]}”." for name in lacking]
