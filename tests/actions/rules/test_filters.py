"""What a list shows, read from the address and applied to records. That rows and records are chosen and sorted
alike is held in tests/actions/reading/test_queries: what is tried here by example is what those are compared with.
"""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import BadRequest
from django.http import QueryDict

from actions.reading.rounds import Rounds
from actions.rules.filters import CHOICES, LONGEST, SORTS, Filters, clean
from actions.rules.lifecycle import LIVE, OPEN, Status
from tests.actions.asked import accepts, ordered

DAY = date(2008, 9, 1)
NO_ROUNDS = Rounds([])


def record(**fields):
    """In progress, due at Christmas, rated green."""
    start = {
        "reference": "R4.2",
        "plan_order": 2,
        "recommendation": "R4",
        "timeframe": "For immediate action",
        "organisation": "Leicester City PCT",
        "lead": "Head of Service",
        "status": Status.IN_PROGRESS,
        "awaiting": "",
        "declared_rating": "green",
        "confidence": "",
        "due_latest": date(2008, 12, 24),
        "agreed_at": datetime(2008, 6, 20, 11, tzinfo=UTC),
        "reported_at": datetime(2008, 8, 20, 11, tzinfo=UTC),
        "reported_month": None,
        "report_from": None,
        "off_path_from": None,
        "moves": 0,
        "date_asked": None,
        "challenged_at": None,
        "question_at": None,
        "searchable": "R4.2\nAudit all cases\nHead of Service",
    }
    return SimpleNamespace(**{**start, **fields})


def accepted(filters, **fields):
    return accepts(filters, record(**fields), DAY, NO_ROUNDS)


def read(query):
    return Filters.read(QueryDict(query))


@pytest.mark.parametrize(
    "query", ["rating=purple", "status=gone", "due=never", "sort=colour", "awaiting=godot", "computed=maybe"]
)
def test_unknown_choice_is_refused_with_a_sentence(query):
    with pytest.raises(BadRequest, match=query.split("=")[1]):
        read(query)


@pytest.mark.parametrize(
    ("name", "choice"), [(name, choice) for name, known in CHOICES.items() for choice in known]
)
def test_every_choice_that_is_offered_is_read(name, choice):
    assert getattr(read(f"{name}={choice}"), name) == choice


@pytest.mark.parametrize("sort", [*SORTS, *(f"-{one}" for one in SORTS)])
def test_every_order_that_is_offered_sorts_and_puts_what_has_no_value_last(sort):
    first, bare = record(), record(lead="", organisation="", due_latest=None, plan_order=3)
    assert ordered(Filters(sort=sort), [bare, first])[:: -1 if sort == "-plan" else 1] == [first, bare]


def test_address_and_filters_are_two_ways_of_saying_the_same():
    filters = read("q=%00+audit+&rating=red&sort=-due&page=2")
    assert filters == Filters(q="audit", rating="red", sort="-due")
    assert read(filters.query) == filters and filters.query == "q=audit&rating=red&sort=-due"
    assert filters.is_narrowed and not Filters(sort="due").is_narrowed
    assert read("") == read("sort=&q=") == Filters() and Filters().query == ""


def test_what_was_typed_is_bounded_and_printable():
    assert clean(" a\x00b\n c ") == "ab c"
    assert len(clean("x" * (LONGEST + 1))) == LONGEST


@pytest.mark.parametrize(
    ("filters", "fields", "shown"),
    [
        (Filters(q="audit head"), {}, True),
        (Filters(q="audit tail"), {}, False),  # each word must be found
        (Filters(recommendation="R4"), {}, True),
        (Filters(recommendation="R5"), {}, False),
        (Filters(timeframe="For immediate action"), {"timeframe": "Longer term"}, False),
        (Filters(organisation="LSC"), {}, False),
        (Filters(rating="green"), {}, True),
        (Filters(rating="green"), {"status": Status.SIGNED_OFF}, False),  # blue by then
        (Filters(rating="none"), {"declared_rating": ""}, True),
        (Filters(computed="red"), {"due_latest": DAY - timedelta(1)}, True),
        (Filters(computed="red"), {}, False),
        (Filters(computed="disagrees"), {"due_latest": DAY - timedelta(1)}, True),
        (Filters(computed="disagrees"), {"due_latest": DAY - timedelta(1), "declared_rating": "red"}, False),
        (Filters(due="overdue"), {"due_latest": DAY}, False),
        (Filters(due="overdue"), {"due_latest": DAY - timedelta(1)}, True),
        (Filters(due="soon"), {"due_latest": DAY}, True),
        (Filters(due="soon"), {"due_latest": DAY + timedelta(30)}, True),
        (Filters(due="soon"), {"due_latest": DAY + timedelta(31)}, False),
        (Filters(due="moved"), {"moves": 1}, True),
        (Filters(due="moved"), {}, False),
        (Filters(due="none"), {"due_latest": None}, True),
        (Filters(due="none"), {}, False),
        (Filters(awaiting="organisation"), {"awaiting": "organisation"}, True),
        (Filters(awaiting="organisation"), {"awaiting": "board"}, False),
        (Filters(awaiting="date"), {"date_asked": DAY}, True),
        (Filters(awaiting="date"), {}, False),
        (Filters(awaiting="challenge"), {"challenged_at": datetime(2008, 8, 1, tzinfo=UTC)}, True),
        (Filters(awaiting="challenge"), {}, False),
        (Filters(awaiting="challenge"), {"question_at": datetime(2008, 8, 1, tzinfo=UTC)}, False),
        (Filters(awaiting="question"), {"question_at": datetime(2008, 8, 1, tzinfo=UTC)}, True),
        (Filters(awaiting="question"), {"challenged_at": datetime(2008, 8, 1, tzinfo=UTC)}, False),
        (Filters(confidence="low"), {"confidence": "low"}, True),
        (Filters(confidence="low"), {"confidence": "medium"}, False),
        (Filters(confidence="low"), {}, False),
        (Filters(confidence="none"), {}, True),
        (Filters(confidence="none"), {"confidence": "high"}, False),
        (Filters(awaiting="report"), {"reported_at": None}, True),
        (Filters(awaiting="report"), {}, False),
    ],
)
def test_record_is_shown(filters, fields, shown):
    assert accepted(filters, **fields) == shown


@pytest.mark.parametrize("status", list(Status))
def test_record_is_shown_by_its_status(status):
    asked = {"": status in LIVE, "open": status in OPEN, "all": True, str(status): True}
    asked |= {str(other): False for other in Status if other != status}
    assert {name: accepted(Filters(status=name), status=status) for name in asked} == asked


def test_equal_ones_stay_in_the_order_of_the_plan_either_way():
    records = [record(reference=f"R{number}", plan_order=number) for number in (3, 1, 2)]
    for sort in ("due", "-due", "rating"):
        assert [one.plan_order for one in ordered(Filters(sort=sort), records)] == [1, 2, 3]
