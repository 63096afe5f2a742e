"""Nobody signs off their own claim: in policy, and in the database whatever the code says."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from actions.duedates.verbs import ask_for_date, decide_date
from actions.evidence.verbs import withdraw_evidence
from actions.models import Action, DateChange, Reading, SignOff
from actions.plan.verbs import withdraw_action
from actions.reading.rounds import Rounds
from actions.reports.verbs import report_progress
from actions.rules.dates import PlanDate
from actions.rules.lifecycle import Awaiting, Status
from actions.rules.rating import rule_of
from actions.rules.slippage import lateness_of
from actions.signoff.signable import signable
from actions.signoff.verbs import Changed, digest_of, return_action
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.models import AuditEvent
from tests.claims import deliver_action, sign_off
from tests.plan import (
    NOON,
    agreed,
    delivered,
    evidence,
    fresh,
    later,
    make_people,
    real_problems,
    reported,
    signed_off,
    signed_once,
)
from tests.reading_of import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


def sign(by, action):
    return sign_off(by=by, now=NOON, action=action, seen=digest_of(fresh(action)))


@pytest.mark.slow
def test_two_rounds_by_different_people_make_it_blue(people):
    action = delivered(people)
    assert action.awaiting == Awaiting.ORGANISATION
    sign(people.approver_a, action)
    assert fresh(action).awaiting == Awaiting.BOARD
    sign(people.programme, action)
    action = fresh(action)
    assert (action.status, action.awaiting) == (Status.SIGNED_OFF, "")
    assert real_problems() == []


def test_delivery_keeps_the_rating_and_how_late_it_was_for_good(people):
    action = reported(people)  # due on 18 July, reported in June
    evidence(people, action)
    action = deliver_action(by=people.officer_a, now=later(38), action=action)  # 28 July, a Monday
    assert (action.rating_before, action.late_due, action.late_on) == (
        "red",
        date(2008, 7, 18),
        date(2008, 7, 28),
    )
    assert rule_of(action, later(38).date(), Rounds()).name == "overdue"
    assert str(lateness_of(action)) == "6 working days"
    seen = digest_of(fresh(action))
    return_action(by=people.approver_a, now=later(38), action=action, seen=seen, reason="Not all wards")
    change = ask_for_date(
        by=people.officer_a,
        now=later(39),
        action=fresh(action),
        to=PlanDate.on(date(2008, 8, 29)),
        category="people",
        reason="Vacancies",
    )
    decide_date(by=people.programme, now=later(39), change=change, grant=True, reason="Agreed")
    again = deliver_action(by=people.officer_a, now=later(40), action=fresh(action))
    # In time by the later date: it was late all the same, and nothing else is kept of before.
    assert (again.late_on, again.rating_before) == (date(2008, 7, 28), "green")


def test_delivered_needs_evidence(people):
    with pytest.raises(NotNow, match="Attach evidence first"):
        deliver_action(by=people.officer_a, now=NOON, action=reported(people))


@pytest.mark.slow
@pytest.mark.parametrize(
    "who",
    ["officer_a", "officer_b", "approver_b", "programme", "finance", "cabinet", "administrator", "superuser"],
)
def test_the_first_round_is_for_an_approver_of_the_lead_organisation(people, who):
    action = delivered(people)
    with pytest.raises(Refused):
        sign(getattr(people, who), action)
    assert AuditEvent.objects.filter(kind="refused").count() == 1
    assert not SignOff.objects.exists()


OFF_TRACK = {"done": "Little", "reason": "Vacancies", "next_step": "Recruit", "recovers_on": date(2008, 7, 1)}
CLAIMS = ["delivered", "report before", "update", "reading", "evidence"]


def claimed(people, claim):
    """Delivered by officer A, but for one part of the claim, which is both_a's."""
    by = {one: people.both_a if one == claim else people.officer_a for one in CLAIMS}
    action = agreed(people)
    read(people, action, by=by["reading"], value="100")
    report_progress(by=by["report before"], now=NOON, action=fresh(action), rating="red", **OFF_TRACK)
    report_progress(
        by=by["update"],
        now=later(1),
        action=action,
        rating="green",
        done="All audited",
        why_better="New staff",
    )
    evidence(people, action, by=by["evidence"])
    return deliver_action(by=by["delivered"], now=NOON, action=action)


@pytest.mark.slow
@pytest.mark.parametrize("claim", CLAIMS)
def test_nobody_signs_a_claim_that_they_had_a_hand_in(people, claim):
    action = claimed(people, claim)
    with pytest.raises(Refused, match="Somebody else must check it"):
        sign(people.both_a, action)
    sign(people.approver_a, action)


