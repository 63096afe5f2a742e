"""Drafts of imports: a workbook that was brought, is understood and asked about, and of which nothing is written yet.
A draft is its user's alone, and gone with its file after a day.
"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from actions import policies
from actions.imports import preview
from actions.imports.lineage import earlier_rows, lineage_of
from actions.imports.planmatch import (
    CHANGED,
    NEW,
    QUESTION,
    REJECTED,
    UNCHANGED,
    PlanMatch,
    Standing,
    match_plan,
)
from actions.imports.running import Progress
from actions.models import ImportDraft, PlanImport, RememberedHeading
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, verb
from jarplan.files.checks import SHEETS, check_upload
from jarplan.files.services import write_to_disk
from jarplan.spreadsheets.limits import SheetRefused
from jarplan.spreadsheets.sandbox import read_plan

KEPT = timedelta(days=1)
GONE = "This import is no longer there: it was called off, or a day has gone by. Choose the file again."
BEING_WRITTEN = "This import is being written just now. Wait until it is done."
SEEN_BEFORE = "This import was changed since you looked, perhaps in another window. Look at it again."
NO_RECOMMENDATIONS = (
    "There are no recommendations to answer yet. Add an inspection with its recommendations first."
)


@dataclass(frozen=True)
class Understanding:
    """What a workbook was taken for, held against the plan as it stands."""

    match: PlanMatch
    lineage: str

    @property
    def rows(self):
        return preview.rows_as_json(self.match)

    @property
    def writes(self):
        """How many rows would be written."""
        return self.match.count(NEW) + self.match.count(CHANGED)

    @property
    def summary(self):
        """What a draft keeps beside its rows; plain values."""
        match, table = self.match, self.match.table
        return {
            "counts": counts_of(match),
            "questions": preview.questions_as_json(match),
            "answers": preview.answers_as_json(match),
            "columns": preview.columns_as_json(table),
            "sheets": preview.sheets_as_json(table),
            "outlook": preview.outlook_as_json(match),
            "message": table.message,
            "lineage": self.lineage,
        }


def counts_of(match):
    """How many rows would do what, how many questions are open, how many later dates would be asked for."""
    counts = {result: match.count(result) for result in (NEW, CHANGED, UNCHANGED, REJECTED, QUESTION)}
    later = sum(change.later_date for row in match.rows for change in row.changes)
    return counts | {"rows": len(match.rows), "questions": len(match.questions()), "later_dates": later}


def understand(file, name, *, mapping=None, answers=None):
    """The Understanding of a workbook file. Reads it in a child process; writes nothing. Raises SheetRefused."""
    standing = Standing.read()
    if not standing.recommendations:
        raise SheetRefused(NO_RECOMMENDATIONS)
    return held_against(read_table(file, name, standing, mapping), standing, answers)


def read_table(file, name, standing, mapping=None):
    """The PlanTable of a workbook file, read with what the plan knows and what was remembered of its headings."""
    return read_plan(
        file,
        name,
        mapping=mapping or {},
        remembered=dict(RememberedHeading.objects.values_list("key", "field")),
        known=standing.known,
        near=standing.published,
        published=standing.published,
    )


def held_against(table, standing, answers=None):
    """The Understanding of a PlanTable that was read before."""
    lineage = lineage_of(table)
    match = match_plan(table, standing, answers=answers or {}, earlier=earlier_rows(table, lineage))
    return Understanding(match, lineage)


def understand_draft(draft, *, mapping=None, answers=None):
    """The Understanding of a draft's file, with its own mapping and answers where none are given."""
    mapping = draft.mapping if mapping is None else mapping
    answers = draft.answers if answers is None else answers
    try:
        with open_file(draft) as file:
            return understand(file, draft.original_name, mapping=mapping, answers=answers)
    except SheetRefused as error:
        raise NotNow(str(error)) from error


def open_file(draft):
    """The draft's file, opened; NotNow where it is not what was brought."""
    try:
        file = draft.file.open("rb")
    except OSError as error:
        raise NotNow("The file of this import can no longer be read. Choose it again.") from error
    if hashlib.file_digest(file, "sha256").hexdigest() != draft.sha256:
        file.close()
        raise NotNow("The kept file is not the one that was brought. Choose it again.")
    file.seek(0)
    return file


