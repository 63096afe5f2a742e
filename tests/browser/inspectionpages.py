"""The pages of inspections and rules of law, as they are looked at in a browser."""

from datetime import date

from jarplan import clock
from jarplan.people.models import User
from recommendations import inspectionverbs as verbs
from recommendations import recommendationverbs as words
from recommendations.models import DeadlineRule, Inspection


def a_rule():
    return {"uuid": DeadlineRule.objects.get(slug="si-2007-462-plan").uuid}


def an_inspection():
    """A review that only the tests know, with a timeframe and a recommendation, not confirmed."""
    row = Inspection.objects.filter(reference="cypp-review").first()
    if row is None:
        act = {"by": User.objects.get(username="admin"), "now": clock.now()}
        said = {"kind": "childrens_services", "reference": "cypp-review", "title": "A review of the tests"}
        said |= {"area": "Leicester", "published_on": date(2008, 8, 1), "reference_prefix": "Y"}
        row = verbs.add_inspection(**act, **said)
        act["inspection"] = row
        frame = verbs.add_timeframe(**act, version=1, label="For action now", months=3, paragraph="2")
        words.add_recommendations(**act, version=2, timeframe=frame, text="Words.", paragraph="2.1")
    return {"uuid": row.uuid}


def its(**more):
    return lambda: an_inspection() | more


def its_recommendation():
    an_inspection()
    return {"reference": "Y1"}


def confirmed():
    return {"uuid": Inspection.objects.get(reference="jar-2008").uuid}


def pages(Page, REFUSED):
    return [
        Page("recommendations:inspection", "cabinet", confirmed),
        Page("recommendations:inspection", "admin", an_inspection),
        Page("recommendations:inspection-add", "admin", empty=REFUSED),
        *(
            Page("recommendations:inspection-part", "admin", its(part=part), empty=REFUSED)
            for part in ("grade", "timeframe", "judgement", "details")
        ),
        Page("recommendations:inspection-take-out", "admin", its(part="timeframe", number=1)),
        Page("recommendations:inspection-recommendations", "admin", an_inspection, empty=REFUSED),
        Page("recommendations:recommendation-words", "admin", its_recommendation, empty=REFUSED),
        Page("recommendations:inspection-confirm", "admin", an_inspection),
        Page("recommendations:rule-list", "admin"),
        Page("recommendations:rule-add", "admin", empty=REFUSED),
        Page("recommendations:rule-correct", "programme", a_rule, empty=REFUSED),
    ]
