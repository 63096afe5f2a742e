"""What the database itself refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from recommendations.models import (
    Consultation,
    Deadline,
    DeadlineRule,
    Finding,
    Inspection,
    Judgement,
    Meeting,
    PlanVersion,
    PublicationStep,
    Recommendation,
    Timeframe,
)
from tests.recommendations.conftest import NOON

pytestmark = pytest.mark.django_db

WRONG = [
    (Recommendation, {"reference": "R4"}, {"text": ""}, "recommendation_has_text"),
    (Recommendation, {"reference": "R4"}, {"order": 5}, "recommendation_order_once|inspection_id"),
    (Recommendation, {"reference": "R4"}, {"reference": "R5"}, "reference"),
    (Judgement, {"slug": "safeguarding"}, {"grade": None}, "judgement_grade_or_words"),
    (Judgement, {"slug": "safeguarding"}, {"judged": "good"}, "judgement_grade_or_words"),
    (Timeframe, {"slug": "six-months"}, {"months": 0}, "timeframe_has_a_month_or_none"),
    (Finding, {"paragraph": "4.9.1", "order": 1}, {"text": ""}, "finding_has_text"),
    (Inspection, {"reference": "jar-2008"}, {"reference_prefix": ""}, "inspection_has_prefix"),
    (DeadlineRule, {"slug": "si-2005-1973-plan"}, {"number": 0}, "deadline_rule_counts_something"),
    (
        Deadline,
        {"rule__duty": "plan"},
        {"adopted_on": "2008-09-09"},
        "deadline_adopted_by_someone_for_a_reason",
    ),
    (PublicationStep, {"recipient": "website"}, {"day_not_stated": False}, "publication_step_day_if_done"),
    (
        PublicationStep,
        {"duty": "plan", "recipient": "radio"},
        {"done_on": "2008-09-09"},
        "publication_step_day_if_done",
    ),
    (
        PublicationStep,
        {"recipient": "website"},
        {"done_on": "2008-06-04"},
        "publication_step_day_if_done",
    ),
    (Meeting, {"body": "Cabinet"}, {"body": ""}, "meeting_has_body"),
    (
        Meeting,
        {"body": "Cabinet"},
        {"body": "OSMB", "held_on": "2008-08-06"},
        "meeting_once_a_day|meeting.body",
    ),
]


@pytest.mark.parametrize(("model", "which", "changes", "named"), WRONG, ids=lambda value: str(value)[:40])
def test_the_database_refuses(facts, model, which, changes, named):
    row = model.objects.get(**which)
    with pytest.raises(IntegrityError, match=named), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**changes)


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": 0},
        {"digest": ""},
        {"state": "published"},
        {"published_on": date(2008, 9, 9)},
    ],
    ids=str,
)
def test_a_version_that_contradicts_itself_is_refused(wrong):
    words = {
        "number": 1,
        "title": "JAR action plan",
        "content": "{}",
        "digest": "0" * 64,
        "composed_at": NOON,
    }
    with pytest.raises(IntegrityError, match="plan_version"), transaction.atomic():
        PlanVersion.objects.create(**{**words, **wrong})
    PlanVersion.objects.create(**words)


@pytest.mark.parametrize(
    "wrong",
    [
        {"answer": "we agree"},
        {"answered_on": date(2008, 6, 30), "answered_at": NOON, "answer": "we agree"},
        {"answered_on": date(2008, 7, 2), "answered_at": NOON},
        {"outcome": "changed", "response": "R4.1 was reworded", "responded_at": NOON},
        {"answer_by": date(2008, 6, 30)},
    ],
    ids=str,
)
def test_an_answer_without_or_before_its_question_is_refused(facts, wrong):
    version = PlanVersion.objects.create(
        number=1, title="JAR action plan", content="{}", digest="0" * 64, composed_at=NOON
    )
    words = {"asked_on": date(2008, 7, 1), "asked_at": NOON, "answer_by": date(2008, 7, 20)}
    with pytest.raises(IntegrityError, match="consultation_"), transaction.atomic():
        Consultation.objects.create(version_asked=version, partner_name="LSCB", **{**words, **wrong})


def test_a_row_is_found_by_its_natural_key(facts):
    for model in (Inspection, Recommendation, Judgement, Deadline, PublicationStep, Meeting, Finding):
        row = model.objects.first()
        assert model.objects.get_by_natural_key(*row.natural_key()) == row
