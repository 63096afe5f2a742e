"""What changed between two states, and who reads which events."""

from datetime import UTC, datetime

import pytest

from jarplan.audit.errors import Refused
from jarplan.audit.ledger import Ledger, record_refusal, save_version
from jarplan.audit.models import AuditEvent
from jarplan.audit.reading.history import Change, differences, event_changes, visible_events
from jarplan.people.models import Organisation
from jarplan.people.roles import Role
from tests.factories import UserFactory

JUNE, JULY = datetime(2008, 6, 3, 9, tzinfo=UTC), datetime(2008, 7, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (
            {"b": 1, "a": 2, "version": 1},
            {"b": 2, "a": 3, "version": 2},
            [Change("a", 2, 3), Change("b", 1, 2)],
        ),
        ({"a": 1}, {"a": 1}, []),
        (None, {"a": 1}, [Change("a", None, 1)]),
        ({"a": 1}, None, [Change("a", 1, None)]),
        ({"a": 1}, {"b": 1}, [Change("a", 1, None), Change("b", None, 1)]),
        ({}, {"a": None}, []),  # nothing came to be nothing
    ],
)
def test_differences_of_two_states(before, after, changes):
    assert differences(before, after) == changes


def written(by, now, *rows, kind="changed"):
    ledger = Ledger(by=by, now=now)
    for row in rows:
        ledger.record(row, kind, role="administrator")
    ledger.append()


@pytest.fixture
def clerk(db):
    return UserFactory(username="clerk", roles=["administrator"])


@pytest.fixture
def told(clerk):
    """An organisation is added, tried in vain, and renamed; another is added in between."""
    one, other = (Organisation.objects.create(name=name) for name in ("LSCB", "PCT"))
    written(clerk, JUNE, one, kind="added")
    record_refusal(Refused("You may not.", about=one), by=clerk, now=JUNE)
    written(clerk, JUNE, other, kind="added")
    save_version(one, version=1, name="LSCB Leicester")
    written(clerk, JULY, one)
    return list(event_changes(AuditEvent.objects.order_by("sequence")))


def test_event_is_compared_with_the_one_before_it_of_the_same_record(told):
    assert [[change.field for change in one.changes if change.before is not None] for one in told] == [
        [],
        [],
        [],
        ["name"],
    ]
    last = told[-1]
    assert (last.before["name"], last.after["name"]) == ("LSCB", "LSCB Leicester")


def test_refused_attempt_changed_nothing_and_has_its_sentence(told):
    refused = told[1]
    assert (refused.before, refused.after, refused.changes, refused.reason) == (
        None,
        None,
        [],
        "You may not.",
    )


@pytest.mark.parametrize("role", list(Role))
def test_refused_attempts_are_for_the_programme_office_and_administrators(told, role):
    kinds = {event.kind for event in visible_events(UserFactory(roles=[role]))}
    assert ("refused" in kinds) == (role in ("programme", "administrator")) and "added" in kinds


def test_history_ends_with_the_day_looked_back_to(told, clerk):
    assert visible_events(clerk, JUNE.date()).count() == 3 and visible_events(clerk, JULY.date()).count() == 4


def test_page_of_history_takes_one_query_whatever_its_length(told, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(event_changes(AuditEvent.objects.all())) == 4
