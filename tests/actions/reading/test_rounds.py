"""Reporting rounds: which one is current on a day, whom it asks, live and as they were known."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from actions.models import ReportingRound
from actions.reading.rounds import Round, Rounds, read_rounds
from jarplan.audit.ledger import Ledger, save_version
from tests import plan

JUNE, JULY, AUGUST = date(2008, 6, 1), date(2008, 7, 1), date(2008, 8, 1)


def make(month, opens_on, closes_on):
    return Round(uuid4(), month, opens_on, closes_on)


june = make(JUNE, date(2008, 6, 25), date(2008, 7, 4))
july = make(JULY, date(2008, 7, 25), date(2008, 8, 4))
rounds = Rounds([july, june])


@pytest.mark.parametrize(
    "day, is_open, closed, current",
    [
        ("2008-06-24", None, None, None),
        ("2008-06-25", june, None, june),
        ("2008-07-04", june, None, june),
        ("2008-07-05", None, june, june),
        ("2008-07-24", None, june, june),
        ("2008-07-25", july, june, july),
        ("2008-08-04", july, june, july),
        ("2008-08-05", None, july, july),
        ("2009-01-01", None, july, july),
    ],
)
def test_current_is_the_open_round_else_the_last_closed(day, is_open, closed, current):
    day = date.fromisoformat(day)
    assert rounds.open(day) == is_open
    assert rounds.last_closed(day) == closed
    assert rounds.current(day) == current


def test_next_is_the_first_that_opens_later():
    assert rounds.next(date(2008, 6, 1)) == june
    assert rounds.next(date(2008, 6, 25)) == july
    assert rounds.next(date(2008, 7, 25)) is None


def test_any_day_of_a_month_finds_its_round():
    assert rounds.of(date(2008, 7, 31)) == july and rounds.of(JUNE) == june
    assert rounds.of(AUGUST) is None
    assert rounds.find(str(july.uuid)) == july and rounds.find(uuid4()) is None


def test_rounds_stand_in_the_order_of_their_days():
    assert list(rounds) == [june, july] and len(rounds) == 2 and rounds[1] == july
    assert not Rounds() and Rounds().current(JUNE) is None
    assert str(july) == "July 2008" and july.slug == "2008-07"


@pytest.mark.slow
@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 20)), max_size=6), st.integers(0, 300))
def test_a_day_has_at_most_one_current_round_whatever_the_days(gaps, step):
    day, made = date(2008, 6, 1), []
    for number, (gap, length) in enumerate(gaps):
        opens_on = day + timedelta(days=gap)
        day = opens_on + timedelta(days=length)
        made.append(make(date(2008 + number // 12, number % 12 + 1, 1), opens_on, day))
    asked = date(2008, 6, 1) + timedelta(days=step)
    found = Rounds(reversed(made))
    begun = [one for one in made if one.opens_on <= asked]
    assert found.current(asked) == (begun[-1] if begun else None)


def record(**fields):
    return SimpleNamespace(
        **{"agreed_at": None, "report_from": None, "reported_month": None, "start_latest": None, **fields}
    )


def at(*parts):
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    "of, asked, lacking",
    [
        (record(), False, False),
        (record(agreed_at=at(2008, 6, 10)), True, True),
        # Agreed on the last day of the round, and a minute after it (London is an hour before UTC).
        (record(agreed_at=at(2008, 7, 4, 22, 59)), True, True),
        (record(agreed_at=at(2008, 7, 4, 23, 0)), False, False),
        (record(agreed_at=at(2008, 6, 10), report_from=JUNE), True, True),
        (record(agreed_at=at(2008, 6, 10), report_from=JULY), False, False),
        (record(agreed_at=at(2008, 6, 10), reported_month=JUNE), True, False),
        (record(agreed_at=at(2008, 6, 10), reported_month=date(2008, 5, 1)), True, True),
        (record(agreed_at=at(2008, 6, 10), reported_month=JULY), True, False),
    ],
)
@pytest.mark.django_db
def test_round_asks_who_was_agreed_by_its_last_day(of, asked, lacking):
    """And in SQL alike."""
    assert june.asks(of) is asked and june.lacks(of) is lacking
    action = plan.proposed(plan.make_people())
    rows = type(action).objects.filter(pk=action.pk)
    rows.update(**vars(of))
    assert rows.filter(june.asks_q()).exists() is asked
    assert rows.filter(june.lacks_q()).exists() is lacking


@pytest.mark.parametrize(
    "start, spares, asked",
    [
        (None, True, True),
        (date(2008, 6, 25), True, True),  # the day on which it opens
        (date(2008, 6, 26), True, False),
        (date(2008, 6, 26), False, True),  # set before there was this rule
    ],
)
@pytest.mark.django_db
def test_an_action_that_starts_after_a_round_opened_owes_none_for_it(start, spares, asked):
    """And in SQL alike; a report that is sent all the same is one of the round."""
    one, of = replace(june, spares_later_starts=spares), record(agreed_at=at(2008, 6, 10), start_latest=start)
    assert one.asks(of) is asked and one.lacks(of) is asked and one.takes(of)
    action = plan.proposed(plan.make_people())
    rows = type(action).objects.filter(pk=action.pk)
    rows.update(**vars(of))
    assert rows.filter(one.asks_q()).exists() is asked and rows.filter(one.lacks_q()).exists() is asked


@pytest.mark.django_db
def test_rounds_are_read_live_and_as_they_were_known(django_assert_num_queries):
    people = plan.make_people()
    row = ReportingRound.objects.create(month=JUNE, opens_on=june.opens_on, closes_on=june.closes_on)
    ledger = Ledger(by=people.programme, now=plan.NOON)
    ledger.record(row, "opened", role="programme")
    with transaction.atomic():
        ledger.append()
    with django_assert_num_queries(1):
        first = read_rounds()
    assert first == Rounds([Round(UUID(str(row.uuid)), JUNE, june.opens_on, june.closes_on, None, True)])
    later = Ledger(by=people.programme, now=plan.later(2))
    save_version(row, version=row.version, closes_on=date(2008, 7, 7))
    later.record(row, "changed", role="programme")
    with transaction.atomic():
        later.append()
    assert not read_rounds(date(2008, 6, 19))
    assert read_rounds(date(2008, 6, 20)) == first
    assert read_rounds(date(2008, 6, 22)) == read_rounds() != first
