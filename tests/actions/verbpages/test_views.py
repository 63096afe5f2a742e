"""A verb that nobody may do now says so, however little was typed; and what a hand-made request leaves out."""

import pytest

from actions.models import SignOff
from tests.plan import agreed, delivered, evidence, fresh, proposed, signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(cast):
    return cast


LATE = [
    ("agree", agreed, "programme"),
    ("pause", proposed, "programme"),
    ("resume", agreed, "programme"),
    ("supersede", delivered, "programme"),
    ("decline", agreed, "programme"),
    ("sign-off", agreed, "approver_a"),
    ("deliver", delivered, "officer_a"),
    ("update", proposed, "officer_a"),
    ("later-look", agreed, "programme"),
    ("date-change", signed_off, "officer_a"),
]


@pytest.mark.slow
@pytest.mark.parametrize("verb, made, who", LATE)
def test_an_empty_form_of_what_nobody_may_do_now_says_why_first(people, at, verb, made, who):
    action = made(people)
    looked_at = at(who, action, verb)
    assert looked_at.status_code == 409
    reason = str(looked_at.context["problem"])
    response = at(who, action, verb, {})
    assert response.status_code == 200
    assert list(response.context["form"].non_field_errors()).count(reason) == 1
    assert fresh(action).version == action.version


def test_what_the_verb_has_said_is_not_said_twice(people, at):
    action = proposed(people)
    sent = {"version": action.version, "reason": "The team has gone"}
    form = at("programme", action, "pause", sent).context["form"]
    assert len(form.non_field_errors()) == 1


def test_an_empty_decision_on_a_signature_does_not_say_that_the_action_changed(people, at):
    action = delivered(people)
    response = at("approver_a", action, "sign-off", {})
    assert response.context["form"].conflict is False
    assert "Somebody" not in response.content.decode()
    assert "Read what is shown above, then save your decision" in response.content.decode()
    changed = at("approver_a", action, "sign-off", {"seen": "0" * 64})
    assert changed.context["form"].conflict is True
    assert not SignOff.objects.exists()


def test_a_decision_without_what_was_seen_is_not_saved(people, at):
    action = delivered(people)
    evidence(people, action)
    at("approver_a", action, "sign-off", {"decision": "sign"})
    assert not SignOff.objects.exists()
