"""The later look: some months after the board signed, whether what was delivered still holds."""

from django.conf import settings

from actions import signpolicies
from actions.lifecycle import Status
from actions.models import LaterLook
from actions.services import check_version, locked, move
from actions.signedreadings import signed_criteria
from jarplan.audit.canonical import canonical
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import save_version, verb
from jarplan.clock import day_of
from jarplan.spreadsheets.understanding.calendarwords import months_after


def day_of_look(now):
    """The day of the later look at what the board signs now: so many months on (EMBED_AFTER_MONTHS)."""
    return months_after(day_of(now), settings.EMBED_AFTER_MONTHS)


@verb
def look_again(*, by, now, ledger, action, version, held, effect, next_on=None, meeting=None):
    """Says whether a signed-off action still holds, and what is seen of it; returns the LaterLook. Where it holds
    (its day has come, every criterion is met), the action is embedded; else it is looked at again on `next_on`.
    """
    action = locked(action)
    role = signpolicies.check_look_again(by, action)
    check_version(action, version)
    if not effect.strip():
        raise NotNow("Say what is seen of it: for whom it is better, and how that is known.")
    if held:
        signpolicies.check_is_embedded(action, day_of(now))
    elif next_on is None or next_on <= day_of(now):
        raise NotNow("Give a day after today on which it is looked at again.")
    look = LaterLook.objects.create(
        action=action,
        looked_at=now,
        looked_by=by,
        role=role,
        held=held,
        effect=effect,
        next_on=None if held else next_on,
        meeting=meeting,
        content=canonical(signed_criteria(action)),
    )
    if held:
        move(action, Status.EMBEDDED, look_again_on=None)
    else:
        save_version(action, version=action.version, look_again_on=next_on)
    ledger.record(action, "embedded" if held else "looked at again", role=role)
    ledger.record(look, "made", role=role)
    return look
