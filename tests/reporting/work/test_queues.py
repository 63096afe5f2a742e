"""The piles of my work: what lies on each, since when, on one pile only, and at what cost."""

from datetime import UTC, date, datetime, timedelta

import pytest

from actions.challenges.verbs import answer_challenge, ask_question, raise_challenge
from actions.duedates.verbs import ask_for_date
from actions.evidence.verbs import withdraw_evidence
from actions.models import Action, Challenge, ContentChange, ImportDraft, ReportingRound
from actions.plan.verbs import withdraw_action
from actions.reports.verbs import report_progress
from actions.rules.dates import PlanDate
from actions.samples.verbs import draw_sample
from actions.signoff.verbs import digest_of, return_action
from actions.waits.verbs import wait_for
from jarplan.people.models import PostHolding
from jarplan.reporting.own.verbs import watch
from jarplan.reporting.work.queue_kinds import KINDS
from jarplan.reporting.work.queues import read_queues
from jarplan.reporting.work.scope import Scope
from recommendations.models import Recommendation
from tests import agendas, plan
from tests.changes import edit_action
from tests.claims import deliver_action, sign_off
from tests.factories import OrganisationFactory, PostFactory, UserFactory
from tests.reporting.conftest import BACKEND
from tests.reporting.reading import text_of

pytestmark = pytest.mark.django_db
SEPTEMBER = date(2008, 9, 1)
RED = {"rating": "red", "reason": "Nobody", "next_step": "Hire", "recovers_on": date(2008, 10, 1)}
SEPTEMBER_NOON = datetime(2008, 9, 1, 11, tzinfo=UTC)


def queues(person, day=SEPTEMBER, **more):
    """{key of a pile: what lies on it, as pairs of reference and since when}."""
    person = type(person).objects.get(pk=person.pk)  # roles are remembered
    return {
        queue.kind.key: [(task.record.reference, task.words) for task in queue.tasks]
        for queue in read_queues(Scope(person, day, **more))
    }


def give_portfolio(person, recommendation, name="portfolio_holder"):
    """Has this person hold a post that answers for a recommendation; returns the post."""
    post = PostFactory(organisation=person.organisation)
    PostHolding.objects.create(post=post, user=person, held_from=date(2008, 1, 1))
    Recommendation.objects.filter(pk=recommendation.pk).update(**{name: post})
    return post


def set_on(action, **columns):
    Action.objects.filter(pk=action.pk).update(**columns)
    return plan.fresh(action)


def test_every_kind_has_a_button_and_words_of_its_own():
    assert len({kind.key for kind in KINDS}) == len({kind.title for kind in KINDS}) == len(KINDS)
    assert all(kind.verb and kind.says and (kind.name or kind.verb.startswith("View ")) for kind in KINDS)


@pytest.mark.slow
def test_changed_after_it_was_signed_lies_apart_from_what_was_never_signed(people):
    signed = plan.signed_once(people)
    plan.delivered(people)
    edit_action(
        by=people.officer_a,
        now=plan.later(3),
        action=signed,
        version=signed.version,
        content=plan.content(people.post_a, text="Audit half of the cases"),
    )
    assert queues(people.approver_a) == {
        "lapsed": [("R4.1", "lapsed on 23 June 2008")],
        "sign": [("R4.2", "waiting since 20 June 2008")],
    }


def test_signed_by_the_organisation_waits_for_the_board_since_then(people):
    action = plan.delivered(people)
    sign_off(by=people.approver_a, now=plan.later(5), action=action, seen=digest_of(action))
    assert queues(people.programme) == {"sign": [("R4.1", "waiting since 25 June 2008")]}
    assert queues(people.approver_a) == {}


