"""The plan as it was: the states that were in force at the end of a day."""

from datetime import date, datetime, time, timedelta
from functools import cached_property

from django.db.models import Max, Q

from jarplan.audit.inforce import at, rows_of, state_in, upcast
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.clock import LONDON
from jarplan.prepared import answer


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
    def last(self):
        """(sequence, hash) of that event; (0, "") where nothing had happened yet."""
        events = AuditEvent.objects.filter(at__lt=end_of(self)).order_by("-at", "-sequence")
        return events.values_list("sequence", "hash").first() or (0, "")

    @cached_property
    def sequence(self):
        return self.last[0]


def states_at(kind, day=None, subjects=None):
    """{uuid: state} of every aggregate of a kind that was there at the end of `day` (None: now)."""
    return states_together({kind: subjects}, day)[kind]


def states_together(wanted, day=None, shape=None):
    """{kind: {uuid: state}} of the same of several kinds, in one query; `wanted`: {kind: UUIDs, or None for all}.
    `shape`: all that the UUIDs depend on (see jarplan/prepared.py), where the query is to be kept."""

    def states(sequence):
        moment = at(sequence)
        first, *others = [
            rows_of(kind).filter(moment, *([] if uuids is None else [Q(uuid__in=uuids)])).values("sequence")
            for kind, uuids in wanted.items()
        ]
        rows = AuditState.objects.filter(sequence__in=first.union(*others, all=True)).order_by("sequence")
        return rows.values_list("subject_kind", "subject", "body", "format")

    if shape is None and not any(uuids is not None for uuids in wanted.values()):
        shape = ()
    sequence = PastDay.of(day).sequence if day else None
    found = {kind: {} for kind in wanted}
    # No iterator(): PostgreSQL plans what is read through a cursor as if a tenth of it were wanted, and took ten
    # times as long for a past day of a long history.
    rows = (
        states(sequence)
        if shape is None
        else answer(("states together", *wanted, *shape), states, sequence=sequence)
    )
    for kind, subject, body, number in rows:
        found[kind][subject] = state_in(body, kind, number)
    return found


def state_at(kind, subject, day=None):
    """The state of one aggregate at the end of `day`, or None where it was not there."""
    return states_at(kind, day, [subject]).get(subject)


def last_states(kinds, subjects):
    """{(kind, UUID as text): state} as each of these records of these kinds last was, also of those that are gone."""
    events = AuditEvent.objects.filter(subject_kind__in=kinds, subject__in=subjects).exclude(state_digest="")
    last = events.order_by().values("subject").annotate(last=Max("sequence")).values("last")
    states = AuditState.objects.filter(sequence__in=last)
    return {(row.subject_kind, str(row.subject)): upcast(row) for row in states}
