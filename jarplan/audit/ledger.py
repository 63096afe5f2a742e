"""The one door of every change: a verb is one short transaction that ends by appending its events."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from jarplan.audit.canonical import canonical, digest
from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.inforce import write_in_force
from jarplan.audit.models import REFUSED, WORDS, AuditEvent, AuditHead, AuditState, Withdrawable
from jarplan.audit.subjects import SUBJECTS, subject_of
from jarplan.inserting import insert
from jarplan.prepared import answer

FOREIGN_KEY = "23503"  # PostgreSQL's code for a row that points to nothing
# The form in which events are written. Change what a hash covers and every one of before is wrong: count on instead.
FORM = 2
# What the hash covered in form 1: the names of people and things in words, which nobody can take out of it any more.
HASHED_AT_FIRST = (
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
# The digests of what was typed, not the words themselves: words can then be redacted as law requires, and the hash
# still proves that nothing else was touched.
HASHED = ("form", *(f"{name}_digest" if name in WORDS else name for name in HASHED_AT_FIRST))


@dataclass
class Entry:
    """An event to be: what happened to which aggregate. The state is read when the verb is done, where it was not
    taken from an instance that has it whole."""

    kind: str
    subject_kind: str
    subject: object
    reference: str
    reason: str
    role: str
    state: dict | None = None
    body: str | None = None
    format: int = 1

    def take(self, subject, instance):
        """Puts in the state that the instance has."""
        self.state = subject.state(instance)
        self.body = canonical(self.state)
        self.format = subject.format
        self.reference = subject.reference(instance)


class Ledger:
    """The events of one verb, appended together after its last row change."""

    def __init__(self, *, by, now):
        self.by = by
        self.now = now
        self.entries = {}

    def record(self, instance, kind, *, role, reason="", whole=False):
        """Notes that `by` did `kind` to this aggregate, in this role. An aggregate has one event a verb;
        a second one in the same verb adds its reason to the first.

        `whole`: the instance was read or made under this verb's locks and says all of its state, parts included, each
        value as the database has it, and nothing changes it afterwards: its state need not be read again.
        """
        subject = subject_of(instance)
        key = (subject.kind, instance.uuid)
        if key in self.entries:
            entry = self.entries[key]
            # A bulk verb or an import calls verbs that may touch one aggregate twice: it is one event all
            # the same, with the state after both and the reasons of both.
            entry.reason = "\n".join(filter(None, [entry.reason, reason]))
            # Of two instances of one row, neither may know what was done with the other.
            entry.state = entry.body = None
            return
        reference = subject.reference(instance)
        self.entries[key] = entry = Entry(
            kind, subject.kind, instance.uuid, reference, reason, str(role or "")
        )
        if whole:
            entry.take(subject, instance)

    def append(self):
        """Writes the noted events: states first read, then the head locked (the last lock of any verb)."""
        if not self.entries:
            return []
        # States are read here and not when the event was noted, so that the digest is of the aggregate as
        # the whole verb leaves it, whatever came after the note.
        entries = list(self.entries.values())
        try:
            read_states(entries)
        # A part that the state names (a post, an organisation) was deleted by somebody else's verb
        # meanwhile.
        except ObjectDoesNotExist as error:
            raise NotNow(GONE) from error
        return write(entries, by=self.by, now=self.now)


def read_states(entries):
    """Puts into each entry that has none the state that its aggregate has now, or None where it is gone."""
    by_kind = defaultdict(dict)
    for entry in entries:
        if entry.body is None:
            by_kind[entry.subject_kind][entry.subject] = entry
    # One query with its prefetches for each kind, however many aggregates an import touched.
    for kind, wanted in by_kind.items():
        subject = SUBJECTS[kind]
        for instance in subject.with_states(uuid__in=list(wanted)):
            wanted[instance.uuid].take(subject, instance)


def write(entries, *, by, now):
    """Chains the entries to the head and returns the events. Needs a transaction."""
    # Every verb takes this lock last. Verbs that took it at their first event and rows after it waited for
    # each other in a circle: 8 of 10 imports at once ended in a deadlock.
    head = hold_head()
    # Moments of a verb that waited for the lock, and those of a demonstration whose day is pinned, would
    # else go back; a fold by day relies on `at` never falling as the sequence rises.
    at = max(now, head.at)
    recorded_at = timezone.now()
    organisation = getattr(by, "organisation", None)
    events, states = [], []
    sequence, previous = head.sequence, head.hash
    for entry in entries:
        sequence += 1
        event = AuditEvent(
            form=FORM,
            sequence=sequence,
            at=at,
            recorded_at=recorded_at,
            actor=getattr(by, "uuid", None),
            actor_name=by.full_name if by else f"{settings.PRODUCT_NAME} (set-up)",
            role=entry.role,
            organisation=organisation.name if organisation else "",
            kind=entry.kind,
            subject_kind=entry.subject_kind,
            subject=entry.subject,
            # The column's length; SQLite would take more and PostgreSQL refuse it.
            reference=entry.reference[:200],
            reason_digest=digest(entry.reason),
            format=entry.format,
            state_digest=digest(entry.body) if entry.body is not None else "",
            previous=previous,
        )
        for name in WORDS:
            setattr(event, f"{name}_digest", digest(getattr(event, name)))
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
    # A few inserts however many events: an import of 1,000 rows appends them in one go.
    insert(AuditEvent, events)
    insert(AuditState, states)
    changed = [
        (event, entry.state) for event, entry in zip(events, entries, strict=True) if event.kind != REFUSED
    ]
    if changed:
        write_in_force(*zip(*changed, strict=True))
    # Within the lock, so no condition is needed; the trigger refuses a sequence that does not rise.
    AuditHead.objects.filter(pk=1).update(sequence=sequence, at=at, hash=previous)
    return events


def hold_head():
    """Locks the end of the chain before the verb is done, where it must see what every other verb has done. Nothing
    else may be locked after it. Needs a transaction."""
    # On SQLite this locks nothing, and need not: a transaction begins IMMEDIATE there and is the only
    # writer.
    (head,) = answer(("head",), lambda: AuditHead.objects.select_for_update().filter(pk=1))
    return head


def hash_of(event):
    """The hash that an event must have, from its own fields and the hash before it."""
    names = HASHED_AT_FIRST if event.form == 1 else HASHED
    return digest(canonical({name: getattr(event, name) for name in names}))


def verb(function):
    """Makes a service function the one door to a change.

    Called without `ledger` it is its own transaction, and a refusal is recorded after the rollback. Called
    with the ledger of another verb it joins that verb's transaction and events. `heard`: a list that is given the
    events, for a caller that must know whether anything was changed.
    """

    @wraps(function)
    def door(*, by, now, ledger=None, heard=None, **arguments):
        if ledger is not None:
            return function(by=by, now=now, ledger=ledger, **arguments)
        try:
            with transaction.atomic():
                ledger = Ledger(by=by, now=now)
                result = function(by=by, now=now, ledger=ledger, **arguments)
                events = ledger.append()
            if heard is not None:
                heard += events
            return result
        except Refused as refusal:
            # After the rollback, in a transaction of its own: recorded inside, it would be rolled back with
            # the attempt.
            record_refusal(refusal, by=by, now=now)
            raise
        except IntegrityError as error:
            if names_what_is_gone(error):
                raise NotNow(GONE) from error
            raise

    door.is_verb = True
    return door


AN_HOUR = timedelta(hours=1)
UNSEEN = "You cannot see this."
GONE = (
    "Something that you chose, such as a post or an organisation, has just been removed, so nothing has been saved. "
    "Open the page again and choose something else."
)


def names_what_is_gone(error):
    """Whether the database refused a row because what it points to was deleted by somebody else's verb."""
    # psycopg2 gives PostgreSQL's code; SQLite has only its sentence.
    return getattr(error.__cause__, "pgcode", "") == FOREIGN_KEY or "FOREIGN KEY" in str(error)


