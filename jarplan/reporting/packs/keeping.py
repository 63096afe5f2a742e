"""The database's own promise that a meeting pack stays as it was made, on SQLite and on PostgreSQL."""

from jarplan.audit.integrity.keeping import but_for_redaction, kept

STAYS = ("number", "format", "made_at", "made_by_id", "meeting_id", "inspection_id", "corrects_id", "cut_off")
CHANGED = f"""
    OLD.number IS NOT NULL AND (
    {" OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in STAYS)}
    OR {but_for_redaction("content", "digest")})
"""

PACKS_KEPT = kept(
    "reporting_meetingpack",
    changed=CHANGED,
    says="a meeting pack never changes: it can only be corrected by a new one",
    called="reporting_keep_pack",
    migration=("reporting", "0004_meeting_packs"),
)
