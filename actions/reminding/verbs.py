"""Setting whom the plan tells of a late report, and when the papers of a meeting are due."""

from actions.models import ReminderRules
from actions.reminding import policies
from actions.reminding.ladder import Ladder
from jarplan.audit.errors import Stale
from jarplan.audit.ledger import hold_head, save_version, verb


@verb
def set_reminders(
    *,
    by,
    now,
    ledger,
    version,
    papers_before,
    lead_after=None,
    approver_after=None,
    accountable_after=None,
    portfolio_after=None,
):
    """Sets the ladder and when papers are due, from now on; returns the ReminderRules. `version`: of the Ladder that
    was looked at. Raises Refused, NotNow, Stale."""
    role = policies.check_set(by)
    said = {
        "lead_after": lead_after,
        "approver_after": approver_after,
        "accountable_after": accountable_after,
        "portfolio_after": portfolio_after,
        "papers_before": papers_before,
    }
    policies.check_rises(Ladder(**said))
    hold_head()  # until it is set first there is no row to lock
    row = ReminderRules.objects.first()
    if row is None:
        row = ReminderRules.objects.create(pk=1, **said, set_at=now, set_by=by)
        ledger.record(row, "set", role=role)
        return row
    if row.version != version:
        raise Stale(row)
    if said != {name: getattr(row, name) for name in said}:
        save_version(row, version=version, **said, set_at=now, set_by=by)
        ledger.record(row, "changed", role=role)
    return row
