"""My work: each person's piles, the oldest first, and nothing that they may not do."""

from datetime import date

import pytest

from actions.duedates.verbs import ask_for_date
from actions.models import Action
from actions.rules.dates import PlanDate
from actions.signoff.policies import check_sign
from actions.signoff.signable import signable
from actions.signoff.verbs import digest_of, return_action
from jarplan.audit.errors import allows
from jarplan.people.models import PostHolding
from tests import plan
from tests.claims import sign_off
from tests.factories import PostFactory
from tests.reporting.reading import text_of

pytestmark = pytest.mark.django_db


def queues(visit, person):
    found = visit(person, "/my-work/").context["queues"]
    return {
        queue.title: [(task.record.reference, task.verb, task.href) for task in queue.tasks]
        for queue in found
    }


@pytest.mark.slow
def test_officer_finds_returned_overdue_and_silent_actions_each_once(people, visit):
    returned = plan.delivered(people)
    return_action(
        by=people.approver_a, now=plan.later(1), action=returned, seen=digest_of(returned), reason="Not shown"
    )
    plan.reported(people)
    silent = plan.proposed(people, due=date(2009, 3, 31))
    Action.objects.filter(pk=silent.pk).update(
        status="agreed", agreed_at=plan.NOON, agreed_by=people.programme
    )
    plan.agreed(people, people.post_b)
    assert queues(visit, people.officer_a) == {
        "Returned to you": [("R4.1", "Report progress", "/actions/R4.1/update/")],
        "Overdue": [("R4.2", "Report progress", "/actions/R4.2/update/")],
        "Progress reports to send": [("R4.3", "Report progress", "/actions/R4.3/update/")],
    }


def test_overdue_proposal_is_changed_rather_than_reported_on(people, visit):
    plan.proposed(people)
    assert queues(visit, people.officer_a)["Overdue"] == [("R4.1", "Edit action", "/actions/R4.1/edit/")]


def test_posts_i_hold_come_first_then_the_oldest(people, visit):
    own = PostFactory(title="Mine", organisation=people.a)
    PostHolding.objects.create(post=own, user=people.officer_a, held_from=date(2008, 1, 1))
    for lead, due in (
        (people.post_a, date(2008, 7, 2)),
        (people.post_a, date(2008, 7, 1)),
        (own, date(2008, 7, 3)),
    ):
        plan.proposed(people, lead, due=due)
    (queue,) = visit(people.officer_a, "/my-work/").context["queues"]
    assert [task.record.reference for task in queue.tasks] == ["R4.3", "R4.2", "R4.1"]
    assert [task.is_own_post for task in queue.tasks] == [True, False, False]
    assert "You hold the post Mine." in text_of(visit(people.officer_a, "/my-work/"))


@pytest.mark.slow
def test_approver_and_programme_office_find_what_waits_for_them(people, visit):
    plan.delivered(people)
    plan.signed_once(people)
    plan.proposed(people, due=date(2009, 3, 31))
    moved = plan.agreed(people)
    ask_for_date(
        by=people.officer_a,
        now=plan.NOON,
        action=moved,
        to=PlanDate.on(date(2008, 12, 1)),
        category="people",
        reason="Vacancies",
    )
    assert queues(visit, people.approver_a) == {
        "Awaiting your sign-off": [("R4.1", "Sign off or return", "/actions/R4.1/sign-off/")]
    }
    assert queues(visit, people.programme) == {
        "Awaiting your sign-off": [("R4.2", "Sign off or return", "/actions/R4.2/sign-off/")],
        "Extensions awaiting your decision": [("R4.4", "Decide on extension", "/actions/R4.4/date-change/")],
        "Proposed actions to agree": [("R4.3", "Agree action", "/actions/R4.3/agree/")],
    }
    assert queues(visit, people.approver_b) == {}


@pytest.mark.slow
def test_nobody_finds_their_own_claim_to_sign(people, visit):
    plan.delivered(people, by=people.both_a)
    assert "Awaiting your sign-off" not in queues(visit, people.both_a)
    assert "Awaiting your sign-off" in queues(visit, people.approver_a)


@pytest.mark.slow
@pytest.mark.parametrize("person", ["cabinet", "finance", "administrator", "superuser"])
def test_those_without_work_on_actions_are_told_so(people, visit, person):
    plan.delivered(people)
    assert "You have no tasks today" in text_of(visit(getattr(people, person), "/my-work/"))


@pytest.mark.slow
def test_query_of_what_may_be_signed_agrees_with_the_policy(people):
    """Every person against actions in every state of signing, claimed and led in different ways."""
    plan.delivered(people)
    plan.delivered(people, by=people.both_a)
    plan.delivered(people, people.post_b, by=people.officer_b)
    plan.delivered(people, people.post_a, people.post_b)
    half = plan.delivered(people, people.post_a, people.post_b)
    sign_off(by=people.approver_a, now=plan.NOON, action=half, seen=digest_of(half))
    plan.signed_once(people)
    plan.signed_off(people)
    plan.reported(people)
    plan.evidence(people, plan.delivered(people), by=people.both_a)
    everybody = [person for person in vars(people).values() if hasattr(person, "has_role")]
    for person in everybody:
        may = {action.pk for action in Action.objects.all() if allows(check_sign, person, action)}
        assert set(signable(Action.objects.all(), person).values_list("pk", flat=True)) == may, person
    assert signable(Action.objects.all(), people.approver_a).exists()


@pytest.mark.parametrize(
    "asked, status, says",
    [
        ("garbage", 400, "must be written like 2009-07-15"),
        ("2008-09-02", 400, "must be today or in the past"),
        ("2008-07-10", 400, "My work shows today&#x27;s tasks"),
        ("2008-09-01", 200, "My work"),
    ],
)
def test_my_work_is_of_today_only_and_says_so(people, visit, asked, status, says):
    assert says in text_of(visit(people.officer_a, f"/my-work/?as_at={asked}", status=status))
