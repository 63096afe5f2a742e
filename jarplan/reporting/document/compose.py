"""Composing a version of the plan from the rows of today: what it holds is in schema.py.

`compose` says what stands; `for_the_public` takes out what no version may hold.
"""

from django.conf import settings
from django.db.models import Prefetch

from actions.models import Action, ProgressUpdate, SampleCheck, SignOff
from actions.reading.claims import checked_in, said_in
from actions.reading.queries import Records, annotated
from actions.reading.rounds import read_rounds
from actions.rules.claims import Outcome
from actions.rules.lifecycle import CLAIMED, Rating, Verb, targets
from actions.rules.rating import rule_of
from actions.rules.records import brag
from actions.rules.slippage import lateness_of
from actions.samples.queries import STANDS, checked_by_sample
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.people.models import PostHolding
from jarplan.reporting.document.schema import (
    EMAIL,
    PUBLISHED_TEXTS,
    ContentAction,
    ContentAnswer,
    ContentChecked,
    ContentChildren,
    ContentCriterion,
    ContentDeadline,
    ContentInspection,
    ContentLead,
    ContentProof,
    ContentRecommendation,
    ContentTimeframe,
    PlanContent,
    mapped,
)
from jarplan.reporting.ratings import computed_word, look_of
from recommendations.deadlines.queries import deadlines
from recommendations.inspections.queries import inspections, recommendations
from recommendations.models import ChildrensPage
from recommendations.within import within_of

TITLE = "Action plan"
# What left the plan is not in a version of it; what another action replaced is shown as that.
LEFT_OUT = targets(Verb.WITHDRAW, Verb.DECLINE)
LEFT_OUT_ADDRESS = "(email address left out)"


def compose(*, day, now, people_named=False, within=None):
    """The plan of the inspections `within` (all that are confirmed) as it stands on this day, at this moment.

    `people_named`: with who holds the posts that lead.
    """
    within = within_of() if within is None else within
    inspected = inspections(within=within)
    reference_of = {one.uuid: one.reference for one in inspected}
    return PlanContent(
        title=TITLE,
        place=settings.PLAN_PLACE,
        as_at=day,
        composed_at=now,
        people_named=people_named,
        inspections=tuple(inspection_of(one) for one in inspected),
        recommendations=tuple(recommendation_of(one, reference_of) for one in recommendations(within=within)),
        actions=tuple(actions_of(day, people_named, within)),
        deadlines=tuple(
            ContentDeadline(
                reference_of[one.inspection],
                one.duty,
                one.title,
                one.in_force,
                one.in_force_because,
                one.source,
            )
            for one in deadlines(within=within)
        ),
        children=childrens_page(within),
        checked=checked(within),
    )


def for_the_public(content):
    """The content without the email addresses that somebody typed into a text."""
    return mapped(content, without_addresses)


def without_addresses(text):
    """A text that the public reads, without the email addresses that somebody typed into it."""
    return EMAIL.sub(LEFT_OUT_ADDRESS, text)


def inspection_of(one):
    frames = (
        ContentTimeframe(frame.slug, frame.label, frame.paragraph, frame.ends_on) for frame in one.timeframes
    )
    return ContentInspection(
        one.reference, one.title, one.area, one.document, one.published_on, tuple(frames)
    )


def recommendation_of(one, reference_of):
    return ContentRecommendation(
        one.reference,
        reference_of[one.inspection],
        one.timeframe.slug,
        one.paragraph,
        one.addressed_to,
        one.text,
        str(one.accountable_post or ""),
        str(one.portfolio_holder or ""),
    )


def actions_of(day, people_named, within):
    """The actions of the plan in its order, in a handful of queries however many there are."""
    rounds = read_rounds()
    rows = (
        Action.objects.filter(within.of("action")).exclude(status__in=LEFT_OUT).order_by("plan_order", "pk")
    )
    # The same reader as the lists have, so that what is published is what was on the page.
    records = {record.uuid: record for record in Records(annotated(rows))}
    # Prefetched: as many queries for 400 actions as for 40.
    signed = Prefetch("sign_offs", SIGNED, to_attr="signed")
    explained = Prefetch("updates", EXPLAINED, to_attr="explained")
    sampled = Prefetch("sample_checks", HELD, to_attr="sampled")
    parts = ["leads__post__organisation", "partners", "criteria", signed, "later_looks", explained, sampled]
    parts += [Prefetch("leads__post__holdings", HOLDINGS, to_attr="held")] if people_named else []
    whole = rows.select_related("recommendation", "superseded_by").prefetch_related(*parts)
    for row in whole:
        yield action_of(row, records[row.uuid], day, rounds, people_named)


