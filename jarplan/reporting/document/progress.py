"""The progress of a round as a document: what a release of it holds, and how it is composed.

Of a report it holds what the published plan says of the last one too; how confident a lead is, who typed it and what
was measured it does not hold.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from actions.models import DateChange
from actions.releases.queries import extensions_of, reports_of, standing
from actions.rounds.pages import read_round
from actions.rules.lifecycle import Rating
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.reporting.document.compose import without_addresses
from jarplan.reporting.document.schema import from_text, mapped
from jarplan.reporting.ratings import look_of
from recommendations.within import plan_of

OFF_TRACK = (Rating.RED, Rating.AMBER)


@dataclass(frozen=True)
class ContentExtension:
    """A later due date that was agreed: the dates as they were written, why it was asked for, and the meeting that
    agreed ("" where none is named)."""

    before: str
    after: str
    category: str
    reason: str
    agreed_on: date
    meeting: str


@dataclass(frozen=True)
class ContentReport:
    """What a round brought on one action of the published plan: a report, extensions, or both. Without a report
    `reported_on` is None. `lead`: the post that is accountable; `rating`, `before`: keys ("" for none), the second as
    the release before said it of `before_month`; `reason`, `next_step` and `recovers_on` only where it is red or
    amber."""

    reference: str
    recommendation: str
    text: str
    lead: str
    is_sample: bool
    rating: str = ""
    rating_label: str = ""
    before: str = ""
    before_label: str = ""
    before_month: date | None = None
    done: str = ""
    effect: str = ""
    why_better: str = ""
    reason: str = ""
    next_step: str = ""
    recovers_on: date | None = None
    reported_on: date | None = None
    corrected: bool = False
    extensions: tuple[ContentExtension, ...] = ()


@dataclass(frozen=True)
class ProgressContent:
    """The progress of one round on one published plan. `month`: its first day; `plan_version`: the number of the
    version whose actions are reported on; `missing`: the references of those on which a report was due and did not
    come."""

    title: str
    place: str
    inspection: str
    plan_version: int
    month: date
    closed_on: date
    as_at: date
    reports: tuple[ContentReport, ...]
    missing: tuple[str, ...]

    @property
    def actions(self):
        """As a plan names what it holds, for what is said of samples."""
        return self.reports


def compose_progress(*, by, day, round, version):
    """What a release of this round (a Round) would hold today, about the published version, and the references of the
    actions that were reported on and are not in it."""
    plan, published = plan_of(version), from_text(version.content)
    known = {one.reference: one for one in published.actions}
    state = read_round(by, round, day, within=plan)
    reports = {first.action.reference: (first, last) for first, last in reports_of(round, known)}
    extensions = {}
    for change in extensions_of(round, known):
        extensions.setdefault(change.action.reference, []).append(extension_of(change))
    before = ratings_before(plan.one, round)
    content = ProgressContent(
        title=published.title,
        place=settings.PLAN_PLACE,
        inspection=plan.one.title,
        plan_version=version.number,
        month=round.month,
        closed_on=round.closes_on,
        as_at=day,
        # In the order of the plan that the public reads.
        reports=tuple(
            report_of(action, reports.get(reference), extensions.get(reference, ()), before.get(reference))
            for reference, action in known.items()
            if reference in reports or reference in extensions
        ),
        missing=tuple(one.reference for one in state.missing if one.reference in known),
    )
    left_out = [one.reference for one in state.sent if one.reference not in known]
    return mapped(content, without_addresses), left_out


def report_of(action, report, extensions, before):
    """What is said of an action: `report` (first, last), or None; `before`: (month, rating, its word), or None."""
    lead = next((one for one in action.leads if one.accountable), None)
    return ContentReport(
        reference=action.reference,
        recommendation=action.recommendation,
        text=action.text,
        lead=f"{lead.post}, {lead.organisation}" if lead else "",
        is_sample=action.is_sample,
        extensions=tuple(extensions),
        **(said_of(*report, before) if report else {}),
    )


def said_of(first, last, before):
    month, rating, label = before or (None, "", "")
    told = {
        "rating": last.rating,
        "rating_label": look_of(last.rating).word,
        "before": rating,
        "before_label": label,
        "before_month": month,
        "done": last.done,
        "effect": last.effect,
        "why_better": last.why_better,
        "reported_on": day_of(first.made_at),
        "corrected": last is not first,
    }
    if last.rating in OFF_TRACK:
        told |= {name: getattr(last, name) for name in ("reason", "next_step", "recovers_on")}
    return told


def extension_of(change):
    meeting = f"{change.meeting.body}, {in_full(change.meeting.held_on)}" if change.meeting else ""
    return ContentExtension(
        change.from_raw or (in_full(change.from_due) if change.from_due else ""),
        change.to_raw or in_full(change.to_latest),
        DateChange.Category(change.category).label,
        change.reason,
        day_of(change.decided_at),
        meeting,
    )


def ratings_before(inspection, round):
    """{reference: (month, rating, its word)} as the latest release of an earlier round says it that has not been
    withdrawn: what was not released is not told by comparing."""
    earlier = standing(inspection).filter(round__month__lt=round.month).order_by("round__month")
    row = earlier.last()
    if row is None:
        return {}
    content = from_text(row.content, ProgressContent)
    return {
        one.reference: (content.month, one.rating, one.rating_label) for one in content.reports if one.rating
    }
