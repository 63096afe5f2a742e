"""Measures pages: requests a second of one process, and the most memory that it took. Each page is measured in
a process of its own, in a database that is made for the purpose and destroyed again.
"""

import multiprocessing
import os
import resource
import time
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle

from django.db import connection, connections
from django.test import Client
from django.test.utils import override_settings

from actions.models import Action
from jarplan.people.models import User
from jarplan.reporting.bench import plans

WARM_UP = 3
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
    Page("detail", "/actions/{reference}/"),
    Page("dashboard", "/"),
    Page("update, with its event", "/actions/{reference}/update/", REPORT, 302),
    Page(STOCK, "/stock/actions/action/"),
)


@dataclass(frozen=True)
class Measured:
    """What came of it."""

    per_second: float
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
            ROOT_URLCONF="jarplan.reporting.bench.urls",
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


def grown(number):
    """Makes the plan as large as that."""
    reader = User.objects.filter(username="bench").first() or plans.make_reader()
    plans.grow(number, reader)


def measured(page, seconds):
    """Asks for a page for so many seconds."""
    client = Client(raise_request_exception=True)
    reader = User.objects.get(username="bench")
    client.force_login(reader, "django.contrib.auth.backends.ModelBackend")
    ours = Action.objects.filter(
        leads__post__organisation=reader.organisation, status__in=["agreed", "in_progress"]
    )
    references = cycle(ours.order_by("plan_order").values_list("reference", flat=True)[:50])
    for _ in range(WARM_UP):
        ask(client, page, next(references))
    done, start = 0, time.perf_counter()
    while (took := time.perf_counter() - start) < seconds or not done:
        ask(client, page, next(references))
        done += 1
    took = time.perf_counter() - start
    return Measured(done / took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def ask(client, page, reference):
    path = page.path.format(reference=reference)
    response = client.get(path) if page.posts is None else client.post(path, page.posts)
    if response.status_code != page.status:
        raise RuntimeError(f"{path} answered {response.status_code} instead of {page.status}")
