"""The database's own promise that the words of an event change by a redaction alone, on SQLite and on PostgreSQL.

What else an event says never changes (triggers.py).
"""

from jarplan.audit.integrity.triggers import SHA, guard, part_ok, update_statements
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


def statements(connection):
    columns = ", ".join([*WORDS, *BESIDE])
    return update_statements(connection, NAME, TABLE, allowed(SHA[connection.vendor]), columns)


WORDS_KEPT = guard(("audit", "0004_words_by_their_digests"), statements)
