"""What moved is counted, listed and told alike, whatever happened: a plan lives at random, and any two of its days
are compared by what was remembered of them."""

import random
from collections import Counter
from itertools import combinations
from types import SimpleNamespace

import pytest
from django.db import connection

from actions.models import Action
from actions.movement.queries import first_q, moved
from actions.reading.counts import Burned, burn_up, count_actions, count_by_round, count_moves
from actions.reading.queries import Records, live_rows, read_actions
from actions.reading.rounds import Rounds
from actions.rules.filters import EITHER_RED, Filters
from actions.rules.lifecycle import CLAIMED, SIGNED, Rating
from actions.rules.movement import MOVES, Days, moves_of
from actions.rules.rating import rule_of
from actions.rules.records import ANSWERED, UNPROVEN, brag, in_plan, is_overdue, remark_on
from jarplan.audit.reading.folding import PastDay
from jarplan.clock import day_of
from jarplan.reporting.comparison.changes import changed_actions, differences
from jarplan.reporting.comparison.moments import of_day
from recommendations.within import EVERYTHING
from tests.plan import make_people, make_recommendation
from tests.random_plan import Plan
from tests.reporting.reading import record_what_factories_made

EVERY, NONE = Filters(status="all"), Rounds()


def lived(seed, steps):
    """(people, {day: {UUID: record} at its end}, the day after) of a plan after so many verbs."""
    people = make_people()
    for number in (1, 2, 3):
        make_recommendation(number)
    record_what_factories_made()
    plan = Plan(people, random.Random(seed))
    remembered, day = {}, day_of(plan.now)
    for step in range(steps):
        plan.wait()
        if day_of(plan.now) != day:
            remembered[day] = {one.uuid: one for one in read_actions(people.cabinet, EVERY, day)}
            day = day_of(plan.now)
        plan.act()
        if step % 50 == 0:
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # as the database does by itself between transactions
    remembered[day] = {one.uuid: one for one in read_actions(people.cabinet, EVERY, day)}
    return people, remembered


def compare(reader, remembered, earlier, later, last):
    """Everything that says how the plan moved from one day to another, held against what was remembered; the ways
    that were met."""
    as_at = None if later == last else PastDay.of(later)
    since, days = PastDay.of(earlier), Days(earlier, later)
    was, now = remembered[earlier], remembered[later]
    wanted = {way: set() for way in MOVES}
    for uuid, record in now.items():
        for way in moves_of(was.get(uuid), record, days):
            wanted[way].add(record.reference)
    counts = count_actions(reader, later, as_at, NONE, since=since)
    assert {way: number for way, number in counts.moves.items() if number} == {
        way: len(found) for way, found in wanted.items() if found
    }
    assert count_moves(reader, later, as_at, EVERYTHING, since) == {w: len(f) for w, f in wanted.items()}
    for way, found in wanted.items():
        asked = Filters(change=way, since=earlier.isoformat(), status="all" if way == "gone" else "")
        shown = read_actions(reader, asked, later, as_at, NONE)
        assert {one.reference for one in shown} == found, (way, earlier, later)
        assert len(shown) == len(found)
    rows = live_rows(reader)
    firsts = Records(rows.filter(first_q(rows, counts.moves, Days(since, later))), as_at).all()
    told = moved(firsts, Days(since, later))
    for way, found in wanted.items():
        assert {one.reference for _, one in told.by(way)} <= found
        assert bool(told.by(way)) == bool(found)
    check_red(reader, now, later, as_at, counts)
    check_counts(now, later, counts)
    check_trend(reader, was, now, earlier, later)
    if earlier < later:
        check_differences(reader, was, now, earlier, later, last)
    return {way for way, found in wanted.items() if found}


def check_red(reader, now, day, as_at, counts):
    """Red, declared or calculated: the number, and the list behind it."""
    red = {
        one.reference
        for one in now.values()
        if in_plan(one) and Rating.RED in (brag(one), rule_of(one, day, NONE).key)
    }
    shown = read_actions(reader, Filters(rating=EITHER_RED), day, as_at, NONE)
    assert {one.reference for one in shown} == red and counts.red == len(red)


def check_counts(now, day, counts):
    """What the dashboard sums: each way in which actions are alike, with how many of them there are."""
    wanted = Counter()
    for one in filter(in_plan, now.values()):
        names = one.recommendation, one.timeframe, one.organisation, one.status
        wanted[*names, brag(one), rule_of(one, day, NONE).key] += 1
        wanted["overdue"] += is_overdue(one, day)
        wanted[remark_on(one)] += 1
    found = Counter()
    for kind in counts.kinds:
        names = kind.recommendation, kind.timeframe, kind.organisation, kind.status
        found[*names, kind.brag, kind.computed] += kind.number
        found["overdue"] += kind.overdue
        found[UNPROVEN] += kind.unproven
        found[ANSWERED] += kind.answered
    del wanted[""]
    assert +found == +wanted


def check_trend(reader, was, now, earlier, later):
    """The ratings of two rounds that ended on these days, and what was due and delivered by then."""
    over = [SimpleNamespace(closes_on=day) for day in (earlier, later)]
    stood = [[*filter(in_plan, then.values())] for then in (was, now)]
    for (_, counts), records in zip(count_by_round(reader, over), stood, strict=True):
        assert +Counter(counts) == Counter(map(brag, records))
    for burned, day, records in zip(burn_up(reader, [earlier, later]), (earlier, later), stood, strict=True):
        assert burned == Burned(
            number=len(records),
            due=len([one for one in records if one.due_latest and one.due_latest <= day]),
            delivered=len([one for one in records if one.status in CLAIMED]),
            signed=len([one for one in records if one.status in SIGNED]),
        )


def check_differences(reader, was, now, earlier, later, last):
    """The comparison names each action whose words, dates or rating are others, and none else."""
    moments = of_day(earlier, last), of_day(later, last)
    rows = changed_actions(*moments, EVERYTHING)
    found = {one.reference: one.kind for one in differences(reader, "action", rows, *moments)}
    said = ("text", "status", "declared_rating", "due_latest", "lead")
    for uuid, record in now.items():
        before = was.get(uuid)
        stood, stands = before is not None and in_plan(before), in_plan(record)
        kind = found.pop(record.reference, None)
        if stood != stands:
            assert kind == ("added" if stands else "gone"), record.reference
        elif stands and any(getattr(before, name) != getattr(record, name) for name in said):
            assert kind == "changed", record.reference
        else:
            assert kind in (None, "changed"), record.reference
    assert found == {}


def live_and_compare(seed, steps, pairs):
    people, remembered = lived(seed, steps)
    last, chance = max(remembered), random.Random(seed)
    every = list(combinations(sorted(remembered), 2))
    assert Action.objects.count() > 1 and len(every) > 2
    met = set()
    for earlier, later in [*chance.sample(every, min(pairs, len(every))), (last, last)]:
        met |= compare(people.cabinet, remembered, earlier, later, last)
    return met


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.parametrize("seed", (8,))
def test_any_two_days_of_a_random_plan_are_compared_as_they_are_remembered(seed):
    assert len(live_and_compare(seed, 300, 12)) > 2


@pytest.mark.django_db
@pytest.mark.nightly
def test_any_two_days_after_2000_random_verbs(seed=2008):
    assert live_and_compare(seed, 2000, 100) == set(MOVES)
