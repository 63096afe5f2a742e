"""What is offered to somebody whose roles are limited to an inspection: they walk through the pages, with another one
chosen, their own or all of them, and nothing there leads to an address that refuses them.
"""

from collections import Counter, deque
from datetime import date
from html.parser import HTMLParser
from urllib.parse import parse_qs, urldefrag, urlencode, urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve

from recommendations.meetings.verbs import add_meeting
from tests import kept, plan
from tests.plan import later
from tests.recommendations.test_limits import limited
from tests.severalplans import both

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BACKEND = "jarplan.people.accounts.backends.PeopleBackend"
# Pages for everybody, what is one's own, and files.
NOT_WALKED = ("/published/", "/accounts/", "/static/")
FILES = (".csv", ".xlsx", ".pdf", ".docx", ".json", ".ics")
PAGES_ALIKE = 4  # of one pattern of addresses, as each has a plan of its own
# Typed into a box that proposes nothing, by the last part of its name.
TYPED = {"day": "28", "month": "8", "year": "2008"}


class Offers(HTMLParser):
    """What a page offers: its `links`, and its `forms` with what they send, what can be chosen, and their buttons."""

    def __init__(self, page):
        super().__init__()
        self.links, self.forms, self.form, self.select = [], {}, None, ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        about = dict(attributes)
        if tag == "a" and about.get("href"):
            self.links.append(about["href"])
        elif tag == "form":
            self.form = about.get("id", len(self.forms))
            self.of(self.form).update(method=about.get("method", "get"), to=about.get("action", ""))
        elif "disabled" not in about and (key := about.get("form", self.form)) is not None:
            self.field(tag, about, self.of(key))

    def of(self, key):
        return self.forms.setdefault(key, {"sent": {}, "choices": [], "buttons": []})

    def field(self, tag, about, form):
        name, value, kind = about.get("name", ""), about.get("value") or "", about.get("type")
        if tag == "button":
            form["buttons"].append({name: value} if name else {})
        elif tag == "select":
            self.select = name
        elif tag == "option" or kind in ("checkbox", "radio"):
            form["choices"].append((self.select if tag == "option" else name, value))
            if "selected" in about or "checked" in about:
                form["sent"][form["choices"][-1][0]] = value
        elif (tag == "input" and kind != "file") or tag == "textarea":
            form["sent"][name] = value or (
                "" if kind == "hidden" else TYPED.get(name.rpartition("_")[2], "Words")
            )

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None


class Walk:
    """One person's walk with an inspection chosen, or all. `refused`: {where something led: on which page}."""

    def __init__(self, person, chosen):
        self.client, self.chosen = Client(), chosen
        self.client.force_login(person, BACKEND)
        self.refused, self.seen, self.alike, self.left = {}, set(), Counter(), deque()
        self.lead_on("/", "")
        while self.left:
            self.visit(*self.left.popleft())

    def lead_on(self, to, page):
        """A page to be visited, unless one of those alike was. What leads to another choice is looked at alone."""
        parts = urlsplit(urljoin(page, urldefrag(to)[0]))
        chosen = parse_qs(parts.query).get("inspection", [self.chosen])[0]
        if parts.netloc or parts.path.startswith(NOT_WALKED) or parts.path.endswith(FILES):
            return
        kind = resolve(parts.path).view_name, parts.path.rpartition("/")[2], chosen
        if (parts.path, chosen) in self.seen or self.alike[kind] == PAGES_ALIKE:
            return
        self.alike[kind] += 1
        self.seen.add((parts.path, chosen))
        self.left.append((parts.path, chosen, page))

    def visit(self, path, chosen, page):
        response = self.client.get(path, {"inspection": chosen})
        self.note(response, f"{path}?inspection={chosen}", page)
        if (
            response.status_code != 200
            or chosen != self.chosen
            or "html" not in response.headers["Content-Type"]
        ):
            return
        offers = Offers(response.content.decode())
        for link in offers.links:
            self.lead_on(link, path)
        for form in offers.forms.values():
            self.send_all(form, path)

    def note(self, response, to, page):
        if response.status_code == 403:
            self.refused[to] = page

    def send_all(self, form, page):
        """Each button, as the form is shown and with each of what can be chosen."""
        to = urljoin(page, form["to"])
        if to.startswith(NOT_WALKED) or (form["method"] == "get" and to == page):
            return
        for button in form["buttons"]:
            for name, value in [("", ""), *form["choices"][:12]]:
                self.send(form["method"], to, form["sent"] | button | ({name: value} if name else {}), page)

    def send(self, method, to, said, page):
        """One of them; nothing of what it did is kept."""
        with transaction.atomic():
            response = getattr(self.client, method)(to, said)
            transaction.set_rollback(True)
        self.note(response, f"{to} with {urlencode(said)}", page)


