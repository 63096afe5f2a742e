"""Inspections and rules of law in the permission table: everybody reads; administrators and the office act."""

from recommendations.models import DeadlineRule
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


INSPECTION_THINGS = {"rule": (a_rule, NO_UUID)}
INSPECTION_ROWS = [
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
