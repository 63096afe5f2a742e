"""An ordinary action on paper: one sheet of A4 with what a member asks about, and what is left out said on it."""

import re

import pytest

from tests.browser.keyboard import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
A_PAGE = re.compile(rb"/Type\s*/Page\b")
ON_IT = (
    "Original date: 18 July 2008. Extended twice",
    "one of the agency workers withdrew",  # why it moved the second time
    "Challenged on",
    "The criterion says 100%, and the audit shows the position of July",  # why it was returned
    "Signed off: Lead organisation",
    "Signed off: Programme office, for the board",
    "Result of the audit, team by team",
    "All cases are with a qualified social worker",
    "What the ratings mean",
)


@pytest.mark.parametrize("who", ["cabinet", "programme"])
def test_an_ordinary_action_is_one_sheet_of_paper(browser, site, who):
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    page.goto("/accounts/login/")
    page.get_by_label("User name").fill(who)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    assert page.goto("/actions/R4.1/").status == 200
    pages = len(A_PAGE.findall(page.pdf(format="A4", prefer_css_page_size=True)))
    page.emulate_media(media="print")
    shown = " ".join(page.locator("body").inner_text().split()).lower()
    context.close()
    assert pages == 1
    assert [words for words in ON_IT if words.lower() not in shown] == [], shown
    assert re.search(r"the latest 5 of \d\d entries", shown) and re.search(r"the latest of \d reports", shown)
    assert "digest (sha-256)" not in shown and "download as excel" not in shown
