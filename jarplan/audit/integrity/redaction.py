"""Takes a text out of the recorded events and states, as law may require, so that the chain still verifies.

The verb itself stands in jarplan/reporting/: it also blanks the live rows and files of every room.
"""

import json
import re
from collections import defaultdict
from functools import cache, lru_cache

from django.apps import apps
from django.db import models

from jarplan.audit.canonical import canonical, digest
from jarplan.audit.inforce import write_columns
from jarplan.audit.models import WORDS, AuditBlank, AuditEvent, AuditState
from jarplan.audit.subjects import SUBJECTS

REMOVED = "[removed]"
# Events whose words are changed by one statement.
BATCH = 500
# What is not text that people typed, whatever its type: keys, digests, names of files on the disk, secrets.
# By name, because a state has names only: its parts have no model to ask.
PASSED_OVER = {
    "password",
    "digest",
    "sha256",
    "role",
    "content_type",
    "reference",
    "username",
    "slug",
    "roles",
    "marks",
}
# A day, a moment or a UUID as the whole of a text: no name, and the fold lives by them.
# Somebody may be called May or 2008: no day, moment or UUID is taken apart for that.
# Between the words of a name: any white space, and what stands for nothing or for a line's end within a word.
BETWEEN = r"[\s\u00ad\u200b-\u200d\u2060\ufeff]+"
SIGNS = ("'’‘ʼ`´", "\\-‐‑‒–−")
PARTS = re.compile(rf"[^\s\"\\{''.join(SIGNS)}]+")
MACHINE = re.compile(r"\d{4}-\d\d-\d\d(T[\d:.+Z-]*)?|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def is_typed(field):
    """Whether a field of a model holds what people typed. A rating is no text, and Amber is also a name."""
    text = isinstance(field, models.CharField | models.TextField | models.JSONField)
    return (
        text
        and not field.choices
        and field.name not in PASSED_OVER
        and not isinstance(field, models.FileField)
    )


@cache
def kept_of(kind):
    """The names in the state of an aggregate of this kind that no text is taken out of."""
    subject = SUBJECTS.get(kind)
    fields = subject.model._meta.concrete_fields if subject else ()
    # Cached: the models do not change while the program runs, and a redaction looks at every state that
    # there is.
    return PASSED_OVER | {field.name for field in fields if not is_typed(field)}


@cache
def kept_inside():
    """The same for the parts of an aggregate: what is chosen from a list in some model is nowhere typed."""
    fields = [field for model in apps.get_models() for field in model._meta.concrete_fields]
    return PASSED_OVER | {field.name for field in fields if getattr(field, "choices", None)}


def redacted(value, text, kept=None):
    """A copy of a value with each text that holds `text` (whatever its case) having it replaced, but for
    words that were chosen and not typed: those under the names in `kept`."""
    kept = kept_inside() if kept is None else kept
    if isinstance(value, str):
        return replace(value, text)
    if isinstance(value, dict):
        return {key: item if stays(key, item, kept) else redacted(item, text) for key, item in value.items()}
    if isinstance(value, list):
        return [redacted(item, text) for item in value]
    return value


def stays(key, item, kept):
    """Whether what stands under a name is no text that people typed. Parts are looked into, name by name."""
    return key in PASSED_OVER or (key in kept and not isinstance(item, dict | list))


def replace(value, text):
    """`value` with every occurrence of `text` as whole words replaced, upper and lower case alike, also where
    the value is itself the JSON text of something."""
    if MACHINE.fullmatch(value):
        return value
    # A state may hold the JSON text of something else, such as a row of a sheet; a name that is escaped in
    # there would not be found in the text as it is.
    inner = inside(value)
    if inner is not None:
        return canonical(redacted(inner, text))
    return pattern(text).sub(REMOVED, value)


@lru_cache(4)
def pattern(text):
    """What finds the text: as whole words, as Ann must not come out of planning; in small letters or large; with
    whatever white space between its words, as a name may be broken over two lines; and with whichever apostrophe and
    hyphen the program wrote that it was typed in."""
    words = BETWEEN.join("".join(map(alike, word)) for word in text.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def alike(letter):
    return next((f"[{signs}]" for signs in SIGNS if letter in signs), re.escape(letter))


def inside(value):
    """What a canonical JSON text says, or None for any other text."""
    try:
        found = json.loads(value) if value[:1] in ("{", "[") else None
    except ValueError:
        return None
    # Only a text of our own writing: an officer's words that happen to be JSON are put back as they were
    # typed, not as we would write them.
    return found if found is not None and canonical_or_none(found) == value else None


def canonical_or_none(value):
    try:
        return canonical(value)
    except TypeError:
        return None


def held(value, text):
    """Whether a text holds another one."""
    return replace(value, text) != value


def fields_holding(value, text, path="", kept=None):
    """The names of the fields of a state that hold the text."""
    kept = kept_inside() if kept is None else kept
    if isinstance(value, str):
        return {path} if held(value, text) else set()
    if isinstance(value, dict):
        parts = [(key, item) for key, item in value.items() if not stays(key, item, kept)]
        return {name for key, item in parts for name in fields_holding(item, text, path or key)}
    if isinstance(value, list):
        return {name for item in value for name in fields_holding(item, text, path)}
    return set()


def states_holding(text):
    """The AuditState rows whose reason or state holds the text, with the names of the fields."""
    # Every state, since any may hold the name; one after the other, so that memory does not grow with the
    # history.
    for row in AuditState.objects.order_by("sequence").iterator():
        # Reading JSON is what costs here: most bodies are told by a search in their text.
        looked = row.body and maybe(row.body, text)
        kept = kept_of(row.subject_kind)
        fields = fields_holding(json.loads(row.body), text, kept=kept) if looked else set()
        if fields or held(row.reason, text):
            yield row, fields


def events_holding(text, *, hashed=False):
    """The events whose words hold the text, with the names of these; `hashed`: those of form 1, whose words are part
    of their hash and stay."""
    events = AuditEvent.objects.filter(form=1) if hashed else AuditEvent.objects.filter(form__gt=1)
    # A few people and things are named by a great many events.
    holds = cache(lambda words: held(words, text))
    for event in events.only("form", "subject_kind", *WORDS).order_by("sequence").iterator():
        subject = SUBJECTS.get(event.subject_kind)
        kept = {"reference"} if subject and subject.keyed else set()
        fields = [name for name in WORDS if name not in kept and holds(getattr(event, name))]
        if fields:
            yield event, fields


def maybe(body, text):
    """Whether a JSON text may hold the text, however deeply escaped: a quick look before reading it."""
    # What may be written in another way is passed over: a quote or backslash is escaped in JSON, and escaped again in
    # JSON within JSON.
    body = body.lower()
    return all(part in body for part in PARTS.findall(text.lower()))


def redact_states(*, blanking, text):
    """Blanks the text in every state and reason; returns [{sequence, part, digest_after, fields}].

    Runs inside the caller's verb, whose event must carry what this returns.
    """
    done = []
    # All found first: writing while a cursor of the same table is open is undefined on SQLite.
    for row, fields in list(states_holding(text)):
        if fields:
            body = canonical(redacted(json.loads(row.body), text, kept_of(row.subject_kind)))
            done.append(write_redaction(row, "body", body, blanking, sorted(fields)))
        if (reason := replace(row.reason, text)) != row.reason:
            done.append(write_redaction(row, "reason", reason, blanking, ["reason"]))
    return done


def redact_words(*, blanking, text):
    """Blanks the text in the words of every event that is not hashed with them; returns what redact_states does."""
    changes = defaultdict(list)
    for event, fields in events_holding(text):
        for name in fields:
            # The column's length, as what is left may be longer.
            after = replace(getattr(event, name), text)[: AuditEvent._meta.get_field(name).max_length]
            changes[name, after].append(event.sequence)
    done = []
    # A few statements, as one person may have done most of what there is.
    for (name, after), sequences in changes.items():
        said = {"part": name, "digest_after": digest(after)}
        leave = [AuditBlank(sequence=number, blanking=blanking.uuid, **said) for number in sequences]
        # The leave before the write: the trigger on the events looks for it.
        AuditBlank.objects.bulk_create(leave, batch_size=BATCH)
        for first in range(0, len(sequences), BATCH):
            AuditEvent.objects.filter(pk__in=sequences[first : first + BATCH]).update(**{name: after})
        done += [{"sequence": number, **said, "fields": [name]} for number in sequences]
    return done


def write_redaction(row, part, text, blanking, fields):
    """Asks the triggers' leave for one text, writes it, and says what was done."""
    # The leave before the write: the trigger on the states looks for it.
    AuditBlank.objects.create(
        sequence=row.sequence, part=part, digest_after=digest(text), blanking=blanking.uuid
    )
    AuditState.objects.filter(sequence=row.sequence).update(**{part: text})
    if part == "body":
        row.body = text
        write_columns(row)
    return {"sequence": row.sequence, "part": part, "digest_after": digest(text), "fields": fields}
