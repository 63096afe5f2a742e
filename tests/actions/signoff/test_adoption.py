"""An installation that has worked before the rule kept the rating at delivery comes to it by an event; the days
before are rated as they were then, and a new installation knows nothing of it.
"""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from actions.models import Action
from actions.reading.counts import count_actions
from actions.reading.queries import read_actions
from actions.reading.rounds import Rounds
from actions.rules.filters import Filters
from actions.rules.rating import rule_of
from actions.signoff.adoption import KIND, adopt
from actions.subjects import UNSAID
from jarplan.audit.canonical import canonical
from jarplan.audit.integrity.verification import problems
from jarplan.audit.ledger import Entry, write
from jarplan.audit.models import AuditEvent
from jarplan.audit.reading.folding import states_at
from tests import plan
from tests.reporting.reading import record_what_factories_made

NEW = ("rating_before", "late_due", "late_on", "claim", "unproven", "unanswered", "answered")
BEFORE, SINCE = date(2008, 8, 20), date(2008, 9, 1)


def migrate(*targets):
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets) or executor.loader.graph.leaf_nodes())


def said_as_before(action):
    """An event with the state of an action as the release before wrote it."""
    state = states_at("action", plan.later(60).date(), [action.uuid])[action.uuid]
    state = {name: value for name, value in state.items() if name not in NEW}
    entry = Entry("said delivered", "action", action.uuid, action.reference, "", "officer")
    entry.state, entry.body, entry.format = UNSAID | state, canonical(state), 4
    with transaction.atomic():
        write([entry], by=None, now=plan.later(60))


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_an_upgrade_is_an_event_and_days_before_it_are_rated_as_then(monkeypatch):
    people = plan.make_people()
    action = plan.delivered(people)  # due on 18 July
    record_what_factories_made()
    said_as_before(action)
    monkeypatch.setattr("jarplan.clock.now", lambda: plan.later(65))  # 24 August
    migrate(("actions", "0004_states_and_moments"))
    migrate()
    action = plan.fresh(action)
    (event,) = AuditEvent.objects.filter(kind=KIND)
    assert (event.subject, event.actor_name) == (action.uuid, "JAR plan (set-up)")
    # As it was delivered on 20 June, before it was due.
    assert (action.rating_before, action.late_on) == ("green", None)
    # Its criterion was never measured, and nobody was asked why.
    assert (action.claim, action.unproven, action.unanswered) == ({}, 1, 1)
    assert not [sentence for sentence in problems() if "R4.1" in sentence or "states in force" in sentence]
    for day, as_at, overdue, name in (
        (BEFORE, BEFORE, 0, "delivered"),
        (SINCE, None, 1, "overdue"),
    ):
        (record,) = read_actions(people.cabinet, Filters(), day, as_at)
        assert rule_of(record, day, Rounds()).name == name
        assert count_actions(people.cabinet, day, as_at).overdue == overdue
        (found,) = read_actions(people.cabinet, Filters(computed="green" if as_at else "red"), day, as_at)
        assert found == record
    assert adopt() == 0  # once


@pytest.mark.django_db
def test_a_new_installation_has_nothing_to_adopt():
    assert adopt() == 0
    people = plan.make_people()
    plan.delivered(people)
    assert adopt() == 0 and not AuditEvent.objects.filter(kind=KIND).exists()
    assert Action.objects.get().rating_before == "green"
