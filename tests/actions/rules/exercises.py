"""Each verb of the table of life, to be done through its real function: EXERCISES[verb](turn) brings about what it
needs, and gives (the action, what does it).
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.contrib.auth.models import Group

from actions.challenges.verbs import answer_challenge, ask_question, raise_challenge
from actions.changes.verbs import decide_change, recall_change
from actions.duedates.verbs import ask_for_date, decide_date, recall_date
from actions.evidence.verbs import attach_evidence, attach_newer, end_use, use_evidence, withdraw_evidence
from actions.imports.undoing.verbs import undo_import
from actions.life import verbs as life
from actions.life.bulk import move_selected_to_round, remind_selected
from actions.models import (
    Action,
    Challenge,
    ContentChange,
    DateChange,
    Evidence,
    EvidenceUse,
    ProgressUpdate,
    Reading,
    ReportingRound,
    Sample,
    SampleCheck,
    SignOff,
    Wait,
)
from actions.plan.content import content_of
from actions.plan.verbs import agree_action, edit_action, withdraw_action
from actions.reports.behalf import Behalf
from actions.reports.measurements import withdraw_measurement
from actions.reports.verbs import report_progress
from actions.rules.dates import PlanDate
from actions.rules.lifecycle import Verb
from actions.samples.verbs import record_check
from actions.signoff.policies import check_needs_deputy
from actions.signoff.verbs import digest_of, return_action
from actions.signoff.withdraw import take_back
from actions.waits.verbs import stop_waiting, wait_for
from jarplan.people.roles import Role
from recommendations.models import Recommendation
from tests.actions.imports.sheets import HEADINGS, LEAD, R4, matched
from tests.actions.imports.written import write
from tests.actions.stages import DAY, NOW
from tests.claims import deliver_action, look_again, sign_off
from tests.plan import make_recommendation

LATER = DAY + timedelta(days=400)
NEW = [4, R4, "", "Publish the results of the audit", LEAD, "31/03/2009", "Results are published"]


@dataclass
class Turn:
    """Whose turn it is (`by`), at which action; `everybody` by their names; `other`: an action in the plan;
    `imports`: whether it is done by an import.
    """

    by: object
    action: Action
    everybody: dict
    other: Action
    imports: bool = False

    @property
    def who(self):
        return {"by": self.by, "now": NOW}

    @property
    def act(self):
        return {**self.who, "action": self.action}

    @property
    def seen(self):
        return {**self.who, "seen": {self.action.reference: self.action.version}}

    @property
    def claimer(self):
        return self.everybody["claimer"]


def simply(verb, versioned=True, **given):
    """A verb that needs no more than what it is called with; what is a function is called with the action."""

    def exercise(turn):
        said = {name: one(turn.action) if callable(one) else one for name, one in given.items()}
        if versioned:
            said["version"] = turn.action.version
        return turn.action, lambda: verb(**turn.act, **said)

    return exercise


def edit(**changes):
    """Of what was agreed, the wording alone."""
    return simply(
        edit_action, content=lambda action: replace(content_of(action), **changes), wording_only=True
    )


def imported(turn, text="", due="", resources="", later=False):
    Recommendation.objects.filter(pk=turn.action.recommendation_id).update(text=R4)
    ref = turn.action.reference
    row = [4, R4, ref, text or turn.action.text, "", due, "", resources]
    match = matched(row, headings=[*HEADINGS, "Resources"])
    assert not match.questions() and [one.result for one in match.rows] == ["changed"]
    dates = frozenset({ref} if later else ())
    return turn.action, lambda: write(**turn.who, match=match, name="plan.xlsx", later_dates=dates)


def bring(turn, *row):
    """The import, by the administrator, of a new row, and the action that it made."""
    Recommendation.objects.filter(pk=make_recommendation().pk).update(text=R4)
    who = {"by": turn.everybody["administrator"], "now": NOW}
    plan_import = write(**who, match=matched(list(row)), name="plan.xlsx", later_dates=frozenset())
    return plan_import, Action.objects.get(plan_import=plan_import)


def undo(turn, plan_import):
    return undo_import(
        **turn.who, plan_import=plan_import, version=plan_import.version, reason="A wrong file"
    )


def undo_what_it_brought(turn):
    plan_import, action = bring(turn, *NEW)
    return action, lambda: undo(turn, plan_import)


def import_again(turn):
    plan_import, action = bring(turn, *NEW)
    undo(replace(turn, by=turn.everybody["administrator"]), plan_import)
    match = matched(NEW)
    return action, lambda: write(**turn.who, match=match, name="plan.xlsx", later_dates=frozenset())


def put_back(cells):
    """An import's change, to be undone: of `cells`, which end a sign-off or do not."""

    def exercise(turn):
        by = turn.everybody["administrator"]
        _action, bring_in = imported(replace(turn, by=by), **cells)
        plan_import = bring_in()
        return turn.action, lambda: undo(turn, plan_import)

    return exercise


