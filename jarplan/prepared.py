"""Queries that are asked again and again: making the SQL of a long one takes Django longer than the database takes to
answer it, so it is made once, and from then on only the keys are put in.
"""

from copy import copy
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.where import WhereNode
from django.db.transaction import TransactionManagementError

# What stands for the keys that are put in begins here: it is done twice, so that what is made of a key and is not the
# key is found out.
STARTS = 1_700_000_000, 1_800_000_000
KEPT = 250  # queries of a process, of some 25 KB


def answer(shape, build, **keys):
    """All rows of the queryset that build(**keys) makes, in a list.

    `keys`: whole numbers, as primary keys are, moments, UUIDs, texts, tuples of these whose number and order say
    nothing, or None. Everything else that the queryset depends on is in `shape`, which can be hashed and begins with
    a name that no other query has. ValueError where a key is not put into the query as it is: such a query cannot be
    prepared.
    """
    flat, form = [], []
    for name, given in keys.items():
        values = padded(given) if isinstance(given, tuple) else () if given is None else (given,)
        form.append((name, isinstance(given, tuple), tuple(map(type, values))))
        flat += values
    return list(rows_of(made(Asked(shape, tuple(form), build)), flat))


def padded(keys):
    """The keys and the last of them again, up to a power of two: lists of three keys and of four are one query."""
    return keys + keys[-1:] * ((1 << max(len(keys) - 1, 0).bit_length()) - len(keys))


class Asked:
    """What a prepared query is found by, and what makes it where it is not there yet."""

    def __init__(self, shape, form, build):
        self.key, self.form, self.build = (shape, form), form, build

    def __hash__(self):
        return hash(self.key)

    def __eq__(self, other):
        return self.key == other.key

    def standing(self, start):
        """(the queryset with values from `start` on for its keys, these values)."""
        keys, marks = {}, []
        for name, is_many, types in self.form:
            values = tuple(mark(one, start + number) for number, one in enumerate(types, len(marks)))
            keys[name] = values if is_many else values[0] if values else None
            marks += values
        return self.build(**keys), marks


def mark(kind, number):
    return MARKS.get(kind, int)(number)


MARKS = {
    datetime: lambda number: datetime.fromtimestamp(number, UTC),
    UUID: lambda number: UUID(int=number),
    str: str,
}


@lru_cache(KEPT)
def made(asked):
    """(the queryset, its compiler, the SQL, its parameters, {place: which key is put there})."""
    (rows, compiler, sql, *both), (*_, again, others, other_marks) = (
        compiled(*asked.standing(start)) for start in STARTS
    )
    if sql != again:
        raise ValueError(f"The query {asked.key[0]} differs by its keys.")
    places, (given, marks) = {}, both
    for place, pair in enumerate(zip(given, others, strict=True)):
        if pair[0] != pair[1]:
            if pair not in (known := list(zip(marks, other_marks, strict=True))):
                raise ValueError(f"The query {asked.key[0]} makes something of a key.")
            places[place] = known.index(pair)
    # What made it may hold a person, and its conditions are large: the SQL has all of them.
    asked.build = compiler.where = compiler.having = compiler.qualify = None
    rows.query.where = WhereNode()
    return rows, compiler, sql, given, places


def compiled(rows, marks):
    rows = rows.all()
    compiler = rows.query.get_compiler(using=rows.db)
    try:
        sql, given = compiler.as_sql()
    except EmptyResultSet:
        sql, given = "", ()
    return rows, compiler, sql, list(given), [parameter(one, compiler.connection) for one in marks]


def parameter(key, connection):
    if isinstance(key, UUID) and not connection.features.has_native_uuid_field:
        return key.hex
    return connection.ops.adapt_datetimefield_value(key) if isinstance(key, datetime) else key


def rows_of(prepared, keys):
    """The rows, as the queryset's own way of reading makes them of what the database answers."""
    rows, compiler, sql, given, places = prepared
    given = list(given)
    for place, number in places.items():
        given[place] = parameter(keys[number], connections[rows.db])
    found = QuerySet(rows.model, query=Ready(compiler, sql, tuple(given)), using=rows._db)
    for name in (
        "_iterable_class",
        "_fields",
        "_prefetch_related_lookups",
        "_known_related_objects",
        "_hints",
    ):
        setattr(found, name, getattr(rows, name))
    return found


class Ready:
    """Stands where a queryset has its query: what it asks for the SQL is told what is ready."""

    def __init__(self, compiler, sql, given):
        self.query, self.compiler, self.sql, self.given = compiler.query, compiler, sql, given

    def __getattr__(self, name):
        return getattr(self.query, name)

    def get_compiler(self, using=None, **_more):
        ready = copy(self.compiler)
        ready.connection = connections[using]
        if self.query.select_for_update and ready.connection.get_autocommit():
            raise TransactionManagementError("Nothing can be locked outside a transaction.")
        ready.as_sql = lambda: (self.sql, self.given)
        return ready
