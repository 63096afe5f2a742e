"""The pages of doing: report, deliver, sign, move a date. What was typed stays; a forged POST is recorded."""

import re
from datetime import date

import pytest

from actions.models import DateChange, ProgressUpdate, SignOff
from actions.reports.verbs import report_progress
from actions.signoff.verbs import digest_of
from jarplan.audit.models import AuditEvent
from tests.claims import boxes, checked
from tests.plan import agreed, delivered, evidence, fresh, later, proposed, reported

pytestmark = pytest.mark.django_db
REPORT = {"rating": "green", "confidence": "high", "done": "All 350 cases are allocated"}
RED = {
    "rating": "red",
    "confidence": "medium",
    "done": "200 of 350",
    "reason": "Two posts are empty",
    "next_step": "Hire two people",
}
LATER = {
    "to_day": "30",
    "to_month": "9",
    "to_year": "2008",
    "category": "people",
    "reason": "Posts are empty",
}


@pytest.fixture
def people(cast):
    return cast


def refusals():
    return AuditEvent.objects.filter(kind="refused").count()


def said(response):
    return " ".join(response.content.decode().split())


def test_an_officer_reports_and_is_back_at_the_action(people, at):
    action = agreed(people)
    assert at("officer_a", action, "update").status_code == 200
    response = at("officer_a", action, "update", REPORT)
    assert (response.status_code, response.url) == (302, f"/actions/{action.reference}/")
    assert fresh(action).declared_rating == "green"
    page = said(at("officer_a", action, ""))
    assert "All 350 cases are allocated" in page and "has been sent" in page
    assert 'href="/actions/R4.1/evidence/"' in page and 'href="/actions/R4.1/update/"' in page


def once_of(page):
    return re.search(r'name="once" value="([0-9a-f-]{36})"', page)[1]


def test_a_second_click_reports_once_and_another_text_is_another_report(people, at):
    action = agreed(people)
    once = once_of(said(at("officer_a", action, "update")))
    for _ in range(2):
        response = at("officer_a", action, "update", {**REPORT, "once": once})
        assert (response.status_code, response.url) == (302, f"/actions/{action.reference}/")
    assert ProgressUpdate.objects.count() == 1
    assert AuditEvent.objects.filter(subject_kind="update").count() == 1
    at("officer_a", action, "update", {**REPORT, "done": "Sent again from the page before", "once": once})
    assert ProgressUpdate.objects.count() == 2


def test_the_key_of_a_form_is_not_that_of_somebody_elses_record(people, at):
    action = agreed(people)
    for who in ("officer_a", "both_a"):
        at(who, action, "update", {**REPORT, "once": str(action.uuid)})
    assert ProgressUpdate.objects.exclude(uuid=action.uuid).count() == 2


def test_a_second_click_attaches_once(people, at):
    action = agreed(people)
    once = once_of(said(at("officer_a", action, "evidence")))
    paper = {"shows": "The minutes", "link": "https://www.example.org/minutes", "once": once}
    assert [at("officer_a", action, "evidence", paper).status_code for _ in range(2)] == [302, 302]
    assert action.evidence.count() == 1


def test_what_was_said_last_time_stands_beside_the_empty_box(people, at):
    page = said(at("officer_a", reported(people, done="Half of the cases"), "update"))
    assert "Half of the cases" in page
    assert "Half of the cases</textarea>" not in page


@pytest.mark.parametrize("missing", ["reason", "next_step"])
def test_red_needs_a_reason_and_a_next_step_at_the_field(people, at, missing):
    action = agreed(people)
    response = at("officer_a", action, "update", {**RED, missing: " \r\n "})
    assert response.status_code == 200
    assert f'href="#id_{missing}"' in said(response) and f'id="id_{missing}_error"' in said(response)
    assert "200 of 350</textarea>" in said(response) and "<title>Error: " in said(response)
    assert not ProgressUpdate.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize(
    "wrong",
    [
        {"rating": "blue"},
        {"rating": ""},
        {"confidence": "certain"},
        {"confidence": "low"},
        {"confidence": "low", "would_help": " \n "},
        {"done": ""},
        {"done": " \n\t "},
        {"done": "a\x00b"},
        {"done": "x" * 4001},
        {"recovers_on_day": "31", "recovers_on_month": "2", "recovers_on_year": "2008"},
    ],
    ids=str,
)
def test_a_report_that_cannot_be_is_shown_again(people, at, wrong):
    action = agreed(people)
    response = at("officer_a", action, "update", {**REPORT, "next_step": "typed text stays", **wrong})
    assert response.status_code == 200 and "There is a problem" in said(response)
    assert "typed text stays</textarea>" in said(response)
    assert not ProgressUpdate.objects.exists()