@pytest.mark.slow
def test_claimed_again_after_a_return_waits_since_the_second_claim(people):
    action = plan.delivered(people)
    return_action(
        by=people.approver_a, now=plan.later(1), action=action, seen=digest_of(action), reason="Not shown"
    )
    assert queues(people.officer_a)["returned"] == [("R4.1", "returned on 21 June 2008")]
    deliver_action(by=people.officer_a, now=plan.later(8), action=action)
    assert queues(people.approver_a) == {"sign": [("R4.1", "waiting since 28 June 2008")]}
    assert "returned" not in queues(people.officer_a)


def test_delivered_without_evidence_comes_back_to_its_lead(people):
    action = plan.delivered(people)
    assert "unproven" not in queues(people.officer_a)
    withdraw_evidence(
        by=people.officer_a,
        now=plan.NOON,
        action=action,
        evidence=action.evidence.get(),
        reason="Wrong file",
    )
    assert queues(people.officer_a)["unproven"] == [("R4.1", "delivered on 20 June 2008")]


def test_open_challenge_waits_for_the_lead_and_nobody_else(people):
    action = plan.reported(people)
    lodged = Challenge.objects.create(
        action=action,
        lodged_at=plan.later(2),
        lodged_by=people.cabinet,
        role="cabinet",
        question="Why green?",
    )
    assert queues(people.officer_a)["challenged"] == [("R4.1", "challenged on 22 June 2008")]
    assert "challenged" not in queues(people.officer_b)
    Challenge.objects.filter(pk=lodged.pk).update(
        answered_at=plan.later(3), answered_by=people.officer_a, answer="Because"
    )
    assert "challenged" not in queues(people.officer_a)


@pytest.mark.parametrize("name", ["portfolio_holder", "accountable_post"])
def test_red_of_either_rating_lies_with_who_answers_for_the_recommendation(people, name):
    """Whatever their role is; nothing else of the plan, and nothing where they hold no such post."""
    declared, calculated, green = plan.reported(people, **RED), plan.agreed(people), plan.reported(people)
    for action, due in ((calculated, date(2008, 7, 1)), (green, date(2008, 12, 1))):
        set_on(action, due_latest=due, due_earliest=due)
    set_on(declared, recommendation=plan.make_recommendation(5))
    give_portfolio(people.cabinet, plan.make_recommendation(4), name)
    give_portfolio(people.officer_b, plan.make_recommendation(5), name)
    assert queues(people.cabinet, date(2008, 7, 19))["portfolio"] == [("R4.2", "not reported yet")]
    assert queues(people.officer_b)["portfolio"] == [("R4.1", "last reported on 20 June 2008")]
    assert "portfolio" not in queues(people.programme)
    PostHolding.objects.update(held_to=SEPTEMBER)
    assert "portfolio" not in queues(people.cabinet) | queues(people.officer_b)


def test_what_a_member_asked_waits_then_is_read_for_two_weeks(people):
    action, other = plan.reported(people), plan.reported(people)
    raise_challenge(by=people.cabinet, now=plan.NOON, action=action, question="Why green?")
    ask_question(by=people.cabinet, now=plan.later(1), action=action, question="When?")
    raise_challenge(by=people.programme, now=plan.NOON, action=other, question="Why green?")
    assert queues(people.cabinet) == {"own-challenges": [("R4.1", "sent on 20 June 2008")]}
    challenge = action.challenges.get(doubts=True)
    answer_challenge(by=people.officer_a, now=SEPTEMBER_NOON, challenge=challenge, answer="All were audited")
    assert queues(people.cabinet) == {
        "answered": [("R4.1", "answered on 1 September 2008")],
        "own-challenges": [("R4.1", "sent on 21 June 2008")],
    }
    assert "answered" in queues(people.cabinet, date(2008, 9, 15))
    assert "answered" not in queues(people.cabinet, date(2008, 9, 16))
    assert queues(people.finance) == {}


