"""The published rule, line by line. That rows and records are rated alike is held in test_queries."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest

from actions.reading.rounds import Round, Rounds
from actions.rules.lifecycle import Status
from actions.rules.rating import computed, differ, disagrees

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
        "off_path_from": None,
    }
    return SimpleNamespace(**{**start, **fields})


def rated(day=DAY, rounds=ROUNDS, **fields):
    found = computed(record(**fields), day, rounds)
    return found.key, found.rule.name


@pytest.mark.parametrize(
    "fields, expected",
    [
        ({}, ("green", "on track")),
        ({"status": "signed_off", "due_latest": None}, ("blue", "signed off")),
        ({"status": "embedded", "due_latest": date(2008, 7, 1)}, ("blue", "signed off")),
        ({"status": "delivered", "due_latest": date(2008, 7, 1)}, ("green", "delivered")),
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
    assert disagrees(record(**late), DAY, ROUNDS)
    assert not disagrees(record(**late, declared_rating="red"), DAY, ROUNDS)
    assert not disagrees(record(**late, declared_rating=""), DAY, ROUNDS)
    assert not disagrees(record(status="signed_off", declared_rating="amber"), DAY, ROUNDS)
