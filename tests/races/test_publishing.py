"""Two people record the same publication at once, on PostgreSQL: one of them is told, nothing is lost or doubled."""

from decimal import Decimal

import pytest

from jarplan.audit.errors import NotNow, Stale
from jarplan.audit.models import AuditEvent
from recommendations.publication.records import step_of
from tests import kept
from tests.factories import UserFactory
from tests.plan import real_problems
from tests.races.test_parallel import at_once
from tests.recommendations.publishing import fresh, log, name, record, send, step_for

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
PEOPLE = 8


@pytest.fixture
def people():
    kept.facts()
    return [UserFactory(username=f"office{number}", roles=["programme"]) for number in range(PEOPLE)]


def tried(function, *arguments, **more):
    """What a verb did: True, or the kind of refusal."""
    try:
        function(*arguments, **more)
        return True
    except NotNow as problem:
        return type(problem)


def test_of_people_who_tick_the_same_step_one_does_and_the_others_are_told(people):
    step = step_for("newspaper")
    before = AuditEvent.objects.count()
    outcomes = at_once(lambda number: tried(record, people[number], step, done_by=f"Person {number}"), PEOPLE)
    assert sorted(outcomes, key=str) == sorted([True] + [Stale] * (PEOPLE - 1), key=str)
    assert (fresh(step).version, AuditEvent.objects.count()) == (2, before + 1)
    assert fresh(step).done_by == f"Person {outcomes.index(True)}"
    assert real_problems() == []


def test_every_line_of_the_log_is_kept_whoever_writes_at_once(people):
    step = step_for("on_demand")
    outcomes = at_once(lambda number: tried(log, people[number], step, f"Resident {number}", "1.10"), PEOPLE)
    assert outcomes == [True] * PEOPLE
    found = step_of(fresh(step))
    assert {copy.name for copy in found.given} == {f"Resident {number}" for number in range(PEOPLE)}
    assert found.charged == Decimal("8.80")
    assert [copy.order for copy in found.given] == list(range(1, PEOPLE + 1))
    assert real_problems() == []


def test_the_same_recipient_is_named_once_and_sent_to_once(people):
    step = step_for("relevant_partners")
    at_once(lambda number: tried(name, people[number], step, "The Trust"), PEOPLE)
    assert [copy.name for copy in step.copies.all()] == ["The Trust"]
    step = fresh(step)
    outcomes = at_once(lambda number: tried(send, people[number], step, 1), PEOPLE)
    assert outcomes.count(True) == 1 and outcomes.count(Stale) == PEOPLE - 1
    assert real_problems() == []
