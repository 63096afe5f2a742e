"""Waiting for another action: information that changes nothing agreed, and never goes in a circle."""

from datetime import date

import pytest

from actions.models import Action, Wait
from actions.reading.claims import record_of
from actions.rules.claims import points_against
from actions.signoff.verbs import Unanswered
from actions.waits.verbs import stop_waiting, wait_for
from jarplan.audit.errors import NotNow, Refused, Repeated
from jarplan.audit.models import AuditEvent
from jarplan.clock import day_of
from tests.claims import deliver_action
from tests.plan import (
    agreed,
    delivered,
    evidence,
    fresh,
    later,
    make_people,
    proposed,
    real_problems,
    signed_off,
)
from tests.races.test_parallel import at_once

WHY = "The training needs the new procedures"


@pytest.fixture
def people(db):
    return make_people()


def waits(people, action, other, by=None, **more):
    said = {"why": WHY, **more}
    return wait_for(by=by or people.officer_a, now=later(1), action=action, other=other, **said)


def test_it_says_why_and_changes_neither_action(people):
    one, other = agreed(people), agreed(people, people.post_b)
    wait = waits(people, one, other)
    assert (wait.why, wait.known_due, wait.ended_at) == (WHY, other.due_latest, None)
    assert [fresh(each).version for each in (one, other)] == [one.version, other.version]
    event = AuditEvent.objects.get(subject=wait.uuid)
    assert (event.kind, event.reference, event.role) == ("said", one.reference, "officer")
    assert real_problems() == []


def test_said_anew_it_is_the_same_wait_and_knows_the_date_of_now(people):
    one, other = agreed(people), agreed(people)
    wait = waits(people, one, other)
    Action.objects.filter(pk=other.pk).update(due_latest=date(2008, 8, 1))
    again = waits(people, one, other, why="It still does")
    assert (again.pk, again.known_due, again.why) == (wait.pk, date(2008, 8, 1), "It still does")
    kinds = AuditEvent.objects.filter(subject=wait.uuid).order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["said", "said anew"]


def test_it_ends_and_stays_on_record(people):
    one, other = agreed(people), agreed(people)
    wait = waits(people, one, other)
    stop_waiting(by=people.officer_a, now=later(2), action=one, wait=wait)
    wait = fresh(wait)
    assert (wait.ended_at, wait.ended_by) == (later(2), people.officer_a)
    with pytest.raises(NotNow, match="no longer waits"):
        stop_waiting(by=people.officer_a, now=later(2), action=one, wait=wait)
    assert waits(people, one, other).pk != wait.pk


@pytest.mark.parametrize(
    "who", ["officer_b", "approver_a", "cabinet", "finance", "administrator", "superuser"]
)
def test_only_those_who_may_edit_say_so(people, who):
    one, other = agreed(people), agreed(people)
    with pytest.raises(Refused):
        waits(people, one, other, by=getattr(people, who))
    wait = waits(people, one, other)
    with pytest.raises(Refused):
        stop_waiting(by=getattr(people, who), now=later(2), action=one, wait=wait)


def test_no_circle_however_long(people):
    first, second, third = (agreed(people) for _ in range(3))
    waits(people, first, second)
    waits(people, second, third)
    for other in (first, second):
        with pytest.raises(NotNow, match="cannot wait"):
            waits(people, third, other)
    with pytest.raises(NotNow, match="itself"):
        waits(people, first, first)
    stop_waiting(by=people.officer_a, now=later(2), action=first, wait=Wait.objects.get(action=first))
    waits(people, third, first)


def test_what_is_delivered_or_out_of_the_plan_is_not_waited_for(people):
    one = agreed(people)
    for other in (delivered(people), signed_off(people)):
        with pytest.raises(NotNow, match="has been delivered already"):
            waits(people, one, other)
    with pytest.raises(NotNow, match="signed off"):
        waits(people, other, one)


def test_no_reason_and_the_same_form_twice(people):
    one, other, once = agreed(people), agreed(people), "5b2b4b6e-6b5e-4a4e-9a52-0d2a5f7f1c11"
    with pytest.raises(NotNow, match="why the action waits"):
        waits(people, one, other, why=" . ")
    made = waits(people, one, other, once=once)
    with pytest.raises(Repeated) as repeated:
        waits(people, one, other, once=once)
    assert repeated.value.record == made


def test_a_claim_while_it_waits_is_answered(people):
    one, other = agreed(people), agreed(people)
    evidence(people, one)
    wait = waits(people, one, other)
    [point] = [each for each in points_against(record_of(one, day_of(later(2))), {}) if "wait" in each.key]
    assert point.sentence == f"It waits for {other.reference}, which is not delivered."
    with pytest.raises(Unanswered, match="which is not delivered"):
        deliver_action(by=people.officer_a, now=later(2), action=one, answers={})
    deliver_action(by=people.officer_a, now=later(2), action=one)
    assert fresh(one).claim["points"][-1]["key"] == f"wait-{wait.uuid}"


def test_a_proposed_action_waits_too(people):
    assert waits(people, proposed(people), agreed(people)).pk


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_no_circle_is_closed_from_several_sides_at_once():
    """Three who each say one side of a circle, one after the other and at once."""
    people = make_people()
    for _ in range(5):
        ring = [agreed(people) for _ in range(3)]

        def say(number, ring=ring):
            try:
                waits(people, ring[number], ring[(number + 1) % 3])
            except NotNow:
                return 0
            return 1

        assert sum(at_once(say, count=3)) == 2
    assert real_problems() == []


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_far_sides_of_a_long_circle_are_not_both_said():
    people = make_people()
    for _ in range(5):
        a, b, c, d = (agreed(people) for _ in range(4))
        waits(people, b, c)
        waits(people, d, a)

        def say(number, sides=((a, b), (c, d))):
            try:
                waits(people, *sides[number])
            except NotNow:
                return 0
            return 1

        assert sum(at_once(say, count=2)) == 1
