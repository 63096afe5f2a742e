"""The whole state of each aggregate of this room, for the history. Others stand in by their UUID."""

from django.db.models import Prefetch, Q

from actions.models import (
    Action,
    ActionInForce,
    AgendaItem,
    Challenge,
    ChallengeInForce,
    ContentChange,
    ContentChangeInForce,
    DateChange,
    DateChangeInForce,
    Deputy,
    Evidence,
    LaterLook,
    PlanImport,
    ProgressRelease,
    ProgressReturn,
    ProgressUpdate,
    RememberedHeading,
    ReminderRules,
    ReportingRound,
    Sample,
    SampleCheck,
    SampleCheckInForce,
    SignOff,
    Wait,
    WaitInForce,
)
from actions.reading.visibility import evidence_of, may_import, returns_of
from actions.rules.fields import COLUMNS, CRITERION_PARTS, FIELDS, TEXT_KEYS
from jarplan.audit.canonical import digest
from jarplan.audit.subjects import fields, only_for, register, since_then, uuid_of
from jarplan.dates import month_in_full

READING = ("statement", "unit", "value", "number", "met", "on", "source", "evidence")
WITHDRAWN = ("withdrawn_at", "withdrawn_by", "withdrawn_reason")
DECISION = ("uuid", "kind", "taken_at", "taken_by", "words", "date_change", "challenge", "report_by")
USE = ("action", "used_at", "used_by", "ended_at", "ended_by", "ended_reason")


def action_parts(row):
    return {
        "plan_import": uuid_of(row.plan_import),
        "leads": [fields(lead, "post", "accountable") for lead in row.leads.all()],
        "partners": [fields(partner, "name", "organisation") for partner in row.partners.all()],
        "criteria": [fields(one, "uuid", "order", *CRITERION_PARTS) for one in row.criteria.all()],
    }


def evidence_parts(row):
    uses = row.uses.all()
    standing = [use.action.uuid for use in uses if not use.ended_at]
    return {"actions": standing, "uses": [fields(use, *USE) for use in uses]}


def release_faults(row):
    """A release whose content is not the text that its digest was made of."""
    if digest(row.content) != row.digest:
        yield f"The content of {row} was changed after it was released: its digest does not fit."


def with_texts(state):
    """An action said nothing in a plain text, or about its delivery, that it did not have yet."""
    return {**UNSAID, **state}


def its_action(row):
    return row.action.reference


ITS_ACTION = ("action__reference",)


# An import holds all rows of its file: only its UUID is wanted here.
ITS_IMPORT = Prefetch("plan_import", PlanImport.objects.only("uuid"))
ACTION_PARTS = ("leads__post", "partners__organisation", "criteria")
# 5 has the rating before delivery, how late that was, what was claimed, and how confident its lead is.
ACTION_FORMAT = max(5, *(one.since for one in FIELDS))
UNSAID = {
    **dict.fromkeys(TEXT_KEYS, ""),
    "rating_before": "",
    "late_due": None,
    "late_on": None,
    "claim": {},
    "unproven": 0,
    "unanswered": 0,
    "answered": 0,
    "confidence": "",
}
FOR_NOBODY = {"for_organisation": None, "for_person": None, "for_name": ""}
for_importers = only_for(may_import)

