"""A doubt about a rating, and the answer that its lead owes. Neither changes any rating."""

from actions import policies
from actions.models import Challenge
from actions.rating import rule_of
from actions.rounds import read_rounds
from actions.services import locked
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.audit.once import uuid_of_one
from jarplan.clock import day_of


@verb
def lodge_challenge(*, by, now, ledger, action, question, once=None):
    """Lodges a challenge to an action's rating and returns it, with both ratings as they stand now. One waits at a
    time (NotNow). Repeated where the form `once` was sent before."""
    action = locked(action)
    key = uuid_of_one(Challenge, action.pk, question, by=by, once=once)
    role = policies.check_lodge(by, action)
    if not question.strip():
        raise NotNow("Say what you doubt.")
    challenge = Challenge.objects.create(
        uuid=key,
        action=action,
        lodged_at=now,
        lodged_by=by,
        role=role,
        question=question,
        declared=action.declared_rating,
        computed=str(rule_of(action, day_of(now), read_rounds()).key),
    )
    ledger.record(challenge, "lodged", role=role)
    return challenge


@verb
def answer_challenge(*, by, now, ledger, challenge, answer):
    """Answers a challenge for the lead; whoever lodged it cannot."""
    locked(challenge.action)
    (challenge,) = lock(Challenge.objects.filter(pk=challenge.pk).select_related("action"))
    role = policies.check_answer(by, challenge)
    if not answer.strip():
        raise NotNow("Give the answer.")
    save_version(challenge, version=challenge.version, answered_at=now, answered_by=by, answer=answer)
    ledger.record(challenge, "answered", role=role)
    return challenge
