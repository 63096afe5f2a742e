"""Drafts of imports: a workbook that was brought, is understood and asked about, and of which nothing is written yet.
A draft is its user's alone, and gone with its file after a day.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from actions.imports import policies
from actions.imports.drafts import preview
from actions.imports.drafts.lineage import earlier_rows, lineage_of
from actions.imports.finding.current_plan import OUR_HEADINGS, CurrentPlan
from actions.imports.matching.matched import CHANGED, NEW, QUESTION, REJECTED, UNCHANGED, PlanMatch
from actions.imports.matching.plan_match import match_plan
from actions.imports.running import Progress
from actions.models import ImportDraft, PlanImport, RememberedHeading
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, verb
from jarplan.files.checks import SHEETS, check_upload
from jarplan.spreadsheets.limits import SheetRefused
from jarplan.spreadsheets.sandbox.process import read_plan
from recommendations.within import EVERYTHING, within_of

KEPT = timedelta(days=1)
GONE = (
    "This import is no longer available: it was cancelled, or was not confirmed within a day. Choose "
    "the file again."
)
BEING_WRITTEN = "This import is being saved. Wait until it has finished."
SEEN_BEFORE = (
    "This import has changed since you opened the page, perhaps in another window. Check the import again."
)
NO_RECOMMENDATIONS = "There are no recommendations yet. Add an inspection with its recommendations first."


@dataclass(frozen=True)
class Understanding:
    """What a workbook was taken for, held against the plan as it stands: that of the `inspection` of that reference,
    or of all of them."""

    match: PlanMatch
    lineage: str
    inspection: str = ""

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


def plan_for(inspection):
    """The CurrentPlan that a file is held against, for the inspection of that reference or for all of them."""
    return CurrentPlan.read(within_of(inspection) if inspection else EVERYTHING)


def understand(file, name, *, mapping=None, answers=None, inspection=""):
    """The Understanding of a workbook file. Reads it in a child process; writes nothing. Raises SheetRefused."""
    current_plan = plan_for(inspection)
    if not current_plan.recommendations:
        raise SheetRefused(NO_RECOMMENDATIONS)
    table = read_table(file, name, current_plan, mapping)
    return replace(held_against(table, current_plan, answers), inspection=inspection)


def read_table(file, name, current_plan, mapping=None):
    """The PlanTable of a workbook file, read with what the plan knows and what was remembered of its headings."""
    return read_plan(
        file,
        name,
        mapping=mapping or {},
        remembered=OUR_HEADINGS | dict(RememberedHeading.objects.values_list("key", "field")),
        known=current_plan.known,
        near=current_plan.published,
        published=current_plan.published,
    )


def held_against(table, current_plan, answers=None):
    """The Understanding of a PlanTable that was read before."""
    lineage = lineage_of(table)
    match = match_plan(table, current_plan, answers=answers or {}, earlier=earlier_rows(table, lineage))
    return Understanding(match, lineage)


def understand_draft(draft, *, mapping=None, answers=None):
    """The Understanding of a draft's file, with its own mapping and answers where none are given."""
    mapping = draft.mapping if mapping is None else mapping
    answers = draft.answers if answers is None else answers
    try:
        with open_file(draft) as file:
            typed = {"mapping": mapping, "answers": answers, "inspection": draft.inspection}
            return understand(file, draft.original_name, **typed)
    except SheetRefused as error:
        raise NotNow(str(error)) from error


def open_file(draft):
    """The draft's file, opened; NotNow where it is not what was brought."""
    try:
        file = draft.file.open("rb")
    except OSError as error:
        raise NotNow("The file of this import can no longer be read. Choose the file again.") from error
    # What is written is what was previewed, byte for byte, though a day may lie between.
    if hashlib.file_digest(file, "sha256").hexdigest() != draft.sha256:
        file.close()
        raise NotNow("The stored file is not the one that was uploaded. Choose the file again.")
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
        # By the machine's clock and not the plan's: on a demonstration's day no hour would ever pass.
        kept_until=timezone.now() + KEPT,
        inspection=understanding.inspection,
        understood=understanding.summary,
        rows=understanding.rows,
    )
    draft.file.save(f"x.{checked.extension}", upload, save=False)
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
def cancel(*, by, now, ledger, draft, version):
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
    return (
        f"This file has already been imported, by {done.confirmed_by}. Nothing more has been saved. "
        "This page shows the result."
    )


def remove(draft):
    """Deletes a draft's row, and its file once that is certain."""
    name, storage = draft.file.name, draft.file.storage
    ImportDraft.objects.filter(pk=draft.pk).delete()
    # A file cannot be rolled back.
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
