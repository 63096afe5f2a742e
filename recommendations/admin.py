"""The inspectors' and the law's words in the technical admin: to look at and to export."""

from django.contrib import admin

from jarplan.audit.admin import ReadOnlyAdmin
from recommendations.models import (
    ChildrensPage,
    Consultation,
    DayOff,
    Deadline,
    DeadlineRule,
    DeadlineWording,
    Finding,
    GradePoint,
    Inspection,
    Judgement,
    Meeting,
    PaperDate,
    PlanVersion,
    PublicationCopy,
    PublicationStep,
    Recommendation,
    Timeframe,
)


@admin.register(Recommendation)
class RecommendationAdmin(ReadOnlyAdmin):
    list_display = ("reference", "timeframe", "text", "accountable_post", "portfolio_holder")
    list_select_related = ("timeframe", "accountable_post__organisation", "portfolio_holder__organisation")
    list_filter = ("timeframe",)
    search_fields = ("reference", "text")


@admin.register(Deadline)
class DeadlineAdmin(ReadOnlyAdmin):
    list_display = ("inspection", "rule", "start", "adopted_on", "adopted_by")
    list_select_related = ("inspection", "rule", "adopted_by")


@admin.register(PublicationStep)
class PublicationStepAdmin(ReadOnlyAdmin):
    list_display = ("duty", "recipient", "state", "done_on", "done_by")
    list_filter = ("duty", "state")


@admin.register(Meeting)
class MeetingAdmin(ReadOnlyAdmin):
    list_display = ("body", "held_on", "purpose")


AGGREGATES = [Inspection, DeadlineRule, DayOff, PlanVersion, Consultation, ChildrensPage]
PARTS = [GradePoint, Timeframe, Judgement, Finding, PaperDate, DeadlineWording, PublicationCopy]
admin.site.register(AGGREGATES + PARTS, ReadOnlyAdmin)
