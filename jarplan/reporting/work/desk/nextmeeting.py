"""The next meeting on the programme office's desk: when its papers are due, and what they still lack."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from actions.agenda.queries import agendas, matters_arising
from actions.reading.queries import read_actions
from actions.reminding.ladder import read_ladder
from actions.rounds.pattern import working_days_before
from actions.rules.filters import Filters
from recommendations.meetings.queries import meetings
from recommendations.meetings.records import MeetingRecord

# What papers lack: one and many, and the filters of the list of actions that shows it.
GAPS = (
    ("report missing", "reports missing", {"awaiting": "report"}),
    ("extension to decide", "extensions to decide", {"awaiting": "date"}),
    (
        "challenge without an answer",
        "challenges without an answer",
        {"awaiting": "challenge", "status": "all"},
    ),
    ("question without an answer", "questions without an answer", {"awaiting": "question", "status": "all"}),
)


@dataclass(frozen=True)
class Gap:
    """How many of something are missing, in words, and where they are listed."""

    number: int
    words: str
    href: str


@dataclass(frozen=True)
class NextMeeting:
    """A meeting to come. `papers_due`: the last day for its papers; `days_left`: until then, negative once it is
    past."""

    meeting: MeetingRecord
    papers_due: date
    days_left: int
    items: int
    gaps: tuple


def next_meeting(scope):
    """The first meeting from today on as a NextMeeting, or None."""
    found = next((one for one in meetings(None, scope.within) if not one.is_past(scope.day)), None)
    if found is None:
        return None
    papers_due = working_days_before(found.held_on, read_ladder().papers_before)
    items = agendas([found.uuid], scope.day, None, scope.within).get(found.uuid, ())
    number = len([one for one in items if one.is_on_agenda])
    left = (papers_due - scope.day).days
    return NextMeeting(found, papers_due, left, number, tuple(gaps(scope, found)))


def gaps(scope, meeting):
    """Every Gap before a meeting; one for each kind of thing, also where nothing of it is missing."""
    page = reverse("reporting:actions")
    for one, many, query in GAPS:
        filters = Filters.read(query)
        rows = read_actions(scope.user, filters, scope.day, None, scope.rounds, scope.within)
        yield Gap(len(rows), one if len(rows) == 1 else many, f"{page}?{urlencode(query)}")
    arising = [one for one in matters_arising(meeting, scope.day, None, scope.within) if one.decision.is_open]
    words = "matter arising still open" if len(arising) == 1 else "matters arising still open"
    href = f"{reverse('actions:meeting', args=[meeting.uuid])}#matters"
    yield Gap(len(arising), words, href)
