"""The members' page: are we on track, what changed, what does the law ask next, what does it cost."""

from django.utils.http import urlencode
from django.views.generic import TemplateView

from actions.plan import policies
from actions.reading.queries import Ratings, count_actions, count_by_round
from actions.reading.rounds import read_rounds
from actions.rules.filters import Filters, named_frame
from actions.rules.lifecycle import Brag
from actions.rules.records import ANSWERED, UNPROVEN
from actions.samples.queries import checked_by_sample
from finance.queries import grand_totals
from jarplan.audit.errors import allows
from jarplan.audit.reading.as_at import day_shown
from jarplan.audit.reading.history import event_changes, visible_events
from jarplan.reporting.addresses import address_of
from jarplan.reporting.charts.bars import ORDER
from jarplan.reporting.dashboard import red_actions
from jarplan.reporting.dashboard.remarked import remarked_actions
from jarplan.reporting.dashboard.slippage_totals import whole
from jarplan.reporting.history.story import story
from jarplan.reporting.unchanged import unchanged
from recommendations.deadlines.queries import deadlines
from recommendations.deadlines.records import named_apart
from recommendations.duties.records import publication_duties
from recommendations.meetings.queries import meetings
from recommendations.versions.queries import where_we_are
from recommendations.within import NAME, within

LATELY = 8
ROUNDS = 6  # half a year of monthly reports
# Enough events for that many deeds: one deed leaves a handful of events.
LOOKED_AT = 40
# What the page shows of the plan beside its actions.
SHOWN = ("round", "recommendation", "day_off", "deadline", "deadline_rule", "publication_step", "meeting")
SHOWN += ("cost_table", "cost_revision")
SET_UP = ("organisation", "post", "user", "file")


class DashboardView(TemplateView):
    """Every number is a link to the list that shows exactly what it counts."""

    template_name = "reporting/dashboard/dashboard.html"

    def get_context_data(self, **kwargs):
        pieces = unchanged(self.request, {"plan": "reporting/dashboard/plan.html"}, self.shown)
        return super().get_context_data(**pieces, **kwargs)

    def shown(self):
        """How the plan stands on the day."""
        day, as_at = day_shown(self.request)
        user = self.request.user
        plan = within(self.request)
        reds, lows, moved = red_actions.marked_actions(user, day, as_at, plan)
        shown = (*SHOWN, "sample_check") if as_at else (*SHOWN, "sample_check", "plan_version")
        plan = plan.having_read(as_at, *shown, update=red_actions.reports_of([*reds, *lows]))
        rounds = read_rounds(as_at, plan)
        counts = count_actions(user, day, as_at, rounds, plan)
        link = Links(as_at, plan)
        dated = deadlines(as_at, plan, named=False)
        publication = publication_duties(day, as_at, plan, deadlines=dated)
        return {
            "counts": counts,
            "figures": figures(counts, link, as_at, publication, plan),
            "publication": publication,
            "inspections": inspection_rows(counts, link, plan),
            "timeframes": chart_rows(named_frames(counts, plan), "timeframe", link),
            "organisations": chart_rows(counts.by_organisation(), "organisation", link),
            "rounds": round_rows(user, day, as_at, rounds, plan),
            "totals": {"": link.actions(), **rated_hrefs(link, (*ORDER, UNPROVEN))},
            "reds": red_actions.red_actions(reds, plan.states("update", as_at), day, rounds),
            "lows": red_actions.low_actions(lows, plan.states("update", as_at), day),
            "low_href": link.actions(**red_actions.LOW, sort="due"),
            "checked": (checked_by_sample(as_at, plan), link.to("actions:samples")),
            "red_number": counts.rated(Brag.RED),
            "red_href": link.actions(**red_actions.ASKED),
            "red_by_rule": counts.computed(Brag.RED),
            "red_by_rule_href": link.actions(computed=Brag.RED.value, sort="due"),
            "remarks": [
                (remark, number, remarked_actions(user, as_at, remark, plan), link.actions(rating=remark))
                for remark, number in ((UNPROVEN, counts.unproven), (ANSWERED, counts.answered))
                if number
            ],
            "versions": [] if as_at else list(versions_of(plan)),
            "duties": [(deadline, deadline.days_left(day)) for deadline in named_apart(dated, plan.titles)],
            "meetings": [meeting for meeting in meetings(as_at, plan) if not meeting.is_past(day)],
            "slips": whole(moved),
            "story": lately(user, as_at, plan),
            "money": money(as_at, plan),
            "link": link,
            "may_add": as_at is None and allows(policies.check_add, user),
        }


def versions_of(plan):
    """Of each plan the title of its inspection, where there are several, and where its versions are."""
    several = len(plan.shown) > 1
    for one, published, in_hand in where_we_are(plan):
        yield one.title if several else "", published, in_hand


