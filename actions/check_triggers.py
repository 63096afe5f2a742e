"""The database's own promise that nobody checks by sample a sign-off that they had a part in, on SQLite and on
PostgreSQL."""

from actions.triggers import claims, refusals, told_of
from jarplan.audit.integrity.triggers import guard

SAYS = "nobody checks a sign-off that they had a part in"
TABLE = "actions_samplecheck"
# Beside whoever made the claim: those who lead the action, and all who ever signed it off.
INVOLVED = """
    OR EXISTS (SELECT 1 FROM actions_lead l JOIN people_postholding h ON h.post_id = l.post_id
        WHERE l.action_id = NEW.action_id AND h.held_to IS NULL AND h.user_id = NEW.checked_by_id)
    OR EXISTS (SELECT 1 FROM actions_signoff g WHERE g.action_id = NEW.action_id AND g.outcome = 'signed'
        AND g.signed_by_id = NEW.checked_by_id)
"""
NAMES = ("actions_samplecheck_own_part_insert", "actions_samplecheck_own_part_update")
FUNCTION = "actions_refuse_own_check"


def statements(connection):
    part = told_of(claims(connection), person="NEW.checked_by_id", other="TRUE") + INVOLVED
    return refusals(connection, TABLE, NAMES, "checked_by_id, action_id", part, SAYS, FUNCTION)


CHECKS_KEPT = guard(("actions", "0006_delivered_awaits_proof"), statements)
