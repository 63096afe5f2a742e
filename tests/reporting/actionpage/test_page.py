"""The page of an action: what stands there, who gets which button, and the same page for a past day."""

import re
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.duedates.verbs import ask_for_date, decide_date
from actions.models import Action
from actions.plan.verbs import withdraw_action
from actions.reports.verbs import report_progress
from actions.rules.dates import PlanDate
from actions.signoff.verbs import digest_of, return_action
from jarplan.clock import LONDON
from jarplan.reporting.actionpage.timeline import timeline
from tests.plan import (
    NOON,
    agreed,
    delivered,
    evidence,
    fresh,
    later,
    make_people,
    proposed,
    reported,
    signed_off,
    signed_once,
)
from tests.reporting.reading import recorded

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def look(client, people, settings):
    """look("officer_a", action) is its page as that person sees it on 1 September 2008."""
    settings.PLAN_TODAY = date(2008, 9, 1)

    def go(who, action, as_at=""):
        client.force_login(getattr(people, who), backend="jarplan.people.accounts.backends.PeopleBackend")
        response = client.get(f"/actions/{action.reference}/", {"as_at": as_at} if as_at else {})
        go.status = response.status_code
        return " ".join(response.content.decode().split())

    return go


def buttons(html, action):
    """The verbs that the page offers, those that are seldom wanted last; and how many of them are primary."""
    if "What you can do" not in html:
        return [], 0
    part = html.split('aria-label="What you can do"')[1].split("</nav>")[0]
    verbs = [one.split("/")[0] for one in part.split(f'href="/actions/{action.reference}/')[1:]]
    return verbs, part.count('class="button"')


@pytest.mark.slow
@pytest.mark.parametrize(
    ("who", "stage", "offered"),
    [
        ("officer_a", proposed, ["edit", "waiting", "withdraw"]),
        ("programme", proposed, ["agree", "edit", "waiting", "supersede", "decline", "withdraw"]),
        ("officer_a", agreed, ["update", "evidence", "deliver", "date-change", "edit", "waiting"]),
        ("programme", agreed, ["edit", "challenge", "question", "waiting", "pause", "supersede", "withdraw"]),
        ("officer_b", agreed, []),
        ("approver_a", agreed, ["question"]),
        ("cabinet", agreed, ["challenge", "question"]),
        ("superuser", agreed, []),
        ("approver_a", delivered, ["sign-off", "question"]),
        ("approver_b", delivered, []),
        ("programme", delivered, ["edit", "challenge", "question"]),
        ("officer_a", delivered, ["update", "evidence", "edit"]),
        ("programme", signed_once, ["sign-off", "challenge", "question", "edit"]),
        ("approver_a", signed_once, ["question"]),
        ("programme", signed_off, ["edit", "challenge", "question", "later-look"]),
    ],
)
def test_only_what_this_person_may_do_now_is_offered(people, look, who, stage, offered):
    action = stage(people)
    verbs, primary = buttons(look(who, action), action)
    assert verbs == offered and primary == bool(offered)


@pytest.mark.slow
def test_the_page_says_why_somebody_may_not_sign(people, look):
    action = delivered(people, by=people.both_a)
    assert "you marked it as delivered, sent a report" in look("both_a", action)
    assert (
        "R4.1 waits for approvers (or the deputy) of its lead organisation, so you cannot sign it off yet"
        in look("programme", action)
    )
    assert "You cannot sign" not in look("cabinet", action)


@pytest.mark.slow
def test_a_signed_action_is_blue_and_shows_who_signed_what(people, look):
    html = look("cabinet", signed_off(people))
    assert 'class="rating rating-blue"' in html and "Signed off: Lead organisation" in html
    assert "Signed off: Programme office, for the board" in html
    assert "What was signed off" in html and "100% allocated" in html


@pytest.mark.slow
def test_signatures_run_newest_first_as_reports_do(people, look):
    html = look("cabinet", signed_off(people)).split('id="sign-offs"')[1]
    assert html.index("Signed off: Programme office, for the board") < html.index(
        "Signed off: Lead organisation"
    )


