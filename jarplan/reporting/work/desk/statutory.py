"""Dates of the law that are near or missed: deadlines to meet, and publication steps to record. My work shows them,
and messages tell them at each milestone.
"""

from jarplan.people.roles import Role
from jarplan.reporting.work.items import ItemQueue, those_with_items
from jarplan.reporting.work.office import open_deadlines, open_steps
from recommendations.deadlines.milestones import milestone
from recommendations.deadlines.queries import deadlines

HEADS = ("Deadline", "Basis", "Date")
STEP_HEADS = ("Recipients", "Publication", "Time")


def near_deadlines(user, day, within, known):
    """(its record, its Item, the step that it has reached) of each open deadline that is near or missed."""
    for one, item in open_deadlines(user, day, within, known):
        if step := milestone(one.working_days_left(day), one.days_left(day)):
            yield one, item, step


def near_steps(user, day, within, known):
    """(the duty, the Items of its open publication steps, the step that its deadline has reached) of each duty whose
    deadline is near or missed."""
    for duty, items in open_steps(user, day, within, known):
        due = duty.deadline
        if due and (step := milestone(due.working_days_left(day), due.days_left(day))):
            yield duty, items, step


def statutory_queues(user, day, within):
    """What of the law's dates is near or missed, for whoever records it."""
    if not user.has_role(Role.PROGRAMME):
        return []
    known = deadlines(None, within, named=False)
    return those_with_items(
        ItemQueue(
            "deadlines",
            "Statutory deadlines",
            "Due within 30 working days, or missed.",
            HEADS,
            "Record as met",
            tuple(item for _record, item, _step in near_deadlines(user, day, within, known)),
        ),
        ItemQueue(
            "steps",
            "Publication steps to record",
            "Record who was sent the report or the plan, and when.",
            STEP_HEADS,
            "View step",
            tuple(item for _duty, items, _step in near_steps(user, day, within, known) for item in items),
        ),
    )
