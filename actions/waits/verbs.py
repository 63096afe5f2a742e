"""Saying that an action waits for another one, and that it no longer does. Neither changes an action."""

from actions.models import Action, Wait
from actions.plan.verbs import locked
from actions.rules.waiting import reached
from actions.waits import policies
from jarplan.audit.errors import NotNow, check_given
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.audit.once import uuid_of_one

CHANGED = "What other actions wait for has just changed, so nothing has been saved. Try again."


def standing():
    """The waits that have not ended."""
    return Wait.objects.filter(ended_at__isnull=True)


def beyond(other):
    """The keys of all actions that this one waits for, directly or through others, and its own."""
    return reached(other.pk, standing().values_list("action", "other"))


@verb
def wait_for(*, by, now, ledger, action, other, why, once=None):
    """Says that an action waits for another one, and why, and returns the Wait. Of one that it waits for already it
    is said anew: with this reason, knowing when the other is due now. NotNow for a circle, and where what others wait
    for changed while this was saved. Repeated where the form `once` was sent before.
    """
    # All on the way are locked, in the order of their keys: two who close a circle from two sides at once meet at an
    # action, and the second of them sees what the first has said.
    held = {one.pk: one for one in lock(Action.objects.filter(pk__in={action.pk, *beyond(other)}))}
    action, other = held[action.pk], held[other.pk]
    role = policies.check_wait(by, action)
    key = uuid_of_one(Wait, action.pk, other.pk, why, by=by, once=once)
    after = beyond(other)
    policies.check_other(action, other, after)
    if not after <= held.keys():
        raise NotNow(CHANGED)
    why = check_given(why, "Enter why the action waits.")
    said = {"why": why, "said_at": now, "said_by": by, "known_due": other.due_latest}
    # Those that stand are locked by their action.
    wait = standing().filter(action=action, other=other).first()
    if wait:
        save_version(wait, version=wait.version, **said)
    else:
        wait = Wait.objects.create(uuid=key, action=action, other=other, **said)
    ledger.record(wait, "said anew" if wait.version > 1 else "said", role=role)
    return wait


@verb
def stop_waiting(*, by, now, ledger, action, wait):
    """Says that an action no longer waits for another one; that it did stays on record."""
    action = locked(action)
    role = policies.check_stop(by, action)
    # `action` in the condition: a wait of another action under this one's address is not there.
    found = lock(standing().filter(pk=wait.pk, action=action).select_related("action"))
    if not found:
        raise NotNow(f"{action.reference} no longer waits for that action.")
    (wait,) = found
    save_version(wait, version=wait.version, ended_at=now, ended_by=by)
    ledger.record(wait, "ended", role=role)
    return wait
