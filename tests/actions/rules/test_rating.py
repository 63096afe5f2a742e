"""The published rule, line by line. That rows and records are rated alike is held in test_queries."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.reading.rounds import Round, Rounds
from actions.rules.lifecycle import UNDER_WAY, Status
from actions.rules.rating import COMPARED, computed, differ, is_too_good, too_good

DAY = date(2008, 9, 1)
JULY = Round(uuid4(), date(2008, 7, 1), date(2008, 8, 4), date(2008, 8, 15))
AUGUST = Round(uuid4(), date(2008, 8, 1), date(2008, 8, 29), date(2008, 9, 5))
ROUNDS = Rounds([JULY, AUGUST])


def record(**fields):
    """In progress, due at Christmas, reported in July, on its path."""
    start = {
        "status": Status.IN_PROGRESS,
        "declared_rating": "green",
        "due_latest": date(2008, 12, 24),
        "agreed_at": datetime(2008, 6, 20, 11, tzinfo=UTC),
        "reported_month": date(2008, 7, 1),
        "report_from": None,
        "start_latest": None,
        "off_path_from": None,
        "rating_before": "",
    }
    return SimpleNamespace(**{**start, **fields})


def rated(day=DAY, rounds=ROUNDS, **fields):
    found = computed(record(**fields), day, rounds)
    return found.key, found.rule.name


DELIVERED = {"status": "delivered", "rating_before": "green"}


@pytest.mark.parametrize(
    "fields, expected",
    [
        ({}, ("green", "on track")),
        ({"status": "signed_off", "due_latest": None}, ("blue", "signed off")),
        ({"status": "embedded", "due_latest": date(2008, 7, 1)}, ("blue", "signed off")),
        # Delivered before the rule kept the rating, on a day of then; and since.
        ({"status": "delivered", "due_latest": date(2008, 7, 1)}, ("green", "delivered")),
        ({**DELIVERED, "due_latest": date(2008, 7, 1)}, ("red", "overdue")),
        ({**DELIVERED, "due_latest": DAY}, ("amber", "due in this round")),
        ({**DELIVERED, "off_path_from": DAY}, ("amber", "off path")),
        ({**DELIVERED, "reported_month": None}, ("green", "delivered, green before")),
        ({**DELIVERED}, ("green", "delivered, green before")),
        ({**DELIVERED, "rating_before": "amber"}, ("amber", "delivered, amber before")),
        ({**DELIVERED, "rating_before": "red", "off_path_from": DAY}, ("red", "delivered, red before")),
        ({**DELIVERED, "rating_before": "none"}, ("none", "delivered, none before")),
        ({**DELIVERED, "due_latest": None}, ("none", "no due date")),
        ({"status": "proposed", "due_latest": date(2008, 7, 1)}, ("none", "proposed")),
        ({"status": "paused", "due_latest": date(2008, 7, 1)}, ("none", "paused")),
        ({"status": "superseded"}, ("none", "superseded")),
        ({"status": "not_accepted"}, ("none", "not accepted")),
        ({"status": "withdrawn"}, ("none", "withdrawn")),
        ({"due_latest": None, "off_path_from": DAY}, ("none", "no due date")),
        ({"due_latest": DAY - timedelta(1)}, ("red", "overdue")),
        ({"due_latest": DAY}, ("amber", "due in this round")),
        ({"due_latest": AUGUST.closes_on}, ("amber", "due in this round")),
        ({"due_latest": AUGUST.closes_on + timedelta(1)}, ("green", "on track")),
        ({"reported_month": None}, ("amber", "no report")),
        ({"reported_month": date(2008, 6, 1)}, ("amber", "no report")),
        ({"reported_month": date(2008, 8, 1)}, ("green", "on track")),
        # Agreed on the last day of the July round, and on the day after it.
        ({"reported_month": None, "agreed_at": datetime(2008, 8, 15, 22, 59, tzinfo=UTC)}, ("amber", "no report")),
        ({"reported_month": None, "agreed_at": datetime(2008, 8, 15, 23, 0, tzinfo=UTC)}, ("green", "on track")),
        ({"reported_month": None, "report_from": date(2008, 8, 1)}, ("green", "on track")),
        ({"off_path_from": DAY}, ("amber", "off path")),
        ({"off_path_from": DAY + timedelta(1)}, ("green", "on track")),
        ({"status": "agreed", "due_latest": DAY - timedelta(1), "off_path_from": DAY}, ("red", "overdue")),
    ],
)  # fmt: skip
def test_first_line_that_holds_decides(fields, expected):
    assert rated(**fields) == expected


SEVERITY = ["red", "amber", "none", "green", "blue"]


@given(
    status=st.sampled_from(UNDER_WAY),
    due=st.none() | st.integers(-40, 40),
    reported=st.sampled_from([None, date(2008, 6, 1), date(2008, 7, 1), date(2008, 8, 1)]),
    off=st.none() | st.integers(-40, 40),
    agreed=st.integers(-80, 0),
    later=st.integers(0, 60),
)
def test_delivery_alone_never_makes_it_greener(status, due, reported, off, agreed, later):
    fields = {
        "status": status,
        "due_latest": None if due is None else DAY + timedelta(due),
        "reported_month": reported,
        "off_path_from": None if off is None else DAY + timedelta(off),
        "agreed_at": datetime(2008, 9, 1, 9, tzinfo=UTC) + timedelta(agreed),
    }
    before, _ = rated(**fields)
    fields |= {"status": "delivered", "rating_before": before}
    assert rated(**fields)[0] == before
    after, _ = rated(day=DAY + timedelta(later), **fields)
    assert SEVERITY.index(after) <= SEVERITY.index(before)


def test_without_rounds_only_the_date_and_the_path_count():
    assert rated(rounds=Rounds(), reported_month=None) == ("green", "on track")
    assert rated(rounds=Rounds(), due_latest=DAY - timedelta(1)) == ("red", "overdue")


def test_round_that_has_not_closed_yet_asks_for_nothing():
    early = date(2008, 8, 10)
    assert rated(day=early, reported_month=None) == ("green", "on track")
    assert rated(day=JULY.closes_on + timedelta(1), reported_month=None) == ("amber", "no report")


def test_inputs_say_in_words_what_was_looked_at():
    found = dict(computed(record(reported_month=None, off_path_from=DAY), DAY, ROUNDS).inputs)
    assert found["Due date"] == "24 December 2008"
    assert found["Reporting round open on that day"] == "August 2008, until 5 September 2008"
    last = "Last reporting round that had closed"
    assert found[last] == "July 2008, closed on 15 August 2008: a report was due, and none was sent"
    assert found["Success criteria"] == "Not on course for the target since 1 September 2008"
    signed = computed(record(status="signed_off", reported_month=None), DAY, ROUNDS)
    assert dict(signed.inputs)[last].endswith("reports are due while an action is agreed or in progress")
    put_off = computed(record(report_from=date(2008, 9, 1)), DAY, Rounds([replace(JULY)]))
    assert dict(put_off.inputs)[last].endswith("no report was due")


@pytest.mark.parametrize(
    "declared, by_rule, expected",
    [
        ("green", "red", True),
        ("red", "green", True),
        ("amber", "amber", False),
        ("none", "red", False),
        ("green", "none", False),
        ("blue", "blue", False),
    ],
)
def test_ratings_differ_only_where_both_say_something(declared, by_rule, expected):
    assert differ(declared, by_rule) is expected


def test_record_is_compared_with_what_its_lead_declared():
    late = {"due_latest": DAY - timedelta(1)}
    assert is_too_good(record(**late), DAY, ROUNDS)
    assert not is_too_good(record(**late, declared_rating="red"), DAY, ROUNDS)
    assert not is_too_good(record(**late, declared_rating=""), DAY, ROUNDS)
    assert not is_too_good(record(status="signed_off", declared_rating="amber"), DAY, ROUNDS)
    # More cautious than the rule is no fault.
    assert not is_too_good(record(declared_rating="red"), DAY, ROUNDS)


def test_only_a_better_rating_than_the_rules_is_too_good():
    worst_first = ["red", "amber", "green", "blue"]
    assert [*COMPARED] == worst_first
    for place, declared in enumerate(worst_first):
        assert [too_good(declared, other) for other in worst_first] == [other < place for other in range(4)]
        assert not too_good(declared, "none") and not too_good("none", declared)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, "reported"),
        ({"reported_month": None}, "a report was due, and none was sent"),
        (
            {"reported_month": None, "start_latest": date(2008, 8, 5)},
            "as the action starts after the round opened",
        ),
        ({"start_latest": date(2008, 8, 5)}, "reported"),
        ({"reported_month": None, "report_from": date(2008, 8, 1)}, "no report was due"),
    ],
)
def test_what_the_last_round_asked_is_said(fields, says):
    found = computed(record(**fields), DAY, Rounds([replace(JULY, spares_later_starts=True)]))
    assert dict(found.inputs)["Last reporting round that had closed"].endswith(says)


def test_what_starts_later_is_not_amber_for_want_of_a_report():
    rounds = Rounds([replace(JULY, spares_later_starts=True)])
    assert rated(rounds=rounds, reported_month=None) == ("amber", "no report")
    assert rated(rounds=rounds, reported_month=None, start_latest=date(2008, 8, 5)) == ("green", "on track")
