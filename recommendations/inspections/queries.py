"""Reads of this room, live or at the end of a past day (`as_at`): one record for both."""

from copy import copy
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from jarplan.audit.canonical import plain
from jarplan.audit.errors import allows
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.audit.reading.as_at import states
from jarplan.audit.reading.folding import end_of
from jarplan.audit.subjects import SUBJECTS, fields
from recommendations.deadlines.queries import deadlines, with_followers
from recommendations.deadlines.starts import counted_now, start_anew, start_of
from recommendations.inspections.records import (
    JudgementRecord,
    PostRecord,
    TimeframeRecord,
    inspection_record,
    paper_date_record,
    recommendation_record,
)
from recommendations.inspections.verbs import rules_replaced
from recommendations.models import CouncilReport, Inspection, PaperDate
from recommendations.policies import check_inspections
from recommendations.subjects import FRAME, JUDGEMENT, PAPER_DATE_FIELDS
from recommendations.within import EVERYTHING


def inspections(as_at=None, within=EVERYTHING):
    """Every inspection with its parts, the earliest first."""
    names = organisation_names(as_at)
    found = [
        inspection_record(uuid, state, names) for uuid, state in within.states("inspection", as_at).items()
    ]
    return sorted(found, key=lambda record: (record.published_on, record.reference))


def not_confirmed(user):
    """The titles of the inspections whose words are not confirmed yet, which are in no plan: for who enters them."""
    if not allows(check_inspections, user):
        return []
    return list(Inspection.objects.filter(confirmed=False).values_list("title", flat=True))


def recommendations(as_at=None, within=EVERYTHING):
    """Every recommendation in the order of the reports. Live this is one query."""
    only = within.of("recommendation")
    found = recommendations_at(as_at, only) if as_at else recommendations_now(only)
    return sorted(found, key=lambda record: (record.timeframe.counted_from, record.inspection, record.order))


def recommendation(reference, as_at=None, within=EVERYTHING):
    """The recommendation of that reference, or None."""
    only = within.of("recommendation") & Q(reference=reference)
    return next(recommendations_at(as_at, only) if as_at else recommendations_now(only), None)


def recommendations_now(only):
    rows = SUBJECTS["recommendation"].present(only)
    for row in rows.select_related(
        "answers__grade", "accountable_post__organisation", "portfolio_holder__organisation"
    ):
        frame, answers = row.timeframe, row.answers
        yield recommendation_record(
            row.uuid,
            plain(SUBJECTS["recommendation"].state(row)),
            row.inspection,
            TimeframeRecord(
                **fields(frame, *FRAME),
                counted_from=row.inspection.published_on,
            ),
            answers
            and JudgementRecord(
                **fields(answers, *JUDGEMENT),
                grade=answers.grade.number if answers.grade else None,
            ),
            {
                str(post.uuid): post_record(post)
                for post in (row.accountable_post, row.portfolio_holder)
                if post
            },
        )


def post_record(post):
    return PostRecord(str(post.uuid), post.title, post.organisation.name)


def recommendations_at(as_at, only):
    inspection = {record.uuid: record for record in inspections(as_at)}
    posts = posts_at(as_at)
    for uuid, state in states("recommendation", as_at, only).items():
        printed = inspection[state["inspection"]]
        yield recommendation_record(
            uuid,
            state,
            printed,
            printed.timeframe(state["timeframe"]),
            printed.judgement(state["answers"]),
            posts,
        )


def organisation_names(as_at=None):
    """The name of every organisation by the text of its UUID."""
    return {str(uuid): state["name"] for uuid, state in states("organisation", as_at).items()}


def posts_at(as_at):
    """Every post of that day by the text of its UUID."""
    names = organisation_names(as_at)
    return {
        str(uuid): PostRecord(str(uuid), state["title"], names[state["organisation"]])
        for uuid, state in states("post", as_at).items()
    }


