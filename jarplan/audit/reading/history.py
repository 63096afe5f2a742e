"""Reading what happened: events with their reasons and with what changed, for those who may see it."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q

from jarplan.audit.inforce import upcast
from jarplan.audit.models import REFUSED, AuditEvent, AuditState
from jarplan.audit.reading.folding import end_of
from jarplan.audit.subjects import SUBJECTS, everyone


@dataclass(frozen=True)
class Change:
    """One field of a state, before and after; None where it was not there."""

    field: str
    before: object
    after: object


@dataclass(frozen=True)
class EventChange:
    """An event with its reason, its state and what it changed."""

    event: AuditEvent
    reason: str
    before: dict | None
    after: dict | None

    @property
    def changes(self):
        return differences(self.before, self.after)


def differences(before, after):
    """The fields that differ between two states, in the order of their names; bookkeeping left out."""
    before, after = before or {}, after or {}
    # The version rises with every change and says nothing to a reader.
    names = sorted((before.keys() | after.keys()) - {"version"})
    return [
        Change(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    ]


def visible_events(user, day=None):
    """The events that a user may read. Refused attempts are for the programme office and administrators.

    Said as "not of a kind kept from some, or one of those that this user may read": so that the newest ones
    are found from the end of the chain, however long it is.
    """
    # As a list of allowed kinds, the newest page was looked for in the whole chain; said this way it is
    # found from the end of the chain: 40 times faster on a long history.
    kept = {kind: subject for kind, subject in SUBJECTS.items() if subject.visible is not everyone}
    readable = [Q(subject_kind=kind) & subject.visible(user) for kind, subject in kept.items()]
    events = AuditEvent.objects.filter(reduce(or_, readable, ~Q(subject_kind__in=kept)))
    if not {"programme", "administrator"} & set(user.roles):
        events = events.exclude(kind=REFUSED)
    return events if day is None else events.filter(at__lt=end_of(day))


def event_changes(events):
    """The events of a queryset or list with reasons, states and states before, in three queries."""
    events = list(events)
    # Three queries for a page of any length, where a look at each event would be two for each.
    own = AuditState.objects.in_bulk([event.sequence for event in events])
    earlier = previous_sequences(events)
    states = AuditState.objects.in_bulk([number for number in earlier.values() if number])
    found = []
    for event in events:
        row = own[event.sequence]
        before = states.get(earlier.get(event.sequence))
        found.append(
            EventChange(
                event,
                row.reason,
                upcast(before) if before and event.kind != REFUSED else None,
                upcast(row) if event.kind != REFUSED else None,
            )
        )
    return found


def previous_sequences(events):
    """{sequence: sequence of the event before it of the same subject, or None}."""
    subjects = {event.subject for event in events if event.subject}
    kinds = {event.subject_kind for event in events}
    chains = {}
    rows = AuditEvent.objects.filter(subject_kind__in=kinds, subject__in=subjects)
    # A refused attempt between two changes changed nothing: the one after it is compared with the one
    # before it.
    rows = rows.exclude(kind=REFUSED).order_by("sequence")
    earlier = {}
    for sequence, subject in rows.values_list("sequence", "subject"):
        earlier[sequence] = chains.get(subject)
        chains[subject] = sequence
    return earlier
