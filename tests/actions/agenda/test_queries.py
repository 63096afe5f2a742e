"""What became of what a meeting decided, today and on earlier days; and what of it the next meeting reads."""

from datetime import date

import pytest

from actions.agenda.queries import agendas, also_decided, matters_arising
from actions.challenges.verbs import answer_challenge
from actions.duedates.verbs import decide_date
from actions.models import Challenge
from actions.reports.verbs import report_progress
from jarplan.audit.reading.folding import PastDay
from recommendations.meetings.queries import every_meeting, meetings
from recommendations.meetings.verbs import cancel_meeting
from recommendations.within import within_of
from tests import agendas as made
from tests.agendas import AFTER, decide, item_of
from tests.plan import agreed, fresh, later, make_people
from tests.severalplans import beside_the_facts

pytestmark = pytest.mark.django_db
DUE = date(2008, 7, 14)


@pytest.fixture
def story():
    return made.agenda(make_people())


def record(row, as_at=None):
    return next(one for one in every_meeting(as_at) if one.uuid == str(row.uuid))


def read(story, day=date(2008, 7, 20), as_at=None):
    """(reference, kind, what became, whether it is open, whether it is late) of each decision."""
    found = agendas([str(story.meeting.uuid)], day, as_at).get(str(story.meeting.uuid), [])
    return [
        (item.reference, one.kind, one.became, one.is_open, one.is_late)
        for item in found
        for one in item.decisions
    ]


def matters(row, day=date(2008, 7, 28), as_at=None, **more):
    found = matters_arising(record(row, as_at), day, as_at, **more)
    return [(one.meeting.held_on, one.item.reference, one.decision.kind) for one in found]


def test_an_agreed_extension_says_the_new_date(story):
    decide(story.people, story.item, "agreed", change=story.change)
    assert read(story) == [("R4.1", "agreed", "Due date moved to 29 August 2008.", False, False)]


def test_a_refused_one_says_the_date_that_stayed(story):
    decide(story.people, story.item, "refused", change=story.change, words="Start without them")
    assert read(story) == [("R4.1", "refused", "The due date stayed 18 July 2008.", False, False)]


def test_a_question_is_open_until_it_is_answered(story):
    decide(story.people, story.item, "asked", words="Which team?")
    assert read(story) == [("R4.1", "asked", "No answer yet, asked on 1 July 2008.", True, False)]
    answer_challenge(
        by=story.people.officer_a, now=later(14), challenge=Challenge.objects.get(), answer="North"
    )
    assert read(story) == [("R4.1", "asked", "Answered on 4 July 2008: North", False, False)]


@pytest.mark.parametrize(
    ("day", "became", "late"),
    [
        (14, "The report is due by 14 July 2008.", False),
        (15, "No report yet. It was due by 14 July 2008.", True),
    ],
)
def test_a_report_that_was_asked_for_is_open_and_then_late(story, day, became, late):
    decide(story.people, story.item, "report", report_by=DUE)
    assert read(story, date(2008, 7, day)) == [("R4.1", "report", became, True, late)]


def test_a_report_made_after_the_meeting_closes_it_and_an_earlier_day_says_it_was_open(story):
    report = {"by": story.people.officer_a, "action": fresh(story.action), "confidence": "high"}
    report_progress(**report, now=later(5), rating="green", done="Before the meeting")
    decide(story.people, story.item, "report", report_by=DUE)
    report["action"] = fresh(story.action)
    report_progress(**report, now=later(20), rating="green", done="All audited")
    assert read(story) == [("R4.1", "report", "Reported on 10 July 2008.", False, False)]
    day = PastDay.of(date(2008, 7, 9))
    assert [one[3] for one in read(story, day, day)] == [True]
    assert read(story, PastDay.of(date(2008, 6, 30)), PastDay.of(date(2008, 6, 30))) == []


def test_matters_arising_are_all_of_the_last_meeting_and_what_is_open_of_earlier_ones(story):
    decide(story.people, story.item, "noted")
    decide(story.people, story.item, "asked", words="Which team?")
    second = made.meeting(story.people, made.NEXT)
    third = made.meeting(story.people, date(2008, 8, 25))
    assert matters(second) == [(made.BOARD, "R4.1", "noted"), (made.BOARD, "R4.1", "asked")]
    # One on which nothing was decided comes between: what is open is still before the board.
    assert matters(third) == [(made.BOARD, "R4.1", "asked")]
    assert matters(story.meeting) == [] and matters(made.meeting(story.people, made.NEXT, "Cabinet")) == []


def test_a_cancelled_meeting_is_no_meeting_before(story):
    between, last = made.meeting(story.people, made.NEXT), made.meeting(story.people, date(2008, 8, 25))
    decide(story.people, story.item, "noted")
    cancel_meeting(by=story.people.programme, now=AFTER, meeting=between, version=1, reason="No quorum")
    assert matters(last) == [(made.BOARD, "R4.1", "noted")]
    assert str(between.uuid) not in [one.uuid for one in meetings()]
    day = PastDay.of(date(2008, 6, 29))
    assert str(between.uuid) in [one.uuid for one in meetings(day)]


def test_what_names_the_meeting_without_an_item_is_said_once(story):
    other = agreed(story.people)
    elsewhere = made.asked_for(story.people, other)
    decide_date(by=story.people.programme, now=AFTER, change=elsewhere, grant=True, meeting=story.meeting)
    decide(story.people, story.item, "agreed", change=story.change)
    key = str(story.meeting.uuid)
    assert [(one.reference, one.what) for one in also_decided(key)] == [(other.reference, "extension")]
    assert also_decided(key, PastDay.of(date(2008, 6, 30))) == []


@pytest.mark.slow
def test_each_plan_has_its_own_items_and_matters():
    people, inspections = beside_the_facts()
    row = made.meeting(people, body="Both boards")
    for one in inspections:
        decide(people, item_of(people, row, one.recommendations.first()), "noted", words=one.title)
    following = made.meeting(people, made.NEXT, "Both boards")
    for one in inspections:
        plan = within_of(one.reference)
        found = agendas([str(row.uuid)], made.NEXT, None, plan)[str(row.uuid)]
        assert [item.reference[0] for item in found] == [one.reference_prefix]
        assert {one[1][0] for one in matters(following, within=plan)} == {one.reference_prefix}
    assert len(matters(following)) == 2
