"""The one door of every change: what one verb notes is appended once, and a refusal is recorded once. The chain that
comes of it is looked at in test_chain.
"""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jarplan.audit import inforce
from jarplan.audit.canonical import canonical, digest
from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.ledger import (
    FORM,
    HASHED,
    Ledger,
    hash_of,
    lock,
    locked,
    names_what_is_gone,
    record_refusal,
    save_version,
    verb,
    write,
)
from jarplan.audit.models import WORDS, AuditEvent, AuditHead, AuditState
from jarplan.audit.reading.folding import states_at
from jarplan.audit.subjects import SUBJECTS, Subject
from jarplan.people.models import Organisation
from tests.factories import UserFactory
from tests.plan import real_problems

JUNE = datetime(2008, 6, 3, 9, tzinfo=UTC)

# An event as it was recorded when there was one form only, and its hash, both from tests/data/before_rooms.
OF_BEFORE = {
    "sequence": 528,
    "at": datetime(2008, 8, 31, 23, 5, tzinfo=UTC),
    "recorded_at": datetime(2026, 11, 29, 11, 16, 7, 900898, tzinfo=UTC),
    "actor": UUID("9ca3ab047f5f40719df774ecb9a8280b"),
    "actor_name": "Ada Administrator",
    "role": "administrator",
    "organisation": "Leicester City Council",
    "kind": "text removed",
    "subject_kind": "blanking",
    "subject": UUID("c44dd9673ec9417099fe2576709e0e57"),
    "reference": "c44dd967",
    "reason_digest": "88942290f7f36a6c1ecdf771ff4908fb5be08108120d74745c61fc306ed4be1a",
    "format": 1,
    "state_digest": "eb251d0bc444f801c97b5630df86a9bba6b73ccd88cdd30c349b901526e3c570",
    "previous": "ee4ce666fce69ca9b04c0a45a9998cf665dc8865e9862f5374b2b530106140c1",
}
RECORDED_HASH = "593b9d7954271299c916a5bea1cab7ae946c1dd6a2d8403ed818c5c81406e454"


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


@verb
def change_as_known(*, by, now, ledger, row, again=()):
    """Notes a row that says all of its state; `again`: others of the same row, noted after something wrote them."""
    save_version(row, version=row.version, short_name="Board")
    ledger.record(row, "changed", role="administrator", whole=True)
    for other in again:
        save_version(other, version=other.version + 1, short_name="Safeguarding")
        ledger.record(other, "changed", role="administrator", whole=True)


def test_state_of_a_whole_instance_is_not_read_again(clerk, lscb):
    with CaptureQueriesContext(connection) as asked:
        change_as_known(by=clerk, now=JUNE, row=lscb)
    table = f'FROM "{Organisation._meta.db_table}"'
    assert not [query for query in asked if query["sql"].startswith("SELECT") and table in query["sql"]]
    assert states_at("organisation")[lscb.uuid]["short_name"] == "Board"
    assert real_problems() == []


def test_of_two_instances_of_one_row_neither_is_taken_for_whole(clerk, lscb):
    change_as_known(by=clerk, now=JUNE, row=lscb, again=[Organisation.objects.get(pk=lscb.pk)])
    assert states_at("organisation")[lscb.uuid]["short_name"] == "Safeguarding"
    assert real_problems() == []


def test_second_note_without_a_reason_adds_no_line(clerk, lscb):
    change_twice(by=clerk, now=JUNE, row=lscb, reasons=("", "only"))
    assert AuditState.objects.get().reason == "only"


@verb
def add_whole(*, by, now, ledger, change=False):
    row = Organisation.objects.create(name="Added")
    ledger.record(row, "added", role="administrator", whole=True)
    if change:
        save_version(row, version=1, name="Changed")
        ledger.record(row, "changed", role="administrator")
    return row


def test_whole_instance_is_its_state_and_is_not_read_again(clerk, monkeypatch):
    monkeypatch.setattr(Subject, "instances", None)
    add_whole(by=clerk, now=JUNE)
    monkeypatch.undo()
    row = SUBJECTS["organisation"].instances(name="Added").get()
    assert AuditState.objects.get().body == canonical(SUBJECTS["organisation"].state(row))
    assert list(problems_of_organisations()) == []


def test_whole_instance_that_is_touched_again_is_read_again(clerk):
    add_whole(by=clerk, now=JUNE, change=True)
    state = AuditState.objects.get()
    assert '"name":"Changed"' in state.body
    assert AuditEvent.objects.get().reference == "Changed"


def problems_of_organisations():
    return [one for one in inforce.problems() if "organisation" in one]


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


def test_every_field_of_an_event_is_hashed_but_the_hash_and_words_by_their_digests():
    beside = {"hash", *WORDS}
    assert {field.name for field in AuditEvent._meta.concrete_fields} - {"id"} == {*HASHED, *beside}


def test_words_are_no_part_of_the_hash_of_an_event_that_is_written_now(clerk, lscb):
    change_twice(by=clerk, now=JUNE, row=lscb)
    event = AuditEvent.objects.get()
    assert event.form == FORM and event.hash == hash_of(event)
    assert event.actor_name_digest == digest(clerk.full_name)
    assert event.organisation_digest == digest(clerk.organisation.name)
    assert event.reference_digest == digest("LSCB 2")
    event.actor_name = event.organisation = event.reference = "Somebody else"
    assert event.hash == hash_of(event)


def test_event_of_the_first_form_has_the_hash_that_it_always_had():
    """The values and the hash are of an event that was recorded before there was another form."""
    event = AuditEvent(form=1, **OF_BEFORE)
    assert hash_of(event) == RECORDED_HASH
    event.actor_name = "Somebody else"
    assert hash_of(event) != RECORDED_HASH
