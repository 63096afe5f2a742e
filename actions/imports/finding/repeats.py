"""What a file says twice: an exact copy of a row is left out and told; a reference of two actions, or an action's
text in two rows, is asked.
"""

from collections import defaultdict

from actions.imports.finding.cells import known_by
from actions.rules.fields import SHEET_LABELS
from jarplan.spreadsheets.cells import sheet_in_words
from jarplan.spreadsheets.layout.asking import repeat, same_reference
from jarplan.spreadsheets.layout.table import NEW


def mark_repeats(rows, lineage, dialogue):
    """Leaves out the exact copies of earlier rows, and asks about rows that say a reference or an action again. A
    hidden row that is still asked about says nothing yet, nor does one that was left out.
    """
    told = [one for one in rows if not one.rejected and not one.left and "row" not in one.asked]
    _references(told, dialogue)
    _texts([one for one in told if not one.rejected and not one.left], lineage, dialogue)


def _references(rows, dialogue):
    """The first row keeps the reference. A file's own running numbers are no references of the plan: they may start
    again wherever they like.
    """
    first = {}
    for one in rows:
        told = one.row.understood.reference.text
        if not one.reference or "reference" in one.asked:
            continue
        before = first.setdefault(one.reference, one)
        if before is one or _leave_out_copy(one, before, dialogue):
            continue
        place = place_of(before.row, one.row)
        choice, _made = dialogue.ask(one, same_reference(one.row, told, place))
        if choice == NEW:
            one.reference = ""


def _leave_out_copy(one, before, dialogue):
    """Leaves out a row that says what an earlier one says, cell for cell; True where it does."""
    if any(known_by(one.row, name) != known_by(before.row, name) for name in SHEET_LABELS):
        return False
    sentence = f"This row repeats {place_of(before.row, one.row)} in every cell, so it is left out."
    point = one.row.point("text", sentence)
    one.left = True
    one.rejected.append(dialogue.at_cell(one.row, point))
    return True


def _texts(rows, lineage, dialogue):
    """A text that was imported as two actions before may stand there twice again."""
    seen = defaultdict(list)
    for one in rows:
        said = one.row.understood
        under = one.recommendation and one.recommendation.reference
        under = under or said.recommendation or said.recommendation_text or said.theme or said.titles
        key = (under, " ".join(said.text.split()).casefold(), one.reference)
        before = seen[key]
        if (
            before
            and len(before) >= _imported(one, lineage)
            and not _leave_out_copy(one, before[0], dialogue)
        ):
            dialogue.ask(one, repeat(one.row, place_of(before[0].row, one.row)))
        before.append(one)


def _imported(one, lineage):
    return (
        len(lineage.actions_of_text(one.recommendation, one.row.understood.text)) if one.recommendation else 0
    )


def place_of(row, seen_from):
    """Where a row of the file is, told from another one: row 7, or row 7 of sheet “Plan”."""
    elsewhere = f" of {sheet_in_words(row.sheet, 'sheet')}" if row.sheet != seen_from.sheet else ""
    return f"row {row.row}{elsewhere}"
