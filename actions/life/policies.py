"""Who sets an action aside and takes it up again, and who works on several at once."""

from functools import partial

from actions.reading.permission import check_way
from actions.rules.lifecycle import OUT, Awaiting, Verb
from jarplan.audit.errors import NotNow, Refused
from jarplan.clock import day_of
from jarplan.people.roles import Role

check_pause, check_resume, check_supersede, check_reinstate, check_decline, check_take_up = (
    partial(check_way, verb=verb)
    for verb in (Verb.PAUSE, Verb.RESUME, Verb.SUPERSEDE, Verb.REINSTATE, Verb.DECLINE, Verb.TAKE_UP)
)


def check_may_take_the_place(successor, action):
    """An action is superseded by another one that is in the plan."""
    if successor.pk == action.pk:
        raise NotNow(f"{action.reference} cannot take its own place. Choose another action.")
    if successor.status in OUT:
        here = successor.get_status_display().lower()
        raise NotNow(f"{successor.reference} is {here}, so it cannot take the place of {action.reference}.")


def check_bulk(by):
    """Several actions at once are the programme office's."""
    if not by.has_role(Role.PROGRAMME):
        raise Refused("Only the programme office can make changes to several actions at once.")
    return Role.PROGRAMME


def check_remind(by, action, day):
    """Who may be reminded of what: leads of what is under way, approvers of what waits for them; once a day."""
    role = check_way(by, action, Verb.REMIND)
    if action.awaiting == Awaiting.BOARD:
        raise NotNow(f"There is nobody to remind about {action.reference}.")
    if action.reminded_at and day_of(action.reminded_at) == day:
        raise NotNow(f"A reminder about {action.reference} has already been sent today.")
    return role
