"""Two parsers read the calendar feeds alike; they hold what may be known, and stay the same until it changes."""

from dataclasses import replace
from datetime import UTC, date, datetime

import icalendar
import pytest
import vobject
from django.test import Client

from actions.models import Action
from jarplan.people.accounts.calendars import end_calendar_address, make_calendar_address
from jarplan.people.models import CalendarToken, User
from jarplan.reporting.calendars.feeds import Entry, written
from recommendations.meetings.verbs import add_meeting
from recommendations.models import Meeting, PlanVersion
from tests import plan
from tests.permissions.checks import ANOTHER_RELEASE, make_version
from tests.reporting.contents import make_action, make_content

SITE = "http://testserver"
STAMP = datetime(2008, 6, 27, 10, tzinfo=UTC)
PUBLIC = "/published/calendar.ics"
NASTY = (
    "commas, semicolons; colons: and \\ back\\slashes\\n",
    "quotes \"double\" and 'single' = % & <b>",
    "Ünïcödé – and 𝒜 😀 " * 12,
    "x" * 300,
    "é" * 75,
    "a line\r\nEND:VEVENT\r\nBEGIN:VEVENT\nSUMMARY:planted\n another",
    "\x00 \x0b \x1b \x85 \u2028 \u2029 \x7f end",
    "  spaces  around  ",
    "\t\t",
    "^n ^' ^^ \\, \\; \\N",
)


def entry(summary, number=1):
    return Entry(f"thing-{number}", date(2008, 7, 18), summary, "/deadlines/", STAMP, 3, "Deadline")


def by_icalendar(feed):
    """What the first reader finds: (uid, summary, day)."""
    calendar = icalendar.Calendar.from_ical(feed)
    return {(str(one["uid"]), str(one["summary"]), one["dtstart"].dt) for one in calendar.walk("VEVENT")}


def by_vobject(feed):
    """What the second reader finds."""
    calendar = vobject.readOne(feed.decode())
    events = calendar.contents.get("vevent", ())
    return {(one.uid.value, one.summary.value, one.dtstart.value) for one in events}


def summaries(feed):
    assert by_icalendar(feed) == by_vobject(feed)
    return sorted(summary for _, summary, _ in by_icalendar(feed))


def get(path, **headers):
    """The answer to somebody who is not signed in."""
    return Client().get(path, headers=headers)


def own_path(person):
    return f"/calendar/{make_calendar_address(by=person, now=STAMP, person=person)}.ics"


@pytest.mark.parametrize("words", NASTY)
def test_nasty_words_are_read_alike_and_plant_nothing(words):
    feed = written("A calendar", [entry(words), entry("Another", 2)], SITE)
    assert by_icalendar(feed) == by_vobject(feed)
    assert len(by_icalendar(feed)) == 2
    (read,) = {summary for uid, summary, _ in by_icalendar(feed) if uid.startswith("thing-1@")}
    kept = "".join(sign if sign.isprintable() else " " for sign in words)
    assert "".join(read.split()).casefold() == "".join(kept.split()).casefold()


@pytest.mark.parametrize("words", NASTY)
def test_lines_are_folded_and_end_as_the_standard_says(words):
    feed = written(words, [entry(words)], SITE)
    lines = feed.split(b"\r\n")
    assert lines[-1] == b"" and all(len(line) <= 75 for line in lines)
    assert b"\n" not in b"".join(lines) and b"\r" not in b"".join(lines)


def test_a_day_is_a_whole_day_and_blocks_nobody():
    (event,) = icalendar.Calendar.from_ical(written("A calendar", [entry("Due")], SITE)).walk("VEVENT")
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2008, 7, 18), date(2008, 7, 19))
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert (event["sequence"], event["transp"], event["dtstamp"].dt) == (3, "TRANSPARENT", STAMP)
    assert event["url"] == f"{SITE}/deadlines/"


def test_an_empty_calendar_is_a_calendar(db):
    answer = get(PUBLIC)
    assert answer.status_code == 200 and summaries(answer.content) == []


@pytest.mark.slow
def test_the_public_feed_holds_deadlines_and_meetings_and_no_due_date_that_is_not_published(
    told, first_september
):
    feed = get(PUBLIC).content
    assert summaries(feed) == [
        "Deadline: Publish the action plan",
        "Deadline: Publish the inspection report",
        "Deadline: Review the Children and Young People's Plan or draft a new one",
        "Deadline: Submit the self-assessment for the Annual Performance Assessment to Ofsted",
        "Meeting: Cabinet",
        "Meeting: OSMB",
    ]
    days = {summary: day for _, summary, day in by_icalendar(feed)}
    assert days["Deadline: Publish the action plan"] == date(2008, 9, 9)
    assert days["Meeting: Cabinet"] == date(2008, 9, 1)


def test_the_public_feed_needs_no_cookie_sets_none_and_may_be_kept(told, first_september):
    answer = get(PUBLIC)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=3600"
    assert not answer.cookies and "Cookie" not in answer.get("Vary", "")


def published(number, *actions, text=""):
    PlanVersion.objects.filter(state="published").update(state="replaced")
    meeting, _ = Meeting.objects.get_or_create(
        body="Cabinet", held_on=date(2008, 9, 1), defaults={"purpose": "Plan"}
    )
    return make_version(
        number,
        replace(make_content(), actions=actions),
        text,
        state="published",
        published_on=date(2008, 9, 9),
        published_at=STAMP,
        approved_at=STAMP,
        meeting=meeting,
    )


