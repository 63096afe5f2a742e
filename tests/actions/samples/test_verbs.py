"""Samples of signed-off actions: drawn so that anybody can draw them again, checked by nobody who had a part."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from actions.models import Action, Sample, SampleCheck, SignOff
from actions.rules.lifecycle import Awaiting, Status
from actions.samples.drawing import draw
from actions.samples.policies import check_check
from actions.samples.queries import checkable, checked_by_sample
from actions.samples.verbs import draw_sample, record_check
from actions.signoff.policies import involved
from actions.signoff.verbs import Unanswered, points_to_answer
from actions.signoff.withdraw import take_back
from jarplan.audit.errors import NotNow, Refused, Repeated, allows
from jarplan.audit.integrity.triggers import existing
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.clock import day_of
from jarplan.people.models import PostHolding
from tests.claims import sign_off
from tests.factories import UserFactory
from tests.plan import delivered, fresh, later, make_inspection, make_people, real_problems, signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    found = make_people()
    found.checker = UserFactory(username="checker", organisation=found.a, roles=["programme"])
    return found


def drawn(people, number=1, **more):
    inspection, _frame = make_inspection()
    return draw_sample(by=people.programme, now=later(1), inspection=inspection, number=number, **more)


def check(people, one, by=None, held=True, now=None, **said):
    said = {"seen": "Ten of the cases of May", "reason": "" if held else "Three cases have no worker", **said}
    who = {"by": by or people.checker, "now": now or later(2)}
    return record_check(**who, action=one.action, check=one, held=held, **said)


def test_a_sample_says_what_it_was_drawn_from_and_can_be_drawn_again(people):
    actions = [signed_off(people) for _ in range(4)]
    delivered(people)
    sample = drawn(people, 2)
    references = sorted(one.reference for one in actions)
    assert sample.drawn_from == references
    there = [one.action.reference for one in sample.checks.order_by("action__reference")]
    assert there == draw(references, 2, sample.seed)
    event = AuditEvent.objects.get(subject=sample.uuid)
    state = json.loads(AuditState.objects.get(sequence=event.sequence).body)
    assert (state["seed"], state["number"], state["drawn_from"]) == (sample.seed, 2, references)
    assert real_problems() == []


def test_what_waits_for_a_check_is_not_drawn_again(people):
    first, second = signed_off(people), signed_off(people)
    one = drawn(people).checks.get()
    left = drawn(people)
    assert left.drawn_from == [second.reference if one.action == first else first.reference]
    with pytest.raises(NotNow, match="No signed-off action is left"):
        drawn(people)
    check(people, one)
    assert drawn(people).drawn_from == [one.action.reference]


@pytest.mark.parametrize(("number", "says"), [(2, "There is only 1 signed-off action"), (0, "at least 1")])
def test_no_more_are_drawn_than_there_are(people, number, says):
    signed_off(people)
    with pytest.raises(NotNow, match=says):
        drawn(people, number)


@pytest.mark.parametrize(
    "who", ["officer_a", "approver_a", "cabinet", "administrator", "finance", "superuser"]
)
def test_only_the_programme_office_draws(people, who):
    signed_off(people)
    inspection, _frame = make_inspection()
    with pytest.raises(Refused):
        draw_sample(by=getattr(people, who), now=later(1), inspection=inspection, number=1)
    assert not Sample.objects.exists()


def test_a_form_sent_twice_draws_once(people):
    signed_off(people), signed_off(people)
    once = "5b2b4b6e-6b5e-4a4e-9a52-0d2a5f7f1c11"
    made = drawn(people, once=once)
    with pytest.raises(Repeated) as repeated:
        drawn(people, once=once)
    assert repeated.value.record == made and SampleCheck.objects.count() == 1


def test_a_check_that_holds_leaves_the_sign_off(people):
    action = signed_off(people)
    one = check(people, drawn(people).checks.get())
    assert (one.held, one.checked_by, one.seen) == (True, people.checker, "Ten of the cases of May")
    assert fresh(action).status == Status.SIGNED_OFF
    with pytest.raises(NotNow, match="already been recorded"):
        check(people, one)
    assert real_problems() == []


def test_a_no_ends_the_sign_off_and_is_answered_by_whoever_signs_again(people):
    before = signed_off(people).answered
    check(people, drawn(people).checks.get(), held=False)
    action = Action.objects.get()
    assert (action.status, action.awaiting) == (Status.DELIVERED, Awaiting.ORGANISATION)
    assert not SignOff.objects.filter(action=action, outcome="signed", lapsed_at=None).exists()
    [point] = points_to_answer(action)
    assert "A check by sample on 22 June 2008 found that it does not hold: Three cases" in point.sentence
    assert action.unanswered == 1
    with pytest.raises(Unanswered):
        sign_off(by=people.approver_a, now=later(3), action=action, answers={})
    sign_off(by=people.approver_a, now=later(3), action=action)
    sign_off(by=people.programme, now=later(3), action=fresh(action))
    action = fresh(action)
    assert (action.status, action.unanswered, action.answered) == (Status.SIGNED_OFF, 0, before + 1)
    assert real_problems() == []


@pytest.mark.parametrize(
    ("held", "said", "says"),
    [
        (True, {"seen": " - "}, "what you looked at"),
        (False, {"reason": ""}, "why the sign-off does not hold"),
    ],
)
def test_a_check_says_what_was_looked_at_and_why_not(people, held, said, says):
    signed_off(people)
    one = drawn(people).checks.get()
    with pytest.raises(NotNow, match=says):
        check(people, one, held=held, **said)
    assert fresh(one).checked_at is None


def test_a_sign_off_that_has_ended_is_not_checked_and_one_given_since_is_drawn_anew(people):
    action = signed_off(people)
    one = drawn(people).checks.get()
    said = {"signature": one.sign_off, "reason": "Too early"}
    take_back(by=people.programme, now=later(2), action=action, **said)
    sign_off(by=people.programme, now=later(2), action=fresh(action))
    with pytest.raises(NotNow, match="has ended since the sample was drawn"):
        check(people, fresh(one))
    assert drawn(people).drawn_from == [action.reference]


def lead(people, action):
    PostHolding.objects.create(post=people.post_a, user=people.checker, held_from=day_of(later(0)))


def wrote(people, action):
    action.updates.update(made_by=people.checker)


def delivered_it(people, action):
    Action.objects.filter(pk=action.pk).update(delivered_by=people.checker)


def showed(people, action):
    action.evidence.update(attached_by=people.checker)


def signed_once_before(people, action):
    """A signature of theirs that has ended."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE actions_signoff SET signed_by_id = %s, lapsed_at = signed_at WHERE action_id = %s AND round = 1",
            [people.checker.pk, action.pk],
        )


