"""Bringing a plan sheet in: what each row would do (the preview), and the verbs that keep, confirm, call off
and agree an import. What was seen in the preview is what is written, or nothing is.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from import_export.exceptions import ImportError

from actions import plansheet, policies, services
from actions.content import content_of, material
from actions.lifecycle import SIGNED, Status
from actions.models import Action, PlanImport
from actions.plansheet import read_plan
from actions.resources import ActionResource
from actions.sheetactions import SAID, Plan, SheetAction
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.files.checks import SHEETS, check_upload
from jarplan.files.services import store
from jarplan.people.posts import add_organisation, add_post
from jarplan.spreadsheets.reading import SheetRefused
from recommendations.models import Recommendation

OUTCOMES = ("new", "changed", "unchanged", "rejected")
OF_THE_PLAN = ("recommendation", "recommendation_text", "band", "reference")
BY_IMPORT_TYPE = {"new": "new", "update": "changed", "skip": "unchanged", "invalid": "rejected"}


@dataclass(frozen=True)
class Preview:
    """What an import would do: one plain dict for each row of the sheet, and the counts, as they are kept."""

    rows: list
    counts: dict
    actions: list

    @property
    def writes(self):
        return self.counts["new"] + self.counts["changed"]


def read_upload(upload):
    """The PlanSheet of an uploaded file; raises FileRefused or SheetRefused with a sentence for the page."""
    checked = check_upload(upload, upload.name, SHEETS)
    return read_plan(upload, f"plan.{checked.extension}")


def read_kept(plan_import):
    """The PlanSheet of an import's kept file; NotNow where its content is no longer what was brought."""
    stored = plan_import.file
    try:
        with stored.file.open("rb") as file:
            if check_upload(file, stored.original_name, SHEETS).sha256 != plan_import.sha256:
                raise NotNow("The kept file is not the one that was brought. Choose it again.")
            return read_plan(file, stored.original_name)
    except (OSError, SheetRefused) as error:
        raise NotNow("The kept file can no longer be read. Choose it again.") from error


def preview_of(sheet, plan):
    """The Preview of a PlanSheet against the plan as it stands. Writes nothing."""
    result = ActionResource(plan).import_data(sheet.dataset(), dry_run=True)
    if result.has_errors():
        raise result.row_errors()[0][1][0].error
    rows = [row_of(sheet, at, row, plan) for at, row in zip(sheet.rows, result.rows, strict=True)]
    counts = {outcome: sum(row["outcome"] == outcome for row in rows) for outcome in OUTCOMES}
    good = [row.instance for row in result.rows if row.instance is not None]
    counts |= {
        "organisations": sorted({one.agency for one in good if not plan.organisation(one.agency)}),
        "posts": sorted({f"{one.lead}, {one.agency}" for one in good if not plan.post(one.lead, one.agency)}),
        "not_in_file": len(plan.actions.keys() - {one.reference for one in good}),
        "unread": list(sheet.unread),
    }
    return Preview(rows, counts, good)


def row_of(sheet, at, result, plan):
    """One row of the preview, as it is kept: plain words, numbers and lists."""
    outcome = BY_IMPORT_TYPE[result.import_type]
    row = {"row": at.number, "outcome": outcome}
    if outcome == "rejected":
        reference = at.cell(sheet.columns[plansheet.REFERENCE])
        return row | {
            "reference": reference.text if reference else "",
            "reasons": reasons_of(sheet, at, result),
        }
    one = result.instance
    row |= {"reference": one.reference, "text": one.text, "lead": one.lead, "agency": one.agency}
    if outcome == "new":
        row["values"] = changes_of(sheet, at, SheetAction(), one)
    if outcome == "changed":
        row["version"] = one.action.version
        row["changes"] = changes_of(sheet, at, result.original, one)
        row["note"] = note_on(one, plan)
    return row


def reasons_of(sheet, at, result):
    """What is wrong with a row: cell, column and sentence for each."""
    reasons = []
    for name, sentences in result.validation_error.message_dict.items():
        heading = plansheet.COLUMNS[name]
        address = sheet.address(heading, at.number)
        reasons += [{"cell": address, "column": heading, "reason": words} for words in sentences]
    return reasons


