"""The readings of an action's criteria, read from rows, and what of them is kept on the action."""

from collections import defaultdict

from actions.models import Action, ProgressUpdate, Reading, SuccessCriterion
from actions.paths import Stand, corrected_by, first_off, path_of, standing
from jarplan.clock import day_of

STAND = (
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


def stands_of(action):
    """{UUID of a criterion: its readings that stand, the earliest first}, dropped criteria too; two queries."""
    found = defaultdict(list)
    rows = Reading.objects.filter(update__action=action.pk).order_by("pk")
    rows = list(rows.values_list("criterion__uuid", *STAND))
    corrections = corrections_of(action) if rows else {}
    for criterion, *said, update, withdrawn_at, evidence in rows:
        chain = corrected_by(str(update), corrections)
        found[criterion].append(
            Stand(*said, str(update), chain, withdrawn_at is not None, evidence and str(evidence))
        )
    return {criterion: standing(stands) for criterion, stands in found.items()}


def corrections_of(action):
    """{UUID of a report as text: that of the report which it corrects}."""
    rows = ProgressUpdate.objects.filter(action=action.pk, corrects__isnull=False).order_by()
    return {str(uuid): str(corrected) for uuid, corrected in rows.values_list("uuid", "corrects__uuid")}


def currents(action):
    """{UUID of a criterion: its latest reading that stands, in words}."""
    return {criterion: stands[-1].words for criterion, stands in stands_of(action).items() if stands}


def begins(action):
    """The day on which the paths of an action's criteria begin: its start, else when it was agreed; None before."""
    if action.agreed_at is None:
        return None
    return action.start_latest or day_of(action.agreed_at)


def path_in(action, row):
    """The Path of one criterion of an action."""
    return path_of(row.baseline, row.target, row.target_on, begins=begins(action), due=action.due_latest)


def keep(action):
    """Keeps what follows from an action's criteria and readings: the current value of each that is read, and the
    first day off its path. Called under the action's row lock after every write of them, of its dates, and of its
    agreeing; raises no version, so the verb that calls it must.
    """
    stands = stands_of(action)
    rows = list(SuccessCriterion.objects.filter(action=action.pk))
    for row in rows:
        current = stands[row.uuid][-1].words if stands.get(row.uuid) else ""
        if row.uuid in stands and row.current != current:
            SuccessCriterion.objects.filter(pk=row.pk).update(current=current)
    off = first_off([(path_in(action, row), stands.get(row.uuid, [])) for row in rows])
    if off != action.off_path_from:
        Action.objects.filter(pk=action.pk).update(off_path_from=off)
        action.off_path_from = off
    action._prefetched_objects_cache = {}
