"""Reads of meetings, live or at the end of a past day."""

from recommendations.meetings.records import meeting_record
from recommendations.within import EVERYTHING


def meetings(as_at=None, within=EVERYTHING):
    """Every meeting that has not been cancelled, the earliest first."""
    return [one for one in every_meeting(as_at, within) if not one.is_cancelled]


def every_meeting(as_at=None, within=EVERYTHING):
    """The same with those that were cancelled, for pages that say so."""
    found = [meeting_record(uuid, state) for uuid, state in within.states("meeting", as_at).items()]
    return sorted(found, key=lambda record: (record.held_on, record.body))
