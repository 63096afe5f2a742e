"""Statutory dates worked by hand or stated by councils, and the readings that explain a difference."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarplan.workdays.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    UnknownYear,
    is_working_day,
    working_days_between,
)
from jarplan.workdays.derivation import DayOne, DaysOff, Unit, derive, readings_that_give
from jarplan.workdays.strip import months_of
from tests.drawing import examples

LEICESTER = date(2008, 6, 3)
WORKING, CALENDAR, MONTH = Unit.WORKING_DAY, Unit.CALENDAR_DAY, Unit.MONTH
SAME, NEXT = DayOne.SAME, DayOne.NEXT


@pytest.mark.parametrize(
    ("start", "number", "unit", "day_one", "due"),
    [
        pytest.param(LEICESTER, 30, WORKING, NEXT, date(2008, 7, 15), id="Leicester, report"),
        pytest.param(LEICESTER, 70, WORKING, NEXT, date(2008, 9, 10), id="Leicester, plan"),
        pytest.param(LEICESTER, 70, WORKING, SAME, date(2008, 9, 9), id="Leicester, same day"),
        pytest.param(LEICESTER, 70, CALENDAR, NEXT, date(2008, 8, 12), id="Leicester, 70 days of 2.1"),
        pytest.param(date(2006, 8, 14), 70, WORKING, NEXT, date(2006, 11, 21), id="Isle of Wight"),
        pytest.param(date(2023, 5, 9), 70, WORKING, NEXT, date(2023, 8, 16), id="Stockton"),
        pytest.param(date(2022, 2, 22), 70, WORKING, NEXT, date(2022, 6, 7), id="Bracknell Forest"),
        pytest.param(LEICESTER, 6, MONTH, NEXT, date(2008, 12, 3), id="six months"),
        pytest.param(LEICESTER, 6, MONTH, SAME, date(2008, 12, 2), id="six months, same day"),
        pytest.param(date(2008, 8, 31), 6, MONTH, NEXT, date(2009, 2, 28), id="no 31 February"),
        pytest.param(date(2008, 8, 31), 6, MONTH, SAME, date(2009, 2, 28), id="no 30 February either"),
        pytest.param(date(2008, 1, 31), 1, MONTH, NEXT, date(2008, 2, 29), id="leap year"),
        pytest.param(date(2008, 6, 7), 1, WORKING, SAME, date(2008, 6, 9), id="a Saturday is not day 1"),
    ],
)
def test_due_date(start, number, unit, day_one, due):
    assert derive(start, number, unit, day_one).due == due


def test_the_derivation_shows_every_day_and_why_it_was_left_out():
    derivation = derive(LEICESTER, 70, WORKING, NEXT)
    assert derivation.first == date(2008, 6, 4)
    assert [day.day for day in derivation.days] == [
        LEICESTER + timedelta(days=step) for step in range(1, len(derivation.days) + 1)
    ]
    assert [(day.day, day.reason) for day in derivation.holidays_left_out] == [
        (date(2008, 8, 25), "Late Summer Bank Holiday")
    ]
    assert len(derivation.left_out) == 14 * 2 + 1
    assert [day.number for day in derivation.days if day.number] == list(range(1, 71))


def test_weeks_hold_every_day_once():
    derivation = derive(LEICESTER, 70, WORKING, NEXT)
    weeks = derivation.weeks
    assert len(weeks) == 15
    assert sorted(day.day for week in weeks for day in week.counted + week.left_out) == [
        day.day for day in derivation.days
    ]
    bank_holiday_week = next(week for week in weeks if week.monday == date(2008, 8, 25))
    assert [day.day.day for day in bank_holiday_week.left_out] == [25, 30, 31]
    assert [day.number for day in bank_holiday_week.counted] == [59, 60, 61, 62]


def test_a_closure_moves_the_date_by_a_day():
    closures = {date(2008, 7, 1): "offices closed by flood"}
    derivation = derive(LEICESTER, 70, WORKING, NEXT, DaysOff(closures=closures))
    assert derivation.due == date(2008, 9, 11)
    assert derivation.holidays_left_out[0].reason == "offices closed by flood"


@pytest.mark.parametrize("number", [0, -1])
def test_nothing_to_count_is_refused(number):
    with pytest.raises(ValueError, match="at least one"):
        derive(LEICESTER, number, WORKING, NEXT)


def test_units_read_as_words():
    assert Unit.WORKING_DAY.counted(70) == "70 working days"
    assert Unit.MONTH.counted(1) == "1 month"


def test_three_readings_give_the_date_that_the_report_states():
    readings = readings_that_give(date(2008, 9, 9), LEICESTER, 70, WORKING, NEXT)
    assert [reading.sentence for reading in readings] == [
        "3 June counted as day 1",
        "25 August counted as a working day (Late Summer Bank Holiday)",
        "received on 2 June",
    ]


def test_the_isle_of_wight_stated_a_day_less():
    readings = readings_that_give(date(2006, 11, 20), date(2006, 8, 14), 70, WORKING, NEXT)
    assert readings[0].sentence == "14 August counted as day 1"
    assert len(readings) == 3


def test_seventy_days_of_2_1_read_as_calendar_days():
    readings = readings_that_give(date(2008, 8, 12), LEICESTER, 70, WORKING, NEXT)
    assert [reading.sentence for reading in readings] == ["70 calendar days counted, not working days"]


def test_the_other_day_one_is_tried_whichever_is_the_rule():
    readings = readings_that_give(date(2008, 9, 10), LEICESTER, 70, WORKING, SAME)
    assert readings[0].sentence == "4 June counted as day 1"


@pytest.mark.parametrize("stated", [date(2008, 9, 10), date(2008, 10, 1)])
def test_no_reading_is_offered_for_the_date_itself_or_a_far_one(stated):
    assert readings_that_give(stated, LEICESTER, 70, WORKING, NEXT) == ()


@examples(60)
@given(
    st.dates(date(FIRST_YEAR + 1, 1, 1), date(LAST_YEAR - 2, 12, 31)),
    st.integers(1, 120),
    st.sampled_from(DayOne),
)
def test_a_working_day_count_ends_on_a_working_day_and_agrees_with_the_calendar(start, number, day_one):
    derivation = derive(start, number, WORKING, day_one)
    assert is_working_day(derivation.due)
    before = start if day_one is NEXT else start - timedelta(days=1)
    assert working_days_between(before, derivation.due) == number
    assert all(day.number is None for day in derivation.days if not is_working_day(day.day))


def test_a_proclaimed_holiday_is_left_out_and_a_closed_office_is_named():
    off = DaysOff(
        proclaimed={date(2008, 7, 1): "Day of mourning"},
        noted={date(2008, 7, 2): "offices closed (Flood), but the regulation counts it"},
    )
    derivation = derive(LEICESTER, 70, WORKING, NEXT, off)
    assert derivation.due == date(2008, 9, 11)
    assert derivation.holidays_left_out[0].reason == "Day of mourning"
    assert [each.day for each in derivation.counted_nevertheless] == [date(2008, 7, 2)]


def test_a_proclaimed_holiday_may_be_the_one_that_was_forgotten():
    off = DaysOff(proclaimed={date(2008, 7, 1): "Day of mourning"})
    readings = readings_that_give(date(2008, 9, 10), LEICESTER, 70, WORKING, NEXT, off)
    assert "1 July counted as a working day (Day of mourning)" in [reading.sentence for reading in readings]


def test_a_reading_in_another_year_names_it():
    readings = readings_that_give(date(2009, 1, 2), date(2008, 12, 1), 22, WORKING, NEXT)
    assert "1 January 2009 counted as a working day (New Year's Day)" in [one.sentence for one in readings]
    readings = readings_that_give(date(2009, 1, 1), date(2009, 1, 1), 1, Unit.CALENDAR_DAY, NEXT)
    assert [one.sentence for one in readings] == [
        "1 January counted as day 1",
        "received on 31 December 2008",
    ]


def test_beyond_the_calendar_a_count_is_refused_or_goes_on_saying_so():
    with pytest.raises(UnknownYear):
        derive(date(2035, 12, 20), 10, WORKING, NEXT)
    derivation = derive(date(2035, 12, 20), 10, WORKING, NEXT, DaysOff(beyond=True))
    assert derivation.unknown_years == (2036,)
    assert derivation.due == date(2036, 1, 7)
    added = DaysOff(proclaimed={date(2036, 1, 1): "New Year's Day"}, beyond=True)
    assert derive(date(2035, 12, 20), 10, WORKING, NEXT, added).due == date(2036, 1, 8)
    assert derive(LEICESTER, 70, WORKING, NEXT, added).unknown_years == ()


some_days = st.dates(date(2008, 6, 3), date(2009, 6, 3))


@examples(60)
@given(some_days, st.integers(1, 120), st.sets(some_days, max_size=5), st.sets(some_days, max_size=5))
def test_no_further_day_off_makes_a_date_earlier_or_ends_on_one(start, number, holidays, closures):
    off = DaysOff(proclaimed=dict.fromkeys(holidays, "one-off"), closures=dict.fromkeys(closures, "closed"))
    plain, derivation = derive(start, number, WORKING, NEXT), derive(start, number, WORKING, NEXT, off)
    assert derivation.due >= plain.due
    assert derivation.due not in holidays | closures
    assert is_working_day(derivation.due, off.closures, off.proclaimed)
    assert working_days_between(start, derivation.due, off.closures, off.proclaimed) == number


@pytest.mark.slow
@examples(60)
@given(some_days, st.integers(1, 120), st.sampled_from([WORKING, CALENDAR]), st.sampled_from(DayOne))
def test_every_reading_gives_the_date_that_it_is_asked_for(start, number, unit, day_one):
    for stated in (
        derive(start, number, unit, day_one).due + timedelta(days=step) for step in (-2, -1, 1, 2)
    ):
        readings = readings_that_give(stated, start, number, unit, day_one)
        assert all(reading.derivation.due == stated for reading in readings)


@examples(40)
@given(some_days, st.integers(1, 120), st.sampled_from([WORKING, CALENDAR]), st.sampled_from(DayOne))
def test_the_months_hold_each_day_of_the_count_once(start, number, unit, day_one):
    derivation = derive(start, number, unit, day_one)
    cells = [cell for month in months_of(derivation) for week in month.weeks for cell in week if cell]
    assert len({cell.day for cell in cells}) == len(cells)
    assert [cell.number for cell in cells if cell.number] == list(range(1, number + 1))
    assert [cell.day for cell in cells if cell.kind == "due"] == [derivation.due]
    assert all(cell.reason for cell in cells if cell.kind in ("weekend", "off"))
    assert cells[0].day.day == 1
