"""The red actions, declared or calculated, and why: what the last report of each gives as reason and next step, and
since when it is declared red; and those of low confidence, with what would help. Read alike from the rows of now and
from the history at the end of a past day.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from actions.reading.queries import Records, live_rows, rated
from actions.rules.filters import EITHER_RED, Filters
from actions.rules.lifecycle import Rating
from actions.rules.rating import Rule, rule_of
from actions.rules.records import ActionRecord, brag, days_over, has_low_confidence, in_plan, is_moved
from jarplan.reporting.actionpage.states import moment
from recommendations.within import EVERYTHING

SHOWN = 10
# What is due first comes first. The list that the page links to is in the same order.
ASKED = {"rating": EITHER_RED, "sort": "due"}
LOW = {"confidence": "low", "status": "open"}


@dataclass(frozen=True)
class RedAction:
    """An action that is red, declared or calculated, with what its last report says. `since`: the day of the first of
    its reports that have been red without a break; None, and no words, where no report is to be found."""

    record: ActionRecord
    days_over: int
    since: date | None
    reported_on: date | None
    reason: str
    next_step: str
    recovers_on: date | None
    rule: Rule

    @property
    def is_declared(self):
        return brag(self.record) == Rating.RED

    @property
    def is_calculated(self):
        return self.rule.key == Rating.RED


@dataclass(frozen=True)
class LowAction:
    """An action whose lead has low confidence in it, what would help, and the day of the report that says so; no
    words and None where no such report is to be found."""

    record: ActionRecord
    days_over: int
    would_help: str
    reported_on: date | None


@dataclass(frozen=True)
class Marked:
    """Records that the page tells of: of the first red actions, of the first of low confidence, of all whose date has
    moved, and of the first that moved in any way since the earlier day."""

    reds: list
    lows: list
    extended: list
    since: list


def marked_actions(user, day, as_at, rounds, within=EVERYTHING, also=None, moves=()):
    """What is Marked of the plan that this user may see, in one query. `also(rows)`: the condition on rows that
    moved, which depends on `moves` alone; all that it finds is among `since`, and more may be."""
    shape = "marked", user.is_authenticated, day, rounds, within, *moves
    found = Records(lambda: marked_rows(user, day, rounds, within, also), as_at, shape).all()
    # Some of those that have moved are red as well: in this order, they come after the first ones.
    reds = [one for one in found if in_plan(one) and Rating.RED in (brag(one), rule_of(one, day, rounds).key)]
    extended = [one for one in found if is_moved(one) and in_plan(one)]
    return Marked(reds[:SHOWN], list(filter(has_low_confidence, found))[:SHOWN], extended, found)


def marked_rows(user, day, rounds, within, also):
    asked = Filters(**ASKED)
    rows = live_rows(user, within)
    first, low = (
        each_rows.filter(each.condition(day, rounds)).order_by(*asked.ordering()).values("pk")[:SHOWN]
        for each, each_rows in ((asked, rated(rows, day, rounds)), (Filters(**LOW), rows))
    )
    wanted = Filters(due="moved").condition(day, rounds) | Q(pk__in=first) | Q(pk__in=low)
    if also:
        wanted |= also(rows)
    return rows.filter(wanted).order_by(*asked.ordering())


def reports_of(records):
    """The condition on the reports of these actions."""
    return Q(action__uuid__in=[record.uuid for record in records])


def red_actions(records, reports, day, rounds):
    """Records of red actions with what their last reports say. `reports`: the states of their reports, by UUID."""
    found = by_action(reports)
    return [
        red_action(record, found.get(str(record.uuid), []), day, rule_of(record, day, rounds))
        for record in records
    ]


def low_actions(records, reports, day):
    """Records of actions of low confidence with what the last reports that say so hold; `reports` as above."""
    found = by_action(reports)
    return [low_action(record, found.get(str(record.uuid), []), day) for record in records]


def low_action(record, reports, day):
    said = [one for one in reports if one["confidence"] == record.confidence]
    last = said[-1] if said else {}
    return LowAction(record, days_over(record, day), last.get("would_help", ""), on(last) if last else None)


def by_action(reports):
    """{UUID of an action as text: the states of its reports, the oldest first}"""
    found = {}
    for state in sorted(reports.values(), key=lambda state: moment(state["made_at"])):
        found.setdefault(state["action"], []).append(state)
    return found


def red_action(record, reports, day, rule):
    last = reports[-1] if reports else {}
    since = None
    for report in reversed(reports):
        if report["rating"] != Rating.RED:
            break
        since = on(report)
    return RedAction(
        record,
        days_over(record, day),
        since,
        on(last) if last else None,
        last.get("reason", ""),
        last.get("next_step", ""),
        date.fromisoformat(last["recovers_on"]) if last.get("recovers_on") else None,
        rule,
    )


def on(report):
    """The day on which a report was made."""
    return moment(report["made_at"]).date()
