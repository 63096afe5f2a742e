"""Records that are read one by one: the same as all at once, a few in memory at a time, and of one moment."""

from datetime import date, timedelta

import pytest

from actions.models import Action
from actions.reading import queries
from actions.reading.queries import read_actions
from actions.rules.filters import Filters
from tests import plan
from tests.reporting.reading import record_what_factories_made

TODAY = date(2008, 9, 1)
FEW = 2


@pytest.fixture
def people(db, monkeypatch, settings):
    """With five actions in the plan since June, of which two are read at a time."""
    settings.PLAN_TODAY = date(2008, 6, 20)
    monkeypatch.setattr(queries, "STRETCH", FEW)
    people = plan.make_people()
    for _ in range(5):
        plan.agreed(people)
    record_what_factories_made()
    return people


def found(people, as_at=None, **filters):
    return read_actions(people.programme, Filters(**filters), TODAY, as_at)


@pytest.mark.parametrize("as_at", [None, TODAY - timedelta(days=1)])
def test_they_are_those_that_are_read_at_once_in_their_order(people, as_at):
    for asked in ({}, {"sort": "-due"}, {"q": "nothing like it"}):
        assert list(iter(found(people, as_at, **asked))) == found(people, as_at, **asked).all()
    assert len(found(people, as_at).all()) == 5


def test_no_more_than_a_stretch_is_made_before_it_is_asked_for(people, monkeypatch):
    made, as_record = [], queries.as_record
    monkeypatch.setattr(queries, "as_record", lambda row: made.append(row) or as_record(row))
    rows = iter(found(people))
    next(rows)
    assert len(made) == FEW


@pytest.mark.postgresql  # on SQLite, what another connection writes is not seen by one that reads
def test_what_changes_while_they_are_read_is_not_among_them(people):
    """As in one look: nothing that was moved is read twice, or not at all."""
    rows = iter(found(people))
    references = [next(rows).reference]
    Action.objects.filter(reference="R4.2").update(plan_order=10**9)
    plan.agreed(people)
    assert [*references, *(row.reference for row in rows)] == [f"R4.{number}" for number in range(1, 6)]


def test_other_queries_between_them_are_of_now(people):
    """A past day is read for the records alone, and not for whoever asks for something meanwhile."""
    rows = iter(found(people, TODAY - timedelta(days=1)))
    next(rows)
    plan.agreed(people)
    assert Action.objects.count() == 6
    rows.close()
