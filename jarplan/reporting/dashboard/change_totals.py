"""Why dates and what was agreed have changed: the requests that were agreed, counted by type of reason, read alike
from the history for now and for a past day.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

from django.db.models import Q

from actions.models import ChangeRequest
from actions.rules.records import in_plan
from actions.rules.slippage import Slippage, slippage_of_move, total
from jarplan.audit.reading.folding import states_at

Decision = ChangeRequest.Decision
# What was agreed, or corrected, stays so: whatever was so on a past day is so now.
MADE = Q(decision__in=(Decision.GRANTED, Decision.CORRECTED))


@dataclass(frozen=True)
class Why:
    """A type of reason: how many extensions were agreed for it, how far those have moved dates in all, and how many
    changes of what was agreed."""

    label: str
    extensions: int
    slip: Slippage
    changes: int


@dataclass(frozen=True)
class ChangeTotals:
    """The changes of what was agreed (`listed`: reference, by request, of wording): how many by request, of how many
    actions, how often wording alone was corrected; and all requests by type of reason."""

    changes: int
    actions: int
    corrections: int
    reasons: tuple
    listed: tuple

    @property
    def any(self):
        return bool(self.reasons or self.corrections)


def change_totals(plan, as_at):
    """The ChangeTotals of the actions that are in the plan of these inspections, now or at the end of a past day."""
    conditions = {kind: plan.of(kind) & MADE for kind in ("date_change", "content_change")}
    read = plan.having_read(as_at, **conditions)
    moves, changes = ([*read.states(kind).values()] for kind in conditions)
    moves, changes = in_the_plan(moves, as_at), in_the_plan(changes, as_at)
    granted = [one for one in changes if one["decision"] == Decision.GRANTED]
    moved = [one for one in moves if one["decision"] == Decision.GRANTED]
    corrected = [one for one in changes if one["decision"] == Decision.CORRECTED]
    return ChangeTotals(
        len(granted),
        len({one["action"] for one in granted}),
        len(corrected),
        tuple(by_reason(moved, granted)),
        tuple(by_action(granted, corrected)),
    )


def in_the_plan(states, as_at):
    """Those of these requests whose action is in the plan."""
    actions = states_at("action", as_at, {one["action"] for one in states}) if states else {}
    known = {str(uuid): state for uuid, state in actions.items() if in_plan(SimpleNamespace(**state))}
    places = {uuid: (state["plan_order"], state["reference"]) for uuid, state in known.items()}
    return [one | {"place": places[one["action"]]} for one in states if one["action"] in known]


def by_reason(moved, granted):
    """The Whys of the requests, the most frequent first."""
    extensions, changes = (Counter(one["category"] for one in rows) for rows in (moved, granted))
    for key, _number in (extensions + changes).most_common():
        slips = [slip_of(one) for one in moved if one["category"] == key]
        yield Why(ChangeRequest.Category(key).label, extensions[key], total(slips), changes[key])


def by_action(granted, corrected):
    """(reference, how many changes by request, how many of wording) of each action, in the order of the plan."""
    requested, reworded = (Counter(one["place"] for one in rows) for rows in (granted, corrected))
    for place in sorted(requested.keys() | reworded.keys()):
        yield place[1], requested[place], reworded[place]


def slip_of(state):
    days = {name: state[name] and date.fromisoformat(state[name]) for name in ("from_due", "to_latest")}
    return slippage_of_move(SimpleNamespace(**days))
