"""The verbs by which the programme office sets an action aside and takes it up again: pause and resume, supersede and
reinstate, not accept and take up again. Who may do what from where is the table's (lifecycle.TRANSITIONS).
"""

from actions.life import policies
from actions.models import Action
from actions.plan.recalling import recall_with
from actions.plan.verbs import check_version, locked, move
from actions.reading.permission import check_way
from actions.rules.lifecycle import Verb
from jarplan.audit.errors import check_given
from jarplan.audit.ledger import lock, verb


@verb
def pause_action(*, by, now, ledger, action, version, reason):
    """Pauses an agreed action, with the reason: nothing is due of it until it is resumed. Its dates stay."""
    action, role = begin(by, action, version, Verb.PAUSE, reason)
    move(action, Verb.PAUSE, came_from=action.status, status_reason=reason)
    ledger.record(action, "paused", role=role, reason=reason)
    return action


@verb
def resume_action(*, by, now, ledger, action, version, reason):
    """Takes a paused action up where it stood, with the reason; its due date is what it was."""
    action, role = begin(by, action, version, Verb.RESUME, reason)
    move(action, Verb.RESUME, to=action.came_from, came_from="", status_reason="")
    ledger.record(action, "resumed", role=role, reason=reason)
    return action


@verb
def supersede_action(*, by, now, ledger, action, version, successor, reason):
    """Takes an action out of the plan because another one, `successor`, takes its place. Both rows are locked, so
    that the other one is still in the plan. A later date that waits is no longer asked for."""
    both = lock(Action.objects.filter(pk__in=[action.pk, successor.pk]))
    successor = next(one for one in both if one.pk == successor.pk)
    action, role = begin(by, action, version, Verb.SUPERSEDE, reason)
    policies.check_may_take_the_place(successor, action)
    before = action.came_from or action.status
    move(action, Verb.SUPERSEDE, came_from=before, superseded_by=successor, status_reason=reason)
    ledger.record(action, "superseded", role=role, reason=reason)
    because = f"{action.reference} was superseded by {successor.reference}."
    recall_with(action, ledger=ledger, role=role, because=because)
    return action


@verb
def reinstate_action(*, by, now, ledger, action, version, reason):
    """Brings a superseded action back to where it stood, with the reason."""
    action, role = begin(by, action, version, Verb.REINSTATE, reason)
    move(action, Verb.REINSTATE, to=action.came_from, came_from="", superseded_by=None, status_reason="")
    ledger.record(action, "reinstated", role=role, reason=reason)
    return action


@verb
def decline_action(*, by, now, ledger, action, version, reason):
    """Does not accept a proposed action, with the reason: it leaves the plan, and can be taken up again."""
    action, role = begin(by, action, version, Verb.DECLINE, reason)
    move(action, Verb.DECLINE, came_from=action.status, status_reason=reason)
    ledger.record(action, "not accepted", role=role, reason=reason)
    return action


@verb
def take_up_action(*, by, now, ledger, action, version, reason):
    """Proposes an action again that had not been accepted, with the reason."""
    action, role = begin(by, action, version, Verb.TAKE_UP, reason)
    move(action, Verb.TAKE_UP, came_from="", status_reason="")
    ledger.record(action, "taken up again", role=role, reason=reason)
    return action


def begin(by, action, version, verb_of_table, reason):
    """The locked action and the role acted in. Raises Refused, NotNow, Stale."""
    action = locked(action)
    role = check_way(by, action, verb_of_table)
    check_version(action, version)
    check_given(reason, "Enter the reason. The reason stays on record.")
    return action, role
