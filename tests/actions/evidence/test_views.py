"""The pages of evidence: what is taken, who may open it, and that withdrawn evidence stays on record."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from actions.evidence.verbs import use_evidence
from actions.life.verbs import pause_action
from actions.models import Evidence
from actions.signoff.verbs import digest_of
from jarplan.audit.models import AuditEvent
from tests.claims import deliver_action, sign_off
from tests.plan import agreed, evidence, fresh, later, proposed, reported, signed_once

pytestmark = pytest.mark.django_db


def said(response):
    return " ".join(response.content.decode().split())


def text_file(content=b"350 of 350 cases", name="audit.txt"):
    return SimpleUploadedFile(name, content)


def test_an_officer_attaches_a_file_and_takes_it_back(cast, at, client):
    action = agreed(cast)
    assert "No evidence has been attached yet" in said(at("officer_a", action, "evidence"))
    data = {"shows": "Audit of 350 cases", "upload": text_file(), "speaks_of_day": ""}
    assert at("officer_a", action, "evidence", data).status_code == 302
    page = said(at("approver_a", action, "evidence"))
    found = Evidence.objects.get()
    assert "audit.txt" in page and f"/evidence/{found.uuid}/" in page and "Attach evidence</h2>" not in page
    response = client.get(f"/actions/{action.reference}/evidence/{found.uuid}/")
    assert b"".join(response.streaming_content) == b"350 of 350 cases"
    assert response["Content-Disposition"] == 'attachment; filename="audit.txt"'


def test_evidence_of_a_paused_action_is_read_and_nothing_is_added(cast, at):
    action = reported(cast)
    one = evidence(cast, action)
    action = fresh(action)
    pause_action(by=cast.programme, now=later(1), action=action, version=action.version, reason="No money")
    page = at("officer_a", action, "evidence")
    assert page.status_code == 200 and "audit.txt" in said(page) and "Attach evidence</h2>" not in said(page)
    for path in (f"evidence/{one.uuid}/newer", "evidence/use"):
        closed = at("officer_a", action, path)
        assert closed.status_code == 409 and "is paused" in said(closed), path
    for path in ("evidence", f"evidence/{one.uuid}/newer", "evidence/use"):
        data = {"shows": "More", "upload": text_file(b"more"), "evidence": one.pk}
        assert "is paused" in said(at("officer_a", action, path, data)), path
    assert Evidence.objects.count() == 1


def test_a_link_is_shown_and_is_no_download(cast, at, client):
    action = agreed(cast)
    at("officer_a", action, "evidence", {"shows": "Published", "link": "https://example.org/report"})
    found = Evidence.objects.get()
    assert 'href="https://example.org/report"' in said(at("officer_a", action, ""))
    assert client.get(f"/actions/{action.reference}/evidence/{found.uuid}/").status_code == 404


@pytest.mark.slow
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


@pytest.mark.slow
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
    assert (
        response.status_code == 200
        and "You can attach evidence to an action only while it is agreed, in progress" in said(response)
    )
    assert 'value="Early"' in said(response)


@pytest.mark.slow
def test_withdrawn_evidence_stays_on_record_and_lapses_signatures(cast, at):
    action = signed_once(cast)
    found = Evidence.objects.get()
    verb = f"evidence/{found.uuid}/withdraw"
    assert "covers this evidence" in said(at("officer_a", action, verb))
    assert 'href="#id_reason"' in said(at("officer_a", action, verb, {"reason": " "}))
    assert at("approver_a", action, verb, {"reason": "x"}).status_code == 403
    assert at("officer_a", action, verb, {"reason": "A name stands in it"}).status_code == 302
    assert fresh(action).awaiting == "organisation"
    page = said(at("officer_a", action, "evidence"))
    assert "Withdrawn" in page and "A name stands in it" in page
    again = at("officer_a", action, verb, {"reason": "Twice"})
    assert again.status_code == 200 and "already been withdrawn" in said(again)


@pytest.mark.slow
def test_a_newer_version_is_attached_on_a_page_of_its_own_and_both_stay(cast, at, client):
    action = agreed(cast)
    first = evidence(cast, action)
    verb = f"evidence/{first.uuid}/newer"
    assert 'value="Audit of 350 cases"' in said(at("officer_a", action, verb))
    assert 'href="#id_upload"' in said(at("officer_a", action, verb, {"shows": "Audit of 360 cases"}))
    sent = {"shows": "Audit of 360 cases", "upload": text_file(b"360 of 360", "audit 2.txt")}
    assert at("officer_a", action, verb, sent).status_code == 302
    for page in (said(at("cabinet", action, "evidence")), said(at("cabinet", action, ""))):
        assert "A newer version of “Audit of 350 cases”" in page and "Earlier version" in page
        assert "“Audit of 360 cases”" in page and "audit.txt" in page and "audit 2.txt" in page
    download = client.get(f"/actions/{action.reference}/evidence/{first.uuid}/")
    assert b"".join(download.streaming_content) == b"350 of 350 cases are allocated"
    late = at("officer_a", action, verb)
    assert late.status_code == 409 and "already has a newer version" in said(late)
    again = at("officer_a", action, verb, {**sent, "upload": text_file(b"361 of 361", "audit 3.txt")})
    assert again.status_code == 200 and "already has a newer version" in said(again)
    assert Evidence.objects.count() == 2


@pytest.mark.slow
def test_evidence_of_another_action_is_used_and_shown_at_both(cast, at):
    one, other = agreed(cast), agreed(cast)
    found = evidence(cast, one)
    page = said(at("officer_a", other, "evidence/use"))
    assert f'value="{found.uuid}"' in page and f"{one.reference}: Audit of 350 cases (audit.txt)" in page
    assert at("officer_a", other, "evidence/use", {"evidence": found.uuid}).status_code == 302
    assert f"sed for {one.reference}" in said(at("approver_a", other, ""))
    assert f"Also used for {other.reference}" in said(at("approver_a", one, "evidence"))
    again = at("officer_a", other, "evidence/use", {"evidence": found.uuid})
    assert again.status_code == 200 and "not already used for this action" in said(again)


@pytest.mark.slow
def test_only_what_one_may_open_stands_and_is_the_latest_is_offered(cast, at):
    one, of_b, target = agreed(cast), agreed(cast, cast.post_b), agreed(cast)
    latest, gone = evidence(cast, one), evidence(cast, one)
    hidden = evidence(cast, of_b, by=cast.officer_b)
    at("officer_a", one, f"evidence/{gone.uuid}/withdraw", {"reason": "A name stands in it"})
    sent = {"shows": "Audit of 360 cases", "upload": text_file(b"360 of 360")}
    at("officer_a", one, f"evidence/{latest.uuid}/newer", sent)
    newest = Evidence.objects.get(earlier=latest)
    page = said(at("officer_a", target, "evidence/use"))
    assert [f'value="{each.uuid}"' in page for each in (newest, latest, gone, hidden)] == [
        True,
        False,
        False,
        False,
    ]
    for forged in (latest, gone, hidden):
        assert at("officer_a", target, "evidence/use", {"evidence": forged.uuid}).status_code == 200
    assert not target.evidence.exists()


@pytest.mark.slow
def test_evidence_that_was_used_later_is_not_shown_on_the_day_before(cast, at, client, settings):
    settings.PLAN_TODAY = date(2008, 7, 10)
    one, other = agreed(cast), agreed(cast)
    found = evidence(cast, one)
    use_evidence(by=cast.officer_a, now=later(5), action=other, evidence=found)
    at("officer_a", other, "")
    before, after = (
        said(client.get(f"/actions/{other.reference}/?as_at=2008-06-{day}")).split('id="evidence"')[1]
        for day in (24, 26)
    )
    assert "audit.txt" not in before.split('id="sign-offs"')[0] and "audit.txt" in after


@pytest.mark.slow
def test_shared_evidence_is_withdrawn_only_where_it_was_attached(cast, at):
    one = signed_once(cast)
    other = agreed(cast, cast.post_b, cast.post_a)
    found = Evidence.objects.get()
    use_evidence(by=cast.officer_a, now=later(5), action=other, evidence=found)
    verb = f"evidence/{found.uuid}/withdraw"
    assert "/withdraw/" not in said(at("officer_b", other, "evidence"))
    assert at("officer_b", other, verb).status_code == 403
    assert at("officer_b", other, verb, {"reason": "Not ours"}).status_code == 403
    page = said(at("officer_a", other, verb))
    assert (
        f"The sign-off of {one.reference} covers this evidence" in page
        and "any of the actions that use it" in page
    )


@pytest.mark.slow
def test_the_story_says_which_version_it_is_and_which_actions_use_it(cast, at):
    one, other = agreed(cast), agreed(cast)
    first = evidence(cast, one)
    sent = {"shows": "Audit of 360 cases", "upload": text_file(b"360 of 360", "audit 2.txt")}
    at("officer_a", one, f"evidence/{first.uuid}/newer", sent)
    at("officer_a", other, "evidence/use", {"evidence": Evidence.objects.get(earlier=first).uuid})
    told = said(at("officer_a", one, "")).split('id="story"')[1]
    version = told.split("Newer version of evidence attached")[1].split("</li>")[0]
    assert "<dt>A newer version of</dt>" in version and "<dd>Audit of 350 cases</dd>" in version
    used = told.split("Evidence used for another action")[1].split("</li>")[0]
    assert f"<del>{one.reference}</del>" in used and f"{one.reference}<br>{other.reference}" in used
    assert "Used at" not in told and "no longer there" not in used + version
    hidden = said(at("officer_b", one, "")).split('id="story"')[1]
    assert "Newer version of evidence" not in hidden and "audit 2.txt" not in hidden


@pytest.mark.slow
def test_an_officer_ends_a_use_and_the_page_says_so(cast, at, client):
    one, other = agreed(cast), signed_once(cast)
    shared = evidence(cast, one)
    use_evidence(by=cast.officer_a, now=later(2), action=other, evidence=shared)
    address = f"evidence/{shared.uuid}/end-use"
    assert f"/{address}/" in said(at("officer_a", other, "evidence"))
    assert f"/{address}/" not in said(at("officer_a", one, "evidence"))
    assert "covers this evidence" not in said(at("officer_a", other, address))
    empty = at("officer_a", other, address, {"reason": ""})
    assert empty.status_code == 200 and "Enter the reason for no longer using this evidence" in said(empty)
    assert at("officer_a", other, address, {"reason": "About another team"}).status_code == 302
    for page in ("evidence", ""):
        told = " ".join(said(client.get(f"/actions/{other.reference}/{page + '/' if page else ''}")).split())
        assert "No longer used" in told and "About another team" in told
    assert "No longer used" not in said(at("officer_a", one, ""))
    assert at("officer_a", other, address).status_code == 409


def test_what_a_signature_covers_is_said_before_the_use_ends(cast, at):
    one, other = agreed(cast), reported(cast)
    shared = evidence(cast, one)
    use_evidence(by=cast.officer_a, now=later(2), action=other, evidence=shared)
    other = deliver_action(by=cast.officer_a, now=later(3), action=other)
    sign_off(by=cast.approver_a, now=later(4), action=other, seen=digest_of(other))
    assert "covers this evidence" in said(at("officer_a", other, f"evidence/{shared.uuid}/end-use"))


def test_asking_for_evidence_of_another_is_recorded_once_an_hour(cast, at, settings):
    settings.SESSION_IDLE_MINUTES = 600
    action = reported(cast)
    one = evidence(cast, action)
    pages = ("evidence", f"evidence/{one.uuid}")
    recorded = AuditEvent.objects.filter(kind="refused")
    for _ in range(3):
        assert [at("officer_b", action, page).status_code for page in pages] == [404, 404]
    assert [(event.actor, event.subject) for event in recorded.all()] == [
        (cast.officer_b.uuid, action.uuid),
        (cast.officer_b.uuid, one.uuid),
    ]
    with freeze_later(minutes=61):
        assert at("officer_b", action, "evidence").status_code == 404
    assert recorded.count() == 3
    at("approver_b", action, "evidence")
    assert recorded.count() == 4, "somebody else"
    gone = "evidence/00000000-0000-4000-8000-000000000000"
    assert at("officer_b", action, gone).status_code == 404 and recorded.count() == 4, (
        "there is nothing to see"
    )


@contextmanager
def freeze_later(minutes):
    """As if so much time had gone by the machine's clock."""
    now = timezone.now() + timedelta(minutes=minutes)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: now)
        yield
