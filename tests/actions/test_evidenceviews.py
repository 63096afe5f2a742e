"""The pages of evidence: what is taken, who may open it, and that withdrawn evidence stays on record."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actions.models import Evidence
from jarplan.audit.models import AuditEvent
from tests.plan import agreed, evidence, fresh, proposed, signed_once

pytestmark = pytest.mark.django_db


def said(response):
    return response.content.decode()


def text_file(content=b"350 of 350 cases", name="audit.txt"):
    return SimpleUploadedFile(name, content)


def test_an_officer_attaches_a_file_and_takes_it_back(cast, at, client):
    action = agreed(cast)
    assert "No evidence is attached yet" in said(at("officer_a", action, "evidence"))
    data = {"shows": "Audit of 350 cases", "upload": text_file(), "speaks_of_day": ""}
    assert at("officer_a", action, "evidence", data).status_code == 302
    page = said(at("approver_a", action, "evidence"))
    found = Evidence.objects.get()
    assert "audit.txt" in page and f"/evidence/{found.uuid}/" in page and "Attach evidence</h2>" not in page
    response = client.get(f"/actions/{action.reference}/evidence/{found.uuid}/")
    assert b"".join(response.streaming_content) == b"350 of 350 cases"
    assert response["Content-Disposition"] == 'attachment; filename="audit.txt"'


def test_a_link_is_shown_and_is_no_download(cast, at, client):
    action = agreed(cast)
    at("officer_a", action, "evidence", {"shows": "Published", "link": "https://example.org/report"})
    found = Evidence.objects.get()
    assert 'href="https://example.org/report"' in said(at("officer_a", action, ""))
    assert client.get(f"/actions/{action.reference}/evidence/{found.uuid}/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"upload": None}, "upload"),
        ({"link": "https://example.org/x"}, "upload"),
        ({"upload": None, "link": "javascript:alert(1)"}, "link"),
        ({"upload": None, "link": "ftp://example.org/x"}, "link"),
        ({"shows": "  "}, "shows"),
        ({"shows": "x" * 501}, "shows"),
        ({"upload": text_file(b"")}, "upload"),
        ({"upload": text_file(b"MZ\x90\x00\x03", "audit.exe")}, "upload"),
        ({"upload": text_file(b"<html>", "audit.pdf")}, "upload"),
    ],
    ids=str,
)
def test_what_is_not_taken_is_said_at_its_field_and_the_words_stay(cast, at, wrong, field):
    action = agreed(cast)
    data = {"shows": "What it shows stays", "upload": text_file(), **wrong}
    response = at("officer_a", action, "evidence", {key: one for key, one in data.items() if one is not None})
    assert response.status_code == 200 and f'href="#id_{field}"' in said(response)
    assert "shows" in wrong or 'value="What it shows stays"' in said(response)
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("officer_a", 200),
        ("approver_a", 200),
        ("programme", 200),
        ("cabinet", 200),
        ("officer_b", 404),
        ("approver_b", 404),
        ("finance", 404),
        ("administrator", 404),
        ("superuser", 404),
    ],
)
def test_who_may_open_evidence(cast, at, client, who, status):
    action = agreed(cast)
    found = evidence(cast, action)
    assert at(who, action, "evidence").status_code == status
    response = client.get(f"/actions/{action.reference}/evidence/{found.uuid}/")
    assert response.status_code == status
    page = said(at(who, action, ""))
    assert ("audit.txt" in page) == (status == 200)
    assert ("1 piece of evidence is attached" in page) == (status == 404)
    assert ("Audit of 350 cases" in page) == (status == 200)


def test_evidence_is_found_only_under_its_own_action(cast, at, client):
    first, second = agreed(cast), agreed(cast)
    found = evidence(cast, first)
    at("officer_a", second, "")
    assert client.get(f"/actions/{second.reference}/evidence/{found.uuid}/").status_code == 404
    assert client.get(f"/actions/{second.reference}/evidence/{found.uuid}/withdraw/").status_code == 404


def test_a_supporting_organisation_opens_it_and_attaches_nothing(cast, at):
    action = agreed(cast, partners=(cast.b.name,))
    evidence(cast, action)
    assert at("officer_b", action, "evidence").status_code == 200
    assert at("officer_b", action, "evidence", {"shows": "x", "upload": text_file()}).status_code == 403
    assert AuditEvent.objects.filter(kind="refused").count() == 1


def test_evidence_for_a_proposed_action_is_told_why_not(cast, at):
    response = at("officer_a", proposed(cast), "evidence", {"shows": "Early", "upload": text_file()})
    assert response.status_code == 200 and "evidence is attached once it is agreed" in said(response)
    assert 'value="Early"' in said(response)


def test_withdrawn_evidence_stays_on_record_and_lapses_signatures(cast, at):
    action = signed_once(cast)
    found = Evidence.objects.get()
    verb = f"evidence/{found.uuid}/withdraw"
    assert "signatures that cover it" in said(at("officer_a", action, verb))
    assert 'href="#id_reason"' in said(at("officer_a", action, verb, {"reason": " "}))
    assert at("approver_a", action, verb, {"reason": "x"}).status_code == 403
    assert at("officer_a", action, verb, {"reason": "A name stands in it"}).status_code == 302
    assert fresh(action).awaiting == "organisation"
    page = said(at("officer_a", action, "evidence"))
    assert "Withdrawn" in page and "A name stands in it" in page
    again = at("officer_a", action, verb, {"reason": "Twice"})
    assert again.status_code == 200 and "withdrawn already" in said(again)
