"""An action on paper: one sheet of A4 with what a member asks about, and what is left out said on it.

It is printed in 10 pt (test_paper.py): an ordinary action takes one side, one with a long story both.
"""

import re

import pytest

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


def printed(browser, site, cookies, who, reference):
    """How many sides the page of an action takes, and the words on them."""
    context = browser.new_context(base_url=site.url)
    context.add_cookies([cookies[who]])
    page = context.new_page()
    assert page.goto(f"/actions/{reference}/").status == 200
    sides = len(A_PAGE.findall(page.pdf(format="A4", prefer_css_page_size=True)))
    page.emulate_media(media="print")
    shown = " ".join(page.locator("body").inner_text().split()).lower()
    context.close()
    return sides, shown


@pytest.mark.parametrize("reference", ["R5.1", "R15.1", "R16.1"])
def test_an_ordinary_action_is_one_side_of_paper(browser, site, cookies, reference):
    assert printed(browser, site, cookies, "cabinet", reference)[0] == 1


@pytest.mark.parametrize("who", ["cabinet", "programme"])
def test_an_action_with_a_long_story_is_one_sheet_of_paper(browser, site, cookies, who):
    sides, shown = printed(browser, site, cookies, who, "R4.1")
    assert sides == 2
    assert [words for words in ON_IT if words.lower() not in shown] == [], shown
    assert re.search(r"the latest 5 of \d\d entries", shown) and re.search(r"the latest of \d reports", shown)
    assert "digest (sha-256)" not in shown and "download as excel" not in shown
