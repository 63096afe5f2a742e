"""Who is missing in a round: nobody whose action starts after it opened, as that stood when it closed."""

from datetime import date

import pytest

from actions.models import ReportingRound
from actions.plan.content import content_of
from actions.reading.queries import read_actions
from actions.reading.rounds import read_rounds
from actions.rounds.pages import read_round, read_rounds_page
from actions.rounds.verbs import change_round, open_round
from actions.rules.dates import PlanDate
from actions.rules.filters import Filters
from tests import plan
from tests.changes import edit_action
from tests.plan import NOON, fresh, later
from tests.reporting.reading import record_what_factories_made

pytestmark = pytest.mark.django_db
CLOSED, NOW = date(2008, 7, 5), date(2008, 9, 1)
OWED = Filters(awaiting="report")


@pytest.fixture
def people():
    return plan.make_people()


def june(people, **more):
    days = {"month": date(2008, 6, 1), "opens_on": date(2008, 6, 25), "closes_on": date(2008, 7, 4)}
    return open_round(by=people.programme, now=NOON, **days | more)


def starting(people, start):
    action = plan.agreed(people, due=date(2009, 3, 31))
    return set_start(people, action, start, NOON)


def set_start(people, action, start, now):
    action = fresh(action)
    content = content_of(action)
    content = type(content)(**{**vars(content), "start": PlanDate.on(start)})
    edit_action(
        by=people.programme, now=now, action=action, version=action.version, content=content, reason="Later"
    )
    return fresh(action)


def missing(people, day=NOW, as_at=None):
    [page] = read_rounds_page(people.cabinet, day, as_at)
    return [record.reference for record in page.missing]


def owing(people, day, as_at=None):
    rounds = read_rounds(as_at)
    return [record.reference for record in read_actions(people.cabinet, OWED, day, as_at, rounds)]


def test_an_action_that_starts_later_is_not_missing_now_or_then(people):
    june(people)
    starting(people, date(2008, 6, 25))
    starting(people, date(2008, 6, 26))
    record_what_factories_made()
    for as_at in (None, CLOSED):
        day = as_at or NOW
        assert missing(people, day, as_at) == ["R4.1"], as_at
        assert owing(people, day, as_at) == ["R4.1"], as_at


def test_a_start_that_is_put_off_later_does_not_take_back_what_was_missing(people):
    row = june(people)
    action = starting(people, date(2008, 6, 20))
    record_what_factories_made()
    set_start(people, action, date(2008, 12, 1), later(40))
    one = read_rounds().find(row.uuid)
    assert [record.reference for record in read_round(people.cabinet, one, NOW).missing] == ["R4.1"]
    assert owing(people, CLOSED, CLOSED) == ["R4.1"] and owing(people, NOW) == []


def test_a_round_that_was_set_before_there_was_this_rule_goes_on_asking(people):
    row = june(people)
    ReportingRound.objects.update(spares_later_starts=False)
    starting(people, date(2008, 8, 1))
    assert missing(people) == owing(people, NOW) == ["R4.1"]
    # One that has not begun comes to the rule when it is changed.
    days = {"opens_on": row.opens_on, "closes_on": date(2008, 7, 8), "version": row.version}
    changed = change_round(by=people.programme, now=NOON, round=fresh(row), **days)
    assert changed.spares_later_starts and missing(people) == []
