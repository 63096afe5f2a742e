"""By which way of the table a verb takes an action, or the sentence that says why there is none."""

from actions.rules import lifecycle
from actions.rules.lifecycle import Status
from jarplan.audit.errors import NotNow


def way(action, verb, to=None):
    """The row of the table by which this verb is done with the action now; `to`: where to, for verbs that bring it
    back. NotNow, with what can be done, where there is none.
    """
    for row in lifecycle.ways(verb, action.status):
        if to in (None, row.target):
            return row
    raise NotNow(why_not(action, verb))


def why_not(action, verb):
    """Why this verb cannot be done with the action now."""
    return set_aside(action) or out_of_turn(action, verb)


def set_aside(action):
    """What an action that is paused or has left the plan answers to other verbs; "" for every other."""
    reference = action.reference
    if action.status == Status.PAUSED:
        return f"{reference} is paused, so nothing is done on it. The programme office can resume it."
    if action.status == Status.SUPERSEDED:
        return (
            f"{reference} was superseded by {action.superseded_by}, so nothing more is done on it. "
            "The programme office can reinstate it."
        )
    if action.status == Status.NOT_ACCEPTED:
        return f"{reference} was not accepted, so nothing is done on it. The programme office can take it up again."
    if action.status == Status.WITHDRAWN:
        return f"{reference} has left the plan, so it can no longer be changed."
    return ""


def out_of_turn(action, verb):
    """R4.2 is proposed. You can mark an action as delivered only while it is agreed or in progress."""
    *some, last = [Status(one).label.lower() for one in lifecycle.sources(verb)] or ["never"]
    when = f"{', '.join(some)} or {last}" if some else last
    here = Status(action.status).label.lower()
    return f"{action.reference} is {here}. You can {verb.of('an action')} only while it is {when}."
