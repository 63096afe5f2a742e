"""Whatever is done, in whatever order: one event for each change, and the fold of events equals the rows."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection

from actions.content import Criterion, content_of
from actions.datechanges import ask_for_date, decide_date
from actions.dates import PlanDate
from actions.models import Action, DateChange, Evidence, SignOff
from actions.progress import attach_evidence, report_progress, say_delivered, withdraw_evidence
from actions.services import add_action, agree_action, edit_action, withdraw_action
from actions.signing import digest_of, return_action, sign_off
from jarplan.audit.canonical import canonical, digest
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.folding import states_at
from jarplan.audit.models import AuditEvent
from jarplan.audit.subjects import SUBJECTS
from jarplan.clock import day_of
from tests.plan import NOON, content, fresh, make_people, make_recommendation, real_problems

STEPS = 1000 if connection.vendor == "postgresql" else 100
BUSY = 40 if STEPS == 1000 else 6
MOMENTS = 50 if connection.vendor == "postgresql" else 5


class Plan:
    """Does one random verb at a time, as a random person, and counts what should have been recorded."""

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
        """One verb; True where it was done, False where it was refused or not possible."""
        self.now += timedelta(minutes=self.chance.choice([1, 30, 600]))
        before = versions()
        events = AuditEvent.objects.exclude(kind="refused").count()
        try:
            self.chance.choice(self.verbs)(by=self.chance.choice(self.cast), now=self.now)
        except (NotNow, Refused, IndexError):
            assert versions() == before
            return False
        changed = sum(1 for key, version in versions().items() if before.get(key) != version)
        assert AuditEvent.objects.exclude(kind="refused").count() == events + changed
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
        report_progress(
            action=self.action(), rating=rating, done="Some", reason="Because", next_step="More", **who
        )

    def attach(self, **who):
        attach_evidence(action=self.action(), shows="A page", link="https://example.org/page", **who)

    def deliver(self, **who):
        say_delivered(action=self.action(), **who)

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


KINDS = ("action", "update", "date_change", "evidence", "sign_off")


def versions():
    return {
        (kind, uuid): version
        for kind in KINDS
        for uuid, version in SUBJECTS[kind].model.objects.values_list("uuid", "version")
    }


def remembered():
    return {
        kind: {row.uuid: canonical(SUBJECTS[kind].state(row)) for row in SUBJECTS[kind].instances()}
        for kind in KINDS
    }


def check_nobody_signed_their_own_claim():
    for row in SignOff.objects.select_related("action"):
        assert row.signed_by_id != row.claimed_by_id
        assert digest(row.content) == row.digest
        if row.outcome == "signed" and row.lapsed_at is None and row.action.status == "signed_off":
            assert fresh(row.action).sign_offs.filter(lapsed_at=None, outcome="signed").count() >= 2


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [2008])
def test_fold_equals_rows_after_random_verbs_and_as_at_gives_back_remembered_days(seed):
    plan = Plan(make_people(), random.Random(seed))
    done, moments = 0, {}
    for _ in range(STEPS * 20):
        day = day_of(plan.now)
        state = remembered() if len(moments) < MOMENTS else None
        done += plan.step()
        if state is not None and day_of(plan.now) > day:
            moments[day] = state
        if done >= STEPS:
            break
    assert done == STEPS
    assert len(moments) == MOMENTS
    assert real_problems() == []
    check_nobody_signed_their_own_claim()
    assert SignOff.objects.exists()
    for day, state in moments.items():
        for kind in KINDS:
            folded = {uuid: canonical(one) for uuid, one in states_at(kind, day).items()}
            assert folded == state[kind], f"{kind} as at {day}"
