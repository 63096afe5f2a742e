"""Pages on paper: nothing smaller than 10 pt, a foot that says whose page it is and of which day, and no heading
that is left alone at the foot of a sheet.
"""

import io
import re
from contextlib import contextmanager

import pytest
from django.test import override_settings
from pypdf import PdfReader

from tests.browser.pages import once_published

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
PAGES = [
    ("cabinet", "/"),
    ("cabinet", "/?as_at=2008-08-06"),
    ("programme", "/my-work/"),
    ("programme", "/programme/"),
    ("programme", "/actions/"),
    ("officer", "/actions/?view=full"),
    ("programme", "/actions/R4.1/"),
    ("officer", "/actions/R1.1/"),
    ("cabinet", "/actions/R2.1/rating/"),
    ("cabinet", "/recommendations/"),
    ("cabinet", "/recommendations/R4/"),
    ("programme", "/deadlines/"),
    ("cabinet", "/meetings/"),
    ("cabinet", "/history/"),
    ("cabinet", "/slippage/"),
    ("finance", "/finance/"),
    ("programme", "/versions/"),
    ("admin", "/people/"),
    (None, "/published/"),
    (None, "/accessibility/"),
    (None, "/help/"),
]
# Each text that is printed in letters smaller than 10 pt, by what it stands in; in a drawing as large as it is drawn.
TOO_SMALL = """() => {
    const least = 10 * 96 / 72 - 0.05, found = new Set();
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode, holder = text.parentElement;
        if (!text.data.trim() || !holder.checkVisibility({visibilityProperty: true})
            || holder.closest(".visually-hidden")) continue;
        let size = parseFloat(getComputedStyle(holder).fontSize);
        if (holder.ownerSVGElement) size *= holder.getScreenCTM().a;
        if (size < least) found.add(`${holder.outerHTML.slice(0, 80)}: ${(size * 0.75).toFixed(1)} pt`);
    }
    return [...found];
}"""
# As they begin: where their lines break on paper is not known.
HEADINGS = """() => [...document.querySelectorAll("main :is(h1, h2, h3, h4, caption, summary)")]
    .filter(one => one.checkVisibility()).map(one => one.innerText.split("\\n")[0].trim()).filter(one => one)"""
A4_WIDE = 688  # pixels between the margins of a sheet, as which the drawings are measured


MOVE_DOWN = """height => { document.querySelector("main").style.marginTop = `${height}mm`; }"""


@pytest.fixture(scope="module")
def published(site, django_db_blocker):
    """A plan that the public reads. Made before the transaction of a test, which the server does not see."""
    with django_db_blocker.unblock():
        once_published()


@contextmanager
def opened(browser, site, cookies, who):
    """A page as it is on paper, of one person or of nobody."""
    context = browser.new_context(base_url=site.url, viewport={"width": A4_WIDE, "height": 900})
    context.add_cookies([cookies[who]] if who else [])
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


def sheets_of(page):
    """The lines of text of each sheet that a page is printed on."""
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return [[line.strip() for line in one.extract_text().splitlines()] for one in pdf.pages]


@pytest.fixture(scope="module")
def printed(browser, site, cookies, published):
    """{(who, path): (its sheets as lines of text, what is too small)}, each page opened once."""
    found = {}
    with override_settings(PLAN_PLACE="Leicester"):
        for who in dict.fromkeys(who for who, _path in PAGES):
            with opened(browser, site, cookies, who) as page:
                for path in (path for one, path in PAGES if one == who):
                    assert page.goto(path).status == 200, path
                    found[who, path] = sheets_of(page), page.evaluate(TOO_SMALL)
    return found


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_nothing_on_paper_is_smaller_than_ten_points(printed, who, path):
    assert printed[who, path][1] == []


@pytest.mark.parametrize(("who", "path"), PAGES)
def test_every_sheet_says_at_its_foot_whose_it_is_and_of_which_day(printed, who, path):
    sheets = [" ".join(lines) for lines in printed[who, path][0]]
    day = "6 August 2008" if "as_at" in path else "1 September 2008"
    whose = f"JAR plan for Leicester, as at {day}" if who else "Leicester"
    if path == "/published/":
        # The day is that of its content.
        whose = re.compile(r"Leicester, version \d+, as at \d+ \w+ 2008")
    for number, sheet in enumerate(sheets, start=1):
        assert re.search(whose, sheet) and f"Page {number} of {len(sheets)}" in sheet, sheet


@pytest.mark.parametrize("path", ["/my-work/", "/", "/published/"])
def test_no_heading_is_left_alone_at_the_foot_of_a_sheet(browser, site, cookies, published, path):
    """However far down the first sheet the page begins."""
    with opened(browser, site, cookies, "programme") as page:
        assert page.goto(path).status == 200
        headings = page.evaluate(HEADINGS)
        assert len(headings) > 3
        alone = []
        for millimetres in range(0, 240, 12):
            page.evaluate(MOVE_DOWN, millimetres)
            feet = [next(line for line in reversed(lines) if line) for lines in sheets_of(page)[:-1]]
            alone += [(millimetres, line) for line in feet if line in headings]
    assert alone == []
