"""What a search finds, and for whom."""

import pytest

from actions.evidence.verbs import withdraw_evidence
from actions.models import Evidence, ProgressUpdate
from actions.reports.verbs import report_progress, save_draft
from jarplan.reporting.redaction.removal import redact_text
from jarplan.reporting.search.queries import REPORT_TEXTS
from recommendations.models import Inspection
from tests import kept, plan
from tests.reporting.reading import text_of
from tests.reporting.search.finding import EVERYTHING, MARK, found, search
from tests.severalplans import MARKS, begun, planned

pytestmark = [pytest.mark.django_db]


@pytest.mark.parametrize("words", (MARK, MARK.upper(), "QUÖKKA", "ókka"))
def test_each_kind_is_found_however_it_is_written(people, whole, visit, words):
    assert found(search(visit, people.officer_a, words)) == EVERYTHING


def test_all_the_words_must_stand_in_one_thing(people, whole, visit):
    assert found(search(visit, people.officer_a, f"{MARK} photograph")) == {"evidence": ["R4.1"]}
    assert found(search(visit, people.officer_a, f"{MARK} photograph meeting")) == {}


@pytest.mark.parametrize("name", REPORT_TEXTS)
def test_every_text_of_a_report_is_looked_through(people, whole, visit, name):
    ProgressUpdate.objects.filter(action=whole).update(**{name: "A wombat"})
    assert found(search(visit, people.officer_a, "wombat")) == {"reports": ["R4.1"]}


def test_what_is_called_so_leads(people, visit):
    plan.proposed(people, text="Begin before R4.2 and R4.11")
    for _number in range(10):
        plan.proposed(people)
    plan.make_recommendation(10)
    plan.make_recommendation(1)
    assert found(search(visit, people.officer_a, "r4.11"))["actions"] == ["R4.11", "R4.1"]
    assert found(search(visit, people.officer_a, "before R4.2"))["actions"] == ["R4.1"]
    assert found(search(visit, people.officer_a, "R4.2"))["actions"] == ["R4.2", "R4.1"]
    assert found(search(visit, people.officer_a, "r4.1"))["actions"] == ["R4.1", "R4.10", "R4.11"]
    assert found(search(visit, people.officer_a, "R1"))["recommendations"] == ["R1", "R10"]


def test_evidence_is_found_by_those_who_may_open_it(people, whole, visit):
    for name in ("officer_b", "approver_b", "finance", "administrator"):
        response = search(visit, getattr(people, name), MARK)
        assert "evidence" not in found(response) and "hotograph" not in text_of(response), name
    for name in ("officer_a", "approver_a", "programme", "cabinet"):
        assert "evidence" in found(search(visit, getattr(people, name), MARK)), name


def test_evidence_stands_under_an_action_whose_evidence_the_reader_may_open(people, whole, visit):
    theirs = plan.agreed(people, people.post_b)
    Evidence.objects.get().uses.create(action=theirs, used_at=plan.NOON, used_by=people.officer_b)
    assert found(search(visit, people.officer_b, "photograph")) == {"evidence": ["R4.2"]}
    assert found(search(visit, people.officer_a, "photograph")) == {"evidence": ["R4.1"]}


def test_withdrawn_evidence_and_corrected_reports_say_so(people, whole, visit):
    row = Evidence.objects.get()
    withdraw_evidence(by=people.officer_a, now=plan.later(1), action=whole, evidence=row, reason="Wrong one")
    report_progress(
        by=people.officer_a,
        now=plan.later(1),
        action=whole,
        rating="green",
        done=f"The {MARK} sleeps",
        corrects=ProgressUpdate.objects.get(),
    )
    shown = {
        (group.key, one.about)
        for group in search(visit, people.officer_a, MARK).context["groups"]
        for one in group.shown
    }
    assert ("evidence", ("attached on 20 June 2008", "withdrawn")) in shown
    assert ("reports", ("20 June 2008", "corrected since")) in shown and (
        "reports",
        ("21 June 2008",),
    ) in shown


def test_a_draft_is_found_by_its_author_alone(people, whole, visit):
    save_draft(
        by=people.officer_a, now=plan.NOON, action=whole, typed={"done": "A wombat dug", "rating": "green"}
    )
    assert found(search(visit, people.officer_a, "wombat r4.1")) == {"drafts": ["R4.1"]}
    for name in ("both_a", "approver_a", "programme", "cabinet", "administrator"):
        response = search(visit, getattr(people, name), "wombat")
        assert found(response) == {} and "dug" not in text_of(response)


def test_what_was_redacted_is_found_no_more(people, whole, visit):
    for person in (people.officer_a, people.cabinet):
        assert found(search(visit, person, MARK))
    redact_text(by=people.administrator, now=plan.later(2), text=MARK, reason="By law")
    redact_text(by=people.administrator, now=plan.later(2), text="Quökka", reason="By law")
    for person in (people.officer_a, people.cabinet, people.administrator):
        assert found(search(visit, person, MARK)) == {}
    assert found(search(visit, people.officer_a, "photograph")) == {"evidence": ["R4.1"]}


@pytest.mark.slow
def test_the_chosen_inspection_is_respected_and_an_unconfirmed_one_is_not_there(db, visit):
    kept.facts()
    people = plan.make_people()
    planned(people, begun(people, "P"))
    begun(people, "S", confirmed=False)
    [other] = Inspection.objects.exclude(reference__startswith="review")
    quagga = MARKS["P"]
    every = found(search(visit, people.cabinet, quagga))
    assert every.keys() == EVERYTHING.keys() and set(every["recommendations"]) == {"P1", "P2", "P3"}
    assert found(search(visit, people.cabinet, quagga, "&inspection=review-p")) == every
    narrowed = search(visit, people.cabinet, quagga, f"&inspection={other.reference}")
    assert found(narrowed) == {} and "Search all inspections" in text_of(narrowed)
    for person in (people.cabinet, people.programme, people.administrator):
        assert found(search(visit, person, MARKS["S"])) == {}
