"""The whole state of each aggregate of this room, for the history. Others stand in by their UUID."""

from datetime import date, datetime
from uuid import NAMESPACE_URL, uuid5

from django.db.models import Prefetch, Q

from actions.models import (
    Action,
    Challenge,
    DateChange,
    Deputy,
    Evidence,
    LaterLook,
    PlanImport,
    ProgressUpdate,
    RememberedHeading,
    ReportingRound,
    SignOff,
)
from actions.paths import first_off, path_of
from actions.visibility import evidence_of, may_import
from jarplan.audit.subjects import Subject, fields, register, uuid_of
from jarplan.clock import day_of


def people(row, *names):
    return {name: uuid_of(getattr(row, name)) for name in names}


def action_state(row):
    own = ("reference", "plan_order", "text", "resources", "status", "status_reason", "awaiting", "moves")
    dates = [
        f"{end}_{part}" for end in ("start", "due") for part in ("raw", "precision", "earliest", "latest")
    ]
    return {
        **fields(row, *own, *dates, "original_raw", "original_due", "declared_rating", "came_from"),
        **fields(
            row, "reported_at", "agreed_at", "delivered_at", "is_sample", "sheet_said", "sources", "version"
        ),
        **fields(row, "reported_month", "report_from", "off_path_from", "look_again_on", "reminded_at"),
        **people(row, "reported_by", "agreed_by", "delivered_by", "reminded_by"),
        "recommendation": row.recommendation.uuid,
        "superseded_by": uuid_of(row.superseded_by),
        "plan_import": uuid_of(row.plan_import),
        "leads": [{"post": lead.post.uuid, "accountable": lead.accountable} for lead in row.leads.all()],
        "partners": [
            {"name": partner.name, "organisation": uuid_of(partner.organisation)}
            for partner in row.partners.all()
        ],
        "criteria": [
            fields(one, "uuid", "order", "statement", "unit", "baseline", "target", "target_on", "current")
            for one in row.criteria.all()
        ],
    }


def update_state(row):
    own = ("made_at", "rating", "done", "effect", "reason", "next_step", "recovers_on", "version")
    return {
        **fields(row, *own, "kind", "no_change"),
        **people(row, "action", "made_by", "corrects", "round"),
        "readings": [
            {
                "criterion": one.criterion.uuid,
                **fields(
                    one,
                    "statement",
                    "unit",
                    "value",
                    "number",
                    "met",
                    "on",
                    "source",
                    "withdrawn_at",
                    "withdrawn_reason",
                ),
                **people(one, "withdrawn_by", "evidence"),
            }
            for one in row.readings.all()
        ],
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
        **people(row, "file", "attached_by", "withdrawn_by", "earlier"),
        "actions": [use.action.uuid for use in row.uses.all() if not use.ended_at],
        "uses": [
            {
                **fields(use, "used_at", "ended_at", "ended_reason"),
                **people(use, "action", "used_by", "ended_by"),
            }
            for use in row.uses.all()
        ],
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
        **fields(row, *own, "lapsed_at", "lapsed_because", "withdrawn_reason", "version"),
        **people(
            row, "action", "signed_by", "claimed_by", "for_organisation", "meeting", "lapsed_by", "deputy"
        ),
    }


def round_state(row):
    return {**fields(row, "month", "opens_on", "closes_on", "version"), **people(row, "meeting")}


def deputy_state(row):
    return {
        **fields(row, "named_at", "reason", "ended_at", "version"),
        **people(row, "for_organisation", "signer", "named_by", "ended_by"),
    }


def later_look_state(row):
    return {
        **fields(row, "looked_at", "role", "held", "effect", "next_on", "content", "version"),
        **people(row, "action", "looked_by", "meeting"),
    }


def challenge_state(row):
    own = ("lodged_at", "role", "question", "declared", "computed", "answered_at", "answer", "version")
    return {**fields(row, *own), **people(row, "action", "lodged_by", "answered_by")}


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


