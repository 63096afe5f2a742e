"""The database's promise that a frozen document stays as it was made, on SQLite and on PostgreSQL: its rows are never
deleted, and of their words only a redaction takes something out."""

from jarplan.audit.integrity.redaction import REMOVED
from jarplan.audit.integrity.triggers import function, guard, refusing


def but_for_redaction(text, digest):
    """The condition under which a frozen text was changed otherwise than by taking words out of it, which the law may
    ask for and which makes its digest anew."""
    return (
        f"(NEW.{text} <> OLD.{text}) <> (NEW.{digest} <> OLD.{digest})"
        f" OR (NEW.{text} <> OLD.{text} AND NEW.{text} NOT LIKE '%{REMOVED}%')"
    )


def kept(table, *, changed, says, called, migration):
    """The Guard whose triggers refuse, with the sentence `says`, an update of a row of `table` for which `changed`
    holds, and to delete one. `migration` puts them up first; PostgreSQL has them call the function `called`."""
    name, stays = f"{table}_kept", f"{table}_stays"

    def statements(connection):
        when = f"BEFORE UPDATE ON {table}"
        if connection.vendor == "sqlite":
            # SQLite says IS NOT where the standard says IS DISTINCT FROM.
            unlike = changed.replace("IS DISTINCT FROM", "IS NOT")
            yield f"CREATE TRIGGER {name} {when} WHEN {unlike} BEGIN SELECT RAISE(ABORT, '{says}'); END"
            yield f"CREATE TRIGGER {stays} BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{says}'); END"
            return
        yield function(connection, called, f"BEGIN {refusing(says)} END")
        yield f"CREATE TRIGGER {name} {when} FOR EACH ROW WHEN ({changed}) EXECUTE FUNCTION {called}()"
        yield f"CREATE TRIGGER {stays} BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {called}()"

    return guard(migration, statements)
