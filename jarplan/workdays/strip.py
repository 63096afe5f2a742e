"""A count as months on a page: which cell each of its days stands in, and what it is. Pure."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date

from jarplan.workdays.calendar import is_weekend
from jarplan.workdays.derivation import Derivation, Unit

MONDAY_FIRST = Calendar(0)


@dataclass(frozen=True)
class Cell:
    """One day of a month. kind: start, counted, due, weekend or off (another day left out); "" outside the count."""

    day: date
    kind: str = ""
    number: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class MonthStrip:
    """One month of a count: its weeks from Monday on, None where the week lies in another month."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]


def months_of(derivation: Derivation) -> tuple[MonthStrip, ...]:
    """The months from the start of a count to its end; none for a count in months, which has no days."""
    if derivation.unit is Unit.MONTH:
        return ()
    cells = {each.day: _cell(each, derivation.due) for each in derivation.days}
    # Where the day after is day 1, the event's own day is no day of the count, but people look for it.
    if derivation.start not in cells:
        cells[derivation.start] = Cell(derivation.start, "start")
    first, last = (day.year * 12 + day.month - 1 for day in (derivation.start, derivation.due))
    return tuple(_month(*divmod(number, 12), cells) for number in range(first, last + 1))


def _cell(counted, due):
    if counted.number:
        kind = "due" if counted.day == due else "counted"
    else:
        kind = "weekend" if is_weekend(counted.day) else "off"
    return Cell(counted.day, kind, counted.number, counted.reason)


def _month(year, month, cells):
    weeks = MONDAY_FIRST.monthdatescalendar(year, month + 1)
    return MonthStrip(
        date(year, month + 1, 1),
        tuple(
            tuple(cells.get(day, Cell(day)) if day.month == month + 1 else None for day in week)
            for week in weeks
        ),
    )
