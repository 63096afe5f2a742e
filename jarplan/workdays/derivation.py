"""How a statutory date follows from its start: every day counted, every day left out and why.

Also which small change of reading would give a date that somebody stated.
"""

from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from jarplan.workdays.calendar import is_weekend, reason_not_worked

ONE_DAY = timedelta(days=1)


class Unit(StrEnum):
    """What a duty is counted in."""

    WORKING_DAY = "working_day"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"

    def counted(self, number: int) -> str:
        """The number with its unit: "70 working days"."""
        return f"{number} {self.value.replace('_', ' ')}{'' if number == 1 else 's'}"


class DayOne(StrEnum):
    """Whether the day of the event is itself day 1, or the day after it."""

    SAME = "same_day"
    NEXT = "next_day"


@dataclass(frozen=True)
class CountedDay:
    """One day of a count: its number, or why it has none."""

    day: date
    number: int | None
    reason: str = ""


@dataclass(frozen=True)
class Week:
    """The days of a count that lie in one week, for a table that fits on a page."""

    monday: date
    counted: tuple[CountedDay, ...]
    left_out: tuple[CountedDay, ...]


@dataclass(frozen=True)
class Derivation:
    """A date and everything that it follows from."""

    start: date
    number: int
    unit: Unit
    day_one: DayOne
    due: date
    days: tuple[CountedDay, ...]

    @property
    def left_out(self) -> tuple[CountedDay, ...]:
        """The days that were not counted, each with its reason."""
        return tuple(day for day in self.days if day.number is None)

    @property
    def holidays_left_out(self) -> tuple[CountedDay, ...]:
        """Those left out for another reason than a weekend."""
        return tuple(day for day in self.left_out if not is_weekend(day.day))

    @property
    def weeks(self) -> tuple[Week, ...]:
        """All days by week, in order."""
        by_week = groupby(self.days, key=lambda day: day.day - timedelta(days=day.day.weekday()))
        weeks = ((monday, tuple(days)) for monday, days in by_week)
        return tuple(
            Week(monday, tuple(d for d in days if d.number), tuple(d for d in days if d.number is None))
            for monday, days in weeks
        )

    @property
    def first(self) -> date:
        """Day 1: the first day that was counted."""
        return next(day.day for day in self.days if day.number == 1)


@dataclass(frozen=True)
class Reading:
    """One small change of reading, and the date it leads to."""

    sentence: str
    derivation: Derivation


def derive(
    start: date,
    number: int,
    unit: Unit,
    day_one: DayOne = DayOne.NEXT,
    closures: Mapping[date, str] | None = None,
    counted_too: Collection[date] = (),
) -> Derivation:
    """Count from the start. closures: further days left out; counted_too: days off that are counted
    nevertheless (to test a reading). Raises ValueError for a number below 1, UnknownYear out of range."""
    if number < 1:
        raise ValueError("A duty is counted in at least one day or month.")
    unit, day_one = Unit(unit), DayOne(day_one)
    if unit is Unit.MONTH:
        days = _months(start, number, day_one)
    else:
        days = _days(start, number, unit, day_one, closures, counted_too)
    return Derivation(start, number, unit, day_one, days[-1].day, days)


def _days(start, number, unit, day_one, closures, counted_too):
    days, reached = [], 0
    day = start if day_one is DayOne.SAME else start + ONE_DAY
    while True:
        reason = ""
        if unit is Unit.WORKING_DAY and day not in counted_too:
            reason = reason_not_worked(day, closures)
        if reason:
            days.append(CountedDay(day, None, reason))
        else:
            reached += 1
            days.append(CountedDay(day, reached))
            if reached == number:
                return tuple(days)
        day += ONE_DAY


def _months(start, number, day_one):
    """The day each month ends on: the corresponding day of the month, or its last where it has no such day;
    the day before that when the start is itself the first day."""
    days = []
    for step in range(1, number + 1):
        year, month = divmod(start.year * 12 + start.month - 1 + step, 12)
        last = monthrange(year, month + 1)[1]
        day = date(year, month + 1, min(start.day, last))
        reason = f"the month has only {last} days" if start.day > last else ""
        if day_one is DayOne.SAME and not reason:
            day -= ONE_DAY
        days.append(CountedDay(day, step, reason))
    return tuple(days)


def readings_that_give(
    stated: date,
    start: date,
    number: int,
    unit: Unit,
    day_one: DayOne = DayOne.NEXT,
    closures: Mapping[date, str] | None = None,
) -> tuple[Reading, ...]:
    """Which single change of reading gives the stated date: the other day 1, one holiday forgotten, the
    start a day earlier or later, calendar instead of working days. Empty when the date already follows."""
    plain = derive(start, number, unit, day_one, closures)
    if plain.due == stated:
        return ()
    changed = _changed_readings(plain, closures)
    return tuple(reading for reading in changed if reading.derivation.due == stated)


def _changed_readings(plain, closures):
    start, number, unit, day_one = plain.start, plain.number, plain.unit, plain.day_one
    if day_one is DayOne.NEXT:
        sentence = f"{_long(start)} itself is counted as day 1"
        yield Reading(sentence, derive(start, number, unit, DayOne.SAME, closures))
    else:
        sentence = f"the day after {_long(start)} is counted as day 1"
        yield Reading(sentence, derive(start, number, unit, DayOne.NEXT, closures))
    for skipped in plain.holidays_left_out:
        sentence = f"{_long(skipped.day)} ({skipped.reason}) is counted as a working day"
        forgotten = derive(start, number, unit, day_one, closures, counted_too=(skipped.day,))
        yield Reading(sentence, forgotten)
    for step, word in ((-ONE_DAY, "earlier"), (ONE_DAY, "later")):
        sentence = f"the count starts a day {word}, on {_long(start + step)}"
        yield Reading(sentence, derive(start + step, number, unit, day_one, closures))
    if unit is Unit.WORKING_DAY:
        sentence = f"{number} calendar days are counted, not working days"
        yield Reading(sentence, derive(start, number, Unit.CALENDAR_DAY, day_one))


def _long(day):
    return f"{day.day} {day:%B %Y}"
