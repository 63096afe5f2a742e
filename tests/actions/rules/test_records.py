"""What follows from a record and a day, each at its edge. That rows give the same is held in test_queries."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from actions.reading.rounds import Rounds
from actions.rules.lifecycle import OPEN, UNDER_WAY, Status
from actions.rules.records import (
    brag,
    days_over,
    has_no_date,
    in_plan,
    is_due_soon,
    is_moved,
    is_overdue,
    is_silent,
    owes_report,
    says,
    start_of,
)

DAY = date(2008, 9, 1)


def record(status=Status.IN_PROGRESS, due=DAY, **about):
    stands = {
        "status": status,
        "due_latest": due,
        "declared_rating": "",
        "rating_before": "green",
        "late_on": None,
        "moves": 0,
        "reported_at": None,
        "searchable": "",
    }
    return SimpleNamespace(**{**stands, **about})


@pytest.mark.parametrize("status", list(Status))
def test_only_what_is_still_to_be_done_or_proved_is_overdue(status):
    late, soon = record(status, DAY - timedelta(1)), record(status)
    assert is_due_soon(soon, DAY) == (status in OPEN)
    assert is_overdue(late, DAY) == (status in (*OPEN, Status.DELIVERED))
    assert days_over(late, DAY) == (1 if is_overdue(late, DAY) else 0)


def test_delivered_was_not_overdue_on_days_of_the_earlier_rule():
    late = record(Status.DELIVERED, DAY - timedelta(1), rating_before="")
    assert not is_overdue(late, DAY) and days_over(late, DAY) == 0


@pytest.mark.parametrize(
    ("days", "overdue", "soon"), [(-1, True, False), (0, False, True), (30, False, True), (31, False, False)]
)
def test_day_it_is_due_on_is_not_over_and_soon_is_thirty_days(days, overdue, soon):
    one = record(due=DAY + timedelta(days))
    assert (is_overdue(one, DAY), is_due_soon(one, DAY)) == (overdue, soon)


def test_what_has_no_date_is_neither():
    one = record(due=None)
    assert (
        has_no_date(one)
        and not is_overdue(one, DAY)
        and not is_due_soon(one, DAY)
        and days_over(one, DAY) == 0
    )


@pytest.mark.parametrize(
    ("status", "declared", "shown"),
    [
        (Status.IN_PROGRESS, "", "none"),
        (Status.IN_PROGRESS, "amber", "amber"),
        (Status.DELIVERED, "green", "green"),
        (Status.SIGNED_OFF, "red", "blue"),
        (Status.EMBEDDED, "", "blue"),
    ],
)
def test_blue_only_once_the_board_has_signed(status, declared, shown):
    assert brag(record(status, declared_rating=declared)) == shown


@pytest.mark.parametrize("status", list(Status))
def test_lead_is_silent_while_work_is_under_way(status):
    assert (
        is_silent(record(status), DAY)
        == owes_report(record(status), DAY, Rounds([]))
        == (status in UNDER_WAY)
    )


def test_thirty_days_of_silence_are_counted_from_midnight_in_london():
    # 2 August in London begins at 23:00 of 1 August in UTC.
    last = datetime(2008, 8, 1, 23, 0, tzinfo=UTC)
    assert start_of(date(2008, 8, 2)) == last
    assert not is_silent(record(reported_at=last), DAY)
    assert is_silent(record(reported_at=last - timedelta(seconds=1)), DAY)


@pytest.mark.parametrize(
    ("word", "found"), [("audit", True), ("CAFÉ", True), ("a.dit", False), ("cases(", True), ("none", False)]
)
def test_word_is_found_whatever_its_case_and_is_no_pattern(word, found):
    assert says(record(searchable="Audit cases(1) at the café"), word) == found


def test_what_left_the_plan_is_not_in_it_and_what_waits_is():
    assert in_plan(record(Status.PAUSED)) and not in_plan(record(Status.SUPERSEDED))
    assert is_moved(record(moves=1)) and not is_moved(record())
