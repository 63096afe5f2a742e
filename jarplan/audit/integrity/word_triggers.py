"""The database's own promise that the words of an event change by a redaction alone, on SQLite and on PostgreSQL.

What else an event says never changes (triggers.py).
"""

from jarplan.audit.integrity.triggers import GUARDS, SHA, Guard, part_ok, update_statements
from jarplan.audit.models import WORDS

TABLE = "audit_auditevent"
NAME = f"{TABLE}_words"
BESIDE = ("form", *(f"{name}_digest" for name in WORDS))


def allowed(sha):
    """The condition under which an update is allowed: words by a blank that was given leave, and not those that are
    in the hash themselves."""
    kept, as_before = (
        " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in names)
        for names in (BESIDE, WORDS)
    )
    given = " AND ".join(part_ok(name, sha) for name in WORDS)
    return f"{kept} AND {given} AND (OLD.form > 1 OR ({as_before}))"


def create(connection):
    columns = ", ".join([*WORDS, *BESIDE])
    vendor = connection.vendor
    with connection.cursor() as cursor:
        for statement in update_statements(vendor, NAME, TABLE, allowed(SHA[vendor]), columns):
            cursor.execute(statement)


def drop(connection):
    on = "" if connection.vendor == "sqlite" else f" ON {TABLE}"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {NAME}{on}")


GUARDS.append(Guard(("audit", "0004_words_by_their_digests"), lambda vendor: {NAME}, create, drop))
