"""What is told at a step of a date and then not again: a statutory deadline at each of its milestones. Of what each
person was told already `Told` keeps the record.
"""

from dataclasses import dataclass

from django.urls import reverse

from jarplan.dates import in_full
from jarplan.people.roles import Role
from jarplan.reporting.models import Told
from jarplan.reporting.work.desk.statutory import near_deadlines, near_steps
from recommendations.deadlines.milestones import MISSED
from recommendations.deadlines.queries import deadlines


@dataclass(frozen=True)
class Reminder:
    """One thing that a message tells at one step: `what` and `step` as `Told` keeps them, and the line."""

    what: str
    step: str
    reference: str
    words: str
    path: str

    @property
    def key(self):
        return self.what, self.step


def told_to(user):
    """{(what, step)} of all that messages have told somebody; one that the mail server did not take told nothing."""
    rows = Told.objects.filter(digest__user=user, digest__is_sent=True)
    return set(rows.values_list("what", "step"))


def statutory_reminders(user, day, within):
    """A Reminder for each of them at the step that it has reached; the steps of one publication are one."""
    if not user.has_role(Role.PROGRAMME):
        return
    known = deadlines(None, within, named=False)
    for one, item, step in near_deadlines(user, day, within, known):
        words = f"{'missed' if step == MISSED else 'due'}, {item.words}"
        yield Reminder(f"deadline:{one.uuid}", step, item.title, words, item.href)
    page = reverse("recommendations:publication")
    for duty, items, step in near_steps(user, day, within, known):
        number = f"{len(items)} publication step{'' if len(items) == 1 else 's'} to record"
        words = f"{number}, due {in_full(duty.deadline.in_force)}"
        what = f"steps:{duty.inspection}:{duty.duty}"
        yield Reminder(what, step, duty.title, words, f"{page}#{duty.anchor}")
