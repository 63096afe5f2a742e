"""Reads which actions moved since the end of an earlier day: until now, or until the end of a past day. How many did
is counted with all else (`actions.reading.counts`)."""

from dataclasses import dataclass

from django.db.models import Q

from actions.models import ActionInForce
from actions.reading.queries import with_earlier
from actions.rules.movement import Days, moved_q, moves_of
from jarplan.audit.inforce import at

SHOWN = 5


@dataclass(frozen=True)
class Moved:
    """Records of actions that moved, in the order of the plan, with how each stood: {UUID: its ActionInForce}."""

    days: Days
    records: tuple
    stood: dict

    def by(self, way, most=SHOWN):
        """The first records that moved in this way, each with how it stood; all of them where `most` is None."""
        pairs = [(self.stood.get(one.uuid), one) for one in self.records]
        return [(was, now) for was, now in pairs if way in moves_of(was, now, self.days)][:most]


def first_q(rows, moves, days):
    """The condition on these rows that they are the first to have moved in their way; `moves`: {way: how many}."""
    rows, ways = with_earlier(rows, days.since), moved_q(days)
    found = Q(pk__in=())
    for way, number in moves.items():
        if number:
            found |= Q(pk__in=rows.filter(ways[way]).order_by("plan_order", "pk").values("pk")[:SHOWN])
    return found


def moved(records, days, stood=None):
    """What Moved of these records, with how they `stood`: as read here in one query, or as the caller knows it."""
    if stood is None:
        before = ActionInForce.objects.filter(at(days.since.sequence), uuid__in=[one.uuid for one in records])
        stood = {one.uuid: one for one in before.order_by()}
    found = [one for one in records if moves_of(stood.get(one.uuid), one, days)]
    return Moved(days, tuple(sorted(found, key=lambda one: one.plan_order)), stood)
