"""The pages of moving a date: what is said before it is tried, and what a forged POST gets."""

from datetime import date

import pytest

from actions.duedates.verbs import ask_for_date, decide_date
from actions.models import DateChange
from actions.rules.dates import PlanDate
from jarplan.audit.models import AuditEvent
from recommendations.models import Meeting
from tests.plan import NOON, agreed, fresh, later

pytestmark = pytest.mark.django_db
SEPTEMBER = {
    "to_day": "30",
    "to_month": "9",
    "to_year": "2008",
    "category": "people",
    "reason": "Posts are empty",
}


@pytest.fixture
def people(cast):
    return cast


def said(response):
    return " ".join(response.content.decode().split())


def asked(people, action, days):
    act = {"by": people.officer_a, "now": NOON, "action": action}
    return ask_for_date(
        **act, to=PlanDate.on(later(days).date()), category="people", reason="Two posts are empty"
    )


@pytest.fixture
def asked_twice(people):
    action = agreed(people)
    for days in (60, 67):
        decide_date(by=people.programme, now=NOON, change=asked(people, action, days), grant=True)
    return fresh(action)


@pytest.mark.slow
def test_after_asking_it_says_how_much_later_that_is(people, at):
    action = agreed(people)
    assert "This is the first request for R4.1. The programme office decides" in said(
        at("officer_a", action, "date-change")
    )
    at("officer_a", action, "date-change", SEPTEMBER)
    page = said(at("officer_a", action, ""))
    assert (
        "You have requested an extension to 30 September 2008, 51 working days later than the current due date."
        in page
    )
    assert 'href="/actions/R4.1/recall-date/"' in page


def test_a_second_click_is_told_as_the_first(people, at):
    action = agreed(people)
    data = {**SEPTEMBER, "once": "12345678-1234-5678-1234-567812345678"}
    for _ in range(2):
        assert at("officer_a", action, "date-change", data).status_code == 302
        assert "You have requested an extension to 30 September 2008" in said(at("officer_a", action, ""))
    assert DateChange.objects.count() == 1


def test_the_second_time_it_says_both_slips_and_the_third_time_that_the_board_decides(
    people, at, asked_twice
):
    page = said(at("officer_a", asked_twice, "date-change"))
    assert "moved twice and by 26 working days" in page
    assert (
        "This is the <strong>third request</strong> for R4.1, so only the board can agree the extension"
        in page
    )
    at("officer_a", asked_twice, "date-change", SEPTEMBER)
    page = said(at("officer_a", asked_twice, ""))
    assert (
        "25 working days later than the current due date and 51 working days later than the original date. "
        "Only the board can agree this extension." in page
    )


def test_who_decides_sees_the_slips_and_names_the_meeting_of_the_third(people, at, asked_twice):
    change = asked(people, asked_twice, 102)
    page = said(at("programme", asked_twice, "date-change"))
    for words in (
        "only the board can agree the extension. Choose the meeting",
        "The third for R4.1",
        "26 working days slippage so far",
        "25 working days later than the current due date",
        "<strong>51 working days</strong> later than the original date",
    ):
        assert words in page
    data = {"change": str(change.uuid), "decision": "agree"}
    page = said(at("programme", asked_twice, "date-change", data))
    assert (
        'href="#id_meeting"' in page and "Choose the meeting at which the board agreed the extension" in page
    )
    assert fresh(change).decision == "pending"
    coming = Meeting.objects.create(body="OSMB", held_on=date(2999, 1, 1))
    page = said(at("programme", asked_twice, "date-change", {**data, "meeting": coming.pk}))
    assert "has not been held yet" in page
    board = Meeting.objects.create(body="OSMB", held_on=date(2008, 6, 18))
    assert at("programme", asked_twice, "date-change", {**data, "meeting": board.pk}).status_code == 302
    assert (fresh(change).decision, fresh(change).meeting) == ("granted", board)


def test_a_request_is_recalled_by_who_asked(people, at):
    action = agreed(people)
    change = asked(people, action, 60)
    assert "You requested an extension to <strong>19 August 2008</strong>" in said(
        at("officer_a", action, "recall-date")
    )
    data = {"change": str(change.uuid), "reason": "The posts are filled"}
    assert at("officer_a", action, "recall-date", data).status_code == 302
    assert fresh(change).decision == "recalled"
    page = said(at("officer_a", action, ""))
    assert "extension request has been withdrawn" in page and "The posts are filled" in page
    assert 'recall-date/"' not in page


def test_a_forged_recall_is_refused_and_recorded(people, at):
    action = agreed(people)
    change = asked(people, action, 60)
    for who in ("both_a", "officer_b", "programme", "cabinet", "superuser"):
        assert at(who, action, "recall-date", {"change": str(change.uuid)}).status_code == 403
    assert AuditEvent.objects.filter(kind="refused").count() == 5
    assert fresh(change).decision == "pending"


def test_a_recall_that_comes_too_late_says_so(people, at):
    action = agreed(people)
    assert "No extension of R4.1 has been requested" in said(at("officer_a", action, "recall-date"))
    change = asked(people, action, 60)
    decide_date(by=people.programme, now=NOON, change=change, grant=True)
    response = at("officer_a", action, "recall-date")
    assert response.status_code == 409 and "has already been decided" in said(response)
    response = at("officer_a", action, "recall-date", {"change": str(change.uuid)})
    assert "has already been decided" in said(response)


def test_a_request_of_another_action_is_not_recalled_here(people, at):
    first, second = agreed(people), agreed(people)
    change = asked(people, first, 60)
    assert at("officer_a", second, "recall-date", {"change": str(change.uuid)}).status_code == 404
    assert DateChange.objects.get().decision == "pending"


def test_a_second_request_decided_twice_is_told_so_and_not_asked_for_the_board(people, at):
    action = agreed(people)
    decide_date(by=people.programme, now=NOON, change=asked(people, action, 60), grant=True)
    change = asked(people, action, 67)
    data = {"change": str(change.uuid), "decision": "agree"}
    decide_date(by=people.programme_2, now=NOON, change=change, grant=True)
    response = at("programme", action, "date-change", data)
    assert response.status_code == 409 and "has already been decided" in said(response)
    assert "Choose the meeting" not in said(response)
