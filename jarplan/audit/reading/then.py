"""Reads the rows of now as they were: one query for now and for then, with the same conditions, order and counts.

Within `then()` the tables of aggregates that have states in force of their own stand for what was in force at the end
of a day. The key of a row is its UUID there, and only the columns that lists filter, sort and count by are known: any
other is an error of the database, never a value of today.
"""

from contextlib import contextmanager

from django.db import connection

from jarplan.audit.models import StateInForce
from jarplan.audit.reading.folding import PastDay
from jarplan.audit.subjects import SUBJECTS


@contextmanager
def then(day):
    """Has every query in this block read the end of a past day; those of now where `day` is None.

    A queryset is read when it is looked at: look at it in here. Tables that have no past of their own, such as that
    of inspections, are read as they are now.
    """
    if day is None:
        yield
        return
    before = WITH[connection.vendor]
    tables = tables_of(connection.vendor, PastDay.of(day).sequence)

    def asked(execute, sql, params, many, context):
        named = [f"{name} {before} ({select})" for name, select in tables.items() if name in sql]
        if named and sql.startswith("SELECT"):
            sql = f"WITH {', '.join(named)} {sql}"
        return execute(sql, params, many, context)

    with connection.execute_wrapper(asked):
        yield


# PostgreSQL would else work out a table that is named twice whole, whatever is asked of it.
WITH = {"sqlite": "AS", "postgresql": "AS NOT MATERIALIZED"}


# What was in force after an event: at(), in words that the index action_in_force_at_moment of PostgreSQL is made of.
STANDING = {
    "sqlite": "f.sequence <= {0} AND (f.until IS NULL OR f.until > {0})",
    "postgresql": "int8range(f.sequence, f.until) @> {0}::bigint",
}


def tables_of(vendor, sequence):
    """{quoted name of a table: the SELECT that stands for it}, of what was in force after the event `sequence`."""
    standing = STANDING[vendor].format(int(sequence))
    found = {}
    for subject in SUBJECTS.values():
        table = subject.in_force
        if table is StateInForce:
            continue
        columns = {"id": "f.uuid", "uuid": "f.uuid"}
        known = {field.name: field.column for field in subject.model._meta.concrete_fields}
        columns |= {known[name]: f"f.{name}" for name in table.own_names() if name in known}
        columns |= table.then_columns(vendor)
        listed = ", ".join(f"{value} AS {name}" for name, value in columns.items())
        source = f"FROM {table._meta.db_table} f WHERE {standing}"
        found[f'"{subject.model._meta.db_table}"'] = f"SELECT {listed} {source}"
        found |= {f'"{name}"': select for name, select in table.then_parts(vendor, standing).items()}
    return found
