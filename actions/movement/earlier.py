"""The moment that a day is compared with: the end of the last meeting before it, or of four weeks before it where
there was none."""

from dataclasses import dataclass
from datetime import timedelta

from jarplan.audit.reading.folding import PastDay
from jarplan.dates import in_full
from recommendations.meetings.queries import meetings

WEEKS = timedelta(weeks=4)


@dataclass(frozen=True)
class Earlier:
    """The moment that the day is compared with: the end of a day, and the body that met on it ("" for none)."""

    day: PastDay
    body: str

    @property
    def words(self):
        """OSMB on 6 August 2008."""
        return f"{self.body} on {in_full(self.day)}" if self.body else in_full(self.day)


def last_meeting(day, as_at, plan):
    """The Earlier moment that members compare a day with."""
    past = [one for one in meetings(as_at, plan) if one.is_past(day)]
    held = past[-1] if past else None
    return Earlier(PastDay.of(held.held_on if held else day - WEEKS), held.body if held else "")
