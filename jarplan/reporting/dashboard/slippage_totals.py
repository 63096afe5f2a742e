"""How far the dates of the plan have slipped: each action whose date was moved, and the sums of those that have
something in common, the worst first. Pure: of records, whatever day they are of.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from actions.rules.records import is_moved
from actions.rules.slippage import Slippage, slippage_between, slippage_of, total


@dataclass(frozen=True)
class SlippageTotal:
    """An action whose date was moved."""

    record: object

    @property
    def slip(self):
        """From the original date to the present one; None where one of them is no day."""
        return slippage_of(self.record)

    @property
    def more(self):
        """What a request that waits for a decision would add; None where there is none."""
        return slippage_between(self.record.due_latest, self.record.date_asked)

    @property
    def order(self):
        return (-(self.slip or Slippage()).days, -self.record.moves, self.record.plan_order)


@dataclass(frozen=True)
class Group:
    """The agreed actions that have something in common, and how far those that were moved have slipped."""

    label: str
    organisation: str
    agreed: int
    slipped: tuple

    @property
    def moved(self):
        return len(self.slipped)

    @cached_property
    def moves(self):
        return sum(one.record.moves for one in self.slipped)

    @cached_property
    def slip(self):
        return total(one.slip for one in self.slipped)

    @property
    def unknown(self):
        """How many were moved from or to no day, so that they count nothing in the sum."""
        return sum(one.slip is None for one in self.slipped)

    @property
    def order(self):
        return (-self.slip.days, -self.moves, self.label)


def whole(records, agreed=0):
    """So many agreed actions as one Group; `records`: those of them whose date was moved, at least."""
    moved = [SlippageTotal(record) for record in records if record.agreed_at and is_moved(record)]
    return Group("The whole plan", "", agreed, tuple(sorted(moved, key=lambda one: one.order)))


def grouped(records, name, counted):
    """The Groups of agreed actions with a moved date, by what `name` gives of a record, or of an Agreed of `counted`,
    as (label, organisation), the worst first."""
    agreed, found = Counter(), {}
    for one in counted:
        agreed[name(one)] += one.number
    for record in records:
        found.setdefault(name(record), []).append(record)
    groups = [
        Group(label, organisation, agreed[label, organisation], group.slipped)
        for (label, organisation), kept in found.items()
        if (group := whole(kept)).moved
    ]
    return sorted(groups, key=lambda group: group.order)
