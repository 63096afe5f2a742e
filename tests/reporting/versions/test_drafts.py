"""A version that the public may not read yet is a paper for whoever is signed in; each page says what it is."""

import io

import pytest
from docx import Document
from pypdf import PdfReader

from jarplan.reporting.models import MadeFile
from jarplan.reporting.published import papers as published_papers
from jarplan.spreadsheets.sandbox.process import NotMade
from recommendations.versions.verbs import withdraw_version
from tests import papers, plan
from tests.plan import later
from tests.reporting.conftest import BACKEND
from tests.reporting.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return plan.make_people()


@pytest.fixture
def at(people, client, first_september):
    def go(path, who="officer_a"):
        client.force_login(getattr(people, who), BACKEND)
        return client.get(path)

    return go


def pages_of(answer):
    return [page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages]


@pytest.mark.slow
@pytest.mark.parametrize("stage", [papers.drafted, papers.in_consultation, papers.approved])
def test_each_page_of_a_version_that_is_not_published_says_draft(people, at, stage):
    stage(people.programme)
    answer = at("/versions/1.pdf")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"].startswith('inline; filename="plan-version-1-')
    pages = pages_of(answer)
    assert len(pages) > 1 and all("Draft, Sample plan" in page.split("\n")[0] for page in pages)
    assert "This version has not been published" in pages[0] and not MadeFile.objects.exists()


@pytest.mark.slow
def test_the_word_document_says_it_in_its_head(people, at):
    papers.drafted(people.programme)
    book = Document(io.BytesIO(at("/versions/1.docx").content))
    assert book.sections[0].header.paragraphs[0].text == "Leicester\tDraft, Sample plan"


def test_of_a_published_version_it_is_the_file_that_everybody_has(people, at):
    papers.published(people.programme)
    assert at("/versions/1.pdf").url == "/published/1.pdf"


@pytest.mark.slow
def test_one_that_was_withdrawn_says_so_and_why(people, at):
    row = papers.published(people.programme)
    said = {"plan_version": row, "version": row.version, "reason": "The wrong plan"}
    withdraw_version(by=people.programme, now=later(90), **said)
    pages = pages_of(at("/versions/1.pdf"))
    assert all(page.startswith("Leicester Withdrawn, Sample plan") for page in pages)
    assert "The wrong plan" in pages[0] and "Draft" not in pages[0]


def test_what_cannot_be_made_is_a_sentence_on_a_page(people, at, monkeypatch):
    def refused(outline):
        raise NotMade("The PDF could not be made.")

    monkeypatch.setattr(published_papers, "to_pdf", refused)
    papers.drafted(people.programme)
    answer = at("/versions/1.pdf")
    assert answer.status_code == 503 and "The PDF could not be made." in text_of(answer)


def test_only_the_signed_in_ask_for_a_draft_and_only_for_one_that_there_is(people, at, client):
    papers.drafted(people.programme)
    assert client.get("/versions/1.pdf").url.startswith("/accounts/login/")
    assert at("/versions/2.pdf").status_code == 404 and at("/versions/1.xlsx").status_code == 404


def test_the_version_leads_to_its_papers(people, at):
    papers.drafted(people.programme)
    page = at("/versions/1/").content.decode()
    assert 'href="/versions/1.pdf"' in page and "marked “Draft” on each page" in page
