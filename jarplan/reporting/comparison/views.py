"""The page that compares two moments of the plan, and the same as a sheet."""

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.views.generic import TemplateView, View

from actions.movement.earlier import last_meeting
from actions.reading.counts import count_moves
from actions.rules.filters import Filters
from actions.rules.movement import GONE, MOVES
from jarplan.audit.reading.as_at import day_shown
from jarplan.reporting.addresses import address_of
from jarplan.reporting.comparison.changes import changed_actions, changed_recommendations, differences
from jarplan.reporting.comparison.moments import moment_in, offered
from jarplan.reporting.lists.choices import unknown_in
from jarplan.spreadsheets.downloads import sheet
from recommendations.models import PlanVersion
from recommendations.within import within

PER_PAGE = 50
NAMES = ("from", "to")
HEADINGS = (
    "Recommendation",
    "Record",
    "Reference",
    "What happened",
    "Words",
    "Field",
    "Before",
    "After",
    "Why",
)
HAPPENED = {"added": "Added", "gone": "No longer in the plan", "changed": "Changed"}


def compared(request):
    """(the earlier Moment, the later one, whether the address named them the other way round). Without a choice: the
    last meeting, and the day that is shown. BadRequest for a moment that there is not."""
    day, as_at = day_shown(request)
    today, plan = request.today, within(request)
    known = PlanVersion.objects.filter(plan.of("plan_version"))
    numbers = set(known.values_list("number", flat=True)) if "version-" in request.GET.urlencode() else set()
    asked = [request.GET.get(name, "") for name in NAMES]
    earlier = moment_in(asked[0] or last_meeting(day, as_at, plan).day.isoformat(), today, numbers)
    later = moment_in(asked[1] or day.isoformat(), today, numbers)
    turned = earlier.past is None or (later.past is not None and later.past.sequence < earlier.past.sequence)
    return (later, earlier, earlier.key != later.key) if turned else (earlier, later, False)


def check_known(request):
    """What the address asks for and nobody knows, in words."""
    return unknown_in(request.GET, *NAMES)


class CompareView(TemplateView):
    """What differs between two moments, by recommendation, so many actions a page."""

    template_name = "reporting/comparison/compare.html"

    def get(self, request, *args, **kwargs):
        earlier, later, turned = compared(request)
        if turned:  # the earlier one first: one comparison has one address
            query = request.GET.copy()
            query["from"], query["to"] = earlier.key, later.key
            return HttpResponseRedirect(f"?{query.urlencode()}")
        return self.render_to_response(self.get_context_data(earlier=earlier, later=later, **kwargs))

    def get_context_data(self, earlier, later, **kwargs):
        plan, user, today = within(self.request), self.request.user, self.request.today
        same = earlier.past is None
        page = Paginator(() if same else changed_actions(earlier, later, plan), PER_PAGE).get_page(
            self.request.GET.get("page", "1")
        )
        first = () if same or page.number > 1 else changed_recommendations(earlier, later, plan)
        choices = offered(today, plan)
        of_recommendations = list(differences(user, "recommendation", first, earlier, later))
        of_actions = list(differences(user, "action", page.object_list, earlier, later))
        return super().get_context_data(
            earlier=earlier,
            later=later,
            same=same,
            offered=choices,
            known={key for found in choices.values() for key in found},
            unknown=check_known(self.request),
            ways=() if same else ways(user, earlier, later, plan),
            of_recommendations=of_recommendations,
            of_actions=of_actions,
            is_sample=bool(of_actions) and all(one.is_sample for one in of_actions),
            page_obj=page,
            query=f"from={earlier.key}&to={later.key}",
            **kwargs,
        )


def ways(user, earlier, later, plan):
    """(its name, how many, the address of those) of each way in which actions moved from one day to another."""
    if "version" in earlier.key + later.key:
        return []  # no list is of a moment within a day
    moves = count_moves(user, later.day, later.past, plan, earlier.past)
    as_at = f"&as_at={later.key}" if later.past else ""
    return [
        (title, number, f"{address_of('reporting:actions')}?{query_of(way, earlier)}{as_at}")
        for way, title in MOVES.items()
        if (number := moves[way])
    ]


def query_of(way, earlier):
    return Filters(change=way, since=earlier.key, status="all" if way == GONE else "").query


class CompareExport(View):
    """All that differs, one row for each field."""

    def get(self, request, kind):
        if unknown := check_known(request):
            raise BadRequest(unknown)  # a sheet has no place to say it in
        earlier, later, _ = compared(request)
        return sheet(kind, "Comparison", later.day, HEADINGS, sheet_rows(request, earlier, later))


def sheet_rows(request, earlier, later):
    plan = within(request)
    if earlier.past is None:
        return
    for kind, rows in (
        ("recommendation", changed_recommendations(earlier, later, plan)),
        ("action", changed_actions(earlier, later, plan)),
    ):
        for one in differences(request.user, kind, rows.iterator(), earlier, later):
            start = [one.recommendation, one.what, one.reference, HAPPENED[one.kind], one.text]
            why = "\n".join(one.reasons)
            for change in one.changes or [None]:
                said = (change.label, change.before, change.after) if change else ("", "", "")
                yield [*start, *said, why]
