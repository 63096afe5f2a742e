"""The next meeting on the desk: when its papers are due, and what they lack; each number leads to what it counts."""

from datetime import date

import pytest

from actions.challenges.verbs import ask_question, raise_challenge
from actions.reminding.verbs import set_reminders
from jarplan.reporting.work.desk.nextmeeting import next_meeting
from jarplan.reporting.work.scope import Scope
from recommendations.meetings.verbs import cancel_meeting
from tests import agendas
from tests.agendas import BEFORE, decide
from tests.plan import later, make_people

pytestmark = pytest.mark.django_db
DAY = date(2008, 7, 2)


@pytest.fixture
def story():
    return agendas.agenda(make_people())


def numbers(story, day=DAY):
    found = next_meeting(Scope(story.people.programme, day))
    return {gap.words: gap.number for gap in found.gaps}


def test_papers_are_due_some_working_days_before(story):
    row = agendas.meeting(story.people, agendas.NEXT)  # a Monday
    found = next_meeting(Scope(story.people.programme, DAY))
    assert (found.meeting.uuid, found.papers_due, found.days_left) == (
        str(row.uuid),
        date(2008, 7, 21),
        19,
    )
    set_reminders(by=story.people.programme, now=later(11), version=0, papers_before=8)
    assert next_meeting(Scope(story.people.programme, DAY)).papers_due == date(2008, 7, 16)


def test_a_cancelled_meeting_is_not_the_next(story):
    row = agendas.meeting(story.people, agendas.NEXT)
    cancel_meeting(by=story.people.programme, now=BEFORE, meeting=row, version=1, reason="No quorum")
    assert next_meeting(Scope(story.people.programme, DAY)) is None


def test_what_the_papers_lack_is_counted_and_listed(story, client, settings):
    settings.PLAN_TODAY = DAY
    agendas.meeting(story.people, agendas.NEXT)
    raise_challenge(by=story.people.cabinet, now=BEFORE, action=story.action, question="Why green?")
    ask_question(by=story.people.cabinet, now=BEFORE, action=story.action, question="When?")
    decide(story.people, story.item, "report", report_by=date(2008, 7, 14))
    assert numbers(story) == {
        "report missing": 1,
        "extension to decide": 1,
        "challenge without an answer": 1,
        "question without an answer": 1,
        "matter arising still open": 1,
    }
    client.force_login(story.people.programme, "jarplan.people.accounts.backends.PeopleBackend")
    text = " ".join(client.get("/programme/").content.decode().split())
    assert "Papers are due by 21 July 2008, in 19 days." in text
    for gap in next_meeting(Scope(story.people.programme, DAY)).gaps[:4]:
        assert "/actions/R4.1/" in client.get(gap.href).content.decode(), gap.href
