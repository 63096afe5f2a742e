"""What one person is to be told on a day, and whether that is worth a message. Reads only; `digests` writes.

What waits is told while it stands; a date of the law and a report that is late are told at their steps, each once.

A line names a reference, what it is about and a day: never what anybody typed, as mail is read by others.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from actions.models import Challenge, ContentChange, DateChange, SignOff
from actions.reminding.ladder import LEAD
from actions.rules.records import start_of
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.people.models import User
from jarplan.prepared import answer
from jarplan.reporting.addresses import address_of_action
from jarplan.reporting.work.consultation import question_queues
from jarplan.reporting.work.letters.escalation import escalations, late_reports
from jarplan.reporting.work.letters.reminders import statutory_reminders, told_to
from jarplan.reporting.work.meetings import soon
from jarplan.reporting.work.queue_kinds import KINDS
from jarplan.reporting.work.queues import moment_of, read_queues
from jarplan.reporting.work.scope import Scope
from jarplan.reporting.work.waiting import SHORTLY
from jarplan.reporting.work.watched import watched_queues
from recommendations.within import within_of

MONDAY = 0
# Decisions are told once; to somebody who was never written to, those of the last days.
LOOK_BACK = timedelta(days=7)
LAW, LATE = "Statutory dates", "Late progress reports"
REPORTS = ("report", "meeting")  # the queues on which a late report lies, too
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
    """All that one person is to be told. `reminders`: those of it that are told at this step only, and that no choice
    of one's own puts off."""

    sections: tuple
    reminders: tuple = ()

    @property
    def number(self):
        return sum(section.number for section in self.sections)

    @property
    def news(self):
        """How many lines say what the last message could not."""
        return sum(line.is_new for section in self.sections for line in section.lines)


def is_worth_writing(found, day, mail_every):
    """Whether these notices are worth a message on this day: nothing is never; a reminder always; on Mondays whatever
    stands; on other days only to those who want it, and only where something is new."""
    if not found.number:
        return False
    return (
        bool(found.reminders)
        or day.weekday() == MONDAY
        or (mail_every == User.MailEvery.DAY and found.news > 0)
    )


def notices(user, day, since=None, rounds=None, late=None):
    """What this person is to be told on a day. `since`: the moment of the last message, or None; `rounds` and `late`:
    the reporting rounds and the late reports, for a caller that has read them."""
    scope = Scope(user, day, written_to=True, rounds=rounds)
    late = late_reports(day, scope.rounds) if late is None else late
    told = told_to(user)
    law = [one for one in statutory_reminders(user, day, within_of()) if one.key not in told]
    missing = [one for one in escalations(scope, late) if one.key not in told]
    own = {one.reference for one in missing if one.step == LEAD}
    sections = [reminded(title, some) for title, some in ((LAW, law), (LATE, missing)) if some]
    queues = [section_of(queue, scope, since, own) for queue in read_queues(scope, MAILED)]
    sections += [section for section in queues if section.number]
    beside = [*question_queues(user, day), *soon(user, day), *watched_queues(user, day)]
    sections += [listed(queue, since) for queue in beside]
    sections += decisions(user, since or start_of(day - LOOK_BACK))
    return Notices(tuple(sections), (*law, *missing))


def reminded(title, reminders):
    """Of an action that one is told of at several steps, or of several reports, one line for each thing."""
    lines = {one.what: Line(one.reference, one.words, one.path, True) for one in reminders}
    return Section(title, tuple(lines.values()), len(lines), reverse("reporting:my-work"))


def section_of(queue, scope, since, own):
    """`own`: the references of actions whose late reports the message tells already."""
    tasks = [task for task in queue.tasks if not (queue.kind.key in REPORTS and task.record.reference in own)]
    lines = [
        Line(task.record.reference, task.words, task.href, is_new(queue.kind, task, scope, since))
        for task in tasks
    ]
    number = queue.number - len(queue.tasks) + len(tasks)
    return Section(queue.title, tuple(lines), number, queue.href)


def is_new(kind, task, scope, since):
    """Whether one of the moments at which it is told anew has come since the last message."""
    if since is None:
        return True
    told = [*kind.news(task.since, scope), task.reminded_at, *near(task.until)]
    moments = [moment_of(at) for at in told if at is not None]
    # Not what begins later today or tomorrow: the next message says it.
    return any(since < at < start_of(scope.day + timedelta(days=1)) for at in moments)


def near(until):
    """The day on which something that is to be done by a day is told again; that it is late the ladder tells."""
    return [until - SHORTLY] if until else []


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
