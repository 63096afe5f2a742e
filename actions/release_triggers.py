"""The database's own promise that released progress stays as it was released, on SQLite and on PostgreSQL."""

from jarplan.audit.integrity.keeping import but_for_redaction, kept

CHANGED = f"""
    NEW.number <> OLD.number OR NEW.format <> OLD.format OR NEW.released_at <> OLD.released_at
    OR NEW.released_by_id <> OLD.released_by_id OR NEW.inspection_id <> OLD.inspection_id
    OR NEW.round_id <> OLD.round_id OR NEW.about_id <> OLD.about_id
    OR {but_for_redaction("content", "digest")}
    OR (OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS DISTINCT FROM OLD.withdrawn_at)
"""

RELEASES_KEPT = kept(
    "actions_progressrelease",
    changed=CHANGED,
    says="released progress never changes: it can be withdrawn, and released anew",
    called="actions_keep_release",
    migration=("actions", "0006_delivered_awaits_proof"),
)
