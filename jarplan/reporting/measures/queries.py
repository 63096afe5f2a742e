"""Reads the success criteria of the plan that are measured by a figure, with their latest measurements; now, or as
they were at the end of a past day."""

from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace

from django.db.models import Case, Q, Value, When

from actions.reading.measurements import measured_of
from actions.reading.queries import Records, live_rows
from actions.rules.records import ActionRecord
from actions.rules.trajectory import Measured, Trajectory, is_off, trajectory_of
from jarplan.audit.reading.folding import end_of
from jarplan.clock import day_of
from jarplan.reporting.lists.told import said_of

OFF, ON, REACHED, NONE = "off", "on", "reached", "none"
VERDICTS = {OFF: "Off course", ON: "On course", REACHED: "Target reached", NONE: "No measurement yet"}


@dataclass(frozen=True)
class Measure:
    """A success criterion with a figure to reach: its action, its words, its path, and what was measured, the
    earliest first."""

    record: ActionRecord
    criterion: SimpleNamespace
    path: Trajectory
    measured: tuple
    verdict: str

    @property
    def latest(self) -> Measured | None:
        return self.measured[-1] if self.measured else None

    @property
    def words(self):
        return VERDICTS[self.verdict]

    @property
    def target_in_words(self):
        """100%; 12 posts"""
        space = "" if self.criterion.unit.startswith("%") else " "
        return f"{self.criterion.target}{space}{self.criterion.unit}".strip()

    @property
    def asked(self):
        """Where the path was on the day of the latest measurement, to one decimal; "" where there is no path."""
        if not (self.latest and self.path.has_line):
            return ""
        exact = self.path.at(self.latest.on)
        return f"{(Decimal(exact.numerator) / exact.denominator).quantize(Decimal('0.1')).normalize():f}"


def found_actions(user, filters, day, as_at, rounds, within):
    """The Records of the actions that the filters find, those that have a criterion off its path first."""
    off = Case(When(off_path_from__lte=day, then=Value(0)), default=Value(1))
    rows = live_rows(user, within).filter(filters.condition(day, rounds), Q(agreed_at__isnull=False))
    return Records(rows.order_by(off, "plan_order", "pk"), as_at)


def measures_of(records, day, as_at):
    """Yields each Measure of these records, in their order."""
    uuids = [record.uuid for record in records]
    before = end_of(as_at) if as_at else None
    measured = measured_of(Q(action__uuid__in=uuids), Q(update__action__uuid__in=uuids), before)
    said = {uuid: [] for uuid in uuids}
    for uuid, criterion in said_of(uuids, as_at):
        said[uuid].append(criterion)
    for record, criterion in ((each, one) for each in records for one in said[each.uuid]):
        begins = record.start_latest or (record.agreed_at and day_of(record.agreed_at))
        path = trajectory_of(
            criterion.baseline, criterion.target, criterion.target_on, begins=begins, due=record.due_latest
        )
        if path.target is not None:
            counted = [one for one in measured.get(criterion.uuid, ()) if path.counts(one)]
            yield Measure(record, criterion, path, tuple(counted), verdict_of(path, counted, day))


def verdict_of(path, counted, day):
    if counted and path.is_measured and path.reached(counted[-1]):
        return REACHED
    if is_off(path, counted, day):
        return OFF
    return ON if counted else NONE
