"""One action in every stage of its life, brought there by the verbs, and the people who try everything on it.

Everywhere `claimer` made the claim, `signer` signed for organisation A, and `programme_2` signed for the board.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from actions.life.verbs import decline_action, pause_action, supersede_action
from actions.models import Action
from actions.plan.verbs import withdraw_action
from actions.reports.measurements import Taken
from actions.reports.verbs import report_progress
from actions.rules.lifecycle import Status
from actions.signoff.verbs import digest_of
from jarplan.people.roles import Role
from tests import plan
from tests.claims import deliver_action, look_again, sign_off
from tests.factories import UserFactory

# After the date of the follow-up review of what is signed off on 20 June 2008; nothing falls due on it.
DAY = date(2008, 12, 22)
NOW = datetime(2008, 12, 22, 9, tzinfo=UTC)
ALL = [Role.OFFICER, Role.APPROVER, Role.PROGRAMME]
FOREIGN = ("both", "programme", "finance", "cabinet", "administrator")


@dataclass
class Stage:
    """`round`: whose signature it waits for, or ""; `came_from`: where it stood before it was set aside."""

    action: Action
    round: str = ""
    came_from: str = ""

    @property
    def status(self):
        return Status(self.action.status)


def make_cast():
    """Everybody of plan.make_people, each role in B too, and those who claimed and who signed."""
    people = plan.make_people()
    people.claimer = UserFactory(username="claimer", organisation=people.a, roles=ALL)
    people.signer = UserFactory(username="signer", organisation=people.a, roles=ALL[1:])
    for name in FOREIGN:
        roles = ALL[:2] if name == "both" else [name]
        person = UserFactory(username=f"{name}_b", organisation=people.b, roles=roles)
        setattr(people, f"{name}_b", person)
    return people


def cast(people):
    return {person.username: person for person in vars(people).values() if hasattr(person, "username")}


def make_stages(people):
    """{name: Stage}, each of an action of its own."""
    office = {"by": people.programme, "now": plan.NOON, "reason": "So decided"}
    taker = plan.agreed(people, due=date(2009, 6, 30))

    def proposed():
        return plan.proposed(people, due=date(2009, 6, 30))

    def agreed():
        return plan.agree_action(by=people.programme, now=plan.NOON, action=proposed())

    def in_progress():
        action = agreed()
        taken = [
            Taken(action.criteria.get().uuid, value="100", met=True, on=plan.NOON.date(), source="Audit")
        ]
        who = {"by": people.claimer, "now": plan.NOON, "action": action}
        report_progress(**who, rating="green", done="All audited", readings=taken)
        return plan.fresh(shown(action))

    def shown(action):
        plan.evidence(people, action, by=people.claimer)
        return action

    def delivered():
        return deliver_action(by=people.claimer, now=plan.NOON, action=in_progress())

    def signed(*signers):
        action = delivered()
        for by in signers:
            sign_off(by=by, now=plan.NOON, action=action, seen=digest_of(action))
            action = plan.fresh(action)
        return action

    def aside(verb, action, **more):
        return Stage(
            verb(**office, action=action, version=action.version, **more), came_from=Status(action.status)
        )

    twice = (people.signer, people.programme_2)
    stages = {
        "proposed": Stage(proposed()),
        "agreed": Stage(shown(agreed())),
        "in progress": Stage(in_progress()),
        "delivered": Stage(delivered(), "organisation"),
        "signed by the organisation": Stage(signed(people.signer), "board"),
        "signed off": Stage(signed(*twice)),
        "embedded": Stage(embed(people, signed(*twice))),
        "not accepted": aside(decline_action, proposed()),
        "withdrawn": aside(withdraw_action, proposed()),
    }
    for made in (agreed, in_progress):
        stages[f"paused from {made.__name__}"] = aside(pause_action, made())
    for made in (proposed, agreed, in_progress):
        stages[f"superseded from {made.__name__}"] = aside(supersede_action, made(), successor=taker)
    for stage in stages.values():
        stage.action = plan.fresh(stage.action)
    return stages, taker


def embed(people, action):

    moment = datetime(2008, 12, 20, 12, tzinfo=UTC)
    act = {"by": people.programme_2, "now": moment, "action": action, "version": action.version}
    look_again(**act, held=True, effect="All are seen")
    return action
