"""The readings of an action's criteria, read from rows."""

from collections import defaultdict

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
    found = defaultdict(list)
    rows = Reading.objects.filter(update__action__in=[action.pk for action in actions]).order_by("pk")
    rows = list(rows.values_list("criterion__uuid", *MEASURED))
    corrections = corrections_of(*actions) if rows else {}
    for criterion, *said, update, withdrawn_at, evidence in rows:
        chain = corrected_by(str(update), corrections)
        found[criterion].append(
            Measured(*said, str(update), chain, withdrawn_at is not None, evidence and str(evidence))
        )
    return {criterion: counting(measured) for criterion, measured in found.items()}


def corrections_of(*actions):
    """{UUID of a report as text: that of the report which it corrects}."""
    rows = ProgressUpdate.objects.filter(
        action__in=[one.pk for one in actions], corrects__isnull=False
    ).order_by()
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
