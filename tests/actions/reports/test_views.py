"""The page of a report: its round, drafts, corrections, and one report after another."""

import re
from datetime import date

import pytest

from actions.life.verbs import pause_action
from actions.models import ReportDraft, ReportingRound
from actions.reports.verbs import report_progress
from jarplan.audit.models import AuditEvent
from tests.claims import deliver_action
from tests.plan import NOON, agreed, evidence, fresh, later

pytestmark = pytest.mark.django_db
GREEN = {"rating": "green", "confidence": "high", "done": "All 350 cases are allocated"}
TODAY = date(2008, 6, 20)


@pytest.fixture(autouse=True)
def on_20_june(settings):
    settings.PLAN_TODAY = TODAY


@pytest.fixture
def june(cast):
    return ReportingRound.objects.create(
        month=date(2008, 6, 1), opens_on=date(2008, 6, 18), closes_on=date(2008, 6, 30)
    )


def shown(response):
    return " ".join(response.content.decode().split())


def last_sent(action):
    """Whatever the time of day is at which this test runs."""
    return action.updates.order_by("pk").last()


def report(cast, action, **more):
    said = {"rating": "green", "confidence": "high", "done": "All audited", **more}
    return report_progress(by=cast.officer_a, now=NOON, action=fresh(action), **said)


def test_report_of_the_open_round_is_sent_in_one_step(cast, at, june):
    action = agreed(cast)
    page = at("officer_a", action, "update")
    assert "Progress report for June 2008" in shown(page) and "is open until 30 June 2008" in shown(page)
    response = at("officer_a", action, "update", {**GREEN, "round": june.uuid})
    assert response.url == "/actions/R4.1/"
    update = action.updates.get()
    assert (update.kind, update.round) == ("report", june)


def test_late_report_is_told_beforehand_and_marked(cast, at, june, settings):
    action = agreed(cast)
    settings.PLAN_TODAY = date(2008, 7, 3)
    assert "closed on 30 June 2008. Your report will be accepted and marked late" in shown(
        at("officer_a", action, "update")
    )
    at("officer_a", action, "update", {**GREEN, "round": june.uuid})
    assert action.updates.get().is_late


def test_reported_action_offers_a_correction_or_a_note(cast, at, june):
    action = agreed(cast)
    first = report(cast, action, round=june)
    page = shown(at("officer_a", action, "update"))
    assert "report for June 2008 has already been sent" in page and f"?corrects={first.uuid}" in page
    at("officer_a", action, "update", GREEN)
    assert last_sent(action).kind == "note"


@pytest.mark.slow
@pytest.mark.parametrize("way, kind, corrects", [("note", "note", False), ("correction", "report", True)])
def test_report_that_was_sent_meanwhile_is_shown_and_nothing_typed_is_lost(
    cast, at, june, way, kind, corrects
):
    action = agreed(cast)
    first = report(cast, action, round=june)
    late = {**GREEN, "round": june.uuid}
    page = shown(at("both_a", action, "update", late))
    assert "for June 2008 has already been sent, by Officer_A on 20 June 2008" in page
    assert "All 350 cases are allocated</textarea>" in page and 'value="correction"' in page
    assert action.updates.count() == 1
    at("both_a", action, "update", {**late, "as": way})
    update = last_sent(action)
    assert (update.kind, update.corrects) == (kind, first if corrects else None)


def test_no_change_takes_over_what_stands_and_says_so(cast, at, june):
    action = agreed(cast)
    off = {"reason": "Vacancies", "next_step": "Recruit", "recovers_on": date(2008, 9, 30)}
    report(cast, action, rating="amber", **off)
    page = shown(
        at("officer_a", action, "update", {"rating": "green", "no_change": "on", "round": june.uuid})
    )
    assert "The last rating was amber" in page
    at("officer_a", action, "update", {"rating": "amber", "no_change": "on", "round": june.uuid})
    update = last_sent(action)
    assert (update.no_change, update.done) == (True, "No change since the report of 20 June 2008.")
    assert (update.reason, update.next_step, update.recovers_on) == tuple(off.values())


def test_first_report_cannot_say_that_nothing_has_changed(cast, at, june):
    action = agreed(cast)
    assert "no_change" not in shown(at("officer_a", action, "update"))
    page = shown(at("officer_a", action, "update", {"rating": "green", "no_change": "on"}))
    assert "Enter what was done since the last report" in page and not action.updates.exists()


def test_amber_asks_for_all_three(cast, at, june):
    page = shown(at("officer_a", agreed(cast), "update", {"rating": "amber", "done": "Half"}))
    for sentence in (
        "Enter the reason for the amber rating",
        "Enter the next step",
        "Enter the date the action is expected back on track",
    ):
        assert sentence in page


def test_day_of_recovery_in_the_past_is_refused(cast, at, june):
    off = {
        "reason": "x",
        "next_step": "y",
        "recovers_on_day": 1,
        "recovers_on_month": 6,
        "recovers_on_year": 2008,
    }
    page = shown(at("officer_a", agreed(cast), "update", {"rating": "red", "done": "Half", **off}))
    assert "must be today or later" in page


