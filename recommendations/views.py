"""The pages of meetings and of the inspectors' words, and the forms of this room's verbs."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from django.views.generic import TemplateView

from jarplan import clock
from jarplan.audit.asat import day_shown
from jarplan.audit.errors import allows
from recommendations import policies, queries, services
from recommendations.forms import (
    AccountableForm,
    MeetingForm,
    OutcomeForm,
)
from recommendations.models import Meeting, Recommendation


class InspectionsView(TemplateView):
    """What the inspectors found: grades, what they judged in words, the main findings."""

    template_name = "recommendations/inspections.html"

    def get_context_data(self, **kwargs):
        _, as_at = day_shown(self.request)
        may_enter = as_at is None and allows(policies.check_inspections, self.request.user)
        return super().get_context_data(inspections=queries.inspections(as_at), may_enter=may_enter, **kwargs)


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
