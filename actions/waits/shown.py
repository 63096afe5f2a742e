"""What pages show of an action's waiting: for which others and why, and what warns of them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from actions.reading.queries import Records, live_rows
from actions.rules.lifecycle import CLAIMED
from actions.rules.records import ActionRecord
from actions.rules.waiting import warnings
from actions.waits.verbs import standing


@dataclass(frozen=True)
class WaitShown:
    """One wait: the `other` action as it stood on the day, and the sentences that warn of it."""

    uuid: UUID
    other: ActionRecord
    why: str
    known_due: date | None
    warnings: tuple

    @property
    def is_over(self):
        """Whether there is nothing more to wait for."""
        return self.other.status in CLAIMED


def records_of(user, uuids, as_at=None):
    """{UUID: ActionRecord} of these actions, as far as this reader sees them."""
    rows = live_rows(user).filter(uuid__in=uuids)
    return {record.uuid: record for record in Records(rows, as_at).all()} if uuids else {}


def waits_shown(rows, record, others, day, rounds):
    """The WaitShowns of an action's record, in the order of the plan. `rows`: (UUID, that of the other action, why,
    the known due date) of each; `others`: the records_of() these."""
    found = [
        WaitShown(uuid, other, why, due, tuple(warnings(record, other, due, day, rounds)))
        for uuid, of, why, due in rows
        if (other := others.get(of))
    ]
    return sorted(found, key=lambda one: one.other.plan_order)


def waits_of(user, action, day, rounds):
    """The WaitShowns of an action now."""
    rows = list(standing().filter(action=action).values_list("uuid", "other__uuid", "why", "known_due"))
    records = records_of(user, [action.uuid, *[row[1] for row in rows]])
    return waits_shown(rows, records[action.uuid], records, day, rounds)
