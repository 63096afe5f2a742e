"""Rounds by a pattern: one for each of some months, with the days and the meeting that the pattern gives it. Pure."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from jarplan.workdays.calendar import is_working_day

AT_THE_END, AFTER_DAYS, BEFORE_MEETING = "end", "days", "meeting"
CLOSES = {
    AT_THE_END: "On the last day of the month",
    AFTER_DAYS: "A number of days after the first day",
    BEFORE_MEETING: "A number of working days before the meeting",
}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Pattern:
    """When rounds open and close. `opens_on`: the day of the month (31: its last day); `closes`: one of CLOSES;
    `days`: the number that it names; `body`: whose meetings they are for, "" for none."""

    opens_on: int
    closes: str
    days: int = 0
    body: str = ""


@dataclass(frozen=True)
class Planned:
    """One round that a pattern gives; `meeting`: the first of the body from its first day on, or None. Without one,
    a round that would close before it closes at the end of its month."""

    month: date
    opens_on: date
    closes_on: date
    meeting: object = None


def planned_rounds(pattern, months, meetings):
    """A Planned for each of these months (their first days). `meetings`: of the body, the earliest first, each with
    `held_on`. Raises UnknownYear."""
    left = [meeting for meeting in meetings if pattern.body]
    for month in months:
        last = monthrange(month.year, month.month)[1]
        opens_on = month.replace(day=min(pattern.opens_on, last))
        meeting = next((one for one in left if one.held_on > opens_on), None)
        if meeting:
            left = left[left.index(meeting) + 1 :]
        yield Planned(month, opens_on, last_day(pattern, opens_on, meeting), meeting)


def last_day(pattern, opens_on, meeting):
    if pattern.closes == AFTER_DAYS:
        return opens_on + pattern.days * DAY
    if pattern.closes == BEFORE_MEETING and meeting:
        return working_days_before(meeting.held_on, pattern.days)
    return opens_on.replace(day=monthrange(opens_on.year, opens_on.month)[1])


def working_days_before(day, number):
    """The working day that lies so many working days before another day; that day itself for 0."""
    while number:
        day -= DAY
        number -= is_working_day(day)
    return day
