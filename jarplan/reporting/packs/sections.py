"""The sections of a pack: what each says of the plan that was read, as paragraphs and tables of text. Pure, over
records and states as the history has them.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.conf import settings

from actions.models import ChangeRequest
from actions.movement.reasons import Since, explained
from actions.plan.changing import in_words
from actions.rules.filters import RATINGS
from actions.rules.lifecycle import AWAITED, BEGUN, CALCULATED, CLAIMED, NOT_BEGUN, Decision, Rating
from actions.rules.movement import ADDED, BETTER, GONE, MOVES, OVERDUE, SIGNED_OFF, WORSE, Days, moves_of
from actions.rules.rating import rule_of
from actions.rules.records import brag, days_over, in_plan, is_overdue, remark_on
from actions.samples.queries import Checked
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.reporting.packs import movement
from jarplan.reporting.packs.content import CHOSEN_WITH, HEADINGS, ORDER, ContentSection, ContentTable
from jarplan.reporting.published.outline import in_a_heading
from jarplan.reporting.published.show import counted

D = Decision
NONE = {
    "arising": "The meetings before this one made no decision on an action or a recommendation.",
    "moves": "No action was reported better or worse, and none is newly overdue.",
    "off_track": "No action is rated red.",
    "amber": "No action is rated amber.",
    "completed": "No action was signed off or marked as delivered.",
    "extensions": "No extension was requested or decided, and none is waiting.",
    "statutory": "No statutory deadline is recorded.",
    "money": "No cost table is recorded.",
    "live": "No action is under way.",
    "overdue": "No action is overdue.",
    "not_started": "Every action has been started, and none is paused.",
    "measures": "No success measure has a figure to reach.",
    "changes": "No action was added, removed or changed.",
    "questions": "No challenge or question was raised or answered, and none is waiting.",
    "all": "There is no action in the plan.",
}


@dataclass(frozen=True)
class Known:
    """What was read of the plan of a day, and of what has happened since the earlier moment. `why`: what explains how
    actions moved; `reports`: {action: (done, effect, reason, next step, day of recovery) of its last report};
    `set_aside`: {action: why it is paused}; `claims`: {action that is claimed: what the record says against it,
    each with the answer}."""

    day: object
    earlier: object
    since: str
    days: Days
    rounds: object
    records: list
    stood: dict
    why: Since
    reports: dict
    extensions: list
    changes: list
    challenges: list
    set_aside: dict
    claims: dict
    checked: Checked
    measures: list
    deadlines: list
    duties: list
    money: list
    meetings: dict
    matters: list

    @property
    def plan(self):
        """The records of the actions that are in the plan."""
        return [one for one in self.records if in_plan(one)]

    def moved(self, way):
        """The Moves of all actions that moved in this way since."""
        pairs = [(self.stood.get(one.uuid), one) for one in self.records]
        found = [(was, now) for was, now in pairs if way in moves_of(was, now, self.days)]
        return explained(way, found, self.why)

    def said(self, record):
        return self.reports.get(record.uuid, ("", "", "", "", None))

    def against(self, record):
        """What the record says against the claim of an action and what was answered, or that it says nothing."""
        return "\n".join(self.claims.get(record.uuid, ())) or "Nothing"

    def by_uuid(self):
        return {str(one.uuid): one for one in self.records}


def heading_of(key):
    """The heading of a section as the council has it."""
    plain = HEADINGS[key]
    return dict(settings.PACK_HEADINGS).get(plain, plain)


def sections_of(pack, known, ratings, statuses, overdue, restated, number):
    """The ContentSections of a pack, in the order of the paper: what is written, where something is; what is chosen;
    and what every pack has. `number`: of the pack before, or None."""
    written = {
        "purpose": said(pack.purpose),
        "summary": movement.summary(known, ratings, overdue, restated, number, said(pack.explained)[0]),
        "statuses": ((), (movement.by_status_then(statuses, known, number),)),
        "asks": (tuple(line.strip() for line in pack.asks.splitlines() if line.strip()), ()),
        "advice": said(pack.advice),
        "implications": implications(pack),
    }
    found = []
    for key in ORDER:
        if key in written:
            paragraphs, tables = written[key]
            if not (paragraphs or tables):
                continue
        elif key == "all" or CHOSEN_WITH.get(key, key) in pack.sections:
            paragraphs, tables = (), tuple(one for one in SECTIONS[key](known) if one.rows)
            paragraphs = (*(() if tables else (NONE[key],)), *behind(key, known, pack.sections))
        else:
            continue
        found.append(ContentSection(key, heading_of(key), tuple(paragraphs), tuple(tables)))
    return tuple(found)


def behind(key, known, chosen):
    """What a section says of what stands in the appendices."""
    if key == "off_track" and (amber := len(rated_so(known, Rating.AMBER))):
        yield f"{counted(amber, 'amber action')} {'is' if amber == 1 else 'are'} listed in an appendix."
    if key == "moves" and (lists := [BEHIND_MOVES[one] for one in BEHIND_MOVES if one in chosen]):
        yield f"Appendices list {' and '.join(lists)}."


BEHIND_MOVES = {
    "completed": "what was completed since the last meeting",
    "extensions": "extensions requested and decided",
}


def said(text):
    """Its paragraphs, which a blank line parts."""
    parts = "\n".join(line.rstrip() for line in text.splitlines()).split("\n\n")
    return tuple(part.strip() for part in parts if part.strip()), ()


def implications(pack):
    rows = [
        (label, getattr(pack, name), getattr(pack, f"{name}_from"))
        for label, name in (("Financial", "financial"), ("Legal", "legal"), ("Other", "other"))
        if getattr(pack, name)
    ]
    return (), (table("Implications", ("Issue", "Implication", "Officer"), rows),) if rows else ()


def table(caption, head, rows, **more):
    return ContentTable(caption, tuple(head), tuple(map(tuple, rows)), **more)


def rated(caption, head, marked, records, row):
    """A table of actions whose column of that name tells their rating."""
    records = list(records)
    marks = tuple(str(brag(one)) for one in records)
    return table(caption, head, map(row, records), marked=head.index(marked), marks=marks)


def named(record):
    """An action by its reference and the beginning of its text, and under that who leads it."""
    return f"{short(record)}\n{lead_of(record)}".strip()


def short(record):
    return in_a_heading(record.reference, record.text)[0]


def rating_of(record):
    """Its rating in words, with what is remarked on beside blue."""
    return RATINGS[remark_on(record) or brag(record)]


def lead_of(record):
    return f"{record.lead} ({record.organisation})" if record.lead else ""


def due(record):
    return str(record.due) if record.due_latest or record.due_raw else "No date"


def day_in_words(day):
    return in_full(day) if day else ""


def arising(known):
    """A table for each body whose decisions there are."""
    head = ("Item", "Meeting", "What was decided", "What became of it")
    for body, matters in groupby(known.matters, lambda one: one.meeting.body):
        rows = [
            (
                one.item.title,
                in_full(one.meeting.held_on),
                f"{one.decision.label}{f': {one.decision.words}' if one.decision.words else ''}",
                f"{one.decision.became}{' Overdue.' if one.decision.is_late else ''}",
            )
            for one in matters
        ]
        yield table(f"Decisions of {body} ({len(rows):,})", head, rows)


def moves(known):
    for way in (BETTER, WORSE, OVERDUE):
        found = known.moved(way)
        # Who leads each of them is said in the list of all actions.
        rows = [(short(one.record), one.change, one.reason) for one in found]
        yield table(f"{MOVES[way]} ({len(rows):,})", ("Action", "Change", "Why"), rows)


def off_track(known):
    yield with_reasons(known, Rating.RED)


def amber(known):
    yield with_reasons(known, Rating.AMBER)


def rated_so(known, rating):
    return [one for one in known.plan if brag(one) == rating]


def with_reasons(known, rating):
    head, found = ("Action", "Rating", "Why", "Next step", "Back on track"), rated_so(known, rating)

    def row(one):
        _, _, reason, next_step, recovers_on = known.said(one)
        return named(one), rating_of(one), reason, next_step, day_in_words(recovers_on)

    return rated(f"{rating.label} actions ({len(found):,})", head, "Rating", found, row)


def completed(known):
    found = known.moved(SIGNED_OFF)
    rows = [(named(one.record), one.change, one.reason, known.against(one.record)) for one in found]
    head = ("Action", "Sign-off", "Note", "Against the claim, and the answer")
    yield table(f"Signed off for the board ({len(rows):,})", head, rows)
    claimed = [
        one for one in known.plan if one.status == AWAITED and not was_claimed(known.stood.get(one.uuid))
    ]
    rows = [(named(one), one.awaiting_label, known.said(one)[0], known.against(one)) for one in claimed]
    head = ("Action", "Sign-off", "What was done", "Against the claim, and the answer")
    yield table(f"Marked as delivered, waiting for sign-off ({len(rows):,})", head, rows)


def was_claimed(was):
    return was is not None and was.status in CLAIMED


def extensions(known):
    actions = known.by_uuid()
    found = sorted(known.extensions, key=lambda one: (actions[one["action"]].plan_order, one["asked_at"]))
    found = [one for one in found if one["decision"] != D.RECALLED]
    rows = [
        (
            named(actions[one["action"]]),
            one["from_raw"] or (written(one["from_due"]) if one["from_due"] else "No date"),
            one["to_raw"] or written(one["to_latest"]),
            f"{category(one)}: {one['reason']}",
            decision(one, known),
        )
        for one in found
    ]
    yield table(f"Extensions ({len(rows):,})", ("Action", "From", "To", "Why", "Decision"), rows)
    numbers = Counter((category(one), one["decision"]) for one in found)
    kinds = sorted({kind for kind, _ in numbers})
    head = ("Type of reason", "Agreed", "Not agreed", "Waiting", "All")
    rows = [
        (kind, *(f"{numbers[kind, one]:,}" for one in (D.GRANTED, D.REFUSED, D.PENDING)), f"{number:,}")
        for kind in kinds
        if (number := sum(numbers[kind, one] for one in D))
    ]
    yield table("Extensions by type of reason", head, rows, kind="counts")


def category(state):
    return ChangeRequest.Category(state["category"]).label


def written(text):
    """A day of a state in words."""
    return in_full(datetime.fromisoformat(text))


def day_at(text):
    """The day of a moment of a state in words."""
    return in_full(day_of(datetime.fromisoformat(text)))


def decision(state, known):
    if state["decision"] == D.PENDING:
        return f"Waiting since {day_at(state['asked_at'])}"
    body = known.meetings.get(state["meeting"], "")
    said = f"{D(state['decision']).label} on {day_at(state['decided_at'])}" + (f" at {body}" if body else "")
    return f"{said}\n{state['decision_reason']}".strip()


def statutory(known):
    steps = {(one.inspection, one.duty): one for one in known.duties}
    rows = [
        (
            one.title,
            in_full(one.in_force),
            one.in_force_word.capitalize(),
            left(one.days_left(known.day)),
            recorded(steps.get((one.inspection, one.duty))),
        )
        for one in known.deadlines
    ]
    yield table("Statutory deadlines", ("Duty", "Deadline", "Which date", "Time left", "Publication"), rows)


def left(days):
    return counted(days, "day") + " left" if days >= 0 else counted(-days, "day") + " ago"


def recorded(duty):
    return f"{duty.number_done:,} of {duty.number:,} steps recorded" if duty and duty.number else ""


def money(known):
    rows = [
        (
            name,
            pounds(printed),
            pounds(revised),
            pounds(revised - printed) if None not in (revised, printed) else "",
        )
        for name, printed, revised in known.money
    ]
    yield table(
        "Cost of the plan", ("Cost table", "As printed", "Revised", "Difference"), rows, kind="counts"
    )


def pounds(thousands):
    if thousands is None:
        return "Not revised"
    return f"{'−' if thousands < 0 else ''}£{abs(thousands) * 1000:,.0f}"


def live(known):
    head = ("Action", "Rating", "Due", "Last report")
    found = [one for one in known.plan if one.status in BEGUN]
    yield rated(
        f"Actions under way ({len(found):,})",
        head,
        "Rating",
        found,
        lambda one: (named(one), rating_of(one), due(one), known.said(one)[0]),
    )


def overdue(known):
    head = ("Action", "Rating", "Due", "Overdue by", "Why")
    found = sorted((one for one in known.plan if is_overdue(one, known.day)), key=lambda one: one.due_latest)
    yield rated(
        f"Overdue actions ({len(found):,})",
        head,
        "Rating",
        found,
        lambda one: (
            named(one),
            rating_of(one),
            due(one),
            counted(days_over(one, known.day), "day"),
            known.said(one)[2],
        ),
    )


def not_started(known):
    head = ("Action", "Status", "Start", "Due", "Why")
    for status in NOT_BEGUN:
        found = [one for one in known.plan if one.status == status]
        rows = [
            (named(one), one.status_label, str(one.start), due(one), known.set_aside.get(one.uuid, ""))
            for one in found
        ]
        yield table(f"{status.label} ({len(rows):,})", head, rows)


def measures(known):
    rows = [
        (
            measure_named(one),
            one.criterion.baseline,
            target(one.criterion),
            figure(one.latest),
            one.words,
        )
        for one in known.measures
    ]
    head = ("Measure", "Baseline", "Target", "Latest figure", "How it stands")
    yield table(f"Success measures ({len(rows):,})", head, rows)


def measure_named(measure):
    return f"{measure.record.reference} {measure.criterion.statement}"


def figure(measured):
    """A measurement with its day; "" for none."""
    return f"{measured.words} on {in_full(measured.on)}" if measured else ""


def target(criterion):
    by = f" by {in_full(criterion.target_on)}" if criterion.target_on else ""
    return f"{criterion.target}{by}"


def changes(known):
    actions = known.by_uuid()
    for way in (ADDED, GONE):
        rows = [(named(one.record), one.change, one.reason) for one in known.moved(way)]
        yield table(f"{MOVES[way]} ({len(rows):,})", ("Action", "Change", "Why"), rows)
    found = [one for one in known.changes if one["decision"] != D.RECALLED]
    found.sort(key=lambda one: (actions[one["action"]].plan_order, one["asked_at"]))
    rows = [
        (
            named(actions[one["action"]]),
            "\n".join(changed(*field) for field in in_words(one["changes"])),
            f"{category(one)}: {one['reason']}",
            decision(one, known),
        )
        for one in found
    ]
    yield table(f"Changes of what was agreed ({len(rows):,})", ("Action", "Change", "Why", "Decision"), rows)


def changed(label, before, after):
    return f"{label}: from “{'; '.join(before)}” to “{'; '.join(after)}”"


def questions(known):
    actions = known.by_uuid()
    found = sorted(known.challenges, key=lambda one: (actions[one["action"]].plan_order, one["lodged_at"]))
    rows = [
        (
            named(actions[one["action"]]),
            f"{'Challenge' if one['doubts'] else 'Question'} of {day_at(one['lodged_at'])}: {one['question']}",
            f"{one['answer']} ({day_at(one['answered_at'])})" if one["answered_at"] else "Not answered yet",
        )
        for one in found
    ]
    yield table(f"Challenges and questions ({len(rows):,})", ("Action", "Asked", "Answer"), rows)


def every_action(known):
    head = ("Action", "Lead", "Rating", "Calculated", "Status", "Due")

    def row(one):
        key = rule_of(one, known.day, known.rounds).key
        return (
            f"{one.reference} {one.text}",
            lead_of(one),
            rating_of(one),
            CALCULATED[key],
            one.status_label,
            due(one),
        )

    yield rated(f"All actions ({len(known.plan):,})", head, "Rating", known.plan, row)


SECTIONS = {
    "arising": arising,
    "moves": moves,
    "off_track": off_track,
    "amber": amber,
    "completed": completed,
    "extensions": extensions,
    "statutory": statutory,
    "money": money,
    "live": live,
    "overdue": overdue,
    "not_started": not_started,
    "measures": measures,
    "changes": changes,
    "questions": questions,
    "all": every_action,
}
