"""Each thing that can be wrong with a history is told in its own sentence, and a whole one in none."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from jarplan.audit.canonical import digest
from jarplan.audit.integrity import triggers
from jarplan.audit.integrity.verification import problems
from jarplan.audit.ledger import Ledger, hash_of
from jarplan.audit.models import AuditEvent, AuditHead, AuditState, Blanking
from jarplan.people.models import Organisation
from tests.factories import UserFactory

JUNE = datetime(2008, 6, 3, 9, tzinfo=UTC)
HEAD = "The end of the chain is not where the head says it is: events at the end are missing or added."


@pytest.fixture
def history(db):
    """Three organisations were added, by one verb; the triggers are down, so that anything can be done to it."""
    clerk = UserFactory(username="clerk", roles=["administrator"])
    ledger = Ledger(by=clerk, now=JUNE)
    for name in ("LSCB", "PCT", "YOS"):
        ledger.record(Organisation.objects.create(name=name), "added", role="administrator", reason="named")
    ledger.append()
    with triggers.lifted(connection):
        yield


def event(number):
    return AuditEvent.objects.filter(sequence=number)


def state(number):
    return AuditState.objects.filter(sequence=number)


def written_again(number, **changes):
    """The event with something changed and its hash made to fit, as somebody would who knows how."""
    event(number).update(**changes)
    [row] = event(number)
    event(number).update(hash=hash_of(row))


def told(**options):
    return list(problems(**{"rows": False, **options}))


def test_whole_history_has_no_problems(history):
    assert told() == []


def test_event_that_was_changed(history):
    event(2).update(role="programme")
    assert told() == ["Event 2 was changed after it was recorded."]


def test_event_whose_hash_was_made_to_fit_no_longer_leads_to_the_next(history):
    written_again(2, role="programme")
    assert told() == ["Event 3 does not follow from the one before it."]


def test_last_event_whose_hash_was_made_to_fit_is_told_by_the_head(history):
    written_again(3, role="programme")
    assert told() == [HEAD]


def test_event_that_is_missing(history):
    event(2).delete()
    assert told() == [
        "Event 2 is missing: the next one is 3.",
        "Event 3 does not follow from the one before it.",
        "State 2 belongs to no event.",
    ]


def test_events_cut_off_at_the_end(history):
    for rows in (event(3), state(3)):
        rows.delete()
    assert told() == [HEAD]


def test_state_without_an_event_at_the_end(history):
    AuditState.objects.create(sequence=9, subject_kind="organisation", body="{}", reason="")
    assert told() == ["State 9 belongs to no event."]


def test_state_that_is_missing(history):
    state(2).delete()
    assert told() == ["The state of event 2 is missing."]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"body": "{}"}, "The state of event 2 was changed after it was recorded."),
        ({"body": None}, "The state of event 2 was changed after it was recorded."),
        ({"reason": "another"}, "The reason of event 2 was changed after it was recorded."),
        ({"format": 9}, "The state of event 2 belongs to another record."),
        ({"subject_kind": "user"}, "The state of event 2 belongs to another record."),
    ],
)
def test_state_that_was_changed(history, changes, sentence):
    state(2).update(**changes)
    assert told() == [sentence]


def test_event_that_is_dated_before_the_one_ahead_of_it(history):
    written_again(3, at=JUNE - timedelta(seconds=1))
    AuditHead.objects.update(hash=event(3).get().hash)
    assert told() == ["Event 3 is dated before the one ahead of it."]


def test_head_that_is_gone(history):
    AuditHead.objects.all().delete()
    assert told() == [HEAD]


def test_blank_counts_only_for_the_text_that_its_event_names(history):
    """A state blanked by the book is sound, and the same blank of another part or with other words is not."""
    blanked = '{"name":"[removed]"}'
    blanking = Blanking.objects.create(
        states=[{"sequence": 2, "part": "body", "digest_after": digest(blanked), "fields": ["name"]}]
    )
    ledger = Ledger(by=None, now=JUNE)
    ledger.record(blanking, "blanked", role="")
    ledger.append()
    state(2).update(body=blanked)
    assert told() == []
    state(2).update(body='{"name":"[forged]"}')
    state(3).update(body=blanked)
    assert told() == [f"The state of event {number} was changed after it was recorded." for number in (2, 3)]


def organisations():
    return [one for one in told(rows=True) if "organisation" in one]


@pytest.mark.slow
def test_row_that_differs_from_its_history_has_none_or_is_gone(history):
    assert [one for one in organisations() if "Leicester City Council" not in one] == []
    Organisation.objects.filter(name="PCT").update(name="Changed by hand")
    Organisation.objects.create(name="Added by hand")
    gone = Organisation.objects.get(name="YOS")
    gone.delete()
    found = [one for one in organisations() if "Leicester City Council" not in one]
    assert set(found) == {
        f"The organisation {gone.uuid} is in the history and not in the plan.",
        "The organisation Added by hand has no history.",
        "The organisation Changed by hand differs from its history.",
    }
