"""The duties of publication: each with its deadline, its classes of recipients and the days left, live or at the end
of a past day.
"""

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from jarplan.audit.models import AuditState
from jarplan.files.models import StoredFile
from recommendations.deadlines import queries as deadlines_queries
from recommendations.deadlines.records import DeadlineRecord
from recommendations.models import PUBLISHED, Duty, Inspection
from recommendations.publication import queries
from recommendations.publication.records import StepRecord
from recommendations.within import EVERYTHING

OPEN, DONE = "open", "done"


def in_words(number, thing="day"):
    return f"{number} {thing}{'' if number == 1 else 's'}"


@dataclass(frozen=True)
class ShownStep:
    """One class of recipients on a day, with the date that governs it and the file that proves it. `only_open`: of
    its copies only those that are not recorded as sent are looked at."""

    step: StepRecord
    deadline: DeadlineRecord | None
    day: date
    file: StoredFile | None = None
    only_open: bool = False

    @property
    def days_left(self):
        """Calendar days to the governing date, negative once it has passed; None where it is done or has none."""
        return None if self.step.is_done or not self.deadline else self.deadline.days_left(self.day)

    @cached_property
    def working_days_left(self):
        """The working days among them; None too once the date has passed, or beyond the years that are known."""
        if self.days_left is None or self.days_left < 0:
            return None
        return self.deadline.working_days_left(self.day)

    @property
    def days_late(self):
        """How many days after the governing date it was done; None where it is not done, or no day is stated."""
        reached = self.step.reached_on
        return None if reached is None or not self.deadline else (reached - self.deadline.in_force).days

    @property
    def time_words(self):
        """How it stands with the time, in words: the days left, or whether it was done in time."""
        if not self.deadline:
            return ""
        if self.step.is_done:
            if self.days_late is None:
                return "Not known if in time"
            return "In time" if self.days_late <= 0 else f"{in_words(self.days_late)} after the deadline"
        return left_in_words(self.days_left, self.working_days_left)

    @property
    def recipients(self):
        """The copies of named recipients that are shown."""
        if self.step.is_log:
            return ()
        return self.step.unsent if self.only_open else self.step.copies

    @property
    def log(self):
        """The copies on demand that are shown."""
        return self.step.copies if self.step.is_log and not self.only_open else ()

    @property
    def copies(self):
        return self.recipients or self.log


def left_in_words(days, working):
    if days < 0:
        return f"{in_words(-days)} overdue"
    if days == 0:
        return "Today is the deadline"
    among = (
        ""
        if working is None
        else f", {working} of them {'a working day' if working == 1 else 'working days'}"
    )
    return f"{in_words(days)} left{among}"


@dataclass(frozen=True)
class PublicationDuty:
    """What must be published after one inspection, by when, and to whom."""

    duty: str
    inspection: str
    inspection_title: str
    deadline: DeadlineRecord | None
    steps: tuple[ShownStep, ...]
    number: int
    number_done: int

    @property
    def title(self):
        label = Duty(self.duty).label
        return label[0].upper() + label[1:]

    @property
    def full_title(self):
        """The title with the inspection: a plan may answer several."""
        return ", ".join(filter(None, (self.title, self.inspection_title)))

    @property
    def anchor(self):
        return f"{self.duty}-{self.inspection[:8]}"

    @property
    def open_steps(self):
        return [shown for shown in self.steps if not shown.step.is_done]

    @property
    def number_open(self):
        return self.number - self.number_done

    @property
    def time_words(self):
        """The days left of what is not recorded yet; "" where nothing is open or no date is known."""
        return next((shown.time_words for shown in self.open_steps), "")


def publication_duties(day, as_at=None, within=EVERYTHING, *, deadlines=None, steps=None):
    """Every duty of publication, the earliest governing date first. What the caller has read already is not read
    again."""
    deadlines = deadlines_queries.deadlines(as_at, within) if deadlines is None else deadlines
    steps = queries.publication_steps(as_at, within) if steps is None else steps
    # A duty with several deadlines is due by the earliest; the other duties reach no recipients.
    dated = {}
    for one in deadlines:
        if one.duty in PUBLISHED:
            dated.setdefault((one.inspection, one.duty), one)
    keys = dict.fromkeys([*dated, *((step.inspection, step.duty) for step in steps)])
    titles = within.titles or titles_of({inspection for inspection, _ in keys})
    files = files_of(steps)
    return [
        duty_of(
            duty,
            inspection,
            titles.get(inspection, ""),
            dated.get((inspection, duty)),
            [
                ShownStep(step, dated.get((inspection, duty)), day, files.get(step.proof_file))
                for step in steps
                if (step.inspection, step.duty) == (inspection, duty)
            ],
        )
        for inspection, duty in keys
    ]


def duty_of(duty, inspection, title, deadline, shown):
    done = sum(one.step.is_done for one in shown)
    return PublicationDuty(duty, inspection, title, deadline, tuple(shown), len(shown), done)


def titles_of(uuids):
    rows = Inspection._base_manager.filter(uuid__in=uuids).values_list("uuid", "title")
    return {str(uuid): title for uuid, title in rows} if uuids else {}


def files_of(steps):
    """{UUID as text: the file} of the proofs of these steps, as each is called now: a name that the law took out is
    gone from the past, too."""
    uuids = {step.proof_file for step in steps} - {None}
    rows = StoredFile.objects.filter(uuid__in=uuids) if uuids else ()
    return {str(row.uuid): row for row in rows}


def narrowed(duties, show):
    """The duties with only those steps that are not done (OPEN) or done (DONE); anything else: all of them."""
    if show not in (OPEN, DONE):
        return duties
    return [
        replace(
            duty,
            steps=tuple(
                replace(shown, only_open=show == OPEN)
                for shown in duty.steps
                if shown.step.is_done == (show == DONE)
            ),
        )
        for duty in duties
    ]


def was_proof(step, file):
    """Whether a file is or ever was the proof of a step."""
    states = AuditState.objects.filter(subject_kind="publication_step", subject=step.uuid, body__isnull=False)
    bodies = states.values_list("body", flat=True)
    return any(json.loads(body).get("proof_file") == str(file.uuid) for body in bodies)
