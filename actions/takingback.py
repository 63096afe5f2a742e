"""Taking a signature back: it ends with the reason, and the action waits for it again."""

from actions import signpolicies
from actions.lifecycle import Awaiting, Status
from actions.models import SignOff
from actions.policies import live_signatures
from actions.services import locked, move
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, save_version, verb

TAKEN_BACK = "taken back"
RESTED = "rested on one taken back"


@verb
def take_back(*, by, now, ledger, action, signature, reason):
    """Takes back a signature that stands, with the reason, and returns it. The action is delivered again and waits
    for it; where it was a lead organisation's, the board's signature rested on it and ends too. Those of other lead
    organisations stand.
    """
    action = locked(action)
    (signed,) = lock(SignOff.objects.filter(pk=signature.pk, action=action).select_related("action"))
    role = signpolicies.check_take_back(by, signed)
    if not reason.strip():
        raise NotNow("Say why you take the signature back: it stays on record.")
    end(ledger, role, signed, TAKEN_BACK, reason, withdrawn_reason=reason)
    first = signed.round == SignOff.Round.ORGANISATION
    if first:
        for other in lock(live_signatures(action).filter(round=SignOff.Round.BOARD)):
            told = "The lead organisation's signature, on which it rested, was taken back."
            end(ledger, role, other, RESTED, told)
    awaiting = Awaiting.ORGANISATION if first else Awaiting.BOARD
    move(action, Status.DELIVERED, awaiting=awaiting, look_again_on=None)
    ledger.record(action, "signature taken back", role=role, reason=reason)
    return signed


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
