"""How far a date has slipped, on paper: working days by hand, and what cannot be counted."""

from datetime import date
from types import SimpleNamespace

import pytest

from actions.rules import slippage
from actions.rules.slippage import Slippage, slippage_between

JULY = date(2008, 7, 18)  # a Friday


@pytest.mark.parametrize(
    "last, days",
    [
        (date(2008, 7, 18), 0),
        (date(2008, 7, 20), 0),  # a Sunday
        (date(2008, 7, 21), 1),
        (date(2008, 7, 25), 5),
        (date(2008, 8, 26), 26),  # 25 August 2008 was the summer bank holiday
    ],
)
def test_a_slip_is_counted_in_working_days(last, days):
    assert slippage_between(JULY, last) == Slippage(working=days)


def test_a_slip_beyond_the_known_bank_holidays_is_counted_in_calendar_days():
    slip = slippage_between(date(2035, 12, 20), date(2036, 1, 10))
    assert (slip, str(slip), slip.exported) == (Slippage(calendar=21), "21 calendar days", "21 calendar days")


def test_a_slip_from_no_day_is_not_known():
    assert slippage_between(None, JULY) is None and slippage_between(JULY, None) is None


def test_slips_are_summed_and_said():
    assert str(slippage.total([Slippage(5), None, Slippage(7)])) == "12 working days"
    assert str(slippage.total([Slippage(1), Slippage(calendar=1)])) == "1 working day and 1 calendar day"
    assert str(slippage.total([])) == "0 working days"
    assert (Slippage(5).exported, (Slippage(5) + Slippage(calendar=2)).days) == (5, 7)


def test_a_long_sum_is_said_in_thousands():
    assert str(Slippage(working=54_371)) == "54,371 working days"


def test_two_moves_add_up_to_the_whole_slip():
    moves = [
        SimpleNamespace(from_due=JULY, to_latest=date(2008, 8, 8)),
        SimpleNamespace(from_due=date(2008, 8, 8), to_latest=date(2008, 8, 29)),
    ]
    action = SimpleNamespace(original_due=JULY, due_latest=date(2008, 8, 29))
    assert (
        slippage.total(map(slippage.slippage_of_move, moves)) == slippage.slippage_of(action) == Slippage(29)
    )


@pytest.mark.parametrize(
    "decisions, number, board",
    [
        ([], 1, False),
        (["granted"], 2, False),
        (["granted", "pending"], 2, False),
        (["granted", "recalled", "refused"], 3, True),
        (["granted", "recalled", "recalled"], 2, False),
        (["refused", "refused", "granted"], 4, True),
    ],
)
def test_the_third_request_is_the_boards_and_recalled_ones_do_not_count(decisions, number, board):
    assert slippage.number_of_next(decisions) == number
    assert slippage.needs_board(number) == board


def test_how_much_later_in_words():
    first, second = date(2008, 8, 8), date(2008, 8, 29)
    assert slippage.later_than(first, JULY, JULY) == "15 working days later than the current due date"
    assert slippage.later_than(second, first, JULY) == (
        "14 working days later than the current due date and 29 working days later than the original date"
    )
    assert slippage.later_than(second, None, None) == ""


def test_numbers_in_words():
    assert [slippage.ordinal(number) for number in (1, 3, 10, 11)] == ["first", "third", "tenth", "11th"]


@pytest.mark.parametrize(
    "decision, first, second",
    [
        ("granted", ("15 working days", ""), ("14 working days", "29 working days in all")),
        (
            "pending",
            ("15 working days more", "if agreed"),
            ("14 working days more", "29 working days in all if agreed"),
        ),
        ("refused", ("None", "15 working days requested"), ("None", "14 working days requested")),
        ("recalled", ("None", "15 working days requested"), ("None", "14 working days requested")),
    ],
)
def test_what_a_request_did_to_the_date_is_told_with_the_whole_slip(decision, first, second):
    from_first = SimpleNamespace(decision=decision, from_due=JULY, to_latest=date(2008, 8, 8))
    from_second = SimpleNamespace(decision=decision, from_due=date(2008, 8, 8), to_latest=date(2008, 8, 29))
    assert (slippage.in_words(from_first, JULY), slippage.in_words(from_second, JULY)) == (first, second)
    no_day = SimpleNamespace(decision=decision, from_due=None, to_latest=JULY)
    assert slippage.in_words(no_day, None)[0] == "Not known"


def test_how_often_is_said_in_words():
    assert [slippage.times(number) for number in (1, 2, 3, 11)] == ["once", "twice", "3 times", "11 times"]
