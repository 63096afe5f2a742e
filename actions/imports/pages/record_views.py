"""The pages of an import that was written: what it did, agreeing what it brought, its file."""

import re

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from actions.imports import policies, shown
from actions.imports.counting import counted
from actions.imports.pages.access import importers_only, the_import
from actions.imports.pages.forms import AgreeForm, UndoForm
from actions.imports.undoing.obstacles import obstacles
from actions.imports.undoing.traces import Traces
from actions.imports.undoing.verbs import undo_import
from actions.imports.writing.agreeing import agree_imported, proposed_of
from actions.models import PlanImport
from jarplan.audit.errors import NotNow, allows
from jarplan.files.verbs import file_response
from jarplan.formfields.pages import acted, posted, pressed

MOST_BOXES = 100


def record_page(request, uuid):
    """What an import did, row by row; each written field with its cell and what the cell says."""
    plan_import = the_import(uuid)
    proposed = proposed_of(plan_import)
    waiting = proposed.count()
    rows = [shown.as_kept(row) for row in plan_import.preview]
    context = {
        "plan_import": plan_import,
        "counts": plan_import.counts,
        "figures": shown.figures(plan_import.counts),
        "done": shown.outcome(plan_import) if "done" in request.GET else "",
        "undone": plan_import.state == PlanImport.State.UNDONE,
        "written": plan_import.confirmed_at is not None,
        "rejected": [row for row in rows if row["result"] in shown.NOT_IMPORTED],
        "waiting_to_be_agreed": waiting,
        # Hundreds of boxes are no choice: then it is all at once, or each on its own page.
        "proposed": proposed.values("reference", "text") if waiting <= MOST_BOXES else [],
        "may_undo": allows(policies.check_undo_import, request.user, plan_import) and plan_import.touched,
        "may_agree": bool(waiting) and allows(policies.check_agree_import, request.user, plan_import),
        **shown.page_of_rows(request, rows, shown.DONE, shown.dates_asked(plan_import)),
    }
    return render(request, "actions/imports/record.html", context)


@importers_only
@require_POST
def agree(request, uuid):
    """Agree the actions that the import proposed, those chosen or all of them."""
    plan_import = the_import(uuid)
    policies.check_agree_import(request.user, plan_import)
    form = AgreeForm(request.POST, plan_import=plan_import)
    if form.is_valid():
        act = {"plan_import": plan_import, "references": form.chosen}
        pressed(request, agree_imported, what_was_agreed, **act)
    else:
        messages.error(request, "Some of these actions are no longer proposed. Check the list again.")
    return redirect("imports:detail", uuid=uuid)


def what_was_agreed(actions):
    return f"Agreed: {counted(len(actions), 'action')}."


@importers_only
@require_GET
def file(request, uuid):
    """The spreadsheet as it was brought."""
    return file_response(the_import(uuid).file)


@importers_only
@require_http_methods(["GET", "POST"])
def undo(request, uuid):
    """What undoing an import would do and what stands in its way; and the undoing itself."""
    plan_import = the_import(uuid)
    form = UndoForm(posted(request), initial={"version": plan_import.version})
    if form.is_valid():
        if acted(request, form, undo_import, what_went, plan_import=plan_import):
            return redirect("imports:detail", uuid=uuid)
        form.carry(version=the_import(uuid).version)
    return undo_page(request, the_import(uuid), form)


def undo_page(request, plan_import, form):
    """The page of undoing; where an import cannot be undone, it says why and has no form."""
    why_not = ""
    try:
        policies.check_undo_import(request.user, plan_import)
    except NotNow as error:
        why_not = error.sentence
    traces = Traces(plan_import)
    context = {
        "plan_import": plan_import,
        "form": form,
        "why_not": why_not
        or ("" if plan_import.touched else "This import made no changes that can be undone."),
        "obstacles": [] if why_not else obstacles(plan_import, traces),
        "leaving": sorted_references(trace for trace in traces.of("action").values() if trace.leaves),
        "going_back": sorted_references(trace for trace in traces.of("action").values() if not trace.leaves),
        "names": len(traces.of("organisation")) + len(traces.of("post")),
    }
    return render(request, "actions/imports/undo.html", context, status=form.status)


def sorted_references(traces):
    """References in the order of their numbers: R4.2 before R4.10."""
    return sorted(
        (trace.reference for trace in traces), key=lambda one: [int(n) for n in re.findall(r"\d+", one)]
    )


def what_went(undone):
    """What came of an undoing, in a sentence."""
    said = [
        (undone.left, "left the plan"),
        (undone.put_back, "put back as before"),
        (undone.standing_again, "signed off again"),
        (undone.recalled, "whose request for an extension or a change was withdrawn"),
    ]
    parts = [f"{counted(len(names), 'action')} {words}" for names, words in said if names]
    kept = f" Not removed, because they are in use: {'; '.join(undone.kept)}." if undone.kept else ""
    return f"The import has been undone: {', '.join(parts) or 'there was nothing left to undo'}.{kept}"
