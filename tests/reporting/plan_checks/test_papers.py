"""The checks of a council's own report: its references, and days beside working days."""

from dataclasses import dataclass

import pytest

from jarplan.reporting.plan_checks.checks import papers
from jarplan.reporting.plan_checks.papers import days, references
from recommendations.councilreport import verbs
from recommendations.councilreport.records import report_record
from recommendations.models import CouncilReport, Inspection, ReportParagraph
from recommendations.pasted.numbered import Part
from tests import kept
from tests.factories import UserFactory
from tests.recommendations.conftest import NOON


def report(*paragraphs):
    parts = [
        {"order": order, "number": number, "kind": "paragraph", "text": text, "note": note}
        for order, (number, text, note) in enumerate(paragraphs, start=1)
    ]
    state = {"inspection": "", "title": "The report", "confirmed": True, "version": 1, "paragraphs": parts}
    found = report_record("", state)
    return found, found.paragraphs


SUBJECTS = (
    ("4.1", "The inspectors looked at fostering and adoption in the county.", ""),
    ("4.2", "The council publishes its action plan under the regulations of 2005.", ""),
)


def test_a_reference_that_leads_nowhere_is_found():
    [one] = references(*report(*SUBJECTS, ("5.1", "As paragraph 4.9 says, there are costs.", "")))
    assert (
        "leads nowhere" in one.sentence and "paragraph 5.1" in one.sentence and "Add a note" in one.sentence
    )


def test_a_reference_to_another_subject_is_found_and_its_note_shown():
    words = "Section 4.1 sets out how the action plan is published under the regulations of 2005."
    [one] = references(*report(*SUBJECTS, ("5.1", words, "Paragraph 4.2 is meant.")))
    assert (
        "paragraph 4.2 has more in common" in one.sentence and "Note: Paragraph 4.2 is meant." in one.sentence
    )
    assert not list(references(*report(*SUBJECTS, ("5.1", words.replace("4.1", "4.2"), ""))))


def test_days_beside_working_days_of_the_same_number():
    told = report(
        ("1", "Within 70 days.", ""), ("2", "Within 70 working days.", ""), ("3", "In 20 days.", "")
    )
    assert [one.where for one in days(*told, known=())] == ["The report, paragraph 1"]
    assert not list(days(*told, known={"1"}))


@pytest.mark.parametrize(
    ("words", "nowhere"),
    [
        ("See section 8.", ["8"]),
        ("See paragraph 9.9 and 4.7.", ["9.9", "4.7"]),
        ("As sections 7.1 and 7.2 say, there are costs.", ["7.1", "7.2"]),
        ("See paragraphs 4.1, 4.2 and 4.9.", ["4.9"]),
        ("See paras 4.1 to 4.8.", ["4.8"]),
        ("See paragraphs 4.2–4.6 of this report.", ["4.6"]),
        ("See section 7 of the report; see paragraph 6.1 or paragraph 6.2.", ["7", "6.1", "6.2"]),
        ("See section 4 and paragraphs 4.1 and 4.2.", []),
        ("Section 17 of the Children Act 1989 applies.", []),
        ("There were 40 section 47 enquiries and few section 20 agreements.", []),
        ("The Children Act 2004, section 10, and paragraph 9 of schedule 2 apply.", []),
        ("The section 151 officer agrees.", []),
    ],
)
def test_every_number_of_a_reference_is_read(words, nowhere):
    found = [one.sentence for one in references(*report(*SUBJECTS, ("5.1", words, "")))]
    assert len(found) == len(nowhere), found
    assert all(
        f"{number} leads nowhere" in one or (f"{number}”: leads" in one)
        for number, one in zip(nowhere, found, strict=True)
    )


def test_a_finding_leads_to_its_paragraph():
    [one] = references(*report(*SUBJECTS, ("5.1", "See section 8.", "")), of="ilacs-2023")
    assert one.href == "/inspections/ilacs-2023/paper/#p5-1"


@dataclass
class Counted:
    number: int
    counted: str
    title: str = "Publish the action plan"


@pytest.mark.parametrize(
    "words", ["Within 70 days.", "A 70-day count.", "In 70 days of it.", "70 days, at most", "by 70\ndays"]
)
def test_days_beside_a_deadline_of_the_same_number_of_working_days(words):
    told = report(("2.1", words, ""), ("2.2", "In 20 days.", ""))
    [one] = days(*told, (), "ilacs-2023", [Counted(70, "70 working days")])
    assert "the deadline “Publish the action plan” is 70 working days" in one.sentence
    assert one.href == "/inspections/ilacs-2023/paper/#p2-1"
    assert not list(days(*told, (), "ilacs-2023", []))


@pytest.mark.slow
@pytest.mark.django_db
def test_the_report_of_2008():
    kept.facts()
    found = {one.where: one.sentence for one in papers()}
    # The 70 days of paragraph 2.1 are found with the deadline that they are about.
    assert set(found) == {"JAR action plan, paragraph 5.2.2", "JAR action plan, paragraph 5.2.3"}
    for number, right in (("5.2.2", "4.11"), ("5.2.3", "4.12")):
        sentence = found[f"JAR action plan, paragraph {number}"]
        note = ReportParagraph.objects.get(number=number).note
        assert f"paragraph {right} has more in common" in sentence and note in sentence


@pytest.mark.slow
@pytest.mark.django_db
def test_days_of_a_report_are_held_against_the_deadlines_of_its_inspection():
    kept.facts()
    by = UserFactory(roles=["administrator"])
    row = Inspection.objects.get()
    CouncilReport.objects.filter(inspection=row).update(confirmed=False)
    report = CouncilReport.objects.get(inspection=row)
    parts = [Part("paragraph", "The press has it within 30 days.", "9.1")]
    verbs.add_paragraphs(by=by, now=NOON, inspection=row, version=report.version, parts=parts)
    verbs.confirm_report(by=by, now=NOON, report=report, version=report.version + 1)
    [one] = [one for one in papers() if one.where.endswith("9.1")]
    assert "“30 days”, and the deadline" in one.sentence and "is 30 working days" in one.sentence
