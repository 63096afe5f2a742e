"""Evidence beyond its first attaching: newer versions, other actions that use it, and whose claim each makes it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from actions.evidence import verbs
from actions.evidence.verbs import attach_newer, end_use, use_evidence, withdraw_evidence
from actions.models import Evidence, EvidenceUse, SignOff
from actions.reading import signatures as reading_signatures
from actions.reading.evidence import evidence_that_counts
from actions.rules.lifecycle import Awaiting, Status
from actions.signoff import policies as signoff_policies
from actions.signoff.signable import signable
from actions.signoff.verbs import digest_of, signed_content
from jarplan.audit.errors import NotNow, Refused, Repeated
from jarplan.audit.models import AuditEvent
from jarplan.audit.reading.history import event_changes
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

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


def newer(people, action, found, by=None, **more):
    more = {"shows": "Audit of 360 cases", "upload": SimpleUploadedFile("audit 2.txt", b"360 of 360"), **more}
    return attach_newer(by=by or people.officer_a, now=later(2), action=action, evidence=found, **more)


def use(people, action, found, by=None):
    return use_evidence(by=by or people.officer_a, now=later(2), action=action, evidence=found)


def test_a_newer_version_stands_beside_the_earlier_one(people):
    action = agreed(people)
    first = evidence(people, action)
    second = newer(people, action, first)
    assert second.earlier == first and fresh(first).newer == second
    assert set(action.evidence.all()) == {first, second}
    assert first.file.file.read() == b"350 of 350 cases are allocated"
    told = list(event_changes(AuditEvent.objects.filter(subject=second.uuid)))
    assert [one.event.kind for one in told] == ["newer version attached"]
    assert told[0].after["earlier"] == str(first.uuid)
    assert real_problems() == []


def test_a_newer_version_is_used_for_all_actions_of_the_earlier_one(people):
    one, other = agreed(people), agreed(people, people.post_a, people.post_b)
    first = evidence(people, one)
    use(people, other, first)
    second = newer(people, other, first)
    uses = EvidenceUse.objects.filter(evidence=second)
    assert {row.action for row in uses} == {one, other}
    assert {row.used_by for row in uses} == {people.officer_a}


def test_versions_make_one_line_and_no_tree(people):
    action = agreed(people)
    first = evidence(people, action)
    second = newer(people, action, first)
    with pytest.raises(NotNow, match="already has a newer version"):
        newer(people, action, first, upload=SimpleUploadedFile("third.txt", b"third"))
    third = newer(people, action, second, upload=SimpleUploadedFile("third.txt", b"third"))
    assert third.earlier == second


def test_a_newer_version_of_withdrawn_evidence_takes_its_place(people):
    action = agreed(people)
    first = evidence(people, action)
    withdraw_evidence(by=people.officer_a, now=later(1), action=action, evidence=first, reason="A name in it")
    newer(people, action, fresh(first))
    assert deliver_action(by=people.officer_a, now=later(3), action=action).status == Status.DELIVERED


def test_a_newer_version_is_attached_once_and_is_of_this_action(people):
    action, other = agreed(people), agreed(people)
    first = evidence(people, action)
    once = Evidence().uuid
    newer(people, action, first, once=once)
    with pytest.raises(Repeated):
        newer(people, action, first, once=once)
    with pytest.raises(Refused, match="belongs to another action"):
        newer(people, other, first)
    with pytest.raises(NotNow, match="a file or enter a web address"):
        newer(people, other, evidence(people, other), upload=None)


@pytest.mark.slow
@pytest.mark.parametrize(
    "who",
    ["officer_b", "approver_a", "programme", "finance", "cabinet", "administrator", "superuser"],
)
def test_only_officers_of_the_lead_attach_versions_or_use_evidence(people, who):
    one, other = agreed(people), agreed(people)
    first = evidence(people, one)
    with pytest.raises(Refused):
        newer(people, one, first, by=getattr(people, who))
    with pytest.raises(Refused):
        use(people, other, first, by=getattr(people, who))
    assert AuditEvent.objects.filter(kind="refused").count() == 2
    assert EvidenceUse.objects.count() == 1


def test_evidence_that_one_may_not_open_is_not_used(people):
    first = evidence(people, agreed(people))
    led_by_b = agreed(people, people.post_b)
    with pytest.raises(Refused, match="cannot open"):
        use(people, led_by_b, first, by=people.officer_b)


def test_one_piece_is_used_for_several_actions(people):
    one, other = agreed(people), agreed(people)
    first = evidence(people, one)
    used = use(people, other, first)
    assert used.version == first.version + 1
    assert set(first.actions.all()) == {one, other}
    event = AuditEvent.objects.get(subject=first.uuid, kind="used for another action")
    assert event.reference == f"{one.reference}, {other.reference}"
    deliver_action(by=people.officer_a, now=later(3), action=other)
    assert real_problems() == []


def test_evidence_is_used_once_for_an_action_that_is_in_the_plan_while_it_stands(people):
    one, other = agreed(people), agreed(people)
    first = evidence(people, one)
    use(people, other, first)
    with pytest.raises(NotNow, match="is already used for"):
        use(people, other, first)
    withdraw_evidence(by=people.officer_a, now=later(1), action=one, evidence=first, reason="A name in it")
    with pytest.raises(NotNow, match="has been withdrawn"):
        use(people, agreed(people), first)


def test_whoever_used_it_or_attached_it_made_the_claim_where_it_is_used(people):
    one, other = agreed(people), reported(people)
    use(people, other, evidence(people, one, by=people.officer_a), by=people.both_a)
    deliver_action(by=people.officer_a, now=later(3), action=other)
    other = fresh(other)
    assert signoff_policies.claimants(other) == {people.officer_a.pk, people.both_a.pk}
    with pytest.raises(Refused, match="Somebody else must check it"):
        sign_off(by=people.both_a, now=later(4), action=other, seen=digest_of(other))
    rows = type(other).objects.all()
    assert not signable(rows, people.both_a).exists()
    assert list(signable(rows, people.approver_a)) == [other]


def test_whoever_attached_it_elsewhere_made_the_claim_too(people):
    one, other = agreed(people), reported(people)
    use(people, other, evidence(people, one, by=people.both_a))
    deliver_action(by=people.officer_a, now=later(3), action=other)
    with pytest.raises(Refused, match="Somebody else must check it"):
        sign_off(by=people.both_a, now=later(4), action=other, seen=digest_of(other))
    assert not signable(type(other).objects.all(), people.both_a).exists()


@pytest.mark.slow
@pytest.mark.parametrize("part", ["attached", "used", "newer"])
def test_the_database_refuses_a_signature_of_who_attached_or_used_it(people, part):
    one, other = agreed(people), reported(people)
    first = evidence(people, one, by=people.both_a if part == "attached" else None)
    use(people, other, first, by=people.both_a if part == "used" else None)
    if part == "newer":
        newer(people, one, first, by=people.both_a)
    other = deliver_action(by=people.officer_a, now=later(3), action=other)
    row = {
        "action": other,
        "round": 1,
        "outcome": "signed",
        "signed_at": NOON,
        "claimed_by": people.officer_a,
        "role": "approver",
        "for_organisation": people.a,
        "content": "{}",
        "digest": "",
    }
    with pytest.raises(DatabaseError), transaction.atomic():
        SignOff.objects.create(signed_by=people.both_a, **row)
    SignOff.objects.create(signed_by=people.approver_a, **row)


def test_a_withdrawn_use_is_no_claim(people):
    action = reported(people)
    mine = evidence(people, action, by=people.both_a)
    evidence(people, action)
    withdraw_evidence(by=people.officer_a, now=later(1), action=action, evidence=mine, reason="Not it")
    action = deliver_action(by=people.officer_a, now=later(3), action=action)
    signed = sign_off(by=people.both_a, now=later(4), action=action, seen=digest_of(action))
    assert signed.signed_by == people.both_a and fresh(action).awaiting == Awaiting.BOARD


@pytest.mark.slow
def test_a_signature_stands_when_a_newer_version_or_a_use_comes_and_covers_what_was_signed(people):
    action = signed_off(people)
    (signed,) = SignOff.objects.filter(action=action, round=2)
    first = action.evidence.get()
    newer(people, action, first)
    use(people, action, evidence(people, agreed(people)))
    assert fresh(action).status == Status.SIGNED_OFF
    assert fresh(signed).lapsed_at is None and str(first.uuid) in signed.content
    assert len(signed_content(fresh(action))["evidence"]) == 3


@pytest.mark.slow
def test_withdrawing_lapses_the_signatures_of_every_action_that_uses_it(people):
    one, other = signed_once(people), delivered(people)
    shared = one.evidence.get()
    use(people, other, shared)
    sign_off(by=people.approver_a, now=later(3), action=other, seen=digest_of(fresh(other)))
    withdraw_evidence(by=people.officer_a, now=later(4), action=one, evidence=shared, reason="A name in it")
    assert (
        not reading_signatures.live_sign_offs(one).exists()
        and not reading_signatures.live_sign_offs(other).exists()
    )
    assert fresh(other).awaiting == Awaiting.ORGANISATION


@pytest.mark.slow
def test_shared_evidence_is_withdrawn_where_it_was_attached(people):
    """Else an organisation could end another's signatures by using its evidence and withdrawing it."""
    one = signed_once(people)
    shared = one.evidence.get()
    by_both = agreed(people, people.post_b, people.post_a)
    use(people, by_both, shared)
    act = {"by": people.officer_b, "now": later(4), "action": by_both, "reason": "Mine"}
    with pytest.raises(Refused, match=f"attached to {one.reference}"):
        withdraw_evidence(**act, evidence=shared)
    assert reading_signatures.live_sign_offs(one).exists()
    own = newer(people, by_both, shared, by=people.officer_b)
    assert withdraw_evidence(**act, evidence=own).withdrawn_at == later(4)


