"""The chain: one event for each change, found out when anything is changed behind its back."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from jarplan.audit.errors import Refused, Stale
from jarplan.audit.integrity import triggers as integrity_triggers
from jarplan.audit.integrity.redaction import redact_states
from jarplan.audit.integrity.verification import problems
from jarplan.audit.ledger import Ledger, save_version, verb
from jarplan.audit.models import AuditEvent, AuditHead, AuditState, Blanking
from jarplan.audit.reading.folding import state_at, states_at
from jarplan.audit.reading.history import event_changes
from jarplan.audit.subjects import SUBJECTS
from jarplan.people.models import Organisation
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
JUNE = datetime(2008, 6, 3, 9, tzinfo=UTC)


@verb
def name_organisation(*, by, now, ledger, name, reason=""):
    organisation = Organisation.objects.create(name=name)
    ledger.record(organisation, "added", role="administrator", reason=reason)
    return organisation


@verb
def rename(*, by, now, ledger, organisation, version, name):
    save_version(organisation, version=version, name=name)
    ledger.record(organisation, "renamed", role="administrator")


@verb
def rename_refused(*, by, now, ledger, organisation):
    Organisation.objects.filter(pk=organisation.pk).update(name="Gone wrong")
    raise Refused("You may not rename this organisation.", about=organisation)


@pytest.fixture
def clerk():
    return UserFactory(username="clerk", roles=["administrator"])


@pytest.fixture
def lscb(clerk):
    return name_organisation(by=clerk, now=JUNE, name="LSCB", reason="named by the report")


def ours(organisation):
    """The problems but for the people that factories made without history."""
    return [p for p in problems() if "has no history" not in p]


def test_a_verb_leaves_one_event_with_its_state_and_reason(lscb, clerk):
    (event_change,) = event_changes(AuditEvent.objects.all())
    assert (event_change.event.sequence, event_change.event.kind, event_change.reason) == (
        1,
        "added",
        "named by the report",
    )
    assert (event_change.event.actor, event_change.event.role) == (clerk.uuid, "administrator")
    assert event_change.after["name"] == "LSCB" and event_change.before is None
    assert ours(lscb) == []


def test_a_stale_save_is_refused_and_leaves_no_event(lscb, clerk):
    rename(by=clerk, now=JUNE, organisation=lscb, version=1, name="LSCB Leicester")
    with pytest.raises(Stale) as stale:
        rename(by=clerk, now=JUNE, organisation=lscb, version=1, name="Another")
    assert stale.value.current.name == "LSCB Leicester"
    assert AuditEvent.objects.count() == 2
    assert Organisation.objects.get(pk=lscb.pk).version == 2


def test_a_refused_attempt_is_undone_and_recorded_once(lscb, clerk):
    with pytest.raises(Refused):
        rename_refused(by=clerk, now=JUNE, organisation=lscb)
    lscb.refresh_from_db()
    assert lscb.name == "LSCB"
    event = AuditEvent.objects.get(kind="refused")
    assert (event.subject, event.reference) == (lscb.uuid, "LSCB")
    assert states_at("organisation")[lscb.uuid]["name"] == "LSCB"
    assert ours(lscb) == []


def test_as_at_is_the_last_state_before_midnight_in_london(lscb, clerk):
    late = datetime(2008, 6, 10, 22, 59, 59, tzinfo=UTC)  # 23:59:59 in Leicester
    rename(by=clerk, now=late, organisation=lscb, version=1, name="LSCB Leicester")
    assert state_at("organisation", lscb.uuid, date(2008, 6, 9))["name"] == "LSCB"
    assert state_at("organisation", lscb.uuid, date(2008, 6, 10))["name"] == "LSCB Leicester"
    assert state_at("organisation", lscb.uuid, date(2008, 6, 2)) is None


def test_plan_time_never_runs_backwards(lscb, clerk):
    rename(by=clerk, now=datetime(2007, 1, 1, tzinfo=UTC), organisation=lscb, version=1, name="Earlier")
    assert AuditEvent.objects.get(sequence=2).at == JUNE


@pytest.mark.parametrize("table", integrity_triggers.TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET {} = NULL", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_database_refuses_to_change_history(lscb, clerk, table, statement):
    blanking = Blanking.objects.create()
    redact_states(blanking=blanking, text="named by")
    if "TRUNCATE" in statement and connection.vendor == "sqlite":
        statement = "DELETE FROM {}"
    column = {"audit_auditstate": "body", "audit_auditevent": "sequence"}.get(table, "id")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table, column))


def test_the_database_refuses_a_state_without_leave(lscb):
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditState.objects.filter(sequence=1).update(body="{}")
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditState.objects.filter(sequence=1).update(reason="another reason")


def test_a_blanked_text_is_gone_and_the_chain_still_verifies(lscb, clerk):
    rename(by=clerk, now=JUNE, organisation=lscb, version=1, name="LSCB for Jane Doe")

    @verb
    def blank(*, by, now, ledger):
        Organisation.objects.filter(pk=lscb.pk).update(name="LSCB for [removed]")
        blanking = Blanking.objects.create()
        blanking.states = redact_states(blanking=blanking, text="jane doe")
        blanking.save()
        ledger.record(blanking, "blanked", role="administrator", reason="by law")

    blank(by=clerk, now=JUNE)
    assert not AuditState.objects.filter(body__icontains="jane doe").exists()
    assert json.loads(AuditState.objects.get(sequence=2).body)["name"] == "LSCB for [removed]"
    assert ours(lscb) == []


def test_a_blank_without_its_event_is_found(lscb, clerk):
    redact_states(blanking=Blanking.objects.create(), text="named by")
    assert "The reason of event 1 was changed after it was recorded." in list(problems(rows=False))


def change(event):
    AuditEvent.objects.filter(pk=event.pk).update(actor_name="Somebody else")


def change_state(event):
    AuditState.objects.filter(pk=event.pk).update(body='{"name":"forged"}')


def delete(event):
    AuditEvent.objects.filter(pk=event.pk).delete()
    AuditState.objects.filter(pk=event.pk).delete()


def swap(event):
    other = AuditEvent.objects.exclude(pk=event.pk).order_by("?").first()
    AuditState.objects.filter(pk=event.pk).update(sequence=0)
    AuditState.objects.filter(pk=other.pk).update(sequence=event.pk)
    AuditState.objects.filter(pk=0).update(sequence=other.pk)


@pytest.mark.slow
@pytest.mark.parametrize("tamper", [change, change_state, delete, swap])
def test_any_one_of_500_events_that_is_tampered_with_is_found(clerk, tamper):
    with transaction.atomic():
        ledger = Ledger(by=clerk, now=JUNE)
        for number in range(500):
            ledger.record(Organisation.objects.create(name=f"Body {number}"), "added", role="administrator")
        ledger.append()
    assert list(problems(rows=False)) == []
    with integrity_triggers.lifted(connection):
        for number in [1, 2, 250, 499, 500]:
            point = transaction.savepoint()
            tamper(AuditEvent.objects.get(sequence=number))
            assert list(problems(rows=False)), f"{tamper.__name__} of event {number} was not found"
            transaction.savepoint_rollback(point)
    assert AuditHead.objects.get().sequence == 500


def test_a_state_of_an_older_format_is_read_as_the_present_one(lscb, monkeypatch):
    """A frozen state of format 1, after `name` was renamed to `title` and then given a place."""
    upcasters = {
        1: lambda state: {**{k: v for k, v in state.items() if k != "name"}, "title": state["name"]},
        2: lambda state: {**state, "place": "Leicester"},
    }
    newer = replace(SUBJECTS["organisation"], format=3, upcasters=upcasters)
    monkeypatch.setitem(SUBJECTS, "organisation", newer)
    state = state_at("organisation", lscb.uuid)
    assert (state["title"], state["place"], "name" in state) == ("LSCB", "Leicester", False)
    assert list(problems(rows=False)) == []