def changes_of(sheet, at, before, after):
    """The fields in which a row differs from what stands: heading, old and new value in words, and cell."""
    return [
        {
            "label": heading,
            "old": in_words(getattr(before, name)),
            "new": in_words(getattr(after, name)),
            "cell": sheet.address(heading, at.number),
        }
        for name, heading in plansheet.COLUMNS.items()
        if name not in OF_THE_PLAN and getattr(before, name) != getattr(after, name)
    ]


def in_words(value):
    if isinstance(value, tuple):
        return "; ".join(value)
    return f"{value.day} {value:%B %Y}" if hasattr(value, "day") else str(value or "")


def note_on(one, plan):
    """A warning that a change ends signatures on what was signed, or ""."""
    if one.action.status not in (Status.DELIVERED, *SIGNED):
        return ""
    field = material(content_of(one.action), one.content(plan))
    signed = field and policies.live_signatures(one.action).exists()
    return f"This was signed off. A change of its {field} ends the sign-off." if signed else ""


@verb
def keep_import(*, by, now, ledger, upload, preview):
    """Keeps a file and its preview for somebody to confirm, and returns the PlanImport."""
    role = policies.check_import(by)
    stored = store(by=by, now=now, ledger=ledger, upload=upload, kinds=SHEETS, role=role)
    plan_import = PlanImport.objects.create(
        file=stored,
        sha256=stored.sha256,
        uploaded_at=now,
        uploaded_by=by,
        counts=preview.counts,
        preview=preview.rows,
    )
    ledger.record(plan_import, "previewed", role=role)
    return plan_import


@verb
def confirm_import(*, by, now, ledger, plan_import, version, sheet):
    """Writes an import as it was previewed and returns it, confirmed. `sheet` is its file, read before.

    Where the plan has changed so that a row would do something else by now, nothing is written to the plan:
    the import is returned still waiting, with a new preview whose changed rows are marked "moved".
    Locks the import, then recommendations and actions by primary key, and the audit head last.
    """
    role = policies.check_import(by)
    plan_import = locked_import(plan_import, version)
    if plan_import.counts["rejected"]:
        raise NotNow(
            "Rows of this file were rejected, so none of it can be imported. Correct it and try again."
        )
    lock(Recommendation.objects.filter(reference__in=recommendations_of(plan_import)))
    lock(Action.objects.filter(reference__in=[row["reference"] for row in plan_import.preview]))
    plan = Plan()
    preview = preview_of(sheet, plan)
    if moved := moved_rows(plan_import.preview, preview.rows):
        return show_again(ledger, role, plan_import, preview, moved)
    writer = Writer(by=by, now=now, ledger=ledger, role=role, plan=plan, plan_import=plan_import, sheet=sheet)
    writer.write_all(preview)
    save_version(
        plan_import,
        version=plan_import.version,
        state=PlanImport.State.CONFIRMED,
        confirmed_at=now,
        confirmed_by=by,
    )
    ledger.record(plan_import, "confirmed", role=role)
    return plan_import


@verb
def call_off_import(*, by, now, ledger, plan_import, version):
    """Says that a waiting import will not be confirmed; its file and preview stay on record."""
    role = policies.check_import(by)
    plan_import = locked_import(plan_import, version)
    save_version(plan_import, version=version, state=PlanImport.State.CALLED_OFF)
    ledger.record(plan_import, "called off", role=role)
    return plan_import


@verb
def agree_imported(*, by, now, ledger, plan_import, references=None):
    """Agrees the actions that an import brought and that are still proposed, all or those of the references:
    one event each, all or none. Returns them.
    """
    policies.check_agree_import(by, plan_import)
    actions = proposed_of(plan_import)
    if references is not None:
        actions = actions.filter(reference__in=references)
    actions = list(actions)
    if not actions:
        raise NotNow("Choose at least one action that is still proposed.")
    return services.agree_actions(by=by, now=now, ledger=ledger, actions=actions)


