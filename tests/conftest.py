"""What every test stands on: which tests a run has, the clean-up between tests, the browser, and what every test may
take for granted.
"""

import gc
import gzip
import os
import shutil
from dataclasses import replace

import hypothesis
import pytest
from django.db import connection
from django.http import FileResponse
from django.middleware import csrf
from django.test import TestCase, TransactionTestCase, override_settings

from jarplan.audit import head
from jarplan.audit.integrity import triggers as integrity_triggers
from jarplan.background import nudging
from jarplan.people.roles import make_groups
from jarplan.spreadsheets.sandbox import process, wire, worker
from tests import drawing

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# Each page holds a token: of all letters and digits it would say by chance, once in some runs, what a test says is
# not there, such as R4.
csrf.CSRF_ALLOWED_CHARS = "qxzQXZ"
FLUSH = TransactionTestCase._fixture_teardown
ANSWERED = process._answered


def flush_with_triggers_lifted(self):
    """The triggers refuse the flush between tests as they should; lift them for it, and put back what
    migrations had made: the groups of the roles and the head of the chain."""
    with integrity_triggers.lifted(connection):
        FLUSH(self)
        make_groups()
        head.begin(connection)


TransactionTestCase._fixture_teardown = flush_with_triggers_lifted


def whole(response):
    """All that a browser gets of an answer that is sent in pieces."""
    if not hasattr(response, "read_whole"):
        response.read_whole = response.getvalue()
    return response.read_whole


FileResponse.content = property(whole)
FileResponse.text = property(lambda response: whole(response).decode())


def pytest_addoption(parser):
    parser.addoption(
        "--database",
        action="store_true",
        help="only tests of which the database is a part: the others know of none, or are marked any_database",
    )
    parser.addoption(
        "--nightly",
        action="store_true",
        help="search at random and walk everywhere: -m nightly has the tests that do, for minutes",
    )


def pytest_configure(config):
    chosen = drawing.profile(config.getoption("--nightly"), config.getoption("--hypothesis-seed"))
    hypothesis.settings.load_profile(chosen)


def pytest_collection_finish():
    # What is loaded by now stays to the end: looking through it again for garbage was a tenth of a run.
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config, items):
    skip_what_cannot_be(items)
    choose_searches(config, items)
    if config.getoption("--database"):
        keep(config, items, uses_database)
    yield
    # The heavy files first, so that at the end no worker is left alone with one.
    heavy = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in heavy)


def skip_what_cannot_be(items):
    on_postgresql = "postgres" in os.environ.get("DATABASE_URL", "")
    for item in items:
        if item.get_closest_marker("postgresql") and not on_postgresql:
            item.add_marker(pytest.mark.skip(reason="means something on PostgreSQL only: set DATABASE_URL"))
        if item.get_closest_marker("browser") and os.environ.get("REQUIRE_BROWSER") != "1":
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no Chromium was found on this machine"))
            elif not on_postgresql:
                item.add_marker(pytest.mark.skip(reason="browser tests run once, on PostgreSQL"))


def choose_searches(config, items):
    """Without --nightly no test is run that only searches or walks. With it every test that hypothesis draws for is a
    search.

    By a hook, as an -m of addopts would be lost where a run says an -m of its own.
    """
    if config.getoption("--nightly"):
        for item in items:
            if hypothesis.is_hypothesis_test(getattr(item, "obj", None)):
                item.add_marker("nightly")
        return
    keep(config, items, lambda item: not item.get_closest_marker("nightly"))


def uses_database(item):
    if item.get_closest_marker("any_database"):
        return False
    # What a page says and refuses is asked of rows; that PostgreSQL answers each page is seen by the walks there.
    if item.path.stem.endswith("views"):
        return False
    asked = {"db", "transactional_db", "django_db_setup"} & set(item.fixturenames)
    return bool(asked or item.get_closest_marker("django_db") or issubclass(item.cls or object, TestCase))


def keep(config, items, wanted):
    left_out = [item for item in items if not wanted(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if wanted(item)]


def read_here(job, content, seconds):
    """The Answer to a job, by the same words as from a reader that is a process of its own."""
    answer = worker.answer_to(wire.decode(job.splitlines()), content)
    lines = b"".join(wire.encode(answer))
    return replace(wire.decode(lines.splitlines(keepends=True)), lines=gzip.compress(lines, mtime=0))


@pytest.fixture(autouse=True)
def reader(monkeypatch):
    """Spreadsheets are read in this process: to start one takes longer than most tests."""
    monkeypatch.setattr(process, "_answered", read_here)


@pytest.fixture
def own_reader(reader, monkeypatch):
    """Spreadsheets are read by a process of their own, as the product has it."""
    monkeypatch.setattr(process, "_answered", ANSWERED)


@pytest.fixture(autouse=True)
def started(request, monkeypatch):
    """The commands that were to be started in a process of their own, which would find another database; a test that
    sees them through takes own_commands."""
    found = []
    if "own_commands" not in request.fixturenames:
        monkeypatch.setattr(nudging, "start", lambda *words, handles=(): found.append(words))
    return found


@pytest.fixture
def own_commands():
    """Long imports are written by a process of their own, as the product has it."""


@pytest.fixture(scope="session", autouse=True)
def hashed_fast():
    """For people who are made once for a module too: a hash as it is in use takes half a second."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True)
def patience(settings):
    """No limit on the processor or the clock decides a test: a slow machine, or a busy one, is given its time."""
    settings.SHEET_READER_SECONDS = 120


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Uploaded files of a test go to a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.PLAN_TODAY = None
    settings.PLAN_PLACE = "Leicester"
    # Looked for when one is asked for; else each browser of a test would list them all before its first page.
    settings.WHITENOISE_AUTOREFRESH = True
    settings.CLAMD_ADDRESS = ""
    settings.LINKS_BY_MAIL = True
    settings.SECURITY_CONTACT = "mailto:security@example.gov.uk"
    # Tests make rows without their events, which no kept piece of a page can know of; tests/reporting/test_unchanged
    # keeps them.
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
    }
