"""The rounds in which every lead reports: which one is current on a day, and whom it asks. Pure, but for the
reader at the end; their verbs are in actions/rounds/verbs.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from actions.rules.records import start_of
from jarplan.dates import month_in_full
from recommendations.within import EVERYTHING


@dataclass(frozen=True, slots=True)
class Round:
    """One reporting round. Opening and closing day both belong to it; `month` is the first day of the month
    that is reported on; `meeting` the UUID of the meeting that it is for, or None. `spares_later_starts`: whether an
    action that starts after its first day owes no report in it, as in every round since there is this rule."""

    uuid: UUID
    month: date
    opens_on: date
    closes_on: date
    meeting: UUID | None = None
    spares_later_starts: bool = False

    def __str__(self):
        return month_in_full(self.month)

    @property
    def slug(self):
        """The month as it stands in an address: 2008-07."""
        return f"{self.month:%Y-%m}"

    @property
    def ends_at(self):
        """The first moment after it."""
        return start_of(self.closes_on + timedelta(days=1))

    def is_open(self, day):
        return self.opens_on <= day <= self.closes_on

    def is_closed(self, day):
        return self.closes_on < day

    def overlaps(self, other):
        return self.opens_on <= other.closes_on and other.opens_on <= self.closes_on

    def takes(self, record):
        """Whether a report of this action can be one of it: agreed by its last day, and not put off to a later month.
        `record` has agreed_at (a moment, or None) and report_from (the first day of a month, or None)."""
        return (
            record.agreed_at is not None
            and record.agreed_at < self.ends_at
            and (record.report_from is None or record.report_from <= self.month)
        )

    def asks(self, record):
        """Whether a report of this action is asked for in it: it takes one, and the action has started when it opens.
        A start that is not known on the day counts from its latest day (`record.start_latest`, or None)."""
        return self.takes(record) and not self.spares(record.start_latest)

    def spares(self, start):
        """Whether an action that starts on this day (or None) owes no report for that reason."""
        return self.spares_later_starts and start is not None and start > self.opens_on

    def lacks(self, record):
        """Whether it asks for a report of this action and has none. A report in a later round counts too."""
        return self.asks(record) and not self.has(record)

    def has(self, record):
        """Whether the action was reported on in it or in a later one."""
        return record.reported_month is not None and record.reported_month >= self.month

    def asks_q(self):
        """The same as `asks`, for rows of Action."""
        late_start = Q(report_from__isnull=True) | Q(report_from__lte=self.month)
        asked = Q(agreed_at__lt=self.ends_at) & late_start
        if self.spares_later_starts:
            asked &= Q(start_latest__isnull=True) | Q(start_latest__lte=self.opens_on)
        return asked

    def lacks_q(self):
        """The same as `lacks`, for rows of Action."""
        return (Q(reported_month__isnull=True) | Q(reported_month__lt=self.month)) & self.asks_q()


class Rounds(Sequence):
    """All reporting rounds, the earliest first. No two have a day in common."""

    def __init__(self, rounds=()):
        self._rounds = tuple(sorted(rounds, key=lambda one: one.opens_on))

    def __getitem__(self, where):
        return self._rounds[where]

    def __len__(self):
        return len(self._rounds)

    def __eq__(self, other):
        return isinstance(other, Rounds) and self._rounds == other._rounds

    def __hash__(self):
        return hash(self._rounds)

    def open(self, day):
        """The round that is open on a day, or None."""
        return next((one for one in self._rounds if one.is_open(day)), None)

    def last_closed(self, day):
        """The last round that was over before a day, or None."""
        return next((one for one in reversed(self._rounds) if one.is_closed(day)), None)

    def current(self, day):
        """The round that a report made on this day belongs to: the open one, else the last closed; None before
        the first opens."""
        return self.open(day) or self.last_closed(day)

    def next(self, day):
        """The first round that opens after a day, or None."""
        return next((one for one in self._rounds if one.opens_on > day), None)

    def of(self, month):
        """The round of a month, which any of its days may name; None where there is none."""
        return next((one for one in self._rounds if one.month == month.replace(day=1)), None)

    def find(self, uuid):
        """The round with this UUID (or its text), or None."""
        return next((one for one in self._rounds if str(one.uuid) == str(uuid)), None)


def read_rounds(as_at=None, within=EVERYTHING):
    """The rounds that there are, live from rows or as they were known at the end of a past day."""
    return rounds_in(within.states("round", as_at))


def rounds_in(found):
    """The rounds of these states, by UUID."""
    return Rounds(
        Round(
            uuid,
            date.fromisoformat(state["month"]),
            date.fromisoformat(state["opens_on"]),
            date.fromisoformat(state["closes_on"]),
            UUID(state["meeting"]) if state["meeting"] else None,
            state["spares_later_starts"],
        )
        for uuid, state in found.items()
    )
