"""Measures pages: the time of the processor that one request takes, of ours and of the database, its queries, and the
most memory that the process took. Each page is measured in a process of its own, in a database that is made for the
purpose and destroyed again.
"""

import multiprocessing
import os
import time
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from actions.models import Action
from jarplan.archives import MEGABYTE
from jarplan.audit.integrity.anchors import Anchor
from jarplan.audit.integrity.verification import problems
from jarplan.audit.models import AuditEvent
from jarplan.people.models import User
from jarplan.spreadsheets.sandbox.worker import peak, resident
from tools.bench import plans
from tools.bench.pages import PAGES, ask, asked_for, sent

WARM_UP = 3
FILES = "jarplan.files.storage.DurableFileSystemStorage"
CHOSEN = 20  # actions that are asked for in turn


@dataclass(frozen=True)
class Measured:
    """What one request took: milliseconds of the processor, for the first reader and `again` while nothing changes,
    queries of the first; and the memory of the process in megabytes: at rest, afterwards, and the most it had."""

    milliseconds: float
    again: float
    queries: int
    rest: float
    after: float
    most: float


@contextmanager
def throwaway_database(folder):
    """The connection points to an empty migrated database inside; afterwards that is gone."""
    own = connection.settings_dict["NAME"]
    name = f"jarplan_bench_{os.getpid()}"
    on_sqlite = connection.vendor == "sqlite"
    connection.settings_dict["TEST"]["NAME"] = str(folder / f"{name}.sqlite3") if on_sqlite else name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        with override_settings(
            ROOT_URLCONF="tools.bench.urls",
            ALLOWED_HOSTS=["*"],
            SECURE_SSL_REDIRECT=False,
            PLAN_TODAY=None,
            # The files of what is published, and the lock of who makes them.
            VAR_DIR=folder,
            STORAGES=settings.STORAGES
            | {"default": {"BACKEND": FILES, "OPTIONS": {"location": folder / "files"}}},
        ):
            yield
    finally:
        connections.close_all()
        connection.creation.destroy_test_db(own, verbosity=0)


def apart(function, *arguments):
    """Calls a function in a process of its own, so that what it took is known; returns its answer."""
    connections.close_all()
    there, here = multiprocessing.get_context("fork").Pipe()
    process = multiprocessing.get_context("fork").Process(target=answer, args=(there, function, arguments))
    process.start()
    there.close()
    try:
        found = here.recv()
    except EOFError:
        found = RuntimeError("The measuring process ended early.")
    process.join()
    if isinstance(found, Exception):
        raise found
    return found


def answer(there, function, arguments):
    try:
        there.send(function(*arguments))
    except Exception as problem:
        there.send(RuntimeError(f"{type(problem).__name__}: {problem}"))
    finally:
        connections.close_all()


def grown(number, events=0, inspections=1):
    """Makes the plans of so many inspections and their history as large as that."""
    reader = User.objects.filter(username="bench").first() or plans.make_reader()
    plans.grow(number, reader, inspections)
    plans.go_on(events, reader)
    # As the database does by itself, some time after so many new rows.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def measured(page, seconds):
    """Asks for a page for so many seconds."""
    client = Client(raise_request_exception=True)
    reader = User.objects.get(username="bench")
    client.force_login(reader, "jarplan.people.accounts.backends.PeopleBackend")
    ours = Action.objects.filter(
        leads__post__organisation=reader.organisation, status__in=["agreed", "in_progress"]
    )
    rows = list(ours.order_by("plan_order").values_list("reference", "pk")[:CHOSEN])
    chosen = cycle([(asked_for(page, *row), sent(client, page, *row)) for row in rows])
    ask(client, PAGES[0], (PAGES[0].path, None))  # what every first request leaves behind
    rest = resident()
    for _ in range(WARM_UP - 1):
        ask(client, page, next(chosen))
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        ask(client, page, next(chosen))
    queries = len(asked)  # before the next request empties the list
    first = timed(lambda: (cache.clear(), ask(client, page, next(chosen))), seconds)
    for _ in range(CHOSEN if page.posts is None and "{reference}" in page.path else 1):
        ask(client, page, next(chosen))
    again = timed(lambda: ask(client, page, next(chosen)), seconds)
    memory = (size / MEGABYTE for size in (rest, resident(), peak()))
    return Measured(first, again, queries, *memory)


def proved(since=0):
    """(events, seconds of the processor, megabytes at most) of proving the history whole, from the checkpoint after
    so many events. Raises AssertionError where it is not."""
    begun, used = None, processor_seconds()
    if since:
        begun = Anchor(since, AuditEvent.objects.get(pk=since).hash)
    found = next(problems(since=begun), None)
    assert found is None, found
    return AuditEvent.objects.count(), processor_seconds() - used, peak() / MEGABYTE


def timed(function, seconds):
    """The milliseconds of the processor that a call takes, called for so many seconds."""
    done, start, used = 0, time.perf_counter(), processor_seconds()
    while time.perf_counter() - start < seconds or not done:
        function()
        done += 1
    return (processor_seconds() - used) / done * 1000


def processor_seconds():
    """How long this process, and on this machine the database's for its connection, have used the processor."""
    used = time.process_time()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            about = Path(f"/proc/{cursor.fetchone()[0]}/stat")
        # A server on another machine is not seen; then only our own part is told.
        if about.exists() and about.read_text().split("(")[1].startswith("postgres"):
            user, system = about.read_text().rsplit(")", 1)[1].split()[11:13]
            used += (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    return used
