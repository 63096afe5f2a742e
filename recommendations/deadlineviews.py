"""The page of deadlines, and the forms of the verbs on them and on what the inspectors sent."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from django.views.generic import TemplateView

from jarplan import clock
from jarplan.audit.asat import day_shown
from jarplan.workdays.derivation import in_words
from recommendations import deadlineverbs as verbs
from recommendations import policies, queries
from recommendations.deadlineforms import AdoptDateForm, CountAgainForm, MetForm, ReceiptForm
from recommendations.deadlines import named_apart
from recommendations.models import Deadline, Inspection
from recommendations.publicationduties import publication_duties


class DeadlinesView(TemplateView):
    """Each statutory date with its derivation, and whom report and plan have reached."""

    template_name = "recommendations/deadlines.html"

    def get_context_data(self, **kwargs):
        day, as_at = day_shown(self.request)
        titles = {one.uuid: one.title for one in queries.inspections(as_at)}
        deadlines = list(named_apart(queries.deadlines(as_at), titles))
        publication = {
            (duty.inspection, duty.duty): duty for duty in publication_duties(day, as_at, deadlines=deadlines)
        }
        duties = [
            {
                "deadline": deadline,
                "days_left": deadline.days_left(day),
                "days_past": -deadline.days_left(day),
                "working_left": deadline.working_days_left(day),
                "publication": publication[deadline.inspection, deadline.duty],
            }
            for deadline in deadlines
        ]
        return super().get_context_data(
            duties=duties,
            paper_dates=queries.paper_dates(as_at),
            may_change=as_at is None and policies.may_change(self.request.user),
            **kwargs,
        )


def deadline_page(view):
    """Makes view(request, row, record, act) the page of a verb on one deadline: 404 where there is none. `act` are
    the arguments that every such verb takes."""

    @require_http_methods(["GET", "POST"])
    @wraps(view)
    def page(request, uuid):
        row = get_object_or_404(Deadline.objects.select_related("inspection", "rule"), uuid=uuid)
        record = next(one for one in queries.deadlines() if one.uuid == str(row.uuid))
        return view(request, row, record, {"by": request.user, "now": clock.now(), "deadline": row})

    return page


@deadline_page
def adopt_date(request, row, record, act):
    """Adopt the date that the council works to."""
    policies.check_adopt_date(request.user, row)
    form = AdoptDateForm(request.POST or None, initial={"version": row.version, "adopted_on": row.adopted_on})
    if form.is_valid() and form.save(verbs.adopt_date, **act):
        messages.success(request, "The adopted date is recorded.")
        return redirect("recommendations:deadline-list")
    context = {"form": form, "deadline": record}
    return render(request, "recommendations/adopt_date.html", context, status=form.status)


@deadline_page
def count_again(request, row, record, act):
    """Take the date that the calendar now gives."""
    policies.check_count_again(request.user, row)
    form = CountAgainForm(request.POST or None, initial={"version": row.version})
    if form.is_valid() and form.save(verbs.count_again, **act):
        messages.success(request, f"The days are counted again: {in_words(record.derivation.due)}.")
        return redirect("recommendations:deadline-list")
    context = {"form": form, "deadline": record}
    return render(request, "recommendations/count_again.html", context, status=form.status)


@deadline_page
def record_met(request, row, record, act):
    """Record the day on which the duty was met, with what proves it."""
    policies.check_record_met(request.user, row)
    initial = {"version": row.version, "met_on": row.met_on, "proof": row.met_proof}
    form = MetForm(request.POST or None, initial=initial)
    if form.is_valid() and form.save(verbs.record_met, **act):
        messages.success(request, "It is recorded when the duty was met.")
        return redirect("recommendations:deadline-list")
    context = {"form": form, "deadline": record}
    return render(request, "recommendations/deadline_met.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def record_receipt(request, uuid):
    """Record the day the council received the report: first what it changes, then the record."""
    inspection = get_object_or_404(Inspection, uuid=uuid)
    policies.check_record_receipt(request.user, inspection)
    now = clock.now()
    form = ReceiptForm(
        request.POST or None,
        initial={"version": inspection.version, "received_on": inspection.received_on},
        today=clock.day_of(now),
    )
    effects = []
    if form.is_valid():
        if "look" in request.POST:
            effects = queries.effects_of_receipt(inspection, form.cleaned_data["received_on"])
        elif form.save(verbs.record_receipt, by=request.user, now=now, inspection=inspection):
            messages.success(request, "The receipt is recorded, and the days are counted from it.")
            return redirect("recommendations:deadline-list")
    context = {"form": form, "inspection": inspection, "effects": effects}
    return render(request, "recommendations/receipt.html", context, status=form.status)
