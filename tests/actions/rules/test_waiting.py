"""What warns an action that waits for another one: as sentences and as rows of the database alike."""

from datetime import date

import pytest

from actions.duedates.verbs import ask_for_date
from actions.models import Action, Wait
from actions.reading.queries import Records, live_rows, moved_waits, read_actions, read_waits
from actions.reading.rounds import read_rounds
from actions.rules.dates import PlanDate
from actions.rules.filters import Filters
from actions.rules.waiting import reached, warnings
from actions.waits.verbs import stop_waiting, wait_for
from tests.plan import agreed, later, make_people

pytestmark = pytest.mark.django_db
DAY = date(2008, 6, 23)
DUE = date(2008, 7, 18)


@pytest.fixture
def people():
    return make_people()


def two(people):
    one, other = agreed(people, due=DUE), agreed(people, due=DUE)
    wait_for(by=people.officer_a, now=later(1), action=one, other=other, why="It needs its places")
    return one, other


def set_to(**columns):
    return lambda people, one, other: Action.objects.filter(pk=other.pk).update(**columns)


def ask(people, one, other):
    said = {"to": PlanDate.on(date(2008, 9, 1)), "category": "people", "reason": "Two posts are empty"}
    ask_for_date(by=people.officer_a, now=later(2), action=other, **said)


def sooner(people, one, other):
    Action.objects.filter(pk=one.pk).update(due_earliest=None, due_latest=date(2008, 7, 1))


def set_aside(people, one, other):
    """What waits is no longer worked on, so nothing warns of it."""
    Action.objects.filter(pk=one.pk).update(status="withdrawn", status_reason="So decided")
    set_to(declared_rating="red")(people, one, other)


def nothing(people, one, other):
    pass


DELIVERED = {"status": "delivered", "delivered_at": later(2), "rating_before": "red"}
CASES = [
    (nothing, []),
    (set_to(due_earliest=None, due_latest=date(2008, 7, 1)), []),
    (
        set_to(due_latest=date(2008, 8, 1)),
        [
            "Its due date has moved from 18 July 2008 to 1 August 2008.",
            "It is due on 1 August 2008, after this action (18 July 2008).",
        ],
    ),
    (set_to(due_latest=None), []),
    (sooner, ["It is due on 18 July 2008, after this action (1 July 2008)."]),
    (ask, ["An extension to 1 September 2008 has been requested."]),
    (set_to(declared_rating="red"), ["Its lead says red."]),
    (set_to(declared_rating="amber"), []),
    (set_to(due_earliest=None, due_latest=date(2008, 6, 20)), ["Its calculated rating is red: overdue."]),
    (set_to(status="withdrawn", status_reason="So decided"), ["It has been withdrawn."]),
    (set_to(status="paused", status_reason="So decided", came_from="agreed"), ["It is paused."]),
    (set_to(status="not_accepted", status_reason="So decided"), ["It was not accepted."]),
    (set_aside, []),
]


@pytest.mark.parametrize(("change", "says"), CASES)
def test_sentences_and_rows_warn_alike(people, change, says):
    one, other = two(people)
    change(people, one, other)
    rounds, rows = read_rounds(), live_rows(people.officer_a)
    records = {record.reference: record for record in Records(rows).all()}
    known = Wait.objects.get().known_due
    found = list(warnings(records[one.reference], records[other.reference], known, DAY, rounds))
    assert found == says
    assert moved_waits(DAY, rounds).exists() == bool(says)
    listed = read_actions(people.officer_a, Filters(awaiting="moved"), DAY)
    assert [record.reference for record in listed] == ([one.reference] if says else [])


def test_what_is_delivered_warns_no_more(people):
    one, other = two(people)
    set_to(delivered_by=people.officer_a, declared_rating="red", **DELIVERED)(people, one, other)
    assert not moved_waits(DAY, read_rounds()).exists()
    assert read_waits(DAY, read_rounds()) == {}


def test_the_list_of_a_past_day_knows_what_waited_then(people):
    one, other = two(people)
    for action in (one, other):
        assert list(read_waits(DAY, read_rounds(), None, [action.reference])) == (
            [one.reference] if action == one else []
        )
    stop_waiting(by=people.officer_a, now=later(5), action=one, wait=Wait.objects.get())
    rounds, asked = read_rounds(), Filters(awaiting="other")
    assert len(read_actions(people.officer_a, asked, DAY, later(4).date())) == 1
    assert len(read_actions(people.officer_a, asked, DAY, later(0).date())) == 0
    assert len(read_actions(people.officer_a, asked, DAY)) == 0
    assert [each.reference for each in read_waits(DAY, rounds, later(4).date())[one.reference]] == [
        other.reference
    ]
    assert read_waits(DAY, rounds) == {}


def test_reached_goes_all_the_way_and_ends_in_a_circle():
    assert reached(1, [(1, 2), (2, 3), (3, 1), (4, 5)]) == {1, 2, 3}
    assert reached(5, [(4, 5)]) == {5}
