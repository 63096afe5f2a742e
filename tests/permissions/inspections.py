"""Inspections and rules of law in the permission table: everybody reads; administrators and the office act."""

from datetime import date

from recommendations.models import (
    CouncilReport,
    DeadlineRule,
    Inspection,
    InspectionKind,
    Recipient,
    Recommendation,
    ReportParagraph,
    Timeframe,
)
from tests.permissions.words import ADMINISTRATOR, EVERYBODY, NOT_HERE, PROGRAMME, Row, any_of

NO_UUID = {"uuid": "00000000-0000-4000-8000-000000000000"}
ENTER = any_of(ADMINISTRATOR | PROGRAMME)
BY_THEM = {"get": ENTER, "post": ENTER, "others": 403}
# Nobody else is shown words that are not confirmed: to them nothing of the inspection is there.
NOT_CONFIRMED = {"get": ENTER, "post": ENTER, "others": 404}
COUNTED = {"unit": "working_day", "day_one": "next_day", "counted_from": "received"}
WORDS = {**COUNTED, "number": 20, "source": "A regulation", "wording": "Words", "certainty": "secondary"}


def a_rule(world, organisation):
    return {
        "uuid": DeadlineRule.objects.get_or_create(
            slug="corrected", defaults={**WORDS, "inspection_kind": "other", "duty": "report"}
        )[0].uuid
    }


KIND = {"name": "a review", "prefix": "AR", "source": "A framework", "certainty": "secondary"}


def a_kind(world, organisation):
    """The one that other rows of the table name, too."""
    row, _ = InspectionKind.objects.get_or_create(slug="other", defaults=KIND)
    return {"uuid": row.uuid}


READERS = {"words": "readers", "served": "each"}


def a_recipient(world, organisation):
    said = {"words": "a library", "served": "nobody", "order": 1}
    return {"uuid": Recipient.objects.get_or_create(slug="library", defaults=said)[0].uuid}


def new_rule(world, organisation):
    a_kind(world, organisation)
    return WORDS | {"inspection_kind": "other", "duty": "plan"}


def new_inspection(world, organisation):
    a_kind(world, organisation)
    return NEW


def an_inspection(world, organisation):
    """One that is entered, with a recommendation, and not confirmed."""
    said = {"title": "A review", "area": "Leicester", "published_on": date(2008, 6, 19)}
    row, _ = Inspection.objects.get_or_create(
        reference="entered", defaults=said | {"kind": "other", "reference_prefix": "ENT"}
    )
    frame, _ = Timeframe.objects.get_or_create(
        inspection=row, slug="now", defaults={"label": "Now", "order": 1}
    )
    words = {"inspection": row, "order": 1, "timeframe": frame, "text": "Words", "paragraph": "1"}
    Recommendation.objects.get_or_create(reference="ENT1", defaults=words)
    return {"uuid": row.uuid}


def its_part(world, organisation):
    return an_inspection(world, organisation) | {"part": "details"}


def its_timeframe(world, organisation):
    found = an_inspection(world, organisation)
    row = Inspection.objects.get(uuid=found["uuid"])
    Timeframe.objects.get_or_create(inspection=row, slug="later", defaults={"label": "Later", "order": 2})
    return found | {"part": "timeframe", "number": 2}


def a_report(world, organisation):
    """A council's report that is entered, and not confirmed."""
    row = Inspection.objects.get(uuid=an_inspection(world, organisation)["uuid"])
    report, _ = CouncilReport.objects.get_or_create(inspection=row, defaults={"title": "The report"})
    ReportParagraph.objects.get_or_create(
        report=report, order=1, defaults={"number": "1.1", "kind": "paragraph", "text": "Words"}
    )
    return {"reference": row.reference}


def its_paragraph(world, organisation):
    return a_report(world, organisation) | {"order": 1}


def its_recommendation(world, organisation):
    an_inspection(world, organisation)
    return {"reference": "ENT1"}


def words_of(world, organisation):
    an_inspection(world, organisation)
    frame = Timeframe.objects.get(inspection__reference="entered", slug="now")
    return {"version": 1, "timeframe": frame.pk, "paragraph": "1", "text": "Words", "save": "1"}


WHY = {"version": 1, "reason": "A mistake"}


def a_look(world, organisation):
    """The page of pasted recommendations as it is sent to be saved."""
    an_inspection(world, organisation)
    return {
        "version": 1,
        "save": "1",
        "piece-TOTAL_FORMS": 1,
        "piece-INITIAL_FORMS": 1,
        "piece-0-text": "Words",
        "piece-0-what": "keep",
        "piece-0-place": 1,
    }


def a_paragraph(world, organisation):
    return a_look(world, organisation) | {"piece-0-kind": "paragraph", "piece-0-number": "1.2"}


