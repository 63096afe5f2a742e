"""A PlanMatch as plain JSON, for a draft to keep and for pages to show: rows, questions, columns, sheets, outlook."""

from actions.imports.finding.asking import shortened
from actions.imports.finding.cells import raw_of, said_by
from actions.imports.matching.answers import said_in_words
from actions.rules.dates import PlanDate
from actions.rules.fields import SHEET_LABELS
from jarplan.spreadsheets.layout.headers import CERTAIN
from jarplan.spreadsheets.understanding.dates.results import DAY

SAMPLE = 78  # characters of a cell that is shown as a sample of its column


def rows_as_json(match):
    """Each row of the file, as each_row() says it."""
    return list(each_row(match))


def each_row(match):
    """Yield each row of the file: what would become of it, with each field's cell and raw words."""
    asked = {key: one.point.key for one in match.questions() for key in one.members}
    return (_row(one, asked) for one in match.rows)


def questions_as_json(match):
    """The open questions, each once, with their options."""
    return [_question(asked) for asked in match.questions()]


def answers_as_json(match):
    """The questions that were answered, each once: with their options, and what was chosen, typed and understood."""
    return [
        _question(asked)
        | {"choice": asked.answer.choice, "text": asked.answer.text}
        | {"said": said_in_words(asked.point, asked.answer)}
        for asked in match.answered()
    ]


def outlook_as_json(match):
    """What the import would add, what the file does not name, and what is told of the file as a whole."""
    return {
        "organisations": list(match.organisations),
        "posts": [", ".join(post) for post in match.posts],
        "not_in_file": list(match.not_in_file),
        "without_action": list(match.without_action),
        "others": [
            {"kind": point.kind, "sheet": point.sheet, "row": point.row, "cell": point.cell}
            | {"raw": shortened(point.raw, SAMPLE), "sentence": point.sentence}
            for point in match.table.others
        ],
        "warnings": [
            {"sheet": point.sheet, "cell": point.cell, "raw": point.raw, "sentence": point.sentence}
            for point in match.warnings
        ],
    }


def names_as_json(match):
    """The organisations that the import would add, and the posts as (title, organisation)."""
    return {"organisations": list(match.organisations), "posts": [list(post) for post in match.posts]}


def columns_as_json(table):
    """What each column of the file was taken for, with the first few texts below its heading."""
    return [
        {
            "key": column.key,
            "sheet": column.sheet,
            "letter": column.letter,
            "heading": column.heading,
            "field": column.field,
            "confidence": column.confidence,
            "sure": bool(column.field) and column.confidence >= CERTAIN,
            "header_row": column.header_row,
            "samples": [shortened(text, SAMPLE) for text in column.samples],
        }
        for column in table.columns
    ]


def sheets_as_json(table):
    """What was made of each sheet, and why it is not read, where it is not; with rows to choose its headings from."""
    return [
        {"name": one.name, "kind": one.kind, "sentence": one.sentence}
        | {"heads": list(map(list, one.heads)), "seen": list(map(list, one.seen)), "last_row": one.last_row}
        for one in table.sheets
    ]


def _row(one, asked):
    """`asked` leads from a question to the one that stands for it on the page of questions."""
    return {
        "sheet": one.row.sheet,
        "row": one.row.row,
        "result": one.result,
        "recommendation": one.recommendation.reference if one.recommendation else "",
        "reference": one.reference,
        "action": str(one.action.uuid) if one.action else "",
        "version": one.action.version if one.action else None,
        "text": one.row.understood.text,
        "changes": [_change(one.row, change) for change in one.changes],
        "rejected": [_point(point) for point in one.rejected],
        "questions": [_asked(point) | {"ask": asked.get(point.key, point.key)} for point in one.questions],
        "warnings": [_point(point) for point in one.warnings],
        "writes": _writes(one),
        "said": said_by(one),
        "returns": one.returns,
        "moved": False,
    }


def _writes(one):
    """What a row would write where the words of its changes do not say it all: of leads and lists, each by itself; of
    dates, what they were understood as."""
    read, fields = one.row.understood, {change.field for change in one.changes}
    said = {
        "lead": lambda: [list(post) for post in one.posts],
        "partners": lambda: list(one.partners),
        "criteria": lambda: list(read.criteria),
        "start": lambda: _date(one.row, "start"),
        "due": lambda: _date(one.row, "due"),
    }
    return {name: value() for name, value in said.items() if name in fields}


def _date(row, name):
    """The PlanDate of a row's start or due, as plain values: in words where the cell holds a real date, else as it
    was written."""
    reading, cells = getattr(row.understood, name), row.cells.get(name, ())
    if reading.precision == DAY and len(cells) == 1 and hasattr(cells[0].value, "day"):
        date = PlanDate.on(reading.latest)
    else:
        date = PlanDate(reading.raw, reading.precision, reading.earliest, reading.latest)
    return [date.raw, str(date.precision), *(day and day.isoformat() for day in (date.earliest, date.latest))]


def _change(row, change):
    return {
        "field": change.field,
        "label": change.label,
        "cell": change.cell,
        "raw": raw_of(row, change.field),
        "old": change.old,
        "new": change.new,
        "later_date": change.later_date,
        "requested": change.requested,
    }


def _point(point):
    return {"field": point.field, "cell": point.cell, "raw": point.raw, "sentence": point.sentence}


def _asked(point):
    return {"key": point.key, "kind": point.kind} | _point(point) | {"proposed": point.proposed}


def _question(asked):
    point = asked.point
    return {
        "key": point.key,
        "kind": point.kind,
        "field": point.field,
        "label": SHEET_LABELS.get(point.field, "Row"),
        "sheet": point.sheet,
        "rows": list(asked.rows),
        "cell": point.cell,
        "raw": point.raw,
        "sentence": point.sentence,
        "proposed": point.proposed,
        "options": [list(option) for option in point.options],
        "typed": point.typed,
        "members": list(asked.members),
    }