SIGNED = SignOff.objects.filter(outcome=SignOff.Outcome.SIGNED, lapsed_at__isnull=True).order_by(
    "signed_at", "pk"
)
HELD = SampleCheck.objects.filter(held=True, **STANDS).order_by("checked_at", "pk")
EXPLAINED = ProgressUpdate.objects.filter(action__declared_rating__in=(Rating.RED, Rating.AMBER)).order_by(
    "made_at", "pk"
)
HOLDINGS = PostHolding.objects.filter(held_to__isnull=True).select_related("user")


def action_of(row, record, day, rounds, people_named):
    declared, rule = brag(record), rule_of(record, day, rounds)
    return ContentAction(
        reference=row.reference,
        recommendation=row.recommendation.reference,
        text=row.text,
        leads=tuple(lead_of(lead, people_named) for lead in row.leads.all()),
        partners=tuple(partner.name for partner in row.partners.all()),
        criteria=tuple(
            ContentCriterion(one.statement, one.unit, one.baseline, one.target, one.target_on)
            for one in row.criteria.all()
        ),
        **{key: getattr(row, key) for key in PUBLISHED_TEXTS},
        start=written(record.start),
        start_latest=row.start_latest,
        due=written(record.due),
        due_latest=row.due_latest,
        original_due=original(record),
        moves=row.moves,
        status=row.status,
        status_label=record.status_label,
        superseded_by=row.superseded_by.reference if row.superseded_by else "",
        rating="" if declared == "none" else str(declared),
        rating_label="" if declared == "none" else look_of(declared).word,
        computed="" if rule.key == "none" else rule.key,
        computed_label="" if rule.key == "none" else computed_word(rule.key),
        reported_on=record.reported_at and day_of(record.reported_at),
        is_sample=row.is_sample,
        delivered_late=delivered_late(record),
        **(why_of(row.explained[-1]) if row.explained and declared in (Rating.RED, Rating.AMBER) else {}),
        **claimed(row),
    )


def why_of(report):
    """What a report says of why it is red or amber, and of what is done about it."""
    return {
        "reason": report.reason,
        "next_step": report.next_step,
        "recovers_on": report.recovers_on,
        "confidence": report.confidence,
        "would_help": report.would_help,
    }


def delivered_late(record):
    """By how much it was delivered late, and after which date; "" where it was not."""
    late = lateness_of(record)
    return f"{late} after {in_full(record.late_due)}" if late else ""


def claimed(row):
    """What a version says of the claim that an action is done; nothing where it is not claimed."""
    if row.status not in CLAIMED:
        return {}
    checked = [checked_in(one.content) for one in row.signed]
    board = [one.signed_at for one in row.signed if one.round == SignOff.Round.BOARD]
    looks = [said_in(one.content) for one in row.later_looks.all() if board and one.looked_at >= board[0]]
    doubts = {
        one["uuid"]: one["doubt"] for part in checked for one in part.get("criteria", ()) if one["doubt"]
    }
    return {
        "weighed": bool(row.claim),
        "unproven": row.unproven,
        "unanswered": row.unanswered,
        "signed_on": day_of(board[-1]) if board else None,
        "checked_on": day_of(row.sampled[-1].checked_at) if row.sampled else None,
        "proofs": tuple(
            ContentProof(one["statement"], Outcome(one["outcome"]).label, doubts.get(one["uuid"], ""))
            for one in row.claim.get("criteria", ())
        ),
        "answers": tuple(
            ContentAnswer(one["sentence"], one["answer"])
            for part in (row.claim, *checked, *looks)
            for one in part.get("points", ())
        ),
    }


def lead_of(lead, people_named):
    person = ", ".join(held.user.full_name for held in lead.post.held) if people_named else ""
    return ContentLead(lead.post.title, lead.post.organisation.name, lead.accountable, person)


def written(planned):
    """A date as it was written; nothing where there is none."""
    return str(planned) if planned.latest or planned.raw else ""


def original(record):
    if record.original_due:
        return in_full(record.original_due)
    return record.original_raw


def checked(within):
    found = checked_by_sample(within=within)
    return ContentChecked(found.checked, found.held) if found.checked else None


def childrens_page(within):
    page = ChildrensPage.objects.filter(within.of("childrens_page")).first()
    return page and ContentChildren(page.title, page.text)
