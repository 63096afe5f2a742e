"""The pages of the kinds of inspection: what each judges, whom it reaches, which rules follow it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_safe

from jarplan.audit.errors import allows
from jarplan.audit.reading.as_at import day_shown
from jarplan.formfields.pages import verb_page
from jarplan.people.mending.pages import withdraw_page
from recommendations import policies
from recommendations.law import kind_verbs
from recommendations.law.kind_forms import AddKindForm, CorrectKindForm
from recommendations.law.kinds import kinds as every_kind
from recommendations.limits import SHARED
from recommendations.models import Duty, InspectionKind

FORM = "recommendations/form.html"
TRAIL = (
    ("Grades and main findings", "recommendations:inspection-list"),
    ("Types of inspection", "recommendations:kind-list"),
)
WORDS = ("name", "short_name", "bodies", "prefix", "areas", "scale", "source", "certainty")


@require_safe
def kinds(request):
    """Every kind of inspection, by name."""
    _, as_at = day_shown(request)
    context = {"kinds": every_kind(as_at), "may_change": may_change(request, as_at)}
    return render(request, "recommendations/law/kinds.html", context)


@require_safe
def kind(request, uuid):
    """One kind of inspection."""
    _, as_at = day_shown(request)
    record = next((one for one in every_kind(as_at) if one.uuid == str(uuid)), None)
    if record is None:
        raise Http404
    context = {"kind": record, "may_change": may_change(request, as_at)}
    return render(request, "recommendations/law/kind.html", context)


def may_change(request, as_at):
    return as_at is None and allows(policies.check_inspections, request.user, SHARED)


def its_page(row):
    """The address of a kind's own page."""
    return "recommendations:kind", row.uuid


@require_http_methods(["GET", "POST"])
def add(request):
    """Add a kind of inspection."""
    policies.check_inspections(request.user, SHARED)
    form = AddKindForm(request.POST or None)
    said = "The type of inspection has been added. Now add its statutory rules, if there are any."
    shown = {"title": "Add type of inspection", "button": "Add type of inspection", "trail": TRAIL}
    return verb_page(request, form, kind_verbs.add_kind, said, its_page, FORM, shown)


@require_http_methods(["GET", "POST"])
def correct(request, uuid):
    """Correct a kind of inspection, for a reason."""
    row = get_object_or_404(InspectionKind, uuid=uuid)
    policies.check_inspections(request.user, row)
    initial = {"version": row.version, **{name: getattr(row, name) for name in WORDS}}
    for duty in (Duty.REPORT, Duty.PLAN):
        reached = [one for one in row.reached.all() if one.duty == duty]
        initial[f"{duty}_to"] = [one.recipient_id for one in reached]
        initial[f"{duty}_source"] = reached[0].source if reached else ""
    form = CorrectKindForm(request.POST or None, initial=initial)
    said = "The type of inspection has been corrected."
    shown = {"title": "Correct type of inspection", "about": row, "button": "Save correction", "trail": TRAIL}
    return verb_page(request, form, kind_verbs.correct_kind, said, its_page, FORM, shown, kind=row)


@require_http_methods(["GET", "POST"])
def withdraw(request, uuid):
    """Withdraw a kind of inspection that nothing depends on."""
    row = get_object_or_404(InspectionKind, uuid=uuid)
    policies.check_inspections(request.user, row)
    to, depends = "recommendations:kind-list", kind_verbs.what_depends_on_kind
    return withdraw_page(request, row, kind_verbs.withdraw_kind, to=to, back=its_page(row), depends=depends)
