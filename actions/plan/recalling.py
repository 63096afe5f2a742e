"""A later date that is no longer asked for: recalled by who asked, or because its action left the plan."""

from actions.models import DateChange
from jarplan.audit.ledger import lock, save_version


def recall(*, ledger, role, change, reason):
    """Recalls a locked later date that waits, for a verb that has checked who may."""
    recalled = DateChange.Decision.RECALLED
    save_version(change, version=change.version, decision=recalled, decision_reason=reason)
    ledger.record(change, "recalled", role=role, reason=reason)


def recall_with(action, *, ledger, role, because):
    """Recalls the later date that waits for a decision, where there is one: its action leaves the plan, so there is
    no date to move. Where the action comes back, its lead asks again."""
    for change in lock(action.date_changes.filter(decision=DateChange.Decision.PENDING)):
        recall(ledger=ledger, role=role, change=change, reason=because)
