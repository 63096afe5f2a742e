"""The verbs of doing: attach and withdraw evidence, say delivered. Reports are in reports.py."""

from actions import policies
from actions.lifecycle import Awaiting, Status
from actions.models import Action, Evidence, EvidenceUse
from actions.proof import covers, standing
from actions.services import check_version, lapse, locked, move
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.audit.once import uuid_of_one
from jarplan.files.services import store


@verb
def attach_evidence(*, by, now, ledger, action, shows, speaks_of=None, upload=None, link="", once=None):
    """Attaches a file or a link to an action, and returns the evidence. Repeated where the form `once` was
    sent before."""
    action = locked(action)
    role = policies.check_attach(by, action)
    key = uuid_of_one(Evidence, action.pk, shows, upload and upload.name, link, by=by, once=once)
    check_file_or_link(upload, link)
    file = store(by=by, now=now, ledger=ledger, role=role, upload=upload) if upload else None
    evidence = Evidence.objects.create(
        uuid=key, shows=shows, speaks_of=speaks_of, file=file, link=link, attached_at=now, attached_by=by
    )
    EvidenceUse.objects.create(evidence=evidence, action=action, used_at=now, used_by=by)
    ledger.record(evidence, "attached", role=role)
    return evidence


def check_file_or_link(upload, link):
    """Evidence is one thing to open."""
    if bool(upload) == bool(link):
        raise NotNow("Give either a file or a web address.")


def lock_evidence(evidence):
    """The actions that use a piece of evidence, and the evidence, locked. NotNow where it came to be used for another
    one meanwhile: that one's signatures would be overlooked.
    """
    uses = evidence.uses.filter(ended_at__isnull=True)
    actions = [locked(one) for one in Action.objects.filter(evidence_uses__in=uses).order_by("pk")]
    (evidence,) = lock(Evidence.objects.filter(pk=evidence.pk))
    used = set(uses.values_list("action", flat=True))
    if used - {one.pk for one in actions}:
        raise NotNow(
            "This evidence was used for another action a moment ago, so nothing was done. "
            "Look at it as it is now, then try again."
        )
    return [one for one in actions if one.pk in used], evidence


@verb
def withdraw_evidence(*, by, now, ledger, action, evidence, reason):
    """Withdraws a piece of evidence, with the reason; signatures that covered it lapse. It stays on record."""
    actions, evidence = lock_evidence(evidence)
    policies.check_belongs(evidence, action, actions)
    role = policies.check_withdraw_evidence(by, evidence)
    if not reason.strip():
        raise NotNow("Say why the evidence is withdrawn.")
    if evidence.withdrawn_at:
        raise NotNow("This evidence has been withdrawn already.")
    save_version(
        evidence, version=evidence.version, withdrawn_at=now, withdrawn_by=by, withdrawn_reason=reason
    )
    ledger.record(evidence, "withdrawn", role=role, reason=reason)
    for one in actions:
        lapse_what_covered(evidence, one, ledger, "evidence withdrawn", role, reason)
    return evidence


def is_signed(action, evidence):
    """Whether a signature of the action that stands covers the evidence."""
    return any(covers(one.content, evidence) for one in policies.live_signatures(action))


def lapse_what_covered(evidence, action, ledger, kind, role, reason):
    """Where a signature of an action covered a piece of evidence that no longer counts there, all of them end."""
    if is_signed(action, evidence):
        save_version(action, version=action.version)
        ledger.record(action, kind, role=role, reason=reason)
        lapse(ledger=ledger, role=role, action=action, field="evidence")


@verb
def say_delivered(*, by, now, ledger, action, version=None):
    """Claims that an action is done. Needs evidence; from here another person must sign."""
    action = locked(action)
    role = policies.check_deliver(by, action)
    if version is not None:
        check_version(action, version)
    if not standing(action).exists():
        raise NotNow("Attach evidence first: delivered must be shown, not only said.")
    move(
        action,
        Status.DELIVERED,
        awaiting=Awaiting.ORGANISATION,
        delivered_at=now,
        delivered_by=by,
    )
    ledger.record(action, "said delivered", role=role)
    return action
