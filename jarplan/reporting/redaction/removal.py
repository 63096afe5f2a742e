"""Taking out a text that should never have been typed in, such as a child's name, as the law requires.

One verb finds it in every record, past state, kept version and file of every room, and leaves in its place
the word [removed], one event that says which fields were blanked, and a chain that still verifies.
"""

import json
import re
import zipfile
from dataclasses import dataclass
from html import unescape

from django.apps import apps
from django.core.cache import cache
from django.db import transaction
from django.db.models import F, Q

from actions.imports.drafts.understanding import kept_lines
from actions.imports.drafts.verbs import remove
from actions.models import ImportDraft, ProgressRelease, ReportDraft
from jarplan.audit.canonical import canonical, digest
from jarplan.audit.errors import NotNow
from jarplan.audit.integrity.redaction import (
    events_holding,
    fields_holding,
    held,
    is_typed,
    kept_of,
    redact_states,
    redact_words,
    redacted,
    states_holding,
)
from jarplan.audit.ledger import hold_head, lock, verb
from jarplan.audit.models import AuditBlank, AuditEvent, Blanking, InForce
from jarplan.audit.subjects import SUBJECTS
from jarplan.files.models import StoredFile
from jarplan.people.models import Session
from jarplan.people.roles import Role
from jarplan.people.signin.kept import KEPT
from jarplan.reporting.models import MadeFile, MeetingPack, SavedView
from jarplan.reporting.published.making import forget, nudge
from jarplan.spreadsheets.sandbox.process import unpacked
from recommendations.limits import SHARED, check_acts
from recommendations.models import PlanVersion

ROOMS = ("people", "files", "recommendations", "actions", "finance", "reporting")
# Two letters are whole words of English everywhere.
SHORTEST = 3
# Beside a kept text stands its digest, made anew with it.
DIGEST_OF = {"content": "digest", "record": "record_digest"}
# What is frozen as text, by its kind.
FROZEN = {"plan_version": PlanVersion, "progress_release": ProgressRelease, "meeting_pack": MeetingPack}
# What is a zip inside: its words are found only unpacked.
PACKED = ("docx", "xlsx", "xlsm", "pptx", "odt", "ods")


@dataclass(frozen=True)
class Place:
    """Where the text stands: a kind of record, its reference, and the fields."""

    label: str
    reference: str
    fields: tuple


def check_redact(by):
    sentence = "Only an administrator may redact text."
    # What holds the words may be part of any inspection's plan.
    return check_acts(by, Role.ADMINISTRATOR, sentence=sentence, about=SHARED)


def check_text(text, reason=""):
    """NotNow where the text is too short to be looked for safely, or is repeated in the reason."""
    if len(text.strip()) < SHORTEST:
        raise NotNow(
            f"Enter at least {SHORTEST} letters: shorter text would also be redacted from ordinary words."
        )
    if held(reason, text):
        raise NotNow("Do not repeat the text in the reason, because the reason is kept.")


def places(text):
    """Every place that holds the text now or held it before, for the page that asks before removing."""
    found, named = {}, {}
    for row, fields in states_holding(text):
        subject = SUBJECTS.get(row.subject_kind)
        place = (subject.label if subject else "refused attempt", row.subject)
        found.setdefault(place, set()).update(fields or {"reason"})
        named[place] = row.sequence
    for stored in files_holding(text):
        found[("content of a file", stored.uuid)] = {stored.original_name}
    for draft in drafts_holding(text):
        found[("import that waits to be confirmed", draft.uuid)] = {draft.original_name}
    events = AuditEvent.objects.in_bulk(list(named.values()))
    references = {place: events[number].reference for place, number in named.items()}
    for kind, row in frozen_holding(text):
        place = (SUBJECTS[kind].label, row.uuid)
        found.setdefault(place, set()).add("content")
        references[place] = str(row)
    for draft in report_drafts_holding(text):
        place = ("draft of a report that was not sent", draft.pk)
        found[place], references[place] = {"typed"}, draft.action.reference
    for session in forms_holding(text):
        place = ("form that was sent too late", session.pk)
        found[place], references[place] = {"typed"}, ""
    for view in views_holding(text):
        place = ("saved view", view.pk)
        found[place], references[place] = {"name or filters"}, str(view.saved_by)
    return [
        Place(place[0], references.get(place, ""), tuple(sorted(fields))) for place, fields in found.items()
    ] + places_in_events(text)


def places_in_events(text):
    """The place that stands for all events that name the text, which may be thousands."""
    found = [fields for _, fields in events_holding(text)]
    labels = {str(AuditBlank.Part(name).label) for fields in found for name in fields}
    return [Place("history", entries(len(found)), tuple(sorted(labels)))] if found else []


def entries(number):
    return "1 entry" if number == 1 else f"{number} entries"


