"""The whole state of each aggregate of this room, for the history. Parts stand inside their aggregate."""

from jarplan.audit.subjects import Subject, fields, register, uuid_of
from recommendations.models import (
    Consultation,
    Deadline,
    DeadlineRule,
    Inspection,
    Meeting,
    PlanVersion,
    PublicationStep,
    Recommendation,
)

PAPER_DATE_FIELDS = ("slug", "label", "written", "day", "year_is_ours", "paragraph", "quote")


def inspection_state(row):
    own = ("reference", "kind", "title", "area", "fieldwork", "published_on", "received_on", "document")
    return {
        **fields(row, *own, "paper", "reference_prefix", "confirmed", "version"),
        "led_by": uuid_of(row.led_by),
        "inspectorates": sorted(str(organisation.uuid) for organisation in row.inspectorates.all()),
        "grade_points": [fields(point, "number", "word") for point in row.grade_points.all()],
        "timeframes": [
            fields(frame, "slug", "label", "paragraph", "order", "months") for frame in row.timeframes.all()
        ],
        "judgements": [
            {
                **fields(one, "slug", "kind", "area", "order", "judged", "paragraph", "text", "word"),
                "grade": one.grade.number if one.grade else None,
            }
            for one in row.judgements.all()
        ],
        "findings": [
            {
                **fields(finding, "paragraph", "heading", "order", "text", "says"),
                "judgements": [one.slug for one in finding.judgements.all()],
            }
            for finding in row.findings.all()
        ],
        "paper_dates": [fields(named, *PAPER_DATE_FIELDS) for named in row.paper_dates.all()],
    }


def recommendation_state(row):
    own = ("reference", "order", "addressed_to", "text", "paragraph", "answers_is_our_reading", "version")
    return {
        **fields(row, *own),
        "inspection": row.inspection.uuid,
        "timeframe": row.timeframe.slug,
        "answers": row.answers.slug if row.answers else None,
        "accountable_post": uuid_of(row.accountable_post),
        "portfolio_holder": uuid_of(row.portfolio_holder),
    }


def rule_state(row):
    own = ("slug", "inspection_kind", "duty", "number", "unit", "day_one", "counted_from", "source")
    return fields(row, *own, "wording", "certainty", "version")


def deadline_state(row):
    own = ("counted_from", "start", "start_note", "adopted_on", "adopted_at", "adopted_reason", "version")
    return {
        **fields(row, *own),
        "inspection": row.inspection.uuid,
        "rule": row.rule.uuid,
        "adopted_by": uuid_of(row.adopted_by),
        "wordings": [
            fields(wording, "paragraph", "quote", "day", "number", "unit") for wording in row.wordings.all()
        ],
    }


def step_state(row):
    own = ("duty", "recipient", "order", "source", "state", "done_on", "day_not_stated", "done_by", "proof")
    return {**fields(row, *own, "version"), "inspection": row.inspection.uuid}


def meeting_state(row):
    return fields(row, "body", "held_on", "purpose", "asked", "source", "outcome", "version")


def plan_version_state(row):
    """The content stands in by its digest: it is the row's own, and never changes."""
    own = ("number", "title", "state", "format", "digest", "composed_at", "published_on", "version")
    return {
        **fields(row, *own),
        "composed_by": uuid_of(row.composed_by),
        "meeting": uuid_of(row.meeting),
    }


def consultation_state(row):
    own = ("partner_name", "asked_on", "question", "answered_on", "answer", "response", "version")
    return {
        **fields(row, *own),
        "version_asked": uuid_of(row.version_asked),
        "organisation": uuid_of(row.organisation),
    }


register(
    Subject(
        kind="inspection",
        label="inspection",
        model=Inspection,
        state=inspection_state,
        reference=lambda row: row.reference,
        select=("led_by",),
        prefetch=(
            "inspectorates",
            "grade_points",
            "timeframes",
            "judgements__grade",
            "findings__judgements",
            "paper_dates",
        ),
    )
)
register(
    Subject(
        kind="recommendation",
        label="recommendation",
        model=Recommendation,
        state=recommendation_state,
        reference=lambda row: row.reference,
        select=("inspection", "timeframe", "answers", "accountable_post", "portfolio_holder"),
    )
)
register(
    Subject(
        kind="deadline_rule",
        label="rule of law",
        model=DeadlineRule,
        state=rule_state,
        reference=lambda row: row.slug,
    )
)
register(
    Subject(
        kind="deadline",
        label="deadline",
        model=Deadline,
        state=deadline_state,
        reference=str,
        select=("inspection", "rule", "adopted_by"),
        prefetch=("wordings",),
    )
)
register(
    Subject(
        kind="publication_step",
        label="step of publication",
        model=PublicationStep,
        state=step_state,
        reference=str,
        select=("inspection",),
    )
)
register(
    Subject(
        kind="meeting",
        label="meeting",
        model=Meeting,
        state=meeting_state,
        reference=str,
    )
)
register(
    Subject(
        kind="plan_version",
        label="version of the plan",
        model=PlanVersion,
        state=plan_version_state,
        reference=str,
        select=("composed_by", "meeting"),
    )
)
register(
    Subject(
        kind="consultation",
        label="consultation",
        model=Consultation,
        state=consultation_state,
        reference=str,
        select=("version_asked", "organisation"),
    )
)