def test_draft_is_kept_for_its_author_only(cast, at, june):
    action = agreed(cast)
    criterion = action.criteria.get()
    name = f"reading-{criterion.uuid.hex}-value"
    typed = {"rating": "amber", "done": "Half\x00way", "recovers_on_day": "30", name: "61", "later": "1"}
    before = AuditEvent.objects.count()
    assert at("officer_a", action, "update", typed).status_code == 302
    assert AuditEvent.objects.count() == before and not action.updates.exists()
    page = shown(at("officer_a", action, "update"))
    assert "Halfway</textarea>" in page and 'value="30"' in page and 'value="61"' in page
    assert "You saved this draft on 20 June 2008" in page
    assert "Halfway" not in shown(at("both_a", action, "update"))
    at("officer_a", action, "update", {"drop": "1"})
    assert not ReportDraft.objects.exists()
    assert at("officer_b", action, "update", typed).status_code == 403 and not ReportDraft.objects.exists()


def test_draft_is_not_written_over_from_a_page_that_stood_open(cast, at, june):
    action = agreed(cast)
    half = {"rating": "amber", "done": "Half way, with much more to say", "later": "1", "kept": ""}
    assert at("officer_a", action, "update", half).status_code == 302
    stale = {"rating": "green", "done": "A few words", "later": "1", "kept": ""}
    response = at("officer_a", action, "update", stale)
    page = shown(response)
    assert response.status_code == 409 and "You saved another draft about R4.1" in page
    assert "Half way, with much more to say" in page and "A few words</textarea>" in page
    assert "Enter the reason for the" not in page  # nothing of it is judged before it is sent
    assert ReportDraft.objects.get().typed["done"] == "Half way, with much more to say"
    carried = response.context["form"]["kept"].value()
    assert at("officer_a", action, "update", {**stale, "kept": carried}).status_code == 302
    assert ReportDraft.objects.get().typed["done"] == "A few words"


def test_correction_of_another_actions_report_is_not_there(cast, at, june):
    first, second = agreed(cast), agreed(cast)
    update = report(cast, first)
    assert at("officer_a", second, "update", {**GREEN, "corrects": update.uuid}).status_code == 404
    assert not second.updates.exists()


def follow(client, address):
    """The page that an address of the flow leads to."""
    return client.get(address, follow=True)


def test_reports_are_sent_one_after_another(cast, at, june, client):
    for _ in range(3):
        agreed(cast)
    agreed(cast, cast.post_b)
    at("officer_a", fresh_of("R4.1"), "")
    page = follow(client, "/report/")
    assert page.redirect_chain[-1][0] == "/actions/R4.1/update/?next=1" and "Report 1 of 3" in shown(page)
    page = client.post("/actions/R4.1/update/?next=1", {**GREEN, "round": june.uuid}, follow=True)
    assert page.redirect_chain[-1][0] == "/actions/R4.2/update/?next=1" and "Report 2 of 3, 1 sent" in shown(
        page
    )
    page = follow(client, "/report/?after=R4.2")  # skipped
    assert page.redirect_chain[-1][0] == "/actions/R4.3/update/?next=1" and "Report 3 of 3, 1 sent" in shown(
        page
    )
    page = client.post("/actions/R4.3/update/?next=1", {**GREEN, "round": june.uuid}, follow=True)
    assert "Reports still due" in shown(page) and "/actions/R4.2/update/?next=1" in shown(page)
    page = client.post("/actions/R4.2/update/?next=1", {**GREEN, "round": june.uuid}, follow=True)
    assert "All reports sent" in shown(page)


def fresh_of(reference):
    from actions.models import Action

    return Action.objects.get(reference=reference)


@pytest.mark.slow
def test_round_page_names_who_has_reported_and_who_has_not(cast, at, june, client, settings):
    first, second, third = agreed(cast), agreed(cast), agreed(cast)
    report(cast, first, round=june)
    settings.PLAN_TODAY = date(2008, 7, 10)
    report_progress(by=cast.officer_a, now=later(20), action=fresh(second), round=june, **GREEN)
    at("cabinet", third, "")
    page = shown(client.get(f"/rounds/{june.uuid}/"))
    missing, sent = page.split('id="reported"')
    assert "R4.3" in missing and "R4.1" not in missing and "Change reporting round" not in missing
    assert sent.count(">Late<") == 1 and "R4.1" in sent and "R4.2" in sent
    row = shown(client.get("/rounds/"))
    assert re.search(r'data-label="Reported" class="number"> ?<a [^>]*> ?2<', row)
    assert re.search(r'data-label="Late" class="number"> ?(<a [^>]*>)? ?1<', row)


