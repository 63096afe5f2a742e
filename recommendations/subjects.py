"""The whole state of each aggregate of this room, for the history. Parts stand inside their aggregate."""

from django.db.models import Q

from jarplan.audit.canonical import digest
from jarplan.audit.subjects import Subject, fields, register, uuid_of
from recommendations.consultations import answers_seen_by
from recommendations.models import (
    ChildrensPage,
    Consultation,
    DayOff,
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
    return fields(row, *own, "leaves_out_closures", "wording", "certainty", "version")


def with_closures(state):
    """Format 1 of a rule left out weekends and bank holidays only."""
    return {**state, "leaves_out_closures": False}


def deadline_state(row):
    own = ("counted_from", "start", "start_note", "computed_on", "adopted_on", "adopted_at", "adopted_reason")
    return {
        **fields(row, *own, "met_on", "met_at", "met_proof", "version"),
        "inspection": row.inspection.uuid,
        "rule": row.rule.uuid,
        "adopted_by": uuid_of(row.adopted_by),
        "met_by": uuid_of(row.met_by),
        "wordings": [
            fields(wording, "paragraph", "quote", "day", "number", "unit") for wording in row.wordings.all()
        ],
    }


def with_meeting_it(state):
    """Format 1 of a deadline kept no count, and not the day on which it was met."""
    return {**state, "computed_on": None, "met_on": None, "met_at": None, "met_by": None, "met_proof": ""}


def step_state(row):
    own = ("duty", "recipient", "order", "source", "state", "done_on", "day_not_stated", "done_by", "done_to")
    return {
        **fields(row, *own, "proof", "version"),
        "inspection": row.inspection.uuid,
        "proof_file": uuid_of(row.proof_file),
        "copies": [copy_state(copy) for copy in row.copies.all()],
    }


def copy_state(copy):
    own = ("order", "name", "sent_on", "day_not_stated", "sent_by", "proof", "charge", "left_out_reason")
    return {**fields(copy, *own), "organisation": uuid_of(copy.organisation)}


def with_copies(state):
    """Format 1 of a step named neither its recipients nor a file as proof."""
    return {**state, "done_to": "", "proof_file": None, "copies": []}


def day_off_state(row):
    own = ("day", "kind", "name", "source", "added_at", "taken_out_at", "taken_out_reason", "version")
    return {
        **fields(row, *own),
        "added_by": uuid_of(row.added_by),
        "taken_out_by": uuid_of(row.taken_out_by),
    }


def meeting_state(row):
    return fields(row, "body", "held_on", "purpose", "asked", "source", "outcome", "version")


def plan_version_state(row):
    """Content and record stand in by their digests: they are the row's own, and never change."""
    own = (
        "number",
        "title",
        "note",
        "state",
        "format",
        "digest",
        "composed_at",
        "approved_at",
        "published_on",
    )
    ends = ("published_at", "published_over", "record_digest", "withdrawn_at", "withdrawn_reason", "version")
    others = ("composed_by", "corrects", "approved_by", "meeting", "published_by", "withdrawn_by")
    return {**fields(row, *own, *ends), **{name: uuid_of(getattr(row, name)) for name in others}}


def plan_version_faults(row):
    """A version whose content or record is not the text that its digest was made of."""
    for part, text, kept in (("content", row.content, row.digest), ("record", row.record, row.record_digest)):
        if (digest(text) if text else "") != kept:
            yield f"The {part} of {row} was changed after it was frozen: its digest does not fit."


def consultation_state(row):
    own = ("partner_name", "asked_on", "asked_at", "answer_by", "question", "answered_on", "answered_at")
    ends = ("answer", "came_by", "outcome", "response", "responded_at", "withdrawn_at", "withdrawn_reason")
    others = ("version_asked", "organisation", "asked_by", "answered_by", "responded_by", "withdrawn_by")
    return {
        **fields(row, *own, *ends, "version"),
        **{name: uuid_of(getattr(row, name)) for name in others},
    }


def with_its_end(state):
    """Format 1 of a consultation knew neither how the answer came nor that a question may be taken back."""
    return {**state, "came_by": "", "withdrawn_at": None, "withdrawn_by": None, "withdrawn_reason": ""}


def childrens_page_state(row):
    own = ("slug", "title", "text", "written_at", "version")
    return {**fields(row, *own), "written_by": uuid_of(row.written_by)}


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
        format=2,
        upcasters={1: with_closures},
    )
)
register(
    Subject(
        kind="deadline",
        label="deadline",
        model=Deadline,
        state=deadline_state,
        reference=str,
        select=("inspection", "rule", "adopted_by", "met_by"),
        prefetch=("wordings",),
        format=2,
        upcasters={1: with_meeting_it},
    )
)
register(
    Subject(
        kind="publication_step",
        label="step of publication",
        model=PublicationStep,
        state=step_state,
        reference=str,
        select=("inspection", "proof_file"),
        prefetch=("copies__organisation",),
        format=2,
        upcasters={1: with_copies},
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
        faults=plan_version_faults,
        reference=str,
        select=("composed_by", "corrects", "approved_by", "meeting", "published_by", "withdrawn_by"),
    )
)
register(
    Subject(
        kind="consultation",
        label="consultation",
        model=Consultation,
        state=consultation_state,
        reference=str,
        select=(
            "version_asked",
            "organisation",
            "asked_by",
            "answered_by",
            "responded_by",
            "withdrawn_by",
        ),
        format=2,
        upcasters={1: with_its_end},
        visible=lambda user: Q(subject__in=answers_seen_by(user).values("uuid")),
    )
)
register(
    Subject(
        kind="day_off",
        label="day off",
        model=DayOff,
        state=day_off_state,
        reference=str,
        select=("added_by", "taken_out_by"),
    )
)
register(
    Subject(
        kind="childrens_page",
        label="page for children and young people",
        model=ChildrensPage,
        state=childrens_page_state,
        reference=str,
        select=("written_by",),
    )
)