def test_the_public_feed_holds_the_due_dates_of_the_published_version(db):
    make_version(1, replace(make_content(), actions=(make_action("R9.1"),)))
    published(
        2, make_action("R1.1"), make_action("R1.2", due_latest=None), make_action("R1.3", status="delivered")
    )
    assert summaries(get(PUBLIC).content) == ["Action R1.1 is due (sample)", "Meeting: Cabinet"]


def test_a_version_that_is_not_published_yet_changes_nothing(db):
    published(1, make_action("R1.1"))
    before = get(PUBLIC).content
    make_version(2, replace(make_content(), actions=(make_action("R9.1"),)))
    assert get(PUBLIC).content == before


def test_the_next_published_version_moves_the_same_event(db):
    published(1, make_action("R1.1"))
    first = get(PUBLIC).content
    published(2, make_action("R1.1", due_latest=date(2008, 10, 1)))
    second = get(PUBLIC).content
    uids = [{uid for uid, summary, _ in by_icalendar(feed) if "R1.1" in summary} for feed in (first, second)]
    assert uids[0] == uids[1]
    events = [
        next(one for one in icalendar.Calendar.from_ical(feed).walk("VEVENT") if "R1.1" in one["summary"])
        for feed in (first, second)
    ]
    assert [one["sequence"] for one in events] == [1, 2]
    assert events[1]["dtstart"].dt == date(2008, 10, 1)


def test_a_published_version_of_another_release_hides_no_meeting(db):
    published(1, text=ANOTHER_RELEASE)
    assert summaries(get(PUBLIC).content) == ["Meeting: Cabinet"]


def test_ones_own_feed_holds_what_ones_posts_and_organisation_lead(told, first_september):
    officer = User.objects.get(username="pct.officer")
    found = summaries(get(own_path(officer)).content)
    assert "Action R5.1 is due (your post, sample)" in found
    assert "Action R15.1 is due (your organisation, sample)" in found
    assert "Deadline: Publish the action plan" in found and "Meeting: Cabinet" in found
    led = Action.objects.filter(leads__post__organisation=officer.organisation)
    named = {summary.split()[1] for summary in found if summary.startswith("Action")}
    assert named and named <= set(led.values_list("reference", flat=True))


def test_ones_own_feed_holds_the_last_day_of_a_round_that_is_not_over(told, settings):
    path = own_path(User.objects.get(username="officer"))
    settings.PLAN_TODAY = date(2008, 8, 1)
    assert "Last day to report for July 2008" in summaries(get(path).content)
    settings.PLAN_TODAY = date(2008, 8, 2)
    assert "Last day to report for July 2008" not in summaries(get(path).content)


def test_a_delivered_action_is_due_no_longer(told, first_september):
    officer = User.objects.get(username="officer")
    found = summaries(get(own_path(officer)).content)
    done = Action.objects.exclude(status__in=["proposed", "agreed", "in_progress"])
    assert not [one for one in done if any(f"Action {one.reference} " in summary for summary in found)]


def test_a_feed_says_nothing_that_was_written_in_an_action(told, first_september):
    action = Action.objects.get(reference="R1.1")
    Action.objects.filter(pk=action.pk).update(text="Visit Kylie at home")
    feed = get(own_path(User.objects.get(username="officer"))).content
    assert b"R1.1" in feed and b"Kylie" not in feed


def test_ones_own_feed_is_private_names_no_secret_and_sets_no_cookie(told, first_september):
    path = own_path(User.objects.get(username="officer"))
    answer = get(path)
    assert answer["Cache-Control"] == "private, no-cache" and not answer.cookies
    assert path.split("/")[2].removesuffix(".ics").encode() not in answer.content


def test_a_feed_is_the_same_until_something_changes(told, settings):
    path = own_path(User.objects.get(username="officer"))
    settings.PLAN_TODAY = date(2008, 9, 1)
    first = get(path)
    settings.PLAN_TODAY = date(2008, 9, 2)
    assert get(path).content == first.content
    unchanged = get(path, if_none_match=first["ETag"])
    assert unchanged.status_code == 304 and not unchanged.content and unchanged["ETag"] == first["ETag"]
    programme = User.objects.get(username="programme")
    add_meeting(
        by=programme,
        now=datetime(2008, 9, 2, 9, tzinfo=UTC),
        body="OSMB",
        held_on=date(2008, 10, 8),
        purpose="Progress",
        asked="",
    )
    changed = get(path, if_none_match=first["ETag"])
    assert changed.status_code == 200 and changed["ETag"] != first["ETag"]


def test_unknown_ended_and_inactive_look_the_same(db):
    people = plan.make_people()
    ended, inactive = people.officer_a, people.officer_b
    paths = [own_path(ended), own_path(inactive), f"/calendar/{'A' * 43}.ics"]
    assert get(paths[0]).status_code == get(paths[1]).status_code == 200
    end_calendar_address(by=ended, now=STAMP, person=ended)
    User.objects.filter(pk=inactive.pk).update(is_active=False)
    answers = [get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert len({answer.content for answer in answers}) == 1
    assert len({tuple(sorted(answer.items())) for answer in answers}) == 1


def test_somebody_who_is_signed_in_reads_anothers_calendar_only_by_its_address(db):
    people = plan.make_people()
    make_calendar_address(by=people.officer_a, now=STAMP, person=people.officer_a)
    token = CalendarToken.objects.get()
    client = Client()
    client.force_login(people.officer_b, "jarplan.people.accounts.backends.PeopleBackend")
    for guess in (token.uuid, token.digest, people.officer_a.username, token.pk):
        assert client.get(f"/calendar/{guess}.ics").status_code == 404
