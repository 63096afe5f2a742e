"""The page of the days off that the published calendar does not know, and the forms of its verbs."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from django.views.generic import TemplateView

from jarplan import clock
from jarplan.audit.asat import day_shown
from jarplan.workdays.calendar import FIRST_YEAR, LAST_YEAR
from recommendations import deadlineverbs as verbs
from recommendations import policies, queries
from recommendations.deadlineforms import DayOffForm, TakeOutForm
from recommendations.models import DayOff


class DaysOffView(TemplateView):
    """Every day off that was added, and what the calendar now gives for each open deadline."""

    template_name = "recommendations/days_off.html"

    def get_context_data(self, **kwargs):
        _, as_at = day_shown(self.request)
        days = queries.days_off(as_at)
        user = self.request.user
        return super().get_context_data(
            days=[one for one in days if one.stands],
            taken_out=[one for one in days if not one.stands],
            deadlines=[one for one in queries.deadlines(as_at) if one.is_open],
            first_year=FIRST_YEAR,
            last_year=LAST_YEAR,
            may_add=as_at is None and policies.may_add_days_off(user),
            may_count=as_at is None and policies.may_change(user),
            **kwargs,
        )


@require_http_methods(["GET", "POST"])
def add_day_off(request):
    """Add a bank holiday that the calendar does not know, or a day on which the offices are closed."""
    policies.check_days_off(request.user)
    form = DayOffForm(request.POST or None)
    if form.is_valid() and form.save(verbs.add_day_off, by=request.user, now=clock.now()):
        messages.success(request, "The day is added. No deadline has moved: see below what it would change.")
        return redirect("recommendations:days-off")
    return render(request, "recommendations/day_off_form.html", {"form": form}, status=form.status)


@require_http_methods(["GET", "POST"])
def take_out_day_off(request, uuid):
    """Take out a day off that was added by mistake."""
    row = get_object_or_404(DayOff, uuid=uuid)
    policies.check_day_off(request.user, row.kind, row)
    form = TakeOutForm(request.POST or None, initial={"version": row.version})
    act = {"by": request.user, "now": clock.now(), "day_off": row}
    if form.is_valid() and form.save(verbs.take_out_day_off, **act):
        messages.success(
            request, "The day is taken out. No deadline has moved: see below what it would change."
        )
        return redirect("recommendations:days-off")
    context = {"form": form, "day_off": row}
    return render(request, "recommendations/day_off_form.html", context, status=form.status)
