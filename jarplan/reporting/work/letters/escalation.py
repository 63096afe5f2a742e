"""Reports that are late, and who is told of each: the lead first, then others, as the ladder of the installation has
it (actions/reminding/ladder.py). Each is told of each step once.
"""

from dataclasses import dataclass
from datetime import date

from actions.models import Action
from actions.reading.recipients import led_by
from actions.reminding.ladder import ACCOUNTABLE, APPROVER, LEAD, PORTFOLIO, Ladder, read_ladder
from actions.rules.records import REPORT_EVERY, owes_report_q
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.people.roles import Role
from jarplan.reporting.addresses import address_of_action
from jarplan.reporting.work.letters.reminders import Reminder
from jarplan.reporting.work.waiting import asked_by_meetings, ours
from jarplan.workdays.calendar import UnknownYear, working_days_between
from recommendations.deadlines.closures import what_a_count_knows
from recommendations.deadlines.queries import days_off
from recommendations.limits import acting


@dataclass(frozen=True)
class Late:
    """A report that was due on a day and has not come: of which action (its key), and the steps that it has reached.
    `what`: as `Told` keeps it."""

    action: int
    reference: str
    what: str
    due: date
    steps: tuple

    def reminder(self, step):
        words = f"the report due by {in_full(self.due)} is missing"
        name = "actions:update" if step == LEAD else "reporting:action"
        return Reminder(self.what, step, self.reference, words, address_of_action(self.reference, name))


def late_reports(day, rounds, ladder: Ladder | None = None):
    """Every Late report on a day that has reached a step of the ladder."""
    ladder = read_ladder() if ladder is None else ladder
    if ladder.first is None:
        return []
    found, off = [], what_a_count_knows(days_off(), True)
    for action, reference, what, due in (*missing(day, rounds), *wanted_by_meetings(day)):
        try:
            silent = working_days_between(due, day, off.closures, off.proclaimed)
        except UnknownYear:
            silent = (day - due).days
        if steps := ladder.reached(silent):
            found.append(Late(action, reference, what, due, tuple(steps)))
    return found


def missing(day, rounds):
    """(key, reference, what, due day) of each report that is missing from the last round, once that has closed. Where
    the plan has no rounds it is due so long after the last report, or after the start of what has had none."""
    if not rounds:
        yield from silent(day)
        return
    current = rounds.current(day)
    if current is None or current.is_open(day):
        return
    rows = Action.objects.filter(owes_report_q(day, rounds)).order_by("plan_order")
    for pk, uuid, reference in rows.values_list("pk", "uuid", "reference"):
        yield pk, reference, f"report:{uuid}:{current.uuid}", current.closes_on


def silent(day):
    """The same where there are no rounds. A report begins a new silence, of which each step is told anew."""
    rows = Action.objects.filter(owes_report_q(day, ())).order_by("plan_order")
    names = ("pk", "uuid", "reference", "reported_at", "start_latest", "agreed_at")
    for pk, uuid, reference, reported_at, start, agreed_at in rows.values_list(*names):
        begun = day_of(reported_at) if reported_at else max(filter(None, (start, day_of(agreed_at))))
        if (due := begun + REPORT_EVERY) < day:
            yield pk, reference, f"report:{uuid}:{begun.isoformat()}", due


def wanted_by_meetings(day):
    """The same of each report that a meeting asked for by a day that has passed."""
    rows = asked_by_meetings().filter(report_by__lt=day).order_by("report_by", "pk")
    names = ("item__action", "item__action__reference", "uuid", "report_by")
    for pk, reference, uuid, due in rows.values_list(*names):
        yield pk, reference, f"asked:{uuid}", due


def escalations(scope, late):
    """A Reminder for each step of late reports that this desk's person is to be told of."""
    if not late:
        return
    theirs = their_actions(scope, [one.action for one in late])
    for one in late:
        for step in one.steps:
            if one.action in theirs.get(step, ()):
                yield one.reminder(step)


def their_actions(scope, keys):
    """{step: the keys of those of some actions of which this person is told at it}."""
    user, rows = scope.user, scope.rows.filter(pk__in=keys)
    found = {}
    if user.has_role(Role.OFFICER):
        found[LEAD] = ours(scope).filter(pk__in=keys)
    if user.has_role(Role.APPROVER) and user.organisation_id:
        found[APPROVER] = led_by(rows.filter(acting(user, "action", Role.APPROVER)), user.organisation_id)
    posts = [post.pk for post in scope.posts]
    if posts:
        found[ACCOUNTABLE] = rows.filter(recommendation__accountable_post__in=posts)
        found[PORTFOLIO] = rows.filter(recommendation__portfolio_holder__in=posts)
    return {step: set(some.values_list("pk", flat=True)) for step, some in found.items()}
