"""The words of an event: proved by their digests, changed by a redaction alone, and in form 1 by nothing."""

import re
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.migrations.exceptions import IrreversibleError
from django.test.utils import CaptureQueriesContext

from jarplan.audit import ledger
from jarplan.audit.canonical import digest
from jarplan.audit.integrity import triggers
from jarplan.audit.integrity.redaction import BATCH, REMOVED, events_holding, redact_words
from jarplan.audit.integrity.verification import problems
from jarplan.audit.ledger import Ledger, verb
from jarplan.audit.models import WORDS, AuditBlank, AuditEvent, Blanking
from jarplan.people.models import Organisation, User
from tests.audit.test_operations import migrate
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
JUNE = datetime(2008, 6, 3, 9, tzinfo=UTC)
ORDINARY = {"sequence": 9, "role": "programme", "kind": "removed", "format": 7, "form": 1}
WRITES_EVENTS = r'(INSERT INTO|UPDATE) "(new__)?audit_auditevent"'
COLUMNS = [field.name for field in AuditEvent._meta.concrete_fields]


@pytest.fixture
def clerk():
    body = Organisation.objects.create(name="Doe Associates")
    return UserFactory(username="clerk", full_name="Jane Doe", organisation=body, roles=["administrator"])


def add(clerk, *names):
    """Somebody called Doe of an organisation called Doe adds others."""
    written = Ledger(by=clerk, now=JUNE)
    for name in names:
        written.record(Organisation.objects.create(name=name), "added", role="administrator", reason="named")
    with transaction.atomic():
        return written.append()


@pytest.fixture
def of_before(clerk, monkeypatch):
    """Two events as they were written when there was one form only."""
    with monkeypatch.context() as patch:
        patch.setattr(ledger, "FORM", 1)
        patch.setattr(ledger, "WORDS", ())
        add(clerk, "Doe's Society", "LSCB")
    assert set(AuditEvent.objects.values_list("form", "actor_name_digest", "reference_digest")) == {
        (1, "", "")
    }


@pytest.fixture
def history(clerk):
    add(clerk, "Doe's Society", "LSCB")


@verb
def redact(*, by, now, ledger, text="Doe"):
    blanking = Blanking.objects.create()
    blanking.states = redact_words(blanking=blanking, text=text)
    blanking.save()
    # As whoever takes it out of the rows, too, would find it there.
    by.full_name = by.organisation.name = REMOVED
    ledger.record(blanking, "text removed", role="administrator", reason="by law")


def told():
    return list(problems(rows=False))


def event(number=1):
    return AuditEvent.objects.filter(sequence=number)


@pytest.mark.parametrize("name", WORDS)
def test_word_that_was_changed_is_found(history, name):
    with triggers.lifted(connection):
        event().update(**{name: "Somebody else"})
        part = AuditBlank.Part(name).label
        assert told() == [f"Event 1 was changed after it was recorded: {part}."]


@pytest.mark.parametrize("name", WORDS)
def test_digest_that_was_made_to_fit_a_changed_word_is_found(history, name):
    with triggers.lifted(connection):
        event().update(**{name: "Somebody else", f"{name}_digest": digest("Somebody else")})
        assert told() == ["Event 1 was changed after it was recorded."]


@pytest.mark.parametrize("form", [1, 3])
def test_event_that_is_passed_off_as_one_of_another_form_is_found(history, form):
    with triggers.lifted(connection):
        event().update(form=form)
        assert told() == ["Event 1 was changed after it was recorded."]


@pytest.mark.parametrize("name", WORDS)
def test_changed_word_of_an_event_of_before_is_found(of_before, name):
    assert told() == []
    with triggers.lifted(connection):
        event().update(**{name: "Somebody else"})
        assert told() == ["Event 1 was changed after it was recorded."]


def test_event_of_before_is_not_passed_off_as_one_of_now(of_before):
    with triggers.lifted(connection):
        event().update(form=2, actor_name="Else", **{f"{name}_digest": digest("Else") for name in WORDS})
        assert "Event 1 was changed after it was recorded." in told()


@pytest.mark.parametrize("column", COLUMNS)
def test_the_database_refuses_a_change_of_any_column_of_an_event(history, column):
    value = {"at": JUNE.replace(year=2009), "recorded_at": JUNE, "actor": None, "subject": None} | ORDINARY
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        event().update(**{column: value.get(column, "Somebody else")})


