"""What is wanted of each measured page, and when the table says that it is met."""

import pytest

from tools.bench.measuring import Measured
from tools.bench.pages import FLOOR, LIST, STOCK, UPDATE, Page
from tools.bench.wanted import CHEAPER, cheaper_sentences, judged


def took(milliseconds, again=0.0):
    return Measured(milliseconds, again, queries=1, rest=1, after=1, most=1)


def judgement(page, one, size=200, **others):
    return judged(page, {FLOOR: took(2), page.name: one, **others}, size)


@pytest.mark.parametrize(
    ("first", "again", "said"),
    [(16, 6, "8 / 3: met"), (16.1, 6, "8 / 3: not met"), (16, 6.1, "8 / 3: not met")],
)
def test_page_is_judged_by_the_floor_for_the_first_reader_and_while_nothing_changes(first, again, said):
    assert judgement(Page("one", "/", first=8, again=3), took(first, again)) == said


@pytest.mark.parametrize(("again", "said"), [(16, "8: met"), (17, "8: not met")])
def test_page_that_is_not_kept_may_cost_as_much_again(again, said):
    assert judgement(Page("one", "/", first=8), took(16, again)) == said


@pytest.mark.parametrize(("first", "said"), [(20, "met"), (20.1, "not met")])
def test_page_of_a_past_day_is_judged_by_the_live_one(first, said):
    page = Page("one, of a past day", "/", beside=LIST)
    assert judgement(page, took(first), **{LIST: took(10)}) == f"10.0, 2 x the live page: {said}"


@pytest.mark.parametrize(
    ("size", "milliseconds", "said"),
    [
        (200, 9_000, ""),
        (20_000, 2_000, "2 s: met"),
        (20_000, 2_001, "2 s: not met"),
        (40_000, 4_000, "4 s: met"),
    ],
)
def test_export_is_judged_by_seconds_of_a_whole_plan(size, milliseconds, said):
    assert judgement(Page("one", "/", seconds=2), took(milliseconds), size) == said


def test_page_of_which_nothing_is_wanted_is_not_judged():
    assert judgement(Page("one", "/"), took(9_000)) == ""


def test_pages_are_compared_with_those_of_stock_admin():
    ours, theirs = {name: took(10) for name in CHEAPER}, {STOCK + name: took(45) for name in CHEAPER}
    assert list(cheaper_sentences({**ours, **theirs, STOCK + UPDATE: took(9)})) == [
        "List of 100: 4.5 times as cheap as stock admin's (wanted 5: not met).",
        "Detail: 4.5 times as cheap as stock admin's (wanted 4: met).",
        "Update, with its event: 0.9 times as cheap as stock admin's (wanted 1: not met).",
    ]
