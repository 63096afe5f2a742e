"""A partner without an account reads the draft by a link: read-only, as a draft, kept by nobody, and no longer once
it has ended."""

import io
import re
from datetime import date

import pytest
from django.test import Client
from pypdf import PdfReader

from jarplan.audit.models import AuditEvent
from jarplan.reporting.models import MadeFile
from jarplan.reporting.published import making
from jarplan.reporting.published.making import KINDS, make_owed
from recommendations.consultation.links import end_link, link_of
from recommendations.models import DraftLink, PlanVersion
from recommendations.versions.verbs import approve_version, publish_version
from tests import papers, plan
from tests.plan import later
from tests.recommendations.consultation.test_links import SCHOOL, a_school, linked
from tests.recommendations.consultation.test_verbs import ask
from tests.reporting.conftest import BACKEND
from tests.reporting.contents import make_content
from tests.reporting.reading import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(settings):
    settings.PLAN_TODAY = date(2008, 6, 24)
    return plan.make_people()


@pytest.fixture
def quick(monkeypatch):
    """Papers that say what they were made of, without being set."""

    def maker(kind):
        return KINDS[kind]._replace(make=lambda version, content: f"{kind} {version.state}".encode())

    monkeypatch.setattr(making, "KINDS", {kind: maker(kind) for kind in KINDS})


def read(path, status=200, **headers):
    response = Client().get(path, headers=headers)
    assert response.status_code == status, (path, response.status_code)
    return response


def check_private(response):
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert not response.cookies


def test_the_draft_is_read_without_signing_in_and_says_that_it_is_one(people):
    secret = linked(people)
    response = read(f"/drafts/{secret}/")
    check_private(response)
    page = text_of(response)
    assert "Audit all open cases" in page and "This version has not been published" in page
    assert "Draft, version 1, for Soar Valley College" in page and "Do you agree?" in page
    assert '<meta name="robots" content="noindex, nofollow">' in page and "canonical" not in page
    main = page.split("<main")[1].split("</main>")[0]
    assert "<form" not in main and "Published by" not in page


@pytest.mark.slow
def test_its_papers_say_draft_on_each_page(people):
    secret = linked(people)
    make_owed()  # as the process does that making a link starts
    assert sorted(MadeFile.objects.values_list("kind", flat=True)) == ["docx", "pdf"]
    response = read(f"/drafts/{secret}.pdf")
    check_private(response)
    assert response["Content-Type"] == "application/pdf"
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages]
    assert all("Draft, Sample plan" in page.split("\n")[0] for page in pages)
    assert read(f"/drafts/{secret}.docx").content[:2] == b"PK"


def test_no_reader_has_a_paper_made(people, quick, started, django_capture_on_commit_callbacks, caplog):
    secret = linked(people)
    with django_capture_on_commit_callbacks(execute=True):
        response = read(f"/drafts/{secret}.pdf", status=503)
    check_private(response)
    assert response["Retry-After"] == "60" and "This file is being made" in text_of(response)
    assert started == [] and not MadeFile.objects.exists()
    assert secret not in caplog.text  # nor is the key of a draft in the log of the server


def test_a_reader_who_has_the_paper_is_answered_304(people, quick):
    secret = linked(people)
    make_owed()
    etag = read(f"/drafts/{secret}.pdf")["ETag"]
    response = read(f"/drafts/{secret}.pdf", status=304, **{"If-None-Match": etag})
    check_private(response)


def test_a_link_that_has_ended_says_so_plainly(people, quick):
    secret = linked(people)
    make_owed()
    end_link(by=people.programme, now=later(4), consultation=link_of(secret).consultation)
    for path in (f"/drafts/{secret}/", f"/drafts/{secret}.pdf", f"/drafts/{secret}.docx"):
        response = read(path, status=410)
        check_private(response)
        page = text_of(response)
        assert "This link was ended on 24 June 2008." in page and "Audit all open cases" not in page


def test_a_link_that_is_past_says_so_plainly(people, settings):
    secret = linked(people)
    settings.PLAN_TODAY = date(2008, 7, 21)
    assert "could be used until 20 July 2008" in text_of(read(f"/drafts/{secret}/", status=410))


def test_a_guessed_link_is_not_found_like_any_other_address(people):
    secret = linked(people)
    for guess in ("x", secret[:-1], secret.swapcase()):
        for ending in ("/", ".pdf"):
            read(f"/drafts/{guess}{ending}", status=404)
    read(f"/drafts/{secret}.xlsx", status=404)
    assert Client().post(f"/drafts/{secret}/").status_code == 405


