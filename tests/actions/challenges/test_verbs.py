"""A rating is challenged by members and the programme office, and answered by its lead; no rating changes."""

import pytest
from django.db import IntegrityError, transaction

from actions.challenges.verbs import answer_challenge, raise_challenge
from actions.models import Action, Challenge
from actions.plan.verbs import withdraw_action
from actions.rules.lifecycle import Status
from jarplan.audit.errors import NotNow, Refused, Repeated
from jarplan.audit.models import AuditEvent
from jarplan.reporting.redaction.removal import redact_text
from tests import plan
from tests.plan import NOON, agreed, fresh, later, make_people, proposed, real_problems, reported

pytestmark = pytest.mark.django_db
OVERDUE = later(60)


@pytest.fixture
def people():
    return make_people()


def lodged(people, action=None, by=None, now=OVERDUE, **more):
    action = action or reported(people)
    return raise_challenge(
        by=by or people.cabinet, now=now, action=action, question="Green, a month late?", **more
    )


def answered(people, challenge, by=None):
    return answer_challenge(
        by=by or people.officer_a, now=later(61), challenge=challenge, answer="The audit is done."
    )


def kinds_of(row):
    return list(
        AuditEvent.objects.filter(subject=row.uuid).order_by("sequence").values_list("kind", flat=True)
    )


def test_challenge_keeps_both_ratings_of_that_day_and_changes_none(people):
    action = reported(people)
    before = Action.objects.filter(pk=action.pk).values().get()
    challenge = lodged(people, action)
    assert (challenge.declared, challenge.computed, challenge.role) == ("green", "red", "cabinet")
    answered(people, challenge)
    assert Action.objects.filter(pk=action.pk).values().get() == before
    assert kinds_of(challenge) == ["lodged", "answered"]
    assert fresh(challenge).answered_by == people.officer_a
    assert real_problems() == []


ROLES = ["officer_a", "officer_b", "approver_a", "both_a", "programme", "finance", "cabinet", "administrator"]


@pytest.mark.slow
@pytest.mark.parametrize("who", [*ROLES, "superuser"])
def test_only_members_and_the_programme_office_challenge(people, who):
    action = reported(people)
    if who in ("cabinet", "programme"):
        assert lodged(people, action, by=getattr(people, who)).role == who
        return
    with pytest.raises(Refused, match="cabinet and scrutiny members"):
        lodged(people, action, by=getattr(people, who))
    assert not Challenge.objects.exists()
    assert AuditEvent.objects.filter(kind="refused", subject=action.uuid).count() == 1


@pytest.mark.slow
@pytest.mark.parametrize("who", [*ROLES, "superuser"])
def test_only_officers_of_the_lead_answer(people, who):
    challenge = lodged(people)
    if who in ("officer_a", "both_a"):
        assert answered(people, challenge, by=getattr(people, who)).answered_at
        return
    with pytest.raises(Refused, match="only officers of its lead organisation"):
        answered(people, challenge, by=getattr(people, who))
    assert fresh(challenge).answered_at is None


def test_whoever_lodged_it_never_answers_whatever_roles_they_hold(people):
    people.officer_a.groups.add(*people.cabinet.groups.all())
    challenge = lodged(people, by=people.officer_a)
    with pytest.raises(Refused, match="You lodged this challenge yourself"):
        answered(people, challenge)
    with pytest.raises(IntegrityError, match="challenge_is_answered_by_another"), transaction.atomic():
        Challenge.objects.filter(pk=challenge.pk).update(
            answered_at=NOON, answered_by=people.officer_a, answer="Yes"
        )


def test_one_challenge_waits_at_a_time_and_the_next_may_follow(people):
    action = reported(people)
    challenge = lodged(people, action)
    with pytest.raises(NotNow, match="challenged already"):
        lodged(people, action, by=people.programme)
    answered(people, challenge)
    with pytest.raises(NotNow, match="answered already"):
        answered(people, challenge, by=people.both_a)
    assert lodged(people, action, by=people.programme).pk != challenge.pk


