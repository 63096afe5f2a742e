"""The pages of a draft: what it would do, what its columns are, and the way into the plan or out of it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from actions.imports import shown
from actions.imports.counting import counted
from actions.imports.drafts.understanding import understand_draft
from actions.imports.drafts.verbs import SEEN_BEFORE, cancel, change_draft
from actions.imports.pages.access import of_own_draft, refused
from actions.imports.pages.column_form import ColumnsForm
from actions.imports.pages.differences import state_of, what_changed
from actions.imports.pages.forms import ConfirmForm
from actions.imports.running import Progress
from actions.imports.writing.long_run import begin, is_long
from actions.imports.writing.verbs import confirm
from actions.models import PlanImport
from actions.verbpages.forms import SeenForm
from jarplan import clock
from jarplan.audit.errors import NotNow
from jarplan.formfields.pages import pressed


def preview_page(request, draft, form=None):
    """What each row of a draft would do."""
    context = {
        "draft": draft,
        "counts": draft.understood["counts"],
        "figures": shown.figures(
            draft.understood["counts"], reverse("imports:questions", kwargs={"uuid": draft.uuid})
        ),
        "outlook": draft.understood["outlook"],
        "unread": [sheet for sheet in draft.understood["sheets"] if sheet["sentence"]],
        "moved": sum(bool(row.get("moved")) for row in draft.rows),
        "form": form or ConfirmForm(draft=draft),
        **shown.page_of_rows(request, draft.rows, shown.RESULTS),
    }
    return render(request, "actions/imports/draft.html", context)


def progress_page(request, draft):
    """How far a large import is."""
    done, total = Progress(draft.uuid).figures
    written = f"{done:,} of {counted(total, 'row')}"
    context = {"draft": draft, "done": done, "total": total, "written": written}
    return render(request, "actions/imports/progress.html", context)


@require_http_methods(["GET", "POST"])
@of_own_draft
def columns(request, draft):
    """What each column was taken for, and where the plan stands; saving reads the file again."""
    if request.method == "GET":
        return columns_page(request, draft, ColumnsForm(draft=draft))
    form = ColumnsForm(request.POST, draft=draft)
    if not form.is_valid():
        return columns_page(request, draft, form)
    who = {"by": request.user, "now": clock.now(), "version": form.cleaned_data["version"]}
    said, before = {"mapping": form.mapping, "areas": form.areas}, state_of(draft)
    moved = said["areas"] != draft.areas
    try:
        understanding = understand_draft(draft, **said)
        draft = change_draft(**who, draft=draft, understanding=understanding, **said)
    except NotNow as error:
        return refused(request, draft, form, error, columns_page)
    return read_again(request, draft, what_changed(before, state_of(draft)), moved)


def columns_page(request, draft, form):
    unread = [sheet for sheet in draft.understood["sheets"] if sheet["sentence"]]
    return render(request, "actions/imports/columns.html", {"draft": draft, "form": form, "unread": unread})


def read_again(request, draft, changed, moved):
    """After the columns were named: to the questions, to the preview, or back where there is nothing yet, or where
    other headings have `moved` the columns. What `changed` is said there."""
    counts = draft.understood["counts"]
    if counts["rows"]:
        messages.success(request, f"The file has been read again: {counted(counts['rows'], 'row')}.")
    else:
        messages.warning(request, "The file has been read again. No action was found.")
    for sentence in changed:
        messages.info(request, sentence)
    if moved or not counts["rows"]:
        return redirect("imports:columns", uuid=draft.uuid)
    return redirect("imports:questions" if counts["questions"] else "imports:detail", uuid=draft.uuid)


@require_POST
@of_own_draft
def confirm_draft(request, draft):
    """Writes the draft as it was previewed, or shows again what has changed since."""
    form = ConfirmForm(request.POST, draft=draft)
    if request.POST.get("version") != str(draft.version):
        messages.error(request, SEEN_BEFORE)
        return redirect("imports:detail", uuid=draft.uuid)
    if not form.is_valid():
        return preview_page(request, draft, form)
    try:
        write = begin if is_long(draft) else confirm
        tell(request, write(by=request.user, now=clock.now(), draft=draft, **form.cleaned_data))
    except NotNow as error:
        messages.error(request, error.sentence)
    return redirect("imports:detail", uuid=draft.uuid)


def tell(request, done):
    """Says what came of a confirmation, where the page does not say it itself."""
    if isinstance(done, PlanImport):
        messages.success(request, shown.outcome(done))


@require_POST
@of_own_draft
def cancel_draft(request, draft):
    """Leave the import be."""
    form = SeenForm(request.POST)
    if form.is_valid():
        said = "The import has been cancelled. Nothing from the file is in the plan."
        if pressed(request, cancel, said, **form.cleaned_data, draft=draft):
            return redirect("imports:list")
    return redirect("imports:detail", uuid=draft.uuid)