@pytest.mark.slow
def test_a_correction_stands_beside_the_report_that_it_corrects(people, at, client):
    action = reported(people, done="Typo here")
    first = ProgressUpdate.objects.get()
    client.force_login(people.officer_a, backend="jarplan.people.accounts.backends.PeopleBackend")
    page = said(client.get(f"/actions/{action.reference}/update/?corrects={first.uuid}"))
    assert "You are correcting" in page and "Typo here</textarea>" in page
    at("officer_a", action, "update", {**REPORT, "corrects": str(first.uuid)})
    assert ProgressUpdate.objects.order_by("pk").last().corrects == first


@pytest.mark.slow
@pytest.mark.parametrize("verb", ["update", "deliver", "date-change", "edit"])
@pytest.mark.parametrize("who", ["officer_b", "finance", "cabinet", "superuser"])
def test_who_may_not_is_refused_and_recorded(people, at, verb, who):
    action = agreed(people)
    assert at(who, action, verb, {**REPORT, **LATER, "version": action.version}).status_code == 403
    assert refusals() == 1
    assert fresh(action).version == action.version


@pytest.mark.slow
@pytest.mark.parametrize(
    "verb", ["update", "deliver", "sign-off", "date-change", "edit", "agree", "evidence"]
)
def test_a_missing_action_is_not_found_and_other_methods_not_served(people, at, client, verb):
    client.force_login(people.officer_a, backend="jarplan.people.accounts.backends.PeopleBackend")
    assert client.get(f"/actions/R99.1/{verb}/").status_code == 404
    action = agreed(people)
    assert client.put(f"/actions/{action.reference}/{verb}/").status_code == 405
    assert client.delete(f"/actions/{action.reference}/{verb}/").status_code == 405


def test_reporting_before_it_is_agreed_is_answered_with_why_not(people, at):
    response = at("officer_a", proposed(people), "update")
    assert (
        response.status_code == 409
        and "You can report progress on an action only while it is agreed, in progress" in said(response)
    )


def test_saying_delivered_asks_for_evidence_first(people, at):
    action = reported(people)
    page = said(at("officer_a", action, "deliver"))
    assert "Attach evidence first" in page and "Mark as delivered</button>" not in page
    response = at("officer_a", action, "deliver", {"version": action.version})
    assert response.status_code == 200 and "Attach evidence first" in said(response)


def test_saying_delivered_hands_it_to_the_approver(people, at):
    action = reported(people)
    evidence(people, action)
    form = at("officer_a", action, "deliver").context["form"]
    at("officer_a", action, "deliver", boxes(form))
    assert fresh(action).awaiting == "organisation"


def test_saying_delivered_of_an_action_that_has_changed_shows_it_first(people, at):
    action = reported(people)
    evidence(people, action)
    form = at("officer_a", action, "deliver").context["form"]
    report_progress(by=people.both_a, now=later(1), action=action, rating="green", done="More")
    response = at("officer_a", action, "deliver", boxes(form))
    assert response.status_code == 409 and "Both_A changed this action" in said(response)
    assert f'value="{fresh(action).version}"' in said(response)
    assert fresh(action).status == "in_progress"


def decision(action, **more):
    row = fresh(action)
    return {"seen": digest_of(row), "decision": "sign", **checked(row), **more}


@pytest.mark.slow
def test_the_approver_sees_exactly_what_is_signed_and_signs(people, at):
    action = delivered(people)
    page = said(at("approver_a", action, "sign-off"))
    for shown in (
        action.text,
        "Head of Fieldwork Services",
        "100% allocated",
        "audit.txt",
        "All audited",
        "Officer_A marked the action as delivered",
    ):
        assert shown in page
    assert at("approver_a", action, "sign-off", decision(action)).status_code == 302
    assert fresh(action).awaiting == "board"
    assert at("programme", action, "sign-off", decision(action)).status_code == 302
    assert fresh(action).status == "signed_off"


@pytest.mark.slow
def test_a_forged_signature_under_ones_own_claim_is_refused_and_recorded(people, at):
    action = delivered(people, by=people.both_a)
    page = said(at("both_a", action, ""))
    assert "/sign-off/" not in page
    assert "You cannot sign off R4.1: you marked it as delivered" in page
    assert at("both_a", action, "sign-off", decision(action)).status_code == 403
    assert refusals() == 1 and not SignOff.objects.exists()


