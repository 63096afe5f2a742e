"""What a person answered to the questions of a file, and what an answer about a cell makes of its row. Answers are
{key of the question: {"choice": value, "text": what was typed}}; a choice that was not offered counts as none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from actions.imports.finding.asking import as_offered
from actions.imports.matching.matched import OF_THE_ROW
from jarplan.dates import in_full
from jarplan.spreadsheets.layout import asking
from jarplan.spreadsheets.layout.meaning import recommendation_said
from jarplan.spreadsheets.layout.plan import PlanRow
from jarplan.spreadsheets.layout.table import EACH, LEAVE, NO, OTHER, YES
from jarplan.spreadsheets.understanding.dates.reading import read_date
from jarplan.spreadsheets.understanding.dates.results import ONGOING, Reading, single
from jarplan.spreadsheets.understanding.leads import Leads, Partners, read_leads, read_partners
from jarplan.spreadsheets.understanding.ratings import Rated
from jarplan.spreadsheets.understanding.references import Reference, read_reference
from jarplan.spreadsheets.understanding.statuses import Stated

LONGEST = 1000  # characters of a typed answer
LEFT_OUT = "Left out, as you chose."


class NotUnderstood(ValueError):
    """What was typed cannot be taken; the message says what to type instead."""


@dataclass(frozen=True)
class Answer:
    """One answer: an option of its question, what was typed with it, and in `words` what that was taken for; `given`
    is the choice for many questions that it was one of.
    """

    choice: str
    text: str = ""
    words: str = ""
    given: str = ""


class Answers:
    """The answers to the questions of one file."""

    def __init__(self, said=None):
        self.said = said or {}
        # The questions for many that are asked one by one instead.
        self.apart = frozenset(key for key, one in self.said.items() if _choice(one) == EACH)

    def to(self, point):
        """The Answer to a question; None where there is none, or one that the question does not offer."""
        said = self.said.get(point.key) if self.said else None
        choice = as_offered(point, _choice(said))
        return Answer(choice, _typed(said.get("text")), given=_choice(said)) if choice else None


def _choice(said):
    return str(said.get("choice", "")) if isinstance(said, Mapping) else ""


@dataclass
class Answered:
    """A row after its answers: what it says now, the questions that stand, and each (question, Answer) taken."""

    row: PlanRow
    questions: list = field(default_factory=list)
    taken: list = field(default_factory=list)


def answered(row, answers, known, at_cell):
    """The Told of a PlanRow. `known` are the plan's organisations; `at_cell` gives a Point its cell."""
    found = Answered(row)
    for point in map(at_cell, row.questions):
        answer = answers.to(point)
        if answer is None:
            found.questions.append(point)
            continue
        try:
            changed, words = _with(found.row.understood, row, point, answer, known)
        except NotUnderstood as error:
            found.questions.append(replace(point, sentence=f"{error} {point.sentence}"))
            continue
        found.row = replace(found.row, understood=replace(found.row.understood, **changed))
        found.taken.append((point, replace(answer, words=words)))
    found.row = with_start(found)
    return found


def with_start(answered):
    """The row with the start that its due date's cell says beside the end, where no other cell has one and no
    question about it is open."""
    row, due = answered.row, answered.row.understood.due
    is_open = any(point.field == "due" for point in answered.questions)
    if is_open or not due.spans or not due.earliest or row.cells.get("start"):
        return row
    start = replace(single(due.earliest), raw=in_full(due.earliest))
    cells = row.cells | {"start": row.cells["due"]}
    return replace(row, cells=cells, understood=replace(row.understood, start=start))


def said_in_words(point, answer):
    """What was answered, as a sentence."""
    label = point.label(answer.choice).removeprefix("Yes: ").removeprefix("No: ")
    return f"You said: {answer.words or answer.text if answer.choice == OTHER else label}."


def typed_leads(text, known):
    """The Leads that were typed. Raises NotUnderstood where they can be read in more than one way."""
    read = read_leads(text, known=known)
    if read.question or not read.leads or not all(lead.post for lead in read.leads):
        raise NotUnderstood(
            f"“{text}” was not understood. Enter each lead on a new line, as post, organisation."
            if text
            else "Enter the leads. Put each one on a new line, as post, organisation."
        )
    return read


def leads_in_words(leads):
    return "; ".join(", ".join(filter(None, (lead.post, lead.organisation))) for lead in leads)


def _with(understood, row, point, answer, known):
    """(the parts of Understood that an answer changes, what was typed in words)."""
    if point.kind == asking.HIDDEN or (answer.choice == LEAVE and point.field in OF_THE_ROW):
        return {}, ""
    if point.kind == asking.DATE:
        reading = _date(getattr(understood, point.field), answer)
        return {point.field: reading}, asking.date_in_words(reading)
    if point.kind == asking.REFERENCE:
        reference = _reference(understood.reference, answer)
        return {"reference": reference, **recommendation_said(row, reference)}, ""
    if point.kind == asking.LEADS:
        leads = _leads(understood.leads, answer, known)
        return {"leads": leads}, leads_in_words(leads.leads)
    if point.kind == asking.PARTNERS:
        partners = _partners(understood.partners, answer, known)
        return {"partners": partners}, "; ".join(partners.names)
    if point.kind == asking.STATUS:
        return {"status": _status(understood.status, answer)}, ""
    return {"rating": _rating(understood.rating, answer)}, ""


def _date(reading, answer):
    if answer.choice == LEAVE:
        return Reading()
    if answer.choice == YES:
        return replace(reading.proposed, question="", other=None)
    if answer.choice == NO:
        return reading.other
    read = read_date(answer.text or None)
    if read.question or read.problem or not (read.latest or read.precision == ONGOING):
        said = f"“{answer.text}” was not understood as a date" if answer.text else "No date was entered"
        raise NotUnderstood(f"{said}. Enter a date like 30 September 2009, or choose to leave the date out.")
    return replace(read, raw=reading.raw or read.raw)


def _reference(read, answer):
    if answer.choice == YES:
        return replace(read, question="", other="", alike="")
    if answer.choice == NO:
        return read_reference(read.other or read.text, raw=read.raw)
    return Reference(raw=read.raw)


def _leads(read, answer, known):
    if answer.choice == LEAVE:
        return Leads()
    return replace(
        read if answer.choice == YES else typed_leads(answer.text, known), question="", raw=read.raw
    )


def _partners(read, answer, known):
    if answer.choice == LEAVE:
        return Partners()
    if answer.choice == YES:
        return replace(read, question="")
    if answer.choice == NO:
        return Partners((" ".join(read.raw.split()),), (), read.raw)
    typed = read_partners(answer.text, known=known)
    if typed.question or not typed.names:
        said = f"“{answer.text}” was not understood. Enter" if answer.text else "Enter"
        raise NotUnderstood(f"{said} each partner on a new line.")
    return replace(typed, raw=read.raw)


def _status(read, answer):
    """A yes keeps the sheet's own words; another word stands in their place."""
    if answer.choice == LEAVE:
        return Stated()
    return replace(read, question="") if answer.choice == YES else Stated(answer.choice, answer.choice)


def _rating(read, answer):
    if answer.choice == LEAVE:
        return Rated()
    if answer.choice == YES:
        return replace(read, question="")
    return Rated(answer.choice, answer.choice, read.source)


def _typed(text):
    """What was typed, as text that can be kept: no control characters, no more than a cell may hold."""
    text = str(text or "").replace("\u00a0", " ").replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(letter for letter in text if letter.isprintable() or letter == "\n").strip()[:LONGEST]