def test_a_link_opens_its_own_version_alone(people):
    row = a_school(people)
    other = papers.drafted(people.programme, content=make_content(1, title="Quite another"))
    secret = linked(people, row)
    assert "Quite another" not in text_of(read(f"/drafts/{secret}/"))
    ask(people, other, SCHOOL, days=4)
    page = text_of(read(f"/drafts/{secret}/", status=410))
    assert "A later version of the plan has taken the place of this draft." in page


def test_the_papers_of_a_draft_are_never_those_of_the_published_version(people, quick):
    secret = linked(people)
    make_owed()
    assert read(f"/drafts/{secret}.pdf").content == b"pdf in_consultation"
    row = PlanVersion.objects.get()
    act = {"by": people.programme, "now": later(80), "plan_version": row}
    approve_version(**act, version=row.version, meeting=papers.a_meeting())
    assert read(f"/drafts/{secret}.pdf", status=503)
    make_owed()
    assert read(f"/drafts/{secret}.pdf").content == b"pdf approved"
    publish_version(**act, version=PlanVersion.objects.get().version, findings=[])
    read("/published.pdf", status=503)
    read("/published/datapackage.json", status=503)
    read(f"/drafts/{secret}.pdf", status=410)
    make_owed()
    assert read("/published.pdf").content == b"pdf published"


def test_openings_are_counted_but_not_who_opened(people, quick):
    secret = linked(people)
    make_owed()
    events = AuditEvent.objects.count()
    for path in (f"/drafts/{secret}/", f"/drafts/{secret}.pdf"):
        read(path)
        Client().head(path)
    row = DraftLink.objects.get()
    assert row.times_opened == 2 and row.last_opened is not None and AuditEvent.objects.count() == events
    end_link(by=people.programme, now=later(4), consultation=row.consultation)
    read(f"/drafts/{secret}/", status=410)
    assert DraftLink.objects.get().times_opened == 2


@pytest.fixture
def office(people):
    client = Client()
    client.force_login(people.programme, BACKEND)
    return client


def test_the_programme_office_makes_a_link_and_sees_it_once(people, office, started):
    row = a_school(people)
    path = f"/consultation/{row.uuid}/link/"
    assert f'href="{path}"' in office.get(f"/consultation/{row.uuid}/").text
    days = {"ends_on_day": "20", "ends_on_month": "7", "ends_on_year": "2008"}
    page = office.post(path, days).text
    [address] = re.findall(r"http://testserver(/drafts/[-\w]+/)", page)
    read(address)
    for other in (path, f"/consultation/{row.uuid}/"):
        assert address not in office.get(other).text
    shown = text_of(office.get(f"/consultation/{row.uuid}/"))
    assert "until <strong>20 July 2008</strong>" in shown and "opened 1 time, last on" in shown
    ended = office.post(f"/consultation/{row.uuid}/link/end/", follow=True)
    assert "has been ended" in text_of(ended) and "ended on 24 June 2008" in text_of(ended)
    read(address, status=410)


def test_the_page_says_when_a_link_leads_nowhere_any_more(people, office, settings):
    row = a_school(people)
    linked(people, row)
    path = f"/consultation/{row.uuid}/"
    assert "can read the draft without signing in until" in text_of(office.get(path))
    settings.PLAN_TODAY = date(2008, 7, 21)
    page = text_of(office.get(path))
    assert "This link could be used until 20 July 2008. The link leads nowhere any more." in page
    assert "Make new link" in page and "End this link" in page


def test_making_a_link_has_its_papers_made(people, office, started, django_capture_on_commit_callbacks):
    row = a_school(people)
    days = {"ends_on_day": "20", "ends_on_month": "7", "ends_on_year": "2008"}
    with django_capture_on_commit_callbacks(execute=True):
        office.post(f"/consultation/{row.uuid}/link/", days)
    assert started == [("make_files",)]


def test_others_are_offered_no_link(people):
    row = a_school(people)
    linked(people, row)
    client = Client()
    client.force_login(people.cabinet, BACKEND)
    page = client.get(f"/consultation/{row.uuid}/").text
    assert "Link to the draft" not in page
    assert client.get(f"/consultation/{row.uuid}/link/").status_code == 403
    assert client.post(f"/consultation/{row.uuid}/link/end/").status_code == 403
