"""The database's own promise that history is never changed: triggers on SQLite and on PostgreSQL.

Whether they stand as they were put up is in standing.py.
"""

import re
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


def function(connection, name, body):
    """The statement that has PostgreSQL call `body` a function of that name, for triggers."""
    schema = connection.ops.quote_name(current_schema(connection))
    # Else a temporary table of whoever writes would be asked in the place of ours.
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
        f" SET search_path = {schema}, pg_temp AS $$ {body} $$"
    )


def current_schema(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return cursor.fetchone()[0]


def refusing(says):
    """What PostgreSQL does to refuse, with a sentence."""
    return f"RAISE EXCEPTION '{says}' USING ERRCODE = 'restrict_violation';"


def update_statements(connection, name, table, allowed, columns=""):
    """A trigger that refuses an update of the table, or of some of its columns, but under the condition."""
    when = f"BEFORE UPDATE {columns and f'OF {columns} '}ON {table}"
    if connection.vendor == "sqlite":
        # Django gives its SQLite connections a SHA256 function; a bare sqlite3 shell has none and is
        # refused every update. IS is SQLite's null-safe comparison.
        unless = f" WHEN NOT ({allowed.replace('IS NOT DISTINCT FROM', 'IS')})" if allowed else ""
        yield f"CREATE TRIGGER {name} {when}{unless} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
    elif allowed and "SELECT" in allowed:
        # PostgreSQL allows no subquery in WHEN: the condition moves into a function of its own.
        called = FUNCTIONS[table]
        yield function(
            connection, called, f"BEGIN IF {allowed} THEN RETURN NEW; END IF; {refusing(SAYS)} END"
        )
        yield f"CREATE TRIGGER {name} {when} FOR EACH ROW EXECUTE FUNCTION {called}()"
    else:
        unless = f" WHEN (NOT ({allowed}))" if allowed else ""
        yield f"CREATE TRIGGER {name} {when} FOR EACH ROW{unless} EXECUTE FUNCTION audit_refuse()"


FUNCTIONS = {"audit_auditstate": "audit_state_refuse", "audit_auditevent": "audit_event_words_refuse"}


def statements(connection):
    every = conditions(SHA[connection.vendor])
    columns = {"audit_auditevent": EVENT_KEPT}
    if connection.vendor == "sqlite":
        for table, allowed in every.items():
            yield from update_statements(
                connection, f"{table}_no_update", table, allowed, columns.get(table, "")
            )
            yield (
                f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
            )
        return
    yield function(connection, "audit_refuse", f"BEGIN {refusing(SAYS)} END")
    for table, allowed in every.items():
        yield from update_statements(connection, f"{table}_no_update", table, allowed, columns.get(table, ""))
        yield (
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION audit_refuse()"
        )
        # It goes round row triggers; SQLite has none.
        yield (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()"
        )


def existing(connection):
    """The names of the triggers that stand on this database and are switched on."""
    if connection.vendor == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        # One that was switched off, for all or for those that write as its owner may, stands in the catalogue and
        # keeps nothing.
        query = (
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
            " AND current_setting('session_replication_role') <> 'replica'"
        )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


NAMED = re.compile(r"CREATE TRIGGER (\w+) BEFORE .*? ON (\w+)", re.DOTALL)


@dataclass(frozen=True)
class Guard:
    """Triggers that keep a promise: which migration first puts them up, and the statements (of a connection) that do,
    each of a trigger or of a function that PostgreSQL's call."""

    migration: tuple[str, str]
    statements: Callable

    def triggers(self, connection):
        """{name of the trigger: its table}."""
        return dict(found.groups() for one in self.statements(connection) if (found := NAMED.match(one)))

    def create(self, connection):
        with connection.cursor() as cursor:
            for statement in self.statements(connection):
                cursor.execute(statement)

    def drop(self, connection):
        with connection.cursor() as cursor:
            for name, table in self.triggers(connection).items():
                on = "" if connection.vendor == "sqlite" else f" ON {table}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


GUARDS = []


def guard(migration, statements):
    """Makes a guard known; returns it."""
    made = Guard(migration, statements)
    GUARDS.append(made)
    return made


def due(connection):
    """The guards that this database should have: not those of a migration that is still to come, or nobody could
    migrate."""
    done = applied(connection)
    return [guard for guard in GUARDS if guard.migration in done]


def missing(connection):
    """The triggers of all rooms that should stand on this database and do not."""
    return {name for one in due(connection) for name in one.triggers(connection)} - existing(connection)


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


HISTORY = guard(("audit", "0002_head_and_triggers"), statements)
