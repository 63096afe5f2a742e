"""Reads of this room, live or at the end of a past day (`as_at`): one record for both."""

from datetime import date

from jarplan.audit.asat import states
from jarplan.audit.canonical import plain
from jarplan.audit.subjects import SUBJECTS
from jarplan.people.models import User
from recommendations.daysoff import day_off_record
from recommendations.deadlines import deadline_record
from recommendations.models import DeadlineRule, PaperDate
from recommendations.publication import step_record
from recommendations.records import (
    JudgementRecord,
    PostRecord,
    TimeframeRecord,
    inspection_record,
    meeting_record,
    paper_date_record,
    recommendation_record,
)
from recommendations.subjects import (
    PAPER_DATE_FIELDS,
    deadline_state,
    fields,
    recommendation_state,
    rule_state,
)


def inspections(as_at=None):
    """Every inspection with its parts, the earliest first."""
    names = organisation_names(as_at)
    found = [inspection_record(uuid, state, names) for uuid, state in states("inspection", as_at).items()]
    return sorted(found, key=lambda record: (record.published_on, record.reference))


def recommendations(as_at=None):
    """Every recommendation in the order of the reports. Live this is one query."""
    found = recommendations_at(as_at) if as_at else recommendations_now()
    return sorted(found, key=lambda record: (record.timeframe.counted_from, record.inspection, record.order))


def recommendation(reference, as_at=None):
    """The recommendation of that reference, or None."""
    if as_at is None:
        return next(recommendations_now(reference=reference), None)
    return next((record for record in recommendations_at(as_at) if record.reference == reference), None)


def recommendations_now(**conditions):
    rows = SUBJECTS["recommendation"].instances(**conditions)
    for row in rows.select_related(
        "answers__grade", "accountable_post__organisation", "portfolio_holder__organisation"
    ):
        frame, answers = row.timeframe, row.answers
        yield recommendation_record(
            row.uuid,
            plain(recommendation_state(row)),
            TimeframeRecord(
                **fields(frame, "slug", "label", "paragraph", "order", "months"),
                counted_from=row.inspection.published_on,
            ),
            answers
            and JudgementRecord(
                **fields(answers, "slug", "kind", "area", "order", "word", "paragraph", "text"),
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


def recommendations_at(as_at):
    inspection = {record.uuid: record for record in inspections(as_at)}
    posts = posts_at(as_at)
    for uuid, state in states("recommendation", as_at).items():
        printed = inspection[state["inspection"]]
        yield recommendation_record(
            uuid, state, printed.timeframe(state["timeframe"]), printed.judgement(state["answers"]), posts
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


def days_off(as_at=None):
    """Every day off beyond the published calendar, taken out ones too, the earliest first."""
    found = [day_off_record(uuid, state) for uuid, state in states("day_off", as_at).items()]
    return sorted(found, key=lambda record: (record.day, record.stands, record.uuid))


def deadlines(as_at=None):
    """Every deadline, the earliest governing date first."""
    off = days_off(as_at)
    if as_at is None:
        found = [
            deadline_record(
                row.uuid,
                plain(deadline_state(row)),
                plain(rule_state(row.rule)),
                {str(person.uuid): person.full_name for person in (row.adopted_by, row.met_by) if person},
                off,
            )
            for row in SUBJECTS["deadline"].instances()
        ]
    else:
        rules = {str(uuid): state for uuid, state in states("deadline_rule", as_at).items()}
        past = states("deadline", as_at)
        named = {state[name] for state in past.values() for name in ("adopted_by", "met_by")} - {None}
        names = {str(person.uuid): person.full_name for person in User.objects.filter(uuid__in=named)}
        found = [
            deadline_record(uuid, state, rules[state["rule"]], names, off) for uuid, state in past.items()
        ]
    return sorted(found, key=lambda record: (record.governing, record.duty))


def effects_of_receipt(inspection, received_on):
    """(the deadline as it stands, as it would be counted from that day) of each that the law counts from receipt."""
    found = [one for one in deadlines() if one.inspection == str(inspection.uuid)]
    return [
        (one, one.received(received_on))
        for one in found
        if one.rule_counts_from == DeadlineRule.CountedFrom.RECEIVED
    ]


def paper_dates(as_at=None):
    """The dates that the council's paper names, the earliest first; those without a single day before."""
    if as_at is None:
        rows = PaperDate.objects.order_by("pk")
        found = [paper_date_record(plain(fields(row, *PAPER_DATE_FIELDS))) for row in rows]
    else:
        found = [named for inspection in inspections(as_at) for named in inspection.paper_dates]
    return sorted(found, key=lambda named: (named.day or date.min, named.slug))


def publication_steps(as_at=None):
    """Every step of publication: the report's first, each in the order of the regulation."""
    found = [step_record(uuid, state) for uuid, state in states("publication_step", as_at).items()]
    return sorted(found, key=lambda record: (record.duty != "report", record.order))


def meetings(as_at=None):
    """Every meeting, the earliest first."""
    found = [meeting_record(uuid, state) for uuid, state in states("meeting", as_at).items()]
    return sorted(found, key=lambda record: (record.held_on, record.body))
