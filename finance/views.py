"""The page of the cost tables, and its exports."""

from django.http import HttpResponse
from django.views.generic import TemplateView, View

from finance.queries import cost_tables
from finance.statement import CHECKED, statement_of
from jarplan.audit.asat import day_shown
from jarplan.spreadsheets import writing


class FinanceView(TemplateView):
    """The cost tables as printed, with every total added up again beside them."""

    template_name = "finance/index.html"

    def get_context_data(self, **kwargs):
        _, as_at = day_shown(self.request)
        return super().get_context_data(
            statements=[statement_of(record) for record in cost_tables(as_at)],
            query=self.request.GET.urlencode(),
            **kwargs,
        )


class FinanceExport(View):
    """Exactly what the page shows, as CSV or as a workbook. A further table follows with its own headings."""

    def get(self, request, kind):
        day, as_at = day_shown(request)
        statements = [statement_of(record) for record in cost_tables(as_at)]
        headings, *rows = [
            row for shown in statements for row in ([*shown.headings, CHECKED], *shown.export_rows())
        ] or [["No cost table"]]
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
