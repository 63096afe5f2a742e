"""What a date cell was taken to mean: the days, how exact they are, and what must be asked of a person."""

from dataclasses import dataclass, replace
from datetime import date

from jarplan.dates import in_full

DAY, RANGE, MONTH, TERM = "day", "range", "month", "term"
QUARTER, YEAR, ONGOING, UNKNOWN = "quarter", "year", "ongoing", "unknown"
ONLY_SO = "This is only a date if the month is first"
MONTH_FIRST = "Other dates of this sheet have the month first."  # begins each doubt about the order


class Impossible(ValueError):
    """The words name a day that does not exist; the message is a sentence fit for the page."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`earliest` and `latest` are the first and last day that the words may mean, as in a plan's own dates.

    `question` stands where a person must say whether the reading is right; `proposal` is what a yes would
    write where the words alone do not carry it (a month without its year), and is None where the reading is
    its own proposal. `other` is the one other reading that a question leaves open (the month before the day).
    `problem` says why nothing can be read, `note` what a reader should know. Neither is a question. `spans`: the
    words say when the work starts and when it ends, and not only when it may be due.
    """

    earliest: date | None = None
    latest: date | None = None
    precision: str = UNKNOWN
    raw: str = ""
    question: str = ""
    problem: str = ""
    note: str = ""
    proposal: "Reading | None" = None
    other: "Reading | None" = None
    spans: bool = False

    @property
    def proposed(self):
        """What is written when the question is answered with yes; the reading itself where none is open."""
        return self.proposal or self

    @property
    def in_words(self):
        """The days as a British reader writes them: 1 to 30 September 2008."""
        if self.earliest and self.latest:
            return words_of(self.earliest, self.latest)
        if self.latest:
            return in_full(self.latest)
        return f"from {in_full(self.earliest)}, with no end" if self.earliest else "no date"

    def asked(self, question="", other=None):
        """The same reading with a question; without words of its own, whether the reading is right."""
        return replace(
            self, question=question or f"This was read as {self.in_words}. Is that right?", other=other
        )


def words_of(earliest, latest):
    """A span of days in as few words as say it."""
    if earliest == latest:
        return in_full(earliest)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day} to {in_full(latest)}"
    return f"{in_full(earliest)} to {in_full(latest)}"


def turned(day):
    """The day with its month and day changed over, where that is another day; else None."""
    return single(date(day.year, day.day, day.month)) if day.day <= 12 and day.day != day.month else None


def single(day, precision=DAY):
    """The reading of one day."""
    return Reading(day, day, precision)
