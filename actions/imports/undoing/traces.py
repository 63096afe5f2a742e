"""What an import wrote, read back from the history: each record with its own event of the import, and the state that
it had before.
"""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from jarplan.audit.inforce import upcast
from jarplan.audit.ledger import REFUSED
from jarplan.audit.models import AuditEvent, AuditState

CREATED, RETURNED = "proposed", "proposed again"  # what an import does to actions beside editing them


@dataclass(frozen=True)
class Trace:
    """One record that an import wrote: what it did to it (`deed`), the sequence of that event, and the record's state
    before in the words of JSON; None where the import made it.
    """

    kind: str
    uuid: UUID
    reference: str
    deed: str
    sequence: int
    before: dict | None

    @property
    def leaves(self):
        """Whether this is an action that was not in the plan before the import, and so leaves it again."""
        return self.kind == "action" and self.deed in (CREATED, RETURNED)


class Traces:
    """All records that an import wrote. `end`: the sequence of the event which says that it was confirmed."""

    def __init__(self, plan_import):
        self.end = confirmed_at(plan_import)
        wanted = defaultdict(set)
        for kind, uuid in plan_import.touched:
            wanted[kind].add(UUID(uuid))
        self.by_kind = {kind: traces_of(kind, uuids, self.end) for kind, uuids in wanted.items()}

    def of(self, kind):
        """{uuid: Trace} of the records of one kind."""
        return self.by_kind.get(kind, {})

    @property
    def leaving(self):
        return {uuid: trace for uuid, trace in self.of("action").items() if trace.leaves}

    @property
    def created(self):
        """The Traces of the actions that the import made."""
        return [trace for trace in self.of("action").values() if trace.deed == CREATED]

    @property
    def restored(self):
        """The Traces of the actions that go back to a state which they had."""
        return [trace for trace in self.of("action").values() if trace.before is not None]


def confirmed_at(plan_import):
    """The sequence of the event which says that an import was confirmed."""
    events = AuditEvent.objects.filter(subject_kind="import", subject=plan_import.uuid, kind="confirmed")
    return events.order_by("sequence").values_list("sequence", flat=True).last() or 0


def traces_of(kind, uuids, end):
    """{uuid: Trace} of the records of one kind: a record has one event of a verb, so its last one up to `end` is the
    import's own. Three queries, however many records.
    """
    # By the index of (kind, subject, sequence).
    events = AuditEvent.objects.filter(subject_kind=kind, subject__in=uuids, sequence__lte=end)
    own, earlier = {}, {}
    for event in events.exclude(kind=REFUSED).order_by("sequence"):
        if event.subject in own:
            earlier[event.subject] = own[event.subject].sequence
        own[event.subject] = event
    states = AuditState.objects.in_bulk(list(earlier.values()))
    return {
        uuid: Trace(
            kind,
            uuid,
            event.reference,
            event.kind,
            event.sequence,
            upcast(states[earlier[uuid]]) if uuid in earlier else None,
        )
        for uuid, event in own.items()
    }
