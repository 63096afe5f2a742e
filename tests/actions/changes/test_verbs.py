"""What was agreed changes only when somebody else agrees: asked for by an edit, decided, recalled."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from actions.changes.verbs import decide_change, recall_change
from actions.life.verbs import pause_action
from actions.models import ContentChange, SignOff
from actions.plan.content import Criterion, content_of
from actions.plan.verbs import edit_action, withdraw_action
from actions.rules.dates import PlanDate
from actions.signoff.policies import claimants
from actions.signoff.signable import not_claimed_by
from actions.signoff.verbs import digest_of, return_action
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.models import AuditEvent
from tests.claims import deliver_action, sign_off
from tests.plan import NOON, agreed, evidence, fresh, later, make_people, proposed, real_problems, signed_off

pytestmark = pytest.mark.django_db
WHY = {"category": "people", "reason": "Two posts are empty"}
LOWER = (Criterion("100% allocated", unit="%", target="80"),)


@pytest.fixture
def people():
    return make_people()


def edit(action, by, now=NOON, wording_only=False, category="", reason="", **said):
    action = fresh(action)
    told = {"wording_only": wording_only, "category": category, "reason": reason}
    content = replace(content_of(action), **said)
    return edit_action(by=by, now=now, action=action, version=action.version, content=content, **told)


def asked(people, action, by=None, **said):
    edit(action, by or people.officer_a, **WHY, **(said or {"criteria": LOWER}))
    return action.content_changes.get(decision="pending")


def decide(change, by, now=NOON, grant=True, **said):
    return decide_change(by=by, now=now, change=change, grant=grant, **said)


def test_a_target_of_an_agreed_action_is_lowered_by_two_people_with_a_reason(people):
    action = agreed(people)
    with pytest.raises(NotNow, match="Choose the type of reason"):
        edit(action, people.officer_a, criteria=LOWER)
    with pytest.raises(NotNow, match="Enter the reason"):
        edit(action, people.officer_a, criteria=LOWER, category="people", reason=" . ")
    change = asked(people, action)
    assert action.criteria.get().target == "100" and fresh(action).version == action.version
    with pytest.raises(NotNow, match="already been requested"):
        edit(action, people.officer_a, text="Something else altogether", **WHY)
    decide(change, people.programme)
    assert fresh(action).criteria.get().target == "80"
    # The row stays, and with it its measurements.
    assert str(fresh(action).criteria.get().uuid) == change.changes["criteria"]["from"][0]["uuid"]
    kinds = AuditEvent.objects.filter(subject=change.uuid).order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["asked for", "agreed"]
    assert real_problems() == []


def test_what_is_not_guarded_is_saved_at_once(people):
    action = agreed(people)
    edit(action, people.officer_a, text="Audit half of them", resources="Two posts", **WHY)
    assert (fresh(action).text, fresh(action).resources) == (action.text, "Two posts")
    assert ContentChange.objects.get().changes == {"text": {"from": action.text, "to": "Audit half of them"}}


def test_a_later_start_is_requested_as_no_rating_gets_greener_by_one_person(people):
    action = agreed(people, start=PlanDate.on(date(2008, 6, 23)))
    later_start = {"start": PlanDate.on(date(2008, 8, 29))}
    with pytest.raises(NotNow, match="the start is another day"):
        edit(action, people.officer_a, wording_only=True, **later_start)
    change = asked(people, action, **later_start)
    assert fresh(action).start_latest == date(2008, 6, 23)
    decide(change, people.programme)
    assert fresh(action).start == PlanDate.on(date(2008, 8, 29))
    assert real_problems() == []


def test_a_proposed_action_is_changed_at_once(people):
    action = proposed(people)
    edit(action, people.officer_a, criteria=LOWER)
    assert fresh(action).criteria.get().target == "80" and not ContentChange.objects.exists()


def test_nobody_decides_on_their_own_request(people):
    action = agreed(people)
    change = asked(people, action, by=people.programme)
    with pytest.raises(Refused, match="You requested this change yourself"):
        decide(change, people.programme)
    for who in ("officer_a", "approver_a", "cabinet", "administrator", "superuser"):
        with pytest.raises(Refused):
            decide(change, getattr(people, who))
    decide(change, people.programme_2)
    for other in ({"decided_by": people.programme}, {"decided_by": None}, {"reason": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ContentChange.objects.filter(pk=change.pk).update(**other)


def test_a_refusal_says_why_and_changes_nothing(people):
    action = agreed(people)
    change = asked(people, action)
    with pytest.raises(NotNow, match="Enter why the change is refused"):
        decide(change, people.programme, grant=False)
    decide(change, people.programme, grant=False, reason="The target stays")
    assert fresh(action).criteria.get().target == "100" and fresh(action).version == action.version
    with pytest.raises(NotNow, match="already been decided"):
        decide(change, people.programme)
    assert asked(people, action)  # another may be asked for


def test_a_request_that_no_longer_fits_is_not_agreed(people):
    action = agreed(people)
    change = asked(people, action, text="Audit half of them")
    edit(action, people.programme, text=f"{action.text}.", wording_only=True)
    with pytest.raises(NotNow, match="The what will be done of R4.1 changed after this was requested"):
        decide(change, people.programme)
    assert fresh(change).decision == "pending"


def test_whoever_asked_recalls_it_and_nobody_else(people):
    action = agreed(people)
    change = asked(people, action)
    with pytest.raises(Refused):
        recall_change(by=people.both_a, now=NOON, change=change)
    recall_change(by=people.officer_a, now=NOON, change=change)
    with pytest.raises(NotNow, match="withdrawn"):
        decide(change, people.programme)


def test_a_request_goes_with_its_action(people):
    action = agreed(people)
    change = asked(people, action)
    withdraw_action(by=people.programme, now=NOON, action=action, version=action.version, reason="No money")
    assert fresh(change).decision == "recalled"


def test_a_paused_action_keeps_its_request(people):
    action = agreed(people)
    change = asked(people, action)
    pause_action(by=people.programme, now=NOON, action=action, version=action.version, reason="No money")
    decide(change, people.programme)
    assert fresh(action).criteria.get().target == "80"


def test_wording_is_corrected_by_one_and_listed(people):
    action = agreed(people)
    with pytest.raises(NotNow, match="more than a correction of wording"):
        edit(action, people.officer_a, criteria=LOWER, wording_only=True)
    edit(action, people.officer_a, text=f"{action.text}.", wording_only=True)
    change = ContentChange.objects.get()
    assert (fresh(action).text, change.decision) == (f"{action.text}.", "reworded")
    assert change.decided_by is None and not change.of_criteria


def test_a_sign_off_lapses_at_the_decision_and_not_at_the_asking(people):
    action = signed_off(people)
    change = asked(people, action, text="Audit half of them")
    assert SignOff.objects.filter(lapsed_at=None).count() == 2 and fresh(action).status == "signed_off"
    decide(change, people.programme_2)
    assert not SignOff.objects.filter(lapsed_at=None).exists() and fresh(action).status == "delivered"
    assert real_problems() == []


def delivered_after(people, act):
    action = agreed(people)
    act(action)
    evidence(people, action, by=people.officer_a)
    return fresh(deliver_action(by=people.officer_a, now=later(2), action=fresh(action)))


def test_whoever_had_the_criteria_changed_made_the_claim_and_whoever_decided_did_not(people):
    def changed(action):
        decide(asked(people, action, by=people.both_a), people.programme)

    action = delivered_after(people, changed)
    assert people.both_a.pk in claimants(action) and people.programme.pk not in claimants(action)
    assert not not_claimed_by(type(action).objects.all(), people.both_a).exists()
    with pytest.raises(Refused, match="had its success criteria changed"):
        sign_off(by=people.both_a, now=later(3), action=action)
    signed = sign_off(by=people.approver_a, now=later(3), action=action)
    # And the database by itself.
    with pytest.raises(DatabaseError, match="nobody signs off their own claim"), transaction.atomic():
        SignOff.objects.filter(pk=signed.pk).update(signed_by=people.both_a)
    sign_off(by=people.programme, now=later(3), action=fresh(action))


def test_what_is_agreed_after_a_return_is_claimed_however_early_it_was_asked_for(people):
    found = []
    action = delivered_after(people, lambda action: found.append(asked(people, action, by=people.both_a)))
    act = {"now": later(3), "action": action, "seen": digest_of(action), "reason": "Not yet"}
    return_action(by=people.approver_a, **act)
    decide(found[0], people.programme, now=later(4))
    action = fresh(deliver_action(by=people.officer_a, now=later(5), action=fresh(action)))
    assert people.both_a.pk in claimants(action)
    assert not not_claimed_by(type(action).objects.all(), people.both_a).exists()
    signed = sign_off(by=people.approver_a, now=later(6), action=action)
    with pytest.raises(DatabaseError, match="nobody signs off their own claim"), transaction.atomic():
        SignOff.objects.filter(pk=signed.pk).update(signed_by=people.both_a)


@pytest.mark.parametrize("how", ["refused", "text alone", "before a return"])
def test_what_was_not_changed_of_the_criteria_claims_nothing(people, how):
    def changed(action):
        if how == "refused":
            change = asked(people, action, by=people.both_a)
            decide(change, people.programme, grant=False, reason="No")
        else:
            said = {"text": "Audit half of them"} if how == "text alone" else {"criteria": LOWER}
            decide(asked(people, action, by=people.both_a, **said), people.programme)

    action = delivered_after(people, changed)
    if how == "before a return":
        act = {"now": later(3), "action": action, "seen": digest_of(action), "reason": "Not yet"}
        return_action(by=people.approver_a, **act)
        action = fresh(deliver_action(by=people.officer_a, now=later(4), action=fresh(action)))
    assert people.both_a.pk not in claimants(action)
    assert not_claimed_by(type(action).objects.all(), people.both_a).exists()
    sign_off(by=people.both_a, now=later(5), action=action)
