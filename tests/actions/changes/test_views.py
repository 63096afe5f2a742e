"""The pages of a requested change: asked for by the form of the action, decided and recalled on pages of their
own.
"""

import pytest

from actions.models import ContentChange
from tests.plan import agreed, fresh

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(cast):
    return cast


def said(response):
    return " ".join(response.content.decode().split())


def typed(action, **more):
    criterion = action.criteria.get()
    return {
        "version": fresh(action).version,
        "text": action.text,
        "accountable": action.leads.get().post_id,
        "criteria-TOTAL_FORMS": 1,
        "criteria-INITIAL_FORMS": 1,
        "criteria-0-uuid": criterion.uuid,
        "criteria-0-statement": criterion.statement,
        "criteria-0-unit": criterion.unit,
        "criteria-0-target": criterion.target,
        **more,
    }


LOWER = {"criteria-0-target": "80"}
WHY = {"category": "people", "reason": "Two posts are empty"}


def test_an_officer_asks_and_the_programme_office_decides(people, at):
    action = agreed(people)
    page = said(at("officer_a", action, "edit", typed(action, **LOWER)))
    assert (
        "Choose the type of reason, as the text, leads" in page
        and "Enter the reason for the change, as" in page
    )
    assert not ContentChange.objects.exists()
    assert at("officer_a", action, "edit", typed(action, **LOWER, **WHY)).status_code == 302
    page = said(at("officer_a", action, ""))
    assert (
        "You have requested a change of R4.1: success criteria." in page
        and "Withdraw request for a change" in page
    )
    assert "which is waiting for a decision" in said(at("officer_a", action, "edit"))
    page = said(at("programme", action, "change"))
    assert "target 100" in page and "target 80" in page and "Two posts are empty" in page
    change = action.content_changes.get()
    refused = at("programme", action, "change", {"change": change.uuid, "decision": "refuse"})
    assert "Enter why the change is refused" in said(refused)
    assert at("programme", action, "change", {"change": change.uuid, "decision": "agree"}).status_code == 302
    assert action.criteria.get().target == "80"
    page = said(at("cabinet", action, ""))
    assert "What was agreed has changed once. As it was agreed first:" in page and "target 100" in page
    assert at("programme", action, "change").status_code == 409


def test_what_is_more_than_wording_is_said_at_its_box(people, at):
    action = agreed(people)
    page = said(at("officer_a", action, "edit", typed(action, **LOWER, wording_only="on")))
    assert "This is more than a correction of wording, because a baseline, target" in page
    assert (
        at("officer_a", action, "edit", typed(action, text=f"{action.text}.", wording_only="on")).status_code
        == 302
    )
    assert "Wording corrected" in said(at("cabinet", action, ""))


def test_whoever_asked_takes_it_back_on_its_page(people, at):
    action = agreed(people)
    at("officer_a", action, "edit", typed(action, **LOWER, **WHY))
    change = action.content_changes.get()
    assert "target 80" in said(at("officer_a", action, "recall-change"))
    assert at("officer_a", action, "recall-change", {"change": change.uuid}).status_code == 302
    assert fresh(change).decision == "recalled"
    assert at("officer_a", action, "recall-change").status_code == 409


def test_a_request_of_another_action_is_not_there(people, at):
    action, other = agreed(people), agreed(people)
    at("officer_a", action, "edit", typed(action, **LOWER, **WHY))
    sent = {"change": action.content_changes.get().uuid, "decision": "agree"}
    assert at("programme", other, "change", sent).status_code == 404
    assert at("programme", other, "change").status_code == 409


def test_a_lone_programme_office_is_told_that_nobody_else_could_decide(people, at):
    action = agreed(people)
    assert "Nobody else has the programme office role" not in said(at("programme", action, "edit"))
    type(people.programme_2).objects.filter(groups__name="programme").exclude(pk=people.programme.pk).update(
        is_active=False
    )
    assert "Nobody else has the programme office role" in said(at("programme", action, "edit"))
