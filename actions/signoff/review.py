"""The later look: some months after the board signed, whether what was delivered still holds."""

from actions.models import LaterLook
from actions.plan.verbs import check_version, locked, move
from actions.reading.claims import keep
from actions.reading.signatures import signed_criteria
from actions.rules.claims import points_answered
from actions.rules.lifecycle import Verb
from actions.signoff import policies
from actions.signoff.verbs import NO_ANSWERS, check_answered, points_to_answer
from jarplan.audit.canonical import canonical
from jarplan.audit.errors import NotNow, check_given
from jarplan.audit.ledger import verb
from jarplan.clock import day_of


@verb
def look_again(
    *, by, now, ledger, action, version, held, effect, answers=NO_ANSWERS, next_on=None, meeting=None
):
    """Says whether a signed-off action still holds, and what is seen of it; returns the LaterLook. Where it holds
    (its day has come), the action is embedded; else it is looked at again on `next_on`. Either way it stays blue, so
    `answers` says of each point that the record has against it, and nobody has answered, why: {key: why}. Raises
    Unanswered.
    """
    action = locked(action)
    verb_of_table = Verb.EMBED if held else Verb.REVIEW_AGAIN
    role = policies.check_review(by, action, verb_of_table)
    check_version(action, version)
    check_given(effect, "Enter the effect seen: who is better off, and how we know.")
    if held:
        policies.check_is_embedded(action, day_of(now))
    elif next_on is None or next_on <= day_of(now):
        raise NotNow("Enter a date after today for the next follow-up review.")
    points = points_to_answer(action)
    check_answered(points, {}, answers)
    look = LaterLook.objects.create(
        action=action,
        looked_at=now,
        looked_by=by,
        role=role,
        held=held,
        effect=effect,
        next_on=None if held else next_on,
        meeting=meeting,
        # As the criteria were that day: they go on being measured.
        content=canonical(
            {"criteria": signed_criteria(action), "points": points_answered(points, {}, answers)}
        ),
    )
    move(action, verb_of_table, look_again_on=None if held else next_on)
    keep(action)
    ledger.record(action, "embedded" if held else "looked at again", role=role)
    ledger.record(look, "made", role=role)
    return look
