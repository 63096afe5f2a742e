"""The whole state of each aggregate of this room, for the history. Others stand in by their UUID."""

from django.db.models import Prefetch, Q

from actions.models import (
    Action,
    DateChange,
    Evidence,
    PlanImport,
    ProgressUpdate,
    RememberedHeading,
    SignOff,
)
from actions.visibility import evidence_of, may_import
from jarplan.audit.subjects import Subject, fields, register, uuid_of


def people(row, *names):
    return {name: uuid_of(getattr(row, name)) for name in names}


def action_state(row):
    own = ("reference", "plan_order", "text", "resources", "status", "status_reason", "awaiting", "moves")
    dates = [
        f"{end}_{part}" for end in ("start", "due") for part in ("raw", "precision", "earliest", "latest")
    ]
    return {
        **fields(row, *own, *dates, "original_raw", "original_due", "declared_rating"),
        **fields(
            row, "reported_at", "agreed_at", "delivered_at", "is_sample", "sheet_said", "sources", "version"
        ),
        **people(row, "reported_by", "agreed_by", "delivered_by"),
        "recommendation": row.recommendation.uuid,
        "superseded_by": uuid_of(row.superseded_by),
        "plan_import": uuid_of(row.plan_import),
        "leads": [{"post": lead.post.uuid, "accountable": lead.accountable} for lead in row.leads.all()],
        "partners": [
            {"name": partner.name, "organisation": uuid_of(partner.organisation)}
            for partner in row.partners.all()
        ],
        "criteria": [
            fields(one, "order", "statement", "unit", "baseline", "target", "target_on", "current")
            for one in row.criteria.all()
        ],
    }


def update_state(row):
    own = ("made_at", "rating", "done", "effect", "reason", "next_step", "recovers_on", "version")
    return {
        **fields(row, *own),
        **people(row, "action", "made_by", "corrects"),
    }


def date_change_state(row):
    own = ("asked_at", "from_raw", "from_due", "to_raw", "to_precision", "to_earliest", "to_latest")
    return {
        **fields(row, *own, "category", "reason", "decision", "decided_at", "decision_reason", "version"),
        **people(row, "action", "asked_by", "decided_by", "meeting"),
    }


def evidence_state(row):
    return {
        **fields(
            row, "shows", "speaks_of", "link", "attached_at", "withdrawn_at", "withdrawn_reason", "version"
        ),
        **people(row, "file", "attached_by", "withdrawn_by"),
        "actions": [use.action.uuid for use in row.uses.all()],
    }


def sign_off_state(row):
    own = (
        "round",
        "outcome",
        "signed_at",
        "role",
        "signer_organisation",
        "reason",
        "content",
        "digest",
        "format",
    )
    return {
        **fields(row, *own, "lapsed_at", "lapsed_because", "version"),
        **people(row, "action", "signed_by", "claimed_by", "for_organisation", "meeting", "lapsed_by"),
    }


def import_state(row):
    return {
        **fields(row, "sha256", "state", "uploaded_at", "confirmed_at", "undone_at", "lineage", "version"),
        **fields(row, "counts", "preview", "touched"),
        **people(row, "file", "uploaded_by", "confirmed_by", "undone_by"),
    }


def heading_state(row):
    return {
        **fields(row, "key", "heading", "field", "remembered_at", "version"),
        **people(row, "remembered_by"),
    }


def with_sources(state):
    """Format 1 of an action did not say which cells its fields were read from."""
    return {**state, "sources": {}}


def with_undoing(state):
    """Format 1 of an import could not be undone, and did not say what it wrote."""
    return {**state, "undone_at": None, "undone_by": None, "lineage": "", "touched": []}


# An import holds all rows of its file: only its UUID is wanted here.
ITS_IMPORT = Prefetch("plan_import", PlanImport.objects.only("uuid"))
ACTION_PARTS = ("leads__post", "partners__organisation", "criteria")

register(
    Subject(
        kind="action",
        label="action",
        model=Action,
        state=action_state,
        reference=lambda row: row.reference,
        select=("recommendation", "superseded_by", "reported_by", "agreed_by", "delivered_by"),
        prefetch=(*ACTION_PARTS, ITS_IMPORT),
        format=2,
        upcasters={1: with_sources},
    )
)
register(
    Subject(
        kind="update",
        label="progress report",
        model=ProgressUpdate,
        state=update_state,
        reference=lambda row: row.action.reference,
        select=("action", "made_by", "corrects"),
    )
)
register(
    Subject(
        kind="date_change",
        label="later date",
        model=DateChange,
        state=date_change_state,
        reference=lambda row: row.action.reference,
        select=("action", "asked_by", "decided_by", "meeting"),
    )
)
register(
    Subject(
        kind="evidence",
        label="evidence",
        model=Evidence,
        state=evidence_state,
        reference=lambda row: ", ".join(use.action.reference for use in row.uses.all()) or str(row.uuid)[:8],
        select=("file", "attached_by", "withdrawn_by"),
        prefetch=("uses__action",),
        visible=lambda user: Q(subject__in=evidence_of(user).values("uuid")),
    )
)
register(
    Subject(
        kind="sign_off",
        label="sign-off",
        model=SignOff,
        state=sign_off_state,
        reference=lambda row: row.action.reference,
        select=("action", "signed_by", "claimed_by", "for_organisation", "meeting", "lapsed_by"),
    )
)
register(
    Subject(
        kind="import",
        label="import",
        model=PlanImport,
        state=import_state,
        reference=lambda row: f"import {str(row.uuid)[:8]}",
        select=("file", "uploaded_by", "confirmed_by", "undone_by"),
        visible=lambda user: Q() if may_import(user) else Q(pk__in=[]),
        format=2,
        upcasters={1: with_undoing},
    )
)
register(
    Subject(
        kind="heading",
        label="heading of a spreadsheet",
        model=RememberedHeading,
        state=heading_state,
        reference=lambda row: row.heading,
        select=("remembered_by",),
        visible=lambda user: Q() if may_import(user) else Q(pk__in=[]),
    )
)
