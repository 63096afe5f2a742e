"""The pages of a council's report: read as a whole; pasted, corrected and confirmed by who enters inspections."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from jarplan.audit.errors import NotNow, allows
from jarplan.audit.reading.as_at import day_shown
from jarplan.formfields.pages import posted, verb_page
from jarplan.formfields.verbs import VersionedForm
from jarplan.people.mending.pages import correct_page, withdraw_page
from jarplan.people.roles import Role
from recommendations import policies as recommendations_policies
from recommendations.councilreport import forms, policies, queries, records, verbs
from recommendations.limits import asking
from recommendations.models import CouncilReport, Inspection
from recommendations.pasted.arranging import Piece
from recommendations.pasted.numbered import Part, read_paper
from recommendations.pasted.pages import Pasting, pasted_page
from recommendations.visibility import enters, seen_or_404

FORM = "recommendations/councilreport/form.html"


@require_safe
def paper(request, reference):
    """The report as a whole: the summary of the findings first, then all of it in order."""
    _, as_at = day_shown(request)
    enters_it = enters(request.user)
    uuid, inspection = queries.inspection_called(reference, as_at) or (None, {"confirmed": False})
    # Words that are not confirmed, the inspectors' or the council's, are there for those who enter them, and for
    # nobody else.
    if uuid is None or not (inspection["confirmed"] or enters_it):
        raise Http404
    report = queries.report_of(uuid, as_at, unconfirmed=enters_it)
    parts = report and records.whole(report.paragraphs, queries.held_elsewhere(uuid, inspection, as_at))
    summary = report and records.summary_of(parts)
    theirs = asking(request.user, Role.PROGRAMME, Role.ADMINISTRATOR)(str(uuid))
    context = {
        "uuid": uuid,
        "inspection": inspection,
        "reference": inspection["reference"],
        "report": report,
        "summary": summary and (summary[0], records.blocks(summary[1])),
        "sections": [(heading, records.blocks(found)) for heading, found in records.sections(parts or [])],
        "may_change": theirs and as_at is None and not (report and report.confirmed),
        "may_note": theirs and as_at is None and bool(report and report.confirmed),
        "may_mend": as_at is None and report is not None and may_mend(request.user, uuid),
    }
    return render(request, "recommendations/councilreport/paper.html", context)


def may_mend(user, inspection):
    row = CouncilReport.objects.filter(inspection__uuid=inspection).first()
    return row is not None and allows(policies.check_mend, user, row)


def read_paragraphs(text, typed):
    """(Pieces, what was left out) of a pasted report."""
    parts, left_out = read_paper(text)
    return [Piece(one.text, more={"kind": one.kind, "number": one.number}) for one in parts], left_out


def parts_of(pieces):
    return {"parts": [Part(one.more["kind"], one.text, one.more["number"]) for one in pieces]}


PARAGRAPHS = Pasting(
    forms.ReportPasting,
    forms.ReportPiece,
    read_paragraphs,
    verbs.add_paragraphs,
    parts_of,
    lambda report: "The paragraphs have been added.",
    "paragraph",
    "Add paragraphs of the council’s report",
)


def entered(request, reference):
    """(the inspection, its report or None) for who may enter it."""
    row = seen_or_404(request.user, Inspection.objects, reference=reference)
    report = CouncilReport.objects.filter(inspection=row).first()
    recommendations_policies.check_inspections(request.user, report or row)
    return row, report


def opened(request, reference):
    """The same with an answer where nothing is typed any more."""
    row, report = entered(request, reference)
    if request.method == "GET":
        try:
            policies.check_words(report)
        except NotNow as reason:
            messages.info(request, reason.sentence)
            return row, report, redirect(its_page(row))
    return row, report, None


def its_page(row, anchor=""):
    page = reverse("recommendations:paper", args=[row.reference])
    return f"{page}#{anchor}" if anchor else page


@require_http_methods(["GET", "POST"])
def add(request, reference):
    """Paste paragraphs of the report, look at each, then add them."""
    row, report, answer = opened(request, reference)
    if answer:
        return answer
    return pasted_page(
        request,
        PARAGRAPHS,
        about=row,
        version=report.version if report else 0,
        to=its_page(row),
        choices=lambda text: {},
        look=partial(forms.ReportLook, asks_title=report is None),
        inspection=row,
    )


def one_of(report, order):
    """The paragraph at that place."""
    if report is None:
        raise Http404
    return get_object_or_404(report.paragraphs, order=order)


def shown_form(request, row, form, verb, said, title, button, **act):
    """The page of a verb on the report."""
    shown = {
        "about": row,
        "title": title,
        "button": button,
        "cancel": its_page(row),
        "text": act.pop("text", ""),
    }
    return verb_page(request, form, verb, said, its_page(row), FORM, shown, **act)


# Whether the report is confirmed: (the form, what it changes, what is said then, its title, its button).
CORRECTIONS = {
    False: (
        *(forms.CorrectForm, ("kind", "number", "text", "note")),
        *("The paragraph has been corrected.", "Correct paragraph", "Correct paragraph"),
    ),
    True: (forms.NoteForm, ("note",), "The note has been saved.", "Note on a paragraph", "Save note"),
}


@require_http_methods(["GET", "POST"])
def correct(request, reference, order):
    """Put a paragraph right until the report is confirmed; after that, only our note beside it."""
    row, report = entered(request, reference)
    found = one_of(report, order)
    form_class, names, *words = CORRECTIONS[report.confirmed]
    initial = {name: getattr(found, name) for name in names}
    form = form_class(posted(request), initial=initial | {"version": report.version})
    act = {"report": report, "paragraph": found, "text": found.text if report.confirmed else ""}
    return shown_form(request, row, form, verbs.correct_paragraph, *words, **act)


@require_http_methods(["GET", "POST"])
def remove(request, reference, order):
    """Take out a paragraph that is not in the report."""
    row, report, answer = opened(request, reference)
    if answer:
        return answer
    found = one_of(report, order)
    form = forms.RemoveForm(posted(request), initial={"version": report.version})
    words = ("The paragraph has been removed.", "Remove paragraph", "Remove paragraph")
    act = {"report": report, "paragraph": found, "text": found.text}
    return shown_form(request, row, form, verbs.remove_paragraph, *words, **act)


@require_http_methods(["GET", "POST"])
def confirm(request, reference):
    """Confirm that the words are those of the report."""
    row, report, answer = opened(request, reference)
    if answer:
        return answer
    if report is None:
        raise Http404
    form = VersionedForm(posted(request), initial={"version": report.version})
    said = "The report has been confirmed. Its words can no longer be changed."
    words = (said, "Confirm the council’s report", "Confirm report")
    text = "Check the paragraphs against the report. Once you confirm it, nobody can change its words."
    return shown_form(request, row, form, verbs.confirm_report, *words, report=report, text=text)


def mended(request, reference):
    """(the inspection, its report) for who may correct and withdraw it."""
    row = seen_or_404(request.user, Inspection.objects, reference=reference)
    report = get_object_or_404(CouncilReport, inspection=row)
    policies.check_mend(request.user, report)
    return row, report


@require_http_methods(["GET", "POST"])
def correct_title(request, reference):
    """Correct the title of the report."""
    row, report = mended(request, reference)
    known = {"version": report.version, "title": report.title}
    form = forms.TitleForm(posted(request), initial=known)
    return correct_page(
        request, report, form, verbs.correct_report, to=its_page(row), title="Correct the title"
    )


@require_http_methods(["GET", "POST"])
def withdraw(request, reference):
    """Withdraw the report with its paragraphs: another may then be entered."""
    row, report = mended(request, reference)
    return withdraw_page(request, report, verbs.withdraw_report, to=its_page(row))
