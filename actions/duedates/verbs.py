"""The verbs of extensions: request one, decide on it, recall it. The original date never changes."""

from actions.duedates import policies
from actions.models import DateChange
from actions.plan.recalling import decide, recall
from actions.plan.verbs import locked
from actions.reading.claims import keep
from actions.rules.lifecycle import Verb
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.audit.once import uuid_of_one
from recommendations.meetings.policies import check_was_held


@verb
def ask_for_date(*, by, now, ledger, action, to, category, reason, once=None):
    """Asks for a later due date (`to`: a PlanDate), with the kind of reason and the reason itself. Repeated where the
    form `once` was sent before."""
    action = locked(action)
    key = uuid_of_one(DateChange, action.pk, to, category, reason, by=by, once=once)
    role = policies.check_ask_date(by, action)
    return ask(ledger=ledger, role=role, action=action, to=to, category=category, reason=reason, uuid=key)


def ask(*, ledger, role, action, to, category, reason, verb=Verb.REQUEST_EXTENSION, **columns):
    """Asks for a later date for a locked action, for a verb that has checked who may."""
    policies.check_date_may_be_asked(action, verb)
    policies.check_later(action, to)
    change = DateChange.objects.create(
        action=action,
        asked_at=ledger.now,
        asked_by=ledger.by,
        from_raw=action.due_raw,
        from_due=action.due_latest,
        to_raw=to.raw,
        to_precision=to.precision,
        # A date without a beginning (“by March”) is its last day.
        to_earliest=to.earliest or to.latest,
        to_latest=to.latest,
        category=category,
        reason=reason,
        **columns,
    )
    ledger.record(change, "asked for", role=role, reason=reason)
    return change


@verb
def decide_date(*, by, now, ledger, change, grant, reason="", meeting=None):
    """Agrees a later date, or does not; a refusal needs a reason. Asking and granting are two people. From the third
    request on, only the board agrees: its meeting is named."""
    action = locked(change.action)
    (change,) = lock(DateChange.objects.filter(pk=change.pk).select_related("action"))
    role = policies.check_decide_date(by, change, Verb.AGREE_EXTENSION if grant else Verb.REFUSE_EXTENSION)
    check_was_held(meeting, now)
    if grant:
        policies.check_board_agrees(change, meeting)
    told = {"grant": grant, "reason": reason, "meeting": meeting}
    decide(ledger=ledger, role=role, change=change, what="extension", **told)
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
        # The paths of its criteria end on the due date unless they have a target date of their own.
        keep(action)
        ledger.record(action, "date moved", role=role, reason=change.reason)
    return change


@verb
def recall_date(*, by, now, ledger, change, reason=""):
    """No longer asks for a later date that waits for a decision; whoever asked for it does so. It stays on record,
    and does not count among the action's requests."""
    locked(change.action)
    (change,) = lock(DateChange.objects.filter(pk=change.pk).select_related("action"))
    role = policies.check_recall_date(by, change)
    recall(ledger=ledger, role=role, change=change, reason=reason)
    return change
