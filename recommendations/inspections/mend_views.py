"""The pages on which an inspection, its parts and its recommendations are put right."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from jarplan.formfields.pages import verb_page
from jarplan.people.mending.forms import WithdrawForm
from jarplan.people.mending.pages import FORM, address, correct_page, withdraw_page
from recommendations.inspections import forms, mending, policies, queries, recommendation_verbs
from recommendations.models import Inspection, Recommendation
from recommendations.visibility import seen_or_404

# The parts of an inspection: how they are found in it, by what an address names one, and the form that corrects one.
PARTS = {
    "grade": ("grade_points", "number", forms.CorrectGradeForm, ("number", "word")),
    "timeframe": ("timeframes", "order", forms.CorrectTimeframeForm, ("label", "months", "paragraph")),
    "judgement": (
        "judgements",
        "order",
        forms.CorrectJudgementForm,
        ("kind", "area", "grade", "judged", "paragraph", "text"),
    ),
    "finding": ("findings", "pk", forms.CorrectFindingForm, ("paragraph", "heading", "text", "says")),
}
RECOMMENDATIONS = Recommendation.objects.select_related("inspection")
DETAILS = (
    "kind",
    *mending.NAMING,
    "title",
    "area",
    *mending.DATES,
    "document",
    "led_by",
    "fieldwork",
    "numbers_printed",
)


def its_page(row):
    """The address of an inspection's own page."""
    return "recommendations:inspection", row.uuid


def initial_of(row, names, **more):
    return {name: getattr(row, name) for name in names} | more


def details(request, row):
    """Correct what is known of an inspection. What its dates and its kind move is shown before it is saved."""
    policies.check_mend(request.user, row)
    fixed = {name: list(mending.named_by(row, name)) for name in mending.NAMING}
    known = initial_of(row, DETAILS, version=row.version)
    form = forms.ChangeForm(request.POST or None, initial=known, fixed=fixed)
    shown = {"title": "Correct inspection"}
    if form.is_valid():
        names = ("kind", *mending.DATES)
        # What is not asked for stays as it is.
        typed = {name: form.cleaned_data.get(name, getattr(row, name)) for name in names}
        seen = " ".join(map(str, typed.values()))
        changes = any(getattr(row, name) != typed[name] for name in typed)
        moves = list(queries.moved_by(row, **typed)) if changes else []
        if moves and request.POST.get("seen") != seen:
            shown |= {"moves": moves, "seen": seen, "about": row}
            shown |= {"button": "Save correction", "back": address(its_page(row))}
            return render(request, FORM, {"form": form, **shown})
    to = its_page(row)
    return correct_page(request, row, form, mending.change_inspection, to=to, entry="inspection", **shown)


def found_part(row, part, number):
    """A part of an inspection by what its address says."""
    related, by_what, *_ = PARTS[part]
    return get_object_or_404(getattr(row, related), **{by_what: number})


@require_http_methods(["GET", "POST"])
def correct_part(request, uuid, part, number):
    """Correct a part of an inspection."""
    row = seen_or_404(request.user, Inspection.objects, uuid=uuid)
    policies.check_mend(request.user, row)
    found = found_part(row, part, number)
    *_, form_class, names = PARTS[part]
    initial = initial_of(found, names, version=row.version)
    form = form_class(request.POST or None, initial=initial, inspection=row)
    act = {"inspection": row, "part": found}
    return correct_page(request, found, form, mending.correct_part, to=its_page(row), entry=act)


@require_http_methods(["GET", "POST"])
def take_out(request, uuid, part, number):
    """Take out a part that was typed by mistake."""
    row = seen_or_404(request.user, Inspection.objects, uuid=uuid)
    policies.check_mend(request.user, row)
    found = found_part(row, part, number)
    form = WithdrawForm(request.POST or None, initial={"version": row.version})
    shown = {"title": f"Remove: {found}", "about": row, "button": "Remove", "back": address(its_page(row))}
    act = {"inspection": row, "part": found}
    to = its_page(row)
    return verb_page(request, form, mending.take_out_part, f"Removed: {found}.", to, FORM, shown, **act)


@require_http_methods(["GET", "POST"])
def change_recommendation(request, reference):
    """Put a recommendation right: until its inspection is confirmed its words too."""
    found = seen_or_404(request.user, RECOMMENDATIONS, reference=reference)
    row = found.inspection
    policies.check_mend(request.user, row)
    names = ("version", "timeframe", "paragraph", "addressed_to", "text")
    form = forms.RecommendationForm(request.POST or None, initial=initial_of(found, names), inspection=row)
    verb, to = recommendation_verbs.change_recommendation, its_page(row)
    return correct_page(request, found, form, verb, to=to, entry="recommendation")


@require_http_methods(["GET", "POST"])
def withdraw_recommendation(request, reference):
    """Withdraw a recommendation that nothing answers."""
    found = seen_or_404(request.user, RECOMMENDATIONS, reference=reference)
    policies.check_mend_recommendation(request.user, found)
    verb, rests = mending.withdraw_recommendation, mending.what_rests_on_recommendation
    return withdraw_page(request, found, verb, to=its_page(found.inspection), depends=rests)


@require_http_methods(["GET", "POST"])
def withdraw(request, uuid):
    """Withdraw an inspection that nothing depends on, with its recommendations and deadlines."""
    row = seen_or_404(request.user, Inspection.objects, uuid=uuid)
    policies.check_mend(request.user, row)
    verb, rests = mending.withdraw_inspection, mending.what_rests_on_inspection
    to, along = "recommendations:inspection-list", list(queries.withdrawn_along(row))
    return withdraw_page(request, row, verb, to=to, back=its_page(row), depends=rests, along=along)
