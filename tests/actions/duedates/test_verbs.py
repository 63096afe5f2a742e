"""Later dates: recalled by who asked, the third agreed only by the board, the original kept by the database."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from actions.date_triggers import NAME
from actions.duedates.verbs import ask_for_date, decide_date, recall_date
from actions.life.verbs import pause_action, supersede_action
from actions.models import Action, DateChange
from actions.plan.verbs import withdraw_action
from actions.rules.dates import PlanDate
from jarplan.audit.errors import NotNow, Refused, Repeated
from jarplan.audit.integrity.triggers import existing
from jarplan.audit.models import AuditEvent
from recommendations.models import Meeting
from tests.plan import NOON, agreed, fresh, later, make_people, proposed, real_problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def board():
    return Meeting.objects.create(body="OSMB", held_on=date(2008, 6, 18))


def ask(people, action, days, **more):
    act = {"by": people.officer_a, "now": NOON, "action": action, **more}
    return ask_for_date(
        **act, to=PlanDate.on(later(days).date()), category="people", reason="Two posts are empty"
    )


def decide(people, change, grant=True, **more):
    return decide_date(by=people.programme, now=NOON, change=change, grant=grant, **more)


def asked_twice(people):
    """An action with one later date that was agreed and one that was not."""
    action = agreed(people)
    decide(people, ask(people, action, 60))
    decide(people, ask(people, action, 90), grant=False, reason="It is urgent")
    return action


def test_whoever_asked_recalls_it_and_may_ask_again(people):
    action = agreed(people)
    change = ask(people, action, 60)
    recall_date(by=people.officer_a, now=NOON, change=change, reason="The posts are filled")
    change = fresh(change)
    assert (change.decision, change.decided_by, change.decision_reason) == (
        "recalled",
        None,
        "The posts are filled",
    )
    assert fresh(action).due_latest == date(2008, 7, 18)
    event = AuditEvent.objects.order_by("-sequence").first()
    assert (event.subject_kind, event.kind, event.role) == ("date_change", "recalled", "officer")
    ask(people, action, 70)
    assert real_problems() == []


@pytest.mark.parametrize("who", ["both_a", "officer_b", "programme", "administrator"])
def test_nobody_else_recalls_it(people, who):
    change = ask(people, agreed(people), 60)
    with pytest.raises(Refused, match="only whoever asked for it can"):
        recall_date(by=getattr(people, who), now=NOON, change=change)
    assert fresh(change).decision == "pending"


@pytest.mark.parametrize("grant", [True, False])
def test_what_was_decided_is_not_recalled_and_what_was_recalled_is_not_decided(people, grant):
    change = ask(people, agreed(people), 60)
    decide(people, change, grant, reason="Because")
    with pytest.raises(NotNow, match="already been decided"):
        recall_date(by=people.officer_a, now=NOON, change=change)
    change = ask(people, change.action, 90)
    recall_date(by=people.officer_a, now=NOON, change=change)
    for again in (
        lambda: decide(people, change, grant, reason="Because"),
        lambda: recall_date(by=people.officer_a, now=NOON, change=change),
    ):
        with pytest.raises(NotNow, match="has been withdrawn"):
            again()


def withdraw(people, action):
    act = {"by": people.programme, "now": NOON, "action": action, "version": action.version}
    withdraw_action(**act, reason="Not needed")
    return "R4.1 was withdrawn from the plan."


def supersede(people, action):
    successor = proposed(people)
    act = {"by": people.programme, "now": NOON, "action": action, "version": action.version}
    supersede_action(**act, successor=successor, reason="One does for both")
    return f"R4.1 was superseded by {successor.reference}."


@pytest.mark.slow
@pytest.mark.parametrize("leave", [withdraw, supersede])
def test_what_leaves_the_plan_asks_for_no_later_date(people, leave):
    action = agreed(people)
    decide(people, ask(people, action, 60))
    change = ask(people, action, 90)
    because = leave(people, fresh(action))
    change = fresh(change)
    assert (change.decision, change.decision_reason, change.decided_by) == ("recalled", because, None)
    event = AuditEvent.objects.order_by("-sequence").first()
    assert (event.subject_kind, event.kind, event.role) == ("date_change", "recalled", "programme")
    assert action.date_changes.first().decision == "granted"
    assert real_problems() == []


def test_what_is_paused_still_asks_for_its_later_date(people):
    action = agreed(people)
    change = ask(people, action, 60)
    pause_action(
        by=people.programme, now=NOON, action=action, version=fresh(action).version, reason="No money"
    )
    decide(people, change)
    assert fresh(action).due_latest == later(60).date()


def test_a_form_that_is_sent_twice_asks_once(people):
    action = agreed(people)
    once = {"once": "12345678-1234-5678-1234-567812345678"}
    change = ask(people, action, 60, **once)
    with pytest.raises(Repeated) as repeated:
        ask(people, action, 60, **once)
    assert repeated.value.record == change and DateChange.objects.count() == 1
    with pytest.raises(NotNow, match="already been requested"):
        ask(people, action, 61, **once)


def test_a_third_later_date_is_agreed_only_at_a_meeting(people, board):
    action = asked_twice(people)
    change = ask(people, action, 90)
    with pytest.raises(
        NotNow, match="third request for an extension of R4.1, so only the board can agree the extension"
    ):
        decide(people, change)
    assert fresh(action).moves == 1
    decide(people, change, meeting=board)
    assert (fresh(action).moves, fresh(change).meeting) == (2, board)


def test_a_third_later_date_is_refused_without_the_board(people):
    change = ask(people, asked_twice(people), 90)
    decide(people, change, grant=False, reason="No more time")
    assert fresh(change).decision == "refused"


def test_requests_that_were_recalled_do_not_count(people):
    action = agreed(people)
    decide(people, ask(people, action, 60))
    for _ in range(2):
        recall_date(by=people.officer_a, now=NOON, change=ask(people, action, 90))
    decide(people, ask(people, action, 90))
    assert fresh(action).moves == 2


def test_a_meeting_that_is_still_to_come_has_not_decided(people, board):
    change = ask(people, agreed(people), 60)
    Meeting.objects.update(held_on=date(2008, 6, 21))
    with pytest.raises(NotNow, match="has not been held yet"):
        decide(people, change, meeting=fresh(board))
    Meeting.objects.update(held_on=date(2008, 6, 20))
    decide(people, change, meeting=fresh(board))


def refused_by_the_database(action, **changes):
    with pytest.raises(DatabaseError, match="the original date never changes"), transaction.atomic():
        Action.objects.filter(pk=action.pk).update(**changes)
    return True


def test_the_database_keeps_the_original_date_of_an_agreed_action(people):
    assert NAME in existing(connection)
    action = agreed(people)
    assert refused_by_the_database(action, original_due=date(2008, 9, 1))
    assert refused_by_the_database(action, original_due=None)
    assert refused_by_the_database(action, original_raw="1 September 2008")
    assert refused_by_the_database(action, agreed_at=None, status="proposed")
    gone = {"agreed_at": None, "agreed_by": None, "original_due": None, "original_raw": ""}
    for status in ("proposed", "not_accepted", "withdrawn"):
        assert refused_by_the_database(action, status=status, status_reason="Twice", **gone)
    # What an agreed action is written with every day goes through.
    Action.objects.filter(pk=action.pk).update(original_due=action.original_due, due_latest=date(2008, 9, 1))


def test_a_proposed_action_has_no_original_date_to_keep(people):
    action = proposed(people)
    for day in (date(2008, 9, 1), None):
        assert Action.objects.filter(pk=action.pk).update(original_due=day) == 1
        assert fresh(action).original_due == day


def test_the_law_takes_a_name_out_of_the_words_of_the_original_date(people):
    action = agreed(people)
    Action.objects.filter(pk=action.pk).update(original_raw="When [removed] moves")
    assert DateChange.objects.count() == 0 and fresh(action).original_raw == "When [removed] moves"
