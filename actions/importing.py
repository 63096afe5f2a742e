"""The verbs of the import: keep a file with its preview, confirm it, call it off, agree what it brought. What
was seen in the preview is what is written, or nothing is.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from import_export.exceptions import ImportError

from actions import policies, services
from actions.importpreview import moved_rows, preview_of
from actions.lifecycle import Status
from actions.models import Action, PlanImport
from actions.resources import ActionResource
from actions.sheetactions import SAID, Plan, SheetAction
from jarplan.audit.errors import NotNow
from jarplan.audit.ledger import lock, save_version, verb
from jarplan.files.checks import SHEETS
from jarplan.files.services import store
from jarplan.people.posts import add_organisation, add_post
from recommendations.models import Recommendation


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
        state=PlanImport.State.PREVIEWED,
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