def shown(action, by, *used_for):
    """Evidence attached to one action and used for others, without its verbs."""
    link = {"shows": "A page", "link": "https://example.org/page"}
    evidence = Evidence.objects.create(**link, attached_at=NOW, attached_by=by)
    for one in (action, *used_for):
        EvidenceUse.objects.create(evidence=evidence, action=one, used_at=NOW, used_by=by)
    return evidence


def newer(turn):
    given = {"evidence": shown(turn.action, turn.claimer), "shows": "More", "link": "https://example.org/2"}
    return turn.action, lambda: attach_newer(**turn.act, **given)


def use(turn):
    evidence = shown(turn.other, turn.claimer)
    return turn.action, lambda: use_evidence(**turn.act, evidence=evidence)


def no_longer_use(turn):
    evidence = shown(turn.other, turn.claimer, turn.action)
    return turn.action, lambda: end_use(**turn.act, evidence=evidence, reason="A mistake")


def withdraw_shown(turn):
    evidence = shown(turn.action, turn.claimer)
    return turn.action, lambda: withdraw_evidence(**turn.act, evidence=evidence, reason="A name is in it")


def withdraw_signed(turn):
    evidence = turn.action.evidence.first()
    return turn.action, lambda: withdraw_evidence(**turn.act, evidence=evidence, reason="A name is in it")


def withdraw_read(turn):
    """A measurement that came after any signature, and so is covered by none."""
    said = {"made_at": NOW, "made_by": turn.claimer, "rating": "green", "done": "Measured"}
    update, criterion = ProgressUpdate.objects.create(action=turn.action, **said), turn.action.criteria.get()
    Reading.objects.create(update=update, criterion=criterion, value="90", number=90, on=DAY, source="Audit")
    given = {"update": update.uuid, "criterion": criterion.uuid, "reason": "Wrong year"}
    return turn.action, lambda: withdraw_measurement(**turn.act, **given)


def asked(action, by):
    """A request for an extension that waits, without its verb."""
    return DateChange.objects.create(
        action=action,
        asked_at=NOW,
        asked_by=by,
        from_due=action.due_latest,
        to_raw="later",
        to_earliest=LATER,
        to_latest=LATER,
        category="people",
        reason="Two posts are empty",
    )


def decide(grant):
    def exercise(turn):
        change = asked(turn.action, turn.claimer)
        return turn.action, lambda: decide_date(**turn.who, change=change, grant=grant, reason="So decided")

    return exercise


def requested(action, by):
    """A request for another wording that waits, without its verb."""
    return ContentChange.objects.create(
        action=action,
        asked_at=NOW,
        asked_by=by,
        changes={"text": {"from": action.text, "to": "Audit half of the cases"}},
        of_criteria=False,
        category="people",
        reason="Two posts are empty",
    )


def decide_requested(grant):
    def exercise(turn):
        change = requested(turn.action, turn.claimer)
        return turn.action, lambda: decide_change(**turn.who, change=change, grant=grant, reason="So decided")

    return exercise


