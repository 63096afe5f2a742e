"""Sign-off in two rounds: what exactly is signed, who signs it, and what is sent back."""

from actions import policies
from actions.laterlooks import day_of_look
from actions.lifecycle import Awaiting, Status
from actions.models import SignOff
from actions.policies import lead_organisations, live_signatures
from actions.proof import standing
from actions.services import locked, move
from actions.signedreadings import signed_criteria
from jarplan.audit.canonical import canonical, digest
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, save_version, verb

# 1 had no readings, and criteria without their identity; 2 of the last report neither reason, next step nor recovery,
# and of evidence neither its file's name nor the date that it speaks of, nor who attached it.
FORMAT = 3


class Changed(NotNow):
    """What was to be signed is not what the signer saw. The page shows it as it is now."""

    def __init__(self):
        super().__init__(
            "This action has changed since you opened the page, so nothing was signed. "
            "Read it as it is now, then sign it or return it."
        )


def signed_content(action):
    """What a signature covers: text, leads, criteria, targets, readings and evidence that stand, the last report. The
    page of signing shows all of it, and nothing of these that is not in it.
    """
    last = action.updates.select_related("made_by").order_by("-made_at", "-pk").first()
    return {
        "reference": action.reference,
        "text": action.text,
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
            for one in standing(action).select_related("file", "attached_by")
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
    if digest_of(action) != seen:
        raise Changed
    policies.check_something_to_sign(action)
    signed = signature(
        by=by, now=now, action=action, role=role, outcome=SignOff.Outcome.SIGNED, meeting=meeting
    )
    if signed.round == SignOff.Round.BOARD:
        kind = "signed off for the board"
        move(action, Status.SIGNED_OFF, awaiting=Awaiting.NOBODY, look_again_on=day_of_look(now))
    else:
        kind = "signed off by the organisation"
        rounds = live_signatures(action).filter(round=SignOff.Round.ORGANISATION)
        have = set(rounds.values_list("for_organisation", flat=True))
        complete = have >= set(lead_organisations(action))
        awaiting = Awaiting.BOARD if complete else Awaiting.ORGANISATION
        save_version(action, version=action.version, awaiting=awaiting)
    ledger.record(action, kind, role=role)
    ledger.record(signed, "signed", role=role)
    return signed


@verb
def return_action(*, by, now, ledger, action, seen, reason, meeting=None):
    """Sends a delivered action back to its lead with the reason; signatures given so far end with it."""
    action = locked(action)
    role = policies.check_sign(by, action)
    if not reason.strip():
        raise NotNow("Say why you return it, so that the lead knows what to do.")
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
    for signed in lock(live_signatures(action)):
        save_version(signed, version=signed.version, lapsed_at=now, lapsed_by=by, lapsed_because="returned")
        ledger.record(signed, "lapsed", role=role, reason="The action was returned to its lead.")
    move(action, Status.IN_PROGRESS, awaiting=Awaiting.NOBODY)
    ledger.record(action, "returned", role=role, reason=reason)
    ledger.record(returned, "returned", role=role, reason=reason)
    return returned
