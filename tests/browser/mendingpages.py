"""The pages that correct and withdraw entries, as they are looked at in a browser; those of an inspection are in
inspectionpages.py.
"""

from datetime import date

from actions.models import ReportingRound
from jarplan import clock
from jarplan.people.models import Organisation, Post, User
from jarplan.people.posts.verbs import add_organisation
from recommendations.deadlines.verbs import adopt_date, record_met
from recommendations.meetings.verbs import add_meeting
from recommendations.models import Deadline, Meeting


def first(model, **filters):
    return lambda: {"uuid": model.objects.filter(**filters).order_by("pk")[0].uuid}


def a_meeting():
    """A meeting that nothing depends on."""
    by, now = User.objects.get(username="programme"), clock.now()
    said = {"body": "A meeting of the tests", "held_on": date(2008, 10, 6), "purpose": "The plan"}
    found = Meeting.objects.filter(body=said["body"]).first() or add_meeting(by=by, now=now, **said)
    return {"uuid": found.uuid}


def an_organisation():
    """An organisation that nothing depends on."""
    by, now, name = User.objects.get(username="admin"), clock.now(), "A body of the tests"
    found = Organisation.objects.filter(name=name).first() or add_organisation(by=by, now=now, name=name)
    return {"uuid": found.uuid}


def a_deadline_met():
    """One whose date was adopted, and whose duty is recorded as met."""
    act = {"by": User.objects.get(username="programme"), "now": clock.now()}
    row = Deadline.objects.get(inspection__reference="jar-2008", rule__duty="report")
    if not row.adopted_on:
        said = {"adopted_on": date(2008, 7, 14), "reason": "A day to spare"}
        row = adopt_date(**act, deadline=row, version=row.version, **said)
    if not row.met_on:
        said = {"met_on": date(2008, 6, 18), "proof": "Leicester Mercury, page 4"}
        record_met(**act, deadline=row, version=row.version, **said)
    return {"uuid": row.uuid}


def pages(Page, REFUSED):
    council = first(Organisation, name="Leicester City Council")
    return [
        Page("recommendations:meeting-correct", "programme", a_meeting, empty=REFUSED),
        Page("recommendations:meeting-withdraw", "programme", a_meeting, empty=REFUSED),
        Page("recommendations:meeting-withdraw", "programme", first(Meeting, body="Cabinet")),
        Page(
            "recommendations:deadline-withdraw",
            "programme",
            first(Deadline, rule__duty="annual_review"),
            empty=REFUSED,
        ),
        Page("recommendations:deadline-adopt-take-back", "programme", a_deadline_met, empty=REFUSED),
        Page("recommendations:deadline-met-take-back", "programme", a_deadline_met, empty=REFUSED),
        Page("actions:withdraw-round", "programme", first(ReportingRound)),
        Page("people:withdraw-organisation", "admin", council),
        Page("people:withdraw-organisation", "admin", an_organisation, empty=REFUSED),
        Page("people:withdraw-post", "admin", first(Post)),
        Page("people:correct-username", "admin", {"username": "second.officer"}, empty=REFUSED),
    ]
