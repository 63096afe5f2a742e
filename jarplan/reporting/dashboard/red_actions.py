"""The red actions and why: what the last report of each gives as reason and next step, and since when it is red; and
those of low confidence, with what would help. Read alike from the rows of now and from the history at the end of a
past day.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from actions.reading.queries import Records, live_rows
from actions.rules.filters import Filters
from actions.rules.lifecycle import Rating
from actions.rules.rating import Rule, differ, rule_of
from actions.rules.records import ActionRecord, brag, days_over, has_low_confidence, is_moved
from jarplan.reporting.actionpage.states import moment
from recommendations.within import EVERYTHING

SHOWN = 10
# What is due first comes first. The list that the page links to is in the same order.
ASKED = {"rating": "red", "sort": "due"}
LOW = {"confidence": "low", "status": "open"}


@dataclass(frozen=True)
class RedAction:
    """A red action, with what its last report says. `since`: the day of the first of its reports that have
    been red without a break; None, and no words, where no report is to be found."""

    record: ActionRecord
    days_over: int
    since: date | None
    reported_on: date | None
    reason: str
    next_step: str
    recovers_on: date | None
    rule: Rule

    @property
    def differs(self):
        """Whether the rule rates it otherwise."""
        return differ(brag(self.record), self.rule.key)


@dataclass(frozen=True)
class LowAction:
    """An action whose lead has low confidence in it, what would help, and the day of the report that says so; no
    words and None where no such report is to be found."""

    record: ActionRecord
    days_over: int
    would_help: str
    reported_on: date | None


def marked_actions(user, day, as_at, within=EVERYTHING):
    """(the records of the first red actions of the plan that this user may see, of the first of low confidence, of
    all whose date has moved), in one query."""
    asked = Filters(**ASKED)
    rows = live_rows(user, within)
    # None of the filters asks for the reporting rounds.
    first, low = (
        rows.filter(each.condition(day, ())).order_by(*asked.ordering()).values("pk")[:SHOWN]
        for each in (asked, Filters(**LOW))
    )
    wanted = Filters(due="moved").condition(day, ()) | Q(pk__in=first) | Q(pk__in=low)
    found = Records(rows.filter(wanted).order_by(*asked.ordering()), as_at).all()
    # Some of those that have moved are red as well: in this order, they come after the first ones.
    reds = [one for one in found if brag(one) == Rating.RED]
    return reds[:SHOWN], list(filter(has_low_confidence, found))[:SHOWN], list(filter(is_moved, found))


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