def recall_requested(turn):
    change = requested(turn.action, turn.everybody["officer_a"])
    return turn.action, lambda: recall_change(**turn.who, change=change)


def recall(turn):
    change = asked(turn.action, turn.everybody["officer_a"])
    return turn.action, lambda: recall_date(**turn.who, change=change)


def answer(turn):
    said = {
        "lodged_at": NOW,
        "lodged_by": turn.everybody["cabinet_b"],
        "role": "cabinet",
        "question": "Is it?",
    }
    challenge = Challenge.objects.create(action=turn.action, **said)
    return turn.action, lambda: answer_challenge(**turn.who, challenge=challenge, answer="It is")


def remind(turn):
    return turn.action, lambda: remind_selected(**turn.seen)


def move_to_round(turn):
    days = {"month": date(2008, 12, 1), "opens_on": DAY, "closes_on": DAY + timedelta(days=9)}
    round = ReportingRound.objects.create(**days)
    return turn.action, lambda: move_selected_to_round(**turn.seen, round=round)


def name_deputy(turn):
    """The page's own question: the deputy is of an organisation, and no verb of an action."""
    Group.objects.get(name=Role.APPROVER).user_set.clear()
    return turn.action, lambda: check_needs_deputy(turn.by, turn.action)


def withdraw_sign_off(round):
    def exercise(turn):
        signature = SignOff.objects.get(action=turn.action, round=round)
        return turn.action, lambda: take_back(**turn.act, signature=signature, reason="Too early")

    return exercise


def check_drawn(held):
    """A check by sample of the board's sign-off, which a sample drew without its verb."""

    def exercise(turn):
        who = {"drawn_at": NOW, "drawn_by": turn.claimer}
        inspection = turn.action.recommendation.inspection
        drawn = {"seed": 1, "number": 1, "drawn_from": [turn.action.reference]}
        sample = Sample.objects.create(inspection=inspection, role="programme", **drawn, **who)
        signed = SignOff.objects.get(action=turn.action, round=SignOff.Round.BOARD)
        check = SampleCheck.objects.create(sample=sample, action=turn.action, sign_off=signed, **who)
        said = {"held": held, "seen": "The cases of May", "reason": "" if held else "Two were left out"}
        return turn.action, lambda: record_check(**turn.act, check=check, **said)

    return exercise


def stop(turn):
    said = {"why": "It needs its places", "said_at": NOW, "said_by": turn.claimer}
    wait = Wait.objects.create(action=turn.action, other=turn.other, **said)
    return turn.action, lambda: stop_waiting(**turn.act, wait=wait)


def supersede(turn):
    given = {"version": turn.action.version, "successor": turn.other, "reason": "So decided"}
    return turn.action, lambda: life.supersede_action(**turn.act, **given)


def report_for(turn):
    said = {"rating": "green", "done": "Half of them", "behalf": somebody_of(turn.action)}
    return turn.action, lambda: report_progress(**turn.act, **said)


def somebody_of(action):
    """Somebody without an account of the organisation that leads it."""
    return Behalf(action.leads.first().post.organisation, name="Ada Partner")


