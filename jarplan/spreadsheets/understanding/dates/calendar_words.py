"""The spans of days that British words stand for: months, quarters, years, terms, seasons, feasts. Where the
calendar leaves it open (terms, seasons, feasts) these are conventions, and whoever uses them asks.
"""

import calendar
import re
from datetime import date, timedelta

from jarplan.spreadsheets.understanding.dates.results import Impossible

MONTHS = {
    word: number
    for number, words in enumerate(
        (
            "jan january",
            "feb febr february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for word in words.split()
}
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![a-z])\.?"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = re.compile(r"^(mon|tue|tues|wed|weds|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b[.,]?\s*")
NUMBERS = {
    word: number
    for number, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        start=1,
    )
}
FIRST_YEAR, LAST_YEAR = 1990, 2099


def month_number(word):
    """9 for Sept, sep. or September."""
    return MONTHS[word.rstrip(".")]


def year_of(text):
    """2008 for 2008, 08 or '08."""
    digits = text.strip("' ")
    year = int(digits)
    if len(digits) <= 2:
        # As FIRST_YEAR has it: 90 to 99 are the last century's.
        year += 2000 if year < 90 else 1900
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Impossible(f"The year {year} is out of range.")
    return year


def day_of(year, month, day):
    """The day, or Impossible with a sentence that names it; nothing is ever rolled over."""
    try:
        return date(year, month, day)
    except ValueError:
        if not 1 <= month <= 12:
            raise Impossible(f"There is no month {month}.") from None
        raise Impossible(f"There is no {day} {calendar.month_name[month]} {year}.") from None


def last_of(year, month):
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def month_span(year, month):
    """First and last day of a month."""
    return date(year, month, 1), last_of(year, month)


def months_after(day, months):
    """The same day so many months later, or that month's last where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, last_of(year, month + 1).day))


def financial_year(year):
    """1 April to 31 March; `year` is the one it starts in."""
    return date(year, 4, 1), date(year + 1, 3, 31)


def academic_year(year):
    """1 September to 31 August."""
    return date(year, 9, 1), date(year + 1, 8, 31)


def financial_quarter(year, quarter):
    """Quarter 1 is April to June of the year that the financial year starts in."""
    first = months_after(date(year, 4, 1), 3 * (quarter - 1))
    last = months_after(first, 2)
    return first, last_of(last.year, last.month)


def term(name, year):
    """A school term by the calendar year that it lies in. Schools differ; autumn is the stated convention."""
    return {
        "autumn": (date(year, 9, 1), date(year, 12, 19)),
        "spring": (date(year, 1, 1), date(year, 3, 31)),
        "summer": (date(year, 4, 1), date(year, 7, 31)),
    }[name]


def season(name, year):
    """A season by the year it starts in; winter runs into the next."""
    start = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}[name]
    first = date(year, start, 1)
    last = months_after(first, 2)
    return first, last_of(last.year, last.month)


def half_term(name, year):
    """The usual week of a half-term holiday, Monday to Sunday: the last Monday of October, the third of
    February, the last of May.
    """
    if name == "spring":
        monday = _monday_on_or_before(date(year, 2, 21))
    else:
        monday = _monday_on_or_before(date(year, 10, 31) if name == "autumn" else date(year, 5, 31))
    return monday, monday + timedelta(days=6)


def _monday_on_or_before(day):
    return day - timedelta(days=day.weekday())


def easter(year):
    """Easter Sunday of the Gregorian calendar."""
    # The anonymous Gregorian algorithm (Meeus, Jones, Butcher).
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
