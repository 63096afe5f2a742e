"""The page of the cost tables, its exports, and the form that revises a figure."""

from django.views.decorators.http import require_http_methods
from django.views.generic import TemplateView, View

from finance import policies, verbs
from finance.forms import ReviseForm
from finance.models import CostTable
from finance.queries import statements
from jarplan.audit.reading.as_at import day_shown
from jarplan.formfields.pages import adds_once, verb_page
from jarplan.spreadsheets.downloads import sheet
from recommendations.visibility import seen_or_404
from recommendations.within import within


class FinanceView(TemplateView):
    """The cost tables as printed, with every total added up again beside them, and what was revised."""

    template_name = "finance/index.html"

    def get_context_data(self, **kwargs):
        _, as_at = day_shown(self.request)
        shown = statements(as_at, within(self.request))
        slugs = [] if as_at else [one.slug for one in shown]
        return super().get_context_data(
            statements=shown,
            revisable=policies.revisable(self.request.user, slugs),
            query=self.request.GET.urlencode(),
            **kwargs,
        )


class FinanceExport(View):
    """Exactly what the page shows, as CSV or as a workbook. A further table follows with its own headings."""

    def get(self, request, kind):
        day, as_at = day_shown(request)
        rows = [row for shown in statements(as_at, within(request)) for row in shown.export_rows()] or [
            ["No cost table"]
        ]
        width = max(map(len, rows))
        headings, *rows = [[*row, *[""] * (width - len(row))] for row in rows]
        return sheet(kind, "Finance", day, headings, rows)


@adds_once
@require_http_methods(["GET", "POST"])
def revise(request, slug):
    """Put a revised forecast or an actual on top of a printed figure."""
    table = seen_or_404(request.user, CostTable.objects, slug=slug)
    policies.check_revise(request.user, table)
    form = ReviseForm(request.POST or None, table=table)
    said = "The new figure has been recorded. The printed figure is still shown."
    template, shown = "finance/revise.html", {"table": table}
    return verb_page(request, form, verbs.revise_cost, said, "finance:index", template, shown)
