"""A doubt about a rating or a question about an action, and the answer its lead owes. None changes any rating."""

from actions.challenges import policies
from actions.models import Challenge
from actions.plan.verbs import locked
from actions.reading.rounds import read_rounds
from actions.rules.rating import rule_of
from jarplan.audit.errors import check_given
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.audit.once import uuid_of_one
from jarplan.clock import day_of


@verb
def raise_challenge(*, by, now, ledger, action, question, once=None):
    """Lodges a challenge to an action's rating and returns it, with both ratings as they stand now. One waits at a
    time (NotNow). Repeated where the form `once` was sent before."""
    action = locked(action)
    key = uuid_of_one(Challenge, action.pk, question, by=by, once=once)
    role = policies.check_challenge(by, action)
    check_given(question, "Enter the reason for the challenge.")
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
def ask_question(*, by, now, ledger, action, question, once=None):
    """Asks a question about an action and returns it: a challenge that doubts no rating, and keeps none. Several may
    wait. Repeated where the form `once` was sent before."""
    action = locked(action)
    key = uuid_of_one(Challenge, action.pk, question, by=by, once=once)
    role = policies.check_question(by, action)
    check_given(question, "Enter your question.")
    asked = {"lodged_at": now, "lodged_by": by, "role": role, "question": question}
    challenge = Challenge.objects.create(uuid=key, action=action, doubts=False, **asked)
    ledger.record(challenge, "asked", role=role)
    return challenge


@verb
def answer_challenge(*, by, now, ledger, challenge, answer):
    """Answers a challenge or a question for the lead; whoever lodged it cannot."""
    locked(challenge.action)
    (challenge,) = lock(Challenge.objects.filter(pk=challenge.pk).select_related("action"))
    role = policies.check_answer(by, challenge)
    check_given(answer, "Enter your answer.")
    save_version(challenge, version=challenge.version, answered_at=now, answered_by=by, answer=answer)
    ledger.record(challenge, "answered" if challenge.doubts else "question answered", role=role)
    return challenge
