"""What the public reads: the version that was published and nothing else, without a cookie, kept by caches."""

import re
from dataclasses import replace

import pytest
from django.template.loader import render_to_string
from django.test import Client

from jarplan.audit.models import AuditEvent
from jarplan.reporting.published.making import KINDS, make_owed
from jarplan.reporting.published.views import with_days
from recommendations.versions.verbs import withdraw_version
from tests import papers, plan
from tests.recommendations.versions.test_verbs import WRONG
from tests.reporting.conftest import BACKEND
from tests.reporting.contents import make_action, make_content
from tests.reporting.reading import text_of

pytestmark = pytest.mark.django_db
SITE = "http://testserver"


@pytest.fixture
def people(first_september):
    return plan.make_people()


def read(path, status=200, **headers):
    if path.rpartition(".")[2] in KINDS:
        make_owed()  # as the process does that publishing starts
    response = Client().get(path, headers=headers)
    assert response.status_code == status
    return response


def test_before_anything_is_published_the_page_says_so_and_by_when(people):
    page = text_of(read("/published/"))
    assert "not been published yet" in page and "The plan is being prepared" in page
    papers.in_consultation(people.programme)
    assert "Version 1 is in consultation" in text_of(read("/published/"))
    assert "Referrals decided" not in text_of(read("/published/"))


def test_the_published_version_is_read_without_signing_in_or_a_cookie(people):
    papers.published(people.programme)
    for path in ("/published/", "/published/1/", "/published/children/", "/published/1/record/"):
        page = read(path)
        assert not page.cookies and "Cookie" not in page.get("Vary", ""), path
        assert page["Cache-Control"] == "public, no-cache"
    page = text_of(read("/published/"))
    assert "Audit all open cases" in page and "9 September 2008" in page


def test_the_page_prints_its_fingerprint_and_the_end_of_the_history(people):
    row = papers.published(people.programme)
    event = AuditEvent.objects.filter(subject=row.uuid, kind="published").get()
    page = text_of(read("/published/"))
    assert f"Fingerprint of this version (SHA-256): {row.digest}" in page
    assert f"End of the audit trail when it was published: entry {event.sequence:,}: {event.hash}" in page


def test_somebody_signed_in_reads_the_same_bytes(people):
    papers.published(people.programme)
    signed_in = Client()
    signed_in.force_login(people.programme, BACKEND)
    response = signed_in.get("/published/")
    assert response.content == read("/published/").content
    assert "sessionid" not in response.cookies


def test_a_reader_who_has_it_is_answered_304(people):
    papers.published(people.programme)
    etag = read("/published/")["ETag"]
    assert read("/published/", status=304, **{"If-None-Match": etag}).content == b""
    papers.published(people.programme, content=make_content(4), days=2)
    assert read("/published/", **{"If-None-Match": etag})["ETag"] != etag


def test_later_versions_do_not_leak_into_it(people):
    papers.published(people.programme)
    later = replace(make_content(2), actions=(make_action("R1.1", text="Something quite new"),))
    papers.drafted(people.programme, content=later, days=2)
    assert "Something quite new" not in text_of(read("/published/"))
    read("/published/2/", status=404)


def test_a_replaced_version_says_so_and_stays(people):
    papers.published(people.programme)
    papers.published(people.programme, content=make_content(4), days=2)
    assert "version 2" in text_of(read("/published/"))
    old = text_of(read("/published/1/"))
    assert "A later version has replaced this one" in old
    assert 'href="/published/1/"' in read("/published/").content.decode()


def test_a_withdrawn_version_is_gone_and_says_why(people):
    made = papers.published(people.programme)
    act = {"by": people.programme, "now": plan.later(82), "plan_version": made, "version": made.version}
    withdraw_version(**act, reason="A child was named in it")
    for path in ("/published/", "/published/1/"):
        page = text_of(read(path))
        assert "A child was named in it" in page and "Audit all open cases" not in page
    read("/published/1/record/", status=404)
    assert "This page has not been published yet" in text_of(read("/published/children/"))


def test_the_record_tells_findings_and_approval(people):
    found = [WRONG | {"rule": rule} for rule in ("no-live-action", "no-live-action", "of-another-release")]
    papers.published(people.programme, findings=found, published_over="The day is tomorrow")
    page = text_of(read("/published/1/record/"))
    assert WRONG["sentence"] not in page and "Something else: R3" in page
    assert "The day is tomorrow" in page and "Recommendations without an action: R3" in page
    assert "Approved by Cabinet on 1 September 2008" in page


