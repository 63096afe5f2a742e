"""The page of the trend: the ratings at the end of each reporting round, and delivery against what was due."""

from django.views.generic import TemplateView

from actions.reading.counts import burn_up
from actions.reading.rounds import read_rounds
from jarplan.audit.reading.as_at import day_shown
from jarplan.dates import in_full
from jarplan.reporting.charts.lines import lines
from jarplan.reporting.dashboard.links import Links
from jarplan.reporting.dashboard.rounds import round_rows, rounds_over
from recommendations.within import within

ROUNDS = 24  # two years of monthly reports
SHOWN = {"due": "Due", "delivered": "Delivered", "signed": "Signed off"}


class TrendView(TemplateView):
    """The rounds that were over on the day, the last two years of them."""

    template_name = "reporting/trend/trend.html"

    def get_context_data(self, **kwargs):
        day, as_at = day_shown(self.request)
        plan, user = within(self.request), self.request.user
        rounds = read_rounds(as_at, plan)
        over = rounds_over(rounds, day, as_at)[-ROUNDS:]
        days = [one.closes_on for one in over]
        days += [day] if not days or days[-1] < day else []
        found = burn_up(user, days, plan)
        series = {SHOWN[name]: [getattr(one, name) for one in found] for name in SHOWN}
        return super().get_context_data(
            rounds=round_rows(user, over, plan),
            burn_up=list(
                zip(days, found, [burn_links(one, self.request.today, plan) for one in days], strict=True)
            ),
            chart=lines("Delivered against due", [in_full(one) for one in days], series),
            **kwargs,
        )


def burn_links(day, today, plan):
    """The lists of the last day of a round behind its numbers: all actions of the plan, and those signed off."""
    link = Links(None if day == today else day, plan)
    return {"all": link.actions(), "signed": link.actions(rating="blue")}
