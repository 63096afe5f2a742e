"""Whoever is to answer, respond or chase is told so on my work and by mail, and nobody else; no content is mailed."""

from datetime import date

import pytest
from django.urls import reverse

from jarplan.audit.errors import NotNow
from jarplan.reporting.work.consultation import question_queues
from jarplan.reporting.work.letters.notices import notices
from recommendations.consultation.verbs import withdraw_question
from tests import plan
from tests.plan import later
from tests.recommendations.consultation.test_verbs import answered, asked, publish, responded

pytestmark = pytest.mark.django_db
IN_TIME, LATE = date(2008, 7, 10), date(2008, 7, 11)


@pytest.fixture
def people(db):
    return plan.make_people()


def written_to(people, day):
    """{who: the keys of their piles} of those who have any."""
    found = {
        name: question_queues(one, day) for name, one in vars(people).items() if hasattr(one, "username")
    }
    return {name: [queue.key for queue in queues] for name, queues in found.items() if queues}


def test_the_partners_officers_and_approvers_are_asked(people):
    asked(people)
    assert written_to(people, IN_TIME) == {"officer_b": ["answer"], "approver_b": ["answer"]}


def test_the_programme_office_sees_what_is_overdue(people):
    asked(people)
    found = written_to(people, LATE)
    assert found == {
        "officer_b": ["answer"],
        "approver_b": ["answer"],
        "programme": ["overdue"],
        "programme_2": ["overdue"],
    }
    [queue] = question_queues(people.officer_b, LATE)
    assert queue.items[0].is_overdue


def test_an_answer_is_to_be_responded_to_and_then_nothing_waits(people):
    row = answered(people)
    assert written_to(people, LATE) == {"programme": ["respond"], "programme_2": ["respond"]}
    responded(people, row)
    assert written_to(people, LATE) == {}


def test_a_question_taken_back_or_overtaken_by_a_publication_waits_for_nobody(people):
    row = asked(people)
    withdraw_question(
        by=people.programme, now=later(3), consultation=row, version=row.version, reason="Wrong body"
    )
    assert written_to(people, LATE) == {}


def test_what_is_in_a_published_record_waits_for_nobody(people):
    row = asked(people)
    publish(people, row.version_asked)
    assert written_to(people, date(2008, 9, 20)) == {}
    with pytest.raises(NotNow):
        answered(people, row, days=90)


def test_my_work_leads_to_the_answer(client, people, settings):
    settings.PLAN_TODAY = IN_TIME
    row = asked(people)
    client.force_login(people.officer_b)
    page = client.get("/my-work/").text
    assert reverse("recommendations:consultation-answer", args=[row.uuid]) in page
    assert "Answer due by 10 July 2008" in page and "You have no tasks today" not in page


def test_mail_names_version_and_day_and_nothing_that_was_typed(people):
    row = asked(people)
    [section] = notices(people.officer_b, IN_TIME).sections
    [line] = section.lines
    assert (line.reference, line.words) == ("Version 1", "answer due by 10 July 2008")
    assert line.path == reverse("recommendations:consultation-answer", args=[row.uuid])
    assert row.question not in str(section)


@pytest.mark.slow
def test_it_is_new_when_it_is_asked_and_once_more_when_it_is_overdue(people):
    asked(people)

    def news(day, since):
        return notices(people.officer_b, day, since).news

    assert news(date(2008, 6, 23), later(1)) == 1
    assert news(IN_TIME, later(3)) == 0
    assert news(LATE, later(20)) == 1
    assert news(date(2008, 7, 14), later(22)) == 0
