"""The verbs by which evidence is kept up: attach a newer version, use it for another action too, and no longer use it
there. It is attached and withdrawn in `progress`.
"""

from actions import policies
from actions.models import Evidence, EvidenceUse
from actions.progress import check_file_or_link, lapse_what_covered, lock_evidence
from actions.services import locked
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.audit.once import uuid_of_one
from jarplan.files.services import store


@verb
def attach_newer(
    *, by, now, ledger, action, evidence, shows, speaks_of=None, upload=None, link="", once=None
):
    """Attaches a newer version of a piece of evidence, for every action that uses the earlier one, and returns it.

    The earlier one stays as it is, and so does what was signed. Repeated where the form `once` was sent before;
    Refused, NotNow.
    """
    actions, evidence = lock_evidence(evidence)
    role = policies.check_attach(by, policies.check_belongs(evidence, action, actions))
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
        raise NotNow("This evidence was withdrawn, so it shows nothing any more.")
    if evidence.uses.filter(action=action, ended_at__isnull=True).exists():
        raise NotNow(f"This evidence is used for {action.reference} already.")
    use = {"used_at": now, "used_by": by, "ended_at": None, "ended_by": None, "ended_reason": ""}
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
    if not reason.strip():
        raise NotNow("Say why it is no longer used: the reason stays on record.")
    evidence.uses.filter(action=action).update(ended_at=now, ended_by=by, ended_reason=reason)
    save_version(evidence, version=evidence.version)
    ledger.record(evidence, "no longer used for an action", role=role, reason=reason)
    lapse_what_covered(evidence, action, ledger, "evidence no longer used", role, reason)
    return evidence