def drafts_of(user):
    """The drafts that a user may see: their own, while they last."""
    return ImportDraft.objects.filter(uploaded_by=user.pk, kept_until__gt=timezone.now())


@verb
def keep_draft(*, by, now, ledger, upload, understanding):
    """Keeps an uploaded workbook as a draft, with what it was taken for, and returns it."""
    policies.check_import(by)
    checked = check_upload(upload, upload.name, SHEETS)
    draft = ImportDraft(
        original_name=checked.name,
        sha256=checked.sha256,
        size=checked.size,
        uploaded_at=now,
        uploaded_by=by,
        kept_until=timezone.now() + KEPT,
        understood=understanding.summary,
        rows=understanding.rows,
    )
    draft.file.name = write_to_disk(
        upload, draft.file.field.generate_filename(draft, f"x.{checked.extension}")
    )
    draft.save(force_insert=True)
    return draft


@verb
def change_draft(*, by, now, ledger, draft, version, understanding, mapping=None, answers=None):
    """Keeps what a draft is taken for now, with the mapping or the answers that led to it. NotNow where it was
    changed since `version` was shown, or is being imported."""
    policies.check_import(by)
    draft = locked_draft(by, draft, version)
    draft.mapping = draft.mapping if mapping is None else mapping
    draft.answers = draft.answers if answers is None else answers
    return show_again(draft, understanding)


def show_again(draft, understanding, *, moved=(), message="", later_dates=()):
    """Puts a new understanding into a locked draft; rows at the (sheet, row) in `moved` are marked so. Of the
    `later_dates` that were ticked, those of rows that did not move stay ticked; nothing else does.
    """
    draft.understood, draft.rows = understanding.summary, understanding.rows
    for row in draft.rows:
        row["moved"] = (row["sheet"], row["row"]) in moved
    still = {row["reference"] for row in draft.rows if not row["moved"]}
    draft.choices = {"later_dates": [reference for reference in later_dates if reference in still]}
    draft.state, draft.message, draft.version = ImportDraft.State.WAITING, message, draft.version + 1
    draft.save()
    return draft


@verb
def call_off(*, by, now, ledger, draft, version):
    """Removes a draft with its file. Nothing of it was ever in the plan."""
    policies.check_import(by)
    remove(locked_draft(by, draft, version))


def locked_draft(by, draft, version=None, state=ImportDraft.State.WAITING):
    """The draft as it is now, locked. NotNow where it is gone, somebody else's, being imported, or (given a
    version) was changed since."""
    rows = lock(drafts_of(by).filter(pk=draft.pk))
    if not rows:
        raise NotNow(what_became_of(draft.uuid))
    if rows[0].state != state:
        raise NotNow(BEING_WRITTEN)
    if version is not None and rows[0].version != version:
        raise NotNow(SEEN_BEFORE)
    return rows[0]


def what_became_of(uuid):
    """Why there is no draft of this number any more: it was imported, by whom and when, or it is gone."""
    done = PlanImport.objects.select_related("confirmed_by").filter(uuid=uuid).only("confirmed_by").first()
    if done is None or done.confirmed_by is None:
        return GONE
    return f"This file was imported already, by {done.confirmed_by}. Here is what it did; nothing more was written."


def remove(draft):
    """Deletes a draft's row, and its file once that is certain."""
    name, storage = draft.file.name, draft.file.storage
    ImportDraft.objects.filter(pk=draft.pk).delete()
    transaction.on_commit(lambda: storage.delete(name))


def discard(draft):
    """Removes a draft that nobody is to see, such as a command's own, if it is still there."""
    with transaction.atomic():
        for row in lock(ImportDraft.objects.filter(pk=draft.pk)):
            remove(row)


def remove_expired():
    """Removes the drafts whose day is over, whoever brought them, but for one that a process is just writing; returns
    how many."""
    over = ImportDraft.objects.filter(kept_until__lte=timezone.now())
    if not over.exists():
        return 0
    with transaction.atomic():
        rows = [draft for draft in lock(over.defer("rows")) if not Progress(draft.uuid).is_running]
        for draft in rows:
            remove(draft)
    return len(rows)
