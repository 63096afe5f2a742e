"""Red, and why: the dashboard gives each red action's reason, next step, recovery, lead and since when."""

from datetime import date

import pytest

from actions.plan.verbs import withdraw_action
from actions.reports.verbs import report_progress
from jarplan.reporting.dashboard.red_actions import SHOWN
from tests import plan
from tests.reporting.reading import record_what_factories_made, text_of


def report(people, action, day, rating, **more):
    said = {"done": "Something", "reason": f"Why on day {day}", "next_step": f"Step of day {day}"}
    said = {**said, "recovers_on": date(2008, 9, 30), "why_better": "New staff", **more}
    report_progress(
        by=people.officer_a, now=plan.later(day), action=plan.fresh(action), rating=rating, **said
    )


def red_part(response):
    return text_of(response).split('id="red"')[1].split("<h2")[0]


FAR = date(2008, 12, 24)


def make_red(people, due=FAR):
    """Red on 21 June, amber, then red without a break from 10 July, the last report of 30 July."""
    action = plan.agreed(people, due=due)
    record_what_factories_made()
    for day, rating in ((1, "red"), (10, "amber"), (20, "red"), (40, "red")):
        report(people, action, day, rating, recovers_on=date(2008, 10, 1) if day == 40 else date(2008, 9, 1))
    return action


def test_why_it_is_red_stands_on_the_dashboard(people, visit):
    make_red(people, date(2008, 7, 18))
    said = red_part(visit(people.cabinet, "/"))
    for words in (
        '<a class="reference" href="/actions/R4.1/">R4.1</a>',
        "1, by declared or calculated rating",
        "Why on day 40",
        "Step of day 40",
        "1 October 2008",
        "Head of Fieldwork Services",
        "Leicester City Council",
        '<span class="nowrap">10 July 2008</span>',
        "and calculated",
    ):
        assert words in said, words
    assert "Why on day 20" not in said and "No action is red." not in said


@pytest.mark.slow
def test_a_past_day_gives_the_reason_of_that_day(people, visit):
    action = make_red(people)
    report(people, action, 60, "green", reason="", next_step="")
    assert "No action is red." in red_part(visit(people.cabinet, "/"))
    assert "No action is red." in red_part(visit(people.cabinet, "/?as_at=2008-07-05"))
    said = red_part(visit(people.cabinet, "/?as_at=2008-07-15"))
    assert "Why on day 20" in said and "Why on day 40" not in said
    assert 'href="/actions/R4.1/?as_at=2008-07-15"' in said
    assert '<span class="nowrap">10 July 2008</span>' in said and "1 September 2008" in said


@pytest.mark.slow
def test_what_left_the_plan_or_is_amber_is_not_among_the_red(people, visit):
    gone = make_red(people)
    withdraw_action(
        by=people.programme,
        now=plan.later(50),
        action=gone,
        version=plan.fresh(gone).version,
        reason="Done elsewhere",
    )
    report(people, plan.agreed(people, due=FAR), 20, "amber")
    assert "No action is red." in red_part(visit(people.cabinet, "/"))


@pytest.mark.slow
def test_more_than_ten_lead_to_the_list_of_all(people, visit):
    for number in range(SHOWN + 2):
        report(people, plan.agreed(people), 20, "green" if number % 2 else "red")  # all of them are overdue
    response = visit(people.cabinet, "/")
    assert len(response.context["reds"]) == SHOWN
    assert f"See all {SHOWN + 2} red actions" in red_part(response)
    found = visit(people.cabinet, response.context["red_href"]).context["page_obj"]
    assert found.paginator.count == SHOWN + 2
    firsts = [record.reference for record in found.object_list[:SHOWN]]
    assert firsts == [one.record.reference for one in response.context["reds"]]


def test_an_empty_plan_is_not_told_that_nothing_is_red(people, visit):
    assert "No action is red." not in text_of(visit(people.cabinet, "/"))