@pytest.mark.slow
def test_a_return_shows_its_reason_and_the_lapsed_signature(people, look):
    action = signed_once(people)
    return_action(by=people.programme, now=NOON, action=action, seen=digest_of(action), reason="No list")
    html = look("officer_a", action)
    assert "No list" in html and "Lapsed" in html and "the action was returned to its lead" in html


def test_the_original_date_stands_beside_the_present_one(people, look):
    action = agreed(people)
    ask = {"to": PlanDate.on(date(2008, 9, 30)), "category": "money", "reason": "The grant came late"}
    change = ask_for_date(by=people.officer_a, now=later(1), action=action, **ask)
    html = look("programme", action)
    assert "Decide on extension" in html and "Waiting for a decision" in html
    decide_date(by=people.programme, now=later(2), change=change, grant=True)
    html = look("cabinet", action)
    assert "Original date: 18 July 2008" in html and "slippage of 51 working days" in html
    assert "Funding: The grant came late" in html


def test_a_later_date_is_for_another_to_decide(people, look):
    action = agreed(people)
    ask = {"to": PlanDate.on(date(2008, 9, 30)), "category": "money", "reason": "The grant came late"}
    ask_for_date(by=people.officer_a, now=later(1), action=action, **ask)
    assert "date-change" not in buttons(look("officer_a", action), action)[0]
    assert buttons(look("programme", action), action)[0][0] == "date-change"


def test_each_move_is_shown_with_its_slip_and_the_whole(people, look):
    action = agreed(people)
    for number, day in enumerate((date(2008, 8, 8), date(2008, 8, 29), date(2008, 9, 12)), 1):
        ask = {"to": PlanDate.on(day), "category": "money", "reason": "The grant came late"}
        change = ask_for_date(by=people.officer_a, now=later(number), action=action, **ask)
        if number < 3:
            decide_date(by=people.programme, now=later(number, hour=12), change=change, grant=True)
    html = look("cabinet", action)
    assert '<td data-label="Slippage"> 15 working days </td>' in html
    assert "14 working days" in html and "29 working days in all<" in html
    assert "10 working days more" in html and "39 working days in all if agreed" in html
    assert "Extended twice: slippage of 29 working days." in html
    past = look("cabinet", action, as_at="2008-06-21")
    assert "15 working days" in past and "29 working days" not in past


def test_a_past_day_offers_no_buttons(people, look):
    action = agreed(people)
    assert buttons(look("officer_a", action), action)[0]
    past = look("officer_a", action, as_at="2008-07-10")
    assert buttons(past, action) == ([], 0) and "/update/" not in past


def test_a_date_beyond_the_calendar_of_holidays_is_counted_in_calendar_days(people, look):
    action = agreed(people)
    ask = {"to": PlanDate.on(date(2050, 7, 18)), "category": "other", "reason": "Long"}
    change = ask_for_date(by=people.officer_a, now=later(1), action=action, **ask)
    decide_date(by=people.programme, now=later(2), change=change, grant=True)
    assert "slippage of 15,340 calendar days" in look("cabinet", action)


def test_an_overdue_action_says_by_how_much(people, look):
    assert "Overdue by 45 days" in look("cabinet", agreed(people))


def test_what_the_spreadsheet_said_is_shown_and_counts_for_nothing(people, look):
    action = agreed(people)
    said = {"file": "draft.xlsx", "rag": {"text": "BLUE!", "cell": "Plan!H4"}}
    Action.objects.filter(pk=action.pk).update(sheet_said=said, is_sample=True)
    recorded(action)
    html = look("cabinet", action)
    assert (
        "Rating (RAG): BLUE!" in html
        and "(cell Plan!H4 of draft.xlsx)" in html
        and "part of a sample plan" in html
    )
    assert 'class="rating rating-none"' in html


