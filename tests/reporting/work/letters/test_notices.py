"""What somebody is told on a day, what of it is new, and when that is worth a message."""

from datetime import date, timedelta

import pytest

from actions.duedates.verbs import ask_for_date, decide_date
from actions.models import Action, ReportingRound
from actions.rules.dates import PlanDate
from actions.signoff.verbs import digest_of, return_action
from jarplan.people.models import User
from jarplan.reporting.work.letters.notices import Line, Notices, Section, is_worth_writing, notices
from tests import plan
from tests.changes import edit_action
from tests.claims import sign_off

MONDAY, TUESDAY = date(2008, 6, 23), date(2008, 6, 24)
DAY = timedelta(days=1)


def some(new=0, old=0):
    lines = [Line("R4.1", "", "/", True)] * new + [Line("R4.2", "", "/", False)] * old
    return Notices((Section("Overdue", tuple(lines), new + old, "/"),))


@pytest.mark.parametrize(
    "found, day, mail_every, worth",
    [
        (Notices(()), MONDAY, "day", False),
        (Notices(()), MONDAY, "week", False),
        (some(old=1), MONDAY, "day", True),
        (some(old=1), MONDAY, "week", True),
        (some(old=1), TUESDAY, "day", False),
        (some(new=1), TUESDAY, "day", True),
        (some(new=1), TUESDAY, "week", False),
    ],
)
def test_a_message_is_worth_writing_when_something_is_new_and_on_mondays(found, day, mail_every, worth):
    assert is_worth_writing(found, day, mail_every) is worth


def written_to(person, day, since=None):
    """{title: lines} without their paths."""
    person = User.objects.get(pk=person.pk)
    return {
        section.title: [(line.reference, line.words, line.is_new) for line in section.lines]
        for section in notices(person, day, since).sections
    }


def due_on(action, day):
    Action.objects.filter(pk=action.pk).update(due_latest=day, due_earliest=day)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(
    "days, title, is_new",
    [
        (15, None, None),
        (14, "Due in the next 14 days", True),
        (13, "Due in the next 14 days", False),
        (1, "Due in the next 14 days", False),
        (0, "Due in the next 14 days", True),
        (-1, "Overdue", True),
        (-2, "Overdue", False),
    ],
)
def test_a_lead_is_told_14_days_before_on_the_day_and_on_the_day_after(people, days, title, is_new):
    """The last message went out the day before."""
    day = date(2008, 7, 1)
    due_on(plan.reported(people), day + days * DAY)
    found = written_to(people.officer_a, day, since=plan.later(10))
    assert list(found) == ([title] if title else [])
    if title:
        [(reference, words, new)] = found[title]
        assert (reference, new) == ("R4.1", is_new) and words.startswith("due ")


@pytest.mark.slow
@pytest.mark.django_db
def test_a_return_is_news_to_the_lead_and_a_claim_to_the_signer_once(people):
    action = plan.delivered(people)
    assert written_to(people.approver_a, MONDAY)["Awaiting your sign-off"] == [
        ("R4.1", "waiting since 20 June 2008", True)
    ]
    assert written_to(people.approver_a, MONDAY, plan.later(1))["Awaiting your sign-off"] == [
        ("R4.1", "waiting since 20 June 2008", False)
    ]
    return_action(
        by=people.approver_a, now=plan.later(1), action=action, seen=digest_of(action), reason="Not shown"
    )
    assert written_to(people.approver_a, MONDAY) == {}
    assert written_to(people.officer_a, MONDAY, plan.NOON)["Returned to you"] == [
        ("R4.1", "returned on 21 June 2008", True)
    ]
    assert written_to(people.officer_a, MONDAY, plan.later(2))["Returned to you"][0][2] is False


@pytest.mark.slow
@pytest.mark.django_db
def test_a_decision_is_told_once_to_whoever_asked(people):
    action = plan.agreed(people)
    change = ask_for_date(
        by=people.officer_a,
        now=plan.NOON,
        action=action,
        to=PlanDate.on(date(2008, 12, 1)),
        category="people",
        reason="Vacancies",
    )
    assert written_to(people.programme, MONDAY)["Extensions awaiting your decision"] == [
        ("R4.1", "requested on 20 June 2008", True)
    ]
    decide_date(by=people.programme, now=plan.later(1), change=change, grant=True)
    assert written_to(people.officer_a, MONDAY, plan.NOON)["Extensions decided"] == [
        ("R4.1", "agreed on 21 June 2008", True)
    ]
    assert "Extensions decided" not in written_to(people.officer_a, MONDAY, plan.later(1))
    assert "Extensions decided" not in written_to(people.both_a, MONDAY, plan.NOON)
    assert "Extensions decided" not in written_to(people.officer_a, MONDAY + 7 * DAY)


@pytest.mark.slow
@pytest.mark.django_db
def test_the_boards_signature_is_told_to_the_claimant(people):
    action = plan.signed_once(people)
    assert "Signed off" not in written_to(people.officer_a, MONDAY, plan.later(-1))
    sign_off(by=people.programme, now=plan.later(1), action=action, seen=digest_of(action))
    assert written_to(people.officer_a, MONDAY, plan.NOON)["Signed off"] == [
        ("R4.1", "signed off for the board on 21 June 2008", True)
    ]


@pytest.mark.django_db
def test_a_reminder_makes_what_was_told_news_again(people):
    action = plan.reported(people)
    due_on(action, date(2008, 6, 20))
    assert written_to(people.officer_a, MONDAY, plan.later(2))["Overdue"][0][2] is False
    Action.objects.update(reminded_at=plan.later(2, hour=15), reminded_by=people.programme)
    assert written_to(people.officer_a, MONDAY, plan.later(2))["Overdue"][0][2] is True


@pytest.mark.django_db
def test_whoever_has_no_part_in_actions_is_told_nothing(people):
    plan.delivered(people)
    plan.agreed(people)
    for person in (people.finance, people.cabinet, people.administrator, people.superuser, people.officer_b):
        assert written_to(person, date(2008, 9, 1)) == {}


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize(
    "day, is_new",
    [(1, True), (2, False), (7, False), (8, True), (9, False), (10, False)],
)
def test_a_missing_report_is_news_when_its_round_opens_and_before_it_closes(people, day, is_new):
    """The round of June is open from 1 to 10 July; the last message went out the day before."""
    ReportingRound.objects.create(
        month=date(2008, 6, 1), opens_on=date(2008, 7, 1), closes_on=date(2008, 7, 10)
    )
    plan.agreed(people, due=date(2009, 3, 31))
    day = date(2008, 7, day)
    [line] = written_to(people.officer_a, day, since=plan.later((day - plan.NOON.date()).days - 1))[
        "Progress reports to send"
    ]
    assert line == ("R4.1", "not reported yet", is_new)
    assert written_to(people.officer_a, date(2008, 6, 30)) == {}


@pytest.mark.slow
@pytest.mark.django_db
def test_signatures_that_lapse_together_are_told_once_to_the_claimant(people):
    action = plan.signed_off(people)
    edit_action(
        by=people.programme,
        now=plan.later(2),
        action=action,
        version=action.version,
        content=plan.content(people.post_a, text="Audit half of them"),
    )
    assert written_to(people.officer_a, MONDAY, plan.later(1))["Sign-off lapsed: sign off again"] == [
        ("R4.1", "lapsed on 22 June 2008", True)
    ]
