"""The end of a request, for a later date or another content: decided by somebody else, recalled by who asked, or gone
with its action."""

from itertools import chain

from jarplan.audit.errors import check_given
from jarplan.audit.ledger import lock, save_version


def decide(*, ledger, role, change, what, grant, reason, meeting):
    """Decides on a locked request that waits, for a verb that has checked who may; a refusal needs a reason. `what`:
    what is asked for, in words."""
    if not grant:
        check_given(reason, f"Enter why the {what} is refused.")
    save_version(
        change,
        version=change.version,
        decision=change.Decision.GRANTED if grant else change.Decision.REFUSED,
        decided_at=ledger.now,
        decided_by=ledger.by,
        decision_reason=reason,
        meeting=meeting,
    )
    ledger.record(change, "agreed" if grant else "not agreed", role=role, reason=reason)


def recall(*, ledger, role, change, reason):
    """Recalls a locked request that waits, for a verb that has checked who may."""
    save_version(change, version=change.version, decision=change.Decision.RECALLED, decision_reason=reason)
    ledger.record(change, "recalled", role=role, reason=reason)


def recall_with(action, *, ledger, role, because):
    """Recalls the requests that wait for a decision, where there are any: their action leaves the plan, so there is
    nothing to change. Where the action comes back, its lead asks again."""
    for change in chain(*(lock(waiting(rows)) for rows in (action.date_changes, action.content_changes))):
        recall(ledger=ledger, role=role, change=change, reason=because)


def waiting(rows):
    """Those of some requests that wait for a decision."""
    return rows.filter(decision=rows.model.Decision.PENDING)
