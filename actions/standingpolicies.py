"""Who sets an action aside, and what an action that is set aside answers to every other verb. Read from the table."""

from functools import partial

from actions import lifecycle
from actions.lifecycle import DECLINE, PAUSE, REINSTATE, RESUME, SUPERSEDE, TAKE_UP, Status, Who
from jarplan.audit.errors import NotNow, Refused
from jarplan.people.roles import Role

OUT = (Status.WITHDRAWN, Status.NOT_ACCEPTED, Status.SUPERSEDED)
SAID = {
    PAUSE: "paused",
    RESUME: "resumed",
    SUPERSEDE: "superseded",
    REINSTATE: "reinstated",
    DECLINE: "marked as not accepted",
    TAKE_UP: "taken up again",
}


def check_way(by, action, verb):
    """The programme office may, where the table has a row of this verb that begins at the action's status."""
    rows = lifecycle.ways(verb)
    if not by.has_role(Role.PROGRAMME) or not any(Who.PROGRAMME in row.who for row in rows):
        raise Refused(f"Only the programme office may {verb} an action.", about=action)
    if not any(row.source == action.status for row in rows):
        here = action.get_status_display().lower()
        raise NotNow(f"{action.reference} is {here}, so it cannot be {SAID[verb]}.")
    return Role.PROGRAMME


check_pause, check_resume, check_supersede, check_reinstate, check_decline, check_take_up = (
    partial(check_way, verb=verb) for verb in SAID
)


def check_may_take_the_place(successor, action):
    """An action is superseded by another one that is in the plan."""
    if successor.pk == action.pk:
        raise NotNow(f"{action.reference} cannot take its own place. Choose another action.")
    if successor.status in OUT:
        here = successor.get_status_display().lower()
        raise NotNow(f"{successor.reference} is {here}, so it cannot take the place of {action.reference}.")


def check_not_set_aside(action):
    """Nothing else is done with an action that is paused or has left the plan: NotNow says what can be done."""
    reference = action.reference
    if action.status == Status.PAUSED:
        raise NotNow(f"{reference} is paused, so nothing is done on it. The programme office can resume it.")
    if action.status == Status.SUPERSEDED:
        raise NotNow(
            f"{reference} was superseded by {action.superseded_by}, so nothing more is done on it. "
            "The programme office can reinstate it."
        )
    if action.status == Status.NOT_ACCEPTED:
        raise NotNow(
            f"{reference} was not accepted, so nothing is done on it. The programme office can take it up again."
        )
    if action.status == Status.WITHDRAWN:
        raise NotNow(f"{reference} has left the plan, so it can no longer be changed.")


def check_in_plan(action):
    """What is paused is still in the plan: it can be doubted, and what was wrongly said of it put right."""
    if action.status != Status.PAUSED:
        check_not_set_aside(action)