@pytest.mark.slow
@pytest.mark.parametrize(
    "due, queue",
    [(0, "soon"), (14, "soon"), (15, None), (-1, "overdue")],
)
def test_due_soon_is_from_today_to_14_days_from_today(people, due, queue):
    day = plan.NOON.date() + timedelta(days=10)
    action = plan.reported(people)
    set_on(action, due_latest=day + timedelta(days=due), due_earliest=day + timedelta(days=due))
    assert list(queues(people.officer_a, day)) == ([queue] if queue else [])


def test_reminded_is_to_report_until_it_is_reported(people):
    action = set_on(plan.reported(people), due_latest=date(2009, 3, 31), due_raw="31 March 2009")
    day = plan.later(3).date()
    assert queues(people.officer_a, day) == {}
    action = set_on(action, reminded_at=plan.later(2), reminded_by=people.programme)
    assert queues(people.officer_a, day) == {"report": [("R4.1", "last reported on 20 June 2008")]}
    report_progress(by=people.officer_a, now=plan.later(3), action=action, rating="green", done="More")
    assert queues(people.officer_a, day) == {}


@pytest.mark.slow
def test_later_look_is_due_from_its_day_on(people):
    action = set_on(plan.signed_off(people), look_again_on=SEPTEMBER)
    assert queues(people.programme) == {"look": [("R4.1", "due on 1 September 2008")]}
    set_on(action, look_again_on=SEPTEMBER + timedelta(days=1))
    assert queues(people.programme) == {}


@pytest.mark.slow
def test_somebody_is_written_to_of_what_they_hold_and_of_what_nobody_holds(people):
    mine, theirs = PostFactory(organisation=people.a), PostFactory(organisation=people.a)
    colleague = UserFactory(username="colleague", organisation=people.a, roles=["officer"])
    PostHolding.objects.create(post=mine, user=people.officer_a, held_from=date(2008, 1, 1))
    held = PostHolding.objects.create(post=theirs, user=colleague, held_from=date(2008, 1, 1))
    for post in (mine, theirs, people.post_a):
        plan.reported(people, post)

    def overdue(**more):
        return [reference for reference, _ in queues(people.officer_a, **more)["overdue"]]

    assert overdue() == ["R4.1", "R4.2", "R4.3"]
    assert overdue(written_to=True) == ["R4.1", "R4.3"]
    type(colleague).objects.filter(pk=colleague.pk).update(email="")
    assert overdue(written_to=True) == ["R4.1", "R4.2", "R4.3"]
    type(colleague).objects.filter(pk=colleague.pk).update(email="c@example.org")
    held.held_to = date(2008, 8, 1)
    held.save()
    assert overdue(written_to=True) == ["R4.1", "R4.2", "R4.3"]


FOUND = {"new": 1, "changed": 0, "rejected": 0}


@pytest.mark.slow
def test_an_import_to_finish_is_shown_to_whoever_brought_it(people, visit):
    ImportDraft.objects.create(
        original_name="plan.xlsx",
        sha256="0" * 64,
        size=1,
        uploaded_at=plan.NOON,
        uploaded_by=people.programme,
        kept_until=plan.later(1),
        understood={"questions": [{"key": "a"}, {"key": "b"}], "counts": FOUND},
    )
    assert "2 questions to answer" in text_of(visit(people.programme, "/my-work/"))
    assert "plan.xlsx" not in text_of(visit(people.programme_2, "/my-work/"))
    ImportDraft.objects.update(understood={"questions": [], "counts": FOUND})
    assert "Ready to check and import" in text_of(visit(people.programme, "/my-work/"))
    ImportDraft.objects.update(understood={"questions": [], "counts": FOUND | {"new": 0}})
    assert "Nothing new found" in text_of(visit(people.programme, "/my-work/"))
    ImportDraft.objects.all().delete()
    assert "You have no tasks today" in text_of(visit(people.programme, "/my-work/"))


