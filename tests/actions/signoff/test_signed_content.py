"""The page of signing shows what is signed, field by field; and what was signed in earlier formats is shown still."""

import json
from datetime import date

import pytest
from django.template.loader import render_to_string

from actions.models import Action, Evidence, ProgressUpdate, Reading, SignOff, SuccessCriterion
from actions.plan.content import Criterion
from actions.reports.measurements import Taken
from actions.reports.verbs import report_progress
from actions.signoff.verbs import digest_of
from jarplan.files.models import StoredFile
from jarplan.people.models import Post
from jarplan.reporting.actionpage.page import covered
from tests.claims import deliver_action, sign_off
from tests.plan import NOON, agreed, evidence, fresh, later, make_people

pytestmark = pytest.mark.django_db

SAID = {
    "rating": "amber",
    "confidence": "low",
    "would_help": "Help",
    "done": "First",
    "effect": "Second",
    "reason": "Third",
    "next_step": "Fourth",
    "recovers_on": date(2008, 9, 30),
}
# Every field of what is shown, with something else that it might have said.
OTHERWISE = {
    (Action, "text"): "Another text",
    (Action, "delivered_at"): later(3),
    (Post, "title"): "Head of another service",
    (SuccessCriterion, "statement"): "Others",
    (SuccessCriterion, "unit"): "places",
    (SuccessCriterion, "baseline"): "11",
    (SuccessCriterion, "target"): "77",
    (SuccessCriterion, "target_on"): date(2008, 12, 5),
    (SuccessCriterion, "current"): "55",
    (Reading, "value"): "66",
    (Reading, "on"): date(2008, 6, 1),
    (Reading, "source"): "Hearsay",
    (Evidence, "shows"): "Audit of nothing",
    (Evidence, "speaks_of"): date(2008, 5, 1),
    (Evidence, "attached_at"): later(3),
    (StoredFile, "original_name"): "other.txt",
    (ProgressUpdate, "rating"): "red",
    (ProgressUpdate, "confidence"): "medium",
    (ProgressUpdate, "would_help"): "Other help",
    (ProgressUpdate, "done"): "Fifth",
    (ProgressUpdate, "effect"): "Sixth",
    (ProgressUpdate, "why_better"): "Seventh",
    (ProgressUpdate, "reason"): "Seventh",
    (ProgressUpdate, "next_step"): "Eighth",
    (ProgressUpdate, "recovers_on"): date(2008, 10, 31),
    (ProgressUpdate, "made_at"): later(-4),
}
# What a report is filed under: it says nothing of the action, and the page does not show it.
FILED = {"id", "uuid", "version", "action", "made_by", "kind", "round", "corrects", "no_change"}
FILED |= {"for_organisation", "for_person", "for_name", "sheet_return", "came_from"}


@pytest.fixture
def people():
    return make_people()


@pytest.fixture
def action(people):
    typed = Criterion("Cases allocated", "%", "60", "100", date(2008, 12, 1))
    action = agreed(people, criteria=(typed,))
    read = Taken(action.criteria.get().uuid, value="88", on=NOON.date(), source="The audit")
    report_progress(by=people.officer_a, now=NOON, action=action, readings=[read], **SAID)
    evidence(people, action)
    return deliver_action(by=people.officer_a, now=NOON, action=fresh(action))


@pytest.fixture
def shown(client, people, action):
    """Gives what the page of signing says above what a signature does not cover."""
    client.force_login(people.approver_a)

    def page():
        text = client.get(f"/actions/{action.reference}/sign-off/").content.decode()
        return text.split("What you are signing off</h2>")[1].split("What you are not signing off")[0]

    return page


def test_no_field_of_a_report_is_forgotten():
    fields = {field.name for field in ProgressUpdate._meta.concrete_fields}
    assert fields - FILED == {name for model, name in OTHERWISE if model is ProgressUpdate}


@pytest.mark.slow
@pytest.mark.parametrize(("model", "name"), OTHERWISE, ids=lambda one: getattr(one, "__name__", one))
def test_page_and_signed_content_differ_together(action, shown, model, name):
    page, digest = shown(), digest_of(fresh(action))
    rows = model.objects.filter(**{"title": "Head of Fieldwork Services"} if model is Post else {})
    assert rows.update(**{name: OTHERWISE[model, name]}) == 1
    assert shown() != page
    assert digest_of(fresh(action)) != digest


def test_page_without_any_change_stays_as_it_is(action, shown):
    assert shown() == shown()


def test_all_that_was_signed_of_the_report_is_shown_on_the_page_of_the_action(people, action, client):
    sign_off(by=people.approver_a, now=later(1), action=action, seen=digest_of(action))
    client.force_login(people.officer_b)  # may not open the evidence
    page = client.get(f"/actions/{action.reference}/").content.decode()
    signed = page.split("<summary>What was signed off</summary>")[1].split("</details>")[0]
    for words in ("First", "Second", "Third", "Fourth", "Help", "30 September 2008", "88", "1 December 2008"):
        assert words in signed
    assert "audit.txt" not in signed


@pytest.mark.parametrize("form", [1, 2, 3])
def test_what_was_signed_in_an_earlier_format_is_shown_still(people, action, form):
    signed = sign_off(by=people.approver_a, now=later(1), action=action, seen=digest_of(action))
    assert SignOff.objects.get().format == 4
    content = json.loads(signed.content)
    for name in ("claim", "checked"):
        del content[name]
    for name in ("confidence", "would_help"):
        del content["update"][name]
    for name in ("reason", "next_step", "recovers_on") if form < 3 else ():
        del content["update"][name]
    for name in ("file", "speaks_of", "attached_at", "attached_by") if form < 3 else ():
        del content["evidence"][0][name]
    for name in ("uuid", "readings") if form == 1 else ():
        del content["criteria"][0][name]
    page = render_to_string(
        "reporting/actionpage/covered.html",
        {"covers": covered(json.dumps(content)), "may_see_evidence": True},
    )
    page = " ".join(page.split())
    for words in ("First", "Second", "Cases allocated", "Audit of 350 cases", "20 June 2008"):
        assert words in page
    assert ("Third" in page and "Expected back on track" in page) == (form == 3)
    assert ("88 on" in page) == (form > 1)
    assert "No measurement yet" not in page
