"""Meetings that are moved or cancelled: the old date stays readable, and nothing is counted from one not held."""

from datetime import date

import pytest

from actions.movement.earlier import last_meeting
from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.models import AuditEvent
from jarplan.audit.reading.folding import PastDay
from jarplan.audit.subjects import SUBJECTS
from recommendations.meetings.queries import every_meeting, meetings
from recommendations.meetings.verbs import (
    add_meeting,
    cancel_meeting,
    correct_meeting,
    move_meeting,
    record_outcome,
    reinstate_meeting,
)
from recommendations.within import EVERYTHING
from tests.plan import fresh, later, make_people, real_problems

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2008, 6, 30), date(2008, 7, 28)


@pytest.fixture
def people():
    return make_people()


def meeting(people, held_on=FIRST, body="OSMB"):
    return add_meeting(by=people.programme, now=later(0), body=body, held_on=held_on, purpose="The plan")


def act(people, row, days=1, **more):
    return {"by": people.programme, "now": later(days), "meeting": row, "version": fresh(row).version, **more}


def test_a_moved_meeting_keeps_its_old_dates_with_the_reasons(people):
    row = meeting(people)
    move_meeting(**act(people, row, 1, held_on=date(2008, 7, 7), reason="The chair is away"))
    move_meeting(**act(people, row, 2, held_on=SECOND, reason="So is the deputy"))
    [found] = every_meeting()
    assert found.held_on == SECOND
    assert [(one.moved_from, one.on, one.reason) for one in found.moves] == [
        (FIRST, date(2008, 6, 21), "The chair is away"),
        (date(2008, 7, 7), date(2008, 6, 22), "So is the deputy"),
    ]
    [then] = every_meeting(PastDay.of(date(2008, 6, 21)))
    assert (then.held_on, len(then.moves)) == (date(2008, 7, 7), 1)
    kinds = (
        AuditEvent.objects.filter(subject=row.uuid).order_by("sequence").values_list("kind", "reason_digest")
    )
    assert [kind for kind, _digest in kinds] == ["added", "moved", "moved"]
    assert real_problems() == []


@pytest.mark.parametrize(
    ("held_on", "reason", "says"),
    [
        (FIRST, "Why not", "on this date already"),
        (date(2008, 6, 20), "Why not", "in the past"),
        (SECOND, " ", "Enter why the meeting is moved"),
        (date(2008, 7, 7), "Why not", "already been recorded"),
    ],
)
def test_a_meeting_is_moved_to_a_day_to_come_for_a_reason(people, held_on, reason, says):
    meeting(people, date(2008, 7, 7))
    row = meeting(people)
    with pytest.raises(NotNow, match=says):
        move_meeting(**act(people, row, held_on=held_on, reason=reason))
    with pytest.raises(Stale):
        move_meeting(**act(people, row, held_on=SECOND, reason="Why not") | {"version": 9})


def test_a_cancelled_meeting_is_shown_and_not_counted_from(people):
    held, row = meeting(people, date(2008, 6, 25)), meeting(people)
    day = date(2008, 7, 10)
    assert last_meeting(day, None, EVERYTHING).day == FIRST
    cancel_meeting(**act(people, row, reason="No quorum"))
    assert last_meeting(day, None, EVERYTHING).day == held.held_on
    assert [one.held_on for one in meetings()] == [held.held_on]
    assert [one.is_cancelled for one in every_meeting()] == [False, True]
    for verb, more in ((cancel_meeting, {}), (move_meeting, {"held_on": SECOND})):
        with pytest.raises(NotNow, match="has been cancelled: No quorum"):
            verb(**act(people, row, reason="Again", **more))
    with pytest.raises(NotNow, match="has been cancelled"):
        record_outcome(**act(people, row, 20, outcome="Noted"))
    assert real_problems() == []


def test_a_cancellation_is_withdrawn_with_a_reason(people):
    row = meeting(people)
    entry = act(people, row, reason="No quorum")
    cancel_meeting(**entry)
    entry = {"by": people.programme, "now": later(2), "entry": row, "version": 2}
    reinstate_meeting(**entry, reason="A quorum was found")
    assert [one.is_cancelled for one in every_meeting()] == [False]
    with pytest.raises(NotNow, match="has not been cancelled"):
        reinstate_meeting(**entry | {"version": 3}, reason="Again")


def test_what_decided_is_corrected_and_not_moved(people):
    row = meeting(people)
    record_outcome(**act(people, row, 11, outcome="Noted"))
    with pytest.raises(NotNow, match="correct the meeting"):
        move_meeting(**act(people, row, 12, held_on=SECOND, reason="A slip"))
    with pytest.raises(NotNow, match="cannot be in the future"):
        correct_meeting(
            by=people.programme,
            now=later(12),
            entry=row,
            version=2,
            reason="A slip",
            body="OSMB",
            held_on=SECOND,
        )


@pytest.mark.parametrize("who", ["officer_a", "cabinet", "administrator", "superuser"])
def test_only_the_programme_office_moves_and_cancels(people, who):
    row = meeting(people)
    told = act(people, row, reason="Why not") | {"by": getattr(people, who)}
    for verb, more in ((cancel_meeting, {}), (move_meeting, {"held_on": SECOND})):
        with pytest.raises(Refused, match="Only the programme office may move or cancel"):
            verb(**told, **more)


def test_a_state_of_before_says_that_it_was_neither_moved_nor_cancelled():
    old = {"body": "OSMB", "held_on": "2008-08-06", "purpose": "JAR action plan", "asked": "", "source": ""}
    old |= {"inspection": None, "outcome": "", "version": 1}
    state = SUBJECTS["meeting"].upcast(old, 2)
    assert {**old, "moves": [], "cancelled_at": None, "cancelled_by": None, "cancelled_reason": ""} == state
