"""The pages of the law and of the inspectors' words, and the forms of this room's verbs."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from django.views.generic import TemplateView

from jarplan import clock
from jarplan.audit.asat import day_shown
from recommendations import policies, queries, services
from recommendations.forms import (
    AccountableForm,
    AdoptDateForm,
    MeetingForm,
    OutcomeForm,
    ReceiptForm,
)
from recommendations.models import Deadline, Inspection, Meeting, Recommendation
from recommendations.publicationduties import publication_duties


class DeadlinesView(TemplateView):
    """Each statutory date with its derivation, and whom report and plan have reached."""

    template_name = "recommendations/deadlines.html"

    def get_context_data(self, **kwargs):
        day, as_at = day_shown(self.request)
        deadlines = queries.deadlines(as_at)
        publication = {
            (duty.inspection, duty.duty): duty for duty in publication_duties(day, as_at, deadlines=deadlines)
        }
        duties = [
            {
                "deadline": deadline,
                "days_left": deadline.days_left(day),
                "days_past": -deadline.days_left(day),
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


class InspectionsView(TemplateView):
    """What the inspectors found: grades, what they judged in words, the main findings."""

    template_name = "recommendations/inspections.html"

    def get_context_data(self, **kwargs):
        _, as_at = day_shown(self.request)
        return super().get_context_data(inspections=queries.inspections(as_at), **kwargs)


class MeetingsView(TemplateView):
    """The meetings that the plan goes to, the next one first."""

    template_name = "recommendations/meetings.html"

    def get_context_data(self, **kwargs):
        day, as_at = day_shown(self.request)
        meetings = queries.meetings(as_at)
        return super().get_context_data(
            to_come=[meeting for meeting in meetings if not meeting.is_past(day)],
            may_change=as_at is None and policies.may_change(self.request.user),
            past=[meeting for meeting in reversed(meetings) if meeting.is_past(day)],
            **kwargs,
        )


@require_http_methods(["GET", "POST"])
def set_accountable(request, reference):
    """Say which post answers for a recommendation, and which is its portfolio holder."""
    rows = Recommendation.objects.select_related("accountable_post", "portfolio_holder")
    recommendation = get_object_or_404(rows, reference=reference)
    policies.check_set_accountable(request.user, recommendation)
    form = AccountableForm(
        request.POST or None,
        initial={
            "version": recommendation.version,
            "accountable_post": recommendation.accountable_post_id,
            "portfolio_holder": recommendation.portfolio_holder_id,
        },
    )
    act = {"by": request.user, "now": clock.now(), "recommendation": recommendation}
    if form.is_valid() and form.save(services.set_accountable, **act):
        messages.success(request, f"It is recorded who answers for {recommendation.reference}.")
        return redirect(recommendation.get_absolute_url())
    return render(
        request,
        "recommendations/accountable.html",
        {"form": form, "recommendation": recommendation},
        status=form.status,
    )


@require_http_methods(["GET", "POST"])
def adopt_date(request, uuid):
    """Adopt the date that the council works to."""
    rows = Deadline.objects.select_related("inspection", "rule")
    deadline = get_object_or_404(rows, uuid=uuid)
    policies.check_adopt_date(request.user, deadline)
    form = AdoptDateForm(
        request.POST or None, initial={"version": deadline.version, "adopted_on": deadline.adopted_on}
    )
    act = {"by": request.user, "now": clock.now(), "deadline": deadline}
    if form.is_valid() and form.save(services.adopt_date, **act):
        messages.success(request, "The adopted date is recorded.")
        return redirect("recommendations:deadline-list")
    record = next(one for one in queries.deadlines() if one.uuid == str(deadline.uuid))
    return render(
        request, "recommendations/adopt_date.html", {"form": form, "deadline": record}, status=form.status
    )


@require_http_methods(["GET", "POST"])
def record_receipt(request, uuid):
    """Record the day the council received the report."""
    inspection = get_object_or_404(Inspection, uuid=uuid)
    policies.check_record_receipt(request.user, inspection)
    form = ReceiptForm(
        request.POST or None,
        initial={"version": inspection.version, "received_on": inspection.received_on},
    )
    act = {"by": request.user, "now": clock.now(), "inspection": inspection}
    if form.is_valid() and form.save(services.record_receipt, **act):
        messages.success(request, "The receipt is recorded, and the days are counted from it.")
        return redirect("recommendations:deadline-list")
    return render(
        request, "recommendations/receipt.html", {"form": form, "inspection": inspection}, status=form.status
    )


@require_http_methods(["GET", "POST"])
def add_meeting(request):
    """Add a meeting that the plan goes to."""
    policies.check_add_meeting(request.user)
    form = MeetingForm(request.POST or None)
    if form.is_valid() and form.save(services.add_meeting, by=request.user, now=clock.now()):
        messages.success(request, "The meeting is added.")
        return redirect("recommendations:meeting-list")
    context = {"form": form, "title": "Add a meeting", "button": "Add"}
    return render(request, "recommendations/meeting_form.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def record_outcome(request, uuid):
    """Record what a meeting decided."""
    meeting = get_object_or_404(Meeting, uuid=uuid)
    policies.check_record_outcome(request.user, meeting)
    form = OutcomeForm(request.POST or None, initial={"version": meeting.version, "outcome": meeting.outcome})
    act = {"by": request.user, "now": clock.now(), "meeting": meeting}
    if form.is_valid() and form.save(services.record_outcome, **act):
        messages.success(request, "What the meeting decided is recorded.")
        return redirect("recommendations:meeting-list")
    context = {"form": form, "title": "What it decided", "about": meeting, "button": "Record"}
    return render(request, "recommendations/meeting_form.html", context, status=form.status)