def claimed_again(people, claim):
    """The same, returned and then reported and delivered anew by officer A."""
    action = claimed(people, claim)
    seen = digest_of(fresh(action))
    return_action(by=people.approver_a, now=later(2), action=action, seen=seen, reason="Not all wards")
    report_progress(by=people.officer_a, now=later(3), action=fresh(action), rating="green", done="All wards")
    return deliver_action(by=people.officer_a, now=later(3), action=fresh(action))


@pytest.mark.slow
@pytest.mark.parametrize("claim", ["report before", "update"])
def test_reports_from_before_it_was_returned_are_no_claim(people, claim):
    action = claimed_again(people, claim)
    waiting = signable(Action.objects.filter(pk=action.pk), people.both_a)
    assert waiting.exists()
    sign(people.both_a, action)


@pytest.mark.slow
def test_a_report_by_a_colleague_clears_nobody(people):
    """The database keeps it too, whoever reports last; see the tests of CLAIMS."""
    action = claimed(people, "report before")
    waiting = signable(Action.objects.filter(pk=action.pk), people.both_a)
    assert not waiting.exists() and signable(Action.objects.filter(pk=action.pk), people.approver_a).exists()
    with pytest.raises(Refused, match="Somebody else must check it"):
        sign(people.both_a, action)


@pytest.mark.slow
def test_a_reading_that_was_withdrawn_or_whose_criterion_was_dropped_is_no_claim(people):
    for spoil in (
        lambda action: Reading.objects.update(
            withdrawn_at=NOON, withdrawn_by=people.officer_a, withdrawn_reason="Wrong"
        ),
        lambda action: action.criteria.update(is_dropped=True),
    ):
        action = claimed_again(people, "reading")
        waiting = signable(Action.objects.filter(pk=action.pk), people.both_a)
        assert not waiting.exists()
        spoil(action)
        assert waiting.exists()
        sign(people.both_a, fresh(action))


