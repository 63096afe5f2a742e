"""A version holds what the plan says on its day, for the public and nothing else."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.models import Action
from actions.plan.verbs import withdraw_action
from actions.reports.verbs import report_progress
from actions.samples.verbs import draw_sample, record_check
from jarplan.people.posts.verbs import hold_post
from jarplan.reporting.document.compose import LEFT_OUT_ADDRESS, compose, for_the_public
from jarplan.reporting.document.schema import ContentChecked, from_text, to_text
from jarplan.reporting.published.columns import claim
from jarplan.reporting.published.columns import why as why_of
from tests import plan
from tools.bench import plans

DAY = date(2008, 9, 1)


@pytest.fixture
def people(db):
    return plan.make_people()


def composed(**options):
    return compose(day=DAY, now=plan.later(73), **options)


def test_an_action_is_as_it_stands(people):
    action = plan.reported(people)
    (held,) = composed().actions
    assert (held.reference, held.recommendation, held.text) == (action.reference, "R4", action.text)
    assert (held.due, held.due_latest, held.status) == ("18 July 2008", date(2008, 7, 18), action.status)
    assert held.leads[0].post == "Head of Fieldwork Services" and held.leads[0].accountable
    assert held.criteria[0].statement == "100% allocated"
    assert held.rating and held.rating_label and held.computed == "red"


@pytest.mark.slow
def test_a_content_of_rows_comes_back_from_its_text(people):
    plan.signed_off(people)
    content = composed()
    assert from_text(to_text(content)) == content


def test_nobody_is_named_unless_it_is_asked_for(people):
    plan.agreed(people)
    post = people.post_a
    hold_post(
        by=people.administrator, now=plan.NOON, post=post, version=post.version, person=people.officer_a
    )
    assert composed().actions[0].leads[0].person == ""
    assert people.officer_a.full_name not in to_text(composed())
    assert composed(people_named=True).actions[0].leads[0].person == people.officer_a.full_name


def test_an_email_address_is_left_out_for_the_public(people):
    plan.proposed(people, text="Write to jo.smith@leicester.gov.uk, then audit")
    content = composed()
    assert "jo.smith@leicester.gov.uk" in content.actions[0].text
    public = for_the_public(content)
    assert public.actions[0].text == f"Write to {LEFT_OUT_ADDRESS}, then audit"
    assert "@" not in to_text(public)


def test_what_left_the_plan_is_not_in_it(people):
    action = plan.agreed(people)
    withdraw_action(
        by=people.programme, now=plan.later(1), action=action, version=action.version, reason="No"
    )
    assert composed().actions == ()


@pytest.mark.slow
def test_queries_do_not_grow_with_the_plan(db):
    reader = plans.make_reader()
    counted = []
    for number in (10, 60):
        plans.grow(number, reader)
        with CaptureQueriesContext(connection) as asked:
            assert len(composed(people_named=True).actions) == number
        counted.append(len(asked))
    assert counted[0] == counted[1] < 30


def test_what_is_red_or_amber_says_why_and_what_is_done_about_it(people):
    why = {"reason": "Vacancies", "next_step": "Recruit", "recovers_on": date(2008, 10, 1)}
    low = {"confidence": "low", "would_help": "Two more auditors"}
    plan.reported(people, rating="amber", **why, **low)
    plan.reported(people)
    amber, green = composed().actions
    assert (amber.reason, amber.next_step, amber.recovers_on) == tuple(why.values())
    assert (amber.confidence, amber.would_help) == tuple(low.values())
    assert why_of(amber).splitlines()[-2:] == [
        "Confidence of the lead: low",
        "What would help: Two more auditors",
    ]
    assert (green.reason, green.next_step, green.recovers_on) == ("", "", None)
    said = {"rating": "green", "done": "Done", "why_better": "New staff"}
    report_progress(by=people.officer_a, now=plan.later(9), action=plan.fresh(row_of(amber)), **said)
    assert composed().actions[0].reason == ""


def test_a_sign_off_for_the_board_has_its_day(people):
    plan.signed_once(people)
    plan.signed_off(people)
    assert [one.signed_on for one in composed().actions] == [None, plan.NOON.date()]


def test_what_was_checked_by_sample_is_counted_and_said_of_the_action(people):
    action = plan.signed_off(people)
    assert composed().checked is None
    draw = {"by": people.programme, "now": plan.NOON, "inspection": action.recommendation.inspection}
    one = {"by": people.cabinet, "action": action, "seen": "Ten cases"}
    for day, held, reason in ((1, True, ""), (2, False, "No worker")):
        drawn = draw_sample(**draw, number=1, seed=day).checks.get()
        record_check(**one, now=plan.later(day), check=drawn, held=held, reason=reason)
        content = composed()
        assert content.checked == ContentChecked(day, 1)
        assert ("the sign-off holds" in claim(content.actions[0])) == held
        # What a check found not to hold is no longer signed off, and was not checked as it is now.
        assert content.actions[0].checked_on == (plan.later(1).date() if held else None)


def row_of(published):
    return Action.objects.get(reference=published.reference)
