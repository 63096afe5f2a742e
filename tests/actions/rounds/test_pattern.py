"""Rounds by a pattern: the days of each month, and the meeting that each is for."""

from datetime import date
from types import SimpleNamespace

import pytest

from actions.models import ReportingRound
from actions.rounds.pattern import AFTER_DAYS, AT_THE_END, BEFORE_MEETING, Pattern, planned_rounds
from actions.rounds.verbs import as_seen, open_round, open_rounds
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.models import AuditEvent
from recommendations.models import Meeting
from tests import plan

MONTHS = [date(2008, 11, 1), date(2008, 12, 1), date(2009, 1, 1), date(2009, 2, 1)]
NOW = plan.NOON


def meeting(*day):
    return SimpleNamespace(held_on=date(*day))


def days(pattern, months=MONTHS, meetings=()):
    return [(one.opens_on, one.closes_on) for one in planned_rounds(pattern, months, list(meetings))]


def test_the_last_day_of_each_month_is_its_own():
    assert days(Pattern(20, AT_THE_END)) == [
        (date(2008, 11, 20), date(2008, 11, 30)),
        (date(2008, 12, 20), date(2008, 12, 31)),
        (date(2009, 1, 20), date(2009, 1, 31)),
        (date(2009, 2, 20), date(2009, 2, 28)),
    ]


def test_a_day_that_a_month_does_not_have_is_its_last():
    assert days(Pattern(31, AFTER_DAYS, 5), MONTHS[3:]) == [(date(2009, 2, 28), date(2009, 3, 5))]


def test_each_round_is_for_the_next_meeting_and_closes_working_days_before_it():
    board = [meeting(2008, 12, 3), meeting(2009, 1, 5), meeting(2009, 3, 4)]
    planned = list(planned_rounds(Pattern(25, BEFORE_MEETING, 3, "OSMB"), MONTHS, board))
    # 1 January is a bank holiday, and a weekend lies before the fifth.
    assert [one.closes_on for one in planned[:2]] == [date(2008, 11, 28), date(2008, 12, 30)]
    assert [one.meeting for one in planned] == [*board, None]
    assert planned[2].closes_on == date(2009, 2, 27)
    # Without a meeting, at the end of the month.
    assert planned[3].closes_on == date(2009, 2, 28)


def test_no_meeting_is_named_where_none_was_asked_for():
    [one] = planned_rounds(Pattern(1, AT_THE_END), MONTHS[:1], [meeting(2008, 11, 3)])
    assert one.meeting is None


def test_a_year_of_rounds_is_set_with_an_event_each(db):
    people = plan.make_people()
    planned = list(planned_rounds(Pattern(20, AT_THE_END), MONTHS, []))
    rows = open_rounds(by=people.programme, now=NOW, planned=planned, seen=as_seen(planned))
    assert [str(row) for row in rows] == ["November 2008", "December 2008", "January 2009", "February 2009"]
    assert AuditEvent.objects.filter(subject_kind="round", kind="opened").count() == 4


def test_all_rounds_are_set_or_none(db):
    people = plan.make_people()
    act = {"by": people.programme, "now": NOW}
    open_round(**act, month=MONTHS[2], opens_on=date(2009, 1, 28), closes_on=date(2009, 2, 25))
    months = [month for month in MONTHS if month != MONTHS[2]]
    planned = list(planned_rounds(Pattern(20, AT_THE_END), months, []))
    with pytest.raises(NotNow, match="Two rounds cannot overlap"):
        open_rounds(**act, planned=planned, seen=as_seen(planned))
    assert ReportingRound.objects.count() == 1


def test_rounds_of_a_pattern_do_not_overlap_each_other(db):
    planned = list(planned_rounds(Pattern(20, AFTER_DAYS, 40), MONTHS, []))
    with pytest.raises(NotNow, match="overlap"):
        open_rounds(by=plan.make_people().programme, now=NOW, planned=planned, seen=as_seen(planned))
    assert not ReportingRound.objects.exists()


@pytest.mark.parametrize("who", ["officer_a", "approver_a", "cabinet", "administrator"])
def test_only_the_programme_office_sets_them(db, who):
    planned = list(planned_rounds(Pattern(20, AT_THE_END), MONTHS, []))
    by = getattr(plan.make_people(), who)
    with pytest.raises(Refused):
        open_rounds(by=by, now=NOW, planned=planned, seen=as_seen(planned))


ASKED = {
    "first": "2008-10-01",
    "number": "3",
    "opens_on": "20",
    "closes": "meeting",
    "days": "2",
    "body": "OSMB",
}


@pytest.fixture
def programme(db, client, settings):
    settings.PLAN_TODAY = date(2008, 9, 1)
    people = plan.make_people()
    client.force_login(people.programme, "jarplan.people.accounts.backends.PeopleBackend")
    Meeting.objects.create(body="OSMB", held_on=date(2008, 11, 5), purpose="Progress")
    return client


def test_rounds_are_shown_before_they_are_set(programme):
    page = programme.get("/rounds/set/", ASKED)
    seen = page.context["seen"]
    assert "Set 3 rounds" in page.text and "Monday 3 November 2008" in page.text
    assert not ReportingRound.objects.exists()
    address = page.wsgi_request.get_full_path()
    assert programme.post(address, {"seen": seen}).url == "/rounds/"
    assert [one.closes_on for one in ReportingRound.objects.all()] == [
        date(2008, 11, 3),
        date(2008, 11, 30),
        date(2008, 12, 31),
    ]


@pytest.mark.parametrize("address", ["/rounds/set/", "/rounds/open/"])
def test_a_month_is_offered_under_its_own_name(programme, address):
    text = " ".join(programme.get(address).text.split())
    assert '<option value="2009-01-01">January 2009</option>' in text


def test_what_has_changed_since_it_was_looked_at_is_shown_again(programme):
    page = programme.get("/rounds/set/", ASKED)
    Meeting.objects.create(body="OSMB", held_on=date(2008, 12, 3), purpose="Progress")
    answer = programme.post(page.wsgi_request.get_full_path(), {"seen": page.context["seen"]})
    assert "have changed since you looked" in answer.text and not ReportingRound.objects.exists()


@pytest.mark.parametrize(
    "more, says",
    [
        ({"days": ""}, "Enter the number of days"),
        ({"body": ""}, "Choose the meeting before which each round closes"),
        ({"number": "13"}, "must be between 1 and 12"),
        ({"first": "1999-01-01"}, "1999-01-01 is not one of the available choices"),
        ({"closes": ""}, "Choose the last day of each round"),
    ],
)
def test_a_pattern_that_says_too_little_is_refused(programme, more, says):
    page = programme.get("/rounds/set/", ASKED | more)
    assert says in page.text and "Error: " in page.text and page.context["planned"] == []
