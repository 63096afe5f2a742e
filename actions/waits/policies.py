"""Who says that an action waits for another one, and for which."""

from functools import partial

from actions.reading.permission import check_way
from actions.rules.lifecycle import CLAIMED, OUT, Verb
from actions.rules.ways import set_aside
from jarplan.audit.errors import NotNow

check_wait, check_stop = (partial(check_way, verb=verb) for verb in (Verb.WAIT, Verb.STOP_WAITING))


def check_other(action, other, beyond):
    """What can be waited for. `beyond`: the keys of all that the other action waits for in turn, and its own."""
    if other.pk == action.pk:
        raise NotNow("An action cannot wait for itself. Enter the reference of another action.")
    if other.status in CLAIMED:
        raise NotNow(f"{other.reference} has been delivered already, so there is nothing to wait for.")
    if other.status in OUT:
        raise NotNow(set_aside(other))
    if action.pk in beyond:
        raise NotNow(
            f"{other.reference} waits for {action.reference} itself, directly or through other actions, so "
            f"{action.reference} cannot wait for it."
        )
