"""Reports that the programme office sends for somebody of the organisation that leads: who may, whom they name, and
that both of them have made the claim: in the policy, in the queues, and in the database.
"""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from actions.models import Action, ProgressUpdate, SignOff
from actions.reports.behalf import Behalf, named
from actions.reports.verbs import report_progress
from actions.rules.lifecycle import CLAIMED
from actions.signoff.policies import claimants
from actions.signoff.signable import not_claimed_by
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.integrity.verification import problems
from jarplan.audit.subjects import SUBJECTS
from tests import plan
from tests.factories import UserFactory
from tests.plan import NOON, fresh, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return plan.make_people()


def for_b(people, action, behalf, by=None, **more):
    said = {"rating": "green", "done": "All audited", "behalf": behalf, **more}
    return report_progress(by=by or people.programme, now=later(1), action=fresh(action), **said)


@pytest.fixture
def led_by_b(people):
    return plan.agreed(people, people.post_b)


def test_programme_office_reports_for_somebody_without_an_account(people, led_by_b):
    update = for_b(people, led_by_b, Behalf(people.b, name="  Ada   Partner "))
    assert (update.made_by, update.for_organisation, update.for_person) == (people.programme, people.b, None)
    assert update.for_name == update.sent_for == "Ada Partner"
    assert fresh(led_by_b).status == "in_progress"
    assert [one for one in problems() if "progress report" in one] == []


def test_typed_name_of_somebody_with_an_account_is_that_person(people, led_by_b):
    update = for_b(people, led_by_b, Behalf(people.b, name="officer_B"))
    assert (update.for_person, update.for_name) == (people.officer_b, "")
    elsewhere = UserFactory(full_name="Vera Élan", organisation=people.a, roles=["approver"])
    assert named(people.programme, Behalf(people.b, name="VERA ÉLAN")).person == elsewhere


@pytest.mark.parametrize("name", ["", " ", "-", "x" * 201, "Programme"])
def test_name_that_names_nobody_else_is_refused(people, led_by_b, name):
    with pytest.raises(NotNow):
        for_b(people, led_by_b, Behalf(people.b, name=name))
    assert not ProgressUpdate.objects.exists()


def test_name_of_several_people_is_asked_again(people, led_by_b):
    for _ in range(2):
        UserFactory(full_name="Sam Twin", organisation=people.b)
    with pytest.raises(NotNow, match="Several people"):
        for_b(people, led_by_b, Behalf(people.b, name="Sam Twin"))


def test_organisation_that_does_not_lead_is_refused(people, led_by_b):
    with pytest.raises(NotNow, match="does not lead"):
        for_b(people, led_by_b, Behalf(people.a, name="Ada Partner"))


@pytest.mark.parametrize("who", ["officer_a", "officer_b", "approver_b", "cabinet", "administrator"])
def test_nobody_else_reports_for_somebody(people, led_by_b, who):
    with pytest.raises(Refused):
        for_b(people, led_by_b, Behalf(people.b, name="Ada Partner"), by=getattr(people, who))


def claimed_for(people, person):
    """A delivered action of B, one of whose reports was sent for this person by the programme office."""
    action = plan.agreed(people, people.post_b)
    for_b(people, action, Behalf(people.b, person))
    plan.evidence(people, action, by=people.officer_b)
    return plan.deliver_action(by=people.officer_b, now=later(2), action=fresh(action))


def test_both_have_made_the_claim(people):
    action = claimed_for(people, people.approver_b)
    assert {people.approver_b.pk, people.programme.pk, people.officer_b.pk} == claimants(action)
    rows = Action.objects.filter(status__in=CLAIMED)
    for person in (people.approver_b, people.programme):
        assert not not_claimed_by(rows, person).exists()
    assert not_claimed_by(rows, people.programme_2).exists()


def test_database_refuses_the_signature_of_whoever_it_was_sent_for(people):
    action = claimed_for(people, people.approver_b)
    signed = {
        "action": action,
        "round": SignOff.Round.ORGANISATION,
        "outcome": "signed",
        "signed_at": later(3),
    }
    signed |= {"role": "approver", "signer_organisation": "PCT", "content": "{}", "digest": "0" * 64}
    signed |= {"claimed_by": people.officer_b, "for_organisation": people.b}
    with pytest.raises(DatabaseError, match="own claim"), transaction.atomic():
        SignOff.objects.create(**signed, signed_by=people.approver_b)
    # A later report by somebody else does not clear them.
    report_progress(by=people.officer_b, now=later(3), action=fresh(action), rating="green", done="More")
    with pytest.raises(DatabaseError, match="own claim"), transaction.atomic():
        SignOff.objects.create(**signed, signed_by=people.approver_b)
    SignOff.objects.create(**signed, signed_by=UserFactory(organisation=people.b, roles=["approver"]))


def test_database_holds_a_report_to_one_person(people, led_by_b):
    said = {"action": led_by_b, "made_at": NOON, "made_by": people.programme, "rating": "green", "done": "x"}
    wrong = (
        {"for_organisation": people.b},
        {"for_person": people.officer_b},
        {"for_organisation": people.b, "for_person": people.officer_b, "for_name": "Ada"},
        {"for_organisation": people.b, "for_person": people.programme},
    )
    for one in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            ProgressUpdate.objects.create(**said, **one)


def test_report_of_before_there_were_returns_is_read(people):
    state = SUBJECTS["update"].upcast({"done": "All audited"}, 3)
    assert (state["for_name"], state["sheet_return"], state["came_from"]) == ("", None, {})