def record_refusal(refusal, *, by, now):
    """Records that somebody tried what they may not, once. Called after the attempt has been rolled back."""
    # The view's middleware and the verb both see a refusal that passes through both: the mark keeps it to
    # one event. Nobody signed in is no offence of a person.
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


def record_unseen(unseen, *, by, now):
    """Records that somebody asked for what they may not see, unless the history has it of the last hour."""
    about = unseen.about
    asked = AuditEvent.objects.filter(subject_kind=subject_of(about).kind, subject=about.uuid, kind=REFUSED)
    # Looked for without a lock: of two at the same moment there may be two.
    if not asked.filter(actor=by.uuid, recorded_at__gt=timezone.now() - AN_HOUR).exists():
        record_refusal(Refused(UNSEEN, about=about), by=by, now=now)


def save_version(instance, *, version, **changes):
    """Writes `changes` if the record still has `version`, and raises it by one; Stale where it has moved on.

    One conditional UPDATE: reading, comparing and saving would lose edits under PostgreSQL.
    """
    model = type(instance)
    # The count of rows says whether the version was still there: PostgreSQL looks at the row again after
    # waiting for its lock, so of two saves one updates nothing.
    saved = model._base_manager.filter(pk=instance.pk, version=version).update(
        **changes, version=F("version") + 1
    )
    if not saved:
        raise Stale(model._base_manager.get(pk=instance.pk))
    for name, value in changes.items():
        setattr(instance, name, value)
    instance.version = version + 1
    return instance


def lock(rows):
    """Locks the rows of a queryset in the order of their primary keys, and returns them as a list.

    No key is changed, so rows that only point to these need not wait.
    """
    # The same order everywhere, or two verbs that lock the same two rows could each hold one and wait for
    # the other. `of` leaves joined rows alone: FOR UPDATE refuses the nullable side of an outer join, and
    # locks more than is changed.
    return list(rows.order_by("pk").select_for_update(of=("self",), no_key=True))


def locked(model, instance, version):
    """The row as it is now, locked. Raises Stale where it is no longer of that version, NotNow where it was withdrawn
    meanwhile."""
    current = model._base_manager.select_for_update().get(pk=instance.pk)
    if isinstance(current, Withdrawable) and current.withdrawn_at:
        raise NotNow(f"This has been withdrawn: {current.withdrawn_reason}")
    if current.version != version:
        raise Stale(current)
    return current