def test_a_use_that_comes_between_is_not_overlooked_when_evidence_is_withdrawn(people, monkeypatch):
    """Its action was not locked, so a signature there could outlive the evidence: nothing is withdrawn."""
    one, other = agreed(people), delivered(people)
    shared = evidence(people, one)
    lock = verbs.lock

    def lock_late(rows):
        if rows.model is Evidence and not EvidenceUse.objects.filter(evidence=shared, action=other).exists():
            EvidenceUse.objects.create(evidence=shared, action=other, used_at=NOON, used_by=people.officer_a)
        return lock(rows)

    monkeypatch.setattr(verbs, "lock", lock_late)
    with pytest.raises(NotNow, match="used this evidence for another action"):
        withdraw_evidence(by=people.officer_a, now=later(4), action=one, evidence=shared, reason="A name")
    assert fresh(shared).withdrawn_at is None


def test_what_a_newer_version_says_of_its_day(people):
    action = agreed(people)
    found = newer(people, action, evidence(people, action), speaks_of=date(2008, 7, 9))
    assert (found.speaks_of, found.shows) == (date(2008, 7, 9), "Audit of 360 cases")


def end(people, action, found, by=None, reason="It is about another team"):
    return end_use(by=by or people.officer_a, now=later(4), action=action, evidence=found, reason=reason)


