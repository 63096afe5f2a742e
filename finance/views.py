"""The page of the cost tables, its exports, and the form that revises a figure."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods
from django.views.generic import TemplateView, View

from finance import policies, services
from finance.forms import ReviseForm
from finance.models import CostTable
from finance.queries import statements
from jarplan import clock
from jarplan.audit.asat import day_shown
from jarplan.spreadsheets import writing


class FinanceView(TemplateView):
    """The cost tables as printed, with every total added up again beside them, and what was revised."""

    template_name = "finance/index.html"

    def get_context_data(self, **kwargs):
        _, as_at = day_shown(self.request)
        return super().get_context_data(
            statements=statements(as_at),
            may_revise=as_at is None and policies.may_revise(self.request.user),
            query=self.request.GET.urlencode(),
            **kwargs,
        )


class FinanceExport(View):
    """Exactly what the page shows, as CSV or as a workbook. A further table follows with its own headings."""

    def get(self, request, kind):
        day, as_at = day_shown(request)
        rows = [row for shown in statements(as_at) for row in shown.export_rows()] or [["No cost table"]]
        width = max(map(len, rows))
        headings, *rows = [[*row, *[""] * (width - len(row))] for row in rows]
        if kind == "csv":
            content, content_type = writing.to_csv(headings, rows), writing.CSV
        else:
            content, content_type = writing.to_xlsx("Finance", headings, rows), writing.XLSX
        name = f"finance-{day.isoformat()}.{kind}"
        return HttpResponse(
            content,
            content_type=content_type,
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )


@require_http_methods(["GET", "POST"])
def revise(request, slug):
    """Put a revised forecast or an actual on top of a printed figure."""
    table = get_object_or_404(CostTable, slug=slug)
    policies.check_revise(request.user, table)
    form = ReviseForm(request.POST or None, table=table)
    if form.is_valid() and form.save(services.revise_cost, by=request.user, now=clock.now()):
        messages.success(request, "The new figure is recorded. The printed one stands beside it.")
        return redirect("finance:index")
    return render(request, "finance/revise.html", {"form": form, "table": table})
