"""A plan that lives at random: one verb at a time, by a random person; for tests that want much to have happened."""

from dataclasses import replace
from datetime import timedelta

from actions.duedates.verbs import ask_for_date, decide_date
from actions.evidence.verbs import attach_evidence, withdraw_evidence
from actions.models import Action, DateChange, Evidence
from actions.plan.content import Criterion, content_of
from actions.plan.verbs import add_action, agree_action, withdraw_action
from actions.reports.verbs import report_progress
from actions.rules.dates import PlanDate
from actions.signoff.verbs import digest_of, return_action
from jarplan.audit.errors import NotNow, Refused
from jarplan.clock import day_of
from tests.changes import edit_action
from tests.claims import deliver_action, sign_off
from tests.plan import NOON, content, make_recommendation

BUSY = 6  # actions that are worked on


class Plan:
    """Does one random verb at a time, as a random person."""

    def __init__(self, people, chance):
        self.people, self.chance, self.now = people, chance, NOON
        self.cast = [
            people.officer_a,
            people.officer_b,
            people.approver_a,
            people.approver_b,
            people.both_a,
            people.programme,
            people.programme_2,
        ]
        self.verbs = [
            self.add,
            self.agree,
            self.edit,
            self.report,
            self.report,
            self.attach,
            self.deliver,
            self.deliver,
            self.sign,
            self.sign,
            self.sign,
            self.give_back,
            self.ask,
            self.decide,
            self.withdraw_one,
            self.withdraw_shown,
        ]

    def step(self):
        """One verb, some time later; True where it was done, False where it was refused or not possible."""
        self.wait()
        return self.act()

    def wait(self):
        self.now += timedelta(minutes=self.chance.choice([1, 30, 600]))

    def act(self):
        try:
            self.chance.choice(self.verbs)(by=self.chance.choice(self.cast), now=self.now)
        except (NotNow, Refused, IndexError):
            return False
        return True

    def action(self):
        return self.chance.choice(list(Action.objects.order_by("pk")[:BUSY]))

    def content(self):
        posts = self.chance.choice(
            [(self.people.post_a,), (self.people.post_b,), (self.people.post_a, self.people.post_b)]
        )
        return content(
            *posts, text=f"text {self.chance.random()}", criteria=(Criterion(f"c{self.chance.randrange(9)}"),)
        )

    def add(self, **who):
        recommendation = make_recommendation(self.chance.randrange(1, 4))
        add_action(recommendation=recommendation, content=self.content(), **who)

    def agree(self, **who):
        agree_action(action=self.action(), **who)

    def edit(self, **who):
        action = self.action()
        typed = replace(content_of(action), text=f"edited {self.chance.random()}")
        edit_action(action=action, version=action.version, content=typed, **who)

    def report(self, **who):
        rating = self.chance.choice(["green", "amber", "red"])
        said = {
            "rating": rating,
            "done": "Some",
            "reason": "Because",
            "next_step": "More",
            "why_better": "New",
        }
        report_progress(action=self.action(), **said, recovers_on=day_of(self.now), **who)

    def attach(self, **who):
        attach_evidence(action=self.action(), shows="A page", link="https://example.org/page", **who)

    def deliver(self, **who):
        deliver_action(action=self.action(), **who)

    def sign(self, **who):
        action = self.chance.choice(list(Action.objects.exclude(awaiting="")))
        sign_off(action=action, seen=digest_of(action), **who)

    def give_back(self, **who):
        action = self.chance.choice(list(Action.objects.exclude(awaiting="")))
        return_action(action=action, seen=digest_of(action), reason="Not yet", **who)

    def ask(self, **who):
        action = self.action()
        day = (action.due_latest or day_of(self.now)) + timedelta(days=self.chance.randrange(-2, 40))
        ask_for_date(action=action, to=PlanDate.on(day), category="people", reason="Sick", **who)

    def decide(self, **who):
        change = self.chance.choice(list(DateChange.objects.all()))
        decide_date(change=change, grant=self.chance.random() < 0.7, reason="So decided", **who)

    def withdraw_one(self, **who):
        if self.chance.random() < 0.3:
            action = self.action()
            withdraw_action(action=action, version=action.version, reason="Twice the same", **who)

    def withdraw_shown(self, **who):
        shown = self.chance.choice(list(Evidence.objects.all()))
        withdraw_evidence(action=shown.actions.first(), evidence=shown, reason="Wrong one", **who)
