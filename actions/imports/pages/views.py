"""Where an import begins and where it is found again: choose a file, and the page of a draft or of an import."""

import io

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from actions.imports.counting import counted
from actions.imports.drafts.verbs import drafts_of, keep_draft, remove_expired
from actions.imports.finding.current_plan import CurrentPlan
from actions.imports.pages.access import importers_only, the_import
from actions.imports.pages.draft_views import preview_page, progress_page
from actions.imports.pages.forms import PlanFileForm
from actions.imports.pages.record_views import record_page
from actions.imports.workbooks.problems import draft_with_problems, import_with_problems
from actions.imports.workbooks.template import template_workbook
from actions.imports.writing.long_run import looked_after
from actions.models import ImportDraft, PlanImport
from jarplan import clock
from jarplan.audit.errors import NotNow
from jarplan.spreadsheets.layout.blocks import STANDS_UNDER
from jarplan.spreadsheets.layout.others import HEADING
from jarplan.spreadsheets.layout.table import PLAN, TWO_CELLS
from jarplan.spreadsheets.writing import CSV, XLSX
from recommendations.within import within

PER_PAGE = 50


@importers_only
@require_http_methods(["GET", "POST"])
def import_list(request):
    """Choose a file; what waits; the imports so far."""
    remove_expired()
    if request.method == "GET":
        return list_page(request, PlanFileForm())
    chosen = within(request)
    inspection = chosen.one.reference if chosen.is_narrowed else ""
    form = PlanFileForm(request.POST, request.FILES, inspection=inspection)
    if not form.is_valid():
        return list_page(request, form)
    try:
        return brought(request, form)
    except NotNow as error:
        form.add_error(form.source, error.sentence)
        return list_page(request, form)


def list_page(request, form, unmapped=None):
    """The page itself; `unmapped` is a draft whose columns somebody must name before there is anything in it."""
    imports = PlanImport.objects.select_related("file", "uploaded_by").defer("preview", "touched")
    drafts = [(draft, *what_waits(draft)) for draft in drafts_of(request.user).defer("rows")]
    page = Paginator(imports, PER_PAGE).get_page(request.GET.get("page"))
    shown = {"form": form, "drafts": drafts, "page_obj": page, "unmapped": unmapped}
    return render(request, "actions/imports/list.html", shown)


def brought(request, form):
    """What comes of a file that could be read: a draft, or a page that says that there is nothing in it to do."""
    understanding, upload = form.understanding, form.upload
    summary = understanding.summary
    counts = summary["counts"]
    keep = {"by": request.user, "now": clock.now(), "upload": upload, "understanding": understanding}
    if not counts["rows"]:
        draft = keep_draft(**keep) if may_be_mapped(summary) else None
        form.add_error(form.source, summary["message"])
        return list_page(request, form, unmapped=draft)
    if not (counts["new"] or counts["changed"] or counts["rejected"] or counts["questions"]):
        # A row that was read as a title may be a new action: a person can say so while the file is kept.
        titles = any(one["sentence"] == HEADING for one in summary["outlook"]["others"])
        shown = {"counts": counts, "outlook": summary["outlook"], "name": upload.name}
        shown["draft"] = keep_draft(**keep) if titles else None
        return render(request, "actions/imports/nothing.html", shown)
    draft = keep_draft(**keep)
    return redirect("imports:questions" if counts["questions"] else "imports:detail", uuid=draft.uuid)


def may_be_mapped(summary):
    """Whether a sheet has rows of several cells, whose headings and columns a person could name."""
    plans = {sheet["name"] for sheet in summary["sheets"] if sheet["kind"] == PLAN}
    if not plans:
        return any(map(_has_rows, summary["sheets"]))
    # A plan was found that has no action yet: one to fill in has nothing but its recommendations.
    return any(one["samples"] and one["field"] not in STANDS_UNDER for one in summary["columns"])


def _has_rows(sheet):
    heads = max((last for _first, last in sheet["heads"]), default=0)
    below = [text for number, _sheet, _row, text in sheet["seen"] if number > heads]
    return len(sheet["seen"]) > 1 and any(TWO_CELLS in text for text in below)


def what_waits(draft):
    """(what a draft waits for, in words; the page where that is done)"""
    counts = draft.understood["counts"]
    waits, page = "Waiting to be confirmed", "detail"
    if draft.state == ImportDraft.State.CONFIRMING:
        waits = "Being imported"
    elif not counts["rows"]:
        waits, page = "Columns to be chosen", "columns"
    elif counts["questions"]:
        waits = counted(counts["questions"], "question")
    return waits, reverse(f"imports:{page}", kwargs={"uuid": draft.uuid})


@importers_only
@require_GET
def import_detail(request, uuid):
    """What a draft would do, how far it is, or what an import did."""
    draft = looked_after(request.user, uuid)
    if draft is None:
        return record_page(request, uuid)
    if draft.state == ImportDraft.State.CONFIRMING:
        return progress_page(request, draft)
    return preview_page(request, draft)


@importers_only
@require_GET
def template(request):
    """An empty plan workbook with the recommendations, to be filled in."""
    return download(template_workbook(CurrentPlan.read(within(request))), "plan to fill in.xlsx")


@importers_only
@require_GET
def workbook(request):
    """The plan as it stands, as a workbook to change and bring back."""
    book = template_workbook(CurrentPlan.read(within(request)), filled=True)
    return download(book, f"plan {clock.today().isoformat()}.xlsx")


@importers_only
@require_GET
def problems(request, uuid):
    """The spreadsheet with what is wrong with it beside its rows: of the person's own draft, or of an import."""
    draft = looked_after(request.user, uuid)
    try:
        found = draft_with_problems(draft) if draft else import_with_problems(the_import(uuid))
    except NotNow as error:
        messages.error(request, error.sentence)
        return redirect("imports:detail", uuid=uuid)
    return download(*found)


def download(content, name):
    kind = CSV if name.endswith(".csv") else XLSX
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type=kind)
