"""What takes long to make and is wanted by many tests: made once by a process, as the product makes it, and then put
into the empty database of a test as the rows and files that came of it.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management.color import no_style
from django.db import connection, transaction

from jarplan.audit.models import AuditHead
from jarplan.reporting.demonstration.make import tell
from jarplan.reporting.operations.facts import BASELINE, load_facts

made = {}


@dataclass
class Kept:
    """What was made: {table: (columns, rows)}, the head of the chain, and {path: content} of the files."""

    tables: dict
    head: dict
    files: dict


def facts():
    """The facts of the source, loaded as a council loads them."""
    once(read_facts)


def demonstration():
    """The whole demonstration, as `manage.py demo` tells it."""
    once(tell)


def read_facts():
    load_facts(by=None, now=BASELINE)


def once(make):
    """Does make() in a database that holds nothing, or has what came of it the first time. Where the database does
    hold something, what is there counts: it is made anew."""
    roles = tuple(Group.objects.order_by("pk").values_list("pk", "name"))  # whose numbers the rows have
    models = models_of_rows()
    if any(sizes(models)) or AuditHead.objects.get().sequence:
        make()
    elif (make, roles) in made:
        put_back(made[make, roles])
    else:
        make()
        filled = [model for model, size in zip(models, sizes(models), strict=True) if size]
        head = AuditHead.objects.values("sequence", "at", "hash").get()
        made[make, roles] = Kept({model: rows_of(model) for model in filled}, head, files())


@cache
def models_of_rows():
    """Each model whose table is empty after the migrations, those that others point to first."""
    full = {"auth.Permission", "auth.Group", "auth.Group_permissions", "contenttypes.ContentType"}
    left = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.label not in full | {AuditHead._meta.label} and not model._meta.proxy
    ]
    ordered = []
    while left:
        free = [model for model in left if not points_to(model) & set(left) - {model}]
        ordered += free or left[:1]
        left = [model for model in left if model not in ordered]
    return ordered


def points_to(model):
    return {field.related_model for field in model._meta.local_fields if field.is_relation}


def sizes(models):
    """How many rows each has."""
    asked = ", ".join(f"(SELECT count(*) FROM {quoted(model)})" for model in models)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {asked}")
        return cursor.fetchone()


def rows_of(model):
    """(the names of its columns, its rows), in the order in which they were written."""
    names = [field.column for field in model._meta.local_concrete_fields]
    listed = ", ".join(map(connection.ops.quote_name, names))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {listed} FROM {quoted(model)} ORDER BY 1")
        return listed, cursor.fetchall()


def quoted(model):
    return connection.ops.quote_name(model._meta.db_table)


def put_back(kept):
    with transaction.atomic(), connection.cursor() as cursor:
        for model, (listed, rows) in kept.tables.items():
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO {quoted(model)} ({listed}) VALUES ({places})", rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), list(kept.tables)):
            cursor.execute(statement)
        if kept.head["sequence"]:
            AuditHead.objects.update(**kept.head)
    for path, content in kept.files.items():
        place = Path(settings.MEDIA_ROOT, path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)


def files():
    """What is stored in the folder of a test, by its path there."""
    root = Path(settings.MEDIA_ROOT)
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}
