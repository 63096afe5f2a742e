"""The database's own promise that history is never changed: triggers on SQLite and on PostgreSQL."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass

from jarplan.audit.integrity.releases import applied
from jarplan.audit.operations import OnDatabase

# Tables whose rows are never changed or deleted. States may be changed by a blank that was given leave, and so may
# the words of an event (word_triggers.py).
# The table of blanks too: leave that was given cannot be taken back or moved to another text.
TABLES = ("audit_auditevent", "audit_auditstate", "audit_auditblank", "audit_audithead")
SAYS = "the history is never changed"
# Every column of an event but its words and what stands beside them.
EVENT_KEPT = (
    "sequence, at, recorded_at, actor, role, kind, subject_kind, subject, reason_digest, format, state_digest,"
    " previous, hash"
)
STATE_KEPT = "NEW.sequence = OLD.sequence AND NEW.subject_kind = OLD.subject_kind AND NEW.format = OLD.format"


SHA = {"sqlite": "SHA256(NEW.{})", "postgresql": "encode(sha256(convert_to(NEW.{}, 'UTF8')), 'hex')"}


# Null-safe comparison throughout: in SQL NULL = NULL is unknown, and a WHEN that is unknown fires nothing.
def part_ok(part, sha):
    return (
        f"(NEW.{part} IS NOT DISTINCT FROM OLD.{part} OR EXISTS (SELECT 1 FROM audit_auditblank b"
        f" WHERE b.sequence = OLD.sequence AND b.part = '{part}' AND b.digest_after = {sha.format(part)}))"
    )


def conditions(sha):
    """{table: the condition under which an update is allowed}; all others are refused."""
    subject_kept = "NEW.subject IS NOT DISTINCT FROM OLD.subject"
    return {
        "audit_auditevent": None,
        "audit_auditblank": None,
        "audit_auditstate": " AND ".join(
            [STATE_KEPT, subject_kept, part_ok("body", sha), part_ok("reason", sha)]
        ),
        # The head may only go forward, so that nobody can shorten the chain and point it at an earlier end.
        "audit_audithead": "NEW.id = OLD.id AND NEW.sequence > OLD.sequence AND NEW.at >= OLD.at",
    }


def names(vendor):
    """The triggers that must stand on a database of this vendor."""
    # SQLite has no TRUNCATE. PostgreSQL's goes round row triggers, so it has one of its own.
    kinds = ("update", "delete") if vendor == "sqlite" else ("update", "delete", "truncate")
    return {f"{table}_no_{kind}" for table in TABLES for kind in kinds}


def update_statements(vendor, name, table, allowed, columns=""):
    """A trigger that refuses an update of the table, or of some of its columns, but under the condition."""
    when = f"BEFORE UPDATE {columns and f'OF {columns} '}ON {table}"
    if vendor == "sqlite":
        # Django gives its SQLite connections a SHA256 function; a bare sqlite3 shell has none and is
        # refused every update. IS is SQLite's null-safe comparison.
        unless = f" WHEN NOT ({allowed.replace('IS NOT DISTINCT FROM', 'IS')})" if allowed else ""
        yield f"CREATE TRIGGER {name} {when}{unless} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    elif allowed and "SELECT" in allowed:
        # PostgreSQL allows no subquery in WHEN: the condition moves into a function of its own.
        function = FUNCTIONS[table]
        yield (
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {allowed} THEN RETURN NEW; END IF;"
            f" RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'restrict_violation'; END $$"
        )
        yield f"CREATE TRIGGER {name} {when} FOR EACH ROW EXECUTE FUNCTION {function}()"
    else:
        unless = f" WHEN (NOT ({allowed}))" if allowed else ""
        yield f"CREATE TRIGGER {name} {when} FOR EACH ROW{unless} EXECUTE FUNCTION audit_refuse()"


FUNCTIONS = {"audit_auditstate": "audit_state_refuse", "audit_auditevent": "audit_event_words_refuse"}


def create_statements(vendor):
    every = conditions(SHA[vendor])
    columns = {"audit_auditevent": EVENT_KEPT}
    if vendor == "sqlite":
        for table, allowed in every.items():
            yield from update_statements(vendor, f"{table}_no_update", table, allowed, columns.get(table, ""))
            yield (
                f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
            )
        return
    yield (
        "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    for table, allowed in every.items():
        yield from update_statements(vendor, f"{table}_no_update", table, allowed, columns.get(table, ""))
        yield (
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
        )
        yield (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
        )


def drop_statements(vendor):
    for name in sorted(names(vendor)):
        table = name.split("_no_")[0]
        yield f"DROP TRIGGER IF EXISTS {name}" + ("" if vendor == "sqlite" else f" ON {table}")


def create(connection):
    with connection.cursor() as cursor:
        for statement in create_statements(connection.vendor):
            cursor.execute(statement)


def drop(connection):
    with connection.cursor() as cursor:
        for statement in drop_statements(connection.vendor):
            cursor.execute(statement)


def existing(connection):
    """The names of the triggers that stand on this database and are switched on."""
    if connection.vendor == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        # Also one that was switched off: it stands in the catalogue and keeps nothing.
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


@dataclass(frozen=True)
class Guard:
    """Triggers that keep a promise: which migration first puts them up, what they are called, how to put them up and
    down."""

    migration: tuple[str, str]
    names: Callable
    create: Callable
    drop: Callable


GUARDS = []


def due(connection):
    """The guards that this database should have: not those of a migration that is still to come, or nobody could
    migrate."""
    done = applied(connection)
    return [guard for guard in GUARDS if guard.migration in done]


def missing(connection):
    """The triggers of all rooms that should stand on this database and do not."""
    return {name for guard in due(connection) for name in guard.names(connection.vendor)} - existing(
        connection
    )


def restore(connection):
    """Puts all triggers of all rooms back."""
    for guard in due(connection):
        guard.drop(connection)
        guard.create(connection)


@contextmanager
def lifted(connection):
    """For a test suite that empties its database between tests, and for nothing else."""
    guards = due(connection)
    for guard in guards:
        guard.drop(connection)
    try:
        yield
    finally:
        for guard in guards:
            guard.create(connection)


def with_lifted(app, *operations):
    """The operations of a migration of a room, with its triggers down meanwhile: for a new column SQLite makes a
    table anew, which drops the table's own triggers and fails where others look into it."""

    def lift(connection):
        for guard in of_room(connection):
            guard.drop(connection)

    def put_back(connection):
        for guard in of_room(connection):
            guard.create(connection)

    def of_room(connection):
        return [guard for guard in due(connection) if guard.migration[0] == app]

    return [OnDatabase(lift, put_back), *operations, OnDatabase(put_back, lift)]


GUARDS.append(Guard(("audit", "0002_head_and_triggers"), names, create, drop))