@pytest.mark.slow
def test_what_changed_after_the_page_was_opened_is_not_signed(people, at):
    action = delivered(people)
    seen = digest_of(action)
    report_progress(
        by=people.officer_a,
        now=later(1),
        action=action,
        rating="amber",
        done="Ten came back",
        reason="Backlog",
        next_step="Overtime",
        recovers_on=date(2008, 9, 30),
    )
    data = {"seen": seen, "decision": "return", "reason": "Missing list"}
    response = at("approver_a", action, "sign-off", data)
    page = said(response)
    assert response.status_code == 409 and "has changed since you opened the page" in page
    assert "Ten came back" in page and "Missing list</textarea>" in page
    assert f'value="{digest_of(fresh(action))}"' in page
    assert not SignOff.objects.exists()


@pytest.mark.slow
def test_a_return_needs_its_reason_and_a_signature_none(people, at):
    action = delivered(people)
    response = at("approver_a", action, "sign-off", decision(action, decision="return"))
    assert response.status_code == 200 and 'href="#id_reason"' in said(response)
    response = at("approver_a", action, "sign-off", decision(action, reason="But what of the rest?"))
    assert response.status_code == 200 and "But what of the rest?</textarea>" in said(response)
    at("approver_a", action, "sign-off", decision(action, decision="return", reason="The list is missing"))
    assert fresh(action).status == "in_progress"
    assert "The list is missing" in said(at("officer_a", action, ""))


def test_the_programme_office_waits_for_the_lead_organisation(people, at):
    action = delivered(people)
    assert at("programme", action, "sign-off").status_code == 403
    assert at("approver_b", action, "sign-off").status_code == 403


@pytest.mark.slow
def test_a_later_date_is_asked_for_and_decided_by_another(people, at):
    action = agreed(people)
    assert at("officer_a", action, "date-change", LATER).status_code == 302
    change = DateChange.objects.get()
    assert at("officer_a", action, "date-change").status_code == 409
    page = said(at("programme", action, "date-change"))
    assert "Posts are empty" in page and "30 September 2008" in page and "18 July 2008" in page
    data = {"change": str(change.uuid), "decision": "agree"}
    assert at("officer_a", action, "date-change", data).status_code == 403
    assert at("programme", action, "date-change", data).status_code == 302
    page = said(at("officer_a", action, ""))
    assert "Original date: 18 July 2008" in page and "Extended once: slippage of 51 working days" in page
    assert "has already been decided" in said(at("programme", action, "date-change", data))


def test_keeping_the_present_date_needs_a_reason(people, at):
    action = agreed(people)
    at("officer_a", action, "date-change", LATER)
    data = {"change": str(DateChange.objects.get().uuid), "decision": "refuse"}
    assert 'href="#id_reason"' in said(at("programme", action, "date-change", data))
    at("programme", action, "date-change", {**data, "reason": "It is urgent"})
    assert DateChange.objects.get().decision == "refused"


@pytest.mark.slow
@pytest.mark.parametrize(
    "wrong",
    [{"to_day": "18", "to_month": "7"}, {"to_year": "08"}, {"category": ""}, {"reason": " "}],
    ids=str,
)
def test_a_later_date_that_cannot_be_is_shown_again(people, at, wrong):
    response = at("officer_a", agreed(people), "date-change", {**LATER, **wrong})
    assert response.status_code == 200 and "There is a problem" in said(response)
    assert not DateChange.objects.exists()


def test_a_decision_on_another_actions_date_is_not_found(people, at):
    first, second = agreed(people), agreed(people)
    at("officer_a", first, "date-change", LATER)
    data = {"change": str(DateChange.objects.get().uuid), "decision": "agree"}
    assert at("programme", second, "date-change", data).status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize("reference", ["R1%00.1", "r4.1", "R4", "R4.0", "R4.1%0A", "R4.99999999", "..%2F"])
def test_what_is_no_reference_is_not_found_and_asks_no_database(people, client, reference):
    client.force_login(people.officer_a, backend="jarplan.people.accounts.backends.PeopleBackend")
    proposed(people)
    assert client.get(f"/actions/{reference}/edit/").status_code == 404
    assert client.get(f"/actions/{reference}/").status_code == 404
