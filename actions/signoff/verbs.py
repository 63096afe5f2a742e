"""Sign-off in two rounds: what exactly is signed, who signs it, and what is sent back."""

from types import MappingProxyType

from django.conf import settings

from actions.models import SignOff
from actions.plan.verbs import check_version, locked, move
from actions.reading.claims import answers_in, checks_of, declared_in, keep, looks_of, record_of
from actions.reading.evidence import evidence_that_counts
from actions.reading.leading import lead_organisations
from actions.reading.rounds import read_rounds
from actions.reading.signatures import live_sign_offs, signed_criteria
from actions.rules.claims import Declared, answer_to, claim_of, points_against, points_answered
from actions.rules.fields import SIGNED_TEXTS
from actions.rules.lifecycle import Awaiting, Verb
from actions.rules.rating import rule_of
from actions.rules.slippage import lateness_of, slippage_between
from actions.signoff import policies
from jarplan.audit.canonical import canonical, digest
from jarplan.audit.errors import NotNow, check_given
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.clock import day_of
from jarplan.spreadsheets.understanding.dates.calendar_words import months_after

# 1 had no readings, and criteria without their identity; 2 of the last report neither reason, next step nor recovery,
# and of evidence neither its file's name nor the date that it speaks of, nor who attached it; 3 neither what was
# claimed and answered, nor what the signer checked, nor how confident the lead was.
FORMAT = 4
NO_ANSWERS = MappingProxyType({})
NOT_DECLARED = "Say of each success criterion whether it is met."
NOT_CHECKED = "Say of each success criterion whether you confirm or doubt what is claimed."


class Changed(NotNow):
    """What was to be signed is not what the signer saw. The page shows it as it is now."""

    def __init__(self):
        super().__init__(
            "This action has changed since you opened the page, so nothing has been signed off. "
            "Read the action as it is now, then sign off or return it."
        )


class Unanswered(NotNow):
    """The record says something against a claim that has no answer: `points`."""

    def __init__(self, points):
        self.points = tuple(points)
        said = " ".join(one.sentence for one in self.points)
        super().__init__(f"Answer what the record says against the claim, or mend it first. {said}")


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
            "confidence": last.confidence,
            "would_help": last.would_help,
            "done": last.done,
            "effect": last.effect,
            "why_better": last.why_better,
            "reason": last.reason,
            "next_step": last.next_step,
            "recovers_on": last.recovers_on,
            "made_at": last.made_at,
            "made_by": last.made_by.full_name,
        },
        "claimed_by": action.delivered_by.full_name if action.delivered_by else "",
        "claimed_at": action.delivered_at,
        "claim": action.claim,
    }


def day_of_look(now):
    """The day of the later look at what the board signs now: so many months on (EMBED_AFTER_MONTHS)."""
    return months_after(day_of(now), settings.EMBED_AFTER_MONTHS)


def points_to_answer(action):
    """The points that the record says against what an action's lead claims, and which nobody has answered yet: of
    those that have come up since, whoever signs says why they sign all the same."""
    record = record_of(action, day_of(action.delivered_at))
    points = points_against(record, declared_in(action.claim, record))
    return answers_in(action.claim, *checks_of(action), *looks_of(action)).left(points)


def check_answered(points, declared, answers):
    """Unanswered where one of these points has no answer."""
    left = [one for one in points if not answer_to(one, declared, answers)]
    if left:
        raise Unanswered(left)


def digest_of(action):
    """The digest of what a signature given now would cover; the page carries it, the verb compares it."""
    return digest_in(signed_content(action))


def digest_in(content):
    """The digest of content that was read already."""
    return digest(canonical(content))


def signature(*, by, now, action, role, outcome, checked=None, **fields):
    """Writes a signature or a return with what it covers, and what its signer `checked` of the claim."""
    content = canonical(signed_content(action) | ({"checked": checked} if checked else {}))
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