def paper_dates(as_at=None, within=EVERYTHING):
    """The dates that the council's paper names, the earliest first; those without a single day before."""
    if as_at is None:
        rows = PaperDate.objects.filter(inspection__in=Inspection.objects.filter(within.of("inspection")))
        rows = rows.order_by("pk")
        found = [paper_date_record(plain(fields(row, *PAPER_DATE_FIELDS))) for row in rows]
    else:
        found = [named for inspection in inspections(as_at, within) for named in inspection.paper_dates]
    return sorted(found, key=lambda named: (named.day or date.min, named.slug))


def corrections(uuid, as_at=None):
    """The events that corrected an inspection for a reason, the latest first: (when, who, why) of each."""
    kinds = Q(kind="corrected") | Q(kind__endswith=" corrected")
    events = AuditEvent.objects.filter(kinds, subject=uuid).order_by("-sequence")
    events = list(events.filter(at__lt=end_of(as_at)) if as_at else events)
    why = dict(AuditState.objects.filter(pk__in=[one.pk for one in events]).values_list("pk", "reason"))
    return [(one.at, one.actor_name, why[one.pk]) for one in events if why[one.pk]]


def withdrawn_along(inspection):
    """What is withdrawn with an inspection, in words."""
    deadlines, recommendations = inspection.deadlines.count(), inspection.recommendations.count()
    if recommendations:
        yield f"{recommendations} recommendation{'' if recommendations == 1 else 's'}"
    if deadlines:
        yield f"{deadlines} deadline{'' if deadlines == 1 else 's'}"
    if inspection.publication_steps.exists():
        yield "the steps of its publication"
    if CouncilReport.objects.filter(inspection=inspection).exists():
        yield "the council's report"


def moved_by(inspection, *, kind, **dates):
    """(what, its date now, its date then) of each date that moves when an inspection is corrected to these."""
    for frame in inspection.timeframes.filter(months__isnull=False):
        inspected = replace(record_of(frame), counted_from=dates["published_on"])
        yield f"{frame.label}: last day", frame.ends_on, inspected.ends_on
    corrected = copy(inspection)
    for name, value in {"kind": kind, **dates}.items():
        setattr(corrected, name, value)
    lost, gained = rules_replaced(inspection, kind, corrected.published_on)
    rows = {str(row.uuid): row for row in inspection.deadlines.select_related("rule")}
    found = [one for one in deadlines() if one.uuid in rows]
    stay = [one for one in found if rows[one.uuid].rule not in lost]
    moved = list(counted_by(corrected, stay, rows))
    for one, then in moved:
        yield f"{one.title}: calculated date", one.computed, then.computed
        yield f"{one.title}: deadline in force", one.in_force, then.in_force
    yield from ((one.title, one.in_force, None) for one in found if one not in stay)
    then = {one.uuid: then for one, then in moved}
    yield from newly_counted(corrected, gained, [then.get(one.uuid, one) for one in stay])


def counted_by(corrected, found, rows):
    """(a deadline as it stands, as it would be) of each that is counted anew once an inspection is as this copy says,
    and of each that is counted from one of those. rows: of deadlines, by the text of their UUID."""
    then = {}
    for one in found:
        counted_from, day, note = start_anew(rows[one.uuid], corrected)
        if (counted_from, day) != (one.counted_from, one.start):
            then[one.uuid] = one.begun_on(counted_from, day, note)
    then = with_followers(found, then)
    return [(one, then[one.uuid]) for one in found if one.uuid in then]


@dataclass(frozen=True)
class NewDeadline:
    """A deadline that is not made yet, as others are counted from it."""

    duty: str
    in_force: date
    met_on: None = None


def newly_counted(corrected, rules, stay):
    """(what, None, its date) of the deadline that each of these rules, in their order, would set after an inspection
    as this copy. stay: the deadlines that it keeps, as they would be."""
    known = [*stay]
    for rule in rules:
        label = rule.duty_in_words
        counted = counted_now(rule, start_of(rule, corrected, known)[1])
        if counted:
            known.append(NewDeadline(rule.duty, counted))
        yield f"{label[0].upper()}{label[1:]} (new)", None, counted


def record_of(frame):
    return TimeframeRecord(**fields(frame, *FRAME), counted_from=frame.inspection.published_on)
