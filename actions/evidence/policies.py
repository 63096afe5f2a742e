"""Who may attach, use and withdraw evidence, and when."""

from functools import partial

from actions.models import Evidence
from actions.reading.permission import check_way
from actions.reading.visibility import evidence_of
from actions.rules.lifecycle import Verb
from jarplan.audit.errors import NotNow, Refused

check_attach, check_attach_newer, check_use_other = (
    partial(check_way, verb=verb) for verb in (Verb.ATTACH, Verb.ATTACH_NEWER, Verb.USE)
)


def check_use(by, action, evidence):
    """Evidence of one action is used for another by whoever may attach evidence there and may open it."""
    role = check_use_other(by, action)
    if not evidence_of(by).filter(pk=evidence.pk).exists():
        raise Refused("You cannot open this evidence, so you cannot use it.", about=action)
    return role


def check_belongs(evidence, action, used_for):
    """The action among those that use the evidence."""
    for one in used_for:
        if one.pk == action.pk:
            return one
    raise Refused("This evidence belongs to another action.", about=action)


def check_latest(evidence):
    """A newer version is one of the latest: versions make one line."""
    if Evidence.objects.filter(earlier=evidence.pk).exists():
        raise NotNow(
            "This evidence already has a newer version. Attach yours as a newer version of that one."
        )


def attached_to(evidence):
    """The action that a piece of evidence was attached to; others only use it."""
    return min(evidence.uses.all(), key=lambda use: use.pk).action


def check_end_use(by, action, evidence):
    """An action that only uses evidence ends that for itself; where it was attached it is withdrawn."""
    role = check_way(by, action, Verb.END_USE)
    if evidence.withdrawn_at:
        raise NotNow("This evidence has been withdrawn, so it no longer counts for any action.")
    use = next((use for use in evidence.uses.all() if use.action_id == action.pk), None)
    if use is None or use.ended_at:
        raise NotNow(f"This evidence is no longer used for {action.reference}.")
    if attached_to(evidence).pk == action.pk:
        raise NotNow(
            f"This evidence was first attached to {action.reference}. If the evidence should not count, withdraw it."
        )
    return role


def check_withdraw_evidence(by, evidence):
    """It is withdrawn where it was attached: other actions only use it, and their leads must not end the signatures
    that it carries.
    """
    return check_way(by, attached_to(evidence), Verb.WITHDRAW_EVIDENCE)