def checked_by_signer(action, doubts, answers):
    """What a signer says of the claim, as it is kept: each criterion confirmed, or doubted and why, and the answers
    to what has come up since. Unanswered, or NotNow where a criterion is left out or a doubt gives no reason."""
    rows = {str(one.uuid): one.statement for one in action.criteria.all()}
    if rows.keys() != doubts.keys():
        raise NotNow(NOT_CHECKED)
    points = points_to_answer(action)
    # A criterion that its signer doubts is answered by the doubt.
    told = {uuid: Declared("", doubt) for uuid, doubt in doubts.items() if doubt is not None}
    for one in told.values():
        check_given(one.why, "Say why you doubt the success criterion.")
    check_answered(points, told, answers)
    return {
        "criteria": [
            {"uuid": uuid, "statement": statement, "doubt": told[uuid].why if uuid in told else ""}
            for uuid, statement in rows.items()
        ],
        "points": points_answered(points, told, answers),
    }


@verb
def sign_off(*, by, now, ledger, action, seen, doubts, answers=NO_ANSWERS, meeting=None):
    """Signs an action off in the round that it waits for, and returns the SignOff.

    `seen` is the digest of what the signer saw; Changed where it is no longer that. `doubts`: {UUID of each success
    criterion: None where what is claimed of it is confirmed, else why it is doubted}. `answers`: {key of a point that
    has come up since delivery: why it is signed all the same}. Raises Unanswered.
    """
    action = locked(action)
    role = policies.check_sign(by, action)
    # Under the lock, and after the policy: whoever may not sign is told so, whatever the page was.
    if digest_of(action) != seen:
        raise Changed
    policies.check_something_to_sign(action)
    checked = checked_by_signer(action, doubts, answers)
    said = {"role": role, "outcome": SignOff.Outcome.SIGNED, "meeting": meeting, "checked": checked}
    signed = signature(by=by, now=now, action=action, **said)
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
    keep(action)  # a doubt leaves a criterion unproved
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
    keep(action)
    ledger.record(action, "returned", role=role, reason=reason)
    ledger.record(returned, "returned", role=role, reason=reason)
    return returned


def lateness(action, day):
    """How late it is delivered on this day, as columns; nothing where it is in time, or was later before: what
    was late is so for good."""
    if action.due_latest is None or day <= action.due_latest:
        return {}
    late = slippage_between(action.due_latest, day)
    before = lateness_of(action)
    if before is not None and before.days >= late.days:
        return {}
    return {"late_due": action.due_latest, "late_on": day}


def check_declared_evidence(record, declared):
    """NotNow where a criterion is said to be shown by something that is no evidence of the action."""
    known = {one.uuid for one in record.evidence}
    if any(set(one.evidence) - known for one in declared.values()):
        raise NotNow("Choose evidence that is attached to this action.")


@verb
def deliver_action(*, by, now, ledger, action, declared, answers=NO_ANSWERS, version=None):
    """Claims that an action is done. Needs evidence; from here another person must sign.

    `declared`: {UUID of each success criterion: Declared}; `answers`: {key of a point that the record says against
    the claim: why it is made all the same}. Raises Unanswered.
    """
    action = locked(action)
    role = policies.check_deliver(by, action)
    if version is not None:
        check_version(action, version)
    if not evidence_that_counts(action).exists():
        raise NotNow("Attach evidence first. An action can only be marked as delivered with evidence.")
    day = day_of(now)
    record = record_of(action, day)
    if {one.uuid for one in record.criteria} != declared.keys():
        raise NotNow(NOT_DECLARED)
    check_declared_evidence(record, declared)
    check_answered(points_against(record, declared), declared, answers)
    move(
        action,
        Verb.DELIVER,
        claim=claim_of(record, declared, answers),
        awaiting=Awaiting.ORGANISATION,
        delivered_at=now,
        delivered_by=by,
        rating_before=str(rule_of(action, day, read_rounds()).key),
        **lateness(action, day),
    )
    keep(action)
    ledger.record(action, "said delivered", role=role)
    return action
