"""What an import would do, for programs (one JSON object) and for people at a shell (a page of text)."""

from datetime import date

from actions.imports.matching.matched import CHANGED, LEFT, NEW, QUESTION, REJECTED, UNCHANGED
from jarplan.spreadsheets.cells import OF_TABLE
from jarplan.spreadsheets.layout.plan import Point
from jarplan.spreadsheets.understanding.names import without_stops

ACCEPT, WARNED, PARTLY, REJECT = "accept", "accept_with_warnings", "accept_with_rejected_rows", "reject"
COUNTS = ("recommendations", "actions", NEW, CHANGED, UNCHANGED, REJECTED, LEFT, "questions", "written")
NOTHING_WRITTEN = "Nothing has been saved."


def refusal(sentence):
    """The report of a file that cannot be imported at all."""
    return {
        "outcome": REJECT,
        "message": sentence,
        "counts": dict.fromkeys(COUNTS, 0),
        "rows": [],
        "rejected": [],
        "warnings": [],
        "questions": [],
        "left_out": [],
        "others": [],
    }


def report_of(match):
    """The report of a PlanMatch; of one without rows, the refusal that says why."""
    if not match.rows:
        return refusal(match.table.message or "There is no action in this file.")
    rejected = _points(point for one in match.rows if not one.left for point in one.rejected)
    left_out = [*_points(point for one in match.rows if one.left for point in one.rejected)]
    told = [*(point for one in match.rows for point in one.warnings), *match.warnings]
    warnings = _points([*_sheets_left_out(match.table, told), *told])
    asked = [
        _said(one.point) | {"proposed": one.point.proposed, "rows": list(one.rows)}
        for one in match.questions()
    ]
    counts = _counts(match, len(asked))
    outcome = ACCEPT
    if counts[REJECTED]:
        outcome = REJECT if counts[REJECTED] == len(match.rows) else PARTLY
    elif warnings or asked:
        outcome = WARNED
    return {
        "outcome": outcome,
        "message": _message(match, counts, outcome),
        "counts": counts,
        "rows": [_row(one) for one in match.rows],
        "rejected": rejected,
        "warnings": warnings,
        "questions": asked,
        "left_out": left_out,
        "others": [{"result": point.kind} | _said(point) for point in match.table.others],
    }


def written(report, rows):
    """The report of an import that was written: how many rows."""
    counts = report["counts"] | {"written": rows}
    done = f"{_many(rows, 'row')} written." if rows else "There was nothing to save."
    return report | {"counts": counts, "message": report["message"].replace(NOTHING_WRITTEN, done)}


def _sheets_left_out(table, told):
    """A Point for each sheet that was not read, with why; none where the warnings say it already."""
    said = {point.sentence for point in told}
    return [
        Point("row", one.name, 0, "", "", one.sentence)
        for one in table.sheets
        if one.sentence and one.sentence not in said
    ]


def _counts(match, questions):
    named = {one.recommendation.reference for one in match.rows if one.recommendation}
    named |= {
        f"gap {gap.recommendation}" for gap in match.table.gaps if gap.recommendation not in _orders(match)
    }
    counts = {"recommendations": len(named), "actions": len(match.rows)}
    counts |= {result: match.count(result) for result in (NEW, CHANGED, UNCHANGED, REJECTED, LEFT)}
    return counts | {"questions": questions, "written": 0}


def _orders(match):
    return {one.recommendation.order for one in match.rows if one.recommendation}


def _message(match, counts, outcome):
    if outcome == REJECT:
        first = next(point for one in match.rows for point in one.rejected)
        none = "The only row cannot" if len(match.rows) == 1 else f"None of the {len(match.rows)} rows can"
        return f"{none} be imported. The first reason, in row {first.row}: {first.sentence}"
    said = f"{_many(len(match.rows), 'action')} read: " + ", ".join(
        f"{counts[result]} {result}" for result in (NEW, CHANGED, UNCHANGED, REJECTED)
    )
    asked = match.count(QUESTION)
    left = match.count(LEFT)
    said += f", {left} left out" if left else ""
    said += f", {_many(asked, 'row')} with questions." if asked else "."
    if counts["questions"]:
        said += f" {_many(counts['questions'], 'question')} to answer."
    if match.organisations or match.posts:
        added = f"{_many(len(match.organisations), 'organisation')} and {_many(len(match.posts), 'post')}"
        said += f" The import would add {added}."
    return f"{said} {NOTHING_WRITTEN}"


def _many(number, word):
    return f"{number} {word}" + ("" if number == 1 else "s")


def _row(one):
    read = one.row.understood
    return {
        "sheet": one.row.sheet,
        "row": one.row.row,
        "result": one.result,
        "recommendation": one.recommendation.reference if one.recommendation else None,
        "reference": one.row.raw("reference") or one.reference or None,
        "action": read.text,
        "leads": [_lead(lead) for lead in read.leads.leads],
        "start": _iso(read.start.earliest or read.start.latest),
        "due_earliest": _iso(read.due.earliest),
        "due_latest": _iso(read.due.latest),
        "due_precision": str(read.due.precision),
        "due_raw": _raw(one.row, "due"),
        "status": read.status.status or None,
        "rating": read.rating.rating,
        "success_criteria": list(read.criteria),
    }


def _lead(lead):
    """The organisation as the sheet has it; what it was taken for stands among the warnings."""
    return {
        "post": lead.post,
        "organisation": without_stops(lead.written or lead.organisation),
        "raw": lead.raw,
    }


def _raw(row, name):
    """What the cell says; of a real date, the day."""
    cells = row.cells.get(name, ())
    if len(cells) == 1 and isinstance(cells[0].value, date):
        return cells[0].value.isoformat()[:10]
    return row.raw(name) or None


def _iso(day):
    return day.isoformat() if day else None


def _points(points):
    """Each point once: a cell merged over several rows says the same of each."""
    found = {}
    for said in map(_said, points):
        found.setdefault(tuple(said.values()), said)
    return list(found.values())


def _said(point):
    return {
        "sheet": point.sheet,
        "row": point.row or None,
        "cell": point.cell,
        "value": point.raw,
        "reason": point.sentence,
    }


def as_text(report):
    """The report as a page of text."""
    lines = [report["message"]]
    for title, name in (("Rejected", "rejected"), ("Questions", "questions"), ("Warnings", "warnings")):
        if report[name]:
            lines += ["", f"{title}:"]
            lines += [f"  {_line(point)}" for point in report[name]]
    if report["rows"]:
        lines += ["", "Rows:"]
        lines += [
            f"  {row['sheet']} row {row['row']}: {row['result']}, {row['reference'] or row['recommendation'] or '?'}"
            f": {' '.join(row['action'].split())[:70]}"
            for row in report["rows"]
        ]
    return "\n".join(lines)


def _line(point):
    # The address of a cell in a document has its table in it.
    place = f"{point['sheet']}, " if point["sheet"] and not OF_TABLE.match(point["cell"]) else ""
    place += point["cell"] or (f"row {point['row']}" if point["row"] else "")
    value = " ".join(point["value"].split())[:60]
    said = f" “{value}”" if value else ""
    proposed = f" Proposed: {point['proposed']}." if point.get("proposed") else ""
    place = place.strip(", ")
    return f"{place}{said}: {point['reason']}{proposed}" if place else f"{point['reason']}{proposed}"
