"""The members' page: are we on track, what is red, what has moved since the last meeting, who is behind, what does
the law ask next, what does it cost."""

from functools import cached_property

from django.views.generic import TemplateView

from actions.movement.earlier import last_meeting
from actions.movement.queries import first_q, moved
from actions.movement.reasons import conditions
from actions.plan import policies
from actions.reading.counts import Ratings, count_actions
from actions.reading.rounds import read_rounds
from actions.rules.filters import NOBODY, named_frame
from actions.rules.movement import Days
from actions.rules.records import ANSWERED, UNPROVEN
from actions.samples.queries import checked_by_sample
from finance.queries import grand_totals
from jarplan.audit.errors import allows
from jarplan.audit.reading.as_at import day_shown
from jarplan.people.queries import posts_held_by
from jarplan.reporting.charts.bars import ORDER
from jarplan.reporting.dashboard import red_actions, summary
from jarplan.reporting.dashboard.asked import asked_of
from jarplan.reporting.dashboard.links import Links, chart_rows, rated_hrefs, shown_in
from jarplan.reporting.dashboard.movement import ways_of
from jarplan.reporting.dashboard.portfolio import portfolio
from jarplan.reporting.dashboard.remarked import remarked_actions
from jarplan.reporting.dashboard.rounds import round_rows, rounds_over
from jarplan.reporting.dashboard.slippage_totals import whole
from jarplan.reporting.unchanged import unchanged
from recommendations.deadlines.queries import deadlines
from recommendations.deadlines.records import named_apart
from recommendations.duties.records import publication_duties
from recommendations.meetings.queries import meetings
from recommendations.references import in_order
from recommendations.versions.queries import where_we_are
from recommendations.within import within

ROUNDS = 6  # half a year of monthly reports
# What the page shows of the plan beside its actions.
SHOWN = (
    "round",
    "recommendation",
    "day_off",
    "deadline",
    "deadline_rule",
    "publication_step",
    "meeting",
    "post",
)
WHOLE = {name: f"reporting/dashboard/{name}.html" for name in ("answer", "plan", "rest")}
OWN = {name: f"reporting/dashboard/{name}.html" for name in ("asked", "portfolio")}
SHOWN += ("cost_table", "cost_revision", "sample_check")


class DashboardView(TemplateView):
    """Every number is a link to the list that shows exactly what it counts."""

    template_name = "reporting/dashboard/dashboard.html"

    def get_context_data(self, **kwargs):
        request = self.request
        pieces = unchanged(request, WHOLE, self.shown) | unchanged(request, OWN, self.own, of_reader=True)
        return super().get_context_data(**pieces, **kwargs)

    def own(self):
        """What the page says to its reader alone."""
        posts = list(posts_held_by(self.request.user))
        mine = portfolio(self.request, posts, lambda: self.counted)
        return {**mine, "asked": asked_of(self.request, posts)}

    @cached_property
    def counted(self):
        """(what was read of the plan, its rounds, the moment to compare with, its counts) on the day."""
        day, as_at = day_shown(self.request)
        plan = within(self.request).having_read(as_at, *(SHOWN if as_at else (*SHOWN, "plan_version")))
        rounds, earlier = read_rounds(as_at, plan), last_meeting(day, as_at, plan)
        counts = count_actions(self.request.user, day, as_at, rounds, plan, since=earlier.day)
        return plan, rounds, earlier, counts

    def shown(self):
        """How the plan stands on the day."""
        day, as_at = day_shown(self.request)
        user = self.request.user
        plan, rounds, earlier, counts = self.counted
        link, days = Links(as_at, plan), Days(earlier.day, day)
        moves = (
            earlier.day,
            earlier.day.sequence,
            *sorted(way for way, number in counts.moves.items() if number),
        )
        marked = red_actions.marked_actions(
            user, day, as_at, rounds, plan, lambda rows: first_q(rows, counts.moves, days), moves
        )
        since = moved(marked.since, days)
        why = plan.having_read(as_at, **conditions(since, [*marked.reds, *marked.lows]))
        return {
            "counts": counts,
            "earlier": earlier,
            "ways": ways_of(counts.moves, since, earlier, {**plan.read, **why.read}, link),
            "compare_href": link.compare(earlier.day, day),
            "own": summary.own_organisation(user),
            **self.law(counts, rounds, earlier, link, plan),
            "worst": summary.worst_linked(counts, link),
            "inspections": inspection_rows(counts, link, plan),
            "timeframes": chart_rows(named_frames(counts, plan), "timeframe", link),
            "recommendations": recommendation_rows(counts, link, plan, as_at),
            "organisations": chart_rows(counts.by_organisation(), "organisation", link),
            "holders": holder_rows(counts, link, plan, as_at),
            "rounds": round_rows(user, rounds_over(rounds, day, as_at)[-ROUNDS:], plan),
            "totals": {"": link.actions(), **rated_hrefs(link, (*ORDER, UNPROVEN))},
            "reds": red_actions.red_actions(marked.reds, why.states("update", as_at), day, rounds),
            "red_number": counts.red,
            "red_href": link.actions(**red_actions.ASKED),
            "lows": red_actions.low_actions(marked.lows, why.states("update", as_at), day),
            "low_href": link.actions(**red_actions.LOW, sort="due"),
            "checked": (checked_by_sample(as_at, plan), link.to("actions:samples")),
            "too_good_href": link.actions(computed="disagrees"),
            "remarks": [
                (remark, number, remarked_actions(user, as_at, remark, plan), link.actions(rating=remark))
                for remark, number in ((UNPROVEN, counts.unproven), (ANSWERED, counts.answered))
                if number
            ],
            "slips": whole(marked.extended),
            "money": money(as_at, plan),
            "link": link,
            "may_add": as_at is None and allows(policies.check_add, user),
        }

    def law(self, counts, rounds, earlier, link, plan):
        """What the law asks next, with the figures on top of the page, of which it is one."""
        day, as_at = day_shown(self.request)
        user = self.request.user
        dated = deadlines(as_at, plan, named=False)
        publication = publication_duties(day, as_at, plan, deadlines=dated)
        duties = [(deadline, deadline.days_left(day)) for deadline in named_apart(dated, plan.titles)]
        due = summary.next_date(publication, duties, day, len(plan.shown) > 1)
        before = summary.counted_then(user, earlier, plan)
        own = summary.own_organisation(user)
        return {
            "next": due,
            "figures": summary.figures(counts, before, earlier, link, rounds, day, due, own),
            "publication": publication,
            "duties": duties,
            "meetings": [meeting for meeting in meetings(as_at, plan) if not meeting.is_past(day)],
            "versions": [] if as_at else list(versions_of(plan)),
        }


