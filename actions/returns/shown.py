"""What a draft and a sent return keep of their rows, as plain values for pages: what each says, in which
cell, and what becomes of it.
"""

from collections import Counter

from django.utils.text import Truncator

from actions.returns.columns import DATE, MEASUREMENT, REPORT
from actions.returns.understanding import ASKED, EMPTY, READY, REFUSED, SAME
from jarplan.formfields.dates import BOXES

LEFT, SENT, CORRECTED = "left out", "sent", "sent as a correction"
WORDS = {
    READY: "Will be sent",
    ASKED: "You need to decide",
    REFUSED: "Cannot be sent",
    SAME: "Already sent",
    EMPTY: "Not filled in",
    LEFT: "Left out",
    SENT: "Sent",
    CORRECTED: "Sent as a correction",
}
# The tags of an import's rows that mean the like.
LOOKS = {READY: "new", ASKED: "question", REFUSED: "rejected", SENT: "done", CORRECTED: "done"}
LOOKS |= dict.fromkeys((SAME, EMPTY, LEFT), "unchanged")
LONGEST = 300  # characters of a cell on a page


def as_shown(held):
    """The rows of a return, held against the plan, as plain values."""
    return [_row(one) for one in held]


def with_label(row):
    """A row as a page draws it: with what becomes of it in words, and the look of its tag."""
    return {**row, "label": WORDS[row["result"]], "look": LOOKS[row["result"]]}


def counts_of(rows):
    """{result: how many rows}."""
    return dict(Counter(row["result"] for row in rows))


def _row(one):
    return {
        "place": one.place,
        "sheet": one.row["sheet"],
        "row": one.row["row"],
        "reference": one.action.reference if one.action else one.row["reference"],
        "text": Truncator(one.action.text).words(16) if one.action else "",
        "result": one.result,
        "problems": [list(problem) for problem in dict.fromkeys(one.problems)],
        "asks": list(one.asks),
        "offers": one.offers,
        "note": one.note,
        "rating": one.row["said"].get("rating", ""),
        "said": _said(one),
    }


def _said(one):
    """(label, words, cell) of all that a row says, and of its figures."""
    found = [_cell(one.row, column) for column in REPORT if column.is_typed]
    for part, row in one.parts:
        cells = [_cell(row, column) for column in MEASUREMENT if column.is_typed]
        if any(part.data.get(part.add_prefix(name)) for name in ("value", "met")):
            words = "; ".join(f"{label}: {words}" for label, words, _cell_ in filter(None, cells))
            address = row["cells"].get("value") or row["cells"].get("met", "")
            found.append([part.criterion.statement, words, f"{row['sheet']} {address}"])
    return [*filter(None, found)]


def _cell(row, column):
    """[label, words, cell] of a cell that says something; else None."""
    if column.kind == DATE:
        words = " ".join(filter(None, (row["said"].get(f"{column.key}_{box}", "") for box in BOXES)))
    else:
        value = row["said"].get(column.key, "")
        words = next((label for label, meant in column.choices if value and meant == value), value)
    cell = row["cells"].get(column.key, "")
    return [column.heading, Truncator(words).chars(LONGEST), cell] if words else None
