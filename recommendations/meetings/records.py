"""What pages read of a meeting."""

from dataclasses import dataclass
from datetime import date

from jarplan.dates import day_of


@dataclass(frozen=True)
class MeetingRecord:
    """A meeting and what it is asked."""

    uuid: str
    version: int
    inspection: str | None
    body: str
    held_on: date
    purpose: str
    asked: str
    source: str
    outcome: str

    def is_past(self, day):
        return self.held_on < day


def meeting_record(uuid, state):
    return MeetingRecord(uuid=str(uuid), **{**state, "held_on": day_of(state["held_on"])})
