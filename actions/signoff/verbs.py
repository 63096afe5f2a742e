"""Sign-off in two rounds: what exactly is signed, who signs it, and what is sent back."""

from actions.models import SignOff
from actions.plan.verbs import check_version, locked, move
from actions.reading.evidence import evidence_that_counts
from actions.reading.leading import lead_organisations
from actions.reading.signatures import live_sign_offs
from actions.reading.signed_measurements import signed_criteria
from actions.rules.fields import SIGNED_TEXTS
from actions.rules.lifecycle import Awaiting, Verb
from actions.signoff import policies
from actions.signoff.review import day_of_look
from jarplan.audit.canonical import canonical, digest
from jarplan.audit.errors import NotNow, check_given
from jarplan.audit.ledger import lock, save_version, verb

# 1 had no readings, and criteria without their identity; 2 of the last report neither reason, next step nor recovery,
# and of evidence neither its file's name nor the date that it speaks of, nor who attached it.
FORMAT = 3


class Changed(NotNow):
    """What was to be signed is not what the signer saw. The page shows it as it is now."""

    def __init__(self):
        super().__init__(
            "This action has changed since you opened the page, so nothing has been signed off. "
            "Read the action as it is now, then sign off or return it."
        )


def signed_content(action):
    """What a signature covers: text, leads, criteria, targets, readings and evidence that stand, the last report. The
    page of signing shows all of it, and nothing of these that is not in it.
    """
    # The key decides between two of one moment, as in the trigger and in signable.py: all three must name
    # the same last reporter.
    last = action.updates.select_related("made_by").order_by("-made_at", "-pk").first()
    return {
        "reference": action.reference,
        "text": action.text,
        **{one.key: getattr(action, one.key) for one in SIGNED_TEXTS},
        "leads": [{"post": lead.post.uuid, "name": str(lead.post)} for lead in action.leads.all()],
        "criteria": signed_criteria(action),
        "evidence": [
            {
                "uuid": one.uuid,
                "shows": one.shows,
                "link": one.link,
                "file": one.file.original_name if one.file else "",
                "sha256": one.file.sha256 if one.file else "",
                "speaks_of": one.speaks_of,
                "attached_at": one.attached_at,
                "attached_by": one.attached_by.full_name,
            }
            for one in evidence_that_counts(action).select_related("file", "attached_by")
        ],
        "update": last
        and {
            "uuid": last.uuid,
            "rating": last.rating,
            "done": last.done,
            "effect": last.effect,
            "reason": last.reason,
            "next_step": last.next_step,
            "recovers_on": last.recovers_on,
            "made_at": last.made_at,
            "made_by": last.made_by.full_name,
        },
        "claimed_by": action.delivered_by.full_name if action.delivered_by else "",
        "claimed_at": action.delivered_at,
    }


def digest_of(action):
    """The digest of what a signature given now would cover; the page carries it, the verb compares it."""
    return digest_in(signed_content(action))


def digest_in(content):
    """The digest of content that was read already."""
    return digest(canonical(content))


def signature(*, by, now, action, role, outcome, **fields):
    """Writes a signature or a return with what it covers."""
    content = canonical(signed_content(action))
    # Which round it is follows from whom the action waits for, and not from who signs: one person may be
    # approver and programme office.
    first = action.awaiting == Awaiting.ORGANISATION
    organisation, deputy = policies.signing_for(by, action) if first else (None, None)
    return SignOff.objects.create(
        action=action,
        round=SignOff.Round.ORGANISATION if first else SignOff.Round.BOARD,
        for_organisation_id=organisation,
        deputy=deputy,
        outcome=outcome,
        signed_at=now,
        signed_by=by,
        claimed_by=action.delivered_by,
        role=role,
        signer_organisation=by.organisation.name if by.organisation else "",
        content=content,
        digest=digest(content),
        format=FORMAT,
        **fields,
    )


@verb
def sign_off(*, by, now, ledger, action, seen, meeting=None):
    """Signs an action off in the round that it waits for, and returns the SignOff.

    `seen` is the digest of what the signer saw; Changed where it is no longer that.
    """
    action = locked(action)
    role = policies.check_sign(by, action)
    # Under the lock, and after the policy: whoever may not sign is told so, whatever the page was.
    if digest_of(action) != seen:
        raise Changed
    policies.check_something_to_sign(action)
    signed = signature(
        by=by, now=now, action=action, role=role, outcome=SignOff.Outcome.SIGNED, meeting=meeting
    )
    if signed.round == SignOff.Round.BOARD:
        kind = "signed off for the board"
        move(action, Verb.SIGN_OFF_FOR_BOARD, awaiting=Awaiting.NOBODY, look_again_on=day_of_look(now))
    else:
        kind = "signed off by the organisation"
        rounds = live_sign_offs(action).filter(round=SignOff.Round.ORGANISATION)
        # Read after the new one was written, so that it counts itself.
        have = set(rounds.values_list("for_organisation", flat=True))
        complete = have >= set(lead_organisations(action))
        awaiting = Awaiting.BOARD if complete else Awaiting.ORGANISATION
        move(action, Verb.SIGN_OFF, awaiting=awaiting)
    ledger.record(action, kind, role=role)
    ledger.record(signed, "signed", role=role)
    return signed


@verb
def return_action(*, by, now, ledger, action, seen, reason, meeting=None):
    """Sends a delivered action back to its lead with the reason; signatures given so far end with it."""
    action = locked(action)
    role = policies.check_sign(by, action, Verb.RETURN)
    check_given(reason, "Enter the reason for returning, so that the lead knows what to do.")
    if digest_of(action) != seen:
        raise Changed
    returned = signature(
        by=by,
        now=now,
        action=action,
        role=role,
        outcome=SignOff.Outcome.RETURNED,
        reason=reason,
        meeting=meeting,
    )
    # The claim is over, so whoever signed it signed something that is no longer claimed.
    for signed in lock(live_sign_offs(action)):
        save_version(signed, version=signed.version, lapsed_at=now, lapsed_by=by, lapsed_because="returned")
        ledger.record(signed, "lapsed", role=role, reason="The action was returned to its lead.")
    move(action, Verb.RETURN, awaiting=Awaiting.NOBODY)
    ledger.record(action, "returned", role=role, reason=reason)
    ledger.record(returned, "returned", role=role, reason=reason)
    return returned


@verb
def deliver_action(*, by, now, ledger, action, version=None):
    """Claims that an action is done. Needs evidence; from here another person must sign."""
    action = locked(action)
    role = policies.check_deliver(by, action)
    if version is not None:
        check_version(action, version)
    if not evidence_that_counts(action).exists():
        raise NotNow("Attach evidence first. An action can only be marked as delivered with evidence.")
    move(
        action,
        Verb.DELIVER,
        awaiting=Awaiting.ORGANISATION,
        delivered_at=now,
        delivered_by=by,
    )
    ledger.record(action, "said delivered", role=role)
    return action
