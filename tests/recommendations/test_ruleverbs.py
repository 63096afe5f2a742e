"""Rules of law as data: what is loaded, who adds and corrects them, and that a correction moves no open date."""

from datetime import date

import pytest

from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.models import AuditEvent
from jarplan.reporting.facts import BASELINE, load_facts
from jarplan.workdays.derivation import derive
from recommendations import ruleverbs
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
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def administrator(facts):
    return UserFactory(username="ada", roles=["administrator"])


def plan_rule():
    return DeadlineRule.objects.get(slug="si-2005-1973-plan")


def test_the_rules_of_three_regulations_and_how_sure_each_is(facts):
    found = DeadlineRule.objects.values_list("inspection_kind", "duty", "number", "certainty")
    assert set(found) == {
        ("joint_area_review", "report", 30, "text"),
        ("joint_area_review", "plan", 70, "second_hand"),
        ("childrens_services", "report", 30, "secondary"),
        ("childrens_services", "plan", 70, "secondary"),
        ("joint_targeted", "plan", 70, "secondary"),
    }
    unseen = DeadlineRule.objects.filter(duty="plan", certainty="secondary")
    assert all("is not to hand" in rule.wording for rule in unseen)


@pytest.mark.parametrize(
    ("start", "due"),
    [(date(2023, 5, 9), date(2023, 8, 16)), (date(2022, 2, 22), date(2022, 6, 7))],
    ids=["Stockton", "Bracknell Forest"],
)
def test_the_statement_after_an_inspection_of_childrens_services(facts, start, due):
    rule = DeadlineRule.objects.get(slug="si-2007-462-plan")
    assert derive(start, rule.number, rule.unit, rule.day_one).due == due


def test_a_database_that_lacks_the_new_rules_gets_them_and_nothing_else(facts):
    DeadlineRule.objects.filter(deadlines=None).delete()
    assert load_facts(by=None, now=BASELINE)["loaded"] == 3
    assert load_facts(by=None, now=BASELINE)["loaded"] == 0


def test_a_kind_without_a_rule_gets_one_and_only_one(administrator):
    act = {"by": administrator, "now": NOON, "inspection_kind": "plan_review", "duty": "plan"}
    rule = ruleverbs.add_rule(**act, **WORDS)
    assert AuditEvent.objects.get(subject=rule.uuid).kind == "added"
    with pytest.raises(NotNow):
        ruleverbs.add_rule(**act, **WORDS)


def test_a_corrected_rule_moves_no_open_date(administrator):
    deadline = Deadline.objects.get(rule=plan_rule())
    ruleverbs.correct_rule(
        by=administrator, now=NOON, rule=plan_rule(), version=1, reason="Read again", **WORDS
    )
    deadline.refresh_from_db()
    assert plan_rule().number == 20 and deadline.computed_on == date(2008, 9, 10)
    kinds = set(AuditEvent.objects.filter(actor=administrator.uuid).values_list("kind", flat=True))
    assert kinds == {"count kept", "corrected"}


def test_a_correction_needs_a_reason_and_the_version_that_was_looked_at(administrator):
    act = {"by": administrator, "now": NOON, "rule": plan_rule(), **WORDS}
    with pytest.raises(NotNow):
        ruleverbs.correct_rule(**act, version=1, reason=" ")
    with pytest.raises(Stale):
        ruleverbs.correct_rule(**act, version=7, reason="Read again")


@pytest.mark.parametrize("role", ["officer", "approver", "cabinet", "finance", None])
def test_others_and_the_system_change_no_rule(facts, role):
    by = role and UserFactory(roles=[role])
    with pytest.raises(Refused):
        ruleverbs.correct_rule(by=by, now=NOON, rule=plan_rule(), version=1, reason="Mine", **WORDS)
    with pytest.raises(Refused):
        ruleverbs.add_rule(by=by, now=NOON, inspection_kind="other", duty="plan", **WORDS)


def test_the_page_lists_every_rule_with_its_source_and_offers_no_button_to_a_reader(facts, client):
    client.force_login(UserFactory(roles=["officer"]), BACKEND)
    page = client.get("/deadlines/rules/").content.decode()
    assert page.count("SI 2007/462") == 2 and page.count("SI 2015/1792") == 1
    assert "70 working days" in page and "known from secondary sources only" in page
    assert "Correct this rule" not in page


def test_a_rule_is_corrected_on_its_page(administrator, client):
    client.force_login(administrator, BACKEND)
    path = f"/deadlines/rules/{plan_rule().uuid}/"
    assert client.post(path, WORDS | {"version": 1}).status_code == 200
    assert plan_rule().version == 1
    assert client.post(path, WORDS | {"version": 1, "reason": "Read again"}).status_code == 302
    assert client.post(path, WORDS | {"version": 1, "number": 9, "reason": "Again"}).status_code == 409
    assert plan_rule().number == 20
