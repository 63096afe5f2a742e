"""How the current round stands, whose reports are missing, and reminding all of them from the desk."""

from datetime import date

import pytest

from actions.models import Action
from actions.reports.verbs import report_progress
from actions.rounds.verbs import open_round
from jarplan.people.models import PostHolding
from jarplan.reporting.work.chasing import round_now
from jarplan.reporting.work.scope import Scope
from tests import plan
from tests.factories import PostFactory
from tests.reporting.conftest import BACKEND

pytestmark = pytest.mark.django_db
IN_ROUND, AFTER_IT = date(2008, 7, 1), date(2008, 7, 7)
LATER = date(2009, 3, 31)


@pytest.fixture
def july(people):
    """The round of June 2008, from 20 June to 4 July, whose reports Ms A and Ms B owe."""
    opened = open_round(
        by=people.programme,
        now=plan.NOON,
        month=date(2008, 6, 1),
        opens_on=date(2008, 6, 20),
        closes_on=date(2008, 7, 4),
    )
    PostHolding.objects.create(post=people.post_a, user=people.officer_a, held_from=date(2008, 1, 1))
    return opened


def at(people, day):
    return round_now(Scope(people.programme, day))


def report(people, action, day, round):
    by = people.officer_a
    said = {
        "rating": "green",
        "done": "Done",
        "effect": "",
        "reason": "",
        "next_step": "",
        "recovers_on": None,
    }
    report_progress(by=by, now=plan.later((day - plan.NOON.date()).days), action=action, round=round, **said)


def test_missing_reports_are_counted_by_the_lead_who_owes_them(people, july):
    plan.agreed(people, due=LATER)
    plan.agreed(people, due=LATER)
    plan.agreed(people, people.post_b, due=LATER)
    sent = plan.agreed(people, due=LATER)
    report(people, sent, IN_ROUND, july)
    now = at(people, IN_ROUND)
    assert (now.reported, now.number_missing, now.late) == (1, 3, 0)
    assert [(one.name, one.posts, one.references) for one in now.missing] == [
        (people.officer_a.full_name, (str(people.post_a),), ("R4.1", "R4.2")),
        ("Vacant post", (str(people.post_b),), ("R4.3",)),
    ]
    assert now.to_remind == ["R4.1", "R4.2", "R4.3"] and now.leads_to_remind == 2


def test_who_holds_several_posts_is_one_person_to_remind(people, july):
    other = PostFactory(organisation=people.a)
    PostHolding.objects.create(post=other, user=people.officer_a, held_from=date(2008, 1, 1))
    plan.agreed(people, due=LATER)
    plan.agreed(people, other, due=LATER)
    [one] = at(people, IN_ROUND).missing
    assert (one.number, set(one.posts)) == (2, {str(people.post_a), str(other)})


def test_a_report_after_the_round_has_closed_is_late(people, july):
    action = plan.agreed(people, due=LATER)
    report(people, action, AFTER_IT, july)
    now = at(people, AFTER_IT)
    assert (now.reported, now.late, now.number_missing) == (1, 1, 0)


@pytest.mark.slow
def test_all_leads_are_reminded_from_the_desk_and_then_not_again_today(people, july, client, settings):
    settings.PLAN_TODAY = IN_ROUND
    for post in (people.post_a, people.post_b):
        plan.agreed(people, post, due=LATER)
    client.force_login(people.programme, BACKEND)
    page = client.get("/programme/").text
    assert "Send reminders to all 2 leads" in " ".join(page.split())
    between = client.get("/actions/together/", {"do": "remind", "to": "desk", "action": ["R4.1", "R4.2"]})
    assert '<a href="/programme/">Programme office</a>' in between.text
    seen = [f"{one.reference}:{one.version}" for one in Action.objects.all()]
    answer = client.post("/actions/together/", {"do": "remind", "to": "desk", "seen": seen})
    assert answer.status_code == 302 and answer.url == "/programme/"
    page = client.get("/programme/").text
    assert "Send reminder" not in page and page.count("Reminded today") == 2


@pytest.mark.slow
def test_the_desk_costs_the_same_however_much_there_is(
    people, july, client, settings, django_assert_max_num_queries
):
    settings.PLAN_TODAY = IN_ROUND
    client.force_login(people.programme, BACKEND)
    for count in (1, 6):
        for _ in range(count):
            plan.agreed(people, due=LATER)
            plan.proposed(people, PostFactory(organisation=people.a), due=LATER)
        with django_assert_max_num_queries(28):
            client.get("/programme/")
