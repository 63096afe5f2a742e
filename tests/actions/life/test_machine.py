"""Whatever is done, in whatever order: nobody signs their own claim, what is signed is what stands, each change has
one event, and the fold of the events is the rows; hypothesis chooses what is done, by whom and to what.
"""

import json
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from actions.challenges.verbs import answer_challenge, ask_question, raise_challenge
from actions.changes.verbs import decide_change
from actions.duedates.verbs import ask_for_date, decide_date
from actions.evidence.verbs import attach_evidence, end_use, use_evidence, withdraw_evidence
from actions.imports.undoing.verbs import undo_import
from actions.life.verbs import (
    decline_action,
    pause_action,
    reinstate_action,
    resume_action,
    supersede_action,
    take_up_action,
)
from actions.models import (
    Action,
    Challenge,
    ContentChange,
    DateChange,
    Deputy,
    Evidence,
    PlanImport,
    SampleCheck,
    SignOff,
    Wait,
)
from actions.plan.content import Criterion, content_of
from actions.plan.verbs import add_action, agree_action, edit_action, withdraw_action
from actions.reading.claims import proof_of, record_of
from actions.reading.counts import count_actions
from actions.reading.queries import read_actions
from actions.reports.measurements import Taken
from actions.reports.verbs import report_progress
from actions.rules.claims import Declared, Outcome, points_against
from actions.rules.dates import PlanDate
from actions.rules.filters import Filters
from actions.rules.lifecycle import TRANSITIONS
from actions.samples.verbs import draw_sample, record_check
from actions.signoff.deputies import end_deputy, name_deputy
from actions.signoff.verbs import digest_of, return_action
from actions.signoff.withdraw import take_back
from actions.waits.verbs import stop_waiting, wait_for
from jarplan.audit.canonical import canonical, digest
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.ledger import Ledger
from jarplan.audit.models import AuditEvent
from jarplan.audit.reading.folding import states_at
from jarplan.audit.subjects import SUBJECTS
from jarplan.clock import day_of
from jarplan.people.models import Organisation
from jarplan.people.persons.verbs import change_person
from jarplan.reporting.document.compose import compose
from jarplan.reporting.plan_checks.run import lint
from recommendations.models import Recommendation
from tests.actions.imports.sheets import LEAD, R4, matched
from tests.actions.imports.written import write
from tests.actions.life.promises import (
    check_agreed_by_two,
    check_no_circle,
    check_remarked,
    check_still_signed,
    made_the_claim,
)
from tests.claims import deliver_action, look_again, sign_off
from tests.plan import NOON, content, make_people, make_recommendation, real_problems

BUSY = 3  # actions that are worked on
MOMENTS = 4  # ends of a day that are looked back to
ROLES = (["officer"], ["approver"], ["officer", "approver"], ["programme"], ["programme", "approver"])
SEEDS = st.integers(0, 2**32 - 1)
KINDS = ("action", "update", "date_change", "evidence", "sign_off", "later_look", "deputy")
KINDS += ("challenge", "sample", "sample_check", "wait")
tally = {}


def versions():
    """{(kind, UUID): version} of every record there is."""
    return {
        (kind, uuid): version
        for kind, subject in SUBJECTS.items()
        for uuid, version in subject.model._base_manager.values_list("uuid", "version")
    }


def remembered():
    return {
        kind: {row.uuid: canonical(SUBJECTS[kind].state(row)) for row in SUBJECTS[kind].instances()}
        for kind in KINDS
    }


def on_the_pages(reader, day, as_at=None):
    """What lists show and the dashboard counts on a day: today's, or looked back to."""
    filters = (
        Filters(status="all"),
        Filters(due="moved", sort="-lead"),
        Filters(q="edited"),
        Filters(awaiting="date"),
    )
    shown = [list(read_actions(reader, one, day, as_at)) for one in filters]
    return shown, vars(count_actions(reader, day, as_at)) | {"kinds": None, "all_kinds": None}


