"""Statutory dates: the programme office is told at 30, 14, 7, 3 and 1 working days and when one is missed, once."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from jarplan.reporting.models import Told
from jarplan.reporting.work.desk.statutory import statutory_queues
from jarplan.reporting.work.letters.reminders import statutory_reminders
from recommendations.deadlines.milestones import milestone
from recommendations.deadlines.queries import deadlines
from recommendations.deadlines.verbs import record_met
from recommendations.models import Deadline
from recommendations.within import within_of
from tests import kept
from tests.factories import UserFactory
from tests.recommendations.conftest import NOON

pytestmark = pytest.mark.django_db
FIRST = date(2008, 8, 4)


@pytest.fixture
def office(db):
    kept.facts()
    return UserFactory(username="pat", roles=["programme"])


def by_day(user, days):
    """{day: [(what it is, step)]} of what is told, where each step is told once."""
    told, found = set(), {}
    for number in range(days):
        day = FIRST + timedelta(days=number)
        fresh = [one for one in statutory_reminders(user, day, within_of()) if one.key not in told]
        told |= {one.key for one in fresh}
        if fresh:
            found[day] = sorted((one.reference, one.step) for one in fresh)
    return found


@pytest.mark.parametrize(
    ("working", "days", "step"),
    [
        (31, 45, ""),
        (30, 42, "30"),
        (15, 21, "30"),
        (14, 20, "14"),
        (7, 9, "7"),
        (3, 3, "3"),
        (2, 2, "3"),
        (1, 1, "1"),
        (0, 0, "1"),
        (-1, -1, "missed"),
        (None, 8, "14"),
    ],
)
def test_a_milestone_is_reached_once_no_more_days_are_left(working, days, step):
    assert milestone(working, days) == step


def test_in_forty_days_each_milestone_is_told_once(office):
    """The plan is to be published by 9 September; the report was by 15 July, and its steps are not recorded."""
    found = by_day(office, 40)
    plan = title_of(Deadline.objects.get(rule__duty="plan"))
    days = {day: [step for title, step in some if title == plan] for day, some in found.items()}
    assert {day: steps for day, steps in days.items() if steps} == {
        FIRST: ["30"],
        date(2008, 8, 19): ["14"],
        date(2008, 8, 29): ["7"],
        date(2008, 9, 4): ["3"],
        date(2008, 9, 8): ["1"],
        date(2008, 9, 10): ["missed"],
    }
    # Of the report that was due in July: once that it is missed, and once of its steps.
    assert [step for title, step in found[FIRST] if title != plan] == ["missed", "missed"]
    assert len(found) == 6


def title_of(deadline):
    return next(one.title for one in deadlines() if one.uuid == str(deadline.uuid))


def test_what_is_recorded_as_met_is_told_no_more(office):
    plan = Deadline.objects.get(rule__duty="plan")
    record_met(
        by=office, now=NOON, deadline=plan, version=plan.version, met_on=date(2008, 6, 20), proof="Minute 4"
    )
    assert title_of(plan) not in {title for some in by_day(office, 40).values() for title, _step in some}


@pytest.mark.parametrize("role", ["officer", "approver", "cabinet", "finance", "administrator"])
def test_nobody_else_is_told(office, role):
    other = UserFactory(roles=[role])
    assert list(statutory_reminders(other, FIRST, within_of())) == []
    assert statutory_queues(other, FIRST, within_of()) == []


def test_a_role_that_is_limited_elsewhere_is_told_nothing(office):
    office.limited_to = {"programme": ["elsewhere"]}
    office.save()
    office.refresh_from_db()
    assert list(statutory_reminders(office, FIRST, within_of())) == []


def test_my_work_shows_what_is_near_and_every_step_to_record(office, client, settings):
    settings.PLAN_TODAY = FIRST
    client.force_login(office, "jarplan.people.accounts.backends.PeopleBackend")
    text = " ".join(client.get("/my-work/").content.decode().split())
    assert "Statutory deadlines (2)" in text and "Publication steps to record" in text
    settings.PLAN_TODAY = date(2008, 6, 4)
    queues = statutory_queues(office, date(2008, 6, 4), within_of())
    assert {queue.title: queue.number for queue in queues}.get("Statutory deadlines") == 1


def test_a_message_is_sent_on_the_day_whatever_the_person_chose_and_is_kept(office, settings, mailoutbox):
    office.mail_every = "week"
    office.save()
    for day in (19, 20, 21):  # Tuesday to Thursday
        settings.PLAN_TODAY = date(2008, 8, day)
        call_command("send_reminders", "--commit", stdout=StringIO())
    assert len(mailoutbox) == 1 and "Statutory dates" in mailoutbox[0].body
    assert "9 September 2008: 21 days left" in mailoutbox[0].body
    assert "We also email you about statutory dates" in mailoutbox[0].body
    assert sorted(Told.objects.values_list("step", flat=True)) == ["14", "missed", "missed"]
    page = reminders_page(office)
    assert "14 working days before" in page and "Missed" in page


def reminders_page(user):
    client = Client()
    client.force_login(user, "jarplan.people.accounts.backends.PeopleBackend")
    return " ".join(client.get("/reminders/").content.decode().split())
