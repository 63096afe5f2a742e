"""The programme office makes Cabinet's pack in three presses from the list of meetings; a member reads it."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def opened(browser, site, cookie):
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 900})
    context.add_cookies([cookie])
    return context.new_page()


def test_from_the_list_of_meetings_to_a_pack_that_a_member_reads(browser, site, cookies):
    office, member = (opened(browser, site, cookies[name]) for name in ("programme", "cabinet"))
    office.goto("/meetings/")
    office.get_by_role("link", name="Prepare pack").click()
    expect(office.get_by_label("Purpose")).to_have_value(
        "To report on progress with the actions since OSMB considered the plan, and on its publication."
    )
    office.get_by_label("Advice").fill("Publish the plan on 8 September.")
    office.get_by_role("button", name="Save draft and preview").click()
    expect(office.get_by_text("Draft. This pack has not been made")).to_be_visible()
    expect(office.get_by_role("cell", name="+1")).to_be_visible()
    expect(office.get_by_text("The report on R8.2 of 31 July 2008 was corrected").first).to_be_visible()
    office.get_by_role("button", name="Make pack").click()
    expect(office.get_by_text("The pack has been made")).to_be_visible()
    member.goto("/meetings/")
    member.get_by_role("link", name="Pack 2").click()
    expect(member.get_by_text("Publish the plan on 8 September.")).to_be_visible()
    expect(member.get_by_role("heading", name="Appendix K: All actions")).to_be_visible()
    expect(member.get_by_role("link", name="Correct this pack with a new one")).to_have_count(0)
    # What it asks is what the meeting decides on, and what the next one reads of.
    office.goto("/meetings/")
    office.get_by_role("link", name="Cabinet, Monday 1 September 2008").click()
    office.get_by_role("link", name="Record decisions").click()
    asked = office.locator("section.panel").filter(
        has=office.get_by_role("heading", name="Recommendation 3.1")
    )
    asked.get_by_label("Agreed with changes").check()
    office.get_by_role("button", name="Save decisions").click()
    expect(office.get_by_role("alert")).to_contain_text("Enter what the meeting changed")
    asked.get_by_label("Note or reason").fill("A report on the red actions comes in October.")
    office.get_by_role("button", name="Save decisions").click()
    expect(office.get_by_text("1 decision recorded")).to_be_visible()
    member.goto("/meetings/")
    member.get_by_role("link", name="Cabinet, Monday 1 September 2008").click()
    decided = member.get_by_role("row", name="recommendation 3.1")
    expect(decided).to_contain_text("Agreed with changes: A report on the red actions comes in October.")
    for page in (office, member):
        page.context.close()
