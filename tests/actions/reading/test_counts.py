"""Counts by round are those of each moment, asked one by one, whatever was done in between and to what."""

import random
from collections import Counter
from contextlib import suppress
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.plan.verbs import withdraw_action
from actions.reading.counts import count_actions, count_by_round
from actions.reading.rounds import Round, Rounds
from jarplan.audit.errors import NotNow, Refused
from recommendations.models import Inspection
from recommendations.within import EVERYTHING, Within
from tests import plan
from tests.actions.life.test_machine import VERBS, Life

TODAY = date(2011, 6, 1)


@pytest.fixture
def life(db, settings):
    """A plan and what was done to it: one random verb every half day from 20 June 2008 on."""
    settings.PLAN_TODAY = date(2008, 6, 20)
    life = Life()
    life.chance = random.Random(8)
    for _ in range(120):
        verb, minded, _weight = life.chance.choices(VERBS, weights=[weight for *_verb, weight in VERBS])[0]
        life.now += timedelta(hours=12)
        with suppress(NotNow, Refused, IndexError):
            verb(life, by=getattr(life.people, life.chance.choice(minded)), now=life.now)
    yield life
    life.cancel()


def closing(day):
    return Round(uuid4(), day.replace(day=1), day, day)


def asked_alone(reader, day, within):
    """The ratings of one past day, by the counts that every page has."""
    found = Counter()
    for ratings in count_actions(reader, day, day, Rounds(), within).ratings_by(lambda kind: "").values():
        found += ratings
    return found


@pytest.mark.slow
def test_each_round_counts_as_its_day_does(life):
    reader = life.people.cabinet
    days = [date(2008, 6, 19) + timedelta(days=step) for step in range(0, 66, 5)]
    rounds = [closing(day) for day in days]
    seen = set()
    inspection = Inspection.objects.get()
    for within in (EVERYTHING, Within(shown=(inspection,), known=2)):
        with CaptureQueriesContext(connection) as asked:
            found = count_by_round(reader, rounds, within)
        assert len(asked) == 1 and [one for one, _ in found] == rounds
        for one, counts in found:
            assert counts == asked_alone(reader, one.closes_on, within), one.closes_on
            seen.add(tuple(sorted(counts.items())))
    assert len(seen) > 3, "the ratings changed from round to round"


def test_no_round_asks_nothing(db, django_assert_num_queries):
    reader = plan.make_people().cabinet
    with django_assert_num_queries(0):
        assert count_by_round(reader, []) == []


def test_what_had_left_the_plan_by_then_is_not_counted(db, settings):
    settings.PLAN_TODAY = date(2008, 6, 20)
    people = plan.make_people()
    plan.proposed(people)
    gone = plan.proposed(people)
    withdraw_action(by=people.programme, now=plan.later(5), action=gone, version=gone.version, reason="Twice")
    rounds = [closing(date(2008, 6, 22)), closing(date(2008, 6, 30))]
    counted = [counts for _, counts in count_by_round(people.cabinet, rounds)]
    assert counted == [{"none": 2}, {"none": 1}]
