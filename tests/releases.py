"""Progress that is released, for tests: rounds of June and July 2008 on a plan of two actions, published on
9 September.
"""

from dataclasses import dataclass
from datetime import date

from actions.duedates.verbs import ask_for_date, decide_date
from actions.models import Action, ReportingRound
from actions.reading.rounds import read_rounds
from actions.releases.verbs import release_progress
from actions.reports.verbs import report_progress
from actions.rounds.verbs import open_round
from actions.rules.dates import PlanDate
from jarplan.audit.canonical import digest
from jarplan.clock import day_of
from jarplan.reporting.document.compose import compose, for_the_public
from jarplan.reporting.document.progress import compose_progress
from jarplan.reporting.document.schema import FORMAT, to_text
from recommendations.models import PlanVersion
from recommendations.versions.queries import published_version
from recommendations.within import EVERYTHING, plan_of
from tests import papers, plan
from tests.plan import NOON, fresh, later

RED = {
    "rating": "red",
    "done": "Half of the cases are audited",
    "effect": "Thirty children have a worker",
    "reason": "Two auditors left",
    "next_step": "Hire two auditors",
    "recovers_on": date(2008, 9, 30),
    "confidence": "low",
    "would_help": "A second team",
}
GREEN = {"rating": "green", "done": "All cases are audited"}


@dataclass
class Story:
    """A published plan with two closed rounds. `first`, `second`: its actions."""

    people: object
    june: ReportingRound
    july: ReportingRound
    first: Action
    second: Action
    version: PlanVersion | None = None


def told(people, published=True):
    """In June the first action was reported red and extended; in July green, and the second for the first time."""
    act = {"by": people.programme, "now": NOON}
    june, july = (
        open_round(**act, month=date(2008, month, 1), opens_on=opens_on, closes_on=closes_on)
        for month, opens_on, closes_on in (
            (6, date(2008, 6, 18), date(2008, 6, 30)),
            (7, date(2008, 7, 18), date(2008, 7, 31)),
        )
    )
    story = Story(people, june, july, plan.agreed(people), plan.agreed(people))
    report(story, story.first, june, NOON, **RED)
    extend(story, story.first, later(3), date(2008, 8, 29))
    report(story, story.first, july, later(30), why_better="Two auditors have started", **GREEN)
    report(story, story.second, july, later(31), **GREEN)
    if published:
        publish(story)
    return story


def report(story, action, round, now, **said):
    return report_progress(by=story.people.officer_a, now=now, action=fresh(action), round=round, **said)


def extend(story, action, now, to, grant=True):
    said = {"to": PlanDate.on(to), "category": "people", "reason": f"No auditor before {to.day} {to:%B}"}
    change = ask_for_date(by=story.people.officer_a, now=now, action=fresh(action), **said)
    return decide_date(by=story.people.programme, now=now, change=change, grant=grant, reason="So decided")


def publish(story, **more):
    """The plan as it stands at the end of July, published on 9 September."""
    content = for_the_public(compose(day=day_of(later(40)), now=later(40)))
    story.version = papers.published(story.people.programme, content=content, **more)
    return story.version


def composed(story, round, now, plan=EVERYTHING):
    """What a release of this round would hold, and which actions it leaves out."""
    said = {"round": read_rounds().find(round.uuid), "version": published_version(plan)}
    return compose_progress(by=story.people.programme, day=day_of(now), **said)


def looked_at(story, round, now, plan=EVERYTHING):
    """What release_progress takes of whoever has looked at what will be public."""
    content, _ = composed(story, round, now, plan)
    text, version = to_text(content), published_version(plan)
    said = {"content": text, "format": FORMAT, "seen": digest(text), "round": round}
    return said | {"inspection": plan_of(version).one, "plan_version": version}


def release(story, round, now=None, by=None, plan=EVERYTHING, **more):
    """The release of a round, on 10 September."""
    now = now or later(82)
    said = looked_at(story, round, now, plan) | more
    return release_progress(by=by or story.people.programme, now=now, **said)
