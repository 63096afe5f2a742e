"""The recommendations, word for word, with how far the plan has come with each: the list and the page of one."""

from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import BadRequest
from django.http import Http404
from django.views.generic import TemplateView, View

from actions.plan import policies
from actions.reading.counts import count_actions
from actions.reading.queries import read_actions
from actions.reading.rounds import read_rounds
from actions.rules.filters import Filters, clean
from actions.rules.rating import differ, too_good
from jarplan.audit.errors import allows
from jarplan.audit.reading.as_at import day_shown
from jarplan.audit.reading.history import event_changes, visible_events
from jarplan.formfields.searching import found_in, words_of
from jarplan.people.roles import Role
from jarplan.reporting.charts.bars import ORDER
from jarplan.reporting.history.story import story
from jarplan.reporting.lists.choices import frame_of, unknown_in
from jarplan.reporting.lists.columns import action_columns, table_rows, told_once
from jarplan.reporting.lists.paging import kept_query
from jarplan.reporting.own.queries import own_views, watching_of
from jarplan.reporting.ratings import LOOKS, rating_html
from jarplan.spreadsheets.downloads import sheet
from recommendations.inspections.queries import recommendation, recommendations
from recommendations.limits import asking
from recommendations.references import prefix_of
from recommendations.visibility import enters
from recommendations.within import EVERYTHING, within

FILTER_NAMES = ("q", "timeframe", "actions")
WITH_ACTIONS = {"": "Any", "some": "With actions", "none": "Without actions"}


@dataclass(frozen=True)
class Answered:
    """A recommendation and the declared ratings of its actions, in the order of charts.ORDER; `differing`: how
    many of these the rule rates otherwise; `too_good`: how many are more optimistic than the rule."""

    record: object
    counts: tuple
    differing: int = 0
    too_good: int = 0

    @property
    def number(self):
        return sum(self.counts)

    @property
    def query(self):
        """What narrows the list of actions to its own."""
        return f"recommendation={self.record.reference}"

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
    "Accountable officer": lambda one: str(one.record.accountable_post or ""),
    "Portfolio holder": lambda one: str(one.record.portfolio_holder or ""),
    "Actions": lambda one: one.number,
    "Calculated rating differs": lambda one: one.differing,
    "More optimistic than the rule": lambda one: one.too_good,
    **{LOOKS[key].word: lambda one, place=place: one.counts[place] for place, key in enumerate(ORDER)},
}


def asked(query):
    """What the address asks for; BadRequest for a choice that there is not."""
    asked = {name: clean(query.get(name, "")) for name in FILTER_NAMES}
    if asked["actions"] not in WITH_ACTIONS:
        raise BadRequest(f"There is no option “{asked['actions']}” for actions.")
    return asked


def in_a_phrase(wanted):
    """What the list is narrowed to: “with actions, for immediate action”; "" where it shows all."""
    words = WITH_ACTIONS[wanted["actions"]] if wanted["actions"] else ""
    found = [lowered(words), lowered(wanted["timeframe"]), f"with “{wanted['q']}”" if wanted["q"] else ""]
    return ", ".join(filter(None, found))


def lowered(words):
    return f"{words[:1].lower()}{words[1:]}"


def answered(user, day, as_at, wanted, within):
    """The recommendations that are asked for, in the order of the reports, each with its counts."""
    prefix, label = frame_of(wanted["timeframe"], within)
    plan = count_actions(user, day, as_at, within=within)
    counts = plan.by_recommendation()
    found = []
    for record in recommendations(as_at, within):
        ratings = counts.get(record.reference, {})
        said = f"{record.reference}\n{record.text}"
        if (
            all(found_in(word, said) for word in words_of(wanted["q"]))
            and prefix in ("", prefix_of(record.reference))
            and label in ("", record.timeframe.label)
            and wanted["actions"] in ("", "some" if ratings else "none")
        ):
            found.append(
                Answered(
                    record,
                    tuple(ratings.get(key, 0) for key in ORDER),
                    plan.compared_in(record.reference, differ),
                    plan.compared_in(record.reference, too_good),
                )
            )
    return found


def titles_apart(found, within):
    """{UUID as text: title} of the inspections where several are shown, today or on the earlier day; else nothing."""
    several = len(within.shown) > 1 or len({one.record.inspection for one in found}) > 1
    return within.titles if several else {}


def grouped(found, within):
    """[(inspection or "", timeframe, the recommendations under it)]: what two inspections call alike are two
    timeframes, which say whose they are where several are shown."""
    titles = titles_apart(found, within)
    groups = groupby(found, lambda one: (one.record.inspection, one.record.timeframe))
    return [(titles.get(inspection, ""), frame, list(rows)) for (inspection, frame), rows in groups]


class RecommendationsView(TemplateView):
    """All recommendations, under their timeframes."""

    template_name = "reporting/recommendationpage/recommendations.html"

    def get_context_data(self, **kwargs):
        day, as_at = day_shown(self.request)
        wanted, plan = asked(self.request.GET), within(self.request)
        found = answered(self.request.user, day, as_at, wanted, plan)
        return super().get_context_data(
            asked=wanted,
            unknown=unknown_in(self.request.GET, *FILTER_NAMES),
            is_narrowed=any(wanted.values()),
            with_actions=WITH_ACTIONS.items(),
            found=found,
            groups=grouped(found, plan),
            numbers_are_ours=not all(one.record.numbers_printed for one in found),
            query=kept_query(self.request),
            told=in_a_phrase(wanted),
            views=own_views(self.request, "recommendations"),
            **kwargs,
        )


class RecommendationsExport(View):
    """Exactly what the list shows."""

    def get(self, request, kind):
        day, as_at = day_shown(request)
        plan = within(request)
        found = answered(request.user, day, as_at, asked(request.GET), plan)
        columns = dict(EXPORT)
        if titles := titles_apart(found, plan):
            columns["Inspection"] = lambda one: titles[one.record.inspection]
        rows = [[value(one) for value in columns.values()] for one in found]
        return sheet(kind, "Recommendations", day, list(columns), rows)


class RecommendationView(TemplateView):
    """One recommendation: the inspectors' words, who answers for it, its actions, its history."""

    template_name = "reporting/recommendationpage/recommendation.html"

    def get_context_data(self, reference, **kwargs):
        day, as_at = day_shown(self.request)
        user = self.request.user
        record = recommendation(reference, as_at, EVERYTHING if enters(user) else within(self.request).every)
        if record is None:
            raise Http404
        theirs = asking(user, Role.PROGRAMME, Role.OFFICER)
        is_answered = record.inspection in within(self.request).every.titles
        rounds = read_rounds(as_at)
        columns = action_columns(rounds)
        wanted = Filters(recommendation=reference, status="all")
        actions, is_sample = told_once(read_actions(user, wanted, day, as_at, rounds).all())
        events = visible_events(user, as_at).filter(subject=record.uuid).order_by("-sequence")
        return super().get_context_data(
            recommendation=record,
            watching=watching_of(self.request, "recommendation", reference),
            days_left=record.timeframe.ends_on and (record.timeframe.ends_on - day).days,
            columns=columns,
            number=len(actions),
            is_sample=is_sample,
            rows=table_rows(columns, actions, day, as_at),
            story=story(event_changes(events[:100]), as_at),
            may_set_accountable=as_at is None and asking(user, Role.PROGRAMME)(record.inspection),
            may_add=as_at is None
            and is_answered
            and allows(policies.check_add, user)
            and theirs(record.inspection),
            **kwargs,
        )