def versions_of(plan):
    """Of each plan the title of its inspection, where there are several, and where its versions are."""
    several = len(plan.shown) > 1
    for one, published, in_hand in where_we_are(plan):
        yield one.title if several else "", published, in_hand


def recommendation_rows(counts, link, plan, as_at):
    """A row for each recommendation, those without an action too."""
    found = counts.by_recommendation()
    states = plan.states("recommendation", as_at).values()
    references = sorted((state["reference"] for state in states), key=in_order)
    return chart_rows({one: found.get(one, Ratings()) for one in references}, "recommendation", link)


def holder_rows(counts, link, plan, as_at):
    """A row for each portfolio holder, with the actions of their recommendations together; the last one for those of
    nobody. None where nobody holds a portfolio."""
    posts = {str(uuid): state["title"] for uuid, state in plan.states("post", as_at).items()}
    holder_of = {
        state["reference"]: posts.get(state["portfolio_holder"], "")
        for state in plan.states("recommendation", as_at).values()
    }
    if not any(holder_of.values()):
        return []
    found = counts.ratings_by(lambda kind: holder_of.get(kind.recommendation, ""))
    nobody = found.pop("", None)
    held = found | ({NOBODY: nobody} if nobody else {})
    return chart_rows(held, "portfolio", link, named={NOBODY: "No portfolio holder yet"})


def inspection_rows(counts, link, plan):
    """Where several plans are shown, a row for each of them; its counts lead to its own lists."""
    if len(plan.shown) < 2:
        return []
    found = counts.by_inspection()
    its = [(one, found.get(one.reference_prefix, Ratings())) for one in plan.shown]
    return [
        {
            "label": one.title,
            "counts": ratings,
            "href": link.actions(inspection=one.reference),
            "hrefs": rated_hrefs(link, shown_in(ratings), inspection=one.reference),
        }
        for one, ratings in its
    ]


def named_frames(counts, plan):
    """The ratings by timeframe; where several plans are shown, each timeframe says whose it is."""
    several = len(plan.shown) > 1
    return {
        named_frame(prefix, label) if several else label: ratings
        for (prefix, _, label), ratings in counts.by_timeframe().items()
    }


def money(as_at, plan):
    """(what it is the cost of, the grand total in pounds as printed, and as revised since or None) of each
    cost table that has one."""
    return [
        (name, printed * 1000, revised and revised * 1000)
        for name, printed, revised in grand_totals(as_at, plan)
        if printed is not None
    ]
