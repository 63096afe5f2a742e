"""What goes on the agenda of a meeting, and what the meeting decides: the things' own verbs, once each."""

import json
from datetime import date
from uuid import uuid4

import pytest
from django.core import mail

from actions.agenda.verbs import put_on_agenda, take_off_agenda
from actions.duedates.verbs import decide_date
from actions.models import AgendaDecision, AgendaItem, Challenge, DateChange
from actions.plan.verbs import withdraw_action
from jarplan.audit.errors import NotNow, Refused, Repeated, Stale
from jarplan.audit.models import AuditEvent, AuditState
from recommendations.meetings.verbs import cancel_meeting, move_meeting, withdraw_meeting
from tests import agendas
from tests.agendas import AFTER, BEFORE, decide, item_of
from tests.factories import UserFactory
from tests.plan import agreed, fresh, later, make_people, make_recommendation, proposed, real_problems
from tests.severalplans import beside_the_facts

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return agendas.agenda(make_people())


def events_of(row):
    return list(
        AuditEvent.objects.filter(subject=row.uuid).order_by("sequence").values_list("kind", flat=True)
    )


def test_an_extension_that_a_meeting_agrees_is_decided_by_its_own_verb(story):
    decision = decide(story.people, story.item, "agreed", change=story.change)
    change, action = fresh(story.change), fresh(story.action)
    assert (change.decision, change.meeting, change.decided_by) == (
        DateChange.Decision.GRANTED,
        story.meeting,
        story.people.programme,
    )
    assert (action.due_latest, action.moves) == (date(2008, 8, 29), 1)
    assert (decision.date_change, decision.item) == (change, story.item)
    assert events_of(change)[-1] == "agreed" and events_of(action)[-1] == "date moved"
    assert events_of(story.item) == ["put on the agenda", "decided: agreed"]
    body = json.loads(AuditState.objects.filter(subject=story.item.uuid).latest("sequence").body)
    assert [one["date_change"] for one in body["decisions"]] == [str(change.uuid)]
    assert real_problems() == []


def test_a_refusal_needs_a_reason_and_leaves_nothing_without(story):
    with pytest.raises(NotNow, match="Enter why the extension is refused"):
        decide(story.people, story.item, "refused", change=story.change)
    assert not AgendaDecision.objects.exists()
    decide(story.people, story.item, "refused", change=story.change, words="Start without them")
    change = fresh(story.change)
    assert (change.decision, change.decision_reason) == (DateChange.Decision.REFUSED, "Start without them")


def test_what_somebody_decided_elsewhere_first_is_not_decided_again(story):
    decide_date(by=story.people.programme_2, now=AFTER, change=story.change, grant=True)
    with pytest.raises(NotNow, match="already been decided"):
        decide(story.people, story.item, "refused", change=story.change, words="Too late")
    assert not AgendaDecision.objects.exists() and fresh(story.change).meeting is None


def test_whoever_asked_does_not_decide_at_a_meeting_either(story):
    action = agreed(story.people)
    both = UserFactory(organisation=story.people.a, roles=["officer", "programme"])
    change = agendas.asked_for(story.people, action, by=both)
    item = item_of(story.people, story.meeting, action)
    with pytest.raises(Refused, match="You requested this extension yourself"):
        decide(story.people, item, "agreed", by=both, change=change)
    assert AuditEvent.objects.filter(kind="refused").count() == 1 and not AgendaDecision.objects.exists()


def test_an_extension_of_another_action_is_not_decided_here(story):
    other = agendas.asked_for(story.people, agreed(story.people))
    with pytest.raises(NotNow, match=f"No extension of {story.action.reference} has been requested"):
        decide(story.people, story.item, "agreed", change=other)


def test_a_challenge_and_a_question_go_to_the_lead(story):
    decide(story.people, story.item, "challenged", words="What makes 18 July certain?")
    decide(story.people, story.item, "asked", words="Which team is behind?")
    found = Challenge.objects.order_by("pk").values_list("doubts", "question", "lodged_by")
    assert list(found) == [
        (True, "What makes 18 July certain?", story.people.programme.pk),
        (False, "Which team is behind?", story.people.programme.pk),
    ]
    with pytest.raises(NotNow, match="challenged already"):
        decide(story.people, story.item, "challenged", words="And again?")
    with pytest.raises(NotNow, match="Enter your question"):
        decide(story.people, story.item, "asked", words=" ")
    assert AgendaDecision.objects.count() == 2 and real_problems() == []


def test_a_report_is_asked_for_by_a_day_after_the_meeting(story):
    for day in (None, agendas.BOARD):
        with pytest.raises(NotNow, match="a date after the meeting"):
            decide(story.people, story.item, "report", report_by=day)
    decision = decide(
        story.people, story.item, "report", report_by=date(2008, 7, 14), words="On agency staff"
    )
    assert (decision.report_by, decision.words) == (date(2008, 7, 14), "On agency staff")


def test_no_report_is_asked_of_an_action_that_cannot_have_one(story):
    action = proposed(story.people)
    item = item_of(story.people, story.meeting, action)
    with pytest.raises(NotNow, match="is proposed"):
        decide(story.people, item, "report", report_by=date(2008, 7, 14))