@pytest.mark.slow
def test_a_use_ends_for_one_action_and_stands_for_the_others(people):
    one, other = agreed(people), agreed(people)
    shared = evidence(people, one)
    use(people, other, shared)
    ended = end(people, other, shared)
    assert ended.version == shared.version + 2
    assert list(evidence_that_counts(one)) == [shared] and not evidence_that_counts(other).exists()
    (told,) = event_changes(AuditEvent.objects.filter(kind="no longer used for an action"))
    assert told.reason == "It is about another team"
    assert told.event.reference == f"{one.reference}, {other.reference}"
    assert told.after["actions"] == [str(one.uuid)]
    assert [use["ended_by"] for use in told.after["uses"]] == [None, str(people.officer_a.uuid)]
    with pytest.raises(NotNow, match="Attach evidence first"):
        deliver_action(by=people.officer_a, now=later(5), action=other)
    deliver_action(by=people.officer_a, now=later(5), action=one)
    assert real_problems() == []


@pytest.mark.slow
def test_ending_a_use_lapses_the_signatures_of_that_action_alone(people):
    one, other = signed_once(people), delivered(people)
    shared = one.evidence.get()
    use(people, other, shared)
    sign_off(by=people.approver_a, now=later(3), action=other, seen=digest_of(fresh(other)))
    end(people, other, shared)
    assert (
        reading_signatures.live_sign_offs(one).exists()
        and not reading_signatures.live_sign_offs(other).exists()
    )
    assert (fresh(other).status, fresh(other).awaiting) == (Status.DELIVERED, Awaiting.ORGANISATION)
    assert AuditEvent.objects.filter(subject=other.uuid, kind="evidence no longer used").count() == 1
    assert real_problems() == []


