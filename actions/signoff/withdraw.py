"""Taking a signature back: it ends with the reason, and the action waits for it again."""

from actions.models import SignOff
from actions.plan.verbs import locked, move
from actions.reading.claims import keep
from actions.reading.signatures import live_sign_offs
from actions.rules.lifecycle import Awaiting, Verb
from actions.signoff import policies
from jarplan.audit.errors import check_given
from jarplan.audit.ledger import lock, save_version, verb

TAKEN_BACK = "taken back"
RESTED = "rested on one taken back"
NOT_HELD = "not held at a sample check"


@verb
def take_back(*, by, now, ledger, action, signature, reason):
    """Takes back a signature that stands, with the reason, and returns it. The action is delivered again and waits
    for it; where it was a lead organisation's, the board's signature rested on it and ends too. Those of other lead
    organisations stand.
    """
    action = locked(action)
    # `action` in the condition: a sign-off of another action under this one's address is not there.
    (signed,) = lock(SignOff.objects.filter(pk=signature.pk, action=action).select_related("action"))
    role = policies.check_withdraw_sign_off(by, signed)
    check_given(reason, "Enter the reason for withdrawing the sign-off. The reason stays on record.")
    end(ledger, role, signed, TAKEN_BACK, reason, withdrawn_reason=reason)
    first = signed.round == SignOff.Round.ORGANISATION
    if first:
        for other in lock(live_sign_offs(action).filter(round=SignOff.Round.BOARD)):
            told = "The lead organisation's sign-off, which this depended on, was withdrawn."
            end(ledger, role, other, RESTED, told)
    awaiting = Awaiting.ORGANISATION if first else Awaiting.BOARD
    move(action, policies.WITHDRAWN_BY[signed.round], awaiting=awaiting, look_again_on=None)
    keep(action)
    ledger.record(action, "signature taken back", role=role, reason=reason)
    return signed


def end_all(ledger, role, action, reason):
    """Ends every signature that stands on a locked action which a check by sample found not to hold: the claim waits
    for its lead organisation again, and whoever signs it next answers what was found."""
    for signed in lock(live_sign_offs(action)):
        end(ledger, role, signed, NOT_HELD, reason)
    move(action, Verb.CHECK_FAILED, awaiting=Awaiting.ORGANISATION, look_again_on=None)
    keep(action)
    ledger.record(action, "did not hold", role=role, reason=reason)


def end(ledger, role, signed, because, reason, **columns):
    """Ends one signature, and notes it."""
    save_version(
        signed,
        version=signed.version,
        lapsed_at=ledger.now,
        lapsed_by=ledger.by,
        lapsed_because=because,
        **columns,
    )
    ledger.record(signed, "taken back" if columns else "lapsed", role=role, reason=reason)
