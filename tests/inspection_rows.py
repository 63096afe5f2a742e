"""Inspections and rules of law in the permission table: everybody reads; administrators and the office act."""

from datetime import date

from recommendations.models import DeadlineRule, Inspection, Recommendation, Timeframe
from tests.permission_words import ADMINISTRATOR, EVERYBODY, NOT_HERE, PROGRAMME, Row, any_of

NO_UUID = {"uuid": "00000000-0000-4000-8000-000000000000"}
ENTER = any_of(ADMINISTRATOR | PROGRAMME)
BY_THEM = {"get": ENTER, "post": ENTER, "others": 403}
COUNTED = {"unit": "working_day", "day_one": "next_day", "counted_from": "received"}
WORDS = {**COUNTED, "number": 20, "source": "A regulation", "wording": "Words", "certainty": "secondary"}


def a_rule(world, organisation):
    return {
        "uuid": DeadlineRule.objects.get_or_create(
            slug="corrected", defaults={**WORDS, "inspection_kind": "other", "duty": "report"}
        )[0].uuid
    }


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


def its_recommendation(world, organisation):
    an_inspection(world, organisation)
    return {"reference": "ENT1"}


def words_of(world, organisation):
    an_inspection(world, organisation)
    frame = Timeframe.objects.get(inspection__reference="entered", slug="now")
    return {"version": 1, "timeframe": frame.pk, "paragraph": "1", "text": "Words", "save": "1"}


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
    "rule": (a_rule, NO_UUID),
}
INSPECTION_ROWS = [
    Row("recommendations:inspection", "inspection entered", get=EVERYBODY, post=NOT_HERE),
    Row("recommendations:inspection-add", None, **BY_THEM, data=NEW),
    Row(
        "recommendations:inspection-part",
        "details of an inspection",
        **BY_THEM,
        data={"version": 1, "title": "Another title", "area": "Leicester"},
    ),
    Row("recommendations:inspection-take-out", "timeframe of an inspection", **BY_THEM, data={"version": 1}),
    Row("recommendations:inspection-recommendations", "inspection entered", **BY_THEM, data=words_of),
    Row("recommendations:inspection-confirm", "inspection entered", **BY_THEM, data={"version": 1}),
    Row("recommendations:recommendation-words", "words of a recommendation", **BY_THEM, data=words_of),
    Row("recommendations:rule-list", None, get=EVERYBODY, post=NOT_HERE),
    Row(
        "recommendations:rule-add",
        None,
        **BY_THEM,
        data=WORDS | {"inspection_kind": "plan_review", "duty": "plan"},
    ),
    Row(
        "recommendations:rule-correct",
        "rule",
        **BY_THEM,
        data=WORDS | {"number": 25, "version": 1, "reason": "Read again"},
    ),
]
