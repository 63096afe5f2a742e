"""The money in the technical admin: to look at and to export."""

from django.contrib import admin

from finance.models import CostFigure, CostLine, CostLink, CostPeriod, CostRevision, CostTable
from jarplan.audit.admin import ReadOnlyAdmin, show

show(CostFigure, ("line", "period", "printed", "amount", "note"))
show(
    CostRevision,
    ("figure", "kind", "amount", "made_at", "made_by"),
    list_select_related=("figure__line", "figure__period"),
)
show(CostLink, ("line", "action", "recommendation", "made_at", "made_by"))
admin.site.register([CostTable, CostPeriod, CostLine], ReadOnlyAdmin)
