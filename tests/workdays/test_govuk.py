"""The calendar against the list of bank holidays that GOV.UK publishes, as the package of its makers carries it."""

from datetime import date, timedelta

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays

from jarplan.workdays.calendar import holiday_name, is_weekend


@pytest.fixture(scope="module")
def published():
    """{day: name} for England and Wales, read from the package's own file: nothing is fetched."""
    known = BankHolidays(use_cached_holidays=True)
    found = known.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    return {each["date"]: each["title"] for each in found}


def test_the_list_covers_the_years_that_are_compared(published):
    assert {day.year for day in published} >= set(range(2012, 2029))


@pytest.mark.parametrize("year", range(2012, 2029))
def test_every_weekday_off_is_published_and_every_published_day_is_off(published, year):
    days = [date(year, 1, 1) + timedelta(days=step) for step in range(366)]
    weekdays = [day for day in days if day.year == year and not is_weekend(day)]
    ours = [day for day in weekdays if holiday_name(day)]
    assert ours == [day for day in weekdays if day in published]
    assert not [day for day in published if day.year == year and is_weekend(day)]
