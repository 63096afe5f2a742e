"""The list of actions: searched, filtered and sorted by its address, today or at the end of a past day."""

from dataclasses import fields

from django.db.models import Exists, OuterRef
from django.utils.html import format_html
from django.views.generic import TemplateView, View

from actions.models import Action, Lead
from actions.reading.queries import read_actions
from actions.reading.rounds import read_rounds
from actions.reading.visibility import actions_of
from actions.rules.filters import AWAITING, COMPUTED, DUE, RATINGS, STATUSES, Filters, named_frame
from jarplan.audit.reading.as_at import day_shown
from jarplan.audit.reading.then import then
from jarplan.people.models import Organisation
from jarplan.people.roles import Role
from jarplan.reporting.lists.choices import frame_of, select
from jarplan.reporting.lists.columns import Column, action_columns, export_headings, export_rows, table_rows
from jarplan.reporting.lists.paging import kept_query, page_of
from jarplan.reporting.unchanged import unchanged
from jarplan.spreadsheets.downloads import sheet
from recommendations.limits import acting
from recommendations.references import prefix_of
from recommendations.within import within

FILTER_NAMES = [one.name for one in fields(Filters) if one.name != "sort"]


class ActionsView(TemplateView):
    """The actions of the plan, a hundred a page."""

    template_name = "reporting/lists/actions.html"

    def get_context_data(self, **kwargs):
        pieces = unchanged(self.request, {"found": "reporting/lists/found.html"}, self.found)
        return super().get_context_data(**pieces, **kwargs)

    def found(self):
        """The filters and what they find."""
        day, as_at = day_shown(self.request)
        filters = Filters.read(self.request.GET)
        plan = within(self.request).having_read(as_at, "round", "recommendation", "inspection")
        rounds = read_rounds(as_at, plan)
        frame_of(filters.timeframe, plan)
        page = page_of(read_actions(self.request.user, filters, day, as_at, rounds, plan), self.request)
        theirs = choosable(self.request.user, page.object_list) if as_at is None else ()
        columns = [*action_columns(rounds), *([choice(self.request, theirs)] if theirs else [])]
        return {
            "filters": filters,
            "selects": selects(self.request.user, filters, as_at, plan),
            "columns": columns,
            "chooses": bool(theirs),
            "page_obj": page,
            "rows": table_rows(columns, page.object_list, day, as_at),
            "query": kept_query(self.request),
            "clear": f"?{kept_query(self.request, without=FILTER_NAMES)}",
            "back": self.request.GET.urlencode(),
        }


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
        return format_html(box, record.reference, record.reference) if record.reference in theirs else ""

    return Column("Select", cell)


BOX = '<input type="checkbox" name="action" value="{}" form="together" aria-label="Select {}">'
TICKED = BOX.replace(" name=", " checked name=")


class ActionsExport(View):
    """Exactly what the list shows, all pages of it."""

    def get(self, request, kind):
        day, as_at = day_shown(request)
        filters, plan, rounds = Filters.read(request.GET), within(request), read_rounds(as_at)
        frame_of(filters.timeframe, plan)
        columns = action_columns(rounds)
        found = read_actions(request.user, filters, day, as_at, rounds, plan)
        return sheet(kind, "Actions", day, export_headings(columns), export_rows(columns, found, day))


def selects(user, filters, as_at, plan):
    """The filters of the list; what can be chosen is what the plan has on that day."""
    recommendations, timeframes, organisations = offered(user, as_at, plan)
    return [
        select("status", "Status", STATUSES, filters.status),
        select("rating", "Rating", RATINGS, filters.rating),
        select("computed", "Calculated rating", COMPUTED, filters.computed),
        select("due", "Due", DUE, filters.due),
        select("awaiting", "Waiting for", AWAITING, filters.awaiting),
        select("recommendation", "Recommendation", any_of(recommendations), filters.recommendation),
        select("timeframe", "Timeframe", any_of(timeframes), filters.timeframe),
        select("organisation", "Led by", any_of(organisations), filters.organisation),
    ]


def any_of(names):
    return {"": "Any", **{name: name for name in names}}


def offered(user, as_at, plan):
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
    actions = actions_of(user).filter(plan.of("action"))
    leading = Lead.objects.filter(post__organisation=OuterRef("pk"), accountable=True, action__in=actions)
    # The base manager: what was withdrawn since stood on that day.
    organisations = Organisation._base_manager.filter(Exists(leading)).order_by("name")
    with then(as_at):
        names = list(organisations.values_list("name", flat=True))
    return [one for _, one, _ in found], dict.fromkeys(frames), names
