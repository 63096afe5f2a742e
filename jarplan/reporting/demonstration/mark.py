"""Which databases the demonstration may use, empty or pin the clock of: those that carry its mark.

The mark is the first thing written and says "complete" last, so a demonstration that was broken off half-way is
known for one, and made again.
"""

from datetime import date
from enum import Enum
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from jarplan.audit.models import AuditEvent
from jarplan.files.models import StoredFile
from jarplan.people.models import User
from jarplan.reporting.models import Demonstration

# The day that the demonstration is looked at.
DAY = date(2008, 9, 1)
PLACE = "Leicester"


class ClockRefused(ImproperlyConfigured):
    """PLAN_TODAY is set, and the database is not a demonstration."""


class Found(Enum):
    """What a database is to the demonstration."""

    EMPTY = "empty"
    HALF_MADE = "half made"
    COMPLETE = "complete"
    SOMEBODYS = "somebody's"


def look():
    """What the database that DATABASE_URL names is. A migrated one in which nothing ever happened is empty."""
    tables = set(connection.introspection.table_names(include_views=True))
    if Demonstration._meta.db_table in tables and (mark := Demonstration.objects.first()):
        return Found.COMPLETE if mark.complete else Found.HALF_MADE
    # A table that is not ours makes it somebody's, though ours are empty.
    ours = {*connection.introspection.django_table_names(include_views=True), "django_migrations"}
    used = any(model._meta.db_table in tables and model.objects.exists() for model in (User, AuditEvent))
    return Found.SOMEBODYS if used or tables - ours else Found.EMPTY


def set_mark():
    """Marks an empty database, before anything else is in it."""
    call_command("migrate", "reporting", interactive=False, verbosity=0)
    Demonstration.objects.get_or_create(pk=1)


def complete_mark():
    """Says that the demonstration was made to the end."""
    Demonstration.objects.filter(pk=1).update(complete=True)


def set_clock():
    """Stands the clock at the demonstration's day on a complete demonstration, and nowhere else: time in a plan
    never goes back, so one event of today would hide all that its day is to show afterwards.

    Raises ClockRefused where PLAN_TODAY pins the clock of any other database.
    """
    try:
        found = look()
    except DatabaseError:
        # No database yet, as when a machine is being built: nothing can be written there either.
        return
    if not connection.in_atomic_block:
        connection.close()  # a server's workers open their own
    if settings.PLAN_TODAY and found is not Found.COMPLETE:
        raise ClockRefused(
            f"PLAN_TODAY pins the clock to {settings.PLAN_TODAY}, which is for the demonstration only, and "
            "manage.py demo did not make this database. Start again without PLAN_TODAY."
        )
    if found is Found.COMPLETE and not settings.PLAN_TODAY:
        settings.PLAN_TODAY, settings.PLAN_PLACE = DAY, settings.PLAN_PLACE or PLACE


def empty():
    """Empties a marked database, with the files that its rows name. Anything else is refused."""
    if look() not in (Found.HALF_MADE, Found.COMPLETE):
        raise ValueError("Only a demonstration is ever emptied.")
    remove_files()
    EMPTY[connection.vendor]()
    ContentType.objects.clear_cache()


def remove_files():
    """Removes the files of this database, and no other: a folder may serve several databases."""
    if StoredFile._meta.db_table in connection.introspection.table_names():
        for name in StoredFile.objects.values_list("file", flat=True):
            default_storage.delete(name)


def empty_sqlite():
    path = str(connection.settings_dict["NAME"])
    connection.close()
    # With its companions: a log that is left behind would be played into the next database of that name.
    for suffix in ("", "-wal", "-shm"):
        Path(path + suffix).unlink(missing_ok=True)


def empty_postgresql():
    """Drops what the demonstration made. The schema stays, with the rights that were given on it."""
    tables = connection.introspection.table_names()
    with transaction.atomic(), connection.cursor() as cursor:
        names = ", ".join(connection.ops.quote_name(name) for name in tables)
        cursor.execute(f"DROP TABLE {names} CASCADE")


EMPTY = {"sqlite": empty_sqlite, "postgresql": empty_postgresql}
