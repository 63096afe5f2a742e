"""The rows of the permission table about meetings, their agendas and decisions, and about reminders."""

from datetime import UTC, datetime

from actions.models import AgendaItem
from recommendations.models import Meeting
from tests.permissions.words import ADMINISTRATOR, EVERYBODY, NOT_HERE, PROGRAMME, Row, any_of
from tests.plan import make_recommendation

BY_OFFICE = {"get": any_of(PROGRAMME), "post": any_of(PROGRAMME), "others": 403}
WHY = {"version": 1, "reason": "No quorum"}
TO_MOVE = {"held_on_day": "6", "held_on_month": "10", "held_on_year": "2031", **WHY}


def an_agenda_item(world, organisation):
    meeting = Meeting.objects.create(
        body=f"Agenda of {organisation}", held_on="2008-06-02", purpose="The plan"
    )
    item = AgendaItem.objects.create(
        meeting=meeting,
        recommendation=make_recommendation(),
        put_at=datetime(2008, 6, 3, 9, tzinfo=UTC),
        put_by=world.actors["programme"],
    )
    return {"uuid": item.uuid}


def a_cancelled_meeting(world, organisation):
    by = {"cancelled_at": datetime(2008, 6, 3, 9, tzinfo=UTC), "cancelled_by": world.actors["programme"]}
    about = {"body": f"Cancelled of {organisation}", "held_on": "2031-09-01", "purpose": "The plan"}
    return {"uuid": Meeting.objects.create(**about, **by, cancelled_reason="No quorum").uuid}


def a_held_meeting(world, organisation):
    """With an item on its agenda, so that there is something to decide."""
    item = AgendaItem.objects.get(uuid=an_agenda_item(world, organisation)["uuid"])
    return {"uuid": item.meeting.uuid}


NO_UUID = {"uuid": "00000000-0000-4000-8000-000000000000"}
MEETING_THINGS = {
    "agenda item": (an_agenda_item, NO_UUID),
    "cancelled meeting": (a_cancelled_meeting, NO_UUID),
    "held meeting": (a_held_meeting, NO_UUID),
}
MEETING_ROWS = [
    Row("actions:meeting", "meeting", get=EVERYBODY, post=NOT_HERE),
    Row("actions:put-on-agenda", "meeting", **BY_OFFICE, data={"references": "R4"}),
    Row("actions:take-off-agenda", "agenda item", **BY_OFFICE, data=WHY),
    Row("actions:meeting-decisions", "held meeting", **BY_OFFICE),
    Row("reporting:reminders", None, get=any_of(PROGRAMME | ADMINISTRATOR), post=NOT_HERE),
    Row(
        "actions:set-reminders",
        None,
        get=any_of(PROGRAMME | ADMINISTRATOR),
        post=any_of(PROGRAMME | ADMINISTRATOR),
        others=403,
        data={"version": 0, "papers_before": "5"},
    ),
    Row("recommendations:meeting-move", "meeting", **BY_OFFICE, data=TO_MOVE),
    Row("recommendations:meeting-cancel", "meeting", **BY_OFFICE, data=WHY),
    Row("recommendations:meeting-reinstate", "cancelled meeting", **BY_OFFICE, data=WHY),
]
