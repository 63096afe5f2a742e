"""What every test stands on: the clean-up between tests, the browser, and named people."""

import os
import shutil

import pytest
from django.db import connection
from django.test import TransactionTestCase

from jarplan.audit import head, triggers
from jarplan.people.roles import make_groups

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLUSH = TransactionTestCase._fixture_teardown


def flush_with_triggers_lifted(self):
    """The triggers refuse the flush between tests as they should; lift them for it, and put back what
    migrations had made: the groups of the roles and the head of the chain."""
    with triggers.lifted(connection):
        FLUSH(self)
        make_groups()
        head.begin()


TransactionTestCase._fixture_teardown = flush_with_triggers_lifted


def pytest_collection_modifyitems(items):
    on_postgresql = "postgres" in os.environ.get("DATABASE_URL", "")
    for item in items:
        if item.get_closest_marker("postgresql") and not on_postgresql:
            item.add_marker(pytest.mark.skip(reason="means something on PostgreSQL only: set DATABASE_URL"))
        if item.get_closest_marker("browser") and os.environ.get("REQUIRE_BROWSER") != "1":
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="no Chromium was found on this machine"))
            elif not on_postgresql:
                item.add_marker(pytest.mark.skip(reason="browser tests run once, on PostgreSQL"))


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    """Uploaded files of a test go to a folder of its own, and passwords are hashed fast."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.PLAN_TODAY = None
    settings.CLAMD_ADDRESS = ""


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {
        "executable_path": CHROMIUM,
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
    }