@pytest.mark.slow
@pytest.mark.parametrize(
    "person, most", [("officer_a", 17), ("approver_a", 12), ("programme", 18), ("cabinet", 9)]
)
def test_my_work_costs_the_same_however_much_there_is(
    people, client, first_september, django_assert_max_num_queries, person, most
):
    client.force_login(getattr(people, person), BACKEND)
    for count in (1, 8):
        for _ in range(count):
            plan.delivered(people)
            plan.reported(people)
            plan.agreed(people, due=date(2009, 1, 1))
            plan.proposed(people)
        with django_assert_max_num_queries(most):
            assert client.get("/my-work/").status_code == 200


@pytest.mark.slow
def test_a_pile_shows_the_first_fifty_and_counts_them_all(people):
    for _ in range(51):
        plan.proposed(people, due=date(2009, 1, 1))
    [queue] = read_queues(Scope(people.programme, SEPTEMBER))
    assert (len(queue.tasks), queue.number) == (50, 51)
    assert PlanDate.on(date(2009, 1, 1)).latest == queue.tasks[0].record.due_latest


@pytest.mark.slow
def test_every_button_leads_to_a_page_that_the_person_may_open(people, visit):
    """One action on each pile; what the table offers, the policies allow."""
    plan.reported(people)
    set_on(plan.reported(people), due_latest=SEPTEMBER, due_earliest=SEPTEMBER)
    plan.agreed(people, due=date(2009, 3, 31))
    plan.proposed(people)
    back, bare, later = plan.delivered(people), plan.delivered(people), plan.signed_off(people)
    return_action(by=people.approver_a, now=plan.NOON, action=back, seen=digest_of(back), reason="Not shown")
    withdraw_evidence(
        by=people.officer_a, now=plan.NOON, action=bare, evidence=bare.evidence.get(), reason="Wrong"
    )
    set_on(later, look_again_on=SEPTEMBER)
    doubted, moved, signed = plan.reported(people), plan.agreed(people), plan.signed_once(people)
    Challenge.objects.create(
        action=doubted, lodged_at=plan.NOON, lodged_by=people.cabinet, role="cabinet", question="Why green?"
    )
    Challenge.objects.create(
        action=doubted,
        doubts=False,
        lodged_at=plan.NOON,
        lodged_by=people.cabinet,
        role="cabinet",
        question="When?",
    )
    to = PlanDate.on(date(2008, 12, 1))
    ask_for_date(
        by=people.officer_a, now=plan.NOON, action=moved, to=to, category="people", reason="Vacancies"
    )
    edit_action(
        by=people.officer_a,
        now=plan.NOON,
        action=signed,
        version=signed.version,
        content=plan.content(people.post_a, text="Changed after it was signed"),
    )
    other = plan.agreed(people)
    ContentChange.objects.create(
        action=other,
        asked_at=plan.NOON,
        asked_by=people.officer_a,
        changes={"text": {"from": other.text, "to": "Audit some"}},
        of_criteria=False,
        category="people",
        reason="Vacancies",
    )
    plan.delivered(people, PostFactory(organisation=OrganisationFactory()), people.post_a)
    wait_for(by=people.officer_a, now=plan.NOON, action=other, other=moved, why="It needs its places")
    inspection = other.recommendation.inspection
    draw_sample(by=people.programme, now=plan.NOON, inspection=inspection, number=1)
    answered, red = (
        plan.reported(people),
        plan.reported(people, **RED),
    )
    Challenge.objects.create(
        action=answered,
        lodged_at=plan.NOON,
        lodged_by=people.cabinet,
        role="cabinet",
        question="Why green?",
        answered_at=SEPTEMBER_NOON,
        answered_by=people.officer_a,
        answer="Because",
    )
    give_portfolio(people.cabinet, red.recommendation)
    watch(by=people.cabinet, now=plan.NOON, action=red)
    report_progress(
        by=people.officer_a, now=SEPTEMBER_NOON, action=red, done="Asked again", confidence="high", **RED
    )
    item = agendas.item_of(people, agendas.meeting(people), plan.reported(people))
    agendas.decide(people, item, "report", report_by=SEPTEMBER)
    found = set()
    for person in (people.officer_a, people.approver_a, people.programme, people.cabinet):
        for queue in read_queues(Scope(person, SEPTEMBER)):
            found.add(queue.kind.key)
            for task in queue.tasks:
                visit(person, task.href)
            if queue.href:
                visit(person, queue.href)
    assert found == {kind.key for kind in KINDS}