def test_nothing_is_decided_before_the_meeting_or_at_a_cancelled_one(story):
    with pytest.raises(NotNow, match="has not been held yet"):
        decide(story.people, story.item, "noted", now=BEFORE)
    cancel_meeting(
        by=story.people.programme, now=BEFORE, meeting=story.meeting, version=1, reason="No quorum"
    )
    with pytest.raises(NotNow, match="has been cancelled: No quorum"):
        decide(story.people, story.item, "noted")
    with pytest.raises(NotNow, match="has been cancelled"):
        item_of(story.people, fresh(story.meeting), agreed(story.people))


def test_of_a_recommendation_a_meeting_takes_note(story):
    item = item_of(story.people, story.meeting, make_recommendation())
    decide(story.people, item, "noted", words="Noted with thanks")
    with pytest.raises(NotNow, match="about an action only"):
        decide(story.people, item, "asked", words="Why?")


@pytest.mark.parametrize(
    "who", ["officer_a", "approver_a", "cabinet", "administrator", "finance", "superuser"]
)
def test_only_the_programme_office_keeps_agendas(story, who):
    by = getattr(story.people, who)
    with pytest.raises(Refused):
        put_on_agenda(by=by, now=BEFORE, meeting=story.meeting, about=[agreed(story.people)])
    with pytest.raises(Refused):
        decide(story.people, story.item, "noted", by=by)
    with pytest.raises(Refused):
        take_off_agenda(by=by, now=BEFORE, item=story.item, version=1, reason="Not needed")


def test_a_limited_role_acts_on_items_of_its_inspections_only(story):
    office = story.people.programme_2
    office.limited_to = {"programme": ["elsewhere"]}
    office.save()
    with pytest.raises(Refused, match="limited to certain inspections"):
        decide(story.people, story.item, "noted", by=fresh(office))
    with pytest.raises(Refused, match="limited to certain inspections"):
        put_on_agenda(by=fresh(office), now=BEFORE, meeting=story.meeting, about=[agreed(story.people)])


@pytest.mark.slow
def test_an_item_belongs_to_the_plan_that_the_meeting_is_about():
    people, (first, second) = beside_the_facts()
    row = agendas.meeting(people, body="Another board", about=second)
    with pytest.raises(NotNow, match="part of another inspection"):
        item_of(people, row, first.recommendations.first())
    assert item_of(people, row, second.recommendations.first()).recommendation.inspection == second


def test_an_item_is_there_once_and_comes_back_after_it_was_taken_off(story):
    with pytest.raises(NotNow, match="on the agenda of OSMB, 30 June 2008 already"):
        put_on_agenda(
            by=story.people.programme,
            now=BEFORE,
            meeting=story.meeting,
            about=[agreed(story.people), story.action],
        )
    assert AgendaItem.objects.count() == 1
    act = {"by": story.people.programme, "now": BEFORE, "item": story.item, "reason": "For the next meeting"}
    with pytest.raises(Stale):
        take_off_agenda(**act, version=9)
    take_off_agenda(**act, version=1)
    with pytest.raises(NotNow, match="taken off the agenda: For the next meeting"):
        decide(story.people, story.item, "noted")
    item_of(story.people, story.meeting, story.action)
    assert real_problems() == []


def test_what_was_decided_on_stays_on_the_agenda(story):
    decide(story.people, story.item, "noted")
    with pytest.raises(NotNow, match="stays on the agenda"):
        take_off_agenda(by=story.people.programme, now=AFTER, item=story.item, version=2, reason="A slip")


def test_a_form_sent_twice_decides_once(story):
    once = uuid4()
    first = decide(story.people, story.item, "asked", words="Which team?", once=once)
    with pytest.raises(Repeated) as repeated:
        decide(story.people, story.item, "asked", words="Which team?", once=once)
    assert repeated.value.record == first and Challenge.objects.count() == 1


def test_a_meeting_that_decided_is_not_moved_cancelled_or_withdrawn(story):
    decide(story.people, story.item, "noted")
    act = {"by": story.people.programme, "now": AFTER, "version": 1, "reason": "A slip"}
    with pytest.raises(NotNow, match="cannot be moved or cancelled"):
        cancel_meeting(**act, meeting=story.meeting)
    with pytest.raises(NotNow, match="cannot be moved or cancelled"):
        move_meeting(**act, meeting=story.meeting, held_on=date(2008, 7, 14))
    with pytest.raises(NotNow, match="agenda item refers to it"):
        withdraw_meeting(**act, entry=story.meeting)


def test_an_extension_decided_elsewhere_for_the_meeting_holds_it_too(story):
    decide_date(
        by=story.people.programme_2, now=AFTER, change=story.change, grant=True, meeting=story.meeting
    )
    with pytest.raises(NotNow, match="cannot be moved or cancelled"):
        cancel_meeting(
            by=story.people.programme, now=AFTER, meeting=story.meeting, version=1, reason="A slip"
        )


def test_no_mail_leaves_with_a_decision(story):
    """Messages are made of what waits, once a day."""
    decide(story.people, story.item, "agreed", change=story.change)
    assert mail.outbox == []


def test_an_action_that_left_the_plan_stays_on_the_agenda_that_it_was_on(story):
    withdraw_action(
        by=story.people.programme,
        now=later(2),
        action=story.action,
        version=fresh(story.action).version,
        reason="Entered twice",
    )
    with pytest.raises(NotNow):
        decide(story.people, story.item, "agreed", change=fresh(story.change))
    decide(story.people, story.item, "noted", words="It has left the plan")
