"""How far due dates have slipped, in working days, and when a request is the board's to decide. Pure: no rows, no
clock. The original date is the one that was fixed when the action was agreed.
"""

from dataclasses import dataclass
from functools import lru_cache

from actions.rules.lifecycle import Decision
from jarplan.workdays.calendar import UnknownYear, working_days_between

D = Decision
DECIDED = (D.GRANTED, D.REFUSED)
# From this request on, counted without those that were recalled, only the board agrees a later date.
BOARD_FROM = 3
ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


@dataclass(frozen=True)
class Slippage:
    """So many working days; calendar days apart from them, where the bank holidays of the years are not known."""

    working: int = 0
    calendar: int = 0

    def __add__(self, other):
        return Slippage(self.working + other.working, self.calendar + other.calendar)

    def __bool__(self):
        return bool(self.working or self.calendar)

    @property
    def days(self):
        """All of them, for an order from the worst."""
        return self.working + self.calendar

    def __str__(self):
        parts = [counted(self.working, "working day")] if self.working or not self.calendar else []
        parts += [counted(self.calendar, "calendar day")] if self.calendar else []
        return " and ".join(parts)

    @property
    def exported(self):
        """What a sheet has in its column of working days: a number, or words where some were not counted so."""
        return str(self) if self.calendar else self.working


def counted(number, what):
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def times(number):
    """How often a date was moved, in words."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


# A list of 20,000 actions has few different pairs of days, and each is counted day by day.
@lru_cache(maxsize=10_000)
def slippage_between(first, last):
    """The Slip from one day to a later one; None where one of them is not known."""
    if first is None or last is None:
        return None
    try:
        return Slippage(working=working_days_between(first, last))
    except UnknownYear:
        return Slippage(calendar=(last - first).days)


def slippage_of(record):
    """How far an action's due date stands after its original one; None where it is not agreed, or has no day."""
    return slippage_between(record.original_due, record.due_latest)


def lateness_of(record):
    """How late an action was delivered, of all its deliveries the worst; None where none was late."""
    return slippage_between(record.late_due, record.late_on)


def slippage_of_move(change):
    """How far one request moves the date that stood when it was asked."""
    return slippage_between(change.from_due, change.to_latest)


def total(slips):
    """The sum of slips, those that are not known left out."""
    return sum((slip for slip in slips if slip is not None), Slippage())


def number_of_next(decisions):
    """Which request of its action the next one is, or the one that waits: 1 for the first. Recalled ones do not
    count."""
    return 1 + sum(decision in DECIDED for decision in decisions)


def needs_board(number):
    """Whether the request of this number is the board's to agree."""
    return number >= BOARD_FROM


def ordinal(number):
    """A number in words, as in "the third request"."""
    return ORDINALS[number] if number < len(ORDINALS) else f"{number}th"


def later_than(to, present, original):
    """How much later a day is than the present date and than the original one, in words; "" where none is known."""
    than = [(slippage_between(present, to), "the current due date")]
    if original != present:
        than.append((slippage_between(original, to), "the original date"))
    parts = [f"{slip} later than {what}" for slip, what in than if slip]
    return " and ".join(parts)


def in_words(change, original):
    """What one request did to the date, or would do; and how far that is from the original date, "" where the first
    says it."""
    move, after = slippage_of_move(change), slippage_between(original, change.to_latest)
    if move is None:
        return "Not known", "There was no day to count from."
    if change.decision == D.GRANTED:
        return str(move), f"{after} in all" if after not in (None, move) else ""
    if change.decision == D.PENDING:
        return f"{move} more", f"{after} in all if agreed" if after not in (None, move) else "if agreed"
    return "None", f"{move} requested"


def exported(slip):
    """What a sheet has of a Slip, or of None where it is not known."""
    return None if slip is None else slip.exported
