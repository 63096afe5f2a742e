"""What pages read of a meeting."""

from dataclasses import dataclass
from datetime import date, datetime

from jarplan import clock
from jarplan.dates import day_of, in_full

SAID = ("version", "inspection", "body", "purpose", "asked", "source", "outcome", "cancelled_reason")


@dataclass(frozen=True)
class Move:
    """A day that a meeting was moved from, when that was, and why."""

    moved_from: date
    on: date
    reason: str


@dataclass(frozen=True)
class MeetingRecord:
    """A meeting and what it is asked. A cancelled one is not held: nothing is counted from it."""

    uuid: str
    version: int
    inspection: str | None
    body: str
    held_on: date
    purpose: str
    asked: str
    source: str
    outcome: str
    moves: tuple = ()
    cancelled_on: date | None = None
    cancelled_reason: str = ""

    def is_past(self, day):
        return self.held_on < day

    @property
    def is_cancelled(self):
        return self.cancelled_on is not None

    @property
    def name(self):
        return f"{self.body}, {in_full(self.held_on)}"


def meeting_record(uuid, state):
    at = state["cancelled_at"]
    said = {name: state[name] for name in SAID}
    return MeetingRecord(
        uuid=str(uuid),
        **said,
        held_on=day_of(state["held_on"]),
        moves=tuple(Move(day_of(one["from"]), day_of(one["on"]), one["reason"]) for one in state["moves"]),
        cancelled_on=clock.day_of(datetime.fromisoformat(at)) if at else None,
    )
