"""The pages on which an inspection is entered and read: its own page, and the forms of its parts."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django.views.generic import TemplateView

from jarplan.audit.errors import NotNow, allows
from jarplan.audit.reading.as_at import day_shown
from jarplan.formfields.pages import verb_page
from recommendations import policies as recommendations_policies
from recommendations.deadlines import queries as deadlines_queries
from recommendations.inspections import forms, policies, queries, recommendation_verbs, verbs
from recommendations.inspections.forms import AccountableForm
from recommendations.inspections.mend_views import details, its_page
from recommendations.law import kinds
from recommendations.law.rules import kind_in_words
from recommendations.limits import SHARED
from recommendations.models import Inspection, Recommendation
from recommendations.pasted.arranging import KEEP, LEAVE, Piece
from recommendations.pasted.pages import Pasting, pasted_page
from recommendations.pasted.points import NO_TIMEFRAME, Point, read_points
from recommendations.visibility import seen_or_404
from recommendations.within import EVERYTHING, within

# What can be added to an inspection: the form, the verb, the title, and whether it must not be confirmed yet.
PARTS = {
    "grade": (forms.GradeForm, verbs.add_grade, "Add grade", True),
    "timeframe": (forms.TimeframeForm, verbs.add_timeframe, "Add timeframe", True),
    "judgement": (forms.JudgementForm, verbs.add_judgement, "Add judgement", True),
    "rule": (forms.RuleForm, verbs.attach_rule, "Apply another statutory rule", False),
}
FORM = "recommendations/inspections/inspection_form.html"


def may_enter(request, about=None):
    return allows(recommendations_policies.check_inspections, request.user, about)


@require_safe
def inspection(request, uuid):
    """One inspection with all it printed, its deadlines and its recommendations in the order of the report."""
    _, as_at = day_shown(request)
    record = next((one for one in queries.inspections(as_at) if one.uuid == str(uuid)), None)
    # Words that are not confirmed are there for those who enter them, and for nobody else.
    if record is None or not (record.confirmed or may_enter(request)):
        raise Http404
    row = Inspection.objects.get(uuid=uuid) if as_at is None and may_enter(request) else None
    may_change = row is not None and may_enter(request, row)
    kind = kinds.kind(record.kind, as_at)
    judged = {one.area.casefold() for one in record.judgements}
    context = {
        "inspection": record,
        "kind": kind,
        "kind_in_words": kind.name if kind else kind_in_words(record.kind, {}),
        "areas_left": [area for area in kind.areas if area.casefold() not in judged] if kind else [],
        "recommendations": [one for one in queries.recommendations(as_at) if one.inspection == record.uuid],
        "deadlines": [one for one in deadlines_queries.deadlines(as_at) if one.inspection == record.uuid],
        "may_change": may_change,
        # The row, where something of the inspection is still to be entered.
        "row": row if may_change and not record.confirmed else None,
        "may_mend": row is not None and allows(policies.check_mend, request.user, row),
        "findings": row.findings.all() if row else [],
        "corrections": queries.corrections(uuid, as_at),
    }
    return render(request, "recommendations/inspections/inspection_page.html", context)


@require_http_methods(["GET", "POST"])
def add(request):
    """Add an inspection."""
    recommendations_policies.check_inspections(request.user, SHARED)
    form = forms.InspectionForm(request.POST or None)
    said = "The inspection and its deadlines have been added. Now add the timeframes."
    shown = {"title": "Add inspection", "button": "Add inspection", "may_propose": True}
    if "propose" in request.POST:
        form, kind = form.with_proposals()
        return render(request, FORM, {"form": form, "proposed": kind, **shown})
    return verb_page(request, form, verbs.add_inspection, said, its_page, FORM, shown)


def closed(request, row):
    """The answer to a page that is only looked at, of an inspection whose words are confirmed: its own page, saying
    why nothing is typed any more. None where this person, who must be one that may, can type."""
    recommendations_policies.check_inspections(request.user, row)
    if not row.confirmed or request.method != "GET":
        return None
    try:
        policies.check_words(row)
    except NotNow as reason:
        messages.info(request, reason.sentence)
    return redirect(*its_page(row))


def changed(request, row, form, verb, said, title, button="Save", *, shown=None, **act):
    """The page of a verb on an inspection or a part of it."""
    shown = {"about": row, "title": title, "button": button, **(shown or {})}
    return verb_page(request, form, verb, said, its_page(row), FORM, shown, **(act or {"inspection": row}))


@require_http_methods(["GET", "POST"])
def part(request, uuid, part):
    """Change what an inspection is called, add a part of it, or apply another rule."""
    row = seen_or_404(request.user, Inspection.objects, uuid=uuid)
    if part == "details":
        return details(request, row)
    form_class, verb, title, open_words = PARTS[part]
    recommendations_policies.check_inspections(request.user, row)
    if open_words and (answer := closed(request, row)):
        return answer
    initial = {"version": row.version, "area": request.GET.get("area", "")}
    form = form_class(request.POST or None, initial=initial, inspection=row)
    return changed(request, row, form, verb, "Your changes have been saved.", title)


@require_http_methods(["GET", "POST"])
def add_recommendations(request, uuid):
    """Paste recommendations as they are printed, look at each, then add them."""
    row = seen_or_404(request.user, Inspection.objects, uuid=uuid)
    if answer := closed(request, row):
        return answer

    def choices(text):
        own = row.timeframes.exclude(label=NO_TIMEFRAME).values_list("label", flat=True)
        return {"timeframes": [*read_points(text).timeframes, *own]}

    return pasted_page(
        request,
        RECOMMENDATIONS,
        about=row,
        version=row.version,
        to=reverse("recommendations:inspection", args=[row.uuid]),
        choices=choices,
        paste_options={"inspection": row},
        inspection=row,
    )


def read_recommendations(text, typed):
    """(Pieces, what was left out) of a pasted text; what was typed of all stands where the text says nothing."""
    reading = read_points(text)
    frame = typed.get("timeframe")
    others = {"timeframe": frame.label if frame else ""}
    others |= {name: typed.get(name, "") for name in ("paragraph", "addressed_to")}
    pieces = [
        Piece(
            one.text,
            LEAVE if one.doubt else KEEP,
            more={"doubt": one.doubt, **{name: getattr(one, name) or said for name, said in others.items()}},
        )
        for one in reading.points
    ]
    return pieces, reading.left_out


def points_of(pieces):
    """The Points that are kept, as the verb takes them."""
    names = ("timeframe", "paragraph", "addressed_to")
    return {"points": [Point(one.text, **{name: one.more[name] for name in names}) for one in pieces]}


def added(recommendations):
    return f"Added: {', '.join(one.reference for one in recommendations)}."


RECOMMENDATIONS = Pasting(
    forms.PasteForm,
    forms.RecommendationPiece,
    read_recommendations,
    recommendation_verbs.add_recommendations,
    points_of,
    added,
    "recommendation",
    "Add recommendations",
)


@require_http_methods(["GET", "POST"])
def confirm(request, uuid):
    """Confirm that the words are those of the inspectors."""
    row = seen_or_404(request.user, Inspection.objects, uuid=uuid)
    if answer := closed(request, row):
        return answer
    form = forms.ConfirmForm(request.POST or None, initial={"version": row.version})
    said = "The inspection has been confirmed. The inspectors' words can no longer be changed."
    text = (
        "Check the recommendations against the report. Once you confirm the inspection, "
        "nobody can change the recommendations, timeframes or judgements."
    )
    words = (said, "Confirm the inspectors' words", "Confirm inspection")
    return changed(request, row, form, verbs.confirm_inspection, *words, shown={"text": text})


class InspectionsView(TemplateView):
    """What the inspectors found: grades, what they judged in words, the main findings."""

    template_name = "recommendations/inspections/inspections.html"

    def get_context_data(self, **kwargs):
        _, as_at = day_shown(self.request)
        plan, enters = within(self.request), may_enter(self.request)
        found = queries.inspections(as_at, EVERYTHING if enters and not plan.is_narrowed else plan)
        may_add = as_at is None and may_enter(self.request, SHARED)
        return super().get_context_data(inspections=found, may_add=may_add, **kwargs)


@require_http_methods(["GET", "POST"])
def set_accountable(request, reference):
    """Say which post answers for a recommendation, and which is its portfolio holder."""
    rows = Recommendation.objects.select_related("accountable_post", "portfolio_holder")
    recommendation = seen_or_404(request.user, rows, reference=reference)
    policies.check_set_accountable(request.user, recommendation)
    posts = {name: getattr(recommendation, f"{name}_id") for name in ("accountable_post", "portfolio_holder")}
    form = AccountableForm(request.POST or None, initial={"version": recommendation.version, **posts})
    verb, to = recommendation_verbs.set_accountable, recommendation.get_absolute_url()
    said = f"Accountable officer and portfolio holder saved for {recommendation.reference}."
    shown = {"recommendation": recommendation}
    template = "recommendations/inspections/accountable.html"
    return verb_page(request, form, verb, said, to, template, shown, recommendation=recommendation)
