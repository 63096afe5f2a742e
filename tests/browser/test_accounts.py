"""Signing in with a second step, by an invitation and after a session has ended, in a real browser."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from jarplan.people.models import Session, User
from tests.browser.keyboard import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.slow]
NEW = "a-brand-new-phrase-2"


@pytest.fixture
def page(browser, site):
    context = browser.new_context(base_url=site.url)
    yield context.new_page()
    context.close()


def sign_in(page, who, password=PASSWORD):
    page.goto("/accounts/login/")
    fill_in(page, who, password)


def fill_in(page, who, password):
    page.get_by_label("User name").fill(who)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()


def code_of(secret, ahead=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def heading(page):
    return page.locator("h1").inner_text()


def test_second_step_is_added_and_asked_for(page):
    sign_in(page, "finance")
    page.get_by_role("link", name="Your account").click()
    page.get_by_role("link", name="Second step when you sign in").click()
    page.get_by_role("link", name="Add a second step").click()
    # A picture of ours, which the strict policy lets through and the browser can draw.
    page.wait_for_load_state("load")
    assert page.locator("main img").evaluate("one => one.naturalWidth") > 0
    secret = page.locator("main dd").first.inner_text().replace(" ", "")
    page.get_by_label("Code that the app shows").fill(code_of(secret))
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Add second step").click()
    assert heading(page) == "Your recovery codes" and page.locator("main li").count() == 10
    recovery = page.locator("main li").first.inner_text()
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, "finance")
    assert heading(page) == "Enter your code"
    page.get_by_label("Code").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    assert page.title().startswith("Error: ") and "The code is not right" in page.locator("main").inner_text()
    page.get_by_label("Code").fill(code_of(secret, 1))
    page.get_by_role("button", name="Sign in").click()
    assert heading(page) not in ("Enter your code", "Sign in")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, "finance")
    page.get_by_label("Code").fill(recovery)
    page.get_by_role("button", name="Sign in").click()
    assert heading(page) not in ("Enter your code", "Sign in")


def elsewhere(act):
    """Does something that the server sees: what the test's own transaction holds, it does not."""

    def own():
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as other:
        return other.submit(own).result()


def let_sessions_end():
    Session.objects.update(seen=timezone.now() - timedelta(hours=1))


def test_a_form_that_is_sent_too_late_comes_back(page):
    sign_in(page, "admin")
    page.goto("/people/organisations/add/")
    page.get_by_label("Name", exact=True).fill("Leicester Youth Council")
    elsewhere(let_sessions_end)
    page.get_by_role("button", name="Add", exact=True).click()
    assert heading(page) == "Sign in" and "has been kept" in page.locator("main").inner_text()
    fill_in(page, "admin", PASSWORD)
    assert heading(page) == "Your form has not been sent"
    assert "Leicester Youth Council" in page.locator("main").inner_text()
    page.get_by_role("button", name="Send form").click()
    assert heading(page) == "Organisations" and "Leicester Youth Council" in page.locator("main").inner_text()


def link_in_mail():
    return re.search(r"/accounts/set-password/\S+", mail.outbox.pop().body)[0]


def set_password(page, path):
    page.goto(path)
    page.get_by_label("New password", exact=True).fill(NEW)
    page.get_by_label("New password again").fill(NEW)
    page.get_by_role("button", name="Set password").click()
    assert "Your password has been set." in page.locator("main").inner_text()


def test_an_invited_person_comes_in_and_a_leaver_is_out_at_once(page, browser, site):
    sign_in(page, "admin")
    page.goto("/people/add-person/")
    page.get_by_label("User name").fill("n.newcomer")
    page.get_by_label("Name", exact=True).fill("Nora Newcomer")
    page.get_by_label("Email address").fill("nora@example.org")
    page.get_by_role("button", name="Add person").click()
    page.get_by_role("link", name="Issue password link").click()
    page.get_by_role("button", name="Email link to nora@example.org").click()
    assert "A link has been emailed" in page.locator("main").inner_text()
    context = browser.new_context(base_url=site.url)
    theirs = context.new_page()
    set_password(theirs, link_in_mail())
    fill_in(theirs, "n.newcomer", NEW)
    assert heading(theirs) == "Dashboard" or theirs.url.endswith("/")
    page.get_by_role("link", name="Deactivate person").click()
    page.get_by_role("button", name="Deactivate person").click()
    theirs.goto("/actions/")
    assert heading(theirs) == "Sign in"
    context.close()


def test_a_forgotten_password_is_set_by_mail(page, started):
    elsewhere(lambda: User.objects.filter(username="cabinet").update(email="cabinet.only@example.org"))
    page.goto("/accounts/login/")
    page.get_by_role("link", name="Get a link to set a new password").click()
    page.get_by_label("User name").fill("cabinet")
    page.get_by_role("button", name="Send link").click()
    assert heading(page) == "Check your email"
    elsewhere(lambda: call_command(*started.pop()))
    set_password(page, link_in_mail())
    fill_in(page, "cabinet", NEW)
    assert heading(page) not in ("Sign in", "Set your password")
