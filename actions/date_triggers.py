"""The database's own promise that an agreed action's original date never changes, on SQLite and on PostgreSQL."""

from jarplan.audit.integrity.redaction import REMOVED
from jarplan.audit.integrity.triggers import function, guard, refusing

SAYS = "the original date never changes once the action is agreed"
NAME = "actions_action_original_date"
FUNCTION = "actions_keep_original_date"
# No verb takes an agreement back: what is undone, not accepted or brought again by an import was never agreed. The
# law may take a name out of the words that were written.
CHANGED = f"""
    OLD.agreed_at IS NOT NULL
    AND (
        NEW.agreed_at IS NULL
        OR NEW.original_due IS DISTINCT FROM OLD.original_due
        OR (NEW.original_raw <> OLD.original_raw AND NEW.original_raw NOT LIKE '%{REMOVED}%')
    )
"""


def statements(connection):
    # Only where these columns are written: an action is updated with every report, and the trigger costs
    # nothing there.
    when = "BEFORE UPDATE OF original_raw, original_due, agreed_at ON actions_action"
    if connection.vendor == "sqlite":
        # SQLite says IS NOT where the standard says IS DISTINCT FROM.
        changed = CHANGED.replace("IS DISTINCT FROM", "IS NOT")
        yield f"CREATE TRIGGER {NAME} {when} WHEN {changed} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
        return
    yield function(connection, FUNCTION, f"BEGIN {refusing(SAYS)} END")
    yield f"CREATE TRIGGER {NAME} {when} FOR EACH ROW WHEN ({CHANGED}) EXECUTE FUNCTION {FUNCTION}()"


DATES_KEPT = guard(("actions", "0002_own_claims_and_original_dates"), statements)
