"""The one door of every change: a verb is one short transaction that ends by appending its events."""

from collections import defaultdict
from dataclasses import dataclass
from functools import wraps

from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from jarplan.audit.canonical import canonical, digest
from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.models import AuditEvent, AuditHead, AuditState
from jarplan.audit.subjects import SUBJECTS, subject_of

REFUSED = "refused"
SYSTEM = "JAR plan (set-up)"
FOREIGN_KEY = "23503"  # PostgreSQL's code for a row that points to nothing
HASHED = (
    "sequence",
    "at",
    "recorded_at",
    "actor",
    "actor_name",
    "role",
    "organisation",
    "kind",
    "subject_kind",
    "subject",
    "reference",
    "reason_digest",
    "format",
    "state_digest",
    "previous",
)


@dataclass
class Entry:
    """An event to be: what happened to which aggregate. The state is read when the verb is done."""

    kind: str
    subject_kind: str
    subject: object
    reference: str
    reason: str
    role: str
    body: str | None = None
    format: int = 1


class Ledger:
    """The events of one verb, appended together after its last row change."""

    def __init__(self, *, by, now):
        self.by = by
        self.now = now
        self.entries = {}

    def record(self, instance, kind, *, role, reason=""):
        """Notes that `by` did `kind` to this aggregate, in this role. An aggregate has one event a verb;
        a second one in the same verb adds its reason to the first."""
        subject = subject_of(instance)
        key = (subject.kind, instance.uuid)
        if key in self.entries:
            entry = self.entries[key]
            entry.reason = "\n".join(filter(None, [entry.reason, reason]))
            return
        reference = subject.reference(instance)
        self.entries[key] = Entry(kind, subject.kind, instance.uuid, reference, reason, str(role or ""))

    def append(self):
        """Writes the noted events: states first read, then the head locked (the last lock of any verb)."""
        if not self.entries:
            return []
        entries = list(self.entries.values())
        try:
            read_states(entries)
        except ObjectDoesNotExist as error:
            raise NotNow(GONE) from error
        return write(entries, by=self.by, now=self.now)


def read_states(entries):
    """Puts into each entry the state that its aggregate has now, or None where it is gone."""
    by_kind = defaultdict(dict)
    for entry in entries:
        by_kind[entry.subject_kind][entry.subject] = entry
    for kind, wanted in by_kind.items():
        subject = SUBJECTS[kind]
        for instance in subject.instances(uuid__in=list(wanted)):
            entry = wanted[instance.uuid]
            entry.body = canonical(subject.state(instance))
            entry.format = subject.format
            entry.reference = subject.reference(instance)


def write(entries, *, by, now):
    """Chains the entries to the head and returns the events. Needs a transaction."""
    head = hold_head()
    at = max(now, head.at)
    recorded_at = timezone.now()
    organisation = getattr(by, "organisation", None)
    events, states = [], []
    sequence, previous = head.sequence, head.hash
    for entry in entries:
        sequence += 1
        event = AuditEvent(
            sequence=sequence,
            at=at,
            recorded_at=recorded_at,
            actor=getattr(by, "uuid", None),
            actor_name=by.full_name if by else SYSTEM,
            role=entry.role,
            organisation=organisation.name if organisation else "",
            kind=entry.kind,
            subject_kind=entry.subject_kind,
            subject=entry.subject,
            reference=entry.reference[:200],
            reason_digest=digest(entry.reason),
            format=entry.format,
            state_digest=digest(entry.body) if entry.body is not None else "",
            previous=previous,
        )
        event.hash = previous = hash_of(event)
        events.append(event)
        states.append(
            AuditState(
                sequence=sequence,
                subject_kind=entry.subject_kind,
                subject=entry.subject,
                format=entry.format,
                reason=entry.reason,
                body=entry.body,
            )
        )
    AuditEvent.objects.bulk_create(events)
    AuditState.objects.bulk_create(states)
    AuditHead.objects.filter(pk=1).update(sequence=sequence, at=at, hash=previous)
    return events


def hold_head():
    """Locks the end of the chain before the verb is done, where it must see what every other verb has done. Nothing
    else may be locked after it. Needs a transaction."""
    return AuditHead.objects.select_for_update().get(pk=1)


def hash_of(event):
    """The hash that an event must have, from its own fields and the hash before it."""
    return digest(canonical({name: getattr(event, name) for name in HASHED}))


def verb(function):
    """Makes a service function the one door to a change.

    Called without `ledger` it is its own transaction, and a refusal is recorded after the rollback. Called
    with the ledger of another verb it joins that verb's transaction and events.
    """

    @wraps(function)
    def door(*, by, now, ledger=None, **arguments):
        if ledger is not None:
            return function(by=by, now=now, ledger=ledger, **arguments)
        try:
            with transaction.atomic():
                ledger = Ledger(by=by, now=now)
                result = function(by=by, now=now, ledger=ledger, **arguments)
                ledger.append()
                return result
        except Refused as refusal:
            record_refusal(refusal, by=by, now=now)
            raise
        except IntegrityError as error:
            if names_what_is_gone(error):
                raise NotNow(GONE) from error
            raise

    door.is_verb = True
    return door


GONE = (
    "Something that you named, such as a post or an organisation, was removed a moment ago, so nothing was saved. "
    "Open the page again and choose what is there."
)


def names_what_is_gone(error):
    """Whether the database refused a row because what it points to was deleted by somebody else's verb."""
    return getattr(error.__cause__, "pgcode", "") == FOREIGN_KEY or "FOREIGN KEY" in str(error)


def record_refusal(refusal, *, by, now):
    """Records that somebody tried what they may not, once. Called after the attempt has been rolled back."""
    if refusal.recorded or not getattr(by, "uuid", None):
        return
    about = refusal.about
    entry = Entry(REFUSED, "", None, "", refusal.sentence, "")
    if about is not None:
        subject = subject_of(about)
        entry.subject_kind, entry.subject, entry.reference = (
            subject.kind,
            about.uuid,
            subject.reference(about),
        )
    with transaction.atomic():
        write([entry], by=by, now=now)
    refusal.recorded = True


def save_version(instance, *, version, **changes):
    """Writes `changes` if the record still has `version`, and raises it by one; Stale where it has moved on.

    One conditional UPDATE: reading, comparing and saving would lose edits under PostgreSQL.
    """
    model = type(instance)
    saved = model._base_manager.filter(pk=instance.pk, version=version).update(
        **changes, version=F("version") + 1
    )
    current = model._base_manager.get(pk=instance.pk)
    if not saved:
        raise Stale(current)
    for name, value in changes.items():
        setattr(instance, name, value)
    instance.version = version + 1
    return instance


def lock(rows):
    """Locks the rows of a queryset in the order of their primary keys, and returns them as a list.

    No key is changed, so rows that only point to these need not wait.
    """
    return list(rows.order_by("pk").select_for_update(of=("self",), no_key=True))
