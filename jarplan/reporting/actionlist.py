"""The list of actions: searched, filtered and sorted by its address, today or at the end of a past day."""

from django.db.models import Exists, OuterRef
from django.utils.html import format_html
from django.views.generic import TemplateView, View

from actions.filters import AWAITING, COMPUTED, DUE, RATINGS, STATUSES, Filters
from actions.models import Lead
from actions.queries import past_records, read_actions
from actions.rounds import read_rounds
from jarplan.audit.asat import day_shown
from jarplan.people.models import Organisation
from jarplan.people.roles import Role
from jarplan.reporting.choices import select
from jarplan.reporting.columns import Column, action_columns, export_headings, export_rows, table_rows
from jarplan.reporting.lists import kept_query, page_of, sheet
from recommendations.models import Recommendation


class ActionsView(TemplateView):
    """The actions of the plan, a hundred a page."""

    template_name = "reporting/actions.html"

    def get_context_data(self, **kwargs):
        day, as_at = day_shown(self.request)
        filters = Filters.read(self.request.GET)
        rounds = read_rounds(as_at)
        chooses = as_at is None and self.request.user.has_role(Role.PROGRAMME)
        columns = [*action_columns(rounds), *([choice(self.request)] if chooses else [])]
        page = page_of(read_actions(self.request.user, filters, day, as_at, rounds), self.request)
        return super().get_context_data(
            filters=filters,
            selects=selects(self.request.user, filters, as_at),
            columns=columns,
            chooses=chooses,
            page_obj=page,
            rows=table_rows(columns, page.object_list, day, as_at),
            query=kept_query(self.request),
            back=self.request.GET.urlencode(),
            **kwargs,
        )


def choice(request):
    """The column of boxes with which the programme office chooses several actions; `?tick=all` ticks a whole page."""
    box = TICKED if request.GET.get("tick") == "all" else BOX
    return Column("Choose", lambda record, today, tail: format_html(box, record.reference, record.reference))


BOX = '<input type="checkbox" name="action" value="{}" form="together" aria-label="Choose {}">'
TICKED = BOX.replace(" name=", " checked name=")


class ActionsExport(View):
    """Exactly what the list shows, all pages of it."""

    def get(self, request, kind):
        day, as_at = day_shown(request)
        rounds = read_rounds(as_at)
        columns = action_columns(rounds)
        found = read_actions(request.user, Filters.read(request.GET), day, as_at, rounds)
        return sheet(kind, "Actions", day, export_headings(columns), export_rows(columns, found, day))


def selects(user, filters, as_at):
    """The filters of the list; what can be chosen is what the plan has on that day."""
    recommendations, timeframes, organisations = offered(user, as_at)
    return [
        select("status", "Status", STATUSES, filters.status),
        select("rating", "Rating", RATINGS, filters.rating),
        select("computed", "Rating by the rule", COMPUTED, filters.computed),
        select("due", "Due", DUE, filters.due),
        select("awaiting", "Waiting for", AWAITING, filters.awaiting),
        select("recommendation", "Recommendation", any_of(recommendations), filters.recommendation),
        select("timeframe", "Timeframe", any_of(timeframes), filters.timeframe),
        select("organisation", "Led by", any_of(organisations), filters.organisation),
    ]


def any_of(names):
    return {"": "Any", **{name: name for name in names}}


def offered(user, as_at):
    """The references, timeframes and leading organisations that there are to choose from."""
    pairs = Recommendation.objects.order_by("timeframe__order", "order", "pk")
    pairs = list(pairs.values_list("reference", "timeframe__label"))
    if as_at is None:
        leading = Lead.objects.filter(post__organisation=OuterRef("pk"), accountable=True)
        organisations = Organisation.objects.filter(Exists(leading)).values_list("name", flat=True)
    else:
        organisations = sorted({one.organisation for one in past_records(user, as_at) if one.organisation})
    return [pair[0] for pair in pairs], dict.fromkeys(pair[1] for pair in pairs), organisations
