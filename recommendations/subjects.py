"""The whole state of each aggregate of this room, for the history. Parts stand inside their aggregate."""

from django.db.models import Q

from jarplan.audit.canonical import digest
from jarplan.audit.subjects import fields, register, since_then
from recommendations.earlier import with_words
from recommendations.models import (
    ChildrensPage,
    Consultation,
    CouncilReport,
    DayOff,
    Deadline,
    DeadlineRule,
    DraftLink,
    Inspection,
    InspectionKind,
    Meeting,
    PlanVersion,
    PublicationStep,
    Recipient,
    Recommendation,
    RecommendationInForce,
)
from recommendations.visibility import answers_seen_by, links_seen_by, reports_seen_by

PAPER_DATE_FIELDS = ("slug", "label", "written", "day", "year_is_ours", "paragraph", "quote")


FRAME = ("slug", "label", "paragraph", "order", "months")
JUDGEMENT = ("slug", "kind", "area", "order", "paragraph", "text", "word")
WORDING = ("paragraph", "quote", "day", "number", "unit")
REPORT_PARAGRAPH = ("order", "number", "kind", "text", "note")
REACH = ("duty", "order", "source")
COPY = ("order", "name", "sent_on", "day_not_stated", "sent_by", "proof", "charge", "left_out_reason")


def inspection_parts(row):
    return {
        "inspectorates": sorted(str(organisation.uuid) for organisation in row.inspectorates.all()),
        "grade_points": [fields(point, "number", "word") for point in row.grade_points.all()],
        "timeframes": [fields(frame, *FRAME) for frame in row.timeframes.all()],
        "judgements": [
            {**fields(one, *JUDGEMENT, "judged"), "grade": one.grade.number if one.grade else None}
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


def plan_version_faults(row):
    """A version whose content or record is not the text that its digest was made of."""
    for part, text, kept in (("content", row.content, row.digest), ("record", row.record, row.record_digest)):
        if (digest(text) if text else "") != kept:
            yield f"The {part} of {row} was changed after it was frozen: its digest does not fit."


register(
    "inspection",
    "inspection",
    Inspection,
    "reference kind title area fieldwork published_on received_on sent_on visited_on document paper "
    "numbers_printed reference_prefix confirmed led_by version",
    lambda row: row.reference,
    parts=inspection_parts,
    prefetch=(
        *("inspectorates", "grade_points", "timeframes", "judgements__grade", "findings__judgements"),
        "paper_dates",
    ),
    format=2,
    upcasters={1: since_then(sent_on=None, visited_on=None, numbers_printed=False)},
    inspection="pk",
    keyed=True,
)
register(
    "council_report",
    "council's report",
    CouncilReport,
    "title confirmed inspection version",
    lambda row: row.inspection.reference,
    beside=("inspection__reference",),
    parts=lambda row: {"paragraphs": [fields(one, *REPORT_PARAGRAPH) for one in row.paragraphs.all()]},
    prefetch=("paragraphs",),
    visible=lambda user: Q(subject__in=reports_seen_by(user).values("uuid")),
    inspection="inspection",
    keyed=True,
)
register(
    "recipient",
    "recipient",
    Recipient,
    "slug words served order version",
    lambda row: row.slug,
    keyed=True,
)
register(
    "inspection_kind",
    "type of inspection",
    InspectionKind,
    "slug name short_name bodies prefix areas scale source certainty version",
    lambda row: row.slug,
    parts=lambda row: {
        "reached": [{**fields(one, *REACH), "recipient": one.recipient.slug} for one in row.reached.all()]
    },
    prefetch=("reached__recipient",),
    keyed=True,
)
register(
    "recommendation",
    "recommendation",
    Recommendation,
    "reference order addressed_to text paragraph answers_is_our_reading inspection accountable_post "
    "portfolio_holder version",
    lambda row: row.reference,
    parts=lambda row: {"timeframe": row.timeframe.slug, "answers": row.answers.slug if row.answers else None},
    select=("timeframe", "answers"),
    inspection="inspection",
    in_force=RecommendationInForce,
    keyed=True,
)
register(
    "deadline_rule",
    "statutory rule",
    DeadlineRule,
    "slug inspection_kind duty task in_force_from in_force_until number unit day_one counted_from after_duty source "
    "leaves_out_closures wording certainty version",
    lambda row: row.slug,
    format=3,
    upcasters={
        2: lambda state: {
            **state,
            "task": "",
            "in_force_from": None,
            "in_force_until": None,
            "after_duty": "",
        }
    },
    keyed=True,
)
register(
    "deadline",
    "deadline",
    Deadline,
    "inspection rule counted_from start start_note computed_on adopted_on adopted_at adopted_by adopted_reason "
    "met_on met_at met_by met_proof version",
    parts=lambda row: {"wordings": [fields(wording, *WORDING) for wording in row.wordings.all()]},
    prefetch=("wordings",),
    # What people call it by is its rule's.
    beside=("inspection__reference", "rule__task", "rule__duty"),
    format=2,
    inspection="inspection",
)
register(
    "publication_step",
    "publication step",
    PublicationStep,
    "inspection duty recipient words served order source state done_on day_not_stated done_by "
    "done_to proof proof_file version",
    parts=lambda row: {"copies": [fields(copy, *COPY, "organisation") for copy in row.copies.all()]},
    prefetch=("copies__organisation",),
    format=3,
    upcasters={2: with_words},
    inspection="inspection",
)
register(
    "meeting",
    "meeting",
    Meeting,
    "body inspection held_on purpose asked source outcome moves cancelled_at cancelled_by cancelled_reason version",
    format=3,
    upcasters={
        1: since_then(inspection=None),
        2: since_then(moves=[], cancelled_at=None, cancelled_by=None, cancelled_reason=""),
    },
    inspection="inspection",
)
# Content and record stand in by their digests: they are the row's own, and never change.
register(
    "plan_version",
    "version of the plan",
    PlanVersion,
    "number inspection title note state format digest composed_at composed_by corrects approved_at approved_by "
    "meeting approval_minute approval_reason published_on published_at published_by published_over "
    "record_digest withdrawn_at withdrawn_by withdrawn_reason version",
    faults=plan_version_faults,
    format=2,
    upcasters={1: since_then(inspection=None, approval_minute="", approval_reason="")},
    inspection="inspection",
    keyed=True,
)
register(
    "consultation",
    "consultation",
    Consultation,
    "version_asked organisation partner_name asked_on asked_at asked_by answer_by question answered_on "
    "answered_at answered_by answer came_by outcome response responded_at responded_by withdrawn_at withdrawn_by "
    "withdrawn_reason version",
    format=2,
    visible=lambda user: Q(subject__in=answers_seen_by(user).values("uuid")),
    inspection="version_asked__inspection",
)
# The digest stays out: the history holds no part of a secret; nor does it say how often it was opened.
register(
    "draft_link",
    "link to a draft",
    DraftLink,
    "consultation ends_on made_at made_by ended_at ended_by version",
    lambda row: f"link {str(row.uuid)[:8]}",
    visible=lambda user: Q(subject__in=links_seen_by(user).values("uuid")),
    inspection="consultation__version_asked__inspection",
    keyed=True,
)
register(
    "day_off",
    "bank holiday or closure",
    DayOff,
    "day kind name source added_at added_by taken_out_at taken_out_by taken_out_reason version",
)
register(
    "childrens_page",
    "page for children and young people",
    ChildrensPage,
    "slug inspection title text written_at written_by version",
    format=2,
    upcasters={1: since_then(inspection=None)},
    inspection="inspection",
)
