"""Measures pages: the time of the processor that one request takes, of ours and of the database, its queries, and the
most memory that the process took. Each page is measured in a process of its own, in a database that is made for the
purpose and destroyed again.
"""

import multiprocessing
import os
import resource
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from pathlib import Path

from django.core.cache import cache
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from actions.models import Action
from jarplan import clock
from jarplan.people.models import User
from tools.bench import plans

WARM_UP = 3
CHOSEN = 20  # actions that are asked for in turn
REPORT = {"rating": "green", "done": "Reviewed 12 more cases", "effect": "", "reason": "", "next_step": ""}


@dataclass(frozen=True)
class Page:
    """A page to be measured: how to ask for it, and the status it must answer with."""

    name: str
    path: str
    posts: dict | None = None
    status: int = 200


FLOOR, STOCK, LIST = "floor: 20 KB, no plan query", "stock admin list of 100", "list of 100"
PAGES = (
    Page(FLOOR, "/floor/"),
    Page(LIST, "/actions/"),
    Page("list of 100, searched", "/actions/?q=partners&sort=-due"),
    Page("list of 100, of a past day", "/actions/?as_at={day}"),
    Page("detail", "/actions/{reference}/"),
    Page("detail, of a past day", "/actions/{reference}/?as_at={day}"),
    Page("dashboard", "/"),
    Page("dashboard, of a past day", "/?as_at={day}"),
    Page("my work", "/my-work/"),
    Page("history", "/history/"),
    Page("slippage", "/slippage/"),
    Page("update, with its event", "/actions/{reference}/update/", REPORT, 302),
    Page("CSV of all", "/actions.csv"),
    Page("XLSX of all", "/actions.xlsx"),
    Page(STOCK, "/stock/actions/action/"),
    Page("stock admin detail", "/stock/actions/action/{pk}/change/"),
)


@dataclass(frozen=True)
class Measured:
    """What one request took: milliseconds of the processor, for the first reader and `again` while nothing changes,
    queries of the first, and the most memory of the process."""

    milliseconds: float
    again: float
    queries: int
    megabytes: float


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
    chosen = cycle(ours.order_by("plan_order").values_list("reference", "pk")[:CHOSEN])
    for _ in range(WARM_UP - 1):
        ask(client, page, next(chosen))
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        ask(client, page, next(chosen))
    first = timed(lambda: (cache.clear(), ask(client, page, next(chosen))), seconds)
    for _ in range(CHOSEN if page.posts is None and "{reference}" in page.path else 1):
        ask(client, page, next(chosen))
    again = timed(lambda: ask(client, page, next(chosen)), seconds)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Measured(first, again, len(asked), megabytes)


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


def ask(client, page, chosen):
    reference, pk = chosen
    day = clock.today() - timedelta(days=plans.SINCE // 2)
    path = page.path.format(reference=reference, pk=pk, day=day)
    response = client.get(path) if page.posts is None else client.post(path, page.posts)
    # What is sent in pieces is made while it is read.
    list(getattr(response, "streaming_content", ()))
    if response.status_code != page.status:
        raise RuntimeError(f"{path} answered {response.status_code} instead of {page.status}")
