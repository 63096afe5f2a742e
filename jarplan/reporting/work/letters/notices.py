"""What one person is to be told on a day, and whether that is worth a message. Reads only; `digests` writes.

A line names a reference, what it is about and a day: never what anybody typed, as mail is read by others.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from actions.models import Challenge, ContentChange, DateChange, SignOff
from actions.rules.records import start_of
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.people.models import User
from jarplan.prepared import answer
from jarplan.reporting.addresses import address_of_action
from jarplan.reporting.work.consultation import question_queues
from jarplan.reporting.work.meetings import soon
from jarplan.reporting.work.queue_kinds import KINDS
from jarplan.reporting.work.queues import moment_of, read_queues
from jarplan.reporting.work.scope import Scope
from jarplan.reporting.work.watched import watched_queues

MONDAY = 0
# Decisions are told once; to somebody who was never written to, those of the last days.
LOOK_BACK = timedelta(days=7)
MAILED = tuple(kind for kind in KINDS if kind.news)


@dataclass(frozen=True)
class Line:
    """One thing: an action's reference, what is to be said of it, and the path to where it is done."""

    reference: str
    words: str
    path: str
    is_new: bool


@dataclass(frozen=True)
class Section:
    """Things of one kind; `number` counts those too that are not among the lines, `path` leads to all of them."""

    title: str
    lines: tuple
    number: int
    path: str


@dataclass(frozen=True)
class Notices:
    """All that one person is to be told."""

    sections: tuple

    @property
    def number(self):
        return sum(section.number for section in self.sections)

    @property
    def news(self):
        """How many lines say what the last message could not."""
        return sum(line.is_new for section in self.sections for line in section.lines)


def is_worth_writing(found, day, mail_every):
    """Whether these notices are worth a message on this day: nothing is never; on Mondays whatever stands; on other
    days only to those who want it, and only where something is new."""
    if not found.number:
        return False
    return day.weekday() == MONDAY or (mail_every == User.MailEvery.DAY and found.news > 0)


def notices(user, day, since=None, rounds=None):
    """What this person is to be told on a day. `since`: the moment of the last message, or None; `rounds`: the
    reporting rounds, for a caller that has read them."""
    scope = Scope(user, day, written_to=True, rounds=rounds)
    sections = [section_of(queue, scope, since) for queue in read_queues(scope, MAILED)]
    beside = [*question_queues(user, day), *soon(user, day), *watched_queues(user, day)]
    sections += [listed(queue, since) for queue in beside]
    return Notices((*sections, *decisions(user, since or start_of(day - LOOK_BACK))))


def section_of(queue, scope, since):
    lines = [
        Line(task.record.reference, task.words, task.href, is_new(queue.kind, task, scope, since))
        for task in queue.tasks
    ]
    return Section(queue.title, tuple(lines), queue.number, queue.href)


def is_new(kind, task, scope, since):
    """Whether one of the moments at which it is told anew has come since the last message."""
    if since is None:
        return True
    moments = [moment_of(at) for at in [*kind.news(task.since, scope), task.reminded_at] if at is not None]
    # Not what begins later today or tomorrow: the next message says it.
    return any(since < at < start_of(scope.day + timedelta(days=1)) for at in moments)


def listed(queue, since):
    """What waits and is no action: which version or meeting, by when and where; neither question nor answer."""
    lines = [Line(one.title, one.words, one.path, since is None or one.since > since) for one in queue.items]
    return Section(queue.title, tuple(lines), len(lines), reverse("reporting:my-work"))


SIGNED = SignOff.objects.filter(outcome=SignOff.Outcome.SIGNED)
# What was decided is on no queue any more: its heading, of whom it is told, when it was, and what is said of it.
DECISIONS = (
    ("Extensions decided", (DateChange.objects, "asked_by"), "decided_at", DateChange.get_decision_display),
    (
        "Changes decided",
        (ContentChange.objects, "asked_by"),
        "decided_at",
        ContentChange.get_decision_display,
    ),
    (
        "Challenges and questions answered",
        (Challenge.objects, "lodged_by"),
        "answered_at",
        lambda row: f"{'Challenge' if row.doubts else 'Question'} answered",
    ),
    (
        "Signed off",
        (SIGNED.filter(round=SignOff.Round.BOARD), "claimed_by"),
        "signed_at",
        lambda row: "Signed off for the board",
    ),
    ("Sign-off lapsed: sign off again", (SIGNED, "claimed_by"), "lapsed_at", lambda row: "Lapsed"),
)


def decisions(user, since):
    """What others decided since then on what this person asked for or claimed."""
    for title, whose, moment, words in DECISIONS:

        def rows(user, since, whose=whose, moment=moment):
            theirs, by = whose
            said = {by: user, f"{moment}__gt": since}
            return theirs.filter(**said).select_related("action").order_by(moment, "pk")

        lines = {  # both signatures of an action that lapse at once are one thing
            decided(row.action, words(row), getattr(row, moment)): None
            for row in answer(("decisions", title), rows, user=user.pk, since=since)
        }
        if lines:
            yield Section(title, tuple(lines), len(lines), reverse("reporting:my-work"))


def decided(action, words, at):
    said = f"{words[:1].lower()}{words[1:]} on {in_full(day_of(at))}"
    return Line(action.reference, said, address_of_action(action.reference), True)
