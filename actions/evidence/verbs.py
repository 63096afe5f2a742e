"""The verbs by which evidence is kept up: attach a newer version, use it for another action too, and no longer use it
there; attach it first, and withdraw it.
"""

from actions.evidence import policies
from actions.models import Action, Evidence, EvidenceUse
from actions.plan.verbs import lapse, locked
from actions.reading import signatures as reading_signatures
from actions.reading.evidence import covers
from actions.rules.lifecycle import Verb
from jarplan.audit.errors import NotNow, check_given
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.audit.once import uuid_of_one
from jarplan.files.verbs import store


@verb
def attach_newer(
    *, by, now, ledger, action, evidence, shows, speaks_of=None, upload=None, link="", once=None
):
    """Attaches a newer version of a piece of evidence, for every action that uses the earlier one, and returns it.

    The earlier one stays as it is, and so does what was signed. Repeated where the form `once` was sent before;
    Refused, NotNow.
    """
    actions, evidence = lock_evidence(evidence)
    role = policies.check_attach_newer(by, policies.check_belongs(evidence, action, actions))
    key = uuid_of_one(Evidence, evidence.pk, shows, upload and upload.name, link, by=by, once=once)
    policies.check_latest(evidence)
    check_file_or_link(upload, link)
    file = store(by=by, now=now, ledger=ledger, role=role, upload=upload) if upload else None
    newer = Evidence.objects.create(
        uuid=key,
        earlier=evidence,
        shows=shows,
        speaks_of=speaks_of,
        file=file,
        link=link,
        attached_at=now,
        attached_by=by,
    )
    # The action on whose page it was attached comes first among the uses, which are shown in their order.
    here_first = sorted(actions, key=lambda one: one.pk != action.pk)
    EvidenceUse.objects.bulk_create(
        EvidenceUse(evidence=newer, action=one, used_at=now, used_by=by) for one in here_first
    )
    ledger.record(newer, "newer version attached", role=role)
    return newer


@verb
def use_evidence(*, by, now, ledger, action, evidence):
    """Uses a piece of evidence that stands for another action too, and returns it. Whoever does so claims with it
    there; whoever may open that action's evidence may open it then. A use that had ended
    begins anew. Refused, NotNow.
    """
    action = locked(action)
    role = policies.check_use(by, action, evidence)
    (evidence,) = lock(Evidence.objects.filter(pk=evidence.pk))
    if evidence.withdrawn_at:
        raise NotNow("This evidence has been withdrawn, so it cannot be used.")
    if evidence.uses.filter(action=action, ended_at__isnull=True).exists():
        raise NotNow(f"This evidence is already used for {action.reference}.")
    use = {"used_at": now, "used_by": by, "ended_at": None, "ended_by": None, "ended_reason": ""}
    # One row for each action: a use that began again takes its row back, and the history has both
    # beginnings.
    EvidenceUse.objects.update_or_create(use, evidence=evidence, action=action)
    save_version(evidence, version=evidence.version)
    ledger.record(evidence, "used for another action", role=role)
    return evidence


@verb
def end_use(*, by, now, ledger, action, evidence, reason):
    """Ends the use of a piece of evidence for one action, with the reason, and returns it; for the others it stands.
    A signature of this action that covered it lapses. Who could open it here still can. Refused, NotNow.
    """
    action = locked(action)
    (evidence,) = lock(Evidence.objects.filter(pk=evidence.pk))
    role = policies.check_end_use(by, action, evidence)
    check_given(reason, "Enter the reason for no longer using this evidence. The reason stays on record.")
    evidence.uses.filter(action=action).update(ended_at=now, ended_by=by, ended_reason=reason)
    save_version(evidence, version=evidence.version)
    ledger.record(evidence, "no longer used for an action", role=role, reason=reason)
    lapse_what_covered(evidence, action, ledger, "evidence no longer used", role, reason)
    return evidence


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
        raise NotNow("Choose a file or enter a web address, not both.")


def lock_evidence(evidence):
    """The actions that use a piece of evidence, and the evidence, locked. NotNow where it came to be used for another
    one meanwhile: that one's signatures would be overlooked.
    """
    uses = evidence.uses.filter(ended_at__isnull=True)
    # Actions before their evidence, each by primary key: the order of every verb here.
    actions = [locked(one) for one in Action.objects.filter(evidence_uses__in=uses).order_by("pk")]
    (evidence,) = lock(Evidence.objects.filter(pk=evidence.pk))
    # Looked at again once all is locked: whoever uses it for another action locks the evidence last.
    used = set(uses.values_list("action", flat=True))
    if used - {one.pk for one in actions}:
        raise NotNow(
            "Somebody has just used this evidence for another action, so nothing has been changed. "
            "Check the evidence as it is now, then try again."
        )
    return [one for one in actions if one.pk in used], evidence


@verb
def withdraw_evidence(*, by, now, ledger, action, evidence, reason):
    """Withdraws a piece of evidence, with the reason; signatures that covered it lapse. It stays on record."""
    actions, evidence = lock_evidence(evidence)
    policies.check_belongs(evidence, action, actions)
    role = policies.check_withdraw_evidence(by, evidence)
    check_given(reason, "Enter the reason for withdrawing this evidence.")
    if evidence.withdrawn_at:
        raise NotNow("This evidence has already been withdrawn.")
    save_version(
        evidence, version=evidence.version, withdrawn_at=now, withdrawn_by=by, withdrawn_reason=reason
    )
    ledger.record(evidence, "withdrawn", role=role, reason=reason)
    for one in actions:
        lapse_what_covered(evidence, one, ledger, "evidence withdrawn", role, reason)
    return evidence


def is_signed(action, evidence):
    """Whether a signature of the action that stands covers the evidence."""
    return any(covers(one.content, evidence) for one in reading_signatures.live_sign_offs(action))


def lapse_what_covered(evidence, action, ledger, kind, role, reason):
    """Where a signature of an action covered a piece of evidence that no longer counts there, all of them end."""
    if is_signed(action, evidence):
        # The action's page showed the sign-off: one that was opened before is stale now.
        save_version(action, version=action.version)
        ledger.record(action, kind, role=role, reason=reason)
        lapse(ledger=ledger, role=role, action=action, field="evidence", verb=Verb.WITHDRAW_SIGNED)
