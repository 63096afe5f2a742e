"""The page of the days off that the published calendar does not know, and the forms of its verbs."""

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods
from django.views.generic import TemplateView

from jarplan.audit.reading.as_at import day_shown
from jarplan.formfields.pages import verb_page
from jarplan.people.roles import Role
from jarplan.workdays.calendar import FIRST_YEAR, LAST_YEAR
from recommendations.deadlines import policies, queries, verbs
from recommendations.deadlines.forms import DayOffForm, TakeOutForm
from recommendations.deadlines.records import named_apart
from recommendations.limits import asking
from recommendations.models import DayOff
from recommendations.within import within

TO, FORM = "recommendations:days-off", "recommendations/deadlines/closure_form.html"
SAID = "The day has been {}. No deadline has changed. The table below shows which deadlines it could change."


class DaysOffView(TemplateView):
    """Every day off that was added, and what the calendar now gives for each open deadline."""

    template_name = "recommendations/deadlines/closures.html"

    def get_context_data(self, **kwargs):
        _, as_at = day_shown(self.request)
        plan = within(self.request)
        days = queries.days_off(as_at)
        user, theirs = self.request.user, asking(self.request.user, Role.PROGRAMME)
        return super().get_context_data(
            days=[one for one in days if one.stands],
            taken_out=[one for one in days if not one.stands],
            deadlines=[
                (one, as_at is None and theirs(one.inspection))
                for one in named_apart(queries.deadlines(as_at, plan), plan.titles)
                if one.is_open
            ],
            first_year=FIRST_YEAR,
            last_year=LAST_YEAR,
            may_add=as_at is None and policies.may_add_days_off(user),
            may_close=as_at is None and theirs(None),
            **kwargs,
        )


@require_http_methods(["GET", "POST"])
def add_day_off(request):
    """Add a bank holiday that the calendar does not know, or a day on which the offices are closed."""
    policies.check_days_off(request.user)
    return verb_page(
        request, DayOffForm(request.POST or None), verbs.add_day_off, SAID.format("added"), TO, FORM
    )


@require_http_methods(["GET", "POST"])
def take_out_day_off(request, uuid):
    """Take out a day off that was added by mistake."""
    row = get_object_or_404(DayOff, uuid=uuid)
    policies.check_day_off(request.user, row.kind, row)
    form = TakeOutForm(request.POST or None, initial={"version": row.version})
    shown = {"day_off": row}
    return verb_page(
        request, form, verbs.take_out_day_off, SAID.format("removed"), TO, FORM, shown, day_off=row
    )
