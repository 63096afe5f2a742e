"""The page of how far dates have slipped, today or at the end of a past day, and the same as a sheet."""

from django.views.generic import TemplateView, View

from actions.reading.counts import count_agreed
from actions.reading.queries import read_actions
from actions.reading.rounds import Rounds
from actions.rules.filters import Filters
from actions.rules.slippage import exported
from jarplan.audit.reading.as_at import day_shown
from jarplan.reporting.dashboard.change_totals import change_totals
from jarplan.reporting.dashboard.slippage_totals import grouped, whole
from jarplan.reporting.dashboard.views import Links
from jarplan.reporting.lists.columns import told_once
from jarplan.reporting.lists.paging import kept_query
from jarplan.spreadsheets.downloads import sheet
from recommendations.within import within

NO_LEAD = "No lead yet"
HEADINGS = [
    "Grouped by",
    "Name",
    "Organisation",
    "Action",
    "Original due date",
    "Due",
    "Agreed actions",
    "Actions extended",
    "Extensions",
    "Slippage in working days",
    "Extensions requested, in working days",
    "Changes of what was agreed",
]


# What it is summed by: how a record is named there. The words head a table and stand in the sheet.
BY = {
    "Lead organisation": lambda record: (record.organisation or NO_LEAD, ""),
    "Recommendation": lambda record: (record.recommendation, ""),
    "Lead": lambda record: (record.lead or NO_LEAD, record.organisation),
}
# The filters of the list of actions that find a group.
FILTERS = {
    "Lead organisation": lambda group: {"organisation": group.label},
    "Recommendation": lambda group: {"recommendation": group.label},
    "Lead": lambda group: {"lead": group.label, "organisation": group.organisation},
}


def in_the_plan(request):
    """(the records of the actions of the plan whose date was moved, its agreed actions counted, the day shown, the
    past day or None)."""
    day, as_at = day_shown(request)
    user, plan = request.user, within(request)
    # Which rounds there are makes no difference to what was moved.
    moved = read_actions(user, Filters(due="moved"), day, as_at, Rounds(), plan).all()
    return moved, count_agreed(user, as_at, plan), day, as_at


def number_of(counted):
    return sum(one.number for one in counted)


class SlippageView(TemplateView):
    """The sums and the actions, the worst first."""

    template_name = "reporting/dashboard/slippage.html"

    def get_context_data(self, **kwargs):
        records, counted, _, as_at = in_the_plan(self.request)
        inspections = within(self.request)
        link = Links(as_at, inspections)
        drawn, is_sample = told_once(records)
        return super().get_context_data(
            plan=whole(drawn, number_of(counted)),
            is_sample=is_sample,
            totals=change_totals(inspections, as_at),
            href=link.actions(due="moved"),
            tables=[(what, linked(what, grouped(records, name, counted), link)) for what, name in BY.items()],
            query=kept_query(self.request),
            **kwargs,
        )


def linked(what, groups, link):
    """(group, the list of its moved actions or "") of each."""
    return [
        (group, "" if group.label == NO_LEAD else link.actions(due="moved", **FILTERS[what](group)))
        for group in groups
    ]


class SlippageExport(View):
    """Exactly what the page shows: what each row is summed by stands in its first column."""

    def get(self, request, kind):
        records, counted, day, as_at = in_the_plan(request)
        plan = whole(records, number_of(counted))
        rows = [group_row("Plan", plan)] if plan.moved else []
        for what, name in BY.items():
            rows += [group_row(what, group) for group in grouped(records, name, counted)]
        rows += [reason_row(one) for one in change_totals(within(request), as_at).reasons]
        rows += [action_row(one) for one in plan.slipped]
        return sheet(kind, "Slippage", day, HEADINGS, rows)


def group_row(what, group):
    counts = [group.agreed, group.moved, group.moves, group.slip.exported]
    return [what, group.label, group.organisation, "", None, None, *counts, None, None]


def reason_row(one):
    counts = [None, None, one.extensions, one.slip.exported, None, one.changes]
    return ["Type of reason", one.label, "", "", None, None, *counts]


def action_row(one):
    record = one.record
    return [
        "Action",
        record.reference,
        record.organisation,
        record.text,
        record.original_due or record.original_raw,
        record.due_latest or record.due_raw,
        None,
        None,
        record.moves,
        exported(one.slip),
        exported(one.more),
        None,
    ]
