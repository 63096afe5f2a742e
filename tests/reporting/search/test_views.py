"""The page of the search: nothing that is typed breaks it, and it says what to do next."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actions.models import ProgressUpdate
from jarplan.reporting.search.queries import MOST
from tests import plan
from tests.reporting.conftest import BACKEND
from tests.reporting.reading import text_of
from tests.reporting.search.finding import MARK, found, search

pytestmark = [pytest.mark.django_db]


ODD = (
    "\x00",
    "audit\x00cases",
    "9" * 5000,
    "\u202eaudit\u202c \u200f\u2066x",
    "\ud800".encode("utf-8", "surrogatepass").decode("utf-8", "replace"),
    "%",
    "'; DROP TABLE actions_action; --",
    "***=",
    "(?i)audit",
    "[[:alpha:]]",
    "\\",
    "a{1000}{1000}",
    "\u0301",
    " ".join("abcdefghijklmnopqrstuvwxyz"),
    "x\t\r\ny",
)


@pytest.mark.parametrize("typed", ODD)
def test_nothing_that_is_typed_breaks_the_page(people, whole, visit, typed):
    response = search(visit, people.officer_a, typed)
    assert len(response.context["q"]) <= 200 and "\u202e" not in response.content.decode()


def test_bytes_that_are_no_text_break_nothing_either(people, whole, visit):
    for query in ("q=%ff%fe", "q=%ed%a0%80", "q", "q=a&q=b", "x=1"):
        visit(people.officer_a, f"/search/?{query}")


def test_too_many_words_are_not_looked_for(people, whole, visit):
    response = search(visit, people.officer_a, f"{MARK} " + " ".join(f"w{one}" for one in range(30, 60)))
    assert "Enter 10 words or fewer" in text_of(response) and found(response) == {}


def test_what_is_found_and_what_was_typed_is_escaped(people, whole, visit):
    ProgressUpdate.objects.filter(action=whole).update(done="<script>alert('x')</script> & more")
    response = search(visit, people.officer_a, "<script>alert('x')</script>")
    html = response.content.decode()
    assert found(response) == {"reports": ["R4.1"]}
    assert (
        "<script" not in html
        and "<mark>&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;</mark> &amp; more" in html
    )
    assert '"><' not in search(visit, people.officer_a, 'z"><img src=x>').content.decode().split("<main")[0]


def test_there_are_more_than_are_shown(people, visit):
    for _number in range(MOST + 2):
        plan.proposed(people)
    response = search(visit, people.officer_a, "audit")
    [group] = response.context["groups"]
    assert len(group.shown) == MOST and "(first 20)" in text_of(response)
    every = visit(people.officer_a, group.every)
    assert every.context["page_obj"].paginator.count == MOST + 2


def test_it_takes_few_queries_however_much_is_found(people, whole, client, first_september):
    client.force_login(people.officer_a, BACKEND)
    client.get("/search/?q=x")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            response = client.get(f"/search/?q={MARK}")
        return len(queries), len(found(response)["actions"])

    few, one = asked()
    for _number in range(5):
        plan.proposed(people, text=f"More {MARK}")
    assert asked() == (few, 6) and one == 1 and few <= 10


def test_an_empty_search_and_one_that_finds_nothing_lead_on(people, whole, visit):
    for words, said in (
        ("", "Enter words, or a reference such as R4"),
        ("zebra", "Nothing was found for “zebra”"),
    ):
        page = text_of(search(visit, people.officer_a, words))
        assert said in page and "iew all actions</a>" in page


def test_every_page_asks_for_words_in_its_head(people, whole, visit):
    for path in ("/", "/actions/", "/my-work/", "/meetings/"):
        assert visit(people.officer_a, path).content.decode().count('role="search"') == 1
    page = search(visit, people.officer_a, MARK).content.decode()
    assert page.count('role="search"') == 1 and f'value="{MARK}"' in page
