"""The columns of the published plan, said once: every page, sheet and document of it holds these cells in this order.

A cell is plain text; where it lists several things, each stands on a line of its own. Files for programs hold what
is BESIDE these words as well: days as days, and the keys of what the words say.
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
    """A heading and what stands below it: text, or a "date" or an "integer", None where there is none. `key`: what
    programs know it by, which is never renamed; `said`: what it means, where its heading does not say it."""

    heading: str
    key: str
    cell: Callable
    type: str = "string"
    said: str = ""


@dataclass(frozen=True)
class Part:
    """A recommendation with the cells about it, and a row of cells for each action that answers it, with the key of
    the rating that the row declares ("" for none) and the values of BESIDE_ACTION."""

    reference: str
    text: str
    cells: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    ratings: tuple[str, ...]
    beside: tuple[tuple, ...]


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
    """What was declared of each success criterion when the action was claimed to be done, what is doubted, what was
    answered to what the record says against it, and that a check by sample found the sign-off to hold."""
    doubted = (f"Doubted at sign-off: {one.doubt}" if one.doubt else "" for one in action.proofs)
    declared = (f"“{one.statement}”: {one.outcome}" for one in action.proofs)
    answered = (f"{one.point} Answer: {one.answer}" for one in action.answers)
    late = f"Delivered late, {action.delivered_late}" if action.delivered_late else ""
    before = "" if action.weighed else "Signed before claims were weighed"
    held = (
        f"Checked by sample on {in_full(action.checked_on)}: the sign-off holds" if action.checked_on else ""
    )
    return lines(late, before, *chain.from_iterable(zip(declared, doubted, strict=True)), *answered, held)


def reported(action):
    return in_full(action.reported_on) if action.reported_on else "Not yet"


ABOUT_RECOMMENDATION = (
    Column("Recommendation", "recommendation", lambda one: one.reference),
    Column("What the inspectors recommend", "recommendation_text", lambda one: one.text),
    Column("Accountable", "accountable", lambda one: one.accountable_post or "To be confirmed"),
)
# The cells of fields that are not shown just as they are written.
CELLS = {
    "leads": lambda one: lines(*map(lead, one.leads)) or "No lead yet",
    "partners": lambda one: lines(*one.partners),
    "criteria": lambda one: lines(*map(criterion, one.criteria)),
    "due": due,
}
ABOUT_ACTION = (
    Column("Action", "action", lambda one: one.reference),
    *(
        Column(one.published, one.key, CELLS.get(one.key, attrgetter(one.key)))
        for one in FIELDS
        if one.published
    ),
    Column("Status", "status", status),
    Column("Rating", "rating", rating),
    Column("Why it is not on track", "why", why),
    Column("Next step", "next_step", attrgetter("next_step")),
    Column("Proof", "proof", claim),
    Column("Last report", "reported", reported),
)
WHEN = (
    Column("Review", "inspection", lambda section: section.inspection.title),
    Column("Timeframe", "timeframe", lambda section: section.timeframe.label),
)
WORDS = (*WHEN, *ABOUT_RECOMMENDATION, *ABOUT_ACTION)
HEADINGS = tuple(column.heading for column in WORDS)
LATEST = "The latest day that the words can mean; empty where they name no day."
WHERE_NOT_ON_TRACK = "Of the lead; empty where the rating is neither red nor amber, or none was said."
HELD = "When somebody who had no part in it found that the sign-off holds; empty where it was not checked."
BESIDE_SECTION = (
    Column("Review reference", "inspection_reference", lambda section: section.inspection.reference),
    Column("Timeframe ends on", "timeframe_ends_on", lambda section: section.timeframe.ends_on, "date"),
)
BESIDE_ACTION = (
    Column("Starts on", "start_on", attrgetter("start_latest"), "date", LATEST),
    Column("Due on", "due_on", attrgetter("due_latest"), "date", LATEST),
    Column("Times extended", "times_extended", attrgetter("moves"), "integer"),
    Column("Last report on", "reported_on", attrgetter("reported_on"), "date"),
    Column("Expected back on track on", "recovers_on", attrgetter("recovers_on"), "date"),
    Column("Confidence key", "confidence_key", attrgetter("confidence"), said=WHERE_NOT_ON_TRACK),
    Column("Signed off for the board on", "signed_on", attrgetter("signed_on"), "date"),
    Column("Status key", "status_key", attrgetter("status")),
    Column("Rating key", "rating_key", attrgetter("rating"), said="Empty where the lead has declared none."),
    Column(
        "Calculated rating key",
        "calculated_rating_key",
        attrgetter("computed"),
        said="What the rule gives; empty where it gives none.",
    ),
    Column(
        "Sample", "sample", lambda action: SAMPLE if action.is_sample else "", said="Empty unless it is one."
    ),
    Column("Checked by sample on", "checked_on", attrgetter("checked_on"), "date", HELD),
)
BESIDE = (*BESIDE_SECTION, *BESIDE_ACTION)
SAMPLE = "Sample, not the council’s own plan"


def warning(content):
    """What every form of a sample plan says of itself; "" of a council's own."""
    samples, whole = sum(action.is_sample for action in content.actions), len(content.actions)
    if not samples:
        return ""
    which = "The actions are" if samples == whole else f"{samples} of the {whole} actions are"
    return f"Sample plan. {which} examples, and not the council’s own plan."


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
        tuple(tuple(column.cell(action) for column in BESIDE_ACTION) for action in actions),
    )


def flat_rows(content):
    """A row for each action with the cells of all WORDS; a recommendation without one has a row that says so."""
    return (words for words, _ in rows_beside(content))


def rows_beside(content):
    """(flat row, values of BESIDE) for each action, and for each recommendation without one."""
    nothing = (NO_ACTION, *[""] * (len(ABOUT_ACTION) - 1))
    unknown = tuple("" if column.type == "string" else None for column in BESIDE_ACTION)
    for section in sections(content):
        when = tuple(column.cell(section) for column in WHEN)
        ends = tuple(column.cell(section) for column in BESIDE_SECTION)
        for part in section.parts:
            rows = zip(part.rows, part.beside, strict=True) if part.rows else [(nothing, unknown)]
            for row, beside in rows:
                yield (*when, *part.cells, *row), (*ends, *beside)
