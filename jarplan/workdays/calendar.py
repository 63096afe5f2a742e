"""Which days are not working days in England and Wales (SI 2005/1973 reg 1(3)).

A working day is any day but a Saturday, a Sunday, Christmas Day, Good Friday or a bank holiday.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

# A test holds them against GOV.UK's own list, as far as that reaches: from 2012 on.
FIRST_YEAR = 1990
LAST_YEAR = 2035
SATURDAY = 5


class UnknownYear(ValueError):
    """The calendar of bank holidays does not reach that year."""

    def __init__(self, year):
        self.year = year
        super().__init__(
            f"The bank holidays of {year} are not available. Dates can be counted from "
            f"{FIRST_YEAR} to {LAST_YEAR}."
        )


@cache
def holidays_of(year: int) -> Mapping[date, str]:
    """Each public holiday of that year with its name. Raises UnknownYear.

    Only holidays proclaimed by then are known; a later one arrives with a new release of the holidays package, and
    until then as an argument of each count.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnknownYear(year)
    # Imported here: it takes an eighth of a second, which no other command should pay.
    from holidays import country_holidays

    # Without ENG the summer bank holiday (25 August 2008) would be missing.
    found = country_holidays("GB", subdiv="ENG", years=year)
    # The word that the regulation's readers know: a bank holiday on another day in its place.
    return {day: name.replace("(observed)", "(substitute day)") for day, name in found.items()}


def holiday_name(day: date, proclaimed: Mapping[date, str] | None = None) -> str:
    """The name of the public holiday on that day, or nothing. proclaimed: holidays that the calendar does not
    know, each with its name. Raises UnknownYear."""
    # The proclaimed one first: it says why a day is off that the calendar has under another name or not at
    # all.
    return (proclaimed or {}).get(day) or holidays_of(day.year).get(day, "")


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def reason_not_worked(
    day: date, closures: Mapping[date, str] | None = None, proclaimed: Mapping[date, str] | None = None
) -> str:
    """Why that day is not a working day, or nothing when it is one. Raises UnknownYear.

    closures: further days on which the offices are closed, each with its reason. proclaimed: holidays that the
    calendar does not know.
    """
    weekday = ("Saturday", "Sunday")[day.weekday() - SATURDAY] if is_weekend(day) else ""
    holiday = holiday_name(day, proclaimed)
    # Both are said: a holiday that falls on a Saturday takes no working day away, and its substitute is
    # another day.
    if weekday and holiday:
        return f"{weekday}, {holiday}"
    return weekday or holiday or (closures or {}).get(day, "")


def is_working_day(
    day: date, closures: Mapping[date, str] | None = None, proclaimed: Mapping[date, str] | None = None
) -> bool:
    return not reason_not_worked(day, closures, proclaimed)


def working_days_between(
    first: date,
    last: date,
    closures: Mapping[date, str] | None = None,
    proclaimed: Mapping[date, str] | None = None,
) -> int:
    """How many working days lie after the first day, up to and including the last; negative when it is
    the earlier one. Raises UnknownYear."""
    if last < first:
        return -working_days_between(last, first, closures, proclaimed)
    # Day by day: at most some hundred days, and each has its own reason. A closed form would have to know
    # them all the same.
    days = (first + timedelta(days=step) for step in range(1, (last - first).days + 1))
    return sum(is_working_day(day, closures, proclaimed) for day in days)
