"""The columns of the published plan, said once: every page, sheet and document of it holds these cells in this order.

A cell is plain text; where it lists several things, each stands on a line of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from actions.rules.fields import FIELDS
from actions.rules.lifecycle import SIGNED
from jarplan.dates import in_full
from jarplan.reporting.document.schema import ContentInspection, ContentTimeframe

NO_ACTION = "No action yet"


@dataclass(frozen=True)
class Column:
    """A heading and the text that stands below it."""

    heading: str
    cell: Callable


@dataclass(frozen=True)
class Part:
    """A recommendation with the cells about it, and a row of cells for each action that answers it, with the key of
    the rating that the row declares ("" for none)."""

    reference: str
    text: str
    cells: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    ratings: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """The recommendations of one timeframe of an inspection."""

    inspection: ContentInspection
    timeframe: ContentTimeframe
    parts: tuple[Part, ...]

    @property
    def ends(self):
        """Until when it lasts, in words; nothing where no length is stated."""
        return f"Until {in_full(self.timeframe.ends_on)}" if self.timeframe.ends_on else ""


def lines(*texts):
    return "\n".join(text for text in texts if text)


def lead(one):
    names = ", ".join(text for text in (one.post, one.organisation, one.person) if text)
    return names if one.accountable else f"With {names}"


def criterion(one):
    """The criterion in its own words, with its figures where it is measured."""
    figures = [
        f"{word} {value}{unit(one.unit)}"
        for word, value in (("from", one.baseline), ("to", one.target))
        if value
    ]
    figures += [f"by {in_full(one.target_on)}"] if one.target_on else []
    return f"{one.statement} ({', '.join(figures)})" if figures else one.statement


def unit(word):
    return word if word in ("", "%") else f" {word}"


def due(action):
    """The due date as it was written, and the first one where it was moved."""
    if not action.due:
        return "No date yet"
    if not action.moves:
        return action.due
    times = "once" if action.moves == 1 else f"{action.moves} times"
    return lines(action.due, f"First {action.original_due or 'without a date'}, extended {times}")


def status(action):
    if action.superseded_by:
        return f"{action.status_label} by {action.superseded_by}"
    signed = f"Signed off for the board on {in_full(action.signed_on)}" if action.signed_on else ""
    return lines(action.status_label, signed if action.status in SIGNED else "")


def why(action):
    """Why it is red or amber, and how confident its lead is."""
    back = f"Expected back on track on {in_full(action.recovers_on)}" if action.recovers_on else ""
    confidence = f"Confidence of the lead: {action.confidence}" if action.confidence else ""
    would_help = f"What would help: {action.would_help}" if action.would_help else ""
    return lines(action.reason, back, confidence, would_help)


def rating(action):
    """The rating that its lead declared, and the one that the rule gives where it is another one; of what is blue,
    that criteria are unproven or that other points against it were answered."""
    declared = action.rating_label or "No rating yet"
    if action.status in SIGNED and (action.unproven or action.answers):
        return lines(declared, "Criteria unproven" if action.unproven else "Points against it answered")
    if action.rating and action.computed and action.computed != action.rating:
        return lines(declared, f"Calculated rating: {action.computed_label}")
    return declared


def claim(action):
    """What was declared of each success criterion when the action was claimed to be done, what is doubted, and what
    was answered to what the record says against it."""
    doubted = (f"Doubted at sign-off: {one.doubt}" if one.doubt else "" for one in action.proofs)
    declared = (f"“{one.statement}”: {one.outcome}" for one in action.proofs)
    answered = (f"{one.point} Answer: {one.answer}" for one in action.answers)
    late = f"Delivered late, {action.delivered_late}" if action.delivered_late else ""
    before = "" if action.weighed else "Signed before claims were weighed"
    return lines(late, before, *chain.from_iterable(zip(declared, doubted, strict=True)), *answered)


def reported(action):
    return in_full(action.reported_on) if action.reported_on else "Not yet"


ABOUT_RECOMMENDATION = (
    Column("Recommendation", lambda one: one.reference),
    Column("What the inspectors recommend", lambda one: one.text),
    Column("Accountable", lambda one: one.accountable_post or "To be confirmed"),
)
# The cells of fields that are not shown just as they are written.
CELLS = {
    "leads": lambda one: lines(*map(lead, one.leads)) or "No lead yet",
    "partners": lambda one: lines(*one.partners),
    "criteria": lambda one: lines(*map(criterion, one.criteria)),
    "due": due,
}
ABOUT_ACTION = (
    Column("Action", lambda one: one.reference),
    *(Column(one.published, CELLS.get(one.key, attrgetter(one.key))) for one in FIELDS if one.published),
    Column("Status", status),
    Column("Rating", rating),
    Column("Why it is not on track", why),
    Column("Next step", lambda one: one.next_step),
    Column("Proof", claim),
    Column("Last report", reported),
)
WHEN = (
    Column("Review", lambda section: section.inspection.title),
    Column("Timeframe", lambda section: section.timeframe.label),
)
HEADINGS = tuple(column.heading for column in (*WHEN, *ABOUT_RECOMMENDATION, *ABOUT_ACTION))


def sections(content):
    """The plan in the order of the reports: timeframe by timeframe, those with a recommendation."""
    answers = {}
    for action in content.actions:
        answers.setdefault(action.recommendation, []).append(action)
    for inspection in content.inspections:
        for frame in inspection.timeframes:
            found = tuple(
                part_of(one, answers.get(one.reference, ()))
                for one in content.recommendations
                if one.inspection == inspection.reference and one.timeframe == frame.slug
            )
            if found:
                yield Section(inspection, frame, found)


def part_of(recommendation, actions):
    return Part(
        recommendation.reference,
        recommendation.text,
        tuple(column.cell(recommendation) for column in ABOUT_RECOMMENDATION),
        tuple(tuple(column.cell(action) for column in ABOUT_ACTION) for action in actions),
        tuple(action.rating for action in actions),
    )


def flat_rows(content):
    """A row for each action with all columns, for a sheet; a recommendation without one has a row that says so."""
    nothing = (NO_ACTION, *[""] * (len(ABOUT_ACTION) - 1))
    for section in sections(content):
        when = tuple(column.cell(section) for column in WHEN)
        for part in section.parts:
            for row in part.rows or (nothing,):
                yield (*when, *part.cells, *row)