PARTS = [lead, wrote, delivered_it, showed, signed_once_before]


@pytest.mark.parametrize("part", PARTS)
def test_nobody_checks_what_they_had_a_part_in(people, part):
    """Policy, queue and database alike."""
    action = signed_off(people)
    one = drawn(people).checks.get()
    assert set(checkable(Action.objects.all(), people.checker)) == {action}
    part(people, action)
    assert people.checker.pk in involved(fresh(action))
    assert not checkable(Action.objects.all(), people.checker).exists()
    with pytest.raises(Refused, match="somebody else must check it"):
        check(people, fresh(one))
    with pytest.raises(DatabaseError, match="a part in"), transaction.atomic():
        found = {"checked_at": later(2), "checked_by": people.checker, "held": True, "seen": "Cases"}
        SampleCheck.objects.filter(pk=one.pk).update(**found)


def test_queue_and_policy_agree_on_everybody(people):
    action = signed_off(people)
    one = SampleCheck.objects.select_related("action", "sign_off").get(sample=drawn(people))
    rows = Action.objects.all()
    for person in vars(people).values():
        if hasattr(person, "username"):
            assert allows(check_check, person, one) == checkable(rows, person).filter(pk=action.pk).exists()
    assert allows(check_check, people.cabinet, one) and not allows(check_check, people.programme, one)


def test_counted_now_and_on_a_past_day(people):
    for _ in range(3):
        signed_off(people)
    first, second, _third = drawn(people, 3).checks.all()
    check(people, first)
    check(people, second, held=False, now=later(4))
    assert vars(checked_by_sample()) == {"drawn": 3, "checked": 2, "held": 1}
    assert vars(checked_by_sample(day_of(later(3)))) == {"drawn": 3, "checked": 1, "held": 1}
    assert vars(checked_by_sample(day_of(later(0)))) == {"drawn": 0, "checked": 0, "held": 0}


def test_the_triggers_are_there():
    assert {"actions_samplecheck_own_part_insert", "actions_samplecheck_own_part_update"} <= existing(
        connection
    )
