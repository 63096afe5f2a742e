"""The one door of every change: what one verb notes is appended once, and a refusal is recorded once. The chain that
comes of it is looked at in test_chain.
"""

from datetime import UTC, datetime

import pytest

from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.ledger import (
    HASHED,
    Ledger,
    lock,
    locked,
    names_what_is_gone,
    record_refusal,
    save_version,
    verb,
    write,
)
from jarplan.audit.models import AuditEvent, AuditHead, AuditState
from jarplan.people.models import Organisation
from tests.factories import UserFactory

JUNE = datetime(2008, 6, 3, 9, tzinfo=UTC)


@pytest.fixture
def clerk(db):
    return UserFactory(username="clerk", roles=["administrator"])


@pytest.fixture
def lscb(db):
    return Organisation.objects.create(name="LSCB")


@verb
def change_twice(*, by, now, ledger, row, reasons=("first", "second")):
    for number, reason in enumerate(reasons, start=1):
        save_version(row, version=number, name=f"LSCB {number}")
        ledger.record(row, f"change {number}", role="administrator", reason=reason)


@verb
def nothing(*, by, now, ledger):
    return "nothing done"


@verb
def refuse(*, by, now, ledger, row):
    raise Refused("You may not.", about=row)


@verb
def two_in_one(*, by, now, ledger, row, other):
    change_twice(by=by, now=now, ledger=ledger, row=row)
    ledger.record(other, "touched", role="administrator")


def events():
    return list(AuditEvent.objects.order_by("sequence").values_list("kind", flat=True))


def test_aggregate_has_one_event_a_verb_with_both_reasons_and_its_last_state(clerk, lscb):
    change_twice(by=clerk, now=JUNE, row=lscb)
    assert events() == ["change 1"]
    [state] = AuditState.objects.all()
    assert state.reason == "first\nsecond" and '"LSCB 2"' in state.body
    assert AuditEvent.objects.get().reference == "LSCB 2"


def test_second_note_without_a_reason_adds_no_line(clerk, lscb):
    change_twice(by=clerk, now=JUNE, row=lscb, reasons=("", "only"))
    assert AuditState.objects.get().reason == "only"


def test_verb_that_is_called_by_another_joins_its_events(clerk, lscb):
    two_in_one(by=clerk, now=JUNE, row=lscb, other=Organisation.objects.create(name="PCT"))
    assert events() == ["change 1", "touched"]
    assert AuditEvent.objects.values_list("at", flat=True).distinct().get() == JUNE


def test_verb_that_notes_nothing_appends_nothing_and_returns_what_it_made(clerk):
    assert nothing(by=clerk, now=JUNE) == "nothing done"
    assert AuditHead.objects.get().sequence == 0


def test_refusal_that_passes_through_several_doors_is_recorded_once(clerk, lscb):
    with pytest.raises(Refused) as refused:
        refuse(by=clerk, now=JUNE, row=lscb)
    record_refusal(refused.value, by=clerk, now=JUNE)
    event = AuditEvent.objects.get()
    assert (event.kind, event.subject, event.subject_kind, event.reference) == (
        "refused",
        lscb.uuid,
        "organisation",
        "LSCB",
    )
    assert AuditState.objects.get().body is None and AuditState.objects.get().reason == "You may not."


def test_refusal_about_nothing_is_recorded_and_that_of_nobody_is_not(clerk, lscb):
    record_refusal(Refused("You may not."), by=None, now=JUNE)
    assert events() == []
    record_refusal(Refused("You may not."), by=clerk, now=JUNE)
    assert AuditEvent.objects.get().subject is None


def test_event_of_the_system_says_so(lscb):
    ledger = Ledger(by=None, now=JUNE)
    ledger.record(lscb, "added", role=None)
    [event] = ledger.append()
    assert (event.actor, event.actor_name, event.role, event.organisation) == (
        None,
        "JAR plan (set-up)",
        "",
        "",
    )


def test_reference_is_cut_to_its_column_on_both_databases(db):
    ledger = Ledger(by=None, now=JUNE)
    ledger.record(Organisation.objects.create(name="x" * 200), "added", role="")
    ledger.entries[next(iter(ledger.entries))].reference = "x" * 300
    [event] = write(list(ledger.entries.values()), by=None, now=JUNE)
    assert event.reference == "x" * 200


def test_stale_version_saves_nothing(lscb):
    save_version(lscb, version=1, name="LSCB Leicester")
    assert (lscb.name, lscb.version) == ("LSCB Leicester", 2)
    with pytest.raises(Stale) as stale:
        save_version(lscb, version=1, name="Another")
    assert stale.value.current.name == lscb.name == Organisation.objects.get().name == "LSCB Leicester"


def test_row_is_locked_at_the_version_that_was_seen(lscb):
    assert locked(Organisation, lscb, 1) == lscb
    with pytest.raises(Stale):
        locked(Organisation, lscb, 2)


def test_rows_are_locked_in_the_order_of_their_keys(lscb):
    other = Organisation.objects.create(name="A first by name")
    assert lock(Organisation.objects.order_by("name")) == [lscb, other]


@pytest.mark.parametrize(
    ("code", "words", "gone"),
    [
        ("23503", "violates", True),
        ("23505", "violates", False),
        ("", "FOREIGN KEY constraint failed", True),
        ("", "UNIQUE constraint failed", False),
    ],
)
def test_row_that_points_to_nothing_is_told_on_both_databases(code, words, gone):
    error = NotNow(words)
    error.__cause__ = type("Cause", (Exception,), {"pgcode": code})()
    assert names_what_is_gone(error) == gone


def test_every_field_of_an_event_is_hashed_but_the_hash():
    assert {field.name for field in AuditEvent._meta.concrete_fields} - {"id"} == {*HASHED, "hash"}
