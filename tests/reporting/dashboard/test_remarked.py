"""Blue is remarked on wherever it is shown: criteria that are not proved, and points that were only answered."""

from datetime import timedelta
from uuid import UUID

import pytest

from actions.plan.content import Criterion
from actions.reports.measurements import Taken
from actions.reports.verbs import report_progress
from jarplan.clock import day_of
from jarplan.reporting.document.compose import compose
from jarplan.reporting.published.columns import rating
from tests import claims
from tests.plan import NOON, agreed, evidence, fresh
from tests.reporting.lists.test_rating_column import rows_of
from tests.reporting.reading import record_what_factories_made, text_of

LATE = NOON + timedelta(days=60)
SAID = "Points against it answered"


def blue(people, *, shown):
    """An action of one criterion, late, signed off for the board; `shown`: a measurement shows that it is met."""
    action = agreed(people, criteria=(Criterion("Allocated", "%", "60", "100"),))
    evidence(people, action)
    taken = Taken(
        UUID(str(action.criteria.get().uuid)), value="100", met=None, on=day_of(LATE), source="The list"
    )
    if shown:
        act = {"by": people.officer_a, "now": LATE, "action": fresh(action)}
        report_progress(**act, rating="green", done="All are allocated", readings=[taken])
    record_what_factories_made()
    claims.deliver_action(by=people.officer_a, now=LATE, action=fresh(action))
    for by in (people.approver_a, people.programme):
        claims.sign_off(by=by, now=LATE, action=fresh(action))
    return fresh(action)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "shown, remark, words", [(True, "answered", SAID), (False, "unproven", "Criteria unproven")]
)
def test_what_is_said_against_blue_stands_beside_it_on_every_page(people, visit, shown, remark, words):
    action = blue(people, shown=shown)
    dashboard = visit(people.cabinet, "/")
    (told,) = dashboard.context["remarks"]
    assert (told[0], told[1]) == (remark, 1)
    part = text_of(dashboard).split(f'id="{remark}"')[1].split("<h2")[0]
    assert action.reference in part and claims.WHY in part
    heading = "Blue, points against it answered" if shown else "Blue, criteria unproven"
    for path in (
        "/actions/",
        "/actions/?view=full",
        f"/actions/?rating={remark}",
        f"/actions/{action.reference}/",
    ):
        assert words in text_of(visit(people.cabinet, path)).split("<main")[1], path
    (row,) = rows_of(visit(people.cabinet, f"/actions.csv?rating={remark}"))
    assert row[heading] == "Yes"
    (published,) = compose(day=day_of(LATE), now=LATE).actions
    assert words in rating(published)
    (other,) = {"answered", "unproven"} - {remark}
    assert rows_of(visit(people.cabinet, f"/actions.csv?rating={other}")) == []
