"""The database's own promise that a version of the plan never changes, on SQLite and on PostgreSQL."""

from jarplan.audit.integrity.redaction import REMOVED
from jarplan.audit.integrity.triggers import GUARDS, Guard

SAYS = "a version of the plan never changes: a changed plan is the next version"
TABLE = "recommendations_planversion"
NAME, STAYS = f"{TABLE}_kept", f"{TABLE}_stays"
# The law may take a name out of a text; its digest is then made anew with it.
CHANGED = f"""
    NEW.number <> OLD.number OR NEW.format <> OLD.format OR NEW.composed_at <> OLD.composed_at
    OR NEW.composed_by_id IS DISTINCT FROM OLD.composed_by_id
    OR (NEW.content <> OLD.content) <> (NEW.digest <> OLD.digest)
    OR (NEW.content <> OLD.content AND NEW.content NOT LIKE '%{REMOVED}%')
    OR (OLD.record <> '' AND (NEW.record <> OLD.record) <> (NEW.record_digest <> OLD.record_digest))
    OR (OLD.record <> '' AND NEW.record <> OLD.record AND NEW.record NOT LIKE '%{REMOVED}%')
    OR (OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at)
    OR (OLD.published_on IS NOT NULL AND NEW.published_on IS DISTINCT FROM OLD.published_on)
"""


def create(connection):
    with connection.cursor() as cursor:
        for statement in create_statements(connection.vendor):
            cursor.execute(statement)


def create_statements(vendor):
    when = f"BEFORE UPDATE ON {TABLE}"
    if vendor == "sqlite":
        # SQLite says IS NOT where the standard says IS DISTINCT FROM.
        changed = CHANGED.replace("IS DISTINCT FROM", "IS NOT")
        yield f"CREATE TRIGGER {NAME} {when} WHEN {changed} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
        yield f"CREATE TRIGGER {STAYS} BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
        return
    yield (
        "CREATE OR REPLACE FUNCTION recommendations_keep_version() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    yield (
        f"CREATE TRIGGER {NAME} {when} FOR EACH ROW WHEN ({CHANGED})"
        " EXECUTE FUNCTION recommendations_keep_version()"
    )
    yield (
        f"CREATE TRIGGER {STAYS} BEFORE DELETE ON {TABLE} FOR EACH ROW"
        " EXECUTE FUNCTION recommendations_keep_version()"
    )


def drop(connection):
    with connection.cursor() as cursor:
        for name in (NAME, STAYS):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}" + on(connection.vendor))


def on(vendor):
    return "" if vendor == "sqlite" else f" ON {TABLE}"


GUARDS.append(
    Guard(("recommendations", "0002_versions_are_kept"), lambda vendor: {NAME, STAYS}, create, drop)
)
