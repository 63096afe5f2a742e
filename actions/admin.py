"""The council's answer in the technical admin: to look at and to export. Plans are brought in at /import/."""

from django.contrib import admin
from import_export.resources import ModelResource

from actions.models import (
    Action,
    Challenge,
    DateChange,
    Deputy,
    Evidence,
    EvidenceUse,
    ImportDraft,
    LaterLook,
    Lead,
    PlanImport,
    ProgressUpdate,
    Reading,
    RememberedHeading,
    ReportDraft,
    ReportingRound,
    SignOff,
    SuccessCriterion,
    SupportingPartner,
)
from jarplan.audit.admin import ReadOnlyAdmin


class ActionExport(ModelResource):
    """An action's own row, with references and words in the place of keys."""

    class Meta:
        model = Action
        fields = (
            "reference",
            "recommendation__reference",
            "text",
            "resources",
            "start_raw",
            "due_raw",
            "due_latest",
            "original_due",
            "moves",
            "status",
            "status_reason",
            "awaiting",
            "declared_rating",
            "is_sample",
            "uuid",
            "version",
        )
        export_order = fields


@admin.register(Action)
class ActionAdmin(ReadOnlyAdmin):
    resource_classes = [ActionExport]
    list_display = ("reference", "text", "status", "awaiting", "declared_rating", "due_latest", "is_sample")
    list_filter = ("status", "declared_rating", "is_sample")
    search_fields = ("reference", "text")


class OfAnAction(ReadOnlyAdmin):
    """What belongs to one action is listed and found by it."""

    list_select_related = ("action",)
    search_fields = ("action__reference",)


@admin.register(ProgressUpdate)
class ProgressUpdateAdmin(OfAnAction):
    list_display = ("action", "made_at", "made_by", "rating", "done")
    list_select_related = ("action", "made_by")
    list_filter = ("rating",)


@admin.register(ReportDraft)
class ReportDraftAdmin(ReadOnlyAdmin):
    """That somebody is writing a report; what stands in it belongs to its author alone."""

    list_display = ("action", "saved_by", "saved_at")
    list_select_related = ("action", "saved_by")
    fields = ("action", "saved_by", "saved_at")

    def has_export_permission(self, request):
        return False


@admin.register(ReportingRound)
class ReportingRoundAdmin(ReadOnlyAdmin):
    list_display = ("month", "opens_on", "closes_on", "meeting")
    list_select_related = ("meeting",)


@admin.register(Reading)
class ReadingAdmin(ReadOnlyAdmin):
    list_display = ("criterion", "on", "value", "met", "source", "withdrawn_at")
    list_select_related = ("criterion",)


@admin.register(Deputy)
class DeputyAdmin(ReadOnlyAdmin):
    list_display = ("for_organisation", "signer", "named_at", "named_by", "ended_at")
    list_select_related = ("for_organisation", "signer", "named_by")


@admin.register(LaterLook)
class LaterLookAdmin(OfAnAction):
    list_display = ("action", "looked_at", "looked_by", "held", "next_on")
    list_select_related = ("action", "looked_by")


@admin.register(Challenge)
class ChallengeAdmin(OfAnAction):
    list_display = ("action", "lodged_at", "lodged_by", "answered_at", "answered_by")
    list_select_related = ("action", "lodged_by", "answered_by")


@admin.register(DateChange)
class DateChangeAdmin(OfAnAction):
    list_display = ("action", "from_due", "to_latest", "category", "decision", "asked_by", "decided_by")
    list_select_related = ("action", "asked_by", "decided_by")
    list_filter = ("decision", "category")


@admin.register(SignOff)
class SignOffAdmin(OfAnAction):
    list_display = ("action", "round", "outcome", "signed_at", "signed_by", "claimed_by", "lapsed_at")
    list_select_related = ("action", "signed_by", "claimed_by")
    list_filter = ("round", "outcome")


@admin.register(Evidence)
class EvidenceAdmin(ReadOnlyAdmin):
    list_display = ("shows", "speaks_of", "attached_at", "attached_by", "withdrawn_at")
    list_select_related = ("attached_by",)
    search_fields = ("shows", "actions__reference")


@admin.register(PlanImport)
class PlanImportAdmin(ReadOnlyAdmin):
    list_display = ("file", "state", "uploaded_at", "uploaded_by", "confirmed_at", "confirmed_by")
    list_select_related = ("file", "uploaded_by", "confirmed_by")


@admin.register(ImportDraft)
class ImportDraftAdmin(ReadOnlyAdmin):
    """That there is a draft, and until when; what is in it belongs to its user alone."""

    list_display = ("original_name", "uploaded_by", "uploaded_at", "size", "state", "kept_until")
    list_select_related = ("uploaded_by",)
    fields = ("original_name", "uploaded_by", "uploaded_at", "size", "state", "kept_until")

    def has_export_permission(self, request):
        return False


@admin.register(RememberedHeading)
class RememberedHeadingAdmin(ReadOnlyAdmin):
    list_display = ("heading", "field", "remembered_at", "remembered_by")
    list_select_related = ("remembered_by",)
    search_fields = ("heading",)


@admin.register(Lead)
class LeadAdmin(OfAnAction):
    list_display = ("action", "post", "accountable")
    list_select_related = ("action", "post__organisation")


@admin.register(SupportingPartner)
class SupportingPartnerAdmin(OfAnAction):
    list_display = ("action", "name", "organisation")
    list_select_related = ("action", "organisation")


@admin.register(SuccessCriterion)
class SuccessCriterionAdmin(OfAnAction):
    list_display = ("action", "order", "statement", "baseline", "target", "current")


@admin.register(EvidenceUse)
class EvidenceUseAdmin(OfAnAction):
    list_display = ("action", "evidence", "used_at", "used_by", "ended_at")
    list_select_related = ("action", "evidence", "used_by")
