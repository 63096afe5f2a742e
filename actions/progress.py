"""The verbs of doing: report progress, attach and withdraw evidence, say delivered."""

from actions import policies
from actions.lifecycle import Awaiting, Rating, Status
from actions.models import Evidence, EvidenceUse, ProgressUpdate
from actions.services import check_version, lapse, locked, move
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.audit.once import uuid_of_one
from jarplan.files.services import store


@verb
def report_progress(
    *,
    by,
    now,
    ledger,
    action,
    rating,
    done,
    effect="",
    reason="",
    next_step="",
    recovers_on=None,
    corrects=None,
    once=None,
):
    """Adds a progress report and returns it. Amber and red need a reason and a next step (NotNow). Repeated
    where the form `once` was sent before."""
    action = locked(action)
    role = policies.check_report(by, action)
    key = uuid_of_one(ProgressUpdate, action.pk, rating, done, effect, reason, next_step, by=by, once=once)
    if rating not in Rating.values:
        raise NotNow("Choose red, amber or green. Blue follows from the sign-off.")
    if rating != Rating.GREEN and not (reason.strip() and next_step.strip()):
        raise NotNow("Amber and red need a reason and a next step.")
    if corrects is not None and corrects.action_id != action.pk:
        raise NotNow("A correction belongs to a report on the same action.")
    update = ProgressUpdate.objects.create(
        uuid=key,
        action=action,
        made_at=now,
        made_by=by,
        rating=rating,
        done=done,
        effect=effect,
        reason=reason,
        next_step=next_step,
        recovers_on=recovers_on,
        corrects=corrects,
    )
    begun = Status.IN_PROGRESS if action.status == Status.AGREED else action.status
    move(action, begun, declared_rating=rating, reported_at=now, reported_by=by)
    ledger.record(action, "reported", role=role)
    ledger.record(update, "made", role=role)
    return update


@verb
def attach_evidence(*, by, now, ledger, action, shows, speaks_of=None, upload=None, link="", once=None):
    """Attaches a file or a link to an action, and returns the evidence. Repeated where the form `once` was
    sent before."""
    action = locked(action)
    role = policies.check_attach(by, action)
    key = uuid_of_one(Evidence, action.pk, shows, upload and upload.name, link, by=by, once=once)
    if bool(upload) == bool(link):
        raise NotNow("Give either a file or a web address.")
    file = store(by=by, now=now, ledger=ledger, role=role, upload=upload) if upload else None
    evidence = Evidence.objects.create(
        uuid=key, shows=shows, speaks_of=speaks_of, file=file, link=link, attached_at=now, attached_by=by
    )
    EvidenceUse.objects.create(evidence=evidence, action=action)
    ledger.record(evidence, "attached", role=role)
    return evidence


@verb
def withdraw_evidence(*, by, now, ledger, action, evidence, reason):
    """Withdraws a piece of evidence, with the reason; signatures that covered it lapse. It stays on record."""
    used_by = list(evidence.actions.order_by("pk"))
    actions = [locked(one) for one in used_by]
    role = policies.check_officer(by, action, "withdraw evidence from")
    (evidence,) = lock(Evidence.objects.filter(pk=evidence.pk))
    if evidence.withdrawn_at:
        raise NotNow("This evidence has been withdrawn already.")
    if not any(one.pk == action.pk for one in actions):
        raise Refused("This evidence belongs to another action.", about=action)
    save_version(
        evidence, version=evidence.version, withdrawn_at=now, withdrawn_by=by, withdrawn_reason=reason
    )
    ledger.record(evidence, "withdrawn", role=role, reason=reason)
    for one in actions:
        if policies.live_signatures(one).exists():
            save_version(one, version=one.version)
            ledger.record(one, "evidence withdrawn", role=role, reason=reason)
            lapse(ledger=ledger, role=role, action=one, field="evidence")
    return evidence


@verb
def say_delivered(*, by, now, ledger, action, version=None):
    """Claims that an action is done. Needs evidence; from here another person must sign."""
    action = locked(action)
    role = policies.check_deliver(by, action)
    if version is not None:
        check_version(action, version)
    if not action.evidence.filter(withdrawn_at__isnull=True).exists():
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
