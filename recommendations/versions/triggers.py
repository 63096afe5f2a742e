"""The database's own promise that a version of the plan never changes, on SQLite and on PostgreSQL."""

from jarplan.audit.integrity.keeping import but_for_redaction, kept

CHANGED = f"""
    NEW.number <> OLD.number OR NEW.format <> OLD.format OR NEW.composed_at <> OLD.composed_at
    OR NEW.composed_by_id IS DISTINCT FROM OLD.composed_by_id
    OR {but_for_redaction("content", "digest")}
    OR (OLD.record <> '' AND ({but_for_redaction("record", "record_digest")}))
    OR (OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at)
    OR (OLD.published_on IS NOT NULL AND NEW.published_on IS DISTINCT FROM OLD.published_on)
"""

VERSIONS_KEPT = kept(
    "recommendations_planversion",
    changed=CHANGED,
    says="a version of the plan never changes: a changed plan is the next version",
    called="recommendations_keep_version",
    migration=("recommendations", "0002_versions_are_kept"),
)
