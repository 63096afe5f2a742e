"""What consultation asks of one person: to answer, to respond, to look after what is overdue. My work shows it and
messages are made of it, so that both say the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from actions.rules.records import start_of
from jarplan.dates import in_full
from recommendations.consultation.queries import to_answer, to_chase, to_respond
from recommendations.within import EVERYTHING

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Question:
    """One consultation and what is to be done about it. `since`: from when on it lies here."""

    row: object
    words: str
    is_overdue: bool
    since: datetime

    @property
    def reference(self):
        return f"Version {self.row.version_asked.number}"


@dataclass(frozen=True)
class QuestionQueue:
    """Consultations of which the same is asked. `address`: of the page where it is done."""

    key: str
    title: str
    hint: str
    verb: str
    address: str
    questions: tuple

    def href(self, question):
        return reverse(f"recommendations:{self.address}", args=[question.row.uuid])

    @property
    def rows(self):
        return [(one, self.href(one)) for one in self.questions]


def question_queues(user, day, within=EVERYTHING):
    """Every queue of this person's that something lies on."""
    here = within.of("consultation")
    queues = (
        QuestionQueue(
            "answer",
            "Questions for your organisation about the plan",
            "Read the version, then give your organisation's comments.",
            "Answer question",
            "consultation-answer",
            tuple(asked(row, day) for row in to_answer(user).filter(here)),
        ),
        QuestionQueue(
            "respond",
            "Partner comments needing a reply",
            "Say what was changed because of each comment, or why nothing was.",
            "Reply",
            "consultation-respond",
            tuple(
                Question(row, f"answered on {in_full(row.answered_on)}", False, row.answered_at)
                for row in to_respond(user).filter(here)
            ),
        ),
        QuestionQueue(
            "overdue",
            "Overdue partner answers",
            "Remind the partner, change the date, or record the answer if it was received another way.",
            "View question",
            "consultation-partner",
            tuple(
                Question(
                    row, f"answer due by {in_full(row.answer_by)}", True, start_of(row.answer_by + A_DAY)
                )
                for row in to_chase(user, day).filter(here)
            ),
        ),
    )
    return [queue for queue in queues if queue.questions]


def asked(row, day):
    """New when it is asked, and once more when its day is over."""
    is_overdue = day > row.answer_by
    since = start_of(row.answer_by + A_DAY) if is_overdue else row.asked_at
    return Question(row, f"answer due by {in_full(row.answer_by)}", is_overdue, since)
