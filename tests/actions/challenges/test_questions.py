"""A question about an action: several may wait, its lead answers, and the rating is not doubted by it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from actions.challenges.verbs import answer_challenge, ask_question, raise_challenge
from actions.life.verbs import pause_action
from actions.models import Action, Challenge
from actions.reading.claims import record_of
from actions.reading.queries import read_actions
from actions.rules.filters import Filters
from jarplan.audit.errors import NotNow, Refused, Repeated
from jarplan.audit.models import AuditEvent
from jarplan.reporting.work.letters.notices import notices
from jarplan.reporting.work.queues import read_queues
from jarplan.reporting.work.scope import Scope
from tests import plan
from tests.plan import NOON, agreed, fresh, later, make_people, proposed, real_problems, reported
from tests.reporting.reading import record_what_factories_made

pytestmark = pytest.mark.django_db
DAY = later(30).date()


@pytest.fixture
def people():
    return make_people()


def asked(people, action=None, by=None, question="Which cases are left?", **more):
    action = action or reported(people)
    return ask_question(by=by or people.cabinet, now=NOON, action=action, question=question, **more)


def answered(question, by, answer="The five of July."):
    return answer_challenge(by=by, now=later(1), challenge=question, answer=answer)


def test_a_question_and_its_answer_change_nothing_of_the_action(people):
    action = reported(people)
    before = Action.objects.filter(pk=action.pk).values().get()
    question = asked(people, action)
    assert (question.doubts, question.declared, question.computed) == (False, "", "")
    answered(question, people.officer_a)
    assert Action.objects.filter(pk=action.pk).values().get() == before
    kinds = (
        AuditEvent.objects.filter(subject=question.uuid).order_by("sequence").values_list("kind", flat=True)
    )
    assert list(kinds) == ["asked", "question answered"]
    assert real_problems() == []


ASKERS = ("cabinet", "programme", "approver_a", "both_a")
ROLES = [*ASKERS, "officer_a", "officer_b", "finance", "administrator", "superuser"]


@pytest.mark.slow
@pytest.mark.parametrize("who", ROLES)
def test_members_programme_office_and_signers_of_the_lead_ask(people, who):
    if who in ASKERS:
        assert asked(people, by=getattr(people, who)).lodged_by == getattr(people, who)
        return
    with pytest.raises(Refused, match="cabinet and scrutiny members"):
        asked(people, by=getattr(people, who))
    assert not Challenge.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize("who", ROLES)
def test_only_officers_of_the_lead_answer(people, who):
    question = asked(people)
    if who in ("officer_a", "both_a"):
        assert answered(question, getattr(people, who)).answer == "The five of July."
        return
    with pytest.raises(Refused, match="only officers of its lead organisation"):
        answered(question, getattr(people, who))
    assert fresh(question).answered_at is None


def test_nobody_answers_their_own_question(people):
    question = asked(people, by=people.both_a)
    with pytest.raises(Refused, match="You asked this question yourself"):
        answered(question, people.both_a)
    answered(question, people.officer_a)
    with pytest.raises(NotNow, match="This question has been answered already"):
        answered(question, people.officer_a)


def test_several_questions_wait_and_one_challenge_beside_them(people):
    action = reported(people)
    for words in ("Which cases?", "Whose cases?"):
        asked(people, action, question=words)
    raise_challenge(by=people.cabinet, now=NOON, action=action, question="Is it green?")
    asked(people, action, by=people.programme, question="When?")
    with pytest.raises(NotNow, match="challenged already"):
        raise_challenge(by=people.programme, now=NOON, action=action, question="Is it?")
    with pytest.raises(IntegrityError), transaction.atomic():
        Challenge.objects.filter(doubts=False).update(doubts=True)
    assert Challenge.objects.filter(doubts=False, answered_at__isnull=True).count() == 3


def test_the_database_keeps_no_rating_with_a_question(people):
    question = asked(people)
    with pytest.raises(IntegrityError, match="question_is_about_no_rating"), transaction.atomic():
        Challenge.objects.filter(pk=question.pk).update(declared="green")


def test_form_that_is_sent_twice_asks_once(people):
    action, once = reported(people), "12345678-1234-5678-1234-567812345678"
    asked(people, action, once=once)
    with pytest.raises(Repeated):
        asked(people, action, once=once)
    assert Challenge.objects.count() == 1


def test_what_is_paused_may_be_asked_about_and_what_is_only_proposed_not(people):
    action = agreed(people)
    action = pause_action(by=people.programme, now=NOON, action=action, version=action.version, reason="Late")
    assert asked(people, action).action == action
    with pytest.raises(NotNow, match="is proposed. You can ask a question"):
        asked(people, proposed(people))


@pytest.mark.parametrize("words", ["", "  \n", "..."])
def test_empty_words_are_refused(people, words):
    action = reported(people)
    with pytest.raises(NotNow, match="Enter your question"):
        asked(people, action, question=words)
    with pytest.raises(NotNow, match="Enter your answer"):
        answered(asked(people, action), people.officer_a, words)


def test_a_question_is_no_doubt_anywhere(people):
    """Neither a point against a claim, nor a challenged rating in a list."""
    action = reported(people)
    asked(people, action)
    assert record_of(fresh(action), DAY).challenged_on is None
    assert len(read_actions(people.cabinet, Filters(awaiting="challenge"), DAY)) == 0
    (found,) = read_actions(people.cabinet, Filters(awaiting="question"), DAY)
    assert (found.uuid, found.challenged_at, found.question_at) == (action.uuid, None, NOON)


def queue_of(person, key):
    found = {queue.kind.key: queue for queue in read_queues(Scope(person, DAY))}
    return [(one.record.reference, one.words) for one in found[key].tasks] if key in found else []


def told(person, since):
    lines = [
        line for section in notices(person, DAY, since).sections for line in section.lines if line.is_new
    ]
    return [line.words for line in lines if "question" in line.words or "asked on" in line.words]


@pytest.mark.slow
def test_waits_for_its_lead_and_is_told_to_who_asked_once_answered(people):
    action = reported(people)
    first, second = asked(people, action), asked(people, action, question="Whose are they?")
    assert queue_of(people.officer_a, "question") == [("R4.1", "asked on 20 June 2008")]
    assert queue_of(people.officer_a, "challenged") == queue_of(people.officer_b, "question") == []
    assert told(people.officer_a, NOON.replace(hour=1)) == ["asked on 20 June 2008"]
    answered(first, people.officer_a)
    assert queue_of(people.officer_a, "question")
    answered(second, people.officer_a)
    assert queue_of(people.officer_a, "question") == []
    assert told(people.cabinet, NOON) == ["question answered on 21 June 2008"]


@pytest.fixture
def at(client):
    def open_or_send(person, data=None, path="/actions/R4.1/question/", **headers):
        client.force_login(person, "jarplan.people.accounts.backends.PeopleBackend")
        return client.get(path, **headers) if data is None else client.post(path, data)

    return open_or_send


def said(response):
    return response.content.decode()


@pytest.mark.slow
def test_pages_lead_from_each_question_to_its_answer(people, at, settings):
    settings.PLAN_TODAY = DAY
    action = reported(people)
    assert "Ask a question" in said(at(people.cabinet, path="/actions/R4.1/"))
    assert "Send question" in said(at(people.cabinet))
    assert "Enter your question" in said(at(people.cabinet, {"question": " "}))
    for words in ("<b>Which?</b>", "Whose?"):
        assert at(people.cabinet, {"question": words}).status_code == 302
    first, second = action.challenges.order_by("pk")
    page = said(at(people.officer_a, path="/actions/R4.1/"))
    assert "Answer question" in page and "Ask a question" not in page and "tag-challenged" not in page
    assert "&lt;b&gt;Which?&lt;/b&gt;" in page and 'id="challenges"' not in page
    # The oldest that waits, and the one that the address names.
    assert f'value="{first.uuid}"' in said(at(people.officer_a))
    named = f"/actions/R4.1/question/?challenge={second.uuid}"
    assert f'value="{second.uuid}"' in said(at(people.officer_a, path=named))
    assert "Enter your answer" in said(at(people.officer_a, {"challenge": second.uuid, "answer": ""}, named))
    assert at(people.officer_a, {"challenge": second.uuid, "answer": "Ours"}, named).status_code == 302
    page = said(at(people.cabinet, path="/actions/R4.1/"))
    assert "Ours" in page and "Question asked" in page and "Question answered" in page
    assert "Answer question" not in page
    assert at(people.officer_b).status_code == 403
    assert at(people.officer_b, {"challenge": first.uuid, "answer": "Mine"}).status_code == 403
    late = at(people.officer_a, {"challenge": second.uuid, "answer": "Otherwise"})
    assert "answered already" in said(late) and fresh(second).answer == "Ours"


@pytest.mark.slow
def test_whoever_may_do_both_asks_at_the_address_and_answers_at_the_link(people, at, settings):
    settings.PLAN_TODAY = DAY
    question = asked(people)
    page = said(at(people.both_a, path="/actions/R4.1/"))
    assert "Ask a question" in page and f"?challenge={question.uuid}" in page
    assert "Send question" in said(at(people.both_a))
    assert "Save answer" in said(at(people.both_a, path=f"/actions/R4.1/question/?challenge={question.uuid}"))


def test_what_was_asked_elsewhere_or_doubts_is_not_answered_here(people, at):
    question, other = asked(people), plan.reported(people, people.post_b, by=people.officer_b)
    doubt = raise_challenge(by=people.cabinet, now=NOON, action=other, question="Is it green?")
    sent = {"challenge": question.uuid, "answer": "Mine"}
    assert at(people.officer_b, sent, f"/actions/{other.reference}/question/").status_code == 404
    assert at(people.officer_b, {**sent, "challenge": doubt.uuid}).status_code == 404
    assert at(people.officer_a, sent, "/actions/R4.1/challenge/").status_code == 404
    assert at(people.officer_a, path="/actions/R4.99/question/").status_code == 404
    assert not Challenge.objects.filter(answered_at__isnull=False).exists()


@pytest.mark.slow
def test_a_past_day_shows_the_question_as_it_waited_and_nothing_to_do(people, at, settings):
    settings.PLAN_TODAY = date(2008, 9, 1)
    question = asked(people)
    record_what_factories_made()
    answered(question, people.officer_a)
    then = said(at(people.officer_a, path="/actions/R4.1/?as_at=2008-06-20"))
    assert "Which cases are left?" in then and "has not answered yet" in then and "five of July" not in then
    assert "Answer question" not in then
    listed = said(at(people.cabinet, path="/actions/?awaiting=question&as_at=2008-06-20"))
    assert "/actions/R4.1/" in listed
    assert "/actions/R4.1/" not in said(at(people.cabinet, path="/actions/?awaiting=question"))
    rows = said(at(people.cabinet, path="/actions.csv?as_at=2008-06-20"))
    assert "Question asked on" in rows and "20/06/2008" in rows
