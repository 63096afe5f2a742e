"""The plan as it was: the states that were in force at the end of a day."""

from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db.models import Max

from jarplan.audit.inforce import at, rows_of, upcast
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.clock import LONDON


def end_of(day):
    """The first moment after a day in London."""
    # Midnight in London, not UTC: what was recorded at 00:30 BST belongs to the day that people's clocks
    # showed.
    return datetime.combine(day + timedelta(days=1), time.min, LONDON)


class PastDay(date):
    """A day that is over, which knows the last event of the chain before it ended."""

    @classmethod
    def of(cls, day):
        return day if isinstance(day, cls) else cls.fromordinal(day.toordinal())

    # By sequence, not by moment: several events share a moment. Asked once for all that a page shows.
    @cached_property
    def sequence(self):
        """The sequence of that event; 0 where nothing had happened yet."""
        events = AuditEvent.objects.filter(at__lt=end_of(self)).order_by("-at", "-sequence")
        return events.values_list("sequence", flat=True).first() or 0


def states_at(kind, day=None, subjects=None):
    """{uuid: state} of every aggregate of a kind that was there at the end of `day` (None: now)."""
    rows = rows_of(kind).filter(at(PastDay.of(day).sequence if day else None))
    if subjects is not None:
        rows = rows.filter(uuid__in=subjects)
    found = AuditState.objects.filter(sequence__in=rows.values("sequence")).order_by("sequence")
    # iterator(): states are large, and a fold of everything would hold each twice.
    return {row.subject: upcast(row) for row in found.iterator()}


def state_at(kind, subject, day=None):
    """The state of one aggregate at the end of `day`, or None where it was not there."""
    return states_at(kind, day, [subject]).get(subject)


def last_states(kinds, subjects):
    """{(kind, UUID as text): state} as each of these records of these kinds last was, also of those that are gone."""
    events = AuditEvent.objects.filter(subject_kind__in=kinds, subject__in=subjects).exclude(state_digest="")
    last = events.order_by().values("subject").annotate(last=Max("sequence")).values("last")
    states = AuditState.objects.filter(sequence__in=last)
    return {(row.subject_kind, str(row.subject)): upcast(row) for row in states}