def test_programme_office_sets_a_round(cast, at, client):
    at("programme", agreed(cast), "")
    days = {"month": "2008-07-01", "opens_on_day": 25, "opens_on_month": 7, "opens_on_year": 2008}
    days |= {"closes_on_day": 24, "closes_on_month": 7, "closes_on_year": 2008}
    assert "must be on or after the first day" in shown(client.post("/rounds/open/", days))
    assert client.post("/rounds/open/", {**days, "closes_on_day": 31}).status_code == 302
    row = ReportingRound.objects.get()
    typed = {**days, "version": row.version, "closes_on_day": 5, "closes_on_month": 8}
    assert client.post(f"/rounds/{row.uuid}/change/", typed).status_code == 302
    assert fresh(row).closes_on == date(2008, 8, 5)
    assert client.post(f"/rounds/{row.uuid}/change/", typed).status_code == 409


@pytest.mark.slow
def test_missing_stays_missing_when_the_action_is_delivered_or_paused_after_the_round(
    cast, at, june, client, settings
):
    first, second = agreed(cast), agreed(cast)
    settings.PLAN_TODAY = date(2008, 7, 10)
    evidence(cast, first)
    deliver_action(by=cast.officer_a, now=later(20), action=first)
    pause_action(by=cast.programme, now=later(20), action=second, version=fresh(second).version, reason="x")
    at("cabinet", first, "")
    missing, sent = shown(client.get(f"/rounds/{june.uuid}/")).split('id="reported"')
    assert "R4.1" in missing and "R4.2" in missing and "when the round closed" in missing
    assert "> 2<span" in shown(client.get("/rounds/"))


MINUTES = {
    "evidence-shows": "Minutes of the heads' meeting",
    "evidence-link": "https://www.example.org/minutes",
}


def test_a_report_that_nothing_has_changed_is_one_button(cast, at, june):
    action = agreed(cast)
    said = {
        "rating": "amber",
        "reason": "Vacancies",
        "next_step": "Recruit",
        "recovers_on": date(2008, 9, 30),
    }
    report(cast, action, **said)
    assert "Send: nothing has changed" in shown(at("officer_a", action, "update"))
    assert at("officer_a", action, "update", {"no_change": "1", "round": june.uuid}).status_code == 302
    update = last_sent(action)
    assert (update.rating, update.no_change, update.reason) == ("amber", True, "Vacancies")


def test_nothing_has_changed_is_not_sent_where_the_last_date_has_gone_by(cast, at, june, settings):
    action = agreed(cast)
    said = {
        "rating": "amber",
        "reason": "Vacancies",
        "next_step": "Recruit",
        "recovers_on": date(2008, 6, 25),
    }
    report(cast, action, **said)
    settings.PLAN_TODAY = date(2008, 6, 28)
    page = shown(at("officer_a", action, "update", {"no_change": "1", "round": june.uuid}))
    assert "back on track must be today or later" in page and 'value="amber"' in page
    assert action.updates.count() == 1


def test_evidence_is_attached_with_the_report(cast, at, june):
    action = agreed(cast)
    assert "Attach evidence</summary>" in shown(at("officer_a", action, "update"))
    assert at("officer_a", action, "update", {**GREEN, **MINUTES, "round": june.uuid}).status_code == 302
    assert (last_sent(action).kind, action.evidence.get().shows) == ("report", MINUTES["evidence-shows"])
    kinds = AuditEvent.objects.filter(actor=cast.officer_a.uuid).values_list("kind", flat=True)
    assert list(kinds.order_by("sequence")) == ["reported", "made", "attached"]


def test_a_report_without_evidence_attaches_none(cast, at, june):
    action = agreed(cast)
    at("officer_a", action, "update", {**GREEN, "evidence-shows": "", "evidence-link": ""})
    assert last_sent(action) and not action.evidence.exists()


@pytest.mark.parametrize(
    "half, says",
    [
        ({"evidence-shows": "Minutes"}, "Choose a file, or enter a web address below"),
        ({"evidence-link": "https://www.example.org/minutes"}, "Enter what the evidence shows"),
        ({**MINUTES, "rating": ""}, "Choose green, amber or red"),
    ],
)
def test_nothing_is_sent_where_the_report_or_its_evidence_is_wrong(cast, at, june, half, says):
    action = agreed(cast)
    page = shown(at("officer_a", action, "update", {**GREEN, **half}))
    assert (
        says in page and "<title>Error:" in page.replace("<title> ", "<title>") and "<details open>" in page
    )
    assert not action.updates.exists() and not action.evidence.exists()


def test_a_report_that_is_sent_twice_attaches_its_evidence_once(cast, at, june):
    action = agreed(cast)
    typed = {**GREEN, **MINUTES, "once": "8b0f2a52-6f0e-4a64-9d51-0d9d0d0f3a11"}
    for _ in range(2):
        assert at("officer_a", action, "update", typed).status_code == 302
    assert action.updates.count() == action.evidence.count() == 1


def test_a_correction_attaches_nothing(cast, at, june):
    action = agreed(cast)
    first = report(cast, action, round=june)
    typed = {**GREEN, **MINUTES, "corrects": first.uuid}
    at("officer_a", action, "update", typed)
    assert last_sent(action).corrects == first and not action.evidence.exists()
