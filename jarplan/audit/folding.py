"""The plan as it was: the last state of each aggregate up to the end of a day."""

import json
from datetime import datetime, time, timedelta

from django.db.models import Max

from jarplan.audit.ledger import REFUSED
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.audit.subjects import SUBJECTS
from jarplan.clock import LONDON


def end_of(day):
    """The first moment after a day in London."""
    return datetime.combine(day + timedelta(days=1), time.min, LONDON)


def events_until(day=None):
    """The events of a fold: all but refused attempts, up to the end of `day` (None: to now)."""
    events = AuditEvent.objects.exclude(kind=REFUSED)
    return events if day is None else events.filter(at__lt=end_of(day))


def state_of(row):
    """The state in an AuditState row, brought to the present format; None where the record was gone."""
    if row.body is None:
        return None
    return SUBJECTS[row.subject_kind].upcast(json.loads(row.body), row.format)


def states_at(kind, day=None, subjects=None):
    """{uuid: state} of every aggregate of a kind that was there at the end of `day` (None: now)."""
    events = events_until(day).filter(subject_kind=kind)
    if subjects is not None:
        events = events.filter(subject__in=subjects)
    last = events.order_by().values("subject").annotate(last=Max("sequence")).values("last")
    rows = AuditState.objects.filter(sequence__in=last).order_by("sequence")
    return {row.subject: state for row in rows.iterator() if (state := state_of(row)) is not None}


def state_at(kind, subject, day=None):
    """The state of one aggregate at the end of `day`, or None where it was not there."""
    return states_at(kind, day, [subject]).get(subject)


def last_states(kinds, subjects):
    """{(kind, UUID as text): state} as each of these records of these kinds last was, also of those that are gone."""
    events = AuditEvent.objects.filter(subject_kind__in=kinds, subject__in=subjects).exclude(state_digest="")
    last = events.order_by().values("subject").annotate(last=Max("sequence")).values("last")
    states = AuditState.objects.filter(sequence__in=last)
    return {(row.subject_kind, str(row.subject)): state_of(row) for row in states}
