"""What is wrong with a row is said cell by cell, and a sheet that is no plan is refused whole."""

from datetime import date, datetime

import pytest

from actions import plansheet
from actions.importpreview import read_upload
from actions.models import Action
from jarplan.files.checks import FileRefused
from jarplan.spreadsheets.reading import SheetRefused
from tests.actions.sheets import counts_of, plan_file, previewed, row

OTHER_STOPS = "Ensure that all looked-after children have qualified social workers allocated to them."
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "cell", "column", "reason"),
    [
        ({"recommendation": None}, "A2", "Rec no", "is empty"),
        ({"recommendation": 17}, "A2", "Rec no", "no recommendation of this number"),
        ({"recommendation": "four"}, "A2", "Rec no", "no recommendation of this number"),
        ({"recommendation": 4.5}, "A2", "Rec no", "no recommendation of this number"),
        ({"recommendation_text": "something else"}, "B2", "JAR recommendation", "is not the text of"),
        ({"band": "For action in the longer term"}, "C2", "Timescale band", "is not the timescale of"),
        ({"reference": None}, "D2", "Action ref", "is empty"),
        ({"reference": "four"}, "D2", "Action ref", "not a reference such as 1.2"),
        ({"reference": "4.0"}, "D2", "Action ref", "not a reference such as 1.2"),
        ({"reference": "5.1"}, "D2", "Action ref", "the row is of recommendation R4"),
        ({"text": None}, "E2", "Action", "is empty"),
        ({"text": "=1+1"}, "E2", "Action", "formula whose result was not saved"),
        ({"text": "x" * 4001}, "E2", "Action", "at most 4,000"),
        ({"lead": None}, "F2", "Lead officer", "is empty"),
        ({"lead": "Head of A; Head of B"}, "F2", "Lead officer", "names more than one"),
        ({"lead": "x" * 201}, "F2", "Lead officer", "at most 200"),
        ({"agency": None}, "G2", "Lead agency", "is empty"),
        ({"partners": "x" * 201}, "H2", "Partners", "at most 200"),
        ({"start": "June"}, "I2", "Start date", "not a date"),
        ({"due": "by the autumn"}, "J2", "Target date", "“by the autumn”, which is not a date"),
        ({"due": "31/02/2008"}, "J2", "Target date", "not a date"),
        ({"due": 39647}, "J2", "Target date", "not a date"),
        ({"due": datetime(1908, 7, 1)}, "J2", "Target date", "in the year 1908"),
        ({"due": date(2008, 6, 1)}, "J2", "Target date", "before the start date in I2"),
        ({"criteria": "x" * 1001}, "K2", "Success criteria", "at most 1,000"),
        ({"resources": "x" * 501}, "L2", "Resources / cost", "at most 500"),
    ],
)
def test_bad_cell_is_named_with_its_column_and_reason(facts, changes, cell, column, reason):
    [rejected] = previewed(plan_file(row(**changes))).rows
    assert rejected["outcome"] == "rejected"
    found = [(one["cell"], one["column"]) for one in rejected["reasons"]]
    assert (cell, column) in found
    assert reason in rejected["reasons"][found.index((cell, column))]["reason"]


def test_every_bad_cell_of_a_row_is_named(facts):
    [rejected] = previewed(plan_file(row(text=None, lead=None, due="soon"))).rows
    assert {one["cell"] for one in rejected["reasons"]} == {"E2", "F2", "J2"}


def test_reference_that_stands_twice_is_rejected_the_second_time(facts):
    preview = previewed(plan_file(row(), row("4.2"), row()))
    assert counts_of(preview) == {"new": 2, "changed": 0, "unchanged": 0, "rejected": 1}
    assert preview.rows[2]["reasons"] == [
        {"cell": "D4", "column": "Action ref", "reason": "has the same reference as D2."}
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"recommendation": "R4"},
        {"recommendation": "4"},
        {"recommendation_text": None, "band": None},
        {"recommendation_text": OTHER_STOPS},
        {"reference": "R4.1"},
        {"reference": 4.1},
        {"start": None, "due": None},
        {"due": "18/07/2008"},
        {"due": "18 July 2008"},
        {"partners": None, "criteria": None, "resources": None, "status": None, "rag": None, "notes": None},
        {"lead": "HR Business Partner, CYPS"},
        {"text": "two\nlines"},
    ],
)
def test_good_cell_is_taken(facts, changes):
    [new] = previewed(plan_file(row(**changes))).rows
    assert (new["outcome"], new["reference"]) == ("new", "R4.1")


def test_blank_rows_and_foreign_columns_are_passed_over(facts):
    headings = (*row(), "Our own remarks")
    preview = previewed(plan_file(row(), {}, {"Our own remarks": "x"}, row("4.2"), headings=headings))
    assert [one["row"] for one in preview.rows] == [2, 5]
    assert preview.counts["unread"] == ["Our own remarks (P1)"]


def test_headings_may_be_written_otherwise_and_stand_in_any_order(facts):
    shuffled = sorted(row())
    upload = plan_file(row(), headings=shuffled)
    assert counts_of(previewed(upload))["new"] == 1


@pytest.mark.parametrize(
    ("upload", "message"),
    [
        (lambda: plan_file(), "no action below them"),
        (lambda: plan_file(headings=("a", "b")), "No plan was found"),
        (lambda: plan_file(row(), headings=plansheet.NEEDED[:-1]), "lacks the heading “Target date”"),
        (lambda: plan_file(row(), headings=(*row(), "action REF")), "“Action ref” more than once"),
    ],
)
def test_sheet_that_is_no_plan_is_refused(upload, message):
    with pytest.raises(SheetRefused, match=message):
        read_upload(upload())


def test_file_that_is_no_spreadsheet_is_refused():
    from django.core.files.uploadedfile import SimpleUploadedFile

    with pytest.raises(FileRefused):
        read_upload(SimpleUploadedFile("plan.pdf", b"%PDF-1.4\n%%EOF"))


def test_preview_writes_nothing(facts, django_assert_max_num_queries):
    from jarplan.audit.models import AuditEvent

    before = AuditEvent.objects.count()
    with django_assert_max_num_queries(60):
        previewed(plan_file(*[row(f"4.{number}") for number in range(1, 11)]))
    assert (Action.objects.count(), AuditEvent.objects.count()) == (0, before)
