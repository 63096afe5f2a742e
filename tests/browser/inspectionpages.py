"""The pages of inspections and rules of law, as they are looked at in a browser."""

from datetime import date

from jarplan import clock
from jarplan.people.models import User
from recommendations.councilreport import verbs as councilreport_verbs
from recommendations.inspections import recommendation_verbs
from recommendations.inspections import verbs as inspections_verbs
from recommendations.models import CouncilReport, DeadlineRule, Inspection, InspectionKind, Recipient
from recommendations.pasted.numbered import Part
from recommendations.pasted.points import Point
from tests.browser.mendingpages import first


def a_rule():
    return {"uuid": DeadlineRule.objects.get(slug="si-2007-462-plan").uuid}


def a_kind():
    return {"uuid": InspectionKind.objects.get(slug="childrens_services").uuid}


def an_inspection():
    """A review that only the tests know, with a timeframe and a recommendation, not confirmed."""
    row = Inspection.objects.filter(reference="cypp-review").first()
    if row is None:
        act = {"by": User.objects.get(username="admin"), "now": clock.now()}
        said = {"kind": "childrens_services", "reference": "cypp-review", "title": "A review of the tests"}
        said |= {"area": "Leicester", "published_on": date(2008, 8, 1), "reference_prefix": "Y"}
        row = inspections_verbs.add_inspection(**act, **said)
        act["inspection"] = row
        inspections_verbs.add_timeframe(**act, version=1, label="For action now", months=3, paragraph="2")
        points = [Point("Words.", "For action now", paragraph="2.1")]
        recommendation_verbs.add_recommendations(**act, version=2, points=points)
    return {"uuid": row.uuid}


def its(**more):
    return lambda: an_inspection() | more


def its_recommendation():
    an_inspection()
    return {"reference": "Y1"}


def a_report():
    """A council's report on it, with a paragraph, not confirmed."""
    row = Inspection.objects.get(uuid=an_inspection()["uuid"])
    if not CouncilReport.objects.filter(inspection=row):
        parts = [Part("heading", "Summary of findings", "1"), Part("paragraph", "Words.", "1.1")]
        act = {"by": User.objects.get(username="admin"), "now": clock.now()}
        councilreport_verbs.add_paragraphs(**act, inspection=row, version=0, title="A report", parts=parts)
    return {"reference": row.reference}


def its_paragraph():
    return a_report() | {"order": 2}


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
        Page("recommendations:inspection-take-out", "admin", its(part="timeframe", number=1), empty=REFUSED),
        Page(
            "recommendations:inspection-correct-part", "admin", its(part="timeframe", number=1), empty=REFUSED
        ),
        Page("recommendations:inspection-withdraw", "admin", an_inspection, empty=REFUSED),
        Page("recommendations:inspection-withdraw", "admin", confirmed),
        Page("recommendations:recommendation-withdraw", "admin", its_recommendation, empty=REFUSED),
        Page("recommendations:inspection-recommendations", "admin", an_inspection, empty=REFUSED),
        Page("recommendations:recommendation-words", "admin", its_recommendation, empty=REFUSED),
        Page("recommendations:inspection-confirm", "admin", an_inspection),
        Page("recommendations:paper", "cabinet", {"reference": "jar-2008"}),
        Page("recommendations:paper", "admin", a_report),
        Page("recommendations:paper-add", "admin", a_report, empty=REFUSED),
        Page("recommendations:paper-correct", "admin", its_paragraph, empty=REFUSED),
        Page("recommendations:paper-remove", "admin", its_paragraph, empty=REFUSED),
        Page("recommendations:paper-confirm", "admin", a_report),
        Page("recommendations:paper-correct-title", "admin", a_report, empty=REFUSED),
        Page("recommendations:paper-withdraw", "admin", a_report, empty=REFUSED),
        Page("recommendations:kind-list", "admin"),
        Page("recommendations:kind", "admin", a_kind),
        Page("recommendations:kind-add", "admin", empty=REFUSED),
        Page("recommendations:kind-correct", "programme", a_kind, empty=REFUSED),
        Page("recommendations:kind-withdraw", "admin", a_kind),
        Page(
            "recommendations:kind-withdraw",
            "admin",
            first(InspectionKind, slug="internal_audit"),
            empty=REFUSED,
        ),
        Page("recommendations:recipient-list", "admin"),
        Page("recommendations:recipient-add", "admin", empty=REFUSED),
        Page("recommendations:recipient-correct", "admin", first(Recipient), empty=REFUSED),
        Page("recommendations:recipient-withdraw", "admin", first(Recipient, slug="partnership_members")),
        Page("recommendations:rule-list", "admin"),
        Page("recommendations:rule-add", "admin", empty=REFUSED),
        Page("recommendations:rule-withdraw", "programme", a_rule),
        Page("recommendations:rule-correct", "programme", a_rule, empty=REFUSED),
    ]
