"""The inspectors' and the law's words in the technical admin: to look at and to export."""

from django.contrib import admin
from import_export.resources import ModelResource

from jarplan.audit.admin import ReadOnlyAdmin, show
from recommendations.models import (
    ChildrensPage,
    Consultation,
    CouncilReport,
    DayOff,
    Deadline,
    DeadlineRule,
    DeadlineWording,
    DraftLink,
    Finding,
    GradePoint,
    Inspection,
    InspectionKind,
    Judgement,
    Meeting,
    PaperDate,
    PlanVersion,
    PublicationCopy,
    PublicationStep,
    Reach,
    Recipient,
    Recommendation,
    ReportParagraph,
    Timeframe,
)

show(
    Recommendation,
    ("reference", "timeframe", "text", "accountable_post", "portfolio_holder"),
    list_select_related=("accountable_post__organisation", "portfolio_holder__organisation"),
    list_filter=("timeframe",),
    search_fields=("reference", "text"),
)
show(Deadline, ("inspection", "rule", "start", "adopted_on", "adopted_by"))
show(PublicationStep, ("duty", "recipient", "state", "done_on", "done_by"), list_filter=("duty", "state"))
show(Meeting, ("body", "held_on", "purpose"))

AGGREGATES = [
    Inspection,
    InspectionKind,
    Recipient,
    DeadlineRule,
    DayOff,
    PlanVersion,
    Consultation,
    ChildrensPage,
    CouncilReport,
]
PARTS = [
    GradePoint,
    Timeframe,
    Judgement,
    Finding,
    PaperDate,
    DeadlineWording,
    PublicationCopy,
    Reach,
    ReportParagraph,
]
admin.site.register(AGGREGATES + PARTS, ReadOnlyAdmin)


class DraftLinkResource(ModelResource):
    """Links to drafts without their digest."""

    class Meta:
        model = DraftLink
        fields = ("uuid", "consultation__partner_name", "made_at", "ends_on", "ended_at")


show(
    DraftLink,
    ("consultation", "made_at", "ends_on", "ended_at"),
    resource_classes=[DraftLinkResource],
    exclude=("digest",),
)
