"""Asking for a later date, and deciding on it. The original date never changes."""

from actions import policies
from actions.models import DateChange
from actions.services import locked
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, save_version, verb


@verb
def ask_for_date(*, by, now, ledger, action, to, category, reason):
    """Asks for a later due date (`to`: a PlanDate), with the kind of reason and the reason itself."""
    action = locked(action)
    role = policies.check_ask_date(by, action)
    return ask(ledger=ledger, role=role, action=action, to=to, category=category, reason=reason)


def ask(*, ledger, role, action, to, category, reason):
    """Asks for a later date for a locked action, for a verb that has checked who may."""
    policies.check_date_may_be_asked(action)
    if to.latest is None:
        raise NotNow("Give the date that you ask for.")
    if action.due_latest and to.latest <= action.due_latest:
        raise NotNow("The date that you ask for must be later than the present one.")
    change = DateChange.objects.create(
        action=action,
        asked_at=ledger.now,
        asked_by=ledger.by,
        from_raw=action.due_raw,
        from_due=action.due_latest,
        to_raw=to.raw,
        to_precision=to.precision,
        to_earliest=to.earliest or to.latest,
        to_latest=to.latest,
        category=category,
        reason=reason,
    )
    ledger.record(change, "asked for", role=role, reason=reason)
    return change


@verb
def decide_date(*, by, now, ledger, change, grant, reason="", meeting=None):
    """Agrees a later date, or does not; a refusal needs a reason. Asking and granting are two people."""
    action = locked(change.action)
    (change,) = lock(DateChange.objects.filter(pk=change.pk).select_related("action"))
    role = policies.check_decide_date(by, change)
    if grant:
        policies.check_date_may_move(action)
    if not grant and not reason.strip():
        raise NotNow("Say why the later date is not agreed.")
    decision = DateChange.Decision.GRANTED if grant else DateChange.Decision.REFUSED
    save_version(
        change,
        version=change.version,
        decision=decision,
        decided_at=now,
        decided_by=by,
        decision_reason=reason,
        meeting=meeting,
    )
    ledger.record(change, "agreed" if grant else "not agreed", role=role, reason=reason)
    if grant:
        save_version(
            action,
            version=action.version,
            due_raw=change.to_raw,
            due_precision=change.to_precision,
            due_earliest=change.to_earliest,
            due_latest=change.to_latest,
            moves=action.moves + 1,
        )
        ledger.record(action, "date moved", role=role, reason=change.reason)
    return change
