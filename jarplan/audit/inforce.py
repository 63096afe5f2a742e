"""Which state of each aggregate was in force when: written with each event, proved, and made anew from the events.

The tables are read models (see InForce): they hold nothing that the events and their states do not say.
"""

import json
from collections import defaultdict
from itertools import islice, zip_longest

from django.db.models import OuterRef, Q, Subquery

from jarplan.audit.models import REFUSED, AuditEvent, AuditState, StateInForce
from jarplan.audit.subjects import SUBJECTS, TooOld
from jarplan.inserting import insert

BATCH = 1000


def at(sequence=None, path=""):
    """The condition on a table of states in force: those after the event of this sequence, or those of now. `path`:
    from the rows that are asked to that table."""
    stands = Q(**{f"{path}until__isnull": True})
    if sequence is None:
        return stands
    return Q(**{f"{path}sequence__lte": sequence}) & (stands | Q(**{f"{path}until__gt": sequence}))


def rows_of(kind):
    """The rows of a kind in its table."""
    table = SUBJECTS[kind].in_force
    rows = table._base_manager.order_by()
    return rows.filter(subject_kind=kind) if table is StateInForce else rows


def row_of(kind, uuid, sequence, state):
    """The row of one state, which stands."""
    table = SUBJECTS[kind].in_force
    columns = {"subject_kind": kind} if table is StateInForce else table.columns(state)
    return table(sequence=sequence, uuid=uuid, **columns)


def write_in_force(events, states):
    """Ends what these events end and begins what they begin; `states`: of each the state, None where it is gone.

    Within the lock of the head, like the events themselves.
    """
    by_kind = defaultdict(list)
    for event, state in zip(events, states, strict=True):
        by_kind[event.subject_kind].append((event, state))
    begun = defaultdict(list)
    for kind, group in by_kind.items():
        standing = rows_of(kind).filter(until__isnull=True, uuid__in=[event.subject for event, _ in group])
        # One statement for an import of a thousand, too: an aggregate has one event in a verb.
        ends = AuditEvent.objects.filter(
            subject_kind=kind, subject=OuterRef("uuid"), sequence__gte=events[0].sequence
        )
        alone = group[0][0].sequence if len(group) == 1 else None
        standing.update(until=alone or Subquery(ends.order_by("-sequence").values("sequence")[:1]))
        begun[SUBJECTS[kind].in_force] += [
            row_of(kind, event.subject, event.sequence, state) for event, state in group if state is not None
        ]
    for table, rows in begun.items():
        insert(table, rows)


def write_columns(state):
    """Has the row of a state say what the AuditState `state` says since words were taken out of it."""
    table = SUBJECTS[state.subject_kind].in_force
    values = table.columns(upcast(state)) if table is not StateInForce else {}
    if values:
        table.objects.filter(sequence=state.sequence).update(**values)


def upcast(row):
    """The state in an AuditState row, brought to the present format; None where the record was gone."""
    return state_in(row.body, row.subject_kind, row.format)


def state_in(body, kind, number):
    """The same of the text of a state of a kind, written in the format of that number."""
    return None if body is None else SUBJECTS[kind].upcast(json.loads(body), number)


def subjects_since(kind, after):
    """The UUIDs of the aggregates of a kind that have an event later than this one, as a query."""
    changed = AuditEvent.objects.filter(subject_kind=kind, sequence__gt=after).exclude(kind=REFUSED)
    return changed.order_by().values("subject")


def stood_since(kind, after):
    """The rows, of aggregates with an event later than this one, that stood at it or began later."""
    changed = rows_of(kind).filter(uuid__in=subjects_since(kind, after))
    return changed.filter(at(after) | Q(sequence__gt=after))


def expected(kind, after=0):
    """The rows that a kind must have, by the events and their states, in the order of aggregate and sequence;
    `after`: only those that stood_since() finds."""
    # A refused attempt changed nothing.
    events = AuditEvent.objects.filter(subject_kind=kind).exclude(kind=REFUSED)
    if after:
        events = events.filter(sequence__in=stood_since(kind, after).values("sequence")) | events.filter(
            sequence__gt=after
        )
    ordered = events.order_by("subject", "sequence").values_list("sequence", "subject").iterator()
    last = None
    while batch := list(islice(ordered, BATCH)):
        states = AuditState.objects.in_bulk([sequence for sequence, _ in batch])
        for sequence, subject in batch:
            if last is not None:
                last.until = sequence if last.uuid == subject else None
                yield last
            state = upcast(states[sequence])
            last = row_of(kind, subject, sequence, state) if state is not None else None
    if last is not None:
        yield last


def rebuild():
    """Throws all rows away and makes them anew; returns how many. Needs the lock of the head."""
    for table in {subject.in_force for subject in SUBJECTS.values()}:
        table.objects.all().delete()
    made = 0
    if not AuditEvent.objects.exists():
        return made
    for kind, subject in SUBJECTS.items():
        rows = expected(kind)
        while batch := list(islice(rows, BATCH)):
            insert(subject.in_force, batch)
            made += len(batch)
    return made


def problems(after=0):
    """Yields a sentence for each kind whose rows are not those that its events and states say; `after`: only of
    aggregates with an event later than this one."""
    for kind, subject in SUBJECTS.items():
        rows = stood_since(kind, after) if after else rows_of(kind)
        found = rows.order_by("uuid", "sequence").iterator(chunk_size=BATCH)
        should = expected(kind, after)
        try:
            differ = any(values_of(row) != values_of(one) for row, one in zip_longest(found, should))
        except TooOld as problem:
            yield str(problem)
            continue
        if differ:
            yield f"The states in force of the kind {subject.label} are not those of the history: run rebuild_states."


def values_of(row):
    return row and {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
