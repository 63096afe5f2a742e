"""The verb that writes an import: what was seen in the preview is what is written, or nothing is."""

from django.core.files import File

from actions.imports import policies
from actions.imports.drafts.understanding import (
    held_against,
    open_file,
    plan_for,
    read_draft,
    state_of_plan,
)
from actions.imports.drafts.verbs import locked_draft, remove, show_again
from actions.imports.writing.rows import Writer, actions_concerned
from actions.models import PlanImport, RememberedHeading
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.files.checks import SHEETS
from jarplan.files.verbs import store
from jarplan.spreadsheets.layout.plan import heading_key
from recommendations.models import Recommendation

MOVED = (
    "Nothing has been imported, because the plan has changed since this preview was made. "
    "Check the marked rows, then confirm again."
)
TICK = (
    "Some rows or fields of this file will not be imported. Confirm that you understand, or cancel the import and "
    "correct the file."
)


class MovedOn(Exception):
    """The plan is no longer as it was when the rows were matched to it: they must be matched again."""


def confirm(*, by, now, draft, version, leave_out=False, later_dates=(), progress=None):
    """Writes a draft; returns the PlanImport, or the draft where it is shown again because the plan has changed. See
    write_import()."""
    told = {"by": by, "now": now, "draft": draft, "version": version, "progress": progress}
    told |= {"leave_out": leave_out, "later_dates": later_dates}
    if draft.matched == state_of_plan():
        try:
            return write_import(**told)
        except MovedOn:
            pass  # a moment ago
    # Outside the transaction: where the file must be read again it takes seconds, in which no row is locked.
    return write_import(**told, read=read_draft(draft))


@verb
def write_import(
    *, by, now, ledger, draft, version, read=None, leave_out=False, later_dates=(), progress=None
):
    """Writes a draft as it was previewed: every accepted row, or none. `leave_out`: the user knows of the rows and
    fields that stay out; `later_dates`: references of the agreed actions for which a later date is to be asked;
    `read`: the PlanRead of its file, without which MovedOn is raised where the plan is another by now.

    Where a row would do something else by now, nothing is written to the plan: the draft is returned with a new
    preview whose changed rows are marked. Locks the draft, then recommendations and actions by primary key, and the
    audit head last. Raises NotNow where the draft is gone, being written, or not ready.
    """
    policies.check_import(by)
    draft = locked_draft(by, draft, version, state=draft.state)
    role = policies.check_import(by, draft.rows)
    check_ready(draft, leave_out)
    # Recommendations before actions, as when one action is proposed.
    references = {row["recommendation"] for row in draft.rows}
    recommendations = lock(Recommendation.objects.filter(reference__in=references))
    actions = lock(actions_concerned(draft.rows))
    # Once more, and now under the locks: what was previewed is what is written, or nothing is. Where nothing has
    # happened since, each row is found to do what it was.
    if draft.matched != state_of_plan():
        if read is None:
            raise MovedOn
        understanding = held_against(read, plan_for(draft.inspection), draft.answers, draft.inspection)
        if moved := moved_rows(draft.rows, understanding.rows):
            return show_again(draft, understanding, moved=moved, message=MOVED, later_dates=later_dates)
        draft.understood |= understanding.summary
    with open_file(draft) as file:
        stored = store(
            by=by, now=now, ledger=ledger, upload=File(file, draft.original_name), kinds=SHEETS, role=role
        )
    plan_import = PlanImport.objects.create(
        uuid=draft.uuid,
        file=stored,
        sha256=stored.sha256,
        lineage=draft.understood["lineage"],
        uploaded_at=draft.uploaded_at,
        uploaded_by=draft.uploaded_by,
        confirmed_at=now,
        confirmed_by=by,
    )
    writer = Writer(
        by=by,
        now=now,
        ledger=ledger,
        role=role,
        plan_import=plan_import,
        rows=draft.rows,
        names=draft.understood["names"],
        recommendations=recommendations,
        actions=actions,
        later_dates=frozenset(later_dates),
        progress=progress or (lambda done: None),
    )
    written = writer.write_all()
    remember(by=by, now=now, ledger=ledger, role=role, draft=draft)
    # From the events of this very verb, so that an undoing knows of all of them.
    touched = [[entry.subject_kind, str(entry.subject)] for entry in ledger.entries.values()]
    plan_import.touched = [one for one in touched if one[0] in UNDONE_KINDS]
    plan_import.counts = draft.understood["counts"] | draft.understood["outlook"] | {"written": written}
    plan_import.preview = [as_kept(row, later_dates) for row in draft.rows]
    plan_import.save(update_fields=["touched", "counts", "preview"])
    ledger.record(plan_import, "confirmed", role=role, whole=True)
    remove(draft)
    return plan_import


# What an undoing puts back; the file and what was remembered of the headings stay.
UNDONE_KINDS = ("action", "sign_off", "date_change", "content_change", "organisation", "post")


def check_ready(draft, leave_out):
    """NotNow where there is nothing to write, or where something stays out and nobody has ticked it."""
    counts = draft.understood["counts"]
    if not (counts["new"] or counts["changed"]):
        raise NotNow("There is nothing to import: no row is new or changed.")
    if (counts["rejected"] or counts["questions"]) and not leave_out:
        raise NotNow(TICK)


def moved_rows(seen, now):
    """The (sheet, row) of each row that would do something else than was seen."""
    before = {(row["sheet"], row["row"]): {**row, "moved": False} for row in seen}
    return {
        place for row in now if before.get(place := (row["sheet"], row["row"])) != {**row, "moved": False}
    }


def as_kept(row, later_dates):
    """A preview row as the import keeps it. A later date that was not ticked is not settled, so the same file offers
    it again."""
    later = any(change["later_date"] for change in row["changes"]) and row["reference"] not in later_dates
    said = {name: raw for name, raw in row["said"].items() if not (later and name == "due")}
    kept = {name: value for name, value in row.items() if name != "writes"}
    return kept | {"moved": False, "said": said}


def remember(*, by, now, ledger, role, draft):
    """Keeps what the user said a column is, for the next file with that heading."""
    columns = {column["key"]: column for column in draft.understood["columns"]}
    for place, field in draft.chosen.items():
        heading = columns[place]["heading"] if place in columns else ""
        key = heading_key(heading)[:200]
        if not key:
            continue
        known = RememberedHeading.objects.filter(key=key).first()
        said = {"heading": heading[:200], "field": field, "remembered_at": now, "remembered_by": by}
        if known and known.field == field:
            continue
        if known:
            save_version(known, version=known.version, **said)
        else:
            known = RememberedHeading.objects.create(key=key, **said)
        ledger.record(known, "remembered", role=role)
