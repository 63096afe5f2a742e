"""A meeting with an action of A on its agenda, of which an extension is asked: what tests of meetings begin with.

The meeting is on 30 June 2008, and its decisions are recorded on 1 July.
"""

from datetime import date
from types import SimpleNamespace

from actions.agenda.verbs import put_on_agenda, record_decision
from actions.duedates.verbs import ask_for_date
from actions.rules.dates import PlanDate
from recommendations.meetings.verbs import add_meeting
from tests.plan import agreed, later, make_inspection

BOARD, NEXT = date(2008, 6, 30), date(2008, 7, 28)
BEFORE, AFTER = later(1), later(11)


def meeting(people, held_on=BOARD, body="OSMB", about=None):
    said = {"body": body, "held_on": held_on, "purpose": "JAR action plan", "inspection": about}
    return add_meeting(by=people.programme, now=BEFORE, **said)


def asked_for(people, action, to=date(2008, 8, 29), by=None):
    """A request for an extension of an action."""
    said = {"to": PlanDate.on(to), "category": "people", "reason": "Two workers start late"}
    return ask_for_date(by=by or people.officer_a, now=BEFORE, action=action, **said)


def item_of(people, row, action, **more):
    [item] = put_on_agenda(by=people.programme, now=BEFORE, meeting=row, about=[action], **more)
    return item


def decide(people, item, kind, by=None, now=AFTER, **told):
    return record_decision(by=by or people.programme, now=now, item=item, kind=kind, **told)


def agenda(people):
    """An action on the agenda of a meeting, with the request for an extension that waits."""
    make_inspection()
    action = agreed(people)
    change, row = asked_for(people, action), meeting(people)
    item = item_of(people, row, action, asked="To agree the extension")
    return SimpleNamespace(people=people, action=action, change=change, meeting=row, item=item)
