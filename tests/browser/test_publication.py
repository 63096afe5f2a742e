"""The law's journey in a real Chromium: the report is received and sent out, a version is consulted on, approved and
published; what is edited afterwards does not reach the public page, and the list of changes names it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
# What one person may change of an agreed action.
EDITED, TEXT = "R1.2", "A room in every neighbourhood of the city"
ANSWER = "School nurses can start in October"


@pytest.fixture
def window(browser, site):
    """window("programme") is that person's signed-in page; window() is one of the public's."""
    contexts, complaints = [], []

    def opened(who=""):
        context = browser.new_context(base_url=site.url)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{who}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"{who}: {error}"))
        if who:
            page.goto("/accounts/login/")
            page.get_by_label("User name").fill(who)
            page.get_by_label("Password", exact=True).fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url("**/")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def test_from_the_receipt_of_the_report_to_a_published_plan(window, tmp_path):
    programme = window("programme")
    receipt_moves_both_readings(programme)
    newspaper_has_its_copy(programme, tmp_path)
    a_partner_is_consulted(programme, window("pct.officer"))
    the_next_version_is_approved(programme)
    before = read_by(window())
    assert "The plan has not been published yet" in before and "9 September 2008" in before
    programme.get_by_role("link", name="Publish version").click()
    programme.get_by_role("button", name="Publish version 3").click()
    expect(programme.get_by_role("status").get_by_text("Version 3 has been published")).to_be_visible()

    published = read_by(window())
    assert "version 3" in published and "published on 1 September 2008" in " ".join(published.split())
    assert ANSWER in read_by(window(), "/published/3/record/")
    edits_an_action(programme)
    assert read_by(window()) == published
    the_changes_name_the_edit(programme)


def receipt_moves_both_readings(programme):
    programme.goto("/deadlines/")
    assert governing(programme) == ["15 July 2008", "10 September 2008"]
    programme.get_by_role("link", name="Record date received").first.click()
    fill_day(programme, "Date received", 2, 6)
    programme.get_by_role("button", name="Check changes").click()
    # The day before the report was published is asked about.
    programme.get_by_label("The date is right").check()
    programme.get_by_role("button", name="Check changes").click()
    expect(programme.get_by_text("Nothing has been saved yet")).to_be_visible()
    programme.get_by_role("button", name="Record date received").click()
    programme.goto("/deadlines/")
    assert governing(programme) == ["14 July 2008", "9 September 2008"]


def governing(page):
    """The day that each duty's rule gives, in the order of the page."""
    said = page.locator("main").inner_text()
    return re.findall(r"How (\d+ \w+ 2008) is calculated", said)


def fill_day(page, group, day, month):
    boxes = page.get_by_role("group", name=group)
    for label, number in (("Day", day), ("Month", month), ("Year", 2008)):
        boxes.get_by_label(label, exact=True).fill(str(number))


def newspaper_has_its_copy(programme, folder):
    programme.goto("/publication/")
    programme.get_by_role("link", name="At least one newspaper of the area").first.click()
    programme.get_by_role("link", name="Record as done").click()
    fill_day(programme, "Date done", 20, 6)
    programme.get_by_label("Done by").fill("The press office")
    programme.get_by_label("Sent to").fill("A newspaper of the city")
    proof = folder / "page of the newspaper.txt"
    proof.write_text("Page 4 of 21 June 2008")
    programme.get_by_label("Proof as a file").set_input_files(proof)
    programme.locator("main form").get_by_role("button").last.click()
    expect(programme.locator("main .tag", has_text="Done").first).to_be_visible()
    expect(programme.get_by_role("link", name="page of the newspaper.txt")).to_be_visible()


def make_the_next_version(programme, what_is_new):
    programme.goto("/versions/")
    programme.get_by_role("link", name="Make new version").click()
    programme.get_by_label("What is new in this version").fill(what_is_new)
    programme.get_by_role("button", name="Make version").click()
    expect(programme.get_by_role("heading", name="Action plan").first).to_be_visible()


def a_partner_is_consulted(programme, partner):
    """The partner answers in a window of its own, and is told what became of it."""
    make_the_next_version(programme, "What was reported in August")
    programme.get_by_role("link", name="View consultation").click()
    programme.get_by_role("link", name="Ask partners").click()
    programme.get_by_label("Leicester City PCT").check()
    fill_day(programme, "Answer by", 4, 9)
    programme.get_by_role("button", name="Ask partners").click()
    expect(programme.get_by_role("status").get_by_text("1 partner asked about version 2")).to_be_visible()

    partner.goto("/versions/2/consultation/")
    partner.get_by_role("link", name="Leicester City PCT").click()
    partner.get_by_role("link", name="Answer question").click()
    partner.get_by_label("Answer", exact=True).fill(ANSWER)
    partner.get_by_role("button", name="Save").click()
    expect(partner.get_by_role("status").get_by_text("The answer has been recorded")).to_be_visible()

    programme.goto("/versions/2/consultation/")
    programme.get_by_role("link", name="Leicester City PCT").click()
    programme.get_by_role("link", name="Respond to answer").click()
    programme.get_by_role("radio", name="The plan was not changed").check()
    programme.get_by_label("What was changed because of the answer, or why nothing was").fill(
        "Nurses are named already"
    )
    programme.get_by_role("button", name="Save").click()
    expect(programme.get_by_role("status").get_by_text("Your response has been recorded")).to_be_visible()


def the_next_version_is_approved(programme):
    make_the_next_version(programme, "After the answers of partners")
    expect(programme.get_by_role("link", name="Publish version")).to_have_count(0)
    programme.get_by_role("link", name="Record approval").click()
    programme.get_by_label("Which meeting approved it?").select_option(label="Cabinet, 1 September 2008")
    programme.get_by_role("button", name="Record approval").click()
    expect(programme.get_by_role("status").get_by_text("The approval has been recorded")).to_be_visible()


def edits_an_action(programme):
    programme.goto(f"/actions/{EDITED}/edit/")
    programme.get_by_label("Resources").fill(TEXT)
    programme.get_by_label("Reason for the change").fill("The cabinet asked for it")
    programme.get_by_role("button", name="Save").last.click()
    programme.goto(f"/actions/{EDITED}/")
    expect(programme.get_by_text(TEXT).first).to_be_visible()


def read_by(visitor, address="/published/"):
    """The words of a public page, read by somebody who was never here and is given no cookie."""
    visitor.goto(address)
    assert visitor.context.cookies() == []
    return visitor.locator("main").inner_text()


def the_changes_name_the_edit(programme):
    programme.goto("/versions/3/")
    programme.get_by_role("link", name="View changes").click()
    programme.get_by_role("link", name="Changes since this version").click()
    change = programme.locator("section.difference")
    expect(change).to_have_count(1)
    said = change.inner_text()
    assert EDITED in said and TEXT in said
    assert "£4k" in said
