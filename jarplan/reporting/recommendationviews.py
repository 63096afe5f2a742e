"""The recommendations, word for word, with how far the plan has come with each: the list and the page of one."""

import re
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import Http404
from django.views.generic import TemplateView, View

from actions import policies
from actions.filters import Filters, clean
from actions.queries import count_actions, read_actions
from actions.rounds import read_rounds
from jarplan.audit.asat import day_shown
from jarplan.audit.errors import allows
from jarplan.audit.history import happenings, visible_events
from jarplan.reporting.charts import ORDER
from jarplan.reporting.columns import action_columns, table_rows
from jarplan.reporting.lists import kept_query, sheet
from jarplan.reporting.ratings import LOOKS, rating_html
from jarplan.reporting.story import story
from recommendations.policies import may_change
from recommendations.queries import recommendation, recommendations

WITH_ACTIONS = {"": "Any", "some": "With actions", "none": "Without actions"}


@dataclass(frozen=True)
class Answered:
    """A recommendation and the declared ratings of its actions, in the order of charts.ORDER; `disagreeing`: how
    many of these the rule rates otherwise."""

    record: object
    counts: tuple
    disagreeing: int = 0

    @property
    def number(self):
        return sum(self.counts)

    @property
    def ratings(self):
        """(drawn rating, how many, the key) of those that there are."""
        return [
            (rating_html(key), count, key) for key, count in zip(ORDER, self.counts, strict=True) if count
        ]


EXPORT = {
    "Reference": lambda one: one.record.reference,
    "Recommendation": lambda one: one.record.text,
    "Paragraph": lambda one: one.record.paragraph,
    "Timeframe": lambda one: one.record.timeframe.label,
    "Ends on": lambda one: one.record.timeframe.ends_on,
    "Accountable post": lambda one: str(one.record.accountable_post or ""),
    "Portfolio holder": lambda one: str(one.record.portfolio_holder or ""),
    "Actions": lambda one: one.number,
    "Rated otherwise by the rule": lambda one: one.disagreeing,
    **{LOOKS[key].word: lambda one, place=place: one.counts[place] for place, key in enumerate(ORDER)},
}


def asked(query):
    """What the address asks for; BadRequest for a choice that there is not."""
    asked = {name: clean(query.get(name, "")) for name in ("q", "timeframe", "actions")}
    if asked["actions"] not in WITH_ACTIONS:
        raise BadRequest(f"There is no choice “{asked['actions']}” for actions.")
    return asked


def answered(user, day, as_at, wanted):
    """The recommendations that are asked for, in the order of the reports, each with its counts."""
    plan = count_actions(user, day, as_at)
    counts = plan.by_recommendation()
    found = []
    for record in recommendations(as_at):
        ratings = counts.get(record.reference, {})
        said = f"{record.reference}\n{record.text}"
        if (
            all(re.search(re.escape(word), said, re.IGNORECASE) for word in wanted["q"].split())
            and wanted["timeframe"] in ("", record.timeframe.label)
            and wanted["actions"] in ("", "some" if ratings else "none")
        ):
            found.append(
                Answered(
                    record,
                    tuple(ratings.get(key, 0) for key in ORDER),
                    plan.disagreeing_in(record.reference),
                )
            )
    return found


class RecommendationsView(TemplateView):
    """All recommendations, under their timeframes."""

    template_name = "reporting/recommendations.html"

    def get_context_data(self, **kwargs):
        day, as_at = day_shown(self.request)
        wanted = asked(self.request.GET)
        found = answered(self.request.user, day, as_at, wanted)
        return super().get_context_data(
            asked=wanted,
            is_narrowed=any(wanted.values()),
            with_actions=WITH_ACTIONS.items(),
            found=found,
            query=kept_query(self.request),
            **kwargs,
        )


class RecommendationsExport(View):
    """Exactly what the list shows."""

    def get(self, request, kind):
        day, as_at = day_shown(request)
        found = answered(request.user, day, as_at, asked(request.GET))
        rows = [[value(one) for value in EXPORT.values()] for one in found]
        return sheet(kind, "Recommendations", day, list(EXPORT), rows)


class RecommendationView(TemplateView):
    """One recommendation: the inspectors' words, who answers for it, its actions, its history."""

    template_name = "reporting/recommendation.html"

    def get_context_data(self, reference, **kwargs):
        day, as_at = day_shown(self.request)
        user = self.request.user
        record = recommendation(reference, as_at)
        if record is None:
            raise Http404
        rounds = read_rounds(as_at)
        columns = action_columns(rounds)
        wanted = Filters(recommendation=reference, status="all")
        actions = read_actions(user, wanted, day, as_at, rounds)
        events = visible_events(user, as_at).filter(subject=record.uuid).order_by("-sequence")
        return super().get_context_data(
            recommendation=record,
            days_left=record.timeframe.ends_on and (record.timeframe.ends_on - day).days,
            columns=columns,
            number=len(actions),
            rows=table_rows(columns, actions, day, as_at),
            story=story(happenings(events[:100]), as_at),
            may_set_accountable=as_at is None and may_change(user),
            may_add=as_at is None and allows(policies.check_add, user),
            **kwargs,
        )
