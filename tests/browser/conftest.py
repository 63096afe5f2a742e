"""The demonstration, served for a real Chromium: made once a module, in the test database, and emptied after it."""

from pathlib import Path

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connections
from django.test import TransactionTestCase, override_settings
from pytest_django.live_server_helper import LiveServer

from jarplan.people.models import User
from jarplan.people.signin.sessions import SessionStore
from jarplan.reporting.demonstration import make as demonstration_make
from jarplan.reporting.demonstration.mark import Found, look
from tests import kept
from tests.browser.keyboard import PASSWORD

MODEL_BACKEND = "jarplan.people.accounts.backends.PeopleBackend"
PATIENCE = 120_000  # milliseconds after which a page is taken to hang


class Site:
    """The demonstration's address, and the cookie of a person who is signed in to it."""

    def __init__(self, url, files):
        self.url, self.files = url, Path(files)

    def cookie_of(self, username):
        """A session of this person, as a cookie that Playwright takes."""
        person = User.objects.get(username=username)
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = MODEL_BACKEND
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.create()
        return {"name": "sessionid", "value": session.session_key, "url": self.url}


@pytest.fixture(scope="session")
def browser(browser):
    """One that waits as long for a page as a busy machine takes."""
    opened = browser.new_context

    def patient(**wishes):
        context = opened(**wishes)
        context.set_default_timeout(PATIENCE)
        return context

    browser.new_context = patient
    return browser


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration of `manage.py demo`, with the clock where it stands, on an address of its own.

    The tests of such a module are marked django_db and not as transactional: what they write themselves is rolled
    back, the demonstration stays until the module is over.
    """
    files = tmp_path_factory.mktemp("demonstration")
    ours = override_settings(MEDIA_ROOT=files, PLAN_TODAY=demonstration_make.DAY, LINKS_BY_MAIL=True)
    with ours, django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setenv(
            "DJANGO_ALLOW_ASYNC_UNSAFE", "true"
        )  # Playwright keeps a loop in the thread of the tests
        assert look() is Found.EMPTY, "the demonstration is only made in an empty test database"
        server = None
        try:
            kept.demonstration()
            server = LiveServer("127.0.0.1")
            yield Site(server.url, files)
        finally:
            if server:
                server.stop()
            case = TransactionTestCase(methodName="__init__")
            case._fixture_teardown()
            connections.close_all()


@pytest.fixture(scope="module")
def cookies(site, django_db_blocker):
    """{user name: a session of this person}. Made before the transaction of a test, which the server does not see."""
    with django_db_blocker.unblock():
        return {name: site.cookie_of(name) for name in User.objects.values_list("username", flat=True)}


@pytest.fixture(autouse=True)
def as_demonstrated(own_files, settings, request):
    """The clock and the files of the demonstration, for the tests that look at it."""
    if "site" in request.fixturenames:
        settings.MEDIA_ROOT = request.getfixturevalue("site").files
        settings.PLAN_TODAY = demonstration_make.DAY


@pytest.fixture
def people(browser, site):
    """people("officer") is that person's signed-in window. Nothing in any of them may complain."""
    contexts, complaints = {}, []

    def window(who):
        if who not in contexts:
            contexts[who] = browser.new_context(base_url=site.url)
            page = contexts[who].new_page()
            page.on("console", lambda message: complaints.append(f"{who}: {message.text}"))
            page.on("pageerror", lambda error: complaints.append(f"{who}: {error}"))
            page.goto("/accounts/login/")
            page.get_by_label("User name").fill(who)
            page.get_by_label("Password", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
        return contexts[who].pages[0]

    yield window
    for context in contexts.values():
        context.close()
    assert complaints == []