def test_form_that_is_sent_twice_lodges_one(people):
    action = reported(people)
    lodged(people, action, once="12345678-1234-5678-1234-567812345678")
    with pytest.raises(Repeated):
        lodged(people, action, once="12345678-1234-5678-1234-567812345678")
    assert Challenge.objects.count() == 1


def test_nothing_to_challenge_before_it_is_agreed_or_after_it_left(people):
    with pytest.raises(NotNow, match="R4.1 is proposed. You can challenge"):
        lodged(people, proposed(people))
    action = agreed(people)
    withdraw_action(by=people.programme, now=NOON, action=action, version=action.version, reason="Twice")
    with pytest.raises(NotNow, match="has left the plan"):
        lodged(people, fresh(action))
    assert fresh(action).status == Status.WITHDRAWN


@pytest.mark.parametrize("words", ["", "  \n"])
def test_empty_words_are_refused(people, words):
    action = reported(people)
    with pytest.raises(NotNow, match="Enter the reason for the challenge"):
        raise_challenge(by=people.cabinet, now=NOON, action=action, question=words)
    challenge = lodged(people, action)
    with pytest.raises(NotNow, match="Enter your answer"):
        answer_challenge(by=people.officer_a, now=NOON, challenge=challenge, answer=words)


@pytest.mark.slow
def test_pages_lead_from_the_doubt_to_the_answer(people, client, settings):
    settings.PLAN_TODAY = OVERDUE.date()
    action, address = reported(people), "/actions/R4.1/challenge/"

    def sign_in(who):
        client.force_login(who, "jarplan.people.accounts.backends.PeopleBackend")

    sign_in(people.cabinet)
    assert "Challenge rating" in client.get("/actions/R4.1/").content.decode()
    page = client.get(address).content.decode()
    assert "The action is past its due date and not signed off." in page
    assert "Enter the reason for the challenge" in client.post(address, {"question": ""}).content.decode()
    assert client.post(address, {"question": "<b>Why green?</b>"}).status_code == 302
    assert client.get(address).status_code == 409
    sign_in(people.officer_b)
    assert client.get(address).status_code == 403
    sign_in(people.officer_a)
    assert "Answer challenge" in client.get("/actions/R4.1/").content.decode()
    page = client.get(address).content.decode()
    assert "&lt;b&gt;Why green?&lt;/b&gt;" in page and "Save answer" in page
    waiting = action.challenges.get()
    forged = {"challenge": "12345678-1234-5678-1234-567812345678", "answer": "Because"}
    assert client.post(address, forged).status_code == 404
    assert client.post(address, {"challenge": waiting.uuid, "answer": "Because"}).status_code == 302
    page = client.get("/actions/R4.1/").content.decode()
    assert "Because" in page and "Answer challenge" not in page
    assert "Rating challenged" in page and "Challenge answered" in page
    # A second answer from a page that was open all the while.
    late = client.post(address, {"challenge": waiting.uuid, "answer": "Otherwise"})
    assert "answered already" in late.content.decode() and fresh(waiting).answer == "Because"


def test_challenge_of_another_action_is_not_answered_through_this_address(people, client):
    challenge, other = lodged(people), plan.reported(people, people.post_b, by=people.officer_b)
    client.force_login(people.officer_b, "jarplan.people.accounts.backends.PeopleBackend")
    data = {"challenge": challenge.uuid, "answer": "Mine"}
    assert client.post(f"/actions/{other.reference}/challenge/", data).status_code == 404
    assert fresh(challenge).answered_at is None


@pytest.mark.slow
def test_removal_by_law_takes_the_words_and_leaves_the_ratings(people):
    challenge = lodged(people)
    answered(people, challenge)
    redact_text(by=people.administrator, now=later(62), text="Green", reason="asked for by the family")
    with pytest.raises(NotNow, match="was not found"):  # it stands in a rating only
        redact_text(by=people.administrator, now=later(62), text="Red", reason="asked for by the family")
    challenge = fresh(challenge)
    assert "Green" not in challenge.question and "[removed]" in challenge.question
    assert (challenge.declared, challenge.computed) == ("green", "red")
    assert real_problems() == []
