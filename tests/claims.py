"""Delivering and signing for tests that are about something else: everything is declared as met and confirmed, and
each point that the record says against it is answered.
"""

from actions.models import Action
from actions.reading.claims import record_of
from actions.rules.claims import Declared, Outcome, points_against
from actions.signoff import review, verbs
from jarplan.clock import day_of

WHY = "The board has been told."


def deliver_action(*, by, now, action, declared=None, answers=None, **more):
    """actions.signoff.verbs.deliver_action with whatever it asks for."""
    record = record_of(Action.objects.get(pk=action.pk), day_of(now))
    if declared is None:
        declared = {one.uuid: Declared(Outcome.MET, WHY) for one in record.criteria}
    if answers is None:
        answers = {point.key: WHY for point in points_against(record, declared)}
    return verbs.deliver_action(by=by, now=now, action=action, declared=declared, answers=answers, **more)


def sign_off(*, by, now, action, seen=None, doubts=None, answers=None, **more):
    """actions.signoff.verbs.sign_off with whatever it asks for."""
    row = Action.objects.get(pk=action.pk)
    doubts = {str(one.uuid): None for one in row.criteria.all()} if doubts is None else doubts
    answers = answers_to_all(row) if answers is None else answers
    seen = verbs.digest_of(row) if seen is None else seen
    return verbs.sign_off(by=by, now=now, action=action, seen=seen, doubts=doubts, answers=answers, **more)


def answers_to_all(action):
    """An answer to each point that has none yet; nothing where an action was never delivered."""
    if action.delivered_at is None:
        return {}
    return {point.key: WHY for point in verbs.points_to_answer(action)}


def look_again(*, by, now, action, answers=None, **more):
    """actions.signoff.review.look_again with whatever it asks for."""
    answers = answers_to_all(Action.objects.get(pk=action.pk)) if answers is None else answers
    return review.look_again(by=by, now=now, action=action, answers=answers, **more)


def checked(action):
    """What is posted about its criteria and points by somebody who signs an action off: all confirmed and
    answered.
    """
    checks = {f"check-{one.uuid}": "confirm" for one in action.criteria.all()}
    return checks | {f"answer-{key}": answer for key, answer in answers_to_all(action).items()}


def boxes(form, **said):
    """What is posted of a form that delivers, signs or reviews: its hidden boxes as they are, each criterion met and
    confirmed, each point answered, and what is `said`."""
    data = {}
    for bound in form:
        kind = bound.name.partition("-")[0]
        filled = {"outcome": Outcome.MET, "why": WHY, "answer": WHY, "check": "confirm"}.get(kind)
        if bound.field.widget.is_hidden:
            filled = bound.value()
        if filled is not None:
            data[bound.name] = filled
    return data | said
