"""The answer on top of the members' page: figures, how they have moved, the next date, and where it is worst."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.cache import cache

from actions.movement.earlier import Earlier, last_meeting
from actions.reports.verbs import report_progress
from jarplan.audit.reading.folding import PastDay
from jarplan.people.models import User
from jarplan.reporting.dashboard import summary
from recommendations.within import within_of
from tests import plan
from tests.reporting.reading import record_what_factories_made, text_of
from tests.reporting.test_unchanged import KEPT

DAY = date(2008, 9, 1)
EARLIER = Earlier(PastDay.of(date(2008, 8, 6)), "OSMB")


@pytest.mark.parametrize(
    "now, before, words",
    [
        (3, 2, "1 more than on 6 August 2008"),
        (0, 2, "2 fewer than on 6 August 2008"),
        (2, 2, "As many as on 6 August 2008"),
    ],
)
def test_a_figure_says_how_it_has_moved(now, before, words):
    assert summary.compared(now, before, EARLIER) == words


def duty(title, day, number_open=1):
    deadline = SimpleNamespace(title=title, in_force=day, days_left=lambda today: (day - today).days)
    return SimpleNamespace(title=title, full_title=f"{title}, X", deadline=deadline, number_open=number_open)


@pytest.mark.parametrize(
    "publication, coming, several, wanted",
    [
        ([duty("Report", date(2008, 7, 15)), duty("Plan", date(2008, 9, 9))], [], False, ("Plan", 8)),
        ([duty("Plan", date(2008, 9, 9))], [], True, ("Plan, X", 8)),
        # What was missed is said where nothing is to come.
        ([duty("Report", date(2008, 7, 15))], [], False, ("Report", -48)),
        ([duty("Plan", date(2008, 9, 9), 0)], [duty("Review", date(2009, 6, 3))], False, ("Review", 275)),
        ([], [], False, None),
    ],
)
def test_the_next_date_is_the_first_that_can_still_be_met(publication, coming, several, wanted):
    duties = [(one.deadline, one.deadline.days_left(DAY)) for one in coming]
    found = summary.next_date(publication, duties, DAY, several)
    assert (found and (found.title, found.days_left)) == wanted


@pytest.mark.slow
def test_most_red_then_longest_overdue_and_ties_all(people, visit):
    """Two red actions of A, one of B; of two recommendations with one each the one that is longer overdue."""
    for number, due in ((1, date(2008, 7, 18)), (2, date(2008, 8, 18)), (3, date(2008, 12, 24))):
        action = plan.agreed(people, people.post_b if number == 2 else people.post_a, due=due)
        type(action).objects.filter(pk=action.pk).update(
            reference=f"R{number}.1", recommendation=plan.make_recommendation(number)
        )
        if number == 3:
            said = {"reason": "Vacancies", "next_step": "Recruit", "recovers_on": date(2008, 12, 1)}
            report_progress(
                by=people.officer_a,
                now=plan.later(1),
                action=plan.fresh(action),
                rating="red",
                done="Some",
                **said,
            )
    record_what_factories_made()
    worst = visit(people.cabinet, "/").context["worst"]
    assert [name for name, _ in worst["recommendation"]] == ["R1"]
    assert [name for name, _ in worst["organisation"]] == ["Leicester City Council"]


@pytest.mark.slow
def test_officers_see_first_what_their_organisation_leads(told, visit):
    labels = [one.label for one in visit(User.objects.get(username="pct.officer"), "/").context["figures"]]
    assert labels[:2] == [
        "red led by Leicester City PCT, declared or calculated",
        "overdue led by Leicester City PCT",
    ]


@pytest.mark.slow
def test_how_it_stood_then_is_counted_once(told, settings, django_assert_num_queries):
    settings.CACHES = KEPT
    cache.clear()
    reader, every = User.objects.get(username="cabinet"), within_of()
    earlier = last_meeting(DAY, None, every)
    first = summary.counted_then(reader, earlier, every)
    again = last_meeting(DAY, None, every)
    with django_assert_num_queries(1):  # the last event of that day, under which it is kept
        assert vars(summary.counted_then(reader, again, every)) == vars(first)
    assert (first.number, first.overdue, first.red) == (37, 2, 3)


@pytest.mark.slow
def test_who_holds_a_portfolio_sees_theirs_and_nobody_else_does(told, visit):
    page = text_of(visit(User.objects.get(username="cabinet"), "/"))
    mine = page.split('id="portfolio"')[1].split("<h2")[0]
    assert "6 recommendations" in mine and "/actions/?recommendation=R16" in mine and "=R2" not in mine
    assert 'id="portfolio"' not in text_of(visit(User.objects.get(username="officer"), "/"))
