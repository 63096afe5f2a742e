"""A PlanMatch as plain JSON, for a draft to keep and for pages to show: rows, questions, columns, sheets, outlook."""

from actions.imports.finding.asking import shortened
from actions.imports.finding.cells import raw_of, said_by
from actions.imports.matching.answers import said_in_words
from actions.rules.fields import SHEET_LABELS
from jarplan.spreadsheets.layout.headers import CERTAIN

SAMPLE = 78  # characters of a cell that is shown as a sample of its column


def rows_as_json(match):
    """Each row of the file: what would become of it, with each field's cell and raw words."""
    return [_row(one) for one in match.rows]


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
        "warnings": [
            {"sheet": point.sheet, "cell": point.cell, "raw": point.raw, "sentence": point.sentence}
            for point in match.warnings
        ],
    }


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
    """What was made of each sheet, and why it is not read, where it is not."""
    return [{"name": one.name, "kind": one.kind, "sentence": one.sentence} for one in table.sheets]


def _row(one):
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
        "questions": [_asked(point) for point in one.questions],
        "warnings": [_point(point) for point in one.warnings],
        "said": said_by(one),
        "returns": one.returns,
        "moved": False,
    }


def _change(row, change):
    return {
        "field": change.field,
        "label": change.label,
        "cell": change.cell,
        "raw": raw_of(row, change.field),
        "old": change.old,
        "new": change.new,
        "later_date": change.later_date,
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
    }
