"""A meeting from the desk to the matters arising, in a real Chromium: actions are put on the agenda, an extension is
agreed there, a report and an answer are asked for, and the next meeting reads what became of them.
"""

import re

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def add_meeting(page, year):
    page.goto("/meetings/")
    page.get_by_role("link", name="Add meeting").click()
    page.get_by_label("Meeting body").fill("Cabinet")
    for box, value in (("Day", "6"), ("Month", "10"), ("Year", year)):
        page.get_by_label(box, exact=True).fill(value)
    page.get_by_label("Agenda item").fill("JAR action plan")
    page.get_by_role("button", name="Add meeting").click()
    expect(page.get_by_role("heading", name=f"Cabinet, 6 October {year}")).to_be_visible()


def item(page, reference):
    return page.locator("section.panel").filter(
        has=page.get_by_role("heading", name=re.compile(f"^{reference} "))
    )


def test_from_the_desk_to_the_matters_arising(people):
    programme, officer, cabinet = people("programme"), people("pct.officer"), people("cabinet")
    programme.goto("/programme/")
    meeting = programme.get_by_role("heading", name="Next meeting").locator("+ p")
    expect(meeting).to_contain_text("Papers were due on 22 August 2008")
    meeting.get_by_role("link", name="Cabinet, 1 September 2008").click()
    expect(programme.get_by_role("row", name=re.compile("R5.1"))).to_contain_text("Not recorded")

    programme.get_by_role("link", name="Add to agenda").click()
    programme.get_by_label("Actions or recommendations").fill("R15.1, R4")
    programme.get_by_role("button", name="Add to agenda").click()
    expect(programme.get_by_text("2 items have been put on the agenda")).to_be_visible()

    programme.get_by_role("link", name="Record decisions").click()
    extension, other = item(programme, "R5.1"), item(programme, "R15.1")
    extension.get_by_label("Agree the extension to 26 September 2008").check()
    extension.get_by_text("Add a members’ question").click()
    extension.get_by_label("Members’ question").fill("Which wards are still missing?")
    other.get_by_label("Ask for a report").check()
    programme.get_by_role("button", name="Save decisions").click()
    # What is missing is said before anything is recorded.
    expect(programme.get_by_role("alert")).to_contain_text("Enter the date the report is due by")
    for box, value in (("Day", "15"), ("Month", "9"), ("Year", "2008")):
        item(programme, "R15.1").get_by_label(box, exact=True).fill(value)
    programme.get_by_role("button", name="Save decisions").click()
    expect(programme.get_by_text("3 decisions recorded")).to_be_visible()
    expect(programme.get_by_text("Due date moved to 26 September 2008")).to_be_visible()

    officer.goto("/my-work/")
    asked = officer.get_by_role("region", name="Reports that a meeting asked for")
    expect(asked).to_contain_text("due by 15 September 2008")
    asked.get_by_role("link", name="R15.1", exact=True).click()
    expect(officer.get_by_role("link", name="Cabinet, 1 September 2008")).to_be_visible()
    officer.get_by_role("link", name="Report progress").first.click()
    officer.get_by_role("radio", name="Green").check()
    officer.get_by_label("What was done").fill("Two more health visitors have started")
    officer.get_by_role("radio", name="High").check()
    officer.get_by_role("button", name="Send note").click()
    officer.goto("/my-work/")
    expect(officer.get_by_role("region", name="Reports that a meeting asked for")).to_have_count(0)

    add_meeting(programme, "2008")
    cabinet.goto("/meetings/")
    cabinet.get_by_role("link", name=re.compile("Cabinet, .* 6 October 2008")).click()
    matters = cabinet.get_by_role("region", name="Matters arising")
    expect(matters).to_contain_text("Due date moved to 26 September 2008")
    expect(matters).to_contain_text("No answer yet, asked on 1 September 2008")
    expect(matters).to_contain_text("Reported on 1 September 2008")