CORRECTED = {"version": 1, "kind": "paragraph", "number": "1.1", "text": "Other words", "reason": "Misread"}
NO_PAPER = {"reference": "no-such-inspection"}
NEW = {
    "kind": "other",
    "reference": "new",
    "title": "New",
    "area": "Leicester",
    "reference_prefix": "NEW",
    "published_on_day": "3",
    "published_on_month": "6",
    "published_on_year": "2008",
}
INSPECTION_THINGS = {
    "inspection entered": (an_inspection, NO_UUID),
    "details of an inspection": (its_part, NO_UUID | {"part": "details"}),
    "timeframe of an inspection": (its_timeframe, NO_UUID | {"part": "timeframe", "number": 1}),
    "words of a recommendation": (its_recommendation, {"reference": "ENT9"}),
    "council's report": (a_report, NO_PAPER),
    "paragraph of a council's report": (its_paragraph, NO_PAPER | {"order": 1}),
    "rule": (a_rule, NO_UUID),
    "kind": (a_kind, NO_UUID),
    "recipient": (a_recipient, NO_UUID),
}
INSPECTION_ROWS = [
    Row("recommendations:inspection", "inspection entered", get=BY_THEM["get"], post=NOT_HERE, others=404),
    Row("recommendations:inspection-add", None, **BY_THEM, data=new_inspection),
    Row("recommendations:kind-list", None, get=EVERYBODY, post=NOT_HERE),
    Row("recommendations:kind", "kind", get=EVERYBODY, post=NOT_HERE),
    Row("recommendations:kind-add", None, **BY_THEM, data=KIND | {"name": "another review"}),
    Row(
        "recommendations:kind-correct",
        "kind",
        **BY_THEM,
        data=KIND | {"bodies": "A body", "version": 1, "reason": "Read again"},
    ),
    Row("recommendations:kind-withdraw", "kind", **BY_THEM, data=WHY),
    Row("recommendations:recipient-list", None, get=EVERYBODY, post=NOT_HERE),
    Row("recommendations:recipient-add", None, **BY_THEM, data=READERS),
    Row("recommendations:recipient-correct", "recipient", **BY_THEM, data=READERS | {"order": 2} | WHY),
    Row("recommendations:recipient-withdraw", "recipient", **BY_THEM, data=WHY),
    Row(
        "recommendations:inspection-part",
        "details of an inspection",
        **NOT_CONFIRMED,
        data={"version": 1, "title": "Another title", "area": "Leicester"},
    ),
    Row("recommendations:inspection-take-out", "timeframe of an inspection", **NOT_CONFIRMED, data=WHY),
    Row(
        "recommendations:inspection-correct-part",
        "timeframe of an inspection",
        **NOT_CONFIRMED,
        data=WHY | {"label": "Some day"},
    ),
    Row("recommendations:inspection-withdraw", "inspection entered", **NOT_CONFIRMED, data=WHY),
    Row("recommendations:recommendation-withdraw", "words of a recommendation", **NOT_CONFIRMED, data=WHY),
    Row("recommendations:inspection-recommendations", "inspection entered", **NOT_CONFIRMED, data=a_look),
    Row("recommendations:inspection-confirm", "inspection entered", **NOT_CONFIRMED, data={"version": 1}),
    Row("recommendations:recommendation-words", "words of a recommendation", **NOT_CONFIRMED, data=words_of),
    Row("recommendations:paper", "council's report", get=BY_THEM["get"], post=NOT_HERE, others=404),
    Row("recommendations:paper-add", "council's report", **NOT_CONFIRMED, data=a_paragraph),
    Row("recommendations:paper-correct", "paragraph of a council's report", **NOT_CONFIRMED, data=CORRECTED),
    Row(
        "recommendations:paper-remove",
        "paragraph of a council's report",
        **NOT_CONFIRMED,
        data={"version": 1, "reason": "Not in it"},
    ),
    Row("recommendations:paper-confirm", "council's report", **NOT_CONFIRMED, data={"version": 1}),
    Row(
        "recommendations:paper-correct-title",
        "council's report",
        **NOT_CONFIRMED,
        data={"version": 1, "title": "Another title", "reason": "Misread"},
    ),
    Row(
        "recommendations:paper-withdraw",
        "council's report",
        **NOT_CONFIRMED,
        data={"version": 1, "reason": "Twice"},
    ),
    Row("recommendations:rule-list", None, get=EVERYBODY, post=NOT_HERE),
    Row(
        "recommendations:rule-add",
        None,
        **BY_THEM,
        data=new_rule,
    ),
    Row("recommendations:rule-withdraw", "rule", **BY_THEM, data=WHY),
    Row(
        "recommendations:rule-correct",
        "rule",
        **BY_THEM,
        data=WORDS | {"number": 25, "version": 1, "reason": "Read again"},
    ),
]
