"""The red actions and why: what the last report of each gives as reason and next step, and since when it is red;
read alike from the rows of now and from the history at the end of a past day.
"""

from dataclasses import dataclass
from datetime import date

from actions.models import ProgressUpdate
from actions.reading.queries import read_actions
from actions.reading.rounds import read_rounds
from actions.rules.filters import Filters
from actions.rules.lifecycle import Rating
from actions.rules.rating import Rule, differ, rule_of
from actions.rules.records import ActionRecord, brag, days_over
from jarplan.audit.reading.folding import states_at
from jarplan.reporting.actionpage.states import moment
from recommendations.within import EVERYTHING

SHOWN = 10
# What is due first comes first. The list that the page links to is in the same order.
ASKED = {"rating": "red", "sort": "due"}


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
    def disagrees(self):
        """Whether the rule rates it otherwise."""
        return differ(brag(self.record), self.rule.key)


def red_actions(user, day, as_at, rounds=None, within=EVERYTHING):
    """The first red actions of the plan that this user may see; `rounds` as for read_actions()."""
    rounds = read_rounds(as_at) if rounds is None else rounds
    found = read_actions(user, Filters(**ASKED), day, as_at, rounds, within)[:SHOWN]
    reports = reports_of([record.uuid for record in found], as_at) if found else {}
    return [
        red_action(record, reports.get(str(record.uuid), []), day, rule_of(record, day, rounds))
        for record in found
    ]


def reports_of(actions, as_at):
    """{UUID of an action as text: the states of its reports, the oldest first}."""
    reports = ProgressUpdate.objects.filter(action__uuid__in=actions)
    states = states_at("update", as_at, reports.values("uuid"))
    found = {}
    for state in sorted(states.values(), key=lambda state: moment(state["made_at"])):
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
