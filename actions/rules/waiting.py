"""An action that waits for another one, and what warns it that the other has moved. Pure. The same for rows is
`actions.reading.queries.moved_waits`; a property test holds the two equal."""

from actions.rules.lifecycle import ASIDE, CLAIMED, OPEN, Brag, Status
from actions.rules.rating import rule_of
from actions.rules.records import brag
from jarplan.dates import in_full

WAITING = (*OPEN, Status.PAUSED)  # what still waits; whatever is delivered, or has left the plan, does not
SAYS_ASIDE = {
    Status.PAUSED: "It is paused.",
    Status.WITHDRAWN: "It has been withdrawn.",
    Status.SUPERSEDED: "It has been superseded.",
    Status.NOT_ACCEPTED: "It was not accepted.",
}


def warnings(record, other, known_due, day, rounds):
    """The sentences that warn an action which waits for the `other` (both ActionRecords, or alike); none once the
    other is delivered. `known_due`: when that was due as the wait was recorded."""
    if record.status not in WAITING or other.status in CLAIMED:
        return
    if other.status in ASIDE:
        yield SAYS_ASIDE[Status(other.status)]
    if other.due_latest and known_due and other.due_latest > known_due:
        yield f"Its due date has moved from {in_full(known_due)} to {in_full(other.due_latest)}."
    if other.date_asked:
        yield f"An extension to {in_full(other.date_asked)} has been requested."
    if other.due_latest and record.due_latest and other.due_latest > record.due_latest:
        yield f"It is due on {in_full(other.due_latest)}, after this action ({in_full(record.due_latest)})."
    if brag(other) == Brag.RED:
        yield "Its lead says red."
    elif (rule := rule_of(other, day, rounds)).key == Brag.RED:
        yield f"Its calculated rating is red: {rule.short}."


def reached(start, edges):
    """All that `start` waits for, directly or through others, and itself. `edges`: (what waits, what for)."""
    after = {}
    for one, other in edges:
        after.setdefault(one, set()).add(other)
    found, left = {start}, [start]
    while left:
        new = after.get(left.pop(), set()) - found
        found |= new
        left += new
    return found
