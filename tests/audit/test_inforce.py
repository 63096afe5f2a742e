"""The states in force: written with each event, equal to the history, and made anew from it."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from actions.duedates.verbs import ask_for_date, decide_date
from actions.models import Action, ActionInForce, DateChangeInForce
from actions.reports.verbs import report_progress
from actions.rules.dates import PlanDate
from jarplan.audit import inforce
from jarplan.audit.errors import Refused
from jarplan.audit.integrity.redaction import redact_states
from jarplan.audit.integrity.verification import problems
from jarplan.audit.ledger import Ledger
from jarplan.audit.models import AuditEvent, Blanking, StateInForce
from jarplan.audit.reading.folding import PastDay, states_at
from jarplan.audit.reading.then import then
from jarplan.audit.subjects import SUBJECTS
from jarplan.people.models import PostInForce
from tests import plan

TABLES = {subject.in_force for subject in SUBJECTS.values()}
DAY = plan.NOON.date()

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return plan.make_people()


def rows():
    """{table: its rows, column by column}."""
    return {table: list(table.objects.order_by("pk").values_list()) for table in TABLES}


def not_whole():
    return [sentence for sentence in problems() if "states in force" in sentence]


def test_a_state_stands_until_the_next_event_of_the_same_record(people):
    action = plan.reported(people)
    events = list(AuditEvent.objects.filter(subject=action.uuid).order_by("sequence"))
    stood = ActionInForce.objects.filter(uuid=action.uuid).order_by("sequence")
    numbers = [event.sequence for event in events]
    assert len(numbers) > 2
    assert [(one.sequence, one.until) for one in stood] == list(
        zip(numbers, [*numbers[1:], None], strict=True)
    )
    assert stood.last().status == plan.fresh(action).status and stood.first().status == "proposed"
    assert stood.last().accountable == people.post_a.uuid


def test_a_refused_attempt_ends_nothing(people):
    action = plan.agreed(people)
    before = rows()
    with pytest.raises(Refused):
        report_progress(by=people.officer_b, now=plan.NOON, action=action, rating="green", done="All audited")
    assert AuditEvent.objects.filter(kind="refused").exists()
    assert ActionInForce.objects.get(uuid=action.uuid, until=None).status == "agreed"
    assert rows() == before


def test_made_anew_they_are_what_they_were(people):
    action = plan.signed_off(people)
    asked = plan.agreed(people)
    change = ask(people, asked)
    decide_date(by=people.programme, now=plan.NOON, change=change, grant=True, reason="So be it")
    before = rows()
    assert before[StateInForce] and len(before[DateChangeInForce]) == 2 and action
    for table in TABLES:
        table.objects.all().delete()
    call_command("rebuild_states", verbosity=0)
    assert rows() == before
    call_command("rebuild_states", verbosity=0)
    assert rows() == before


def ask(people, action):
    return ask_for_date(
        by=people.officer_a,
        now=plan.NOON,
        action=action,
        to=PlanDate.on(action.due_latest + timedelta(days=30)),
        category="people",
        reason="Nobody could be found",
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "wrong",
    [
        lambda row: ActionInForce.objects.filter(pk=row.pk).update(status="embedded"),
        lambda row: ActionInForce.objects.filter(pk=row.pk).update(until=row.sequence + 1),
        lambda row: ActionInForce.objects.filter(pk=row.pk).delete(),
        lambda row: ActionInForce(**{**inforce.values_of(row), "sequence": 10**6, "until": 10**7}).save(
            force_insert=True
        ),
    ],
    ids=["column", "until", "missing", "added"],
)
def test_verification_tells_where_they_are_not_those_of_the_history(people, wrong):
    action = plan.reported(people)
    assert not_whole() == []
    wrong(ActionInForce.objects.get(uuid=action.uuid, until=None))
    assert not_whole() == [
        "The states in force of the kind action are not those of the history: run rebuild_states."
    ]
    call_command("rebuild_states", verbosity=0)
    assert not_whole() == []


def test_words_that_are_redacted_leave_them_too(people):
    people.post_a.title = "Office of Jane Roe"
    people.post_a.save()
    ledger = Ledger(by=people.administrator, now=plan.NOON)
    ledger.record(people.post_a, "renamed", role="administrator")
    ledger.append()
    assert PostInForce.objects.filter(title="Office of Jane Roe").count() == 1
    redact_states(blanking=Blanking.objects.create(), text="Jane Roe")
    assert PostInForce.objects.get(uuid=people.post_a.uuid, until=None).title == "Office of [removed]"


def test_the_end_of_a_day_is_found_by_the_last_event_before_it(people):
    plan.agreed(people)
    last = AuditEvent.objects.order_by("sequence").last()
    assert PastDay.of(last.at.date()).sequence == last.sequence
    assert PastDay.of(date(1899, 1, 1)).sequence == 0
    assert (PastDay.of(DAY) - timedelta(days=40)).sequence == 0
    assert states_at("action", date(1899, 1, 1)) == {}


def test_queries_in_the_block_read_what_stood_then(people):
    action = plan.agreed(people)
    seen = PastDay.of(DAY)
    assert seen.sequence == AuditEvent.objects.count()
    Action.objects.filter(pk=action.pk).update(status="paused", status_reason="Later changed, no event")
    with then(seen):
        assert list(Action.objects.values_list("uuid", "status")) == [(action.uuid, "agreed")]
        assert Action.objects.filter(text__contains="Audit").count() == 1
    assert Action.objects.get().status == "paused"
    with then(None):
        assert Action.objects.get().status == "paused"


def test_a_column_that_is_not_known_of_then_is_an_error(people):
    plan.agreed(people)
    with pytest.raises(DatabaseError), transaction.atomic(), then(PastDay.of(DAY)):
        list(Action.objects.values_list("resources"))
