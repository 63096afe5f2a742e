"""Reading what happened: events with their reasons and with what changed, for those who may see it."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import OuterRef, Q, Subquery

from jarplan.audit.inforce import state_in
from jarplan.audit.models import REFUSED, AuditEvent, AuditState
from jarplan.audit.reading.folding import PastDay
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


def reads_refused(user):
    """Whether a user may read who attempted what they may not."""
    return bool({"programme", "administrator"} & set(user.roles))


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
    if not reads_refused(user):
        events = events.exclude(kind=REFUSED)
    # By sequence, which rises with the moments: by these the newest of a past day were looked for from today on.
    return events if day is None else events.filter(sequence__lte=PastDay.of(day).sequence)


def event_changes(events):
    """The events of a queryset with reasons, states and states before, in one query for a page of any length."""
    own = AuditState.objects.filter(sequence=OuterRef("sequence"))
    # A refused attempt between two changes changed nothing: the one after it is compared with the one before it.
    earlier = AuditEvent.objects.filter(
        subject_kind=OuterRef("subject_kind"), subject=OuterRef("subject"), sequence__lt=OuterRef("sequence")
    )
    earlier = earlier.exclude(kind=REFUSED).order_by("-sequence").values("sequence")[:1]
    before = AuditState.objects.filter(sequence=OuterRef("before"))
    # Looked up for the events of the page only: SQLite would else read the states of all that it sorts.
    page = AuditEvent.objects.filter(sequence__in=events.values("sequence"))
    found = page.order_by(*events.query.order_by or ["sequence"]).annotate(
        reason=Subquery(own.values("reason")),
        body=Subquery(own.values("body")),
        before=Subquery(earlier),
        body_before=Subquery(before.values("body")),
        format_before=Subquery(before.values("format")),
    )
    return [
        EventChange(
            event,
            event.reason,
            state_in(
                None if event.kind == REFUSED else event.body_before, event.subject_kind, event.format_before
            ),
            state_in(event.body, event.subject_kind, event.format),
        )
        for event in found
    ]