register(
    "action",
    "action",
    Action,
    f"{' '.join(COLUMNS)} reference recommendation plan_order status status_reason awaiting moves original_raw "
    "original_due declared_rating confidence came_from superseded_by reported_at reported_by reported_month "
    "report_from off_path_from look_again_on reminded_at reminded_by agreed_at agreed_by delivered_at delivered_by "
    "rating_before claim unproven unanswered answered late_due late_on is_sample sheet_said sources version",
    lambda row: row.reference,
    parts=action_parts,
    prefetch=(*ACTION_PARTS, ITS_IMPORT),
    format=ACTION_FORMAT,
    upcasters=dict.fromkeys(range(4, ACTION_FORMAT), with_texts),
    inspection="recommendation__inspection",
    in_force=ActionInForce,
    keyed=True,
)
register(
    "update",
    "progress report",
    ProgressUpdate,
    "action made_at made_by rating confidence would_help done effect why_better reason next_step recovers_on "
    "kind no_change corrects round for_organisation for_person for_name sheet_return came_from version",
    its_action,
    beside=ITS_ACTION,
    parts=lambda row: {
        "readings": [fields(one, "criterion", *READING, *WITHDRAWN) for one in row.readings.all()]
    },
    prefetch=("readings__criterion", "readings__withdrawn_by", "readings__evidence"),
    format=4,
    # Whoever sent a report spoke for themselves.
    upcasters={
        3: since_then(
            confidence="", would_help="", why_better="", **FOR_NOBODY, sheet_return=None, came_from={}
        )
    },
    inspection="action__recommendation__inspection",
    keyed=True,
)
register(
    "date_change",
    "extension",
    DateChange,
    "action asked_at asked_by from_raw from_due to_raw to_precision to_earliest to_latest category reason decision "
    "decided_at decided_by decision_reason meeting version",
    its_action,
    beside=ITS_ACTION,
    inspection="action__recommendation__inspection",
    in_force=DateChangeInForce,
    keyed=True,
)
register(
    "content_change",
    "change of an agreed action",
    ContentChange,
    "action asked_at asked_by changes of_criteria category reason decision decided_at decided_by decision_reason "
    "meeting version",
    its_action,
    beside=ITS_ACTION,
    inspection="action__recommendation__inspection",
    in_force=ContentChangeInForce,
    keyed=True,
)
register(
    "evidence",
    "evidence",
    Evidence,
    "shows speaks_of file link attached_at attached_by withdrawn_at withdrawn_by withdrawn_reason earlier version",
    lambda row: ", ".join(use.action.reference for use in row.uses.all()) or str(row.uuid)[:8],
    parts=evidence_parts,
    prefetch=("uses__action", "uses__used_by", "uses__ended_by"),
    format=3,
    visible=lambda user: Q(subject__in=evidence_of(user).values("uuid")),
    inspection="uses__action__recommendation__inspection",
    keyed=True,
)
register(
    "sign_off",
    "sign-off",
    SignOff,
    "action round outcome signed_at signed_by role signer_organisation for_organisation meeting claimed_by deputy "
    "reason content digest format lapsed_at lapsed_because lapsed_by withdrawn_reason version",
    its_action,
    beside=ITS_ACTION,
    format=2,
    inspection="action__recommendation__inspection",
    keyed=True,
)
register(
    "round",
    "reporting round",
    ReportingRound,
    "month opens_on closes_on meeting spares_later_starts version",
    lambda row: f"round of {month_in_full(row.month)}",
    format=2,
    upcasters={1: since_then(spares_later_starts=False)},
    keyed=True,
)
# Its content stands in by its digest, as that of a version of the plan.
register(
    "progress_release",
    "release of progress",
    ProgressRelease,
    "number inspection round about format digest released_at released_by withdrawn_at withdrawn_by "
    "withdrawn_reason version",
    lambda row: f"release {row.number}",
    faults=release_faults,
    inspection="inspection",
    keyed=True,
)
register(
    "deputy",
    "deputy",
    Deputy,
    "for_organisation signer named_at named_by reason ended_at ended_by version",
    lambda row: row.for_organisation.name,
    beside=("for_organisation__name",),
)
register(
    "later_look",
    "follow-up review",
    LaterLook,
    "action looked_at looked_by role held effect next_on content meeting version",
    its_action,
    beside=ITS_ACTION,
    inspection="action__recommendation__inspection",
    keyed=True,
)
register(
    "challenge",
    "challenge",
    Challenge,
    "action lodged_at lodged_by role doubts question declared answered_at answered_by answer version",
    its_action,
    beside=ITS_ACTION,
    parts=lambda row: fields(row, "computed"),
    format=2,
    upcasters={1: since_then(doubts=True)},
    inspection="action__recommendation__inspection",
    in_force=ChallengeInForce,
    keyed=True,
)
register(
    "sample",
    "sample of sign-offs",
    Sample,
    "inspection drawn_at drawn_by role seed number drawn_from version",
    lambda row: f"sample {str(row.uuid)[:8]}",
    inspection="inspection",
    keyed=True,
)
register(
    "sample_check",
    "sample check",
    SampleCheck,
    "sample action sign_off drawn_at drawn_by checked_at checked_by role held seen reason version",
    its_action,
    beside=ITS_ACTION,
    inspection="action__recommendation__inspection",
    in_force=SampleCheckInForce,
    keyed=True,
)
register(
    "wait",
    "wait for another action",
    Wait,
    "action other why said_at said_by known_due ended_at ended_by version",
    its_action,
    beside=ITS_ACTION,
    inspection="action__recommendation__inspection",
    in_force=WaitInForce,
    keyed=True,
)
register(
    "agenda_item",
    "agenda item",
    AgendaItem,
    "meeting inspection recommendation action asked pack number put_at put_by taken_off_at taken_off_by "
    "taken_off_reason version",
    lambda row: row.reference,
    beside=("action__reference", "recommendation__reference"),
    parts=lambda row: {"decisions": [fields(one, *DECISION) for one in row.decisions.all()]},
    prefetch=("decisions__taken_by", "decisions__date_change", "decisions__challenge"),
    inspection="inspection",
    keyed=True,
)
register(
    "reminder_rules",
    "reminders and escalation",
    ReminderRules,
    "lead_after approver_after accountable_after portfolio_after papers_before set_at set_by version",
    lambda row: "reminders and escalation",
    keyed=True,
)
register(
    "import",
    "import",
    PlanImport,
    "file sha256 state uploaded_at uploaded_by confirmed_at confirmed_by undone_at undone_by lineage counts preview "
    "touched version",
    lambda row: f"import {str(row.uuid)[:8]}",
    visible=for_importers,
    format=2,
    keyed=True,
)
register(
    "return",
    "progress return",
    ProgressReturn,
    "file round confirmed_at confirmed_by for_organisation for_person for_name counts rows version",
    lambda row: f"return {str(row.uuid)[:8]}",
    visible=lambda user: Q(subject__in=returns_of(user).values("uuid")),
    keyed=True,
)
register(
    "heading",
    "heading of a spreadsheet",
    RememberedHeading,
    "key heading field remembered_at remembered_by version",
    lambda row: row.heading,
    visible=for_importers,
)
