"""The meetings to come: on my work of the members who sit in them, on their dashboard, and in their mail."""

from datetime import date

import pytest

from actions.rules.records import start_of
from jarplan.reporting.work.letters.notices import notices
from jarplan.reporting.work.meetings import meeting_queues
from recommendations.models import Inspection, Meeting
from tests.factories import UserFactory
from tests.plan import make_inspection
from tests.reporting.reading import recorded, text_of

pytestmark = pytest.mark.django_db
DAY = date(2008, 9, 1)


@pytest.fixture
def coming():
    """A meeting that was held, one of today and one of next month, about all inspections; one about one of them."""
    for body, day, asked in (
        ("OSMB", date(2008, 8, 31), ""),
        ("Cabinet", DAY, "Cabinet is asked to note the plan."),
        ("OSMB", date(2008, 10, 1), ""),
    ):
        Meeting.objects.create(body=body, held_on=day, purpose="JAR action plan", asked=asked)
    inspection, _ = make_inspection()
    return Meeting.objects.create(
        body="Board", held_on=date(2008, 9, 9), purpose="Progress", inspection=inspection
    )


def said(person, **more):
    person = type(person).objects.get(pk=person.pk)  # roles are remembered
    return [
        (one.title, one.about, one.words)
        for queue in meeting_queues(person, DAY, **more)
        for one in queue.items
    ]


def test_members_find_what_the_meetings_to_come_are_asked(people, coming, visit):
    assert said(people.cabinet) == [
        ("Cabinet", "JAR action plan: Cabinet is asked to note the plan.", "1 September 2008, today"),
        ("Board", "Progress", "9 September 2008, in 8 days"),
        ("OSMB", "JAR action plan", "1 October 2008, in 30 days"),
    ]
    assert said(people.officer_a) == said(people.programme) == []
    page = text_of(visit(people.cabinet, "/my-work/"))
    assert "Cabinet is asked to note the plan." in page and f"/meetings/{coming.uuid}/" in page
    assert "Cabinet is asked to note the plan." not in text_of(visit(people.officer_a, "/my-work/"))


def test_a_limited_member_sits_in_the_meetings_of_their_inspections_and_of_all(people, coming):
    elsewhere = UserFactory(roles=["cabinet"], limited_to={"cabinet": ["ANOTHER"]})
    assert [title for title, *_ in said(elsewhere)] == ["Cabinet", "OSMB"]
    here = UserFactory(roles=["cabinet"], limited_to={"cabinet": ["JAR-TEST"]})
    assert [title for title, *_ in said(here)] == ["Cabinet", "Board", "OSMB"]


def test_the_dashboard_says_what_is_asked_of_a_member_and_of_nobody_else(people, coming, visit):
    recorded(*Meeting.objects.all(), *Inspection.objects.all())  # the dashboard reads states
    page = text_of(visit(people.cabinet, "/"))
    line = page.split("Asked of you:")[1].split("</p>")[0]
    assert '<a href="/my-work/#items-meetings">Cabinet, 1 September 2008, today</a>.' in line
    assert "Asked of you:" not in text_of(visit(people.cabinet, "/?as_at=2008-08-06"))
    assert "Asked of you:" not in text_of(visit(people.officer_a, "/"))


def test_mail_names_a_meeting_a_week_before_it_and_says_nothing_that_was_typed_of_it(people, coming):
    def listed(day, since=None):
        found = [
            one for one in notices(people.cabinet, day, since).sections if one.title == "Upcoming meetings"
        ]
        return [(line.reference, line.words, line.is_new) for one in found for line in one.lines]

    assert listed(DAY) == [("Cabinet", "1 September 2008, today", True)]
    assert listed(date(2008, 9, 2)) == [("Board", "9 September 2008, in 7 days", True)]
    assert listed(date(2008, 9, 3), start_of(date(2008, 9, 3))) == [
        ("Board", "9 September 2008, in 6 days", False)
    ]