class Life(RuleBasedStateMachine):
    """One small plan, and people who try everything on it."""

    def __init__(self):
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        try:
            self.set_up()
        except BaseException:
            self.cancel()
            raise

    def set_up(self):
        self.people, self.now, self.moments = make_people(), NOON, {}
        Recommendation.objects.filter(pk=make_recommendation().pk).update(text=R4)
        names = ("officer_a", "officer_b", "approver_a", "approver_b", "both_a", "programme", "programme_2")
        self.cast = [getattr(self.people, name) for name in names]
        post = self.people.post_a
        ledger = Ledger(by=self.people.programme, now=NOON)
        recommendation = make_recommendation()
        bodies = (self.people.a, self.people.b, post, self.people.post_b)
        for row in (*bodies, recommendation.inspection, recommendation):
            ledger.record(row, "added", role="programme")
        ledger.append()
        for _ in range(2):
            self.begin()
        self.versions = versions()

    def teardown(self):
        try:
            self.look_at_everything()
        finally:
            self.cancel()

    def cancel(self):
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @rule(seed=SEEDS)
    def go(self, seed):
        """Does one thing; what is refused has changed nothing, what is done has one event for each change."""
        self.chance = chance = random.Random(seed)
        verb, minded = chance.choices(VERBS, weights=[weight for _verb, _minded, weight in VERBS])[0][:2]
        by = (
            getattr(self.people, chance.choice(minded)) if chance.random() < 0.7 else chance.choice(self.cast)
        )
        day = day_of(self.now)
        self.now += timedelta(minutes=chance.choice([1, 30, 600, 60 * 24 * 20]))
        crosses = day_of(self.now) > day and len(self.moments) < MOMENTS
        before = (remembered(), on_the_pages(self.people.cabinet, day)) if crosses else None
        events = AuditEvent.objects.exclude(kind="refused").count()
        statuses = dict(Action.objects.values_list("pk", "status"))
        done = True
        try:
            verb(self, by=by, now=self.now)
        except (NotNow, Refused, IndexError):
            done = False
        after, told = versions(), AuditEvent.objects.exclude(kind="refused").count() - events
        changed = [
            key for key in after.keys() | self.versions.keys() if after.get(key) != self.versions.get(key)
        ]
        assert len(changed) == told
        assert done or not changed
        self.versions = after
        self.check_moves(statuses)
        if before is not None:
            self.moments[day] = before
        tally[verb.__name__, done] = tally.get((verb.__name__, done), 0) + 1

    def check_moves(self, statuses):
        """Every change of status is a row of the table."""
        ways = {(row.source, row.target) for row in TRANSITIONS}
        for pk, status in Action.objects.values_list("pk", "status"):
            if pk in statuses and statuses[pk] != status:
                assert (statuses[pk], status) in ways

    def action(self, **having):
        found = list(Action.objects.filter(**having).order_by("pk")[:BUSY])
        return self.chance.choice(found)

    def versioned(self, **having):
        action = self.action(**having)
        return {"action": action, "version": action.version}

    def begin(self):
        act = {"by": self.people.programme, "now": self.now}
        typed = content(self.people.post_a, criteria=(Criterion("Cases seen", baseline="0", target="9"),))
        agree_action(**act, action=add_action(**act, recommendation=make_recommendation(), content=typed))

    def look_at_everything(self):
        """No claim is self-signed, what stands signed is what the action says, and the history is the rows."""
        for signed in SignOff.objects.select_related("action"):
            assert signed.signed_by_id != signed.claimed_by_id
            assert digest(signed.content) == signed.digest
            if signed.outcome == "signed" and signed.lapsed_at is None:
                check_still_signed(json.loads(signed.content), signed.action)
        for action in Action.objects.filter(status__in=["signed_off", "embedded"]):
            stand = action.sign_offs.filter(outcome="signed", lapsed_at=None)
            assert len(set(stand.values_list("signed_by", flat=True))) == stand.count()
            lead = set(action.leads.values_list("post__organisation", flat=True))
            assert set(stand.filter(round=1).values_list("for_organisation", flat=True)) >= lead
            assert stand.filter(round=2).count() == 1
            check_remarked(action, stand.get(round=2).signed_at)
        self.check_kept()
        check_no_circle(Wait.objects.filter(ended_at=None).values_list("action", "other"))
        for change in ContentChange.objects.all():
            assert change.decided_by_id != change.asked_by_id
        for action in Action.objects.filter(agreed_at__isnull=False):
            check_agreed_by_two(action)
        assert real_problems() == []
        for day, (state, shown) in self.moments.items():
            assert on_the_pages(self.people.cabinet, day, day) == shown, f"pages as at {day}"
            for kind in KINDS:
                folded = {uuid: canonical(one) for uuid, one in states_at(kind, day).items()}
                assert folded == state[kind], f"{kind} as at {day}"

    def check_kept(self):
        """What is kept of the proof of each action is what follows from its record, and what nobody has answered is
        found before it is published."""
        for action in Action.objects.all():
            kept = {name: getattr(action, name) for name in ("unproven", "unanswered", "answered")}
            assert proof_of(action) == kept
        day = day_of(self.now)
        found = {
            one.where
            for one in lint(compose(day=day, now=self.now), today=day)
            if one.rule == "blue-unanswered"
        }
        unanswered = Action.objects.filter(status__in=["signed_off", "embedded"], unanswered__gt=0)
        assert found == set(unanswered.values_list("reference", flat=True))

    def add(self, **who):
        post = self.chance.choice([self.people.post_a, self.people.post_b])
        add_action(recommendation=make_recommendation(), content=content(post), **who)

    def agree(self, **who):
        agree_action(action=self.action(status="proposed"), **who)

    def edit(self, **who):
        one = self.versioned()
        leads = self.chance.choice([(self.people.post_a,), (self.people.post_a, self.people.post_b)])
        typed = replace(content_of(one["action"]), text=f"edited {self.chance.random()}", leads=leads)
        wording_only = self.chance.random() < 0.2
        if wording_only:
            typed = replace(content_of(one["action"]), text=f"{one['action'].text}.")
        said = {"category": "people", "reason": "Sick", "wording_only": wording_only}
        edit_action(content=typed, **said, **one, **who)

    def change_criteria(self, **who):
        one = self.versioned(status__in=["agreed", "in_progress", "delivered", "signed_off", "embedded"])
        before = content_of(one["action"])
        changed = [replace(each, target=self.chance.choice(["8", "9"])) for each in before.criteria]
        typed = replace(before, criteria=tuple(changed))
        edit_action(content=typed, category="scope", reason="Too much", **one, **who)

    def decide_on_change(self, **who):
        change = self.chance.choice(list(ContentChange.objects.filter(decision="pending").order_by("pk")))
        decide_change(change=change, grant=self.chance.random() < 0.8, reason="So decided", **who)

    def report(self, **who):
        action = self.action()
        readings = [
            Taken(one.uuid, value=str(self.chance.randrange(12)), on=day_of(self.now), source="Audit")
            for one in action.criteria.all()
            if one.target
        ]
        said = {
            "rating": "amber",
            "done": "Some",
            "reason": "Ill",
            "why_better": "Well again",
            "next_step": "More",
            "recovers_on": date(2019, 1, 1),
        }
        report_progress(action=action, readings=readings, **said, **who)

    def attach(self, **who):
        attach_evidence(action=self.action(), shows="A page", link="https://example.org/page", **who)

    def deliver(self, by, now):
        action = self.action(status__in=["agreed", "in_progress"])
        record = record_of(action, day_of(now))
        declared = {
            one.uuid: Declared(self.chance.choice(list(Outcome)), self.chance.choice(["", "Why", "Why"]))
            for one in record.criteria
        }
        points = points_against(record, declared)
        answers = {one.key: "Because" for one in points if self.chance.random() < 0.95}
        deliver_action(action=action, by=by, now=now, declared=declared, answers=answers)
        assert all(one["answer"] for one in Action.objects.get(pk=action.pk).claim["points"])

    def sign(self, by, now):
        action = self.action(status="delivered")
        claimed = made_the_claim(action)
        doubts = {
            str(one.uuid): self.chance.choice([None, None, "Doubtful"]) for one in action.criteria.all()
        }
        answers = {} if self.chance.random() < 0.2 else None
        sign_off(action=action, seen=digest_of(action), by=by, now=now, doubts=doubts, answers=answers)
        assert by.pk not in claimed
        # It turns blue only when whatever is not proved has an answer.
        assert Action.objects.get(pk=action.pk).unanswered == 0

    def give_back(self, **who):
        action = self.action(status="delivered")
        return_action(action=action, seen=digest_of(action), reason="Not yet", **who)

    def take_back_one(self, **who):
        found = list(SignOff.objects.filter(lapsed_at=None).select_related("action").order_by("pk"))
        signed = self.chance.choice(found)
        take_back(action=signed.action, signature=signed, reason="Too early", **who)

    def look(self, **who):
        held = self.chance.random() < 0.6
        next_on = day_of(self.now) + timedelta(days=30)
        look_again(held=held, effect="Seen", next_on=next_on, **self.versioned(status="signed_off"), **who)

    def draw(self, **who):
        draw_sample(inspection=make_recommendation().inspection, number=1, **who)

    def check(self, by, now):
        check = self.chance.choice(list(SampleCheck.objects.filter(checked_at=None).order_by("pk")))
        action, held = check.action, self.chance.random() < 0.7
        signers = set(action.sign_offs.filter(outcome="signed").values_list("signed_by", flat=True))
        involved = made_the_claim(action) | signers
        record_check(action=action, check=check, held=held, seen="The list", reason="No", by=by, now=now)
        assert by.pk not in involved
        assert held or Action.objects.get(pk=action.pk).status == "delivered"

    def wait(self, **who):
        wait_for(action=self.action(), other=self.action(), why="Its result is needed", **who)

    def wait_no_more(self, **who):
        wait = self.chance.choice(list(Wait.objects.filter(ended_at=None).order_by("pk")))
        stop_waiting(action=wait.action, wait=wait, **who)

    def doubt(self, **who):
        verb = self.chance.choice([raise_challenge, ask_question])
        verb(action=self.action(), question="Is it so?", **who)

    def answer(self, **who):
        challenge = self.chance.choice(list(Challenge.objects.order_by("pk")))
        answer_challenge(challenge=challenge, answer="It is.", **who)

    def ask(self, **who):
        action = self.action()
        day = (action.due_latest or day_of(self.now)) + timedelta(days=self.chance.randrange(-2, 40))
        ask_for_date(action=action, to=PlanDate.on(day), category="people", reason="Sick", **who)

    def decide(self, **who):
        change = self.chance.choice(list(DateChange.objects.order_by("pk")))
        decide_date(change=change, grant=self.chance.random() < 0.7, reason="So decided", **who)

    def set_aside(self, **who):
        verb = self.chance.choice([pause_action, decline_action, withdraw_action])
        verb(**self.versioned(), reason="No money", **who)

    def supersede(self, **who):
        supersede_action(**self.versioned(), successor=self.action(), reason="Twice", **who)

    def take_up(self, **who):
        verb, status = self.chance.choice(
            [
                (resume_action, "paused"),
                (reinstate_action, "superseded"),
                (take_up_action, "not_accepted"),
            ]
        )
        verb(**self.versioned(status=status), reason="After all", **who)

    def use_elsewhere(self, **who):
        shown = self.chance.choice(list(Evidence.objects.order_by("pk")))
        verb = self.chance.choice([use_evidence, end_use])
        verb(
            action=self.action(),
            evidence=shown,
            **({"reason": "A mistake"} if verb is end_use else {}),
            **who,
        )

    def withdraw_shown(self, **who):
        shown = self.chance.choice(list(Evidence.objects.order_by("pk")))
        withdraw_evidence(action=shown.actions.first(), evidence=shown, reason="Wrong one", **who)

    def give_roles(self, by, now):
        person = self.chance.choice(self.cast)
        person.refresh_from_db()
        said = {name: getattr(person, name) for name in ("full_name", "email", "organisation", "version")}
        act = {"by": self.people.administrator, "now": now, "person": person}
        change_person(**act, **said, roles=self.chance.choice(ROLES))
        person.refresh_from_db()

    def stand_in(self, **who):
        stand = list(Deputy.objects.filter(ended_at=None).order_by("pk"))
        if stand:
            end_deputy(deputy=stand[0], version=stand[0].version, reason="No more", **who)
        else:
            organisation = self.chance.choice(list(Organisation.objects.order_by("pk")))
            name_deputy(organisation=organisation, signer=self.chance.choice(self.cast), reason="None", **who)

    def bring_in(self, by, now):
        text = " ".join("".join(self.chance.sample("abcdefghijklmnoprstuvwy", 8)) for _ in range(4))
        reference = self.chance.choice(["", "4.1", "4.2"])
        match = matched([4, R4, reference, text, LEAD, "", ""])
        if not match.questions() and not match.count("rejected"):
            write(by=by, now=now, match=match, name="plan.xlsx", later_dates=frozenset())

    def undo(self, **who):
        last = PlanImport.objects.order_by("pk").last()
        if last:
            undo_import(plan_import=last, version=last.version, reason="The wrong file", **who)