def test_texts_are_shown_as_text(people):
    nasty = make_action("R1.1", text='<script>alert("x")</script> & more')
    papers.published(people.programme, content=replace(make_content(2), actions=(nasty,)))
    body = read("/published/").content.decode()
    assert "<script>" not in body and "&lt;script&gt;" in body


def test_forty_actions_weigh_less_than_a_hundred_kilobytes(people):
    content = make_content(16)
    actions = tuple(make_action(f"R{number % 16 + 1}.{number // 16 + 1}") for number in range(40))
    papers.published(people.programme, content=replace(content, actions=actions))
    assert len(read("/published/").content) < 100_000


def test_the_address_of_a_version_is_one(people):
    papers.published(people.programme)
    for path in ("/published/", "/published/1/"):
        assert f'rel="canonical" href="{SITE}/published/"' in read(path).content.decode()


PORT = "127.0.0.1:8156"
HERE = f"http://{PORT}"


def addresses_of(path, host):
    """The addresses of this site that a public page or feed states to whoever asked it at that host."""
    body = Client(headers={"host": host}).get(path).content.decode()
    lines = body.replace("\r\n ", "").splitlines()
    stated = [line for line in lines if re.search(r'canonical|<loc>|^URL|"(homepage|path|.id)"', line)]
    return {found for line in stated for found in re.findall(r"https?://[\w.:-]+", line)}


STATED = (
    "/published/",
    "/published/children/",
    "/sitemap.xml",
    "/published/calendar.ics",
    "/published/schema.json",
    "/published/datapackage.json",
)


@pytest.mark.parametrize("path", STATED)
def test_pages_state_the_address_that_was_asked_unless_the_site_has_one(people, kept, settings, path):
    settings.ALLOWED_HOSTS, settings.PLAN_LICENCE_URL = ["127.0.0.1", "localhost"], ""
    papers.published(people.programme)
    if path.endswith("datapackage.json"):
        make_owed()
    assert addresses_of(path, PORT) == {HERE}
    assert addresses_of(path, "localhost:9000") == {"http://localhost:9000"}  # and nothing kept for the first
    settings.SITE_URL, settings.SITE_URL_SET = "https://plan.example.gov.uk", True
    assert addresses_of(path, PORT) == {"https://plan.example.gov.uk"}


@pytest.mark.slow
def test_the_sitemap_names_every_public_page_once(people):
    papers.published(people.programme)
    papers.published(people.programme, content=make_content(4), days=2)
    papers.drafted(people.programme, content=make_content(5), days=2)
    found = re.findall(r"<loc>(.*?)</loc>", read("/sitemap.xml").content.decode())
    paths = [address.removeprefix(SITE) for address in found]
    assert paths[:2] == ["/published/", "/published/1/"] and paths[-1] == "/published/children/"
    recommendations = [f"/published/recommendations/R{number}/" for number in range(1, 5)]
    assert paths[2:-1] == ["/published/2/record/", *recommendations]
    assert {Client().get(path).status_code for path in paths} == {200}


def test_a_rating_has_its_letter_pattern_and_word(people):
    papers.published(people.programme)
    body = read("/published/").content.decode()
    assert 'class="rating rating-green"' in body and "Green</span>" in body


def test_no_address_typed_beside_the_plan_is_public(people):
    addressed = {
        "note": "Ask jo@example.org",
        "findings": [WRONG],
        "published_over": "Agreed with sam@example.org",
    }
    version = papers.published(people.programme, **addressed)
    pages = ("/published/", "/published/1/record/")
    assert all("(email address left out)" in text_of(read(path)) for path in pages)
    assert not any(b"@example.org" in read(path).content for path in pages)
    take_back = {"by": people.programme, "plan_version": version, "version": version.version}
    withdraw_version(now=plan.later(82), reason="Ask kim@example.org why", **take_back)
    for path in ("/published/", "/published/1/"):
        assert "(email address left out) why" in text_of(read(path))
        assert b"@example.org" not in read(path).content


def test_no_address_in_an_answer_of_a_partner_is_public(people):
    partner = {
        "answer": "Ring lee@example.org",
        "outcome": "changed",
        "response": "Done with ada@example.org",
    }
    days = {"asked_on": "2008-07-01", "answer_by": "2008-07-20", "answered_on": "2008-07-18"}
    asked = {"version": 1, "partner": "Leicester City PCT", **partner, **days}
    version = {"number": 1, "state": "published"}
    context = {"consultation": [with_days(asked)], "record": {}, "version": version}
    body = render_to_string("reporting/published/record.html", context)
    assert "Ring (email address left out)" in body and "@example.org" not in body