def give_leave(name, text):
    said = {
        "sequence": 1,
        "part": name,
        "digest_after": digest(text),
        "blanking": Blanking.objects.create().uuid,
    }
    AuditBlank.objects.create(**said)


@pytest.mark.parametrize("name", WORDS)
def test_leave_is_for_one_word_and_one_text_and_is_found_without_its_event(history, name):
    give_leave(name, REMOVED)
    other = WORDS[WORDS.index(name) - 1]
    for changes in ({name: "Somebody else"}, {other: REMOVED}, {name: REMOVED, "form": 1}):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            event().update(**changes)
    event().update(**{name: REMOVED})
    assert told() == [f"Event 1 was changed after it was recorded: {AuditBlank.Part(name).label}."]


@pytest.mark.parametrize("name", WORDS)
def test_no_leave_lets_words_of_before_be_changed(of_before, name):
    give_leave(name, REMOVED)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        event().update(**{name: REMOVED})


def test_redacted_words_are_gone_and_the_chain_still_verifies(history, clerk):
    before = {row["sequence"]: row for row in AuditEvent.objects.values()}
    redact(by=clerk, now=JUNE)
    first, second, _ = AuditEvent.objects.values()
    gone = {"actor_name": f"Jane {REMOVED}", "organisation": f"{REMOVED} Associates"}
    assert first == before[1] | gone | {"reference": f"{REMOVED}'s Society"}
    assert second == before[2] | gone
    assert told() == []
    redact(by=clerk, now=JUNE, text="Jane")
    assert event().get().actor_name == f"{REMOVED} {REMOVED}" and told() == []


def test_redaction_of_words_counts_only_for_its_own_text(history, clerk):
    redact(by=clerk, now=JUNE)
    with triggers.lifted(connection):
        event().update(actor_name=f"Joan {REMOVED}")
        assert told() == ["Event 1 was changed after it was recorded: name of who did it."]


def test_words_of_before_stay_and_are_told_apart(of_before, clerk):
    add(clerk, "PCT")
    redact(by=clerk, now=JUNE)
    assert {one.sequence: fields for one, fields in events_holding("doe", hashed=True)} == {
        1: list(WORDS),
        2: ["actor_name", "organisation"],
    }
    assert list(events_holding("doe")) == [] and event(3).get().actor_name == f"Jane {REMOVED}"
    assert told() == []


def test_what_the_system_goes_by_is_no_text(clerk):
    written = Ledger(by=None, now=JUNE)
    written.record(User.objects.get(username="clerk"), "added", role="")
    with transaction.atomic():
        written.append()
    assert event().get().reference == "clerk" and list(events_holding("clerk")) == []


def test_words_that_grow_are_cut_to_their_column_on_both_databases(clerk):
    add(clerk, f"Doe {'x' * 196}")
    redact(by=clerk, now=JUNE)
    reference = event().get().reference
    assert reference.startswith(f"{REMOVED} x") and len(reference) == 200 and told() == []


def test_a_great_many_events_take_a_few_statements(clerk, django_assert_max_num_queries):
    add(clerk, *[f"Body {number}" for number in range(BATCH + 1)])
    # Looking; for each of two words the leave and the change, each in two batches of which SQLite splits the leave.
    with django_assert_max_num_queries(30):
        redact_words(blanking=Blanking.objects.create(), text="Doe")
    assert not AuditEvent.objects.filter(actor_name__contains="Doe").exists()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_events_of_before_are_taken_over_as_they_are(of_before):
    before = list(AuditEvent.objects.values())
    migrate([("audit", "0003_states_in_force")])
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, "audit_auditevent")
    assert "form" not in {column.name for column in described}
    with CaptureQueriesContext(connection) as asked:
        migrate()
    assert asked and not [one["sql"] for one in asked if re.match(WRITES_EVENTS, one["sql"])]
    assert list(AuditEvent.objects.values()) == before and told() == []
    assert triggers.missing(connection) == set()


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_events_of_now_are_not_taken_back_to_where_they_could_not_be_proved(history):
    with pytest.raises(IrreversibleError):
        migrate([("audit", "0003_states_in_force")])
    migrate()
    assert told() == [] and triggers.missing(connection) == set()
