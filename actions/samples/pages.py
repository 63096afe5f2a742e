"""What the pages of samples show, today or at the end of a past day. A sample is never changed, and a check is
recorded once: those of a past day are the rows that were there, each as it was by then."""

from dataclasses import dataclass
from functools import cached_property

from actions.models import Sample, SampleCheck
from actions.reading.queries import Records, live_rows
from actions.samples.queries import Checked, checkable
from jarplan.audit.reading.folding import end_of


@dataclass(frozen=True)
class CheckShown:
    """One drawn action: its `record` on the day (None where a page of all samples needs none), whether its check has
    been recorded by then, whether the sign-off ended before one was, and whether this reader may make it."""

    row: SampleCheck
    record: object
    is_checked: bool
    is_over: bool
    is_theirs: bool


class SampleShown:
    """A sample with the checks of it that are known on the day."""

    def __init__(self, row, as_at=None):
        self.row, self.as_at = row, as_at

    def has_come(self, moment):
        """Whether a moment had come by the day that is shown."""
        return moment is not None and (self.as_at is None or moment < end_of(self.as_at))

    def shown(self, row, record=None, theirs=()):
        done, ended = self.has_come(row.checked_at), self.has_come(row.sign_off.lapsed_at)
        return CheckShown(row, record, done, ended and not done, row.action_id in theirs)

    @cached_property
    def checks(self):
        return [self.shown(row) for row in self.row.checks.all()]

    @property
    def counted(self):
        """How many were drawn, checked and held."""
        done = [one for one in self.checks if one.is_checked]
        return Checked(len(self.checks), len(done), len([one for one in done if one.row.held]))

    def checks_for(self, user):
        """The checks in the order of the plan, with their actions as they stood and what this reader may do."""
        rows = list(self.row.checks.all())
        found = live_rows(user).filter(uuid__in=[row.action.uuid for row in rows])
        records = {record.uuid: record for record in Records(found, self.as_at).all()}
        theirs = set()
        if self.as_at is None:
            theirs = set(
                checkable(live_rows(user).filter(uuid__in=records), user).values_list("pk", flat=True)
            )
        shown = [self.shown(row, records.get(row.action.uuid), theirs) for row in rows]
        return sorted(shown, key=lambda one: one.row.action.plan_order)


def read_samples(as_at, within):
    """Every sample of the plans shown, the latest first."""
    rows = Sample.objects.filter(within.of("sample")).select_related("inspection", "drawn_by")
    rows = rows.prefetch_related("checks__action", "checks__sign_off", "checks__checked_by")
    found = [SampleShown(row, as_at) for row in rows.order_by("-drawn_at", "-pk")]
    return [one for one in found if one.has_come(one.row.drawn_at)]