def left_in_history(text):
    """How many events keep the text: they were recorded when the hash of an event still covered its words."""
    return sum(1 for _ in events_holding(text, hashed=True))


def sentence_of_left(number):
    """Says that the text stays in so many events and why; nothing where there are none."""
    if not number:
        return ""
    return (
        f"It stays in {entries(number)} of the history recorded before names could be redacted there, because the "
        "proof that nothing was changed covers the names themselves."
    )


@verb
def redact_text(*, by, now, ledger, text, reason, files=()):
    """Removes a text everywhere, and the content of `files` with it; returns the Blanking.

    Raises Refused, or NotNow where the text is too short, stands in the reason, or is nowhere to be found.
    """
    role = check_redact(by)
    text = text.strip()
    check_text(text, reason)
    # Locked in a fixed order, kind by kind, and the drafts after them: two redactions at once wait for each
    # other and never in a circle.
    holders = [found for key in subjects_holding(text) if (found := present_holder(key, text))]
    frozen = [
        (kind, row)
        for kind, model in FROZEN.items()
        for row in lock(
            model.objects.filter(pk__in=[row.pk for of, row in frozen_holding(text) if of == kind])
        )
    ]
    told = {row.uuid for _, row in holders}
    holders += [(SUBJECTS[kind], row) for kind, row in frozen if row.uuid not in told]
    # The files of a document hold the text as well, and are made anew of what is left.
    held_by = [row.uuid for _, row in holders]
    forget(MadeFile.objects.filter(Q(version__uuid__in=held_by) | Q(pack__uuid__in=held_by)))
    nudge()
    emptied = lock(StoredFile.objects.filter(pk__in=[stored.pk for stored in [*files, *files_holding(text)]]))
    drafts = lock(ImportDraft.objects.filter(pk__in=[draft.pk for draft in drafts_holding(text)]))
    for draft in drafts:
        remove(draft)
    begun = lock(ReportDraft.objects.filter(pk__in=[draft.pk for draft in report_drafts_holding(text)]))
    ReportDraft.objects.filter(pk__in=[draft.pk for draft in begun]).delete()
    late = lock(Session.objects.filter(pk__in=[session.pk for session in forms_holding(text)]))
    Session.objects.filter(pk__in=[session.pk for session in late]).delete()
    views = lock(SavedView.objects.filter(pk__in=[view.pk for view in views_holding(text)]))
    SavedView.objects.filter(pk__in=[view.pk for view in views]).delete()
    # What is kept of pages is out of reach with the next event, and gone from here with this one.
    transaction.on_commit(cache.clear)
    rows = redact_rows(text)
    # First the row, whose UUID the leave for the triggers names; what was done is written into it below.
    blanking = Blanking.objects.create()
    states = redact_states(blanking=blanking, text=text)
    # From here on nobody else adds an event that could name the text.
    hold_head()
    states += redact_words(blanking=blanking, text=text)
    if not (rows or states or emptied or drafts or begun or late or views):
        left = sentence_of_left(left_in_history(text))
        raise NotNow(
            f"Nothing was redacted. {left}" if left else "This text was not found, so nothing was redacted."
        )
    # Or the events of this very redaction would say the text again, where it was the name of who does it.
    by.refresh_from_db()
    for stored in emptied:
        empty(stored, by=by, now=now)
    for subject, row in holders:
        raise_version(subject, row)
        row.refresh_from_db()
        ledger.record(row, "text removed", role=role)
    for stored in emptied:
        ledger.record(stored, "content removed", role=role)
    blanking.fields = sorted({field for item in states for field in item["fields"]} | set(rows))
    blanking.states = states
    blanking.files = [str(stored.uuid) for stored in emptied]
    blanking.save()
    ledger.record(blanking, "text removed", role=role, reason=reason)
    return blanking


def subjects_holding(text):
    """(kind, uuid) of each aggregate with a state that holds the text, in a fixed order."""
    kinds = list(SUBJECTS)
    found = {(row.subject_kind, row.subject) for row, fields in states_holding(text) if row.subject}
    return sorted(found, key=lambda one: (kinds.index(one[0]), str(one[1])))


def present_holder(key, text):
    """(Subject, locked row) where the present state of the aggregate holds the text, else None."""
    subject = SUBJECTS[key[0]]
    if not lock(subject.model._base_manager.filter(uuid=key[1])):
        return None
    (row,) = subject.instances(uuid=key[1])
    holds = fields_holding(json.loads(canonical(subject.state(row))), text, kept=kept_of(key[0]))
    return (subject, row) if holds else None


def raise_version(subject, row):
    """Makes forms that were opened before stale, so that nobody saves the text back."""
    subject.model._base_manager.filter(pk=row.pk).update(version=F("version") + 1)


def text_fields(model):
    """The fields of a model that hold what people typed."""
    return filter(is_typed, model._meta.concrete_fields)


