"""A date as it was written in a plan: the words, how exact they are, and the days they may mean."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from actions.rules.lifecycle import Precision
from jarplan.dates import in_full


@dataclass(frozen=True)
class PlanDate:
    """`earliest` and `latest` are the first and last day that the words may mean; the latest one counts."""

    raw: str = ""
    precision: str = Precision.UNKNOWN
    earliest: date | None = None
    latest: date | None = None

    @classmethod
    def on(cls, day, raw=""):
        """An exact day; None gives the unknown date."""
        if day is None:
            return cls(raw=raw)
        return cls(raw or in_full(day), Precision.DAY, day, day)

    def __str__(self):
        if self.precision == Precision.DAY and self.latest:
            return date_format(self.latest, "j F Y")
        return self.raw or "no date"
