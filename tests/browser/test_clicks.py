"""How much of the work of a month is on one screen, and how many clicks and pages it takes, counted in Chromium."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from actions.models import Action, ReportingRound
from actions.reports.due import due_reports
from actions.reports.verbs import report_progress
from jarplan import clock
from jarplan.audit.models import AuditEvent
from jarplan.people.models import User
from tests.browser.keyboard import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
SCREEN = {"width": 1280, "height": 900}
# How many rows of a table lie on the screen with all of their height.
ROWS_SEEN = """() => [...document.querySelectorAll("table tbody tr")].filter(
    (row) => row.getBoundingClientRect().bottom <= window.innerHeight).length"""


class Counted:
    """A person's window, which counts what they click."""

    def __init__(self, window):
        self.window, self.clicks = window, 0

    def click(self, role, name):
        self.window.get_by_role(role, name=name).first.click()
        self.clicks += 1

    def go(self, role, name):
        """The same; the next page is there when this returns."""
        with self.window.expect_navigation():
            self.click(role, name)


@pytest.fixture
def window_of(browser, site):
    """window_of("officer") is that person's window on a screen, signed in."""
    contexts = []

    def window(who):
        context = browser.new_context(base_url=site.url, viewport=SCREEN)
        contexts.append(context)
        page = context.new_page()
        # Through the form: a session that a test makes itself is in its own transaction, and no server sees it.
        page.goto("/accounts/login/")
        page.get_by_label("User name").fill(who)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        with page.expect_navigation():
            page.get_by_role("button", name="Sign in").click()
        return page

    yield window
    for context in contexts:
        context.close()


def september():
    return ReportingRound.objects.get(month=date(2008, 9, 1))


@pytest.mark.parametrize("who", ["programme", "officer", "cabinet"])
def test_twelve_actions_are_seen_at_once(window_of, who):
    window = window_of(who)
    window.goto("/actions/")
    assert window.evaluate(ROWS_SEEN) >= 12
    window.goto("/actions/?view=full")
    assert window.evaluate(ROWS_SEEN) < 12  # the measure can tell


def test_late_leads_are_reminded_in_three_clicks_from_anywhere(window_of, settings):
    settings.PLAN_TODAY = september().closes_on + timedelta(days=1)
    window = window_of("programme")
    window.goto("/finance/")
    counted = Counted(window)
    counted.go("link", "Programme office")
    number = window.locator("[aria-labelledby='missing'] tbody tr").count()
    assert number >= 6
    counted.go("link", f"Send reminders to all {number} leads")
    before = AuditEvent.objects.filter(kind="reminded").count()
    counted.go("button", "Send reminders")
    expect(window.get_by_role("status").get_by_text("included in reminders")).to_be_visible()
    expect(window.get_by_role("heading", name="Programme office")).to_be_visible()
    assert AuditEvent.objects.filter(kind="reminded").count() >= before + 6
    expect(window.get_by_text("Reminded today")).to_have_count(number)
    assert counted.clicks == 3


@pytest.fixture(scope="module")
def reported_on(site, django_db_blocker):
    """The first five actions on which the officer is due to report in September, on each of which there has been a
    report; what is made here is committed for the server."""
    with django_db_blocker.unblock():
        officer = User.objects.get(username="officer")
        owed = due_reports(officer, september().opens_on).owed[:5]
        said = {"rating": "green", "confidence": "high", "done": "The lead has started"}
        for action in Action.objects.filter(reference__in=[due.reference for due in owed], confidence=""):
            report_progress(by=officer, now=clock.now(), action=action, **said)
        return owed


def test_an_officer_reports_on_five_actions_in_ten_clicks_on_six_pages(window_of, settings, reported_on):
    """On one nothing has changed, on four a word is typed."""
    officer, one = User.objects.get(username="officer"), september()
    settings.PLAN_TODAY = one.opens_on
    assert len(reported_on) == 5
    window, pages = window_of("officer"), []
    window.on("load", lambda page: pages.append(page.url))
    window.goto("/my-work/")
    counted, unchanged = Counted(window), 0
    counted.go("link", "Complete all reports")
    for _ in range(5):
        if unchanged < 1 and window.locator("aside .rating-green").count():
            unchanged += 1
            counted.go("button", "Send: nothing has changed")
            continue
        window.get_by_label("What was done").fill("The next two schools have joined")
        counted.click("radio", "Green")
        better = window.get_by_label("What made the difference")
        if better.is_visible():  # the last rating was worse
            better.fill("The retention package is agreed")
        counted.go("button", "Send report")
    assert one.reports.filter(made_by=officer).count() == 5 and unchanged == 1
    # The page after the fifth report asks nothing about these.
    assert counted.clicks <= 10 and len(pages) - 1 <= 6, (counted.clicks, pages)


def test_the_boxes_for_amber_and_red_are_shown_once_one_of_them_is_chosen(window_of):
    window = window_of("officer")
    window.goto("/actions/R1.1/update/")
    reason = window.get_by_label("Why the action is not on track")
    expect(reason).to_be_hidden()
    window.get_by_role("radio", name="Amber").check()
    expect(reason).to_be_visible()
    reason.fill("The printer is late")
    window.get_by_role("radio", name="Green").check()
    expect(reason).to_be_hidden()
    window.get_by_role("radio", name="Red").check()
    assert reason.input_value() == "The printer is late"
    # What is missing is said on a page that keeps what was typed.
    window.get_by_role("button", name="Send note").click()
    expect(window.get_by_role("alert").get_by_text("Enter the next step")).to_be_visible()
    expect(reason).to_be_visible()
    assert reason.input_value() == "The printer is late"


def test_back_and_send_again_shows_the_first_result(window_of):
    window = window_of("officer")
    window.goto("/recommendations/R1/add-action/")
    window.get_by_label("What will be done").fill("Hold one more meeting with young people")
    window.get_by_label("Accountable lead").select_option(label="Participation Manager")
    before = Action.objects.count()
    for _ in range(2):
        with window.expect_navigation():
            window.locator("main form .buttons [type=submit]").last.click()
        assert re.search(r"/actions/R1[.]\d+/$", window.url), window.inner_text("main")
        window.go_back()
    assert Action.objects.count() == before + 1