def redact_rows(text):
    """Replaces the text in every row of every room; returns the names of the fields it was found in."""
    touched = set()
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            # What they say follows from the states, and was put right with them; or is made anew of a document.
            if issubclass(model, InForce) or model is MadeFile:
                continue
            for field in text_fields(model):
                touched |= redact_column(model, field, text)
    return touched


def redact_column(model, field, text):
    """Replaces the text in one column; a kept version's digest is made anew with its content."""
    done = set()
    names = {other.name for other in model._meta.concrete_fields}
    # In full first: SQLite may show a row again that is changed while it is read. By update() and not by
    # save(), as no rule of the model has a say here.
    for pk, value in list(model._base_manager.values_list("pk", field.attname).iterator()):
        new = redacted(value, text)
        if new == value:
            continue
        kept = DIGEST_OF.get(field.name)
        more = {kept: digest(new)} if kept in names else {}
        model._base_manager.filter(pk=pk).update(**{field.attname: new}, **more)
        done.add(field.name)
    return done


def files_holding(text):
    """The stored files whose readable text holds the text. A picture or a scanned page cannot be read:
    the administrator names those."""
    return [
        stored
        for stored in StoredFile.objects.filter(blanked_at__isnull=True).order_by("pk")
        if any(held(part, text) for part in readable(stored))
    ]


def drafts_holding(text):
    """The drafts of imports whose file holds the text, or what was read of it. They are removed whole: nothing of
    them is in the plan."""
    return [
        draft
        for draft in ImportDraft.objects.defer("rows").order_by("pk")
        if any(held(part, text) for part in (*readable(draft), *read_of(draft)))
    ]


def read_of(draft):
    """The texts of the table that a draft keeps."""
    for line in unpacked(kept_lines(draft)).splitlines():
        try:
            yield from texts_in(json.loads(line))
        except ValueError:
            yield line.decode("utf-8", "replace")


def texts_in(value):
    """Each text in a value of JSON, whatever its name."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_in(one)


def report_drafts_holding(text):
    """The drafts of reports that hold the text. They are removed whole: nothing of them was sent."""
    return [
        draft
        for draft in ReportDraft.objects.select_related("action").order_by("pk")
        if any(held(str(part), text) for part in draft.typed.values())
    ]


def forms_holding(text):
    """The sessions that keep a form which was sent after its person's had ended, and which holds the text. They are
    ended: whoever comes back signs in anew and types without it."""
    return [
        session
        for session in Session.objects.order_by("pk")
        if any(held(part, text) for part in texts_in(session.get_decoded().get(KEPT)))
    ]


def views_holding(text):
    """The saved views whose name or filters hold the text. They are removed whole: they say nothing of the plan."""
    return [
        view
        for view in SavedView.objects.select_related("saved_by").order_by("pk")
        if any(held(part, text) for part in (view.name, *texts_in(view.asked)))
    ]


def frozen_holding(text):
    """(kind, row) of each version of the plan, release and pack whose frozen text holds the text: their states name
    it by its digest alone."""
    for kind, model in FROZEN.items():
        names = [name for name in DIGEST_OF if hasattr(model, name)]
        for row in model.objects.order_by("pk"):
            if any(held(getattr(row, name), text) for name in names):
                yield kind, row


def readable(stored):
    """The texts that can be read out of a file without running anything of it."""
    try:
        with stored.file.open("rb") as content:
            if stored.file.name.rsplit(".", 1)[-1] in PACKED:
                with zipfile.ZipFile(content) as packed:
                    for name in packed.namelist():
                        if name.endswith((".xml", ".rels")):
                            yield from without_marks(packed.read(name).decode("utf-8", "replace"))
                return
            raw = content.read()
    except (OSError, zipfile.BadZipFile):
        return
    # Every way in which it might be read: one of them shows the name, the others rubbish. An old workbook (.xls) has
    # its texts in UTF-16 from any byte on.
    for content, encoding in ((raw, "utf-8"), (raw, "utf-16"), (raw[1:], "utf-16-le"), (raw, "cp1252")):
        yield content.decode(encoding, "replace")


def without_marks(xml):
    """The text between the marks of an XML part, run together and apart."""
    # Word splits a word over marks wherever its spelling was looked at; without them it is whole again. And a first
    # name may stand in another line or cell than the surname.
    for instead in ("", " "):
        yield unescape(re.sub(r"<[^>]*>", instead, xml))


def empty(stored, *, by, now):
    """Takes the content of a file away; its row and digest stay, and say when and by whom."""
    StoredFile.objects.filter(pk=stored.pk).update(blanked_at=now, blanked_by=by, version=F("version") + 1)
    name, storage = stored.file.name, stored.file.storage
    transaction.on_commit(lambda: storage.delete(name))