def with_reporting(state):
    """Format 2 of an action knew no rounds, no later look, no reminder, and no criterion of its own identity."""
    new = ("reported_month", "report_from", "off_path_from", "look_again_on", "reminded_at", "reminded_by")
    criteria = [
        {"uuid": str(criterion_uuid(state["reference"], one["order"])), **one} for one in state["criteria"]
    ]
    return {**state, "came_from": "", **dict.fromkeys(new), "criteria": criteria}


def criterion_uuid(reference, order):
    """The UUID that a criterion got which had been written before criteria had one."""
    return uuid5(NAMESPACE_URL, f"success-criterion:{reference}/{order}")


def with_path(state):
    """Format 3 of an action did not keep the first day off a path; no reading had been taken yet."""
    if not state.get("agreed_at"):
        return state
    agreed = day_of(datetime.fromisoformat(state["agreed_at"]))
    start, due = state["start_latest"], state["due_latest"]
    ends = {"begins": date.fromisoformat(start) if start else agreed}
    ends |= {"due": date.fromisoformat(due) if due else None}
    paths = [
        path_of(
            one["baseline"], one["target"], one["target_on"] and date.fromisoformat(one["target_on"]), **ends
        )
        for one in state["criteria"]
    ]
    first = first_off([(path, []) for path in paths])
    return {**state, "off_path_from": first and first.isoformat()}


def with_readings(state):
    """Format 1 of a report belonged to no round and took no readings."""
    return {**state, "kind": "note", "no_change": False, "round": None, "readings": []}


def with_shown_readings(state):
    """Format 2 of a report did not say which evidence shows a reading."""
    return {**state, "readings": [{**one, "evidence": None} for one in state["readings"]]}


def with_uses(state):
    """Format 1 of evidence had no versions, and whoever attached it used it."""
    use = {"used_at": state["attached_at"], "used_by": state["attached_by"]}
    return {**state, "earlier": None, "uses": [{"action": one, **use} for one in state["actions"]]}


def with_ends_of_uses(state):
    """Format 2 of evidence knew no end of a use."""
    never = {"ended_at": None, "ended_by": None, "ended_reason": ""}
    return {**state, "uses": [use | never for use in state["uses"]]}


def with_taking_back(state):
    """Format 1 of a sign-off could not be taken back, nor given by a deputy."""
    return {**state, "withdrawn_reason": "", "deputy": None}


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
        select=("recommendation", "superseded_by", "reported_by", "agreed_by", "delivered_by", "reminded_by"),
        prefetch=(*ACTION_PARTS, ITS_IMPORT),
        format=4,
        upcasters={1: with_sources, 2: with_reporting, 3: with_path},
    )
)
register(
    Subject(
        kind="update",
        label="progress report",
        model=ProgressUpdate,
        state=update_state,
        reference=lambda row: row.action.reference,
        select=("action", "made_by", "corrects", "round"),
        prefetch=("readings__criterion", "readings__withdrawn_by", "readings__evidence"),
        format=3,
        upcasters={1: with_readings, 2: with_shown_readings},
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
        select=("file", "attached_by", "withdrawn_by", "earlier"),
        prefetch=("uses__action", "uses__used_by", "uses__ended_by"),
        format=3,
        upcasters={1: with_uses, 2: with_ends_of_uses},
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
        select=("action", "signed_by", "claimed_by", "for_organisation", "meeting", "lapsed_by", "deputy"),
        format=2,
        upcasters={1: with_taking_back},
    )
)
register(
    Subject(
        kind="round",
        label="reporting round",
        model=ReportingRound,
        state=round_state,
        reference=lambda row: f"round of {row.month:%B %Y}",
        select=("meeting",),
    )
)
register(
    Subject(
        kind="deputy",
        label="deputy",
        model=Deputy,
        state=deputy_state,
        reference=lambda row: row.for_organisation.name,
        select=("for_organisation", "signer", "named_by", "ended_by"),
    )
)
register(
    Subject(
        kind="later_look",
        label="later look",
        model=LaterLook,
        state=later_look_state,
        reference=lambda row: row.action.reference,
        select=("action", "looked_by", "meeting"),
    )
)
register(
    Subject(
        kind="challenge",
        label="challenge",
        model=Challenge,
        state=challenge_state,
        reference=lambda row: row.action.reference,
        select=("action", "lodged_by", "answered_by"),
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
