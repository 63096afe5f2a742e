"""What changed from one content of the plan to another, as its readers read it: the published cells of each action
and recommendation, the deadlines, and the page for children. Two frozen contents say this whatever the history came
to say; what happened in between, and why, is the comparison of moments.
"""

from jarplan.dates import in_full
from jarplan.reporting.addresses import address_of_action, address_of_recommendation
from jarplan.reporting.comparison.changes import ADDED, CHANGED, GONE, Difference
from jarplan.reporting.history.story import Change
from jarplan.reporting.published.columns import ABOUT_ACTION, ABOUT_RECOMMENDATION


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
            yield of_record(ADDED, what, one)
        elif changes := changed_cells(old, one, columns):
            yield of_record(CHANGED, what, one, changes)
    for one in known.values():
        yield of_record(GONE, what, one)


def of_record(kind, what, one, changes=()):
    address = address_of_action if what == "Action" else address_of_recommendation
    return Difference(kind, what, one.reference, one.text, address(one.reference), changes)


def changed_cells(old, new, columns):
    pairs = ((column.heading, column.cell(old), column.cell(new)) for column in columns)
    return tuple(Change(*pair) for pair in pairs if pair[1] != pair[2])


def of_deadlines(before, after):
    known = {(one.inspection, one.duty, one.title): one for one in before.deadlines}
    for one in after.deadlines:
        old = known.get((one.inspection, one.duty, one.title))
        if old and old.governing != one.governing:
            change = Change("By when", in_full(old.governing), in_full(one.governing))
            yield Difference(CHANGED, "Deadline", "", one.title, changes=(change,))


def of_children(before, after):
    """The page for children and young people; its words as a whole."""
    old, new = before.children, after.children
    if old == new:
        return
    what = "Page for children and young people"
    if old is None or new is None:
        yield Difference(ADDED if new else GONE, what, "", (new or old).title)
        return
    words = (("Title", old.title, new.title), ("Words", old.text, new.text))
    changes = tuple(Change(*pair) for pair in words if pair[1] != pair[2])
    yield Difference(CHANGED, what, "", new.title, changes=changes)
