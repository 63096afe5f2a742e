"""Whether a success criterion is on its path: what a text counts as, which readings stand, and the straight line from
the baseline to the target. Pure: no rows, no people.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

DAY = timedelta(days=1)
EXACT = Decimal("0.0001")  # as many places as a reading keeps
LARGEST = Decimal(10) ** 10
# One number with what stands around it: £1,200, 61.5 %, 12 weeks. “61 of 350” is two, and which of them
# counts is not guessed.
NUMBER = re.compile(r"(-?)\s*[£+]?\s*([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]+)?\s*(\D*)")
# 1.2m is no 1.2. Such values are kept as words.
MANY = re.compile(r"(k|m|bn|hundred|thousand|million|billion)\b", re.IGNORECASE)


def number_of(text):
    """What a written value counts as: "61", "61.5 %", "£1,200" or "12 weeks"; None where it is no one number."""
    found = NUMBER.fullmatch(text.strip().replace("−", "-"))
    if not found or MANY.match(found[4]):
        return None
    number = Decimal(f"{found[1]}{found[2].replace(',', '')}{found[3] or ''}").quantize(EXACT, ROUND_HALF_UP)
    return number if abs(number) < LARGEST else None


@dataclass(frozen=True)
class Measured:
    """One reading of a criterion: `number` is what its value counts as, `met` what a plain statement is said to be.
    `update`: the UUID of the report that it came with; `corrects`: of those which that one corrects; `evidence`: of
    the piece of evidence that shows it, or None.
    """

    on: date
    value: str
    number: Decimal | None
    met: bool | None
    source: str
    made_at: datetime
    update: str
    corrects: tuple = ()
    is_withdrawn: bool = False
    evidence: str | None = None

    @property
    def words(self):
        """What was read, as it is shown."""
        return self.value or ("Met" if self.met else "Not met yet")


def corrected_by(update, corrections):
    """The reports that a report corrects, the next one first; `corrections` is {report: the one that it corrects}."""
    chain = []
    while update := corrections.get(update):
        chain.append(update)
    return tuple(chain)


def counting(measured):
    """The readings of one criterion that count, the earliest first: not withdrawn, and not replaced by a correction
    of their report. Of two as on the same day, the one that was reported later comes later.
    """
    left = [one for one in measured if not one.is_withdrawn]
    replaced = {update for one in left for update in one.corrects}
    counted = [one for one in left if one.update not in replaced]
    # The UUID last: two of one moment must have one order, in rows and in past states.
    return sorted(counted, key=lambda one: (one.on, one.made_at, one.update))


@dataclass(frozen=True)
class Trajectory:
    """The way a criterion is to go: from the baseline on the day it begins straight to the target on the day it ends.
    Where both are not numbers it is a plain statement, to be met by the day it ends. `begins` is None until it is
    agreed: then there is no path yet.
    """

    baseline: Decimal | None
    target: Decimal | None
    begins: date | None = None
    ends: date | None = None

    @property
    def is_measured(self):
        return None not in (self.baseline, self.target) and self.baseline != self.target

    @property
    def has_line(self):
        """Whether a line can be drawn."""
        return self.is_measured and self.begins is not None and self.ends is not None

    def at(self, day):
        """Where the line is on a day, exactly; level before it begins and after it ends."""
        if day >= self.ends:
            return Fraction(self.target)
        # Fractions: a measurement that lies exactly on the line is not behind it, whatever a float would
        # say.
        gone = Fraction((max(day, self.begins) - self.begins).days, max((self.ends - self.begins).days, 1))
        return Fraction(self.baseline) + (Fraction(self.target) - Fraction(self.baseline)) * gone

    def is_worse(self, number, than):
        """Whether a number is further from the target than another; lower is better where the target is lower."""
        return Fraction(number) < than if self.target > self.baseline else Fraction(number) > than

    def counts(self, figure):
        """Whether a reading says anything of this path."""
        return (figure.number if self.is_measured else figure.met) is not None

    def reached(self, figure):
        """Whether a reading shows that it is met."""
        return not self.is_worse(figure.number, self.target) if self.is_measured else bool(figure.met)

    def is_behind(self, figure):
        """Whether a reading is worse than the line on the day of the reading."""
        return self.has_line and self.is_worse(figure.number, self.at(figure.on))


def trajectory_of(baseline, target, target_on=None, *, begins=None, due=None):
    """The path of a criterion with these words. It ends on its own target date, else when the action is due."""
    return Trajectory(number_of(baseline), number_of(target), begins, target_on or due)


def is_measured(criterion):
    """Whether a criterion is to go from one number to another."""
    return trajectory_of(criterion.baseline, criterion.target).is_measured


def is_off(path, measured, day):
    """Whether a criterion is off its path on a day, by the readings as on that day or before: the latest one is worse
    than the line was then, or the path has ended and the latest one does not show that it is met.
    """
    if path.begins is None:
        return False
    known = [one for one in measured if one.on <= day and path.counts(one)]
    if known and path.reached(known[-1]):
        return False
    if path.ends and day > path.ends:
        return True
    return bool(known) and path.is_behind(known[-1])


def off_from(path, measured):
    """The first day of the days on which a criterion is off its path and stays so, as things stand; None where it
    does not. `stands`: its readings that stand.
    """
    first = None
    days = {one.on for one in measured} | ({path.ends + DAY} if path.ends else set())
    # Only days on which something changes are looked at, from the last back: what is off today and was on
    # it yesterday is off since today.
    for day in sorted(days, reverse=True):
        if not is_off(path, measured, day):
            break
        first = day
    return first


def first_off(trajectories_and_measured):
    """The first day on which one of several criteria is off its path, as things stand; None where none is."""
    return min(
        (day for one in trajectories_and_measured if (day := off_from(*one)) is not None), default=None
    )
