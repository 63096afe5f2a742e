"""How a statutory date follows from its start: every day counted, every day left out and why.

Also which small change of reading would give a date that somebody stated.
"""

from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby

from jarplan.workdays.calendar import UnknownYear, is_weekend, reason_not_worked

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

    # The council's 9 September follows from this one, the regulation's wording from the other.
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
    # Years whose bank holidays were not known: the date is the earliest that it can be.
    unknown_years: tuple[int, ...] = ()

    @property
    def left_out(self) -> tuple[CountedDay, ...]:
        """The days that were not counted, each with its reason."""
        return tuple(day for day in self.days if day.number is None)

    @property
    def holidays_left_out(self) -> tuple[CountedDay, ...]:
        """Those left out for another reason than a weekend."""
        return tuple(day for day in self.left_out if not is_weekend(day.day))

    @property
    def counted_nevertheless(self) -> tuple[CountedDay, ...]:
        """Those counted although something is to be said of them, such as closed offices."""
        return tuple(day for day in self.days if day.number and day.reason)

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


@dataclass(frozen=True)
class DaysOff:
    """What a count must know beyond the calendar. proclaimed: holidays that it does not know, each with its name.
    closures: further days left out, each with its reason. noted: what is said of a day that is counted all the
    same. counted_too: days off that are counted nevertheless (to test a reading). beyond: count on through years
    whose bank holidays are not known, leaving out weekends and `proclaimed` alone, instead of raising UnknownYear."""

    proclaimed: Mapping[date, str] = field(default_factory=dict)
    closures: Mapping[date, str] = field(default_factory=dict)
    noted: Mapping[date, str] = field(default_factory=dict)
    counted_too: Collection[date] = ()
    beyond: bool = False

    def reason(self, day: date) -> tuple[str, int | None]:
        """(why that day is not counted, or nothing; the year, where its bank holidays are not known)."""
        try:
            return reason_not_worked(day, self.closures, self.proclaimed), None
        except UnknownYear:
            if not self.beyond:
                raise
            return ("Weekend" if is_weekend(day) else self.closures.get(day, "")), day.year


def derive(
    start: date, number: int, unit: Unit, day_one: DayOne = DayOne.NEXT, off: DaysOff | None = None
) -> Derivation:
    """Count from the start. Raises ValueError for a number below 1, and UnknownYear where the calendar does not
    reach, unless `off` says to count on."""
    if number < 1:
        raise ValueError("A duty is counted in at least one day or month.")
    unit, day_one, off = Unit(unit), DayOne(day_one), off or DaysOff()
    if unit is Unit.MONTH:
        # Months have no working days in them, so no calendar is asked: a year that it does not know is no
        # obstacle.
        days, unknown = _months(start, number, day_one), ()
    else:
        days, unknown = _days(start, number, unit, day_one, off)
    return Derivation(start, number, unit, day_one, days[-1].day, days, unknown)


def _days(start, number, unit, day_one, off):
    days, reached, unknown = [], 0, {}
    day = start if day_one is DayOne.SAME else start + ONE_DAY
    while True:
        reason, year = "", None
        # reg 1(3) of SI 2005/1973 leaves days out of working days only; a count of calendar days runs
        # through Christmas.
        if unit is Unit.WORKING_DAY and day not in off.counted_too:
            reason, year = off.reason(day)
        if year:
            unknown[year] = True
        if reason:
            days.append(CountedDay(day, None, reason))
        else:
            reached += 1
            days.append(CountedDay(day, reached, off.noted.get(day, "")))
            if reached == number:
                return tuple(days), tuple(unknown)
        day += ONE_DAY


def _months(start, number, day_one):
    """The day each month ends on: the corresponding day of the month, or its last where it has no such day;
    the day before that when the start is itself the first day."""
    days = []
    for step in range(1, number + 1):
        year, month = divmod(start.year * 12 + start.month - 1 + step, 12)
        last = monthrange(year, month + 1)[1]
        # The corresponding date rule: a month from 31 January ends on the last of February.
        day = date(year, month + 1, min(start.day, last))
        reason = f"the month has only {last} days" if start.day > last else ""
        # Where the month was too short, its last day stands: the day before it would be a day too few.
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
    off: DaysOff | None = None,
    event: str = "received",
) -> tuple[Reading, ...]:
    """Which single change of reading gives the stated date: the other day 1, one holiday forgotten, the
    event a day earlier or later, calendar instead of working days. Empty when the date already follows.

    event: what happened on the start, as a participle.
    """
    off = off or DaysOff()
    plain = derive(start, number, unit, day_one, off)
    if plain.due == stated:
        return ()
    changed = _changed_readings(plain, off, event)
    return tuple(reading for reading in changed if reading.derivation.due == stated)


def _changed_readings(plain, off, event):
    start, number, unit, day_one = plain.start, plain.number, plain.unit, plain.day_one

    def said(day):
        return f"{day.day} {day:%B}" + (f" {day.year}" if day.year != start.year else "")

    other, first = (DayOne.SAME, start) if day_one is DayOne.NEXT else (DayOne.NEXT, start + ONE_DAY)
    yield Reading(f"{said(first)} counted as day 1", derive(start, number, unit, other, off))
    # One change at a time: two at once would explain nearly any date.
    for skipped in plain.holidays_left_out:
        sentence = f"{said(skipped.day)} counted as a working day ({skipped.reason})"
        forgotten = replace(off, counted_too=(skipped.day,))
        yield Reading(sentence, derive(start, number, unit, day_one, forgotten))
    for day in (start - ONE_DAY, start + ONE_DAY):
        yield Reading(f"{event} on {said(day)}", derive(day, number, unit, day_one, off))
    if unit is Unit.WORKING_DAY:
        sentence = f"{number} calendar days counted, not working days"
        yield Reading(sentence, derive(start, number, Unit.CALENDAR_DAY, day_one, off))
