"""What the record of an action says against the claim that it is done, point by point, and which success criteria are
proved. Nothing forbids a claim; each point is answered, and the answers are signed with it. Pure: no rows, no people.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from django.db.models import TextChoices

from actions.rules.lifecycle import Rating
from jarplan.dates import in_full
from jarplan.symbols import worded


class Outcome(TextChoices):
    """What is declared of a success criterion when an action is marked as delivered."""

    MET = "met", "Met"
    PARTLY = "partly", "Met in part"
    NOT_MET = "not_met", "Not met"
    CANNOT = "cannot", "Cannot be measured"


class Shown(StrEnum):
    """What the measurements of a criterion show."""

    REACHED = "reached"
    SHORT = "short"
    OFF = "off"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Standing:
    """A success criterion as the record has it: what its measurements show, the latest in words ("" where there is
    none), and the UUIDs of the evidence that its measurements name. `measure`: its words, baseline, unit and target,
    which whatever was declared or answered was declared and answered of."""

    uuid: str
    statement: str
    shown: Shown
    latest: str = ""
    evidence: tuple[str, ...] = ()
    measure: str = ""

    @property
    def seen(self):
        """What a point about it is of, in words: another measurement or another target makes another point. No digest
        of them, as the law may have a word taken out of the criterion and of the answers to it alike."""
        return f"{self.measure}|{self.latest}"


@dataclass(frozen=True)
class Declared:
    """What is declared of one criterion: its outcome, why the claim is made all the same, and the evidence
    (UUIDs).
    """

    outcome: str
    why: str = ""
    evidence: tuple[str, ...] = ()

    @property
    def is_met(self):
        return self.outcome == Outcome.MET


@dataclass(frozen=True)
class Piece:
    """A piece of evidence, and the day that it speaks of, else that it was attached on."""

    uuid: str
    shows: str
    on: date


@dataclass(frozen=True)
class Failed:
    """A check by sample that found that a sign-off does not hold: its UUID, its day, and why."""

    uuid: str
    on: date
    why: str


@dataclass(frozen=True)
class Record:
    """What is weighed against a claim. `day` is that of the claim; `began` the day on which the action began, where
    that is known; `challenged_on` and `asked_on` those of a challenge or an extension that waits. `report`,
    `challenge` and `request` are their UUIDs. `failed`: the checks by sample since it was delivered that did not
    hold; `waits`: (UUID of the wait, reference) of each action that it waits for and that is not delivered."""

    day: date
    criteria: tuple[Standing, ...] = ()
    evidence: tuple[Piece, ...] = ()
    began: date | None = None
    due: date | None = None
    rating: str = ""
    reported_on: date | None = None
    report: str = ""
    next_step: str = ""
    challenged_on: date | None = None
    challenge: str = ""
    asked_on: date | None = None
    request: str = ""
    failed: tuple[Failed, ...] = ()
    waits: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Point:
    """One thing that the record says against a claim. `key` names it, and with what was `seen` of a criterion an
    answer is known to be of it and of nothing that came later; `criterion` is the UUID of the one that it is about,
    or "".
    """

    key: str
    sentence: str
    criterion: str = ""
    seen: str = ""


@dataclass(frozen=True)
class Answered:
    """Points that were answered: {(key, what was seen): the answer}."""

    answers: dict = field(default_factory=dict)

    def left(self, points):
        """Those of the points that have no answer."""
        return [one for one in points if not self.answers.get((one.key, one.seen), "").strip()]


AGAINST = {
    Shown.NOTHING: "No measurement shows it.",
    Shown.OFF: "The latest measurement is off course: {}.",
    Shown.SHORT: "The latest measurement does not show that it is met: {}.",
}
DECLARED = {
    Outcome.PARTLY: "It is declared as met in part.",
    Outcome.NOT_MET: "It is declared as not met.",
    Outcome.CANNOT: "It is declared as one that cannot be measured.",
}


def points_against(record, declared):
    """Every Point against a claim, in order: those about the criteria, then those about the action. `declared`:
    {UUID of a criterion: Declared}; of a criterion that is not in it, what the record says alone counts."""
    return [
        *[point for one in record.criteria for point in points_of_criterion(one, declared.get(one.uuid))],
        *points_of_action(record),
    ]


def points_of_criterion(one, declared=None):
    """The points about one Standing, of which this was Declared or nothing."""

    def point(what, says, seen=one.seen):
        return Point(f"criterion-{one.uuid}-{what}", f"“{one.statement}”: {says}", one.uuid, seen)

    if declared is not None and not declared.is_met:
        outcome = Outcome(declared.outcome)
        measured = f" The latest measurement is {one.latest}." if one.latest else ""
        return [point(outcome, f"{DECLARED[outcome]}{measured}")]
    found = []
    if one.shown != Shown.REACHED:
        found.append(point(one.shown, AGAINST[one.shown].format(one.latest)))
    if not one.evidence and not (declared and declared.evidence):
        found.append(point("evidence", "No evidence is named for it.", one.measure))
    return found


def points_of_action(record):
    """The points that are about no criterion."""
    if not record.criteria:
        yield Point("no-criterion", "The action has no success criterion.")
    if record.rating in (Rating.RED, Rating.AMBER):
        label = Rating(record.rating).label.lower()
        sentence = f"The last report, of {in_full(record.reported_on)}, says {label}."
        yield Point(f"rating-{record.rating}-{record.report}", sentence)
    if record.next_step:
        sentence = f"The last report names a next step that is still to come: “{record.next_step}”"
        yield Point(f"next-step-{record.report}", sentence)
    if record.due and record.due < record.day:
        yield Point(f"late-{record.due}", f"The action was due on {in_full(record.due)}.")
    for piece in record.evidence:
        if record.began and piece.on < record.began:
            sentence = (
                f"The evidence “{piece.shows}” is of {in_full(piece.on)}, before the action was agreed or begun, on "
                f"{in_full(record.began)}."
            )
            yield Point(f"evidence-{piece.uuid}-older", sentence)
    if record.challenged_on:
        sentence = f"Its rating was challenged on {in_full(record.challenged_on)}, and nobody has answered."
        yield Point(f"challenge-{record.challenge}", sentence)
    if record.asked_on:
        sentence = f"An extension was requested on {in_full(record.asked_on)} and is waiting for a decision."
        yield Point(f"extension-{record.request}", sentence)
    for check in record.failed:
        sentence = f"A check by sample on {in_full(check.on)} found that it does not hold: {check.why}"
        yield Point(f"check-{check.uuid}", sentence)
    for uuid, reference in record.waits:
        yield Point(f"wait-{uuid}", f"It waits for {reference}, which is not delivered.")


def unproved(record, declared, doubted=()):
    """The Standings that are not proved: a measurement shows that a criterion is met, it is not declared otherwise,
    and nobody who signed has doubted it (`doubted`: UUIDs)."""
    return [one for one in record.criteria if not is_proved(one, declared.get(one.uuid), doubted)]


def is_proved(one, declared, doubted):
    return one.shown == Shown.REACHED and (declared is None or declared.is_met) and one.uuid not in doubted


def unanswered(record, declared, doubted, answered):
    """The Points that nobody has answered. Of a criterion that a signer doubts the doubt says why."""
    left = answered.left(points_against(record, declared))
    return [point for point in left if point.criterion not in doubted]


FORMAT = 1


def claim_of(record, declared, answers):
    """What is kept of a claim, as JSON: each criterion as it was declared, and each point with its answer."""
    return {
        "format": FORMAT,
        "criteria": [
            {
                "uuid": one.uuid,
                "statement": one.statement,
                "measure": one.measure,
                "latest": one.latest,
                "outcome": str(said.outcome),
                "why": said.why,
                "evidence": list(said.evidence),
            }
            for one in record.criteria
            if (said := declared.get(one.uuid))
        ],
        "points": points_answered(points_against(record, declared), declared, answers),
    }


def points_answered(points, declared, answers):
    """These points as they are kept, each with its answer: of a criterion, why the claim is made all the same."""
    return [
        {
            "key": one.key,
            "seen": one.seen,
            "criterion": one.criterion,
            "sentence": one.sentence,
            "answer": answer_to(one, declared, answers),
        }
        for one in points
    ]


def answer_to(point, declared, answers):
    """The answer to a point, without outer blanks; "" where there is none in words."""
    said = declared.get(point.criterion)
    return worded(answers.get(point.key) or (said.why if said else ""))
