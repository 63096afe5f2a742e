"""What a file says twice: a reference, which then names neither action; an action's text, which is asked."""

from collections import defaultdict

from jarplan.spreadsheets.layout.asking import repeat


def mark_repeats(rows, lineage, dialogue):
    """Rejects rows whose reference stands in the file twice, and asks about rows that say the same action again.
    A hidden row that is still asked about says nothing yet, nor does one that was left out.
    """
    told = [one for one in rows if not one.left and "row" not in one.asked]
    _references(told, dialogue)
    _texts([one for one in told if not one.rejected], lineage, dialogue)


def _references(rows, dialogue):
    """The first row is rejected like the later ones. Numbers that are not the plan's may start again under each
    recommendation.
    """
    first = {}
    for one in rows:
        told = one.row.understood.reference.text
        if not told or "reference" in one.asked:
            continue
        key = one.reference or (one.recommendation and one.recommendation.reference, told.casefold())
        before = first.setdefault(key, one)
        if before is one:
            continue
        for row, other in ((before, one), (one, before)):
            if not any(point.field == "reference" for point in row.rejected):
                place = place_of(other.row, row.row)
                dialogue.reject(row, "reference", f"The reference {told} is also in {place}.")


def _texts(rows, lineage, dialogue):
    """A text that was imported as two actions before may stand there twice again."""
    seen = defaultdict(list)
    for one in rows:
        said = one.row.understood
        under = one.recommendation and one.recommendation.reference
        under = under or said.recommendation or said.recommendation_text
        key = (under, " ".join(said.text.split()).casefold(), one.reference or said.reference.text)
        before = seen[key]
        if before and len(before) >= _imported(one, lineage):
            place = place_of(before[0].row, one.row)
            dialogue.ask(one, repeat(one.row, place))
        before.append(one)


def _imported(one, lineage):
    return (
        len(lineage.actions_of_text(one.recommendation, one.row.understood.text)) if one.recommendation else 0
    )


def place_of(row, seen_from):
    """Where a row of the file is, told from another one: row 7, or row 7 of sheet “Plan”."""
    return f"row {row.row}" + (f" of sheet “{row.sheet}”" if row.sheet != seen_from.sheet else "")