@pytest.mark.slow
@pytest.mark.parametrize("how", ["ended", "withdrawn"])
def test_what_no_signature_covered_ends_none(people, how):
    """Evidence that came after the signature is no part of what was signed."""
    one, signed = agreed(people), signed_once(people)
    late = evidence(people, signed) if how == "withdrawn" else evidence(people, one)
    act = {"by": people.officer_a, "now": later(4), "action": signed, "evidence": late, "reason": "No"}
    if how == "ended":
        use(people, signed, late)
    (end_use if how == "ended" else withdraw_evidence)(**act)
    assert reading_signatures.live_sign_offs(signed).exists()


def test_whoever_used_it_by_mistake_may_sign_once_the_use_has_ended(people):
    """In the policy, in the list of what waits, and in the database."""
    one, other = agreed(people), reported(people)
    shared = evidence(people, one, by=people.both_a)
    use(people, other, shared, by=people.both_a)
    evidence(people, other)
    other = deliver_action(by=people.officer_a, now=later(3), action=other)
    assert people.both_a.pk in signoff_policies.claimants(other)
    end(people, other, shared)
    assert people.both_a.pk not in signoff_policies.claimants(other)
    assert list(signable(type(other).objects.all(), people.both_a)) == [other]
    sign_off(by=people.both_a, now=later(5), action=other, seen=digest_of(fresh(other)))


def test_a_use_that_ended_can_begin_anew_and_claims_for_who_does(people):
    one, other = agreed(people), agreed(people)
    shared = evidence(people, one)
    use(people, other, shared, by=people.both_a)
    end(people, other, shared)
    use(people, other, shared)
    row = EvidenceUse.objects.get(evidence=shared, action=other)
    assert (row.used_by, row.ended_at, row.ended_by, row.ended_reason) == (people.officer_a, None, None, "")
    assert real_problems() == []


def test_a_newer_version_is_not_used_where_the_use_has_ended(people):
    one, other = agreed(people), agreed(people)
    shared = evidence(people, one)
    use(people, other, shared)
    end(people, other, shared)
    with pytest.raises(Refused, match="belongs to another action"):
        newer(people, other, fresh(shared))
    assert [row.action for row in newer(people, one, fresh(shared)).uses.all()] == [one]


@pytest.mark.slow
def test_withdrawing_leaves_alone_the_signatures_where_the_use_has_ended(people):
    one, other = agreed(people), delivered(people)
    shared = evidence(people, one)
    use(people, other, shared)
    end(people, other, shared)
    sign_off(by=people.approver_a, now=later(5), action=other, seen=digest_of(fresh(other)))
    withdraw_evidence(by=people.officer_a, now=later(6), action=one, evidence=fresh(shared), reason="No")
    assert reading_signatures.live_sign_offs(other).exists()


def test_a_use_ends_once_with_a_reason_and_not_where_it_was_attached(people):
    one, other = agreed(people), agreed(people)
    shared = evidence(people, one)
    with pytest.raises(NotNow, match="is no longer used for"):
        end(people, other, shared)
    use(people, other, shared)
    with pytest.raises(NotNow, match=f"first attached to {one.reference}. If the evidence should not count"):
        end(people, one, shared)
    with pytest.raises(NotNow, match="Enter the reason"):
        end(people, other, shared, reason=" ")
    with pytest.raises(Refused, match="only officers of its lead organisation"):
        end(people, other, shared, by=people.officer_b)
    end(people, other, shared)
    with pytest.raises(NotNow, match="is no longer used for"):
        end(people, other, shared)


def test_the_database_asks_who_ended_a_use_and_why(people):
    one, other = agreed(people), agreed(people)
    use(people, other, evidence(people, one))
    rows = EvidenceUse.objects.filter(action=other)
    for half in ({"ended_at": NOON}, {"ended_reason": "x"}, {"ended_at": NOON, "ended_by": people.officer_a}):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**half)