@pytest.mark.slow
def test_challenges_lead_to_the_list_of_the_same_actions(people, visit):
    """Also of what has left the plan since: whoever lodged it still waits for the answer. None of another's."""
    mine, gone = plan.reported(people), plan.reported(people)
    theirs = plan.reported(people, people.post_b, by=people.officer_b)
    for action in (mine, gone, theirs):
        act = {"by": people.cabinet, "now": plan.NOON, "action": action}
        raise_challenge(**act, question="Why green?")
    gone = plan.fresh(gone)
    withdraw_action(by=people.programme, now=plan.NOON, action=gone, version=gone.version, reason="Twice")
    queue = next(
        one for one in read_queues(Scope(people.officer_a, SEPTEMBER)) if one.kind.key == "challenged"
    )
    shown = visit(people.officer_a, queue.href).content.decode()
    listed = [one.reference for one in (mine, gone, theirs) if f'href="/actions/{one.reference}/"' in shown]
    assert listed == [mine.reference, gone.reference]
    assert listed == [task.record.reference for task in queue.tasks]


@pytest.mark.slow
def test_nobody_is_asked_to_look_again_at_their_own_claim(people):
    both = UserFactory(username="both_p", organisation=people.a, roles=["officer", "programme"])
    action = plan.delivered(people, by=both)
    for signer in (people.approver_a, people.programme):
        sign_off(by=signer, now=plan.NOON, action=plan.fresh(action), seen=digest_of(plan.fresh(action)))
    set_on(action, look_again_on=SEPTEMBER)
    assert "look" not in queues(both) and "look" in queues(people.programme)


def test_what_is_to_report_can_be_reported_one_after_another(people, visit):
    for _ in range(2):
        plan.agreed(people, due=date(2009, 3, 31))
    assert 'href="/report/">Complete all reports' in text_of(visit(people.officer_a, "/my-work/"))


@pytest.mark.slow
def test_note_is_not_called_a_report_where_the_round_has_none(people):
    days = {"opens_on": date(2008, 8, 25), "closes_on": date(2008, 8, 29)}
    august = ReportingRound.objects.create(month=date(2008, 8, 1), **days)
    far = {"due_latest": date(2009, 3, 31), "due_raw": "31 March 2009"}
    noted = set_on(plan.reported(people), **far)
    assert queues(people.officer_a) == {
        "report": [(noted.reference, "a note on 20 June 2008; no report yet")]
    }
    set_on(noted, reported_month=date(2008, 7, 1))
    assert "the last report was for July 2008" in queues(people.officer_a)["report"][0][1]
    reported = set_on(plan.reported(people), **far)
    reported.updates.update(kind="report", round=august)
    set_on(reported, reminded_at=plan.later(2), reminded_by=people.programme)
    assert dict(queues(people.officer_a)["report"])[reported.reference] == "last reported on 20 June 2008"


@pytest.mark.slow
def test_my_work_says_whose_reports_the_walk_takes(people, visit):
    for _ in range(3):
        plan.agreed(people, due=date(2009, 3, 31))
    june = date(2008, 6, 1)
    Action.objects.filter(reference="R4.3").update(due_earliest=june, due_latest=june)
    page = text_of(visit(people.officer_a, "/my-work/"))
    assert "None is led by your posts. “Complete all reports” takes you through 3" in page
    PostHolding.objects.create(post=people.post_a, user=people.officer_a, held_from=date(2008, 6, 1))
    page = text_of(visit(people.officer_a, "/my-work/"))
    assert "2 of 2 are led by your posts. “Complete all reports” takes you through 3" in page
