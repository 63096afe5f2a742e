"""Drafts of imports: a workbook that was brought, is understood and asked about, and of which nothing is written yet.
A draft is its user's alone, and gone with its file after a day.
"""

from datetime import timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from actions.imports import policies
from actions.imports.running import Progress
from actions.models import ImportDraft, PlanImport, ProgressReturn
from actions.models.imports import Packed, draft_name
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, verb
from jarplan.files.checks import SHEETS, check_upload

KEPT = timedelta(days=1)
GONE = (
    "This import is no longer available: it was cancelled, or was not confirmed within a day. Choose "
    "the file again."
)
BEING_WRITTEN = "This import is being saved. Wait until it has finished."
SEEN_BEFORE = (
    "This import has changed since you opened the page, perhaps in another window. Check the import again."
)


def drafts_of(user, kind=ImportDraft.Kind.PLAN):
    """The drafts of a kind of file that a user may see: their own, while they last."""
    return ImportDraft.objects.filter(uploaded_by=user.pk, kept_until__gt=timezone.now(), kind=kind)


@verb
def keep_draft(*, by, now, ledger, upload, understanding):
    """Keeps an uploaded workbook as a draft, with what it was taken for, and returns it."""
    policies.check_import(by)
    draft = draft_of(by, now, upload, inspection=understanding.inspection)
    draft.choose(areas=understanding.areas)
    take(draft, understanding)
    draft.rows = Packed(understanding.each_row())
    draft.save(force_insert=True)
    del draft.__dict__["rows"]  # read again by whoever asks for them
    return draft


def draft_of(by, now, upload, **more):
    """A draft of an uploaded file, which is checked and stored; it is not saved yet. Raises FileRefused."""
    checked = check_upload(upload, upload.name, SHEETS)
    draft = ImportDraft(
        original_name=checked.name,
        sha256=checked.sha256,
        size=checked.size,
        uploaded_at=now,
        uploaded_by=by,
        # By the machine's clock and not the plan's: on a demonstration's day no hour would ever pass.
        kept_until=timezone.now() + KEPT,
        **more,
    )
    draft.file.save(f"x.{checked.extension}", upload, save=False)
    return draft


def take(draft, understanding):
    """Puts into a draft what it is taken for, but for its rows, and the table that was read, so that it need not be
    again."""
    table, seal, read = draft.table, draft.seal, understanding.read
    name = table.name
    if read.seal != seal:
        # Beside the file and not in the row: it goes where the file goes, and no backup has either.
        name = table.storage.save(draft_name(draft, "x.table"), ContentFile(read.lines))
        delete_later(table)
    kept = {"table": name, "seal": read.seal, "matched": understanding.matched}
    draft.understood = understanding.summary | kept


@verb
def change_draft(*, by, now, ledger, draft, version, understanding, mapping=None, areas=None, answers=None):
    """Keeps what a draft is taken for now, with the mapping, areas or answers that led to it. NotNow where it was
    changed since `version` was shown, or is being imported."""
    policies.check_import(by)
    draft = locked_draft(by, draft, version)
    draft.choose(mapping, areas)
    draft.answers = draft.answers if answers is None else answers
    return show_again(draft, understanding)


def show_again(draft, understanding, *, moved=(), message="", later_dates=()):
    """Puts a new understanding into a locked draft; rows at the (sheet, row) in `moved` are marked so. Of the
    `later_dates` that were ticked, those of rows that did not move stay ticked; nothing else does.
    """
    take(draft, understanding)
    draft.rows = understanding.rows
    for row in draft.rows:
        row["moved"] = (row["sheet"], row["row"]) in moved
    still = {row["reference"] for row in draft.rows if not row["moved"]}
    draft.choices = {"later_dates": [reference for reference in later_dates if reference in still]}
    draft.state, draft.message, draft.version = ImportDraft.State.WAITING, message, draft.version + 1
    draft.save()
    return draft


@verb
def cancel(*, by, now, ledger, draft, version):
    """Removes a draft with its file. Nothing of it was ever in the plan."""
    policies.check_import(by)
    remove(locked_draft(by, draft, version))


def locked_draft(by, draft, version=None, state=ImportDraft.State.WAITING):
    """The draft as it is now, locked. NotNow where it is gone, somebody else's, being imported, or (given a
    version) was changed since."""
    rows = lock(drafts_of(by, draft.kind).filter(pk=draft.pk))
    if not rows:
        raise NotNow(what_became_of(draft.uuid))
    if rows[0].state != state:
        raise NotNow(BEING_WRITTEN)
    if version is not None and rows[0].version != version:
        raise NotNow(SEEN_BEFORE)
    return rows[0]


def what_became_of(uuid):
    """Why there is no draft of this number any more: it was imported, by whom and when, or it is gone."""
    if ProgressReturn.objects.filter(uuid=uuid).exists():
        return "This return has already been sent. Nothing more has been saved. This page shows the result."
    done = PlanImport.objects.select_related("confirmed_by").filter(uuid=uuid).only("confirmed_by").first()
    if done is None or done.confirmed_by is None:
        return GONE
    return (
        f"This file has already been imported, by {done.confirmed_by}. Nothing more has been saved. "
        "This page shows the result."
    )


def remove(draft):
    """Deletes a draft's row, and its file with what was read of it once that is certain."""
    ImportDraft.objects.filter(pk=draft.pk).delete()
    delete_later(draft.file)
    delete_later(draft.table)


def delete_later(file):
    """Deletes a file, if there is one, once the transaction is certain: a file cannot be rolled back."""
    name, storage = file.name, file.storage
    if name:
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
