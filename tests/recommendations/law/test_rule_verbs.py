"""Rules of law as data: what is loaded, who adds and corrects them, and that a correction moves no open date."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.models import AuditEvent
from jarplan.reporting.operations.facts import BASELINE, load_facts
from jarplan.workdays.derivation import derive
from recommendations.law import rule_verbs
from recommendations.models import Deadline, DeadlineRule
from tests.factories import UserFactory
from tests.recommendations.conftest import NOON

pytestmark = pytest.mark.django_db
WORDS = {
    "number": 20,
    "unit": "working_day",
    "day_one": "next_day",
    "counted_from": "published",
    "source": "A regulation",
    "wording": "Not to hand.",
    "certainty": "secondary",
}
BACKEND = "jarplan.people.accounts.backends.PeopleBackend"


@pytest.fixture
def administrator(facts):
    return UserFactory(username="ada", roles=["administrator"])


def plan_rule():
    return DeadlineRule.objects.get(slug="si-2005-1973-plan")


def test_the_rules_for_each_kind_and_how_sure_each_is(facts):
    found = DeadlineRule.objects.values_list("inspection_kind", "duty", "number", "certainty")
    assert set(found) == {
        ("joint_area_review", "report", 30, "text"),
        ("joint_area_review", "plan", 70, "second_hand"),
        ("joint_area_review", "annual_review", 12, "second_hand"),
        ("joint_area_review", "self_assessment", 12, "second_hand"),
        ("childrens_services", "report", 30, "secondary"),
        ("childrens_services", "plan", 70, "secondary"),
        ("childrens_services", "annual_review", 12, "secondary"),
        ("childrens_services", "self_assessment", 12, "secondary"),
        ("joint_targeted", "plan", 70, "secondary"),
        ("send_area", "plan", 30, "secondary"),
        ("peer_challenge", "report", 3, "secondary"),
        ("peer_challenge", "plan", 5, "secondary"),
        ("peer_challenge", "progress_review", 12, "secondary"),
    }
    unseen = DeadlineRule.objects.filter(duty="plan", number=70, certainty="secondary")
    assert all("is not to hand" in rule.wording for rule in unseen)


@pytest.mark.parametrize(
    ("start", "due"),
    [(date(2023, 5, 9), date(2023, 8, 16)), (date(2022, 2, 22), date(2022, 6, 7))],
    ids=["Stockton", "Bracknell Forest"],
)
def test_the_statement_after_an_inspection_of_childrens_services(facts, start, due):
    rule = DeadlineRule.objects.get(slug="si-2007-462-plan")
    assert derive(start, rule.number, rule.unit, rule.day_one).due == due


@pytest.mark.slow
def test_a_database_that_lacks_the_new_rules_gets_them_and_nothing_else(facts):
    DeadlineRule.objects.filter(deadlines=None).delete()
    assert load_facts(by=None, now=BASELINE)["loaded"] == 9
    assert load_facts(by=None, now=BASELINE)["loaded"] == 0


def test_a_kind_without_a_rule_gets_one_and_only_one(administrator):
    act = {"by": administrator, "now": NOON, "inspection_kind": "plan_review", "duty": "plan"}
    rule = rule_verbs.add_rule(**act, **WORDS)
    assert AuditEvent.objects.get(subject=rule.uuid).kind == "added"
    with pytest.raises(NotNow):
        rule_verbs.add_rule(**act, **WORDS)


def test_a_corrected_rule_moves_no_open_date(administrator):
    deadline = Deadline.objects.get(rule=plan_rule())
    rule_verbs.correct_rule(
        by=administrator, now=NOON, rule=plan_rule(), version=1, reason="Read again", **WORDS
    )
    deadline.refresh_from_db()
    assert plan_rule().number == 20 and deadline.computed_on == date(2008, 9, 10)
    kinds = set(AuditEvent.objects.filter(actor=administrator.uuid).values_list("kind", flat=True))
    assert kinds == {"count kept", "corrected"}


def test_a_correction_needs_a_reason_and_the_version_that_was_looked_at(administrator):
    act = {"by": administrator, "now": NOON, "rule": plan_rule(), **WORDS}
    with pytest.raises(NotNow):
        rule_verbs.correct_rule(**act, version=1, reason=" ")
    with pytest.raises(Stale):
        rule_verbs.correct_rule(**act, version=7, reason="Read again")


@pytest.mark.parametrize("role", ["officer", "approver", "cabinet", "finance", None])
def test_others_and_the_system_change_no_rule(facts, role):
    by = role and UserFactory(roles=[role])
    with pytest.raises(Refused):
        rule_verbs.correct_rule(by=by, now=NOON, rule=plan_rule(), version=1, reason="Mine", **WORDS)
    with pytest.raises(Refused):
        rule_verbs.add_rule(by=by, now=NOON, inspection_kind="other", duty="plan", **WORDS)


def test_the_page_lists_every_rule_with_its_source_and_offers_no_button_to_a_reader(facts, client):
    client.force_login(UserFactory(roles=["officer"]), BACKEND)
    page = client.get("/deadlines/rules/").content.decode()
    assert page.count("SI 2007/462") == 2 and page.count("SI 2015/1792") == 1
    assert "70 working days" in page and "ccording to secondary sources only" in page
    assert "Correct rule" not in " ".join(page.split())


def test_a_rule_is_corrected_on_its_page(administrator, client):
    client.force_login(administrator, BACKEND)
    path = f"/deadlines/rules/{plan_rule().uuid}/"
    assert client.post(path, WORDS | {"version": 1}).status_code == 200
    assert plan_rule().version == 1
    assert client.post(path, WORDS | {"version": 1, "reason": "Read again"}).status_code == 302
    assert client.post(path, WORDS | {"version": 1, "number": 9, "reason": "Again"}).status_code == 409
    assert plan_rule().number == 20


def after(duty, other, **more):
    return WORDS | {"duty": duty, "counted_from": "met", "after_duty": other} | more


@pytest.fixture
def chain(administrator):
    """A plan after a self-assessment, and a progress review after the plan."""
    act = {"by": administrator, "now": NOON, "inspection_kind": "other"}
    rule_verbs.add_rule(**act, **after("progress_review", "plan"))
    rule_verbs.add_rule(**act, **after("plan", "self_assessment"))
    return act


def test_a_rule_that_would_wait_for_itself_is_refused_and_it_says_how(chain):
    with pytest.raises(ValidationError) as caught:
        rule_verbs.add_rule(**chain, **after("self_assessment", "progress_review"))
    assert caught.value.message_dict["after_duty"] == [
        "The duty to complete the self-assessment would wait for itself: it is counted from the duty to review "
        "progress, which is counted from the duty to publish the action plan, which is counted from the duty to "
        "complete the self-assessment. Select another duty, or another start"
    ]
    # After another type of inspection, or once the others are no longer in force, nothing waits in a circle.
    rule_verbs.add_rule(
        **chain | {"inspection_kind": "plan_review"}, **after("self_assessment", "progress_review")
    )
    DeadlineRule.objects.filter(inspection_kind="other").update(in_force_until=date(2008, 1, 1))
    later = after("self_assessment", "progress_review", in_force_from=date(2008, 1, 2))
    assert rule_verbs.add_rule(**chain, **later)


def test_a_rule_is_not_corrected_into_waiting_for_itself(chain, client):
    client.force_login(chain["by"], BACKEND)
    rule = rule_verbs.add_rule(**chain, **WORDS | {"duty": "self_assessment"})
    typed = after("self_assessment", "plan") | {"version": 1, "reason": "Misread"}
    page = client.post(f"/deadlines/rules/{rule.uuid}/", typed)
    assert "would wait for itself" in page.context["form"].errors["after_duty"][0]
    rule.refresh_from_db()
    assert (rule.version, rule.after_duty) == (1, "")
