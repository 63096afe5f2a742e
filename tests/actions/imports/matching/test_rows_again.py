"""What a row does to an action that the plan has, and how its cells may be written."""

import csv
import io
from datetime import date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actions.imports.drafts.understanding import understand
from actions.models import Action
from actions.plan.verbs import agree_action
from actions.rules.dates import PlanDate
from jarplan.audit.models import AuditEvent
from jarplan.people.models import Organisation, Post
from tests.actions.imports.books import GOOD, NOW, imported, plan_file
from tests.actions.imports.through_pages import row
from tests.actions.imports.writing.test_verbs import edited

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
OTHER_STOPS = "Ensure that all looked-after children have qualified social workers allocated to them."


def results(upload):
    """The result of each row against the plan as it stands."""
    return [one["result"] for one in understand(upload, upload.name).rows]


def test_two_spellings_of_one_new_name_make_one(programme):
    rows = (
        row(lead_agency="The Trust"),
        row("4.2", lead_agency="THE  trust", lead_officer="head of fieldwork services"),
    )
    imported(programme, plan_file(*rows))
    assert Organisation.objects.filter(name__iexact="the trust").count() == 1
    assert Post.objects.filter(title__iexact="head of fieldwork services").count() == 1


def test_partner_added_by_the_same_import_is_linked(programme):
    rows = row(partners="Leicester City PCT"), row("4.2", lead_agency="Leicester City PCT")
    imported(programme, plan_file(*rows))
    assert Action.objects.get(reference="R4.1").partners.get().organisation.name == "Leicester City PCT"


def test_row_that_only_moved_is_unchanged(programme):
    imported(programme, plan_file(row(), row("4.2")))
    assert results(plan_file(row("4.2"), row())) == ["unchanged", "unchanged"]


def test_column_left_out_changes_nothing(programme):
    imported(programme, plan_file(row()))
    needed = ("Rec no", "Action ref", "Action", "Lead officer", "Lead agency", "Target date")
    assert results(plan_file(row(), headings=needed)) == ["unchanged"]


def test_action_not_in_the_file_stays_and_is_named(programme):
    imported(programme, plan_file(row(), row("4.2")))
    upload = plan_file(row())
    assert understand(upload, upload.name).summary["outlook"]["not_in_file"] == ["R4.2"]
    assert Action.objects.count() == 2


def test_csv_gives_the_same_plan(programme):
    out = io.StringIO()
    writer = csv.DictWriter(out, list(GOOD))
    writer.writeheader()
    writer.writerow({**row(), "Start date": "09/06/2008", "Target date": "2008-07-18"})
    imported(programme, plan_file(row()))
    for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
        assert results(SimpleUploadedFile("plan.csv", out.getvalue().encode(encoding))) == ["unchanged"]


@pytest.mark.slow
def test_text_change_of_an_agreed_action_leaves_its_written_date_alone(programme):
    imported(programme, plan_file(row()))
    edited(programme, "R4.1", due=PlanDate("by 18 July", "day", date(2008, 7, 18), date(2008, 7, 18)))
    agree_action(by=programme, now=NOW, action=Action.objects.get())
    reworded = f"{Action.objects.get().text}."
    imported(programme, plan_file(row(action=reworded)))
    assert (Action.objects.get().text, Action.objects.get().due_raw) == (reworded, "by 18 July")


@pytest.mark.parametrize(
    ("changes", "cell", "reason"),
    [
        ({"action": "x" * 4001}, "D2", "4,000 or fewer"),
        ({"lead_officer": "x" * 201}, "E2", "200 or fewer"),
        ({"target_date": date(2008, 6, 1)}, "I2", "before it starts"),
        ({"target_date": datetime(1908, 7, 1)}, "I2", "1908"),
        ({"success_criteria": "x" * 1001}, "J2", "1,000 or fewer"),
        ({"resources_cost": "x" * 501}, "K2", "500 or fewer"),
    ],
)
def test_bad_cell_is_named_with_its_reason(facts, changes, cell, reason):
    upload = plan_file(row(**changes))
    [one] = understand(upload, upload.name).rows
    said = [(point["cell"], point["sentence"]) for point in one["rejected"] + one["warnings"]]
    assert [sentence for at, sentence in said if at == cell and reason in sentence], said
    assert one["result"] in ("rejected", "new")


@pytest.mark.parametrize(
    "changes",
    [
        {"rec_no": "R4"},
        {"rec_no": "4"},
        {"jar_recommendation": None},
        {"jar_recommendation": OTHER_STOPS},
        {"start_date": None, "target_date": None},
        {"target_date": "18/07/2008"},
        {"target_date": "18 July 2008"},
        {"partners": None, "success_criteria": None, "status": None, "rag": None, "notes": None},
        {"lead_officer": "HR Business Partner, CYPS"},
        {"action": "two\nlines"},
    ],
)
def test_good_cell_is_taken(facts, changes):
    upload = plan_file(row(**changes))
    [new] = understand(upload, upload.name).rows
    assert (new["result"], new["reference"], new["questions"]) == ("new", "R4.1", [])


def test_understanding_writes_nothing(facts, django_assert_max_num_queries):
    before = AuditEvent.objects.count()
    upload = plan_file(*[row(f"4.{number}") for number in range(1, 11)])
    with django_assert_max_num_queries(30):
        understand(upload, upload.name)
    assert (Action.objects.count(), AuditEvent.objects.count()) == (0, before)
