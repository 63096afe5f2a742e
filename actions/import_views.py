"""The pages of the import: choose a file, read what it would do, confirm it, agree its actions."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from actions import importing, policies
from actions.import_forms import AgreeForm, PlanFileForm
from actions.importpreview import OUTCOMES, preview_of, read_kept
from actions.models import PlanImport
from actions.sheetactions import Plan
from actions.verbforms import SeenForm
from actions.visibility import may_import
from jarplan import clock
from jarplan.audit.errors import NotNow, allows
from jarplan.files.services import file_response

IMPORTS = PlanImport.objects.select_related("file", "uploaded_by", "confirmed_by")


def importers_only(view):
    """To everybody else these pages are not there."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if not may_import(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@importers_only
@require_http_methods(["GET", "POST"])
def import_list(request):
    """Choose a file; the imports so far. A file with nothing to write is shown, and not kept."""
    form = PlanFileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if not form.is_valid():
        return render(request, "actions/import_list.html", {"form": form, "imports": IMPORTS.all()})
    preview = preview_of(form.sheet, Plan())
    upload = form.cleaned_data["file"]
    if not preview.writes and not preview.counts["rejected"]:
        shown = {"preview": preview, "counts": preview.counts, "name": upload.name, "form": PlanFileForm()}
        return render(request, "actions/import_nothing.html", shown)
    plan_import = importing.keep_import(by=request.user, now=clock.now(), upload=upload, preview=preview)
    return redirect("imports:detail", uuid=plan_import.uuid)


@importers_only
@require_GET
def import_detail(request, uuid):
    """What each row would do, or did."""
    plan_import = get_object_or_404(IMPORTS, uuid=uuid)
    rows = {outcome: [] for outcome in OUTCOMES}
    for row in plan_import.preview:
        rows[row["outcome"]].append(row)
    proposed = list(importing.proposed_of(plan_import))
    shown = {
        "plan_import": plan_import,
        "counts": plan_import.counts,
        "rows": rows,
        "moved": sum(row.get("moved", False) for row in plan_import.preview),
        "waiting": plan_import.state == PlanImport.State.PREVIEWED,
        "proposed": proposed,
        "may_agree": bool(proposed) and allows(policies.check_agree_import, request.user, plan_import),
    }
    return render(request, "actions/import_detail.html", shown)


@importers_only
@require_POST
def import_confirm(request, uuid):
    """Write the import as it was previewed, or show again what has changed since."""
    plan_import = get_object_or_404(IMPORTS, uuid=uuid)
    form = SeenForm(request.POST)
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "plan_import": plan_import}
        try:
            sheet = read_kept(plan_import)
            done = importing.confirm_import(**act, version=form.cleaned_data["version"], sheet=sheet)
            tell(request, done)
        except NotNow as error:
            messages.error(request, error.sentence)
    return redirect("imports:detail", uuid=uuid)


def tell(request, plan_import):
    """Says what came of a confirmation."""
    counts = plan_import.counts
    if plan_import.state == PlanImport.State.CONFIRMED:
        messages.success(request, f"Imported: {counts['new']} new and {counts['changed']} changed.")
    else:
        messages.warning(request, "Nothing was imported: the plan has changed since this preview was made.")


@importers_only
@require_POST
def import_call_off(request, uuid):
    """Leave the import be."""
    plan_import = get_object_or_404(IMPORTS, uuid=uuid)
    form = SeenForm(request.POST)
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "plan_import": plan_import}
        try:
            importing.call_off_import(**act, version=form.cleaned_data["version"])
            messages.success(request, "The import was called off. Nothing of it is in the plan.")
        except NotNow as error:
            messages.error(request, error.sentence)
    return redirect("imports:detail", uuid=uuid)


@importers_only
@require_POST
def import_agree(request, uuid):
    """Agree the actions that the import proposed, those chosen or all of them."""
    plan_import = get_object_or_404(IMPORTS, uuid=uuid)
    policies.check_agree_import(request.user, plan_import)
    form = AgreeForm(request.POST, plan_import=plan_import)
    if form.is_valid():
        act = {"by": request.user, "now": clock.now(), "plan_import": plan_import}
        try:
            agreed = importing.agree_imported(**act, references=form.chosen)
            messages.success(request, f"Agreed: {len(agreed)} action{'' if len(agreed) == 1 else 's'}.")
        except NotNow as error:
            messages.error(request, error.sentence)
    else:
        messages.error(request, "Some of these actions are no longer proposed. Look again.")
    return redirect("imports:detail", uuid=uuid)


@importers_only
@require_GET
def import_file(request, uuid):
    """The spreadsheet as it was brought."""
    return file_response(get_object_or_404(IMPORTS, uuid=uuid).file)
