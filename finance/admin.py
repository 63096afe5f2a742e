"""The money in the technical admin: to look at and to export."""

from django.contrib import admin

from finance.models import CostFigure, CostLine, CostLink, CostPeriod, CostRevision, CostTable
from jarplan.audit.admin import ReadOnlyAdmin


@admin.register(CostFigure)
class CostFigureAdmin(ReadOnlyAdmin):
    list_display = ("line", "period", "printed", "amount", "note")
    list_select_related = ("line", "period")


@admin.register(CostRevision)
class CostRevisionAdmin(ReadOnlyAdmin):
    list_display = ("figure", "kind", "amount", "made_at", "made_by")
    list_select_related = ("figure__line", "figure__period", "made_by")


@admin.register(CostLink)
class CostLinkAdmin(ReadOnlyAdmin):
    list_display = ("line", "action", "recommendation", "made_at", "made_by")
    list_select_related = ("line", "action", "recommendation", "made_by")


admin.site.register([CostTable, CostPeriod, CostLine], ReadOnlyAdmin)
