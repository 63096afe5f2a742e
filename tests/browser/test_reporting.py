"""An officer with five actions reports all five by keyboard alone: one page and one submit an action, axe clean."""

from datetime import date

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect

from actions.models import Action, ReportingRound
from actions.plan.content import content_of
from actions.plan.verbs import add_action, agree_action
from jarplan import clock
from jarplan.people.models import Post, User
from tests.browser.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
AXE = "axe.run({rules: {'target-size': {enabled: true}}, resultTypes: ['violations']})"


@pytest.fixture(scope="module")
def officer(site, django_db_blocker):
    """The cookie of lpt.officer, who is given five actions more; what is made here is committed for the server."""
    with django_db_blocker.unblock():
        lead_five()
        return site.cookie_of("lpt.officer")


def lead_five():
    """Five more actions of the one that lpt.officer leads; the round of August is moved so that it is open."""
    programme, officer = User.objects.get(username="programme"), User.objects.get(username="lpt.officer")
    august = ReportingRound.objects.filter(month=date(2008, 8, 1))
    august.update(closes_on=date(2008, 9, 5))
    act = {"by": programme, "now": clock.now()}
    one = Action.objects.get(reference="R14.1")
    post = Post.objects.get(pk=one.leads.get(accountable=True).post_id)
    assert post.organisation == officer.organisation
    for _ in range(5):
        made = add_action(**act, recommendation=one.recommendation, content=content_of(one))
        agree_action(**act, action=made)


def test_five_actions_are_reported_by_keyboard_with_one_submit_each(browser, site, officer):
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    person = Keyboard(context.new_page())
    seen, submits = [], []
    person.page.on("request", lambda one: submits.append(one.url) if one.method == "POST" else None)
    context.add_cookies([officer])
    person.page.goto("/")
    person.press("My work")
    person.page.on("framenavigated", lambda frame: seen.append(frame.url))
    person.press("Complete all reports")
    for _ in range(5):
        expect(person.page.get_by_role("heading", name="Last report")).to_be_visible()
        check_accessible(person.page)
        person.choose("Green")
        person.choose("High")
        person.type("What was done", "The second clinic has its first families.")
        person.press("Send report")
    expect(person.page.get_by_role("heading", name="All reports sent")).to_be_visible()
    check_accessible(person.page)
    assert len(submits) == 5 and len(seen) <= 2 * 5
    context.close()


def check_accessible(page):
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(AXE)["violations"]
    assert found == [], [(one["id"], one["nodes"][0]["html"]) for one in found]
