"""Whether the triggers stand as they were put up: not their names alone, but what they and their functions say."""

import re

from django.db import transaction

from jarplan.audit.integrity import triggers

FUNCTION = re.compile(r"CREATE OR REPLACE FUNCTION (\w+)\(\)")
SCHEMA = re.compile(r" ON \S+\.(?=\w+ FOR EACH)")
# What PostgreSQL has of each trigger of the tables that are found by their bare names: itself, and what it calls.
TRIGGERS = """
    SELECT tgname, pg_get_triggerdef(oid), tgfoid FROM pg_trigger
    WHERE NOT tgisinternal AND pg_table_is_visible(tgrelid)
"""
# A function as it was written; nothing of it is brought into another form but how its settings are spelt.
FUNCTIONS = """
    SELECT p.oid, p.prosrc, l.lanname, p.prosecdef, coalesce(array_to_string(p.proconfig, ';'), '')
    FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang WHERE p.prorettype = 'trigger'::regtype
"""


def problems(connection):
    """Yields a sentence for each trigger that is missing, switched off, or other than it was put up."""
    lost = triggers.missing(connection)
    for name in sorted(lost):
        yield f"The trigger {name} is missing or switched off."
    for name in sorted(altered(connection) - lost):
        yield f"The trigger {name} is not the one that was put up: what it refuses was changed."


def altered(connection):
    """The triggers of all rooms that stand on this database and do other than they should."""
    wanted = [one for guard in triggers.due(connection) for one in guard.statements(connection)]
    look = look_on_sqlite if connection.vendor == "sqlite" else look_on_postgresql
    return look(connection, wanted)


def look_on_sqlite(connection, wanted):
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        there = {name: plain(text) for name, text in cursor.fetchall()}
    said = {triggers.NAMED.match(one)[1]: plain(one) for one in wanted}
    return {name for name, text in said.items() if name in there and there[name] != text}


def plain(statement):
    """A statement as SQLite keeps it: where a table is made anew it puts names in quotation marks."""
    return " ".join(statement.replace('"', "").split())


def look_on_postgresql(connection, wanted):
    """The same triggers are put on empty tables of this connection alone, so that the server says them in its own
    words, and taken away again. Whoever may read the tables may do that."""
    made = [one for one in wanted if triggers.NAMED.match(one)]
    tables = {triggers.NAMED.match(one)[2] for one in made}
    said = {FUNCTION.match(one)[1]: body_of(connection, one) for one in wanted if FUNCTION.match(one)}
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        there = standing(cursor)
        for table in sorted(tables):
            schema = connection.ops.quote_name(triggers.current_schema(connection))
            # Of the same name: it is found before the one in the schema.
            cursor.execute(f"CREATE TEMPORARY TABLE {table} (LIKE {schema}.{table})")
        for one in made:
            cursor.execute(one)
        should = standing(cursor)
        transaction.set_rollback(True, using=connection.alias)
    found = set()
    for one in made:
        name = triggers.NAMED.match(one)[1]
        called = one.rsplit("EXECUTE FUNCTION ", 1)[1].removesuffix("()")
        if name in there and there[name] != (should[name][0], said[called]):
            found.add(name)
    return found


def standing(cursor):
    """{trigger: (what it is, its function)} of the tables that are found by their bare names."""
    cursor.execute(FUNCTIONS)
    functions = {number: tuple(rest) for number, *rest in cursor.fetchall()}
    cursor.execute(TRIGGERS)
    # The schema is not the same for the empty tables.
    return {
        name: (SCHEMA.sub(" ON ", text, 1), functions[number]) for name, text, number in cursor.fetchall()
    }


def body_of(connection, statement):
    """What the catalogue says of a function that was made by this statement."""
    body = statement.split("$$")[1]
    return (body, "plpgsql", False, f"search_path={triggers.current_schema(connection)}, pg_temp")