OFFICERS = ("officer_a", "officer_b", "both_a")
SIGNERS = ("approver_a", "approver_b", "both_a", "programme", "programme_2")
OFFICE = ("programme", "programme_2")
# (what is done, by whom in two of three cases, how often)
VERBS = [
    (Life.add, OFFICERS, 2),
    (Life.agree, OFFICE, 2),
    (Life.edit, OFFICERS, 2),
    (Life.change_criteria, OFFICERS, 2),
    (Life.decide_on_change, OFFICE, 4),
    (Life.report, OFFICERS, 3),
    (Life.attach, OFFICERS, 4),
    (Life.deliver, OFFICERS, 7),
    (Life.sign, SIGNERS, 18),
    (Life.give_back, SIGNERS, 1),
    (Life.take_back_one, SIGNERS, 7),
    (Life.look, OFFICE, 2),
    (Life.draw, OFFICE, 2),
    (Life.check, ("cabinet", *OFFICE), 3),
    (Life.wait, OFFICERS, 2),
    (Life.wait_no_more, OFFICERS, 1),
    (Life.doubt, ("cabinet", *OFFICE), 1),
    (Life.answer, OFFICERS, 2),
    (Life.ask, OFFICERS, 1),
    (Life.decide, OFFICE, 1),
    (Life.set_aside, OFFICE, 1),
    (Life.supersede, OFFICE, 1),
    (Life.take_up, OFFICE, 3),
    (Life.use_elsewhere, OFFICERS, 3),
    (Life.withdraw_shown, OFFICERS, 1),
    (Life.give_roles, OFFICE, 1),
    (Life.stand_in, OFFICE, 1),
    (Life.bring_in, OFFICE, 1),
    (Life.undo, OFFICE, 1),
]
OFTEN = (
    "sign",
    "deliver",
    "attach",
    "report",
    "edit",
    "set_aside",
    "take_up",
    "bring_in",
    "undo",
    "take_back_one",
)


def live(plans, steps):
    tally.clear()
    chosen = settings(max_examples=plans, stateful_step_count=steps, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Life, settings=chosen)
    assert sum(tally.values()) >= plans * steps


@pytest.mark.django_db
@pytest.mark.slow
def test_no_order_of_verbs_breaks_a_promise():
    live(5, 50)


@pytest.mark.django_db
@pytest.mark.nightly
def test_no_order_of_verbs_that_a_search_finds_breaks_a_promise(monkeypatch):
    monkeypatch.setitem(globals(), "BUSY", 6)
    live(50, 100)
    # In fewer steps chance may leave one out.
    assert not [name for name in OFTEN if not tally.get((name, True))], "a verb was never done"
