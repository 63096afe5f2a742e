"""Live pages and pages of a past day read the same records."""

from datetime import date

import pytest

from recommendations.deadlines import queries as deadlines_queries
from recommendations.deadlines import verbs as deadlines_verbs
from recommendations.inspections import queries as inspections_queries
from recommendations.inspections import recommendation_verbs
from recommendations.meetings import queries as meetings_queries
from recommendations.models import Deadline, Recommendation
from recommendations.publication import queries as publication_queries
from tests.recommendations.conftest import NOON

pytestmark = pytest.mark.django_db
PUBLICATION = date(2008, 6, 3)
READS = (
    inspections_queries.inspections,
    inspections_queries.recommendations,
    deadlines_queries.deadlines,
    inspections_queries.paper_dates,
    publication_queries.publication_steps,
    meetings_queries.meetings,
)


@pytest.mark.parametrize("read", READS, ids=lambda read: read.__name__)
def test_the_past_reads_like_the_rows(facts, read):
    live = read()
    assert live
    assert read(PUBLICATION) == live


@pytest.mark.parametrize("read", READS, ids=lambda read: read.__name__)
def test_before_the_report_there_was_nothing(facts, read):
    assert read(date(2008, 6, 2)) == []


def test_who_answered_then_and_now(programme):
    """The posts of the facts have baseline events, so that their names are known on a past day too."""
    recommendation = Recommendation.objects.get(reference="R4")
    post = type(programme.organisation).objects.get(name="Leicester City Council").posts.first()
    recommendation_verbs.set_accountable(
        by=programme,
        now=NOON,
        recommendation=recommendation,
        version=1,
        accountable_post=post,
        portfolio_holder=None,
    )
    live = inspections_queries.recommendation("R4")
    assert live.accountable_post.title == post.title
    assert inspections_queries.recommendation("R4", NOON.date()) == live
    assert inspections_queries.recommendation("R4", PUBLICATION).accountable_post is None
    assert inspections_queries.recommendation("R99") is None


def test_an_adopted_date_governs_from_its_day(programme):
    deadlines_verbs.adopt_date(
        by=programme,
        now=NOON,
        deadline=Deadline.objects.get(rule__duty="plan"),
        version=1,
        adopted_on=date(2008, 9, 10),
        reason="counsel's advice",
    )
    plan = deadlines_queries.deadlines()[1]
    assert (plan.in_force, plan.in_force_because, plan.adopted_by) == (
        date(2008, 9, 10),
        "adopted",
        programme.full_name,
    )
    assert deadlines_queries.deadlines(NOON.date())[1] == plan
    assert deadlines_queries.deadlines(PUBLICATION)[1].in_force == date(2008, 9, 9)


def test_the_earlier_of_stated_and_computed_governs(facts):
    report, plan, *_ = deadlines_queries.deadlines()
    assert (report.stated, report.computed, report.in_force, report.in_force_because) == (
        None,
        date(2008, 7, 15),
        date(2008, 7, 15),
        "computed",
    )
    assert (plan.stated, plan.computed, plan.in_force, plan.in_force_because) == (
        date(2008, 9, 9),
        date(2008, 9, 10),
        date(2008, 9, 9),
        "stated",
    )
    assert len(plan.readings) == 3
    assert [wording.literal.due for wording in plan.wordings] == [date(2008, 9, 10), date(2008, 8, 12)]
    assert plan.days_left(date(2008, 9, 1)) == 8
    assert plan.days_left(date(2008, 9, 11)) == -2


def test_live_lists_cost_few_queries(facts, django_assert_num_queries):
    with django_assert_num_queries(1):
        inspections_queries.recommendations()
    with django_assert_num_queries(3):  # with the days off that they are counted by
        deadlines_queries.deadlines()
