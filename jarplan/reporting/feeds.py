"""Calendar feeds (RFC 5545): the days of the plan as whole days, for everybody's calendar and for one's own.

A feed says the same, byte for byte, until something changes: its stamps are those of the last change. It names
references and dates, never what is written in an action.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db.models import Max, Q
from django.urls import reverse
from icalendar import Calendar, Event

from actions.lifecycle import OPEN
from actions.models import ReportingRound
from jarplan.audit.models import AuditEvent
from jarplan.clock import LONDON
from jarplan.reporting.desk import Desk
from jarplan.reporting.planformat import UnknownFormat, from_text
from recommendations.models import Duty, Inspection
from recommendations.queries import deadlines, meetings
from recommendations.versions import published_version

CONTROLS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]+")  # line ends of any kind too: a summary is one line
BEGINNING = datetime(2008, 6, 3, tzinfo=LONDON)  # of the plan, for a row that the history does not know


@dataclass(frozen=True)
class Entry:
    """One day in a calendar. `key` names the thing for ever; `changed_at` and `changes` are when it was changed last,
    and how often; `path` is its page."""

    key: str
    day: date
    summary: str
    path: str
    changed_at: datetime
    changes: int
    category: str


def public_entries():
    """What everybody may know: deadlines, meetings, and the due dates of the published version."""
    return [*of_deadlines("/published/"), *of_meetings("/published/"), *of_published_version()]


def own_entries(person, day):
    """One's own calendar: due dates of the actions that one's posts or organisation lead, deadlines, meetings, and
    the last days of reporting rounds that are not over."""
    return [*of_deadlines(), *of_meetings(), *of_rounds(day), *of_own_actions(person, day)]


def of_deadlines(path=""):
    found = deadlines()
    changed = last_changes(record.uuid for record in found)
    several = dict(Inspection.objects.values_list("uuid", "title")) if len(found) > len(Duty) else {}
    for record in found:
        title = several.get(UUID(record.inspection))
        yield Entry(
            f"deadline-{record.uuid}",
            record.governing,
            f"Deadline: {record.title} ({title})" if title else f"Deadline: {record.title}",
            path or reverse("recommendations:deadline-list"),
            changed.get(str(record.uuid), BEGINNING),
            record.version,
            "Deadline",
        )


def of_meetings(path=""):
    found = meetings()
    changed = last_changes(record.uuid for record in found)
    for record in found:
        yield Entry(
            f"meeting-{record.uuid}",
            record.held_on,
            f"Meeting: {record.body}",
            path or reverse("recommendations:meeting-list"),
            changed.get(str(record.uuid), BEGINNING),
            record.version,
            "Meeting",
        )


def of_published_version():
    """The due dates as published: a later change of the plan does not show before it is published."""
    version = published_version()
    try:
        actions = from_text(version.content).actions if version else ()
    except UnknownFormat:  # of a later release; the deadlines and meetings still stand
        actions = ()
    for action in actions:
        if action.status in OPEN and action.due_latest:
            yield Entry(
                f"published-{action.reference}",
                action.due_latest,
                f"Action {action.reference} is due",
                "/published/",
                version.published_at,
                version.number,
                "Due date",
            )


def of_rounds(day):
    rounds = ReportingRound.objects.filter(closes_on__gte=day)
    changed = last_changes(one.uuid for one in rounds)
    for one in rounds:
        yield Entry(
            f"round-{one.uuid}",
            one.closes_on,
            f"Last day to report for {one.month:%B %Y}",
            reverse("actions:rounds"),
            changed.get(str(one.uuid), BEGINNING),
            one.version,
            "Reporting round",
        )


def of_own_actions(person, day):
    """Open actions with a due date, those led by a post that this person holds marked as theirs."""
    desk = Desk(person, day, rounds=())
    rows = desk.rows.filter(Q(is_own_post=True) | Q(pk__in=desk.ours.values("pk")))
    rows = rows.filter(status__in=OPEN, due_latest__isnull=False).order_by("plan_order")
    found = list(rows.values_list("uuid", "reference", "due_latest", "version", "is_own_post"))
    changed = last_changes(uuid for uuid, *_ in found)
    for uuid, reference, due, version, is_own_post in found:
        whose = "your post" if is_own_post else "your organisation"
        yield Entry(
            f"action-{uuid}",
            due,
            f"Action {reference} is due ({whose})",
            reverse("reporting:action", args=[reference]),
            changed.get(str(uuid), BEGINNING),
            version,
            "Due date",
        )


def last_changes(uuids):
    """{UUID as text: when the aggregate was changed last}."""
    events = AuditEvent.objects.filter(subject__in=list(uuids)).exclude(state_digest="")
    changed = events.order_by().values("subject").annotate(last=Max("at"))
    return {str(subject): last for subject, last in changed.values_list("subject", "last")}


def written(name, entries):
    """The feed as bytes, in the order of its days."""
    calendar = Calendar()
    calendar.add("prodid", "-//JAR plan//Calendar feed//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", one_line(name))
    for entry in sorted(entries, key=lambda entry: (entry.day, entry.key)):
        calendar.add_component(event_of(entry))
    return calendar.to_ical()


def event_of(entry):
    event = Event()
    event.add("uid", f"{entry.key}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", entry.changed_at)
    event.add("sequence", entry.changes)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", one_line(entry.summary))
    event.add("categories", [entry.category])
    event.add("transp", "TRANSPARENT")  # nobody is busy on a due date
    event.add("url", f"{settings.SITE_URL}{entry.path}")
    return event


def one_line(words):
    """Words as one line without signs that no calendar shows. icalendar takes a written \\N for the end of a line."""
    return CONTROLS.sub(" ", words).replace("\\N", "\\n").strip()