class Links:
    """Addresses that keep the day looked back to and the inspection chosen."""

    def __init__(self, as_at, plan):
        self.kept = {**plan.query, **({"as_at": as_at.isoformat()} if as_at else {})}

    def to(self, name, **query):
        asked = urlencode({**query, **{key: value for key, value in self.kept.items() if key not in query}})
        return address_of(name) + (f"?{asked}" if asked else "")

    def actions(self, inspection="", **filters):
        its = {NAME: inspection} if inspection else {}
        return self.to("reporting:actions", **its, **Filters(**filters).asked)

    @property
    def deadlines(self):
        return self.to("recommendations:deadline-list")

    @property
    def publication(self):
        return self.to("recommendations:publication")

    @property
    def slippage(self):
        return self.to("reporting:slippage")

    @property
    def moved(self):
        return self.actions(due="moved")

    @property
    def finance(self):
        return self.to("finance:index")

    @property
    def history(self):
        return self.to("reporting:history")

    @property
    def meetings(self):
        return self.to("recommendations:meeting-list")


def figures(counts, link, as_at, publication, plan):
    """The numbers on top of the page."""
    known = plan.states("recommendation", as_at).values()
    without = [one for one in known if one["reference"] not in counts.recommendations]
    waiting = counts.awaiting_organisation
    return [
        figure(counts.number, "action{} in the plan", link.actions()),
        figure(counts.overdue, "overdue", link.actions(due="overdue"), warns=True),
        figure(
            counts.low_confidence,
            "with low confidence, not yet delivered",
            link.actions(**red_actions.LOW),
            warns=True,
        ),
        figure(counts.due_soon, "due in the next 30 days", link.actions(due="soon")),
        figure(waiting, "awaiting sign-off by the lead organisation", link.actions(awaiting="organisation")),
        figure(counts.awaiting_board, "awaiting sign-off for the board", link.actions(awaiting="board")),
        figure(
            counts.too_good,
            "more optimistic than the rule",
            link.actions(computed="disagrees"),
            warns=True,
        ),
        figure(
            counts.unproven,
            "blue, criteria unproven",
            link.actions(rating=UNPROVEN),
            warns=True,
        ),
        figure(counts.answered, "blue, points against it answered", link.actions(rating=ANSWERED)),
        figure(
            counts.challenged, "challenged rating{} awaiting an answer", link.actions(awaiting="challenge")
        ),
        figure(counts.date_asked, "extension{} awaiting a decision", link.actions(awaiting="date")),
        figure(
            len(without),
            "recommendation{} without an action",
            link.to("reporting:recommendations", actions="none"),
            warns=True,
        ),
        figure(
            sum(duty.number_open for duty in publication),
            "publication step{} to record",
            link.to("recommendations:publication", show="open"),
        ),
    ]


def figure(number, label, href, warns=False):
    """`label` holds {} where more than one, or none, takes an s."""
    label = label.format("" if number == 1 else "s")
    return {"number": number, "label": label, "href": href, "look": "warn" if warns and number else ""}


def chart_rows(counted, name, link):
    """Rows for a chart and its table; each count links to its list."""
    return [
        {
            "label": label or "No lead yet",
            "counts": counts,
            "href": link.actions(**{name: label}) if label else "",
            "hrefs": rated_hrefs(link, shown_in(counts), **{name: label}) if label else {},
        }
        for label, counts in counted.items()
    ]


def shown_in(ratings):
    """The keys of the numbers that a line of the table shows of these Ratings."""
    return (*ratings, UNPROVEN) if ratings.unproven else tuple(ratings)


def rated_hrefs(link, keys, **filters):
    """{key: the list of the actions that have this rating, or that remark beside it}"""
    return {key: link.actions(**filters, rating=key) for key in keys}


def round_rows(user, day, as_at, rounds, plan):
    """A row for each of the last rounds that were over on the day; its counts lead to the lists of its last day."""
    # At the end of a day looked back to, a round that closes on it is over.
    over = [one for one in rounds if one.closes_on < day or one.closes_on == as_at]
    rows = []
    for one, counts in count_by_round(user, over[-ROUNDS:], plan):
        link = Links(one.closes_on, plan)
        hrefs = rated_hrefs(link, shown_in(counts))
        rows.append({"label": str(one), "counts": counts, "href": link.actions(), "hrefs": hrefs})
    return rows


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


def lately(user, as_at, plan):
    """What happened last to the plan, in words; the loading of the source's facts is not news, nor is set-up."""
    events = (
        visible_events(user, as_at)
        .filter(plan.events())
        .exclude(kind="loaded")
        .exclude(subject_kind__in=SET_UP)
    )
    return story(event_changes(events.order_by("-sequence")[:LOOKED_AT]), as_at, most=LATELY)


def money(as_at, plan):
    """(what it is the cost of, the grand total in pounds as printed, and as revised since or None) of each
    cost table that has one."""
    return [
        (name, printed * 1000, revised and revised * 1000)
        for name, printed, revised in grand_totals(as_at, plan)
        if printed is not None
    ]