@pytest.mark.slow
@pytest.mark.parametrize("claim", CLAIMS)
def test_the_database_refuses_a_signature_under_ones_own_claim(people, claim):
    action = claimed(people, claim)
    row = {
        "action": action,
        "round": 1,
        "outcome": "signed",
        "signed_at": NOON,
        "claimed_by": people.officer_b,
        "role": "approver",
        "for_organisation": people.a,
        "content": "{}",
        "digest": "",
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        SignOff.objects.create(signed_by=people.both_a, **row)
    signed = SignOff.objects.create(signed_by=people.approver_a, **row)
    with pytest.raises(DatabaseError), transaction.atomic():
        SignOff.objects.filter(pk=signed.pk).update(signed_by=people.both_a)
    with pytest.raises(DatabaseError), transaction.atomic():
        SignOff.objects.filter(pk=signed.pk).update(claimed_by=people.approver_a)


def test_the_database_refuses_one_person_in_both_rounds(people):
    action = signed_once(people)
    with pytest.raises(DatabaseError), transaction.atomic():
        SignOff.objects.create(
            action=action,
            round=2,
            outcome="signed",
            signed_at=NOON,
            claimed_by=people.officer_a,
            signed_by=people.approver_a,
            content="{}",
        )


@pytest.mark.slow
def test_two_lead_organisations_both_sign_before_the_board(people):
    action = delivered(people, people.post_a, people.post_b)
    sign(people.approver_a, action)
    assert fresh(action).awaiting == Awaiting.ORGANISATION
    with pytest.raises(NotNow):
        sign(people.approver_a, action)
    sign(people.approver_b, action)
    assert fresh(action).awaiting == Awaiting.BOARD


@pytest.mark.slow
@pytest.mark.parametrize("change", ["evidence", "update"])
def test_what_the_signer_did_not_see_is_not_signed(people, change):
    action = delivered(people)
    seen = digest_of(fresh(action))
    if change == "evidence":
        evidence(people, action)
    else:
        report_progress(by=people.officer_a, now=later(1), action=action, rating="green", done="More")
    with pytest.raises(Changed):
        sign_off(by=people.approver_a, now=NOON, action=action, seen=seen)
    assert not SignOff.objects.exists()


@pytest.mark.slow
def test_returned_goes_back_with_the_reason_and_ends_signatures(people):
    action = signed_once(people)
    with pytest.raises(NotNow):
        return_action(by=people.programme, now=NOON, action=action, seen=digest_of(action), reason=" ")
    return_action(by=people.programme, now=NOON, action=action, seen=digest_of(action), reason="Show 2008")
    action = fresh(action)
    assert (action.status, action.awaiting) == (Status.IN_PROGRESS, "")
    assert action.sign_offs.get(outcome="signed").lapsed_because == "returned"
    deliver_action(by=people.officer_a, now=NOON, action=action)
    sign(people.approver_a, action)
    assert real_problems() == []


@pytest.mark.slow
def test_withdrawing_signed_evidence_lapses_the_signatures_and_later_reports_do_not(people):
    action = signed_off(people)
    report_progress(by=people.officer_a, now=later(1), action=action, rating="green", done="Still so")
    evidence(people, action)
    assert fresh(action).status == Status.SIGNED_OFF
    first = action.evidence.order_by("pk").first()
    withdraw_evidence(by=people.officer_a, now=NOON, action=action, evidence=first, reason="Wrong file")
    assert fresh(action).status == Status.DELIVERED
    assert real_problems() == []


@pytest.mark.slow
def test_what_has_no_evidence_any_more_is_not_signed_but_may_be_returned(people):
    action = delivered(people)
    for shown in action.evidence.all():
        withdraw_evidence(by=people.officer_a, now=NOON, action=action, evidence=shown, reason="Wrong file")
    with pytest.raises(NotNow, match="nothing to sign"):
        sign(people.approver_a, action)
    assert not SignOff.objects.exists()
    seen = digest_of(fresh(action))
    return_action(by=people.approver_a, now=NOON, action=action, seen=seen, reason="Show it")
    assert fresh(action).status == Status.IN_PROGRESS


def test_amber_and_red_need_a_reason_and_a_next_step(people):
    action = agreed(people)
    for rating in ("amber", "red"):
        with pytest.raises(NotNow):
            report_progress(
                by=people.officer_a,
                now=NOON,
                action=action,
                rating=rating,
                done="Late",
                reason="x",
                recovers_on=date(2008, 9, 30),
            )
    with pytest.raises(NotNow):
        report_progress(by=people.officer_a, now=NOON, action=action, rating="blue", done="Done")
    report_progress(
        by=people.officer_a,
        now=NOON,
        action=action,
        rating="red",
        done="Late",
        reason="Sick",
        next_step="Hire",
        recovers_on=date(2008, 9, 30),
    )
    assert (fresh(action).status, fresh(action).declared_rating) == (Status.IN_PROGRESS, "red")


def ask(people, action, day, by=None):
    return ask_for_date(
        by=by or people.officer_a,
        now=NOON,
        action=action,
        to=PlanDate.on(day),
        category="people",
        reason="Sick",
    )


def test_a_later_date_is_asked_for_and_granted_by_two_people(people):
    action = agreed(people)
    change = ask(people, action, later(60).date())
    with pytest.raises(Refused):
        decide_date(by=people.officer_a, now=NOON, change=change, grant=True)
    with pytest.raises(NotNow):
        decide_date(by=people.programme, now=NOON, change=change, grant=False)
    decide_date(by=people.programme, now=NOON, change=change, grant=True)
    action = fresh(action)
    assert (action.due_latest, action.moves) == (later(60).date(), 1)
    assert action.original_due.isoformat() == "2008-07-18"
    assert real_problems() == []


def test_the_date_of_an_action_that_left_the_plan_is_not_moved(people):
    action = agreed(people)
    change = ask(people, action, later(60).date())
    withdraw_action(by=people.programme, now=NOON, action=action, version=action.version, reason="Twice")
    for grant in (True, False):
        with pytest.raises(NotNow, match="has been withdrawn"):
            decide_date(
                by=people.programme, now=NOON, change=change, grant=grant, reason="The action was withdrawn"
            )
    assert (fresh(action).due_latest.isoformat(), fresh(action).moves) == ("2008-07-18", 0)


def test_the_database_refuses_a_date_decided_by_its_asker(people):
    change = ask(people, agreed(people), later(60).date())
    with pytest.raises(DatabaseError), transaction.atomic():
        DateChange.objects.filter(pk=change.pk).update(
            decision="granted", decided_by=people.officer_a, decided_at=NOON
        )


def test_a_date_that_is_not_later_is_not_asked_for(people):
    action = agreed(people)
    with pytest.raises(NotNow, match="must be after"):
        ask(people, action, later(0).date())
    ask(people, action, later(60).date())
    with pytest.raises(NotNow, match="already"):
        ask(people, action, later(61).date())
