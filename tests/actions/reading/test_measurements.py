"""The first day off a path is kept at every write of what it follows from, and old states are read with theirs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from actions.changes.verbs import decide_change
from actions.duedates.verbs import ask_for_date, decide_date
from actions.plan.content import Criterion, content_of
from actions.reading.measurements import measured_by_criterion, trajectory_in
from actions.reports.measurements import withdraw_measurement
from actions.rules.dates import PlanDate
from actions.rules.trajectory import first_off
from tests.actions.imports.sheets import LEAD, R4
from tests.actions.imports.written import imported
from tests.changes import edit_action
from tests.plan import NOON, agreed, fresh, later, make_people, make_recommendation, proposed, real_problems
from tests.reading_of import read

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
AGREED, DUE = date(2008, 6, 20), date(2008, 7, 18)
SHARE = Criterion("Allocated", "%", "60", "88")  # one point each day


@pytest.fixture
def people():
    people, recommendation = make_people(), make_recommendation()
    type(recommendation).objects.filter(pk=recommendation.pk).update(text=R4)
    return people


def off(action):
    """The day that is kept; it is what the rows give, and the history says the same."""
    action = fresh(action)
    measured = measured_by_criterion(action)
    rows = action.criteria.all()
    assert action.off_path_from == first_off(
        [(trajectory_in(action, row), measured.get(row.uuid, [])) for row in rows]
    )
    assert real_problems() == []
    return action.off_path_from


def edited(people, action, **changes):
    action = fresh(action)
    content = replace(content_of(action), **changes)
    return edit_action(by=people.programme, now=NOON, action=action, version=action.version, content=content)


@pytest.mark.slow
def test_path_begins_when_it_is_agreed(people):
    assert off(proposed(people, criteria=(SHARE,))) is None
    assert off(agreed(people, criteria=(SHARE,))) == DUE + DAY


def test_path_begins_with_the_start_where_the_plan_names_one(people):
    action = agreed(people, criteria=(SHARE,), start=PlanDate.on(date(2008, 7, 4)))
    read(people, action, value="60", now=later(13))
    assert off(action) == DUE + DAY


@pytest.mark.slow
def test_reading_that_is_behind_counts_from_its_day(people):
    action = agreed(people, criteria=(SHARE,))
    read(people, action, value="69", now=later(10))
    assert off(action) == AGREED + 10 * DAY
    read(people, action, value="88", now=later(12))
    assert off(action) is None


@pytest.mark.slow
def test_edit_of_the_target_counts_at_once(people):
    action = agreed(people, criteria=(SHARE,))
    read(people, action, value="70", now=later(10))
    assert off(action) == DUE + DAY
    edited(people, action, criteria=(replace(content_of(fresh(action)).criteria[0], target="100"),))
    assert off(action) == AGREED + 10 * DAY
    edited(people, action, criteria=())
    assert off(action) is None


def test_later_date_moves_the_end_of_the_path(people):
    action = agreed(people, criteria=(SHARE,))
    read(people, action, value="69", now=later(10))
    change = ask_for_date(
        by=people.officer_a,
        now=later(11),
        action=action,
        to=PlanDate.on(date(2008, 8, 18)),
        category="people",
        reason="Two have left",
    )
    decide_date(by=people.programme, now=later(12), change=change, grant=True, reason="Agreed")
    assert off(action) == date(2008, 8, 19)


def test_withdrawn_reading_no_longer_counts(people):
    action = agreed(people, criteria=(SHARE,))
    update = read(people, action, value="69", now=later(10))
    criterion = fresh(action).criteria.get().uuid
    withdraw_measurement(
        by=people.officer_a,
        now=later(11),
        action=action,
        update=update.uuid,
        criterion=criterion,
        reason="Typo",
    )
    assert off(action) == DUE + DAY
    assert fresh(action).criteria.get().current == ""


@pytest.mark.slow
def test_import_moves_the_day_when_its_change_of_criteria_is_agreed(people):
    action = agreed(people, criteria=(SHARE,))
    read(people, action, value="69", now=later(10))
    before = off(action)
    headings = ["Rec no", "Recommendation", "Action ref", "Action", "Lead officer", "Success criteria"]
    row = [4, R4, action.reference, action.text, LEAD, "No child waits"]
    imported(people.programme, row, headings=headings, now=later(12))
    assert off(action) == before
    decide_change(by=people.programme_2, now=later(13), change=action.content_changes.get(), grant=True)
    assert off(action) == DUE + DAY


@pytest.mark.slow
@pytest.mark.parametrize("start", ["", "2008-07-01"])
def test_first_day_off_is_that_of_the_criterion_with_the_earliest_target(people, start):
    written = PlanDate.on(date.fromisoformat(start)) if start else PlanDate()
    criteria = (replace(SHARE, target_on=date(2008, 7, 1)), SHARE)
    assert off(agreed(people, criteria=criteria, start=written)) == date(2008, 7, 2)
