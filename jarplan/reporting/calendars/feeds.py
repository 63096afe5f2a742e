"""Calendar feeds (RFC 5545): the days of the plan as whole days, for everybody's calendar and for one's own.

A feed says the same, byte for byte, until something changes: its stamps are those of the last change. It names
references and dates, never what is written in an action.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Max, Q
from django.urls import reverse

from actions.models import ReportingRound
from actions.rules.lifecycle import OPEN
from jarplan.audit.models import AuditEvent
from jarplan.clock import LONDON
from jarplan.dates import month_in_full
from jarplan.reporting.document.schema import UnknownFormat, from_text
from jarplan.reporting.published.views import address_of
from jarplan.reporting.work.scope import Scope
from recommendations.deadlines.queries import deadlines
from recommendations.deadlines.records import named_apart
from recommendations.meetings.queries import meetings
from recommendations.versions.queries import published_version

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


def public_entries(plan):
    """What everybody may know: deadlines, meetings, and the due dates of the published versions."""
    path = address_of("latest", plan)
    dues = [entry for one in plan.each() for entry in of_published_version(one)]
    return [*of_deadlines(plan, path), *of_meetings(plan, path), *dues]


def own_entries(person, day, plan):
    """One's own calendar: due dates of the actions that one's posts or organisation lead, deadlines, meetings, and
    the last days of reporting rounds that are not over."""
    return [*of_deadlines(plan), *of_meetings(plan), *of_rounds(day), *of_own_actions(person, day, plan)]


def of_deadlines(plan, path=""):
    found = list(named_apart(deadlines(within=plan), plan.titles))
    changed = last_changes(record.uuid for record in found)
    for record in found:
        yield Entry(
            f"deadline-{record.uuid}",
            record.in_force,
            f"Deadline: {record.title} ({record.of})" if record.of else f"Deadline: {record.title}",
            path or reverse("recommendations:deadline-list"),
            changed.get(str(record.uuid), BEGINNING),
            record.version,
            "Deadline",
        )


def of_meetings(plan, path=""):
    found = meetings(within=plan)
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


def of_published_version(plan):
    """The due dates as published: a later change of the plan does not show before it is published."""
    version = published_version(plan)
    try:
        actions = from_text(version.content).actions if version else ()
    except UnknownFormat:  # of a later release; the deadlines and meetings still stand
        actions = ()
    for action in actions:
        if action.status in OPEN and action.due_latest:
            yield Entry(
                f"published-{action.reference}",
                action.due_latest,
                f"Action {action.reference} is due{' (sample)' if action.is_sample else ''}",
                address_of("latest", plan),
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
            f"Last day to report for {month_in_full(one.month)}",
            reverse("actions:rounds"),
            changed.get(str(one.uuid), BEGINNING),
            one.version,
            "Reporting round",
        )


def of_own_actions(person, day, plan):
    """Open actions with a due date, those led by a post that this person holds marked as theirs."""
    scope = Scope(person, day, rounds=(), within=plan)
    rows = scope.rows.filter(Q(is_own_post=True) | Q(pk__in=scope.ours.values("pk")))
    rows = rows.filter(status__in=OPEN, due_latest__isnull=False).order_by("plan_order")
    found = list(rows.values_list("uuid", "reference", "due_latest", "version", "is_own_post", "is_sample"))
    changed = last_changes(uuid for uuid, *_ in found)
    for uuid, reference, due, version, is_own_post, is_sample in found:
        whose = ("your post" if is_own_post else "your organisation") + (", sample" if is_sample else "")
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
    # One query for all days of a kind.
    events = AuditEvent.objects.filter(subject__in=list(uuids)).exclude(state_digest="")
    changed = events.order_by().values("subject").annotate(last=Max("at"))
    return {str(subject): last for subject, last in changed.values_list("subject", "last")}


def written(name, entries, site):
    """The feed as bytes, in the order of its days. `site`: what the address of each page begins with."""
    # Imported here, as below: it takes a twentieth of a second, which no other start should pay.
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//{one_line(settings.PRODUCT_NAME)}//Calendar feed//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", one_line(name))
    for entry in sorted(entries, key=lambda entry: (entry.day, entry.key)):
        calendar.add_component(event_of(entry, site))
    return calendar.to_ical()


def event_of(entry, site):
    from icalendar import Event

    event = Event()
    event.add("uid", f"{entry.key}@{urlsplit(settings.SITE_URL).hostname}")
    # Without a METHOD the RFC has it mean when the thing was revised last, so a feed stays the same until
    # something is.
    event.add("dtstamp", entry.changed_at)
    event.add("sequence", entry.changes)
    event.add("dtstart", entry.day)
    # The end of a whole day is the next one: RFC 5545 does not count it in.
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", one_line(entry.summary))
    event.add("categories", [entry.category])
    event.add("transp", "TRANSPARENT")  # nobody is busy on a due date
    event.add("url", f"{site}{entry.path}")
    return event


def one_line(words):
    """Words as one line without signs that no calendar shows. icalendar takes a written \\N for the end of a line."""
    return CONTROLS.sub(" ", words).replace("\\N", "\\n").strip()
