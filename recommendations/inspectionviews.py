"""The pages on which an inspection is entered and read: its own page, and the forms of its parts."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from jarplan import clock
from jarplan.audit.asat import day_shown
from jarplan.audit.errors import NotNow, allows
from recommendations import inspectionforms as typed
from recommendations import inspectionverbs as verbs
from recommendations import policies, queries
from recommendations import recommendationverbs as words
from recommendations.models import Inspection, Recommendation

# What can be added to an inspection: the form, the verb, the title, and whether it must not be confirmed yet.
PARTS = {
    "details": (typed.ChangeForm, verbs.change_inspection, "Change what it is called", True),
    "grade": (typed.GradeForm, verbs.add_grade, "Add a grade to the scale", True),
    "timeframe": (typed.TimeframeForm, verbs.add_timeframe, "Add a timeframe", True),
    "judgement": (typed.JudgementForm, verbs.add_judgement, "Add a judgement", True),
    "rule": (typed.RuleForm, verbs.attach_rule, "Apply another rule of law", False),
}
TAKEN_OUT = {"grade": "grade_points", "timeframe": "timeframes", "judgement": "judgements"}


def may_enter(request):
    return allows(policies.check_inspections, request.user)


@require_safe
def inspection(request, uuid):
    """One inspection with all it printed, its deadlines and its recommendations in the order of the report."""
    _, as_at = day_shown(request)
    record = next((one for one in queries.inspections(as_at) if one.uuid == str(uuid)), None)
    if record is None:
        raise Http404
    may_change = as_at is None and may_enter(request)
    row = Inspection.objects.get(uuid=uuid) if may_change and not record.confirmed else None
    context = {
        "inspection": record,
        "recommendations": [one for one in queries.recommendations(as_at) if one.inspection == record.uuid],
        "deadlines": [one for one in queries.deadlines(as_at) if one.inspection == record.uuid],
        "may_change": may_change,
        "row": row,
    }
    return render(request, "recommendations/inspection_page.html", context)


@require_http_methods(["GET", "POST"])
def add(request):
    """Add an inspection."""
    policies.check_inspections(request.user)
    form = typed.InspectionForm(request.POST or None)
    if form.is_valid() and form.save(verbs.add_inspection, by=request.user, now=clock.now()):
        messages.success(request, "The inspection is added, with its deadlines. Now add its timeframes.")
        return redirect("recommendations:inspection", form.result.uuid)
    context = {"form": form, "title": "Add an inspection", "button": "Add the inspection"}
    return render(request, "recommendations/inspection_form.html", context, status=form.status)


def entered(request, uuid, *, open_words=True):
    """The inspection to be changed by this person; NotNow where its words are confirmed."""
    row = get_object_or_404(Inspection, uuid=uuid)
    policies.check_inspections(request.user, row)
    if open_words and row.confirmed and request.method == "GET":
        return row, True
    return row, False


def show(request, row, form, title, button="Save", **more):
    context = {"form": form, "about": row, "title": title, "button": button, **more}
    return render(
        request, "recommendations/inspection_form.html", context, status=form.status if form else 200
    )


def closed(request, row):
    """The inspection's own page, saying why nothing is typed any more."""
    try:
        policies.check_words(row)
    except NotNow as reason:
        messages.info(request, reason.sentence)
    return redirect("recommendations:inspection", row.uuid)


@require_http_methods(["GET", "POST"])
def part(request, uuid, part):
    """Change what an inspection is called, add a part of it, or apply another rule."""
    form_class, verb, title, open_words = PARTS[part]
    row, is_closed = entered(request, uuid, open_words=open_words)
    if is_closed:
        return closed(request, row)
    initial = {"version": row.version}
    if part == "details":
        initial |= {name: getattr(row, name) for name in ("title", "area", "document", "led_by")}
        form = form_class(request.POST or None, initial=initial)
    else:
        form = form_class(request.POST or None, initial=initial, inspection=row)
    if form.is_valid() and form.save(verb, by=request.user, now=clock.now(), inspection=row):
        messages.success(request, "It is saved.")
        return redirect("recommendations:inspection", row.uuid)
    return show(request, row, form, title)


@require_http_methods(["GET", "POST"])
def take_out(request, uuid, part, number):
    """Take out a part that was typed by mistake. Grades go by their number, the others by their place."""
    row, is_closed = entered(request, uuid)
    if is_closed:
        return closed(request, row)
    by_what = {"number" if part == "grade" else "order": number}
    found = get_object_or_404(getattr(row, TAKEN_OUT[part]), **by_what)
    form = typed.ConfirmForm(request.POST or None, initial={"version": row.version})
    act = {"by": request.user, "now": clock.now(), "inspection": row, "part": found}
    if form.is_valid() and form.save(verbs.take_out_part, **act):
        messages.success(request, f"It is taken out: {found}.")
        return redirect("recommendations:inspection", row.uuid)
    return show(request, row, form, f"Take out: {found}", "Take out")


@require_http_methods(["GET", "POST"])
def add_recommendations(request, uuid):
    """Paste recommendations, see how they will stand, then add them."""
    row, is_closed = entered(request, uuid)
    if is_closed:
        return closed(request, row)
    form = typed.PasteForm(request.POST or None, initial={"version": row.version}, inspection=row)
    act = {"by": request.user, "now": clock.now(), "inspection": row}
    preview = []
    if form.is_valid():
        if "save" in request.POST and form.save(words.add_recommendations, **act):
            messages.success(request, f"Added: {', '.join(one.reference for one in form.result)}.")
            return redirect("recommendations:inspection", row.uuid)
        number, _ = words.next_numbers(row)
        texts = words.paragraphs(form.cleaned_data["text"])
        preview = [(f"{row.reference_prefix}{number + place}", text) for place, text in enumerate(texts)]
    return show(request, row, form, "Add recommendations", "Preview", preview=preview)


@require_http_methods(["GET", "POST"])
def change_recommendation(request, reference):
    """Put the words of a recommendation right, until its inspection is confirmed."""
    found = get_object_or_404(Recommendation.objects.select_related("inspection"), reference=reference)
    row, is_closed = entered(request, found.inspection.uuid)
    if is_closed:
        return closed(request, row)
    fields = ("version", "timeframe", "paragraph", "addressed_to", "text")
    initial = {name: getattr(found, name) for name in fields}
    form = typed.RecommendationForm(request.POST or None, initial=initial, inspection=row)
    act = {"by": request.user, "now": clock.now(), "recommendation": found}
    if form.is_valid() and form.save(words.change_recommendation, **act):
        messages.success(request, f"{found.reference} is saved.")
        return redirect("recommendations:inspection", row.uuid)
    return show(request, row, form, f"Change the words of {found.reference}")


@require_http_methods(["GET", "POST"])
def confirm(request, uuid):
    """Confirm that the words are those of the inspectors."""
    row, is_closed = entered(request, uuid)
    if is_closed:
        return closed(request, row)
    form = typed.ConfirmForm(request.POST or None, initial={"version": row.version})
    act = {"by": request.user, "now": clock.now(), "inspection": row}
    if form.is_valid() and form.save(verbs.confirm_inspection, **act):
        messages.success(request, "The inspection is confirmed. The inspectors' words now stand as they are.")
        return redirect("recommendations:inspection", row.uuid)
    text = (
        "Read the recommendations against the report once more. Once confirmed, nobody can change the inspectors' "
        "words: neither the recommendations, nor the timeframes, nor the judgements."
    )
    return show(request, row, form, "Confirm the inspectors' words", "Confirm", text=text)