def test_a_past_day_shows_the_action_as_it_stood_and_no_buttons(people, look):
    action = agreed(people)
    report_progress(by=people.officer_a, now=later(10), action=action, rating="green", done="Half of it")
    red = {"rating": "red", "reason": "Two left", "next_step": "Hire", "recovers_on": date(2008, 9, 30)}
    report_progress(by=people.officer_a, now=later(40), action=action, done="Then it stopped", **red)
    withdraw_action(
        by=people.programme, now=later(60), action=action, version=fresh(action).version, reason="Moved"
    )
    past = look("officer_a", action, as_at="2008-07-10")
    assert "Half of it" in past and "Then it stopped" not in past and "Moved" not in past
    assert 'class="rating rating-green"' in past.split("rating-key")[0] and "In progress" in past
    assert "as it stood at the end of 10 July 2008" in past and buttons(past, action) == ([], 0)
    assert "Correct this report" not in past
    now = look("officer_a", action)
    assert "Then it stopped" in now and "Moved" in now and "Withdrawn" in now


@pytest.mark.slow
def test_today_and_as_at_today_are_the_same_page(people, look):
    action = signed_off(people)
    live, same = (look("officer_a", action, as_at=day) for day in ("", "2008-09-01"))
    token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    assert token.sub("", live) == token.sub("", same)


def test_live_rows_and_folded_events_give_the_same_page(people, client, settings):
    """The same action read both ways, a day apart, says the same but for buttons and banner."""
    from jarplan.reporting.actionpage.page import ActionPage

    action = signed_off(people)
    day = date(2008, 9, 1)
    live, past = (ActionPage(action, people.officer_a, day, as_at) for as_at in (None, day))
    for part in ("action", "reports", "evidence", "sign_offs", "date_changes", "slip"):
        assert getattr(live, part) == getattr(past, part), part
    assert timeline(live) == timeline(past)


QUERIES = {"": 10, "2008-08-31": 9}  # today one more: whether the reader watches it


@pytest.mark.slow
def test_queries_are_as_many_with_1_report_as_with_30(people, look, client):
    """Beside evidence and a later date that was decided; read from rows and folded from the history."""
    action = reported(people)
    evidence(people, action)
    ask = {"to": PlanDate.on(date(2008, 9, 30)), "category": "money", "reason": "The grant came late"}
    change = ask_for_date(by=people.officer_a, now=NOON, action=action, **ask)
    decide_date(by=people.programme, now=NOON, change=change, grant=True)
    counted = []
    for more in (0, 29):
        for day in range(1, more + 1):
            report_progress(
                by=people.officer_a, now=later(day), action=fresh(action), rating="green", done="More"
            )
        look("officer_a", action)
        counted.append({})
        for as_at in QUERIES:
            with CaptureQueriesContext(connection) as asked:
                html = client.get(f"/actions/{action.reference}/?as_at={as_at}").content.decode()
            assert " ".join(html.split()).count("Correct this report") == (0 if as_at else more + 1)
            counted[-1][as_at] = len(asked)
    assert counted == [QUERIES, QUERIES]


@pytest.mark.parametrize(("as_at", "status"), [("2008-06-19", 404), ("2008-09-02", 400), ("x", 400)])
def test_a_day_before_it_was_there_or_still_to_come(people, look, as_at, status):
    look("cabinet", proposed(people), as_at=as_at)
    assert look.status == status


@pytest.mark.slow
def test_the_story_runs_from_the_proposal_to_the_board(people, look):
    story = look("programme", signed_off(people)).split('id="story"')[1]
    entry_of = [
        "Signed off for the board",
        "Signed off by the lead organisation",
        "Marked as delivered",
        "Evidence attached",
        "Progress reported",
        "Action agreed",
        "Action proposed",
    ]
    places = [story.index(title) for title in entry_of]
    assert places == sorted(places)


def test_a_moment_is_shown_in_london_time(people, look):
    action = agreed(people)
    night = datetime(2008, 7, 1, 23, 30, tzinfo=LONDON)
    report_progress(by=people.officer_a, now=night, action=action, rating="green", done="Late")
    assert '<time datetime="2008-07-01T23:30:00+0100">1 July 2008' in look("cabinet", action)
