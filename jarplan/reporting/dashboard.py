"""The members' page: are we on track, what changed, what does the law ask next, what does it cost."""

from django.urls import reverse
from django.utils.http import urlencode
from django.views.generic import TemplateView

from actions import policies
from actions.filters import Filters
from actions.lifecycle import Brag
from actions.queries import count_actions, read_actions
from actions.rounds import read_rounds
from finance.queries import grand_totals
from jarplan.audit.asat import day_shown
from jarplan.audit.errors import allows
from jarplan.audit.history import happenings, visible_events
from jarplan.reporting import reds
from jarplan.reporting.slipsums import whole
from jarplan.reporting.story import story
from recommendations.publicationduties import publication_duties
from recommendations.queries import deadlines, meetings, recommendations
from recommendations.versions import where_we_are

LATELY = 8
# Enough events for that many deeds: one deed leaves a handful of events.
LOOKED_AT = 40
SET_UP = ("organisation", "post", "user", "file")


class DashboardView(TemplateView):
    """Every number is a link to the list that shows exactly what it counts."""

    template_name = "reporting/dashboard.html"

    def get_context_data(self, **kwargs):
        day, as_at = day_shown(self.request)
        user = self.request.user
        rounds = read_rounds(as_at)
        counts = count_actions(user, day, as_at, rounds)
        link = Links(as_at)
        dated = deadlines(as_at)
        publication = publication_duties(day, as_at, deadlines=dated)
        return super().get_context_data(
            counts=counts,
            figures=figures(counts, link, day, as_at, publication),
            publication=publication,
            timeframes=chart_rows(counts.by_timeframe(), "timeframe", link),
            organisations=chart_rows(counts.by_organisation(), "organisation", link),
            totals={key: link.actions(rating=key) for key in ("red", "amber", "green", "blue", "none")},
            reds=reds.red_actions(user, day, as_at, rounds),
            red_number=counts.rated(Brag.RED),
            red_href=link.actions(**reds.ASKED),
            red_by_rule=counts.computed(Brag.RED),
            red_by_rule_href=link.actions(computed=Brag.RED.value, sort="due"),
            versions=None if as_at else where_we_are(),
            duties=[(deadline, deadline.days_left(day)) for deadline in dated],
            meetings=[meeting for meeting in meetings(as_at) if not meeting.is_past(day)],
            slips=whole(read_actions(user, Filters(due="moved"), day, as_at, rounds)),
            story=lately(user, as_at),
            money=money(as_at),
            link=link,
            may_add=as_at is None and allows(policies.check_add, user),
            **kwargs,
        )


class Links:
    """Addresses that keep the day looked back to."""

    def __init__(self, as_at):
        self.kept = {"as_at": as_at.isoformat()} if as_at else {}

    def to(self, name, **query):
        asked = urlencode({**query, **self.kept})
        return reverse(name) + (f"?{asked}" if asked else "")

    def actions(self, **filters):
        return self.to("reporting:actions", **Filters(**filters).asked)

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


def figures(counts, link, day, as_at, publication):
    """The numbers on top of the page."""
    without = [one for one in recommendations(as_at) if one.reference not in counts.recommendations]
    waiting = counts.awaiting_organisation
    return [
        figure(counts.number, "action{} in the plan", link.actions()),
        figure(counts.overdue, "overdue", link.actions(due="overdue"), warns=True),
        figure(counts.due_soon, "due in the next 30 days", link.actions(due="soon")),
        figure(waiting, "awaiting sign-off by the lead organisation", link.actions(awaiting="organisation")),
        figure(counts.awaiting_board, "awaiting sign-off for the board", link.actions(awaiting="board")),
        figure(
            counts.disagreeing,
            "rated otherwise by the rule than declared",
            link.actions(computed="disagrees"),
            warns=True,
        ),
        figure(
            counts.challenged, "challenged rating{} awaiting an answer", link.actions(awaiting="challenge")
        ),
        figure(counts.date_asked, "later date{} awaiting a decision", link.actions(awaiting="date")),
        figure(
            len(without),
            "recommendation{} without an action",
            link.to("reporting:recommendations", actions="none"),
            warns=True,
        ),
        figure(
            sum(duty.number_open for duty in publication),
            "step{} of publication not recorded",
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
            "hrefs": {key: link.actions(**{name: label, "rating": key}) for key in counts} if label else {},
        }
        for label, counts in counted.items()
    ]


def lately(user, as_at):
    """What happened last to the plan, in words; the loading of the source's facts is not news, nor is set-up."""
    events = visible_events(user, as_at).exclude(kind="loaded").exclude(subject_kind__in=SET_UP)
    return story(happenings(events.order_by("-sequence")[:LOOKED_AT]), as_at)[:LATELY]


def money(as_at):
    """(what it is the cost of, the grand total in pounds as printed, and as revised since or None) of each
    cost table that has one."""
    return [
        (name, printed * 1000, revised and revised * 1000)
        for name, printed, revised in grand_totals(as_at)
        if printed is not None
    ]
