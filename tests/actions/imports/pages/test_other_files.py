"""Word documents, old workbooks, OpenDocument spreadsheets and pasted cells: from the page to the plan and back."""

import io
import zipfile

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actions.imports.pages.forms import NO_FILE, TWO_FILES
from actions.models import Action, ImportDraft, PlanImport
from jarplan.reporting.history.story import cell_in_words
from tests.actions.imports.documents import HEADINGS, KINDS, as_pasted, plan_row, upload, word_plan
from tests.actions.imports.through_pages import (
    at,
    bring,
    confirm_page,
    signed_in,
    take_every_proposal,
    text_of,
    the_draft,
    words_of,
)
from tests.spreadsheets.documents import cell, document, paragraph, row, table
from tests.spreadsheets.hostile import ole

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, programme):
    return signed_in(client, programme)


def word_file(*references):
    return SimpleUploadedFile("plan.docx", word_plan(*references))


@pytest.mark.parametrize("kind", KINDS)
def test_file_of_each_kind_becomes_a_draft_and_is_imported(office, kind):
    bring(office, upload(kind, plan_row(), plan_row("4.2", "Train every social worker")))
    assert the_draft().understood["counts"]["new"] == 2
    confirm_page(office, the_draft(), leave_out="on")
    assert list(Action.objects.order_by("reference").values_list("reference", "text")) == [
        ("R4.1", "Audit all cases"),
        ("R4.2", "Train every social worker"),
    ]
    assert PlanImport.objects.get().file.original_name == f"plan.{kind}"


def test_cells_of_a_document_are_named_by_table_row_and_column(office):
    bring(office, word_file("4.1", "7.1"))
    draft = the_draft()
    page = words_of(office.get(at(draft)))
    assert "Table 2, row 2" in page
    assert "table 2, row 2, column 2" in page
    assert "Tables 1 to 2" in words_of(office.get(at(draft, "columns")))
    confirm_page(office, draft, leave_out="on")
    action = Action.objects.get(reference="R7.1")
    assert cell_in_words(action.sources["text"]).startswith(
        "From table 2, row 2, column 2 in plan.docx, which says"
    )


def test_question_about_a_cell_of_a_document_names_it_once(office):
    bring(office, upload("docx", plan_row(**{"By when": "03/04/08 or later"})))
    page = words_of(office.get(at(the_draft(), "questions")))
    assert "Table 1, row 2, column 5, which says" in page
    assert "cell table" not in page.lower()


def test_problems_of_a_document_come_back_in_a_workbook(office):
    bring(office, upload("docx", plan_row("4.1"), plan_row("99.1")))
    content = b"".join(office.get(at(the_draft(), "problems")).streaming_content)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Table 1"]
    assert sheet["G1"].value == "Problems found on import"
    assert sheet["G3"].value and not sheet["G2"].value


def test_document_that_was_imported_is_known_again(office):
    bring(office, word_file("4.1"))
    confirm_page(office, the_draft(), leave_out="on")
    assert "1 unchanged, 0 written" in words_of(bring(office, word_file("4.1")))


@pytest.mark.parametrize("kind", ["csv", "docx"])
def test_a_new_row_that_was_taken_for_a_title_can_still_be_called_an_action(office, kind):
    both = plan_row("4.1"), plan_row("4.2", "Train every social worker")
    bring(office, upload(kind, *both))
    confirm_page(office, the_draft(), leave_out="on")
    alone = ("", "Meet the staff of each home", "", "", "", "")
    page = bring(office, upload(kind, both[0], alone, both[1]))
    assert "could be actions" in words_of(page) and "2 unchanged, 0 written" in words_of(page)
    assert at(the_draft(), "columns") in page.content.decode()
    bring(office, upload(kind, *both))
    assert ImportDraft.objects.count() == 1  # where nothing may be missing, nothing is kept


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("plan.docx", document(paragraph("No table")), "has no table"),
        ("plan.doc", ole("WordDocument"), "old Word document (.doc)"),
        ("plan.docx", word_plan("4.1")[:-400], "incomplete or damaged"),
        ("plan.xls", ole("Workbook"), "cannot be read as a spreadsheet"),
    ],
)
def test_file_that_holds_no_plan_is_refused_in_words(office, name, content, words):
    assert words in words_of(office.post("/import/", {"file": SimpleUploadedFile(name, content)}))
    assert not ImportDraft.objects.exists()


def test_document_with_macros_is_refused(office):
    with_macros = io.BytesIO(word_plan("4.1"))
    with zipfile.ZipFile(with_macros, "a") as archive:
        archive.writestr("word/vbaProject.bin", "x")
    page = office.post("/import/", {"file": SimpleUploadedFile("plan.docx", with_macros.getvalue())})
    assert "contains macros" in words_of(page)
    assert not ImportDraft.objects.exists()


def test_pasted_cells_are_a_file_like_any_other(office):
    page = office.post("/import/", {"cells": as_pasted(HEADINGS, plan_row())}, follow=True)
    assert "Pasted cells.csv" in words_of(page)
    assert the_draft().understood["counts"]["new"] == 1
    confirm_page(office, the_draft(), leave_out="on")
    assert Action.objects.get().reference == "R4.1"
    assert PlanImport.objects.get().file.original_name == "Pasted cells.csv"


@pytest.mark.parametrize(
    ("cells", "words", "box"),
    [
        ("hello", "is a page of text", "id_cells"),
        ("<html><body>", "web page", "id_cells"),
        ("  ", NO_FILE, "id_file"),
    ],
)
def test_pasted_text_that_is_no_plan_is_refused_beside_its_box(office, cells, words, box):
    page = office.post("/import/", {"cells": cells})
    assert words in words_of(page)
    assert f'href="#{box}"' in text_of(page)
    assert not ImportDraft.objects.exists()


def test_file_and_pasted_cells_together_are_asked_about(office):
    page = office.post("/import/", {"cells": as_pasted(HEADINGS, plan_row()), "file": word_file("4.1")})
    assert TWO_FILES in words_of(page)
    assert as_pasted(HEADINGS, plan_row()).split("\t")[0] in page.content.decode()


def test_page_says_what_to_export_from_other_programs(office):
    page = words_of(office.get("/import/"))
    for program in ("Microsoft Planner", "Smartsheet", "Google Sheets", "monday.com"):
        assert program in page
    assert ".xlsx,.xlsm,.xls,.docx,.ods,.csv" in text_of(office.get("/import/"))


def test_every_proposal_of_a_document_can_be_taken(office):
    bring(office, upload("docx", plan_row(**{"Lead officer": "Head of Fieldwork / Anna Smith"})))
    take_every_proposal(office, the_draft())
    assert the_draft().understood["counts"]["rows"] == 1


def test_rating_that_is_a_colour_of_a_document_has_its_cell(office):
    red = cell("", looks='<w:shd w:fill="FF0000"/>')
    tables = [table(row(*HEADINGS, "RAG"), row(*plan_row(f"{at}.1", f"Audit {at}"), red)) for at in (4, 5)]
    bring(office, SimpleUploadedFile("plan.docx", document("".join(tables))))
    take_every_proposal(office, the_draft())
    confirm_page(office, the_draft(), leave_out="on")
    said = Action.objects.get(reference="R5.1").sheet_said
    assert said["rag"]["cell"] == "table 2, row 2, column 7"