WHY = {"reason": "So decided"}
TEXT, RESOURCES = {"text": "Audit all cases, and reallocate them"}, {"resources": "Two posts"}
OTHERWISE = {"content": lambda action: replace(content_of(action), text="Audit half of the cases")}
SAYS = {"effect": "All are seen within a day"}
EXERCISES = {
    Verb.AGREE: simply(agree_action),
    Verb.DECLINE: simply(life.decline_action, **WHY),
    Verb.TAKE_UP: simply(life.take_up_action, **WHY),
    Verb.WITHDRAW: simply(withdraw_action, **WHY),
    Verb.PAUSE: simply(life.pause_action, **WHY),
    Verb.RESUME: simply(life.resume_action, **WHY),
    Verb.SUPERSEDE: supersede,
    Verb.REINSTATE: simply(life.reinstate_action, **WHY),
    Verb.EDIT: edit(**RESOURCES),
    Verb.REPORT: simply(report_progress, versioned=False, rating="green", done="Half of them"),
    Verb.REPORT_FOR: report_for,
    Verb.WITHDRAW_MEASUREMENT: withdraw_read,
    Verb.ATTACH: simply(attach_evidence, versioned=False, shows="A page", link="https://example.org/page"),
    Verb.ATTACH_NEWER: newer,
    Verb.USE: use,
    Verb.END_USE: no_longer_use,
    Verb.WITHDRAW_EVIDENCE: withdraw_shown,
    Verb.REQUEST_EXTENSION: simply(
        ask_for_date, versioned=False, to=PlanDate.on(LATER), category="people", **WHY
    ),
    Verb.AGREE_EXTENSION: decide(True),
    Verb.REFUSE_EXTENSION: decide(False),
    Verb.RECALL_EXTENSION: recall,
    Verb.REQUEST_CHANGE: simply(edit_action, **OTHERWISE, category="people", **WHY),
    Verb.AGREE_CHANGE: decide_requested(True),
    Verb.REFUSE_CHANGE: decide_requested(False),
    Verb.RECALL_CHANGE: recall_requested,
    Verb.CHALLENGE: simply(raise_challenge, versioned=False, question="Is it?"),
    Verb.ASK: simply(ask_question, versioned=False, question="When is it?"),
    Verb.ANSWER: answer,
    Verb.REMIND: remind,
    Verb.MOVE_TO_ROUND: move_to_round,
    Verb.DELIVER: simply(deliver_action),
    Verb.SIGN_OFF: simply(sign_off, versioned=False, seen=digest_of),
    Verb.SIGN_OFF_FOR_BOARD: simply(sign_off, versioned=False, seen=digest_of),
    Verb.RETURN: simply(return_action, versioned=False, seen=digest_of, **WHY),
    Verb.NAME_DEPUTY: name_deputy,
    Verb.WITHDRAW_SIGN_OFF: withdraw_sign_off(SignOff.Round.ORGANISATION),
    Verb.WITHDRAW_BOARD_SIGN_OFF: withdraw_sign_off(SignOff.Round.BOARD),
    Verb.WITHDRAW_SIGNED: withdraw_signed,
    Verb.EMBED: simply(look_again, held=True, **SAYS),
    Verb.REVIEW_AGAIN: simply(look_again, held=False, next_on=LATER, **SAYS),
    Verb.CHECK_HELD: check_drawn(True),
    Verb.CHECK_FAILED: check_drawn(False),
    Verb.WAIT: lambda turn: (
        turn.action,
        lambda: wait_for(**turn.act, other=turn.other, why="It needs its places"),
    ),
    Verb.STOP_WAITING: stop,
    Verb.IMPORT: lambda turn: imported(turn, **RESOURCES),
    Verb.IMPORT_EXTENSION: lambda turn: imported(turn, due=f"{LATER:%d/%m/%Y}", later=True),
    Verb.IMPORT_AGAIN: import_again,
    Verb.UNDO_IMPORT: undo_what_it_brought,
}


def exercise_of(row, turn):
    """(the action, what does the verb of a row): some verbs are one thing by hand and another by an import, and an
    import's changes are put back from where they led.
    """
    if row.verb == Verb.SET_DUE_DATE:
        due = f"{LATER:%d/%m/%Y}"
        return imported(turn, due=due) if turn.imports else edit(due=PlanDate.on(LATER))(turn)
    if row.verb == Verb.CHANGE_SIGNED:
        return imported(turn, **TEXT) if turn.imports else edit(**TEXT)(turn)
    if row.verb == Verb.PUT_BACK:
        return put_back(TEXT if row.moves else RESOURCES)(turn)
    return EXERCISES[row.verb](turn)
