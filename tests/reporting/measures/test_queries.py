"""Which success criteria are measures, and in which order they are shown."""

from datetime import date

import pytest

from actions.plan.content import Criterion
from actions.reports.measurements import Taken
from actions.reports.verbs import report_progress
from tests import plan
from tests.reporting.measures.test_views import shown
from tests.reporting.reading import record_what_factories_made

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def measured(people, value, **more):
    """An action with one measure from 10% to 90%, and a report with this figure of it."""
    criteria = (Criterion(f"Visits like {value}", unit="%", baseline="10", target="90"),)
    action = plan.agreed(people, criteria=criteria, due=date(2008, 12, 24), **more)
    if value:
        taken = Taken(action.criteria.first().uuid, value=value, on=date(2008, 8, 20), source="Audit")
        report_progress(
            by=people.officer_a,
            now=plan.later(62),
            action=action,
            rating="green",
            done="Some",
            readings=[taken],
        )
    return action


def test_those_off_course_come_first_and_each_says_how_it_stands(people, visit):
    for value in ("80", "95", "", "11"):
        measured(people, value)
    record_what_factories_made()
    found = [(statement, words) for _, statement, words in shown(visit(people.cabinet, "/measures/"))]
    assert found == [
        ("Visits like 11", "Off course"),
        ("Visits like 80", "On course"),
        ("Visits like 95", "Target reached"),
        ("Visits like ", "No measurement yet"),
    ]
    assert shown(visit(people.cabinet, "/measures/?show=off"))[0][1] == "Visits like 11"


def test_a_criterion_without_a_figure_is_no_measure(people, visit):
    criteria = (Criterion("All know"), Criterion("Visits", unit="%", baseline="10", target="90"))
    plan.agreed(people, criteria=criteria)
    record_what_factories_made()
    assert [statement for _, statement, _ in shown(visit(people.cabinet, "/measures/"))] == ["Visits"]
    plan.proposed(people, criteria=(Criterion("Places", target="4"),))
    assert len(shown(visit(people.cabinet, "/measures/"))) == 1  # nobody has agreed to the other one yet
