"""Proves that the history is whole: the chain, the states, the blanks, and that the rows agree with it.

However long the history, a few hundred rows are held at once. That whoever owns the database did not write all of it
anew is for anchors.py to say.
"""

from itertools import islice

from jarplan.audit import inforce
from jarplan.audit.canonical import canonical, digest
from jarplan.audit.head import FIRST_HASH
from jarplan.audit.ledger import hash_of
from jarplan.audit.models import WORDS, AuditBlank, AuditEvent, AuditHead, AuditState
from jarplan.audit.reading.folding import states_at
from jarplan.audit.subjects import SUBJECTS, TooOld

AT_ONCE = 500


def problems(*, rows=True, since=None):
    """Yields a sentence for everything that is wrong; nothing where the history is whole.

    With `rows`, the live records and the states in force are compared with the events as well. `since`: an Anchor up
    to which all is trusted and not looked at again; of records only those are compared that have an event after it.
    """
    yield from chain_problems(since)
    if rows:
        after = since.sequence if since else 0
        yield from inforce.problems(after)
        for subject in SUBJECTS.values():
            yield from row_problems(subject, after)


def granted_redactions():
    """{(sequence, part): digest of the text after it was blanked}, from the blankings in the chain itself."""
    granted = {}
    for state in states_at("blanking").values():
        for item in state["states"]:
            granted.setdefault((item["sequence"], item["part"]), set()).add(item["digest_after"])
    return granted


def chain_problems(since=None):
    """What is wrong with the chain of events, with their states, or with the head; `since` as problems() has it."""
    # What may differ is read from the chain itself, not from the table of blanks: whoever owns the database
    # could add a row there, but not an event.
    blanks = granted_redactions()
    done, previous = (since.sequence, since.hash) if since else (0, FIRST_HASH)
    expected, at = done + 1, None
    # Two cursors walked side by side, as in a merge.
    states, events = (
        table.objects.filter(sequence__gt=done).order_by("sequence").iterator(chunk_size=AT_ONCE)
        for table in (AuditState, AuditEvent)
    )
    state = next(states, None)
    for event in events:
        number = event.sequence
        if number != expected:
            yield f"Event {expected} is missing: the next one is {number}."
        expected = number + 1
        if event.previous != previous:
            yield f"Event {number} does not follow from the one before it."
        if event.hash != hash_of(event):
            yield f"Event {number} was changed after it was recorded."
        if at and event.at < at:
            yield f"Event {number} is dated before the one ahead of it."
        yield from word_problems(event, blanks)
        previous, at = event.hash, event.at
        # States are walked up to the event: one that is passed has no event of its own.
        while state is not None and state.sequence < number:
            yield f"State {state.sequence} belongs to no event."
            state = next(states, None)
        if state is None or state.sequence != number:
            yield f"The state of event {number} is missing."
            continue
        yield from state_problems(event, state, blanks)
        state = next(states, None)
    if state is not None:
        yield f"State {state.sequence} belongs to no event."
    head = AuditHead.objects.filter(pk=1).first()
    # Events cut off at the end leave a chain that is whole in itself; only the head, kept elsewhere as
    # well, tells.
    if head is None or (head.sequence, head.hash) != (expected - 1, previous):
        yield "The end of the chain is not where the head says it is: events at the end are missing or added."


def word_problems(event, blanks):
    """What is wrong between an event and its words; those of form 1 are in its hash."""
    for name in WORDS if event.form > 1 else ():
        words = digest(getattr(event, name))
        if words != getattr(event, f"{name}_digest") and words not in blanks.get((event.sequence, name), ()):
            part = AuditBlank.Part(name).label
            yield f"Event {event.sequence} was changed after it was recorded: {part}."


def state_problems(event, state, blanks):
    """What is wrong between an event and its state."""
    number = event.sequence
    if (state.subject, state.subject_kind, state.format) != (event.subject, event.subject_kind, event.format):
        yield f"The state of event {number} belongs to another record."
    body = digest(state.body) if state.body is not None else ""
    if body != event.state_digest and body not in blanks.get((number, "body"), ()):
        yield f"The state of event {number} was changed after it was recorded."
    reason = digest(state.reason)
    if reason != event.reason_digest and reason not in blanks.get((number, "reason"), ()):
        yield f"The reason of event {number} was changed after it was recorded."


def row_problems(subject, after=0):
    """Where the live records of a kind differ from the fold of their events; `after`: only of those with an event
    later than this one."""
    only = {"uuid__in": inforce.subjects_since(subject.kind, after)} if after else {}
    live = subject.with_states(**only).iterator(chunk_size=AT_ONCE)
    while batch := list(islice(live, AT_ONCE)):
        try:
            folded = states_at(subject.kind, subjects=[row.uuid for row in batch])
        # Told with the states in force.
        except TooOld:
            return
        for row in batch:
            state = folded.get(row.uuid)
            if state is None:
                yield f"The {subject.label} {subject.reference(row)} has no history."
            elif canonical(state) != canonical(subject.state(row)):
                yield f"The {subject.label} {subject.reference(row)} differs from its history."
            yield from subject.faults(row)
    there = subject.model._base_manager.order_by().values("uuid")
    gone = inforce.rows_of(subject.kind).filter(inforce.at(), **only).exclude(uuid__in=there)
    for uuid in gone.values_list("uuid", flat=True).iterator():
        yield f"The {subject.label} {uuid} is in the history and not in the plan."
