"""The list of actions: searched, filtered and sorted by its address, today or at the end of a past day."""

from collections import Counter
from dataclasses import fields, replace

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.views.generic import TemplateView, View

from actions.models import Action, Lead
from actions.movement.earlier import last_meeting
from actions.reading.queries import read_actions, read_waits
from actions.reading.rounds import read_rounds
from actions.reading.visibility import actions_of
from actions.rules.filters import CHOICES, GROUPS, NOBODY, ORDERS, Filters, named_frame
from jarplan.audit.reading.as_at import day_shown
from jarplan.audit.reading.then import then
from jarplan.dates import in_full
from jarplan.people.roles import Role
from jarplan.reporting.filling import filled
from jarplan.reporting.lists.choices import boxes, frame_of, select, unknown_in
from jarplan.reporting.lists.columns import Column, export_headings, export_rows, told_once
from jarplan.reporting.lists.paging import kept_query, page_of
from jarplan.reporting.lists.shape import CHOOSABLE, COMPACT, GROUPED, TIMELINE, VIEWS, Shape, body_rows
from jarplan.reporting.lists.timeline import scale_of
from jarplan.reporting.lists.titles import in_a_phrase
from jarplan.reporting.own.queries import own_views
from jarplan.reporting.unchanged import unchanged
from jarplan.spreadsheets.downloads import sheet
from recommendations.limits import acting
from recommendations.meetings.queries import meetings
from recommendations.references import prefix_of
from recommendations.within import within

FILTER_NAMES = [one.name for one in fields(Filters) if one.name not in ORDERS]
READ = ("round", "recommendation", "inspection", "meeting", "post")
LAW = ("deadline", "deadline_rule", "day_off")  # whose dates the timeline shows
# What an address of the list may ask for beside its filters.
ALSO = (*ORDERS, "view", "columns", "tick")


class ActionsView(TemplateView):
    """The actions of the plan, a hundred a page."""

    template_name = "reporting/lists/actions.html"
    title, name, view, group = "Actions", "actions", COMPACT, ""

    def get_context_data(self, **kwargs):
        filters, shape = Filters.read(self.request.GET), Shape.read(self.request.GET, self.view)
        if "group" not in self.request.GET:
            filters = replace(filters, group=self.group)
        templates = {"found": "reporting/lists/found.html"}
        # What is somebody's own is found for them alone.
        pieces = unchanged(
            self.request, templates, lambda: self.found(filters, shape), of_reader=bool(filters.mine)
        )
        told = in_a_phrase(filters)
        own = own_views(self.request, self.name)
        clear = self.clear if filters.is_narrowed else ""
        return super().get_context_data(
            title=self.title, told=told, views=own, clear=clear, **pieces, **kwargs
        )

    @property
    def clear(self):
        """The address of this list without its filters."""
        return f"?{kept_query(self.request, without=FILTER_NAMES)}"

    def found(self, filters, shape):
        """The filters and what they find."""
        day, as_at = day_shown(self.request)
        plan = having_read(
            within(self.request), self.request.user, as_at, *(LAW if shape.is_timeline else ())
        )
        rounds, filters = read_rounds(as_at, plan), dated(filters, day, as_at, plan)
        frame_of(filters.timeframe, plan)
        found = read_actions(self.request.user, filters, day, as_at, rounds, plan)
        page = page_of(found, self.request)
        theirs = choosable(self.request.user, page.object_list) if as_at is None else ()
        waits = read_waits(day, rounds, as_at, [record.reference for record in page.object_list])
        scale = scale_of(page.object_list, day, as_at, plan) if shape.is_timeline else None
        columns = [*shape.columns(rounds, waits, scale), *([choice(self.request, theirs)] if theirs else [])]
        numbers = numbers_of(found, page, GROUPED[filters.group]) if filters.group else {}
        several = len(plan.shown) > 1
        records, is_sample = told_once(page.object_list)
        rows = (columns, records, numbers, self.narrowed_to, day, as_at, several)
        return {
            "filters": filters,
            "shape": shape,
            "scale": scale,
            "selects": selects(filters, day, as_at, plan),
            "layout": layout(filters, shape),
            "unknown": unknown_in(self.request.GET, *FILTER_NAMES, *ALSO),
            "columns": columns,
            "is_sample": is_sample,
            "chooses": bool(theirs),
            "page_obj": page,
            "rows": body_rows(shape, filters.group, *rows),
            "query": kept_query(self.request),
            "clear": self.clear,
            "back": self.request.GET.urlencode(),
        }

    def narrowed_to(self, **filters):
        """The address of this list with further filters, and without its groups."""
        query = self.request.GET.copy()
        for name in ("page", "tick", "group"):
            query.pop(name, None)
        for name, value in filters.items():
            query[name] = value
        return f"?{query.urlencode()}"


def numbers_of(found, page, group):
    """{key of a group: how many there are of it in all}, of the groups on a page."""
    here = Counter(map(group.key_of, page.object_list))
    if not page.has_other_pages():
        return here
    return found.numbers(group.columns, tuple(dict.fromkeys(key[0] for key in here)))


class TimelineView(ActionsView):
    """The same list as bars in time, by recommendation."""

    title, name, view, group = "Timeline", "timeline", TIMELINE, "recommendation"


