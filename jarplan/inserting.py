"""Adding many rows at once. bulk_create() prepares each value of each row by itself, of which an import of 1,000 rows
has 100,000, most of them the same; and on SQLite it writes a statement for each few rows.
"""

from django.db import connections, router
from django.db.models.expressions import DatabaseDefault

BATCH = 1000  # rows of one statement


def insert(model, rows):
    """Adds rows of a model whose values are all plain and given, and returns them; nothing else is done that save()
    does. They get the keys that the database gives where they have a UUID. In a transaction, or not all may be there.
    """
    if not rows:
        return rows
    using = router.db_for_write(model)
    connection = connections[using]
    given = model._meta.auto_field is None or rows[0].pk is not None
    fields = [field for field in model._meta.concrete_fields if given or field is not model._meta.auto_field]
    # What is left to the database in the first row is in all of them.
    fields = [field for field in fields if not isinstance(rows[0].__dict__[field.attname], DatabaseDefault)]
    quote = connection.ops.quote_name
    into = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(quote(field.column) for field in fields)})"
    with connection.cursor() as cursor:
        for start in range(0, len(rows), BATCH):
            columns = [prepared(field, rows[start : start + BATCH], connection) for field in fields]
            if connection.vendor == "postgresql":
                # A list for each column: the server parses a few of them faster than thousands of values.
                kinds = [field.db_type(connection).split("(")[0] for field in fields]
                lists = ", ".join(f"%s::{kind}[]" for kind in kinds)
                cursor.execute(f"{into} SELECT * FROM UNNEST({lists})", columns)
            else:
                marks = ", ".join(["%s"] * len(fields))
                cursor.executemany(f"{into} VALUES ({marks})", list(zip(*columns, strict=True)))
    for row in rows:
        row._state.adding, row._state.db = False, using
    if not given and "uuid" in {field.name for field in fields}:
        give_keys(model, rows)
    return rows


def prepared(field, rows, connection):
    """What the database is given for a field of these rows: of values that are the same, worked out once."""
    known, found = {}, []
    for row in rows:
        value = row.__dict__[field.attname]
        try:
            ready = known.get(value, known)
        except TypeError:  # a list or dict
            ready = field.get_db_prep_save(value, connection)
        if ready is known:
            ready = known[value] = field.get_db_prep_save(value, connection)
        found.append(ready)
    return found


def give_keys(model, rows):
    """Puts into new rows the keys that they have got."""
    keys = {}
    for start in range(0, len(rows), BATCH):
        uuids = [row.uuid for row in rows[start : start + BATCH]]
        keys |= dict(model._base_manager.filter(uuid__in=uuids).values_list("uuid", "pk"))
    for row in rows:
        row.pk = keys[row.uuid]
