"""The pages of meetings, their agendas and decisions, and of reminders, as they are looked at in a browser."""

from datetime import date

from actions.models import AgendaItem
from jarplan import clock
from jarplan.people.models import User
from recommendations.meetings.verbs import add_meeting, cancel_meeting
from recommendations.models import Meeting

FILLED = "its boxes are filled in"


def meeting(body):
    return lambda: {"uuid": Meeting.objects.get(body=body, source__startswith="Council").uuid}


def on_the_agenda():
    return {"uuid": AgendaItem.objects.get(meeting__body="Cabinet", action__reference="R1.1").uuid}


def to_come(body="Panel", held_on=date(2008, 11, 3)):
    """A meeting at which nothing is decided yet."""
    by, now = User.objects.get(username="programme"), clock.now()
    said = {"body": body, "held_on": held_on, "purpose": "The plan"}
    found = Meeting.objects.filter(body=body).first() or add_meeting(by=by, now=now, **said)
    return {"uuid": found.uuid}


def cancelled():
    row = Meeting.objects.get(**to_come("Cancelled panel", date(2008, 11, 4)))
    if not row.cancelled_at:
        act = {"by": User.objects.get(username="programme"), "now": clock.now()}
        cancel_meeting(**act, meeting=row, version=row.version, reason="The panel has no quorum")
    return {"uuid": row.uuid}


def pages(page, refused, nothing_required):
    return [
        page("actions:meeting", "programme", meeting("OSMB")),
        page("actions:meeting", "cabinet", meeting("OSMB")),
        page("actions:meeting", "cabinet", meeting("OSMB"), query="as_at=2008-08-05"),
        page("actions:meeting", "programme", meeting("Cabinet")),
        page("actions:meeting", "programme", to_come),
        page("actions:meeting", "programme", cancelled),
        page("actions:put-on-agenda", "programme", to_come, empty=refused),
        page("actions:take-off-agenda", "programme", on_the_agenda, empty=refused),
        page("actions:meeting-decisions", "programme", meeting("Cabinet"), empty=nothing_required),
        page("actions:meeting-decisions", "programme", to_come, status=409),
        page("recommendations:meeting-move", "programme", to_come, empty=refused),
        page("recommendations:meeting-cancel", "programme", to_come, empty=refused),
        page("recommendations:meeting-reinstate", "programme", cancelled, empty=refused),
        page("reporting:reminders", "programme"),
        page("reporting:reminders", "admin"),
        page("reporting:reminders", "officer", status=404),
        page("actions:set-reminders", "programme", empty=FILLED),
    ]
