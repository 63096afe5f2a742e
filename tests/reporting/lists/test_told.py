"""What sheets carry of the last report of an action, and of where its criteria stand, now and on a past day."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.plan.content import Criterion
from actions.reading.queries import read_actions
from actions.reading.rounds import Rounds
from actions.reports.measurements import Taken
from actions.reports.verbs import report_progress
from actions.rules.filters import Filters
from jarplan.reporting.lists.columns import every_column, export_headings, export_rows
from jarplan.reporting.lists.told import with_told
from tests import plan
from tests.plan import NOON, fresh, later

pytestmark = pytest.mark.django_db
RED = {"rating": "red", "done": "Two of six", "reason": "Vacancies", "next_step": "Recruit"}
RED |= {"recovers_on": date(2008, 9, 30), "effect": "Waits are shorter"}


def report(people, action, now, **said):
    said = {"rating": "green", "done": "Half of them", **said}
    return report_progress(by=people.officer_a, now=now, action=fresh(action), **said)


def told(people, as_at=None):
    # The records of now: this plan's inspection has no history, and what is told of them is asked for by day.
    records = read_actions(people.officer_a, Filters(), NOON.date())
    return {record.reference: one for record, one in with_told(records, as_at)}


@pytest.fixture
def action(people):
    criteria = (Criterion("All are allocated", unit="%", target="100"), Criterion("Lists are trusted"))
    return plan.agreed(people, criteria=criteria)


def test_last_report_is_told_as_it_says_today(people, action):
    first = report(people, action, NOON)
    report(people, action, later(1), **RED)
    report(people, action, later(2), done="A third", corrects=first)
    one = told(people)[action.reference]
    # The correction of an earlier report says nothing of how things stand.
    assert (one.done, one.reason, one.next_step, one.effect) == (
        "Two of six",
        "Vacancies",
        "Recruit",
        "Waits are shorter",
    )
    assert one.recovers_on == date(2008, 9, 30)
    other = plan.agreed(people)
    assert told(people)[other.reference].done == ""


def test_criteria_are_told_with_target_and_latest_figure(people, action):
    criterion = action.criteria.first()
    for days, value in ((0, "40"), (3, "61")):
        taken = Taken(criterion.uuid, value=value, on=later(days).date(), source="Audit")
        report(people, action, later(days), readings=[taken])
    lines = told(people)[action.reference].criteria.splitlines()
    assert lines[0] == "All are allocated (target 100; 61 on 23 June 2008)"
    assert lines[1] == "Lists are trusted (no figure yet)"


def test_past_day_tells_what_was_told_by_then(people, action):
    taken = Taken(action.criteria.first().uuid, value="40", on=NOON.date(), source="Audit")
    report(people, action, NOON, readings=[taken])
    later_one = Taken(action.criteria.first().uuid, value="61", on=later(3).date(), source="Audit")
    report(people, action, later(3), **RED, readings=[later_one])
    one = told(people, later(1).date())[action.reference]
    assert one.done == "Half of them" and "40 on 20 June 2008" in one.criteria


def test_sheet_has_them_in_columns_of_their_own(people, action):
    report(people, action, NOON, **RED)
    columns = every_column(Rounds())
    [row] = export_rows(columns, read_actions(people.officer_a, Filters(), NOON.date()), NOON.date())
    found = dict(zip(export_headings(columns), row, strict=True))
    assert (found["What was done"], found["Why not on track"]) == ("Two of six", "Vacancies")
    assert found["Expected back on track"] == date(2008, 9, 30)
    assert found["Criteria and latest figures"].startswith("All are allocated")


def test_no_query_is_asked_for_each_action(people, action):
    asked = []
    for _ in range(2):
        report(people, plan.agreed(people), NOON)
        with CaptureQueriesContext(connection) as queries:
            told(people)
        asked.append(len(queries))
    assert asked[0] == asked[1]
