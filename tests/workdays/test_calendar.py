"""The calendar against a table written out by hand, and the laws of counting."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarplan.workdays.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    UnknownYear,
    is_working_day,
    reason_not_worked,
    working_days_between,
)
from tests.drawing import examples

# Weekdays on which nobody works, as proclaimed for England and Wales.
DAYS_OFF = {
    2005: "3 Jan, 25 Mar, 28 Mar, 2 May, 30 May, 29 Aug, 26 Dec, 27 Dec",
    2006: "2 Jan, 14 Apr, 17 Apr, 1 May, 29 May, 28 Aug, 25 Dec, 26 Dec",
    2007: "1 Jan, 6 Apr, 9 Apr, 7 May, 28 May, 27 Aug, 25 Dec, 26 Dec",
    2008: "1 Jan, 21 Mar, 24 Mar, 5 May, 26 May, 25 Aug, 25 Dec, 26 Dec",
    2009: "1 Jan, 10 Apr, 13 Apr, 4 May, 25 May, 31 Aug, 25 Dec, 28 Dec",
    2010: "1 Jan, 2 Apr, 5 Apr, 3 May, 31 May, 30 Aug, 27 Dec, 28 Dec",
    2011: "3 Jan, 22 Apr, 25 Apr, 29 Apr, 2 May, 30 May, 29 Aug, 26 Dec, 27 Dec",
}
some_day = st.dates(date(FIRST_YEAR + 1, 1, 1), date(LAST_YEAR - 6, 12, 31))
a_number = st.integers(1, 250)


@pytest.mark.parametrize(("year", "written"), DAYS_OFF.items())
def test_weekdays_off_are_those_proclaimed(year, written):
    days = (date(year, 1, 1) + timedelta(days=step) for step in range(365 + (year % 4 == 0)))
    off = [day for day in days if day.weekday() < 5 and not is_working_day(day)]
    assert ", ".join(f"{day.day} {day:%b}" for day in off) == written


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2008, 8, 25), "Late Summer Bank Holiday"),
        (date(2008, 3, 21), "Good Friday"),
        (date(2008, 8, 23), "Saturday"),
        (date(2008, 8, 24), "Sunday"),
        (date(2011, 12, 25), "Sunday, Christmas Day"),
        (date(2010, 12, 27), "Christmas Day (substitute day)"),
        (date(2011, 4, 29), "Wedding of William and Catherine"),
        (date(2008, 8, 26), ""),
    ],
)
def test_each_day_off_says_why(day, reason):
    assert reason_not_worked(day) == reason


def test_a_closure_is_a_day_off_with_its_own_reason():
    closures = {date(2008, 12, 29): "offices closed"}
    assert reason_not_worked(date(2008, 12, 29), closures) == "offices closed"
    assert working_days_between(date(2008, 12, 24), date(2008, 12, 30), closures) == 1


@pytest.mark.parametrize("day", [date(FIRST_YEAR - 1, 12, 30), date(LAST_YEAR + 1, 1, 4)])
def test_a_year_that_is_not_known_is_refused_in_a_sentence(day):
    with pytest.raises(UnknownYear, match=f"The bank holidays of {day.year} are not available. .* to 2035"):
        is_working_day(day)


def test_counting_runs_into_the_end_of_the_calendar_rather_than_on():
    with pytest.raises(UnknownYear):
        working_days_between(date(LAST_YEAR, 12, 1), date(LAST_YEAR + 1, 2, 1))


@examples(60)
@given(some_day, some_day)
def test_between_changes_its_sign_with_its_ends(first, last):
    last = first + (last - first) // 20
    assert working_days_between(first, last) == -working_days_between(last, first)
