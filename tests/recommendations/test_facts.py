"""The facts, once loaded, are those of the council's report."""

from collections import Counter
from datetime import date

import pytest

from jarplan.people.models import Organisation
from jarplan.workdays.derivation import derive
from recommendations.models import (
    Deadline,
    Finding,
    Inspection,
    Judgement,
    Meeting,
    PaperDate,
    PublicationStep,
    Recommendation,
    Timeframe,
)
from tests import kept
from tests.recommendations.source import FINDINGS, RECOMMENDATIONS

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def facts(db):
    kept.facts()


def test_sixteen_recommendations_word_for_word():
    assert dict(Recommendation.objects.values_list("reference", "text")) == RECOMMENDATIONS


def test_only_the_last_of_each_group_ends_in_a_full_stop():
    ends = [row.reference for row in Recommendation.objects.all() if row.text.endswith(".")]
    assert ends == ["R5", "R14", "R16"]


def test_five_are_immediate_nine_within_six_months_two_longer_term():
    counts = Counter(Recommendation.objects.values_list("timeframe__label", flat=True))
    assert counts == {
        "For immediate action": 5,
        "For action over the next six months": 9,
        "For action in the longer term": 2,
    }
    assert list(Recommendation.objects.values_list("reference", flat=True)) == [f"R{n}" for n in range(1, 17)]


def test_six_months_count_from_publication():
    ends = {frame.slug: frame.ends_on for frame in Timeframe.objects.all()}
    assert ends == {"immediate": None, "six-months": date(2008, 12, 3), "longer-term": None}


def test_nobody_answers_for_a_recommendation_yet():
    assert not Recommendation.objects.exclude(accountable_post=None, portfolio_holder=None)


def test_which_investigation_is_answered_is_marked_as_our_reading():
    answered = Recommendation.objects.exclude(answers=None)
    assert answered.count() == 15
    assert all(row.answers_is_our_reading for row in answered)


def test_five_grades_and_two_investigations_judged_inadequate_without_a_number():
    grades = [(row.area, row.grade.number, row.word) for row in Judgement.objects.exclude(grade=None)]
    assert grades == [
        ("Safeguarding", 3, "good"),
        ("Looked after children", 3, "good"),
        ("Learning difficulties and/or disabilities", 2, "adequate"),
        ("Service management", 2, "adequate"),
        ("Capacity to improve", 2, "adequate"),
    ]
    additional = Judgement.objects.filter(kind="additional")
    assert [(row.grade, row.word) for row in additional] == [(None, "inadequate")] * 2
    assert additional[1].text == (
        "The impact of the 13-19 strategy in improving outcomes for young people was judged inadequate"
    )


@pytest.mark.parametrize("paragraph", FINDINGS)
def test_main_findings_word_for_word(paragraph):
    sentences = Finding.objects.filter(paragraph=paragraph).order_by("order")
    assert " ".join(row.text for row in sentences) == FINDINGS[paragraph]


def test_the_last_finding_belongs_to_management_and_to_capacity():
    areas = Finding.objects.filter(paragraph="4.9.6").values_list("judgements__slug", flat=True)
    assert set(areas) == {"service-management", "capacity"}
    assert {row.judgements.count() for row in Finding.objects.exclude(paragraph="4.9.6")} == {1}


def test_the_inspection_was_published_and_its_receipt_is_not_known():
    inspection = Inspection.objects.get()
    assert (inspection.published_on, inspection.received_on) == (date(2008, 6, 3), None)
    assert inspection.led_by.name == "Ofsted"
    names = set(inspection.inspectorates.values_list("name", flat=True))
    assert names == {"Ofsted", "Healthcare Commission", "Audit Commission"}


def test_the_dates_that_the_paper_names():
    days = dict(PaperDate.objects.values_list("slug", "day"))
    assert days == {
        "yos-inspection": None,
        "fieldwork": None,
        "published": date(2008, 6, 3),
        "apa-submitted": date(2008, 6, 26),
        "tll-report": date(2008, 7, 14),
        "expected-publication": date(2008, 7, 16),
        "caa-starts": date(2009, 4, 1),
    }
    assert all(row.written in row.quote for row in PaperDate.objects.all())


@pytest.mark.parametrize(
    ("duty", "stated", "computed"),
    [
        ("report", [None], date(2008, 7, 15)),
        ("plan", [date(2008, 9, 9), date(2008, 9, 9)], date(2008, 9, 10)),
    ],
)
def test_deadlines_stated_and_computed(duty, stated, computed):
    deadline = Deadline.objects.get(rule__duty=duty)
    rule = deadline.rule
    assert derive(deadline.start, rule.number, rule.unit, rule.day_one).due == computed
    assert [wording.day for wording in deadline.wordings.all()] == stated
    assert deadline.adopted_on is None
    assert deadline.counted_from == "published"


def test_what_the_source_does_not_mention_is_not_recorded():
    done = PublicationStep.objects.filter(state="done")
    assert {(row.duty, row.recipient) for row in done} == {
        ("report", "partnership_members"),
        ("report", "website"),
    }
    assert all(row.day_not_stated and row.done_on is None for row in done)
    assert PublicationStep.objects.filter(state="not_recorded").count() == 14


def test_both_meetings_and_what_the_cabinet_is_asked():
    board, cabinet = Meeting.objects.all()
    assert (board.body, board.held_on, board.asked) == ("OSMB", date(2008, 8, 6), "")
    assert (cabinet.body, cabinet.held_on) == ("Cabinet", date(2008, 9, 1))
    assert cabinet.asked.startswith("Cabinet is asked to note the findings of the Joint Area Review")


def test_organisations_are_those_of_the_report():
    assert not Organisation.objects.filter(is_sample=True)
    assert set(Organisation.objects.exclude(short_name="").values_list("short_name", flat=True)) == {
        "LSCB",
        "YOS",
        "CAMHS",
    }
    assert Organisation.objects.filter(name__in=["Leicester City Council", "LCYPSP", "Ofsted"]).count() == 3