def proposed_of(plan_import):
    """The actions that an import brought and that wait to be agreed."""
    return plan_import.actions.filter(status=Status.PROPOSED)


def locked_import(plan_import, version):
    """The import as it is now, locked; NotNow where it was confirmed, called off or previewed again."""
    (row,) = lock(PlanImport.objects.filter(pk=plan_import.pk))
    if row.state != PlanImport.State.PREVIEWED:
        raise NotNow(f"This import is no longer waiting: {row.get_state_display().lower()}.")
    if row.version != version:
        raise NotNow("This import has been previewed again since you looked. Read it before you confirm it.")
    return row


def recommendations_of(plan_import):
    return {row["reference"].rsplit(".", 1)[0] for row in plan_import.preview}


def moved_rows(seen, now):
    """The numbers of the rows that would do something else than was seen."""
    before = {row["row"]: {key: value for key, value in row.items() if key != "moved"} for row in seen}
    return {row["row"] for row in now if before.get(row["row"]) != row}


def show_again(ledger, role, plan_import, preview, moved):
    """Puts a new preview in the place of the old one, with its moved rows marked. The plan stays as it is."""
    rows = [row | {"moved": True} if row["row"] in moved else row for row in preview.rows]
    save_version(plan_import, version=plan_import.version, counts=preview.counts, preview=rows)
    ledger.record(plan_import, "previewed again", role=role)
    return plan_import


@dataclass
class Writer:
    """Carries the rows of a confirmed import into the plan, through the verbs of the plan."""

    by: object
    now: object
    ledger: object
    role: str
    plan: Plan
    plan_import: PlanImport
    sheet: object

    def write_all(self, preview):
        """Writes what a preview showed, unknown names first. NotNow where somebody took a name a moment ago."""
        try:
            self.add_unknown(preview)
            resource = ActionResource(self.plan, write=self.write)
            resource.import_data(self.sheet.dataset(), raise_errors=True, use_transactions=False)
        except ValidationError as error:
            raise NotNow("Somebody added one of its organisations or posts just now. Try again.") from error
        except ImportError as error:
            raise error.error from error

    def add_unknown(self, preview):
        """Adds the organisations and posts that the preview listed as unknown, before any row needs them."""
        who = {"by": self.by, "now": self.now, "ledger": self.ledger}
        source = f"Import of {self.plan_import.file.original_name}"[:200]
        for name in preview.counts["organisations"]:
            self.plan.organisations[name.casefold()] = add_organisation(**who, name=name, source=source)
        for one in preview.actions:
            if self.plan.post(one.lead, one.agency) is None:
                organisation = self.plan.organisation(one.agency)
                self.plan.add_post(add_post(**who, title=one.lead, organisation=organisation))

    def write(self, one):
        """Proposes the action of a new row; edits the action of a changed one."""
        content = one.content(self.plan)
        said = self.said_by(one)
        if one.action is None:
            services.place(
                ledger=self.ledger,
                role=self.role,
                recommendation=one.recommendation,
                content=content,
                number=one.number,
                plan_import=self.plan_import,
                sheet_said=said,
            )
            return
        services.revise(
            ledger=self.ledger,
            role=self.role,
            action=one.action,
            content=content,
            reason=f"Import of {self.plan_import.file.original_name}",
            sheet_said=said,
        )

    def said_by(self, one):
        """What the sheet said of status, rating and notes, each with its cell; as it stands where it says the
        same, wherever the row has moved to.
        """
        stands = one.action.sheet_said if one.action else {}
        before = SheetAction.of(one.action) if one.action else SheetAction()
        if all(getattr(before, name) == getattr(one, name) for name in SAID):
            return stands
        said = {"file": self.plan_import.file.original_name, "sheet": self.sheet.name}
        numbers = {row["reference"]: row["row"] for row in self.plan_import.preview}
        for name, heading in SAID.items():
            if text := getattr(one, name):
                said[name] = {"text": text, "cell": self.sheet.address(heading, numbers[one.reference])}
        return said
