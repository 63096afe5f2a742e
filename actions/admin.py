"""The council's answer in the technical admin: to look at and to export. Plans are brought in at /import/."""

from import_export.resources import ModelResource

from actions.models import (
    Action,
    AgendaDecision,
    AgendaItem,
    Challenge,
    ContentChange,
    DateChange,
    Deputy,
    Evidence,
    EvidenceUse,
    ImportDraft,
    LaterLook,
    Lead,
    PlanImport,
    ProgressRelease,
    ProgressReturn,
    ProgressUpdate,
    Reading,
    RememberedHeading,
    ReminderRules,
    ReportDraft,
    ReportingRound,
    Sample,
    SampleCheck,
    SignOff,
    SuccessCriterion,
    SupportingPartner,
    Wait,
)
from actions.rules.fields import TEXT_KEYS
from jarplan.audit.admin import ReadOnlyAdmin, show


class ActionExport(ModelResource):
    """An action's own row, with references and words in the place of keys."""

    class Meta:
        model = Action
        fields = (
            "reference",
            "recommendation__reference",
            "text",
            *TEXT_KEYS,
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


class ClosedAdmin(ReadOnlyAdmin):
    """What stands in a draft belongs to whoever writes it: that there is one is shown, and nothing is exported."""

    def has_export_permission(self, request):
        return False


show(
    Action,
    ("reference", "text", "status", "awaiting", "declared_rating", "due_latest", "is_sample"),
    resource_classes=[ActionExport],
    list_filter=("status", "declared_rating", "is_sample"),
    search_fields=("reference", "text"),
)

# What belongs to one action is listed and found by it.
OF_AN_ACTION = {
    ProgressUpdate: ("made_at", "made_by", "rating", "confidence", "done"),
    LaterLook: ("looked_at", "looked_by", "held", "next_on"),
    Challenge: ("doubts", "lodged_at", "lodged_by", "answered_at", "answered_by"),
    ContentChange: ("changes", "category", "decision", "asked_by", "decided_by"),
    DateChange: ("from_due", "to_latest", "category", "decision", "asked_by", "decided_by"),
    SignOff: ("round", "outcome", "signed_at", "signed_by", "claimed_by", "lapsed_at"),
    SampleCheck: ("drawn_at", "checked_at", "checked_by", "held"),
    Wait: ("other", "why", "said_at", "said_by", "ended_at"),
    Lead: ("post", "accountable"),
    SupportingPartner: ("name", "organisation"),
    SuccessCriterion: ("order", "statement", "baseline", "target", "current"),
    EvidenceUse: ("evidence", "used_at", "used_by", "ended_at"),
}
MORE = {
    ProgressUpdate: {"list_filter": ("rating",)},
    ContentChange: {"list_filter": ("decision", "category")},
    DateChange: {"list_filter": ("decision", "category")},
    SignOff: {"list_filter": ("round", "outcome")},
    Lead: {"list_select_related": ("post__organisation",)},
}
for model, listed in OF_AN_ACTION.items():
    show(model, ("action", *listed), search_fields=("action__reference",), **MORE.get(model, {}))

show(ReportingRound, ("month", "opens_on", "closes_on", "meeting"))
show(ProgressRelease, ("number", "inspection", "round", "about", "released_at", "withdrawn_at"))
show(Sample, ("inspection", "drawn_at", "drawn_by", "number", "seed"))
show(Reading, ("criterion", "on", "value", "met", "source", "withdrawn_at"))
show(Deputy, ("for_organisation", "signer", "named_at", "named_by", "ended_at"))
show(
    Evidence,
    ("shows", "speaks_of", "attached_at", "attached_by", "withdrawn_at"),
    search_fields=("shows", "actions__reference"),
)
show(PlanImport, ("file", "state", "uploaded_at", "uploaded_by", "confirmed_at", "confirmed_by"))
show(ProgressReturn, ("round", "file", "confirmed_at", "confirmed_by", "for_organisation"))
show(RememberedHeading, ("heading", "field", "remembered_at", "remembered_by"), search_fields=("heading",))
for model, seen in (
    (ReportDraft, ("action", "saved_by", "saved_at")),
    (ImportDraft, ("original_name", "uploaded_by", "uploaded_at", "size", "state", "kept_until")),
):
    show(model, seen, ClosedAdmin, fields=seen)
show(AgendaItem, ("meeting", "recommendation", "action", "put_at", "taken_off_at"), list_filter=("meeting",))
show(AgendaDecision, ("item", "kind", "taken_at", "report_by"), list_filter=("kind",))
show(
    ReminderRules,
    ("lead_after", "approver_after", "accountable_after", "portfolio_after", "papers_before", "set_at"),
)
