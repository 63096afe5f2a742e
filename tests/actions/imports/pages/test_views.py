"""Choosing a file, and who finds the pages of an import."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from actions.models import ImportDraft, PlanImport
from jarplan.audit.models import AuditEvent
from tests.actions.imports.books import drafted, imported, plan_file, sample
from tests.actions.imports.through_pages import COSTS, at, bring, row, signed_in, text_of, the_draft, words_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, programme):
    return signed_in(client, programme)


def test_file_becomes_a_draft_that_is_previewed(office):
    page = bring(office, plan_file(row(), row("4.2")))
    assert page.redirect_chain[-1][0] == at(the_draft())
    assert "2 new" in words_of(page)
    assert not PlanImport.objects.exists()
    assert not AuditEvent.objects.filter(subject_kind="import").exists()


def test_file_with_questions_goes_to_them(office):
    page = bring(office, plan_file(row(target_date="03/04/08 or later")))
    assert page.redirect_chain[-1][0] == at(the_draft(), "questions")


@pytest.mark.parametrize(
    ("upload", "message"),
    [
        (None, "Choose the file that contains the plan"),
        (("plan.xlsx", b""), "empty"),
        (("plan.pdf", b"%PDF-1.4\n%%EOF"), "is a PDF"),
        (("plan.xlsx", b"PK\x03\x04 damaged"), "damaged"),
        (("plan.csv", b"a,b\r\n"), "page of text"),
        (("plan.csv", b"Action ref,Action,Lead\r\n"), "no action below"),
    ],
)
def test_bad_file_is_refused_beside_its_box_and_not_kept(office, upload, message):
    data = {"file": SimpleUploadedFile(*upload)} if upload else {}
    response = office.post("/import/", data)
    assert response.status_code == 200
    assert message in text_of(response)
    assert "<title>Error: " in text_of(response)
    assert not ImportDraft.objects.exists()


def test_cost_table_is_named_as_one(office):
    page = office.post("/import/", {"file": sample(COSTS)})
    assert page.status_code == 200
    assert "cost table" in words_of(page)
    # Whoever knows better can say where the plan stands.
    assert at(the_draft(), "columns") in text_of(page)


def test_file_that_is_no_plan_can_be_read_as_one(office):
    upload = SimpleUploadedFile("plan.csv", b"Was,Wer\r\nAudit all cases,HR Manager\r\n")
    office.post("/import/", {"file": upload})
    draft = the_draft()
    page = office.post(at(draft, "columns"), {"version": 1, "headings-0": "1"}, follow=True)
    assert "Sheet “plan.csv”: headings in row 1 (before: no row)." in words_of(page)
    chosen = {"version": 2, "headings-0": "1", "column-0": "text", "column-1": "lead"}
    page = office.post(at(draft, "columns"), chosen, follow=True)
    assert "The file has been read again: 1 row." in words_of(page)


def test_columns_of_a_sheet_that_is_not_understood_may_be_named(office):
    upload = plan_file({"Wozu": 4, "Was": "Audit", "Wer": "Ann"}, headings=("Wozu", "Was", "Wer"))
    page = office.post("/import/", {"file": upload})
    assert page.status_code == 200
    assert at(the_draft(), "columns") in text_of(page)
    assert "Columns to be chosen" in words_of(office.get("/import/"))
    assert "No action was found in this file" in words_of(office.get(at(the_draft())))


def test_file_that_says_nothing_new_is_shown_and_not_kept(office, programme):
    imported(programme, plan_file(row()))
    events = AuditEvent.objects.count()
    page = bring(office, plan_file(row()))
    assert "Everything in plan.xlsx is in the plan already: 1 unchanged, 0 written." in words_of(page)
    assert AuditEvent.objects.count() == events
    assert not ImportDraft.objects.exists()


def test_list_shows_what_waits_and_what_was_imported(office, programme):
    imported(programme, plan_file(row(), name="first.xlsx"))
    draft = drafted(programme, plan_file(row("4.2", target_date="03/04/08 or later"), name="second.xlsx"))
    page = words_of(office.get("/import/"))
    assert "first.xlsx" in page
    assert f"second.xlsx {draft.understood['counts']['questions']} question" in page


def test_imports_are_listed_fifty_at_a_time(office, programme, monkeypatch):
    monkeypatch.setattr("actions.imports.pages.views.PER_PAGE", 1)
    imported(programme, plan_file(row(), name="first.xlsx"))
    imported(programme, plan_file(row("4.2"), name="second.xlsx"))
    assert "first.xlsx" not in words_of(office.get("/import/"))
    assert "first.xlsx" in words_of(office.get("/import/?page=2"))


def test_list_removes_what_is_over(office, programme):
    draft = drafted(programme, plan_file(row()))
    over = timezone.now() - datetime.timedelta(minutes=1)
    ImportDraft.objects.filter(pk=draft.pk).update(kept_until=over)
    assert office.get(at(draft)).status_code == 404
    assert "plan.xlsx" not in words_of(office.get("/import/"))
    assert not ImportDraft.objects.exists()


def test_drafts_of_somebody_else_are_not_there(client, programme, administrator):
    draft = drafted(programme, plan_file(row()))
    signed_in(client, administrator)
    assert "plan.xlsx" not in words_of(client.get("/import/"))
    for name in ("detail", "columns", "questions"):
        assert client.get(at(draft, name)).status_code == 404
    for name in ("columns", "questions", "confirm", "call-off"):
        assert client.post(at(draft, name), {"version": 1}).status_code == 404
    assert ImportDraft.objects.get().version == 1


def test_draft_that_is_over_or_was_never_there_is_told_alike_and_leads_back(client, programme, administrator):
    draft = drafted(programme, plan_file(row()))
    signed_in(client, administrator)
    others = client.get(at(draft))
    never = client.get("/import/3b0e0c5a-6a3c-4a1d-9a3f-0f6d2a6c7b11/")
    assert others.status_code == never.status_code == 404
    assert words_of(others) == words_of(never)
    assert "This import is no longer available" in words_of(never)
    assert 'href="/import/"' in text_of(never)
    signed_in(client, UserFactory(roles=["officer"]))
    assert "This import is no longer available" not in words_of(client.get(at(draft)))


@pytest.mark.slow
@pytest.mark.parametrize("roles", [[], ["officer"], ["approver"], ["finance"], ["cabinet"]])
def test_to_others_no_page_of_it_is_there(client, programme, roles):
    draft = drafted(programme, plan_file(row()))
    done = imported(programme, plan_file(row("4.2")))
    signed_in(client, UserFactory(roles=roles))
    assert client.get("/import/").status_code == 404
    assert client.get("/import/template/").status_code == 404
    assert client.post("/import/", {"file": plan_file(row())}).status_code == 404
    for name in ("detail", "columns", "questions"):
        assert client.get(at(draft, name)).status_code == 404
    for name in ("detail", "file", "undo"):
        assert client.get(at(done, name)).status_code == 404
    for name in ("columns", "questions", "confirm", "call-off", "agree", "undo"):
        assert client.post(at(draft, name), {"version": 1}).status_code == 404


def test_empty_workbook_to_fill_in_is_read_as_one_without_actions(office):
    response = office.get("/import/template/")
    content = b"".join(response.streaming_content)
    assert response["Content-Disposition"].startswith("attachment")
    page = office.post("/import/", {"file": SimpleUploadedFile("mine.xlsx", content)})
    assert page.status_code == 200
    assert not ImportDraft.objects.exists()


@pytest.mark.parametrize("path", ["/import/template/"])
def test_wrong_method_is_refused(office, path):
    assert office.post(path).status_code == 405
    assert office.put("/import/").status_code == 405
