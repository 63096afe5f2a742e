"""A report that a meeting asked for waits in the lead's work until it is sent; it is told when it is near."""

from datetime import date

import pytest

from actions.models import Action
from actions.reports.verbs import report_progress
from jarplan.reporting.work.letters.notices import notices
from jarplan.reporting.work.queues import read_queues
from jarplan.reporting.work.scope import Scope
from tests import agendas
from tests.agendas import decide
from tests.plan import fresh, later, make_people

pytestmark = pytest.mark.django_db
TITLE = "Reports that a meeting asked for"
DUE = date(2008, 7, 14)


@pytest.fixture
def story():
    found = agendas.agenda(make_people())
    decide(found.people, found.item, "report", report_by=DUE)
    return found


def waiting(person, day=date(2008, 7, 2)):
    found = [queue for queue in read_queues(Scope(person, day)) if queue.title == TITLE]
    return [(task.record.reference, task.words) for queue in found for task in queue.tasks]


def report(story, days, **more):
    said = {"rating": "green", "done": "All audited", "confidence": "high", **more}
    return report_progress(by=story.people.officer_a, now=later(days), action=fresh(story.action), **said)


def test_it_waits_for_the_lead_until_a_report_comes_after_it(story):
    said = [("R4.1", "asked for on 1 July 2008, due by 14 July 2008")]
    assert waiting(story.people.officer_a) == said
    assert waiting(story.people.officer_b) == waiting(story.people.programme) == []
    report(story, 15)
    assert waiting(story.people.officer_a) == []


def test_a_second_one_is_waited_for_anew_and_of_two_the_earlier_day_counts(story):
    report(story, 15)
    item = agendas.item_of(story.people, agendas.meeting(story.people, agendas.NEXT), story.action)
    for day in (date(2008, 9, 30), date(2008, 8, 15)):
        decide(story.people, item, "report", now=later(39), report_by=day)
    assert waiting(story.people.officer_a, agendas.NEXT) == [
        ("R4.1", "asked for on 29 July 2008, due by 15 August 2008")
    ]


def test_nothing_is_waited_for_once_the_action_is_set_aside(story):
    Action.objects.filter(pk=story.action.pk).update(
        status="paused", came_from="agreed", status_reason="Why not"
    )
    assert waiting(story.people.officer_a) == []


@pytest.mark.parametrize(
    ("day", "since", "is_new"),
    [(2, 1, True), (3, 2, False), (12, 11, True), (13, 12, False)],
)
def test_a_message_tells_it_when_it_is_asked_and_near(story, day, since, is_new):
    told = notices(story.people.officer_a, date(2008, 7, day), later(since + 10, hour=5))
    [line] = [line for section in told.sections if section.title == TITLE for line in section.lines]
    assert line.is_new is is_new
