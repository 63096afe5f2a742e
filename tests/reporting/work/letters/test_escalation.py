"""Late reports on a calendar of forty days: each is told once at each step of the ladder, and all of it recorded."""

from datetime import date, timedelta
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from actions.models import ReportingRound
from actions.reading.rounds import read_rounds
from actions.reminding.ladder import Ladder
from actions.reminding.verbs import set_reminders
from actions.reports.verbs import report_progress
from jarplan.clock import day_of
from jarplan.people.models import PostHolding, User
from jarplan.reporting.models import Digest, Told
from jarplan.reporting.work.letters.escalation import Late, late_reports
from tests import agendas
from tests.factories import PostFactory, UserFactory
from tests.plan import agreed, fresh, later, make_people

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
CLOSES = date(2008, 7, 10)  # a Thursday
ONE = timedelta(days=1)


def run(*arguments):
    said = StringIO()
    call_command("send_reminders", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def story():
    """An action of A without a report in the round of June, which an officer holds the post of; and who answers for
    its recommendation."""
    people = make_people()
    round = ReportingRound.objects.create(month=date(2008, 6, 1), opens_on=date(2008, 7, 1), closes_on=CLOSES)
    action = agreed(people, due=date(2009, 3, 31))
    held = {"held_from": later(0), "given_by": people.administrator}
    names = {field.name for field in PostHolding._meta.get_fields()}
    held = {name: value for name, value in held.items() if name in names}
    answering = {}
    for name in ("accountable_post", "portfolio_holder"):
        post = PostFactory(title=name, organisation=people.a)
        answering[name] = UserFactory(username=name, organisation=people.a, roles=["cabinet"])
        PostHolding.objects.create(post=post, user=answering[name], **held)
        setattr(action.recommendation, name, post)
    action.recommendation.save()
    # Nobody else is written to, as each of them costs a reading of all queues on each day.
    reached = ["officer_a", "approver_a", "accountable_post", "portfolio_holder"]
    User.objects.exclude(username__in=reached).update(email="")
    PostHolding.objects.create(post=people.post_a, user=people.officer_a, **held)
    return SimpleNamespace(people=people, round=round, action=action, **answering)


def told():
    """{(day, user name, kind, step)} of all that messages have told."""
    rows = Told.objects.filter(digest__is_sent=True).select_related("digest__user")
    return sorted(
        (one.digest.day, one.digest.user.username, one.what.split(":")[0], one.step) for one in rows
    )


def run_on(settings, days):
    for day in days:
        settings.PLAN_TODAY = day
        run("--commit")


def in_july(*days):
    return [date(2008, 7, day) for day in days]


LADDER = [  # 1, 5, 10 and 15 working days after Thursday 10 July
    (date(2008, 7, 11), "officer_a", "report", "lead"),
    (date(2008, 7, 17), "approver_a", "report", "approver"),
    (date(2008, 7, 24), "accountable_post", "report", "accountable"),
    (date(2008, 7, 31), "portfolio_holder", "report", "portfolio"),
]


@pytest.mark.slow
def test_in_forty_days_each_step_is_told_once_and_recorded(story, settings, mailoutbox):
    run_on(settings, [date(2008, 7, 1) + number * ONE for number in range(40)])
    assert told() == LADDER
    late = [message for message in mailoutbox if "Late progress reports" in message.body]
    assert sorted(to for message in late for to in message.to) == sorted(
        f"{who}@example.org" for _day, who, _kind, _step in LADDER
    )
    [first] = [message for message in late if message.to == ["officer_a@example.org"]]
    assert "R4.1, the report due by 10 July 2008 is missing" in first.body
    # The line of the queue of reports is not told beside it on that day.
    assert "Progress reports to send" not in first.body and "1 item for you" in first.subject
    # On no other day was there anything to say to those who have no queue of their own.
    assert len([message for message in mailoutbox if message.to != ["officer_a@example.org"]]) == 3


@pytest.mark.slow
def test_a_report_ends_the_ladder(story, settings):
    run_on(settings, in_july(11))
    report_progress(
        by=story.people.officer_a,
        now=later(24),
        action=fresh(story.action),
        round=story.round,
        rating="green",
        confidence="high",
        done="All audited",
    )
    run_on(settings, in_july(17, 24, 31))
    assert told() == LADDER[:1]


@pytest.mark.slow
def test_a_machine_that_slept_tells_what_it_missed_once(story, settings):
    run_on(settings, in_july(25, 26, 28))
    steps = [(who, step) for _day, who, _kind, step in told()]
    assert steps == [
        ("accountable_post", "accountable"),
        ("approver_a", "approver"),
        ("officer_a", "lead"),
    ]


@pytest.mark.slow
def test_what_the_mail_server_did_not_take_is_told_the_next_day(story, settings):
    run_on(settings, in_july(11))
    Digest.objects.update(is_sent=False)
    run_on(settings, in_july(12))
    assert told() == [(date(2008, 7, 12), "officer_a", "report", "lead")]


def test_without_commit_it_is_said_who_would_be_told(story, settings, mailoutbox):
    settings.PLAN_TODAY = date(2008, 7, 17)
    said = run("--verbosity", "2")
    assert "approver_a@example.org: JAR plan: 1 item for you" in said
    assert "Late progress reports" in said and "Nothing was sent" in said
    assert not mailoutbox and not Told.objects.exists()


def test_the_ladder_is_what_the_office_has_set(story, settings):
    said = {"lead_after": None, "approver_after": 2, "portfolio_after": 3, "papers_before": 5}
    set_reminders(by=story.people.programme, now=later(1), version=0, **said)
    run_on(settings, in_july(11, 13, 14, 15, 16))
    assert [(day.day, who, step) for day, who, _kind, step in told()] == [
        (14, "approver_a", "approver"),
        (15, "portfolio_holder", "portfolio"),
    ]


def test_holidays_are_no_days_of_silence(story):
    ladder = Ladder(1, None, None, None, 5)
    days = [day for day in range(10, 15) if late_reports(date(2008, 7, day), read_rounds(), ladder)]
    assert days == [11, 12, 13, 14]  # Friday; of the weekend the days count no more
    ladder = Ladder(2, None, None, None, 5)
    days = [day for day in range(10, 16) if late_reports(date(2008, 7, day), read_rounds(), ladder)]
    assert days == [14, 15]


def test_a_report_that_a_meeting_asked_for_climbs_the_same_ladder(story, settings):
    ReportingRound.objects.all().delete()
    item = agendas.item_of(story.people, agendas.meeting(story.people), story.action)
    agendas.decide(story.people, item, "report", report_by=date(2008, 7, 14))
    run_on(settings, [*in_july(14, 15, 20, 21, 28), date(2008, 8, 4)])
    found = told()
    assert [(day.day, who, step) for day, who, kind, step in found if kind == "asked"] == [
        (15, "officer_a", "lead"),
        (21, "approver_a", "approver"),
        (28, "accountable_post", "accountable"),
        (4, "portfolio_holder", "portfolio"),
    ]


def test_without_rounds_a_silence_begins_with_the_last_report_or_the_start(story, settings):
    ReportingRound.objects.all().delete()
    begun = [(one.due, one.what) for one in late_reports(date(2008, 8, 1), ())]
    [(due, what)] = begun
    assert due == day_of(story.action.agreed_at) + 30 * ONE
    assert (
        late_reports(due, ()) == []
        and Late.reminder(late_reports(due + 4 * ONE, ())[0], "lead").step == "lead"
    )
    said = {"rating": "green", "done": "Begun", "confidence": "high"}
    act = {"by": story.people.officer_a, "now": later(15)}
    report_progress(**act, action=fresh(story.action), **said)
    assert late_reports(date(2008, 8, 1), ()) == []
    [again] = late_reports(date(2008, 8, 15), ())
    assert again.due == later(15).date() + 30 * ONE and again.what != what
