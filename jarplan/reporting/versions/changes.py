"""What changed from one content of the plan to another: each action and recommendation by its reference, in words."""

from dataclasses import dataclass

from jarplan.dates import in_full
from jarplan.reporting.published.columns import ABOUT_ACTION, ABOUT_RECOMMENDATION

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
NOTHING = "nothing"


@dataclass(frozen=True)
class Changed:
    """One cell that says something else now."""

    heading: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """An action or a recommendation that was added, removed or changed."""

    kind: str
    what: str
    reference: str
    text: str
    cells: tuple[Changed, ...] = ()


def differences(before, after):
    """Every difference, recommendations first, each in the order of the later plan; what was removed comes last.

    Compared is what readers see: the cells of the published columns.
    """
    return [
        *compared("Recommendation", before.recommendations, after.recommendations, ABOUT_RECOMMENDATION),
        *compared("Action", before.actions, after.actions, ABOUT_ACTION),
        *of_deadlines(before, after),
        *of_children(before, after),
    ]


def compared(what, earlier, later, columns):
    known = {one.reference: one for one in earlier}
    for one in later:
        old = known.pop(one.reference, None)
        if old is None:
            yield Difference(ADDED, what, one.reference, one.text)
        elif cells := changed_cells(old, one, columns):
            yield Difference(CHANGED, what, one.reference, one.text, cells)
    for one in known.values():
        yield Difference(REMOVED, what, one.reference, one.text)


def changed_cells(old, new, columns):
    pairs = ((column.heading, column.cell(old), column.cell(new)) for column in columns)
    return tuple(
        Changed(heading, was or NOTHING, now or NOTHING) for heading, was, now in pairs if was != now
    )


def of_deadlines(before, after):
    known = {(one.inspection, one.duty, one.title): one for one in before.deadlines}
    for one in after.deadlines:
        old = known.get((one.inspection, one.duty, one.title))
        if old and old.governing != one.governing:
            cell = Changed("By when", in_full(old.governing), in_full(one.governing))
            yield Difference(CHANGED, "Deadline", "", one.title, (cell,))


def of_children(before, after):
    """The page for children and young people; its words as a whole."""
    old, new = before.children, after.children
    if old == new:
        return
    what = "Page for children and young people"
    if old is None or new is None:
        yield Difference(ADDED if new else REMOVED, what, "", (new or old).title)
        return
    words = (("Title", old.title, new.title), ("Words", old.text, new.text))
    cells = tuple(Changed(*pair) for pair in words if pair[1] != pair[2])
    yield Difference(CHANGED, what, "", new.title, cells)
