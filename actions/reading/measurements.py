"""The readings of an action's criteria, read from rows."""

from collections import defaultdict

from django.db.models import Q

from actions.models import ProgressUpdate, Reading
from actions.rules.trajectory import Measured, corrected_by, counting, trajectory_of
from jarplan.clock import day_of

MEASURED = (
    "on",
    "value",
    "number",
    "met",
    "source",
    "update__made_at",
    "update__uuid",
    "withdrawn_at",
    "evidence__uuid",
)


def measured_by_criterion(*actions):
    """{UUID of a criterion: its readings that stand, the earliest first} of these actions, dropped criteria too; two
    queries."""
    return measured_of(Q(action__in=[action.pk for action in actions]), Q(update__action__in=actions))


def measured_of(reports, readings, before=None):
    """The same of the readings that meet a condition, and of the reports that these may correct; as they stood
    before a moment, where one is given."""
    found = defaultdict(list)
    if before:
        readings &= Q(update__made_at__lt=before)
    rows = list(Reading.objects.filter(readings).order_by("pk").values_list("criterion__uuid", *MEASURED))
    corrections = corrections_of(reports & Q(made_at__lt=before) if before else reports) if rows else {}
    for criterion, *said, update, withdrawn_at, evidence in rows:
        chain = corrected_by(str(update), corrections)
        is_gone = withdrawn_at is not None and (before is None or withdrawn_at < before)
        found[criterion].append(Measured(*said, str(update), chain, is_gone, evidence and str(evidence)))
    return {criterion: counting(measured) for criterion, measured in found.items()}


def corrections_of(reports):
    """{UUID of a report as text: that of the report which it corrects}, of those that meet a condition."""
    rows = ProgressUpdate.objects.filter(reports, corrects__isnull=False).order_by()
    return {str(uuid): str(corrected) for uuid, corrected in rows.values_list("uuid", "corrects__uuid")}


def currents(action):
    """{UUID of a criterion: its latest reading that stands, in words}."""
    return {
        criterion: measured[-1].words
        for criterion, measured in measured_by_criterion(action).items()
        if measured
    }


def begins(action):
    """The day on which the paths of an action's criteria begin: its start, else when it was agreed; None before."""
    if action.agreed_at is None:
        return None
    return action.start_latest or day_of(action.agreed_at)


def trajectory_in(action, row):
    """The Path of one criterion of an action."""
    return trajectory_of(
        row.baseline, row.target, row.target_on, begins=begins(action), due=action.due_latest
    )


def measurements_that_count():
    """The readings, of all actions, that carry a claim: not withdrawn, and of criteria that are still in use."""
    return Reading.objects.filter(withdrawn_at__isnull=True, criterion__is_dropped=False)
