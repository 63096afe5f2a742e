"""The tags of the plan's pages that keep the rest of an address, or count."""

from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from actions.reading.counts import Ratings
from jarplan.reporting.charts import bars
from jarplan.reporting.templatetags.plan import as_at_form, rating_table, sort_heading, status


def at(address):
    return {"request": RequestFactory().get(address), "page": SimpleNamespace()}


@pytest.mark.parametrize(
    ("address", "order", "href"),
    [
        ("/actions/?q=audit&page=3", "", "?q=audit&sort=due"),
        ("/actions/?sort=due", "ascending", "?sort=-due"),
        ("/actions/?sort=-due", "descending", "?sort=due"),
        ("/actions/?sort=lead", "", "?sort=due"),
    ],
)
def test_heading_sorts_by_its_column_and_back_from_the_first_page(address, order, href):
    shown = sort_heading(at(address), "due", "Due")
    assert (shown["order"], shown["href"]) == (order, href)


def test_order_without_one_in_the_address_is_the_lists_own():
    assert sort_heading(at("/actions/"), "due", "Due", default="due")["order"] == "ascending"
    assert sort_heading(at("/actions/?sort="), "due", "Due", default="-due")["order"] == "descending"
    assert sort_heading(at("/actions/?sort=lead"), "due", "Due", default="due")["order"] == ""


def test_another_day_keeps_the_address_but_for_its_page():
    kept = as_at_form(at("/actions/?q=a&q=b&as_at=2008-07-18&page=2"))["kept"]
    assert kept == [("q", "a"), ("q", "b")]


@pytest.mark.parametrize(
    ("key", "label", "look", "words"),
    [
        ("signed_off", "", "signed-off", "Signed off"),
        ("in_consultation", "Asked", "in-consultation", "Asked"),
        ("not-due", "", "not-due", "Not due"),
    ],
)
def test_status_has_a_look_and_words(key, label, look, words):
    assert status(key, label) == {"look": look, "label": words}


def test_table_beside_a_chart_adds_up_its_rows_and_columns():
    first, second, *_others = bars.ORDER
    rows = [
        {"label": "Immediate", "counts": {first: 2, second: 1}, "href": "/a/", "hrefs": {first: "/b/"}},
        {"label": "Longer", "counts": {first: 3}},
    ]
    shown = rating_table("Title", rows, "Timeframe", {first: "/c/"})
    assert [line["total"] for line in shown["lines"]] == [3, 3] and shown["whole"]["total"] == 6
    assert shown["whole"]["cells"][:3] == [(5, "/c/", 0, None), (1, None, 0, None), (0, None, 0, None)]
    assert shown["lines"][0]["cells"][:2] == [(2, "/b/", 0, None), (1, None, 0, None)]


def test_blue_with_unproven_criteria_is_marked_beside_the_number():
    counts = Ratings(blue=3, red=1)
    counts.unproven = 2
    row = {"label": "Immediate", "counts": counts, "hrefs": {"blue": "/b/", "unproven": "/u/"}}
    shown = rating_table("Title", [row, row], "Timeframe", {"unproven": "/all/"})
    assert shown["lines"][0]["cells"][bars.ORDER.index("blue")] == (3, "/b/", 2, "/u/")
    assert shown["whole"]["cells"][bars.ORDER.index("blue")] == (6, None, 4, "/all/")
    assert "3 blue (2 with criteria unproven)" in bars.in_words(row)


def test_table_without_rows_has_noughts():
    shown = rating_table("Title", [], "Timeframe")
    whole = shown["whole"]
    assert whole["total"] == 0 and [cell[0] for cell in whole["cells"]] == [0] * len(bars.ORDER)