@pytest.fixture
def people():
    kept.facts()
    return plan.make_people()


@pytest.fixture
def inspections(people, settings):
    """Two inspections with their plans, and a meeting about both."""
    settings.PLAN_TODAY = date(2008, 9, 1)
    rows = both(people)
    said = {"body": "Panel", "held_on": date(2008, 9, 10), "purpose": "Both plans"}
    add_meeting(by=people.programme, now=later(3), **said)
    return rows


WALKS = [("programme", "review-p"), ("programme", "review-s"), ("programme", "all")]
WALKS += [("officer_a", "all"), ("administrator", "all")]


@pytest.mark.nightly
@pytest.mark.parametrize(("part", "chosen"), WALKS)
def test_nothing_on_a_page_leads_to_an_address_that_refuses(people, inspections, part, chosen):
    walk = Walk(limited(getattr(people, part), inspections[1]), chosen)
    assert len(walk.seen) > 40
    assert walk.refused == {}


@pytest.fixture
def desk(people, inspections, client):
    """The programme officer who is limited to the second inspection."""
    client.force_login(limited(people.programme, inspections[1]), BACKEND)
    return client


def test_a_new_meeting_is_about_an_inspection_within_the_limit(desk, people, inspections):
    form = desk.get("/meetings/add/?inspection=all").context["form"]
    assert list(form.fields["inspection"].queryset) == [inspections[1]]
    said = {
        "body": "Board",
        "held_on_day": "9",
        "held_on_month": "9",
        "held_on_year": "2008",
        "purpose": "It",
    }
    answer = desk.post("/meetings/add/", said | {"inspection": ""})
    assert answer.context["form"].errors == {
        "inspection": ["Select the inspection that the meeting is about"]
    }
    assert desk.post("/meetings/add/", said | {"inspection": inspections[1].pk}).status_code == 302
    assert inspections[1].meetings.filter(body="Board").exists()
    desk.force_login(people.programme_2, BACKEND)
    assert "All inspections" in str(desk.get("/meetings/add/").context["form"]["inspection"])


def test_buttons_show_where_something_may_be_acted_on(desk):
    for path, button in (("/meetings/", "Add meeting"), ("/versions/", "Make new version")):
        for chosen, shown in (("review-p", False), ("review-s", True), ("all", True)):
            assert (button in desk.get(path, {"inspection": chosen}).content.decode()) is shown, (
                path,
                chosen,
            )


def test_only_ones_own_plan_is_offered_to_act_on(desk):
    page = desk.get("/versions/make/?inspection=all").content.decode()
    assert "?inspection=review-s" in page and 'href="?inspection=review-p"' not in page
    assert 'href="?inspection=review-p"' in desk.get("/versions/checks/").content.decode(), "all are read"


def test_boxes_stand_beside_the_actions_that_may_be_acted_on(desk):
    page = desk.get("/actions/?inspection=all").content.decode()
    assert 'aria-label="Select S1.1"' in page and 'aria-label="Select P1.1"' not in page
    assert "Apply to selected actions" not in desk.get("/actions/?inspection=review-p").content.decode()


def test_rounds_are_set_from_the_desk_by_who_has_no_limit_only(desk, people):
    assert "/rounds/set/" not in desk.get("/programme/?inspection=all").content.decode()
    desk.force_login(people.programme_2, BACKEND)
    assert "/rounds/set/" in desk.get("/programme/?inspection=all").content.decode()