def dated(filters, day, as_at, plan):
    """The filters with the day since which a change is asked for: that of the last meeting where none is said.
    BadRequest for a day after the one that is shown."""
    if filters.since and filters.since_day > day:
        raise BadRequest("The day since which actions have changed must be before the day that is shown.")
    if filters.change and not filters.since:
        return replace(filters, since=last_meeting(day, as_at, plan).day.isoformat())
    return filters


def choosable(user, records):
    """The references of those actions that are this person's to act on for the programme office."""
    references, condition = {record.reference for record in records}, acting(user, "action", Role.PROGRAMME)
    if not condition:
        return references
    return set(Action.objects.filter(condition, reference__in=references).values_list("reference", flat=True))


def choice(request, theirs):
    """The column of boxes with which the programme office chooses several of its actions; `?tick=all` ticks a whole
    page."""
    box = TICKED if request.GET.get("tick") == "all" else BOX

    def cell(record, today, tail):
        return filled(box, record.reference, record.reference) if record.reference in theirs else ""

    return Column("Select", cell, key="select")


BOX = '<input type="checkbox" name="action" value="{}" form="together" aria-label="Select {}">'
TICKED = BOX.replace(" name=", " checked name=")


class ActionsExport(View):
    """Exactly what the list shows, all pages of it."""

    def get(self, request, kind):
        day, as_at = day_shown(request)
        if unknown := unknown_in(request.GET, *FILTER_NAMES, *ALSO):
            raise BadRequest(unknown)  # a sheet has no place to say it in
        filters, plan, rounds = Filters.read(request.GET), within(request), read_rounds(as_at)
        filters = dated(filters, day, as_at, plan)
        frame_of(filters.timeframe, plan)
        columns = Shape.read(request.GET).exported(rounds, read_waits(day, rounds, as_at))
        found = read_actions(request.user, filters, day, as_at, rounds, plan)
        return sheet(kind, "Actions", day, export_headings(columns), export_rows(columns, found, day, as_at))


def having_read(plan, user, as_at, *more):
    """The plan with the states that the list shows, those of the leading organisations among them, and `more`."""
    leading = Lead.objects.filter(accountable=True)
    # Not asked of the whole plan, which everybody reads: the database would look up each of its actions for it.
    if here := plan.of("action"):
        leading = leading.filter(action__in=actions_of(user).filter(here))
    # As a list of its own, made once: asked of each organisation, a long history was read as often.
    leading = leading.order_by().values("post__organisation").distinct()
    shape = "leading", user.is_authenticated
    with then(as_at):
        return plan.having_read(as_at, *READ, *more, shape=shape, organisation=Q(pk__in=leading))


LABELS = {
    "mine": "Mine",
    "status": "Status",
    "rating": "Rating",
    "computed": "Calculated rating",
    "due": "Due",
    "awaiting": "Waiting for",
    "confidence": "Confidence",
    "change": "Change",
    "since": "Changed since",
    "recommendation": "Recommendation",
    "timeframe": "Timeframe",
    "portfolio": "Portfolio holder",
    "organisation": "Led by",
    "lead": "Lead",
}


def selects(filters, day, as_at, plan):
    """The filters of the list; what can be chosen is what the plan has on that day."""
    recommendations, timeframes, organisations = offered(as_at, plan)
    past = [one for one in reversed(meetings(as_at, plan)) if one.is_past(day)]
    since = {one.held_on.isoformat(): f"{one.body}, {in_full(one.held_on)}" for one in past}
    if filters.since and filters.since not in since:
        since[filters.since] = in_full(filters.since_day)
    options = {
        **CHOICES,
        "recommendation": any_of(recommendations),
        "timeframe": any_of(timeframes),
        "portfolio": {**any_of(holders(as_at, plan)), NOBODY: "No portfolio holder yet"},
        "organisation": any_of(organisations),
        "since": {"": "Any day", **since},
        "lead": {"": "Any", NOBODY: "No lead yet"},
    }
    return [select(name, label, options[name], getattr(filters, name)) for name, label in LABELS.items()]


def holders(as_at, plan):
    """The posts that hold a portfolio."""
    held = {state["portfolio_holder"] for state in plan.states("recommendation", as_at).values()}
    posts = plan.states("post", as_at).items()
    return sorted(state["title"] for uuid, state in posts if str(uuid) in held)


def layout(filters, shape):
    """What is chosen of how the list is laid out."""
    return [
        select("view", "View", VIEWS, shape.view),
        select("group", "Group by", GROUPS, filters.group),
    ], boxes(CHOOSABLE, shape.shown)


def any_of(names):
    return {"": "Any", **{name: name for name in names}}


def offered(as_at, plan):
    """The references, timeframes and leading organisations that there are to choose from."""
    inspections = {str(uuid): state for uuid, state in plan.states("inspection", as_at).items()}
    found = []
    for state in plan.states("recommendation", as_at).values():
        its = inspections[state["inspection"]]
        frame = next(one for one in its["timeframes"] if one["slug"] == state["timeframe"])
        place = its["published_on"], its["reference"], frame["order"], state["order"]
        found.append((place, state["reference"], frame["label"]))
    found.sort()
    several = len(plan.shown) > 1
    frames = [named_frame(prefix_of(one), label) if several else label for _, one, label in found]
    names = sorted(state["name"] for state in plan.states("organisation", as_at).values())
    return [one for _, one, _ in found], dict.fromkeys(frames), names
