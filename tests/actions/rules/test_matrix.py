"""Every verb of an action's life in every stage of it, by everybody, with what it needs and without: the status, the
event and the mail are what the table says (lifecycle.TRANSITIONS), or nothing is.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from django.db import transaction

from actions.challenges.verbs import answer_challenge, ask_question, raise_challenge
from actions.duedates.verbs import ask_for_date, decide_date
from actions.life.verbs import (
    decline_action,
    pause_action,
    reinstate_action,
    resume_action,
    supersede_action,
    take_up_action,
)
from actions.models import Action, Evidence, SignOff
from actions.plan.content import content_of
from actions.plan.verbs import agree_action, edit_action, withdraw_action
from actions.reports.verbs import report_progress
from actions.rules import lifecycle
from actions.rules.dates import PlanDate
from actions.rules.lifecycle import Status, Verb, Who
from actions.signoff.verbs import digest_of, return_action
from actions.signoff.withdraw import take_back
from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.models import AuditEvent
from jarplan.reporting.work.letters.notices import notices
from tests.actions.rules.exercises import somebody_of
from tests.actions.stages import DAY, NOW
from tests.claims import deliver_action, look_again, sign_off

# The table of life is read alike on any database, whose own rules each verb's own tests meet.
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

# Who the words of the table are: a role, and whether only in the organisation that leads. An import is no verb here.
WORDS = {
    Who.PROGRAMME: ("programme", False),
    Who.OFFICER: ("officer", True),
    Who.APPROVER: ("approver", True),
    Who.SIGNER: ("approver", True),
}
ROUNDS = {Who.APPROVER: "organisation", Who.SIGNER: "organisation", Who.PROGRAMME: "board"}
OTHERS = {lifecycle.NOT_OF_CLAIM: ("claimer",), lifecycle.NOT_OF_SIGNERS: ("claimer", "signer")}
KEPT = {"version": True, "reason": "So decided"}


@dataclass(frozen=True)
class Case:
    """A verb of the table. `kind`: the event of it; `given`: what it is called with; `without`: what is left out or
    wrong in each case in which a need is not met; `news`: whom it tells; `round`: of which signature it is, where
    that is one's own choice."""

    words: tuple
    do: object
    kind: str
    given: dict = field(default_factory=dict)
    without: tuple = ()
    news: tuple = ()
    round: str = ""


def undated(action):
    Action.objects.filter(pk=action.pk).update(due_raw="", due_latest=None)


def unshown(action):
    Evidence.objects.filter(actions=action).update(withdrawn_at=NOW, withdrawn_reason="Wrong one")


def too_early(action):
    Action.objects.filter(pk=action.pk).update(look_again_on=DAY + timedelta(days=1))


def nobody_of(action):
    return replace(somebody_of(action), name=" ")


NO_REASON = {"reason": " "}
REPORT = {"rating": "green", "done": "Half of them"}
SEEN = {"seen": digest_of}
LOOK = {"version": True, "held": True, "effect": "All are seen within a day"}
NOT_YET = {**LOOK, "held": False, "next_on": DAY + timedelta(days=30)}
REWORDED = "Audit all cases, and reallocate them"
CHANGED = {
    "version": True,
    "content": lambda action: replace(content_of(action), text=REWORDED),
    "wording_only": True,
}
APPROVERS, OFFICERS, OFFICE, CLAIMER = "approver", "officer", "programme", "claimer"
AGAIN = {"given": {"reason": "So decided", "signature": True}, "without": (NO_REASON,)}
VERBS = {
    "agree": Case((Verb.AGREE,), agree_action, "agreed", {"version": True}, (undated,)),
    "report for a partner": Case(
        (Verb.REPORT_FOR,),
        report_progress,
        "reported",
        {**REPORT, "behalf": somebody_of},
        ({"rating": ""}, {"done": " "}, {"behalf": nobody_of}),
    ),
    "report": Case((Verb.REPORT,), report_progress, "reported", REPORT, ({"rating": ""}, {"done": " "})),
    "deliver": Case(
        (Verb.DELIVER,), deliver_action, "said delivered", {"version": True}, (unshown,), (APPROVERS,)
    ),
    "sign": Case((Verb.SIGN_OFF, Verb.SIGN_OFF_FOR_BOARD), sign_off, "signed off", SEEN, (unshown,)),
    "return": Case(
        (Verb.RETURN,), return_action, "returned", {**SEEN, "reason": "Not yet"}, (NO_REASON,), (OFFICERS,)
    ),
    "embed": Case((Verb.EMBED,), look_again, "embedded", LOOK, ({"effect": " "}, too_early)),
    "review again": Case(
        (Verb.REVIEW_AGAIN,), look_again, "looked at again", NOT_YET, ({"effect": " "}, {"next_on": DAY})
    ),
    # What was signed is changed by an edit, and ends the sign-off.
    "edit": Case((Verb.CHANGE_SIGNED, Verb.EDIT), edit_action, "edited", CHANGED),
}
for who, word, news in (
    ("organisation", Verb.WITHDRAW_SIGN_OFF, (APPROVERS, CLAIMER)),
    ("board", Verb.WITHDRAW_BOARD_SIGN_OFF, (OFFICE, CLAIMER)),
):
    VERBS[f"withdraw sign-off of the {who}"] = Case(
        (word,), take_back, "signature taken back", **AGAIN, news=news, round=who
    )
for word, do, kind in (
    (Verb.WITHDRAW, withdraw_action, "withdrawn"),
    (Verb.DECLINE, decline_action, "not accepted"),
    (Verb.TAKE_UP, take_up_action, "taken up again"),
    (Verb.PAUSE, pause_action, "paused"),
    (Verb.RESUME, resume_action, "resumed"),
    (Verb.SUPERSEDE, supersede_action, "superseded"),
    (Verb.REINSTATE, reinstate_action, "reinstated"),
):
    more = {"successor": True} if word == Verb.SUPERSEDE else {}
    own_place = ({"successor": lambda action: action},) if more else ()
    VERBS[word] = Case((word,), do, kind, {**KEPT, **more}, (NO_REASON, *own_place))
NAMES = (
    *("proposed", "agreed", "in progress", "delivered", "signed by the organisation", "signed off"),
    *("embedded", "not accepted", "withdrawn", "paused from agreed", "paused from in_progress"),
    *(f"superseded from {where}" for where in ("proposed", "agreed", "in_progress")),
)


def is_one(who, person):
    """Whether these words of the table name this person, for an action that A leads."""
    role, leads = WORDS.get(who, (None, False))
    return person.has_role(role) and not (leads and person.organisation.name != "Leicester City Council")


def rows_at(verb, stage):
    """The rows of the table that a verb has at a stage, each with those of its `who` whose turn it is."""
    for row in lifecycle.TRANSITIONS:
        if row.verb not in verb.words or row.source != stage.status:
            continue
        if row.needs == lifecycle.FROM_THERE and row.target != stage.came_from:
            continue
        turn = verb.round or (stage.round if verb.do in (sign_off, return_action) else "")
        who = [one for one in row.who if not turn or ROUNDS[one] == turn]
        yield row, who


def target_of(verb, stage, name, person):
    """Where the table lets this person take it by this verb; None where nowhere."""
    for row, who in rows_at(verb, stage):
        others = {one for need in row.needs.split("; ") for one in OTHERS.get(need, ())}
        if stage.round == "organisation":
            others.discard("signer")  # who has not signed yet
        if name not in others and any(is_one(one, person) for one in who):
            return row.target
    return None


def attempt(verb, person, stage, taker, changed=()):
    """Does it; gives what was raised, or None. `changed`: what is said otherwise, where a need is not met."""
    action = Action.objects.get(pk=stage.action.pk)
    said = {**verb.given, **dict(changed)}
    given = {name: one(action) if callable(one) else one for name, one in said.items()}
    if "version" in given:
        given["version"] = action.version
    if given.get("successor") is True:
        given["successor"] = taker
    if "signature" in given:
        given["signature"] = signature_of(verb, stage)
    try:
        verb.do(by=person, now=NOW, action=action, **given)
    except (Refused, NotNow) as raised:
        return raised
    return None


def signature_of(verb, stage):
    number = 1 if verb.round == "organisation" else 2
    return SignOff.objects.filter(action=stage.action, round=number).first()


def rows():
    """All that could have changed of actions and signatures."""
    return (
        list(Action.objects.order_by("pk").values_list("pk", "status", "version", "awaiting")),
        list(SignOff.objects.order_by("pk").values_list("pk", "version", "lapsed_at")),
    )


def told(everybody, action):
    """The names of those whom the next message tells something new of the action."""
    since = NOW - timedelta(seconds=1)
    found = set()
    for name, person in everybody.items():
        # Without the reports that are late whatever the verb does.
        sections = notices(person, DAY, since, late=[]).sections
        lines = [line for section in sections for line in section.lines]
        if any(line.is_new and line.reference == action.reference for line in lines):
            found.add(name)
    return found


def to_be_told(verb, stage, by, everybody):
    """Those whom this verb tells something, at this stage."""
    groups, out = verb.news, {"claimer", by}
    if verb.do is sign_off:
        groups = (OFFICE,) if stage.round == "organisation" else (CLAIMER,)
    if verb.do is edit_action and (stage.status in lifecycle.SIGNED or stage.round == "board"):
        groups = (APPROVERS, CLAIMER)
    if verb.do is return_action:
        out = set()
    elif verb.do is not deliver_action and verb.do is not sign_off:
        out = {"claimer"}
    if verb.round == "board":
        out.add("signer")  # the signature of the organisation stands, and is theirs
    names = {"claimer"} if CLAIMER in groups else set()
    for who, (role, _leads) in WORDS.items():
        if role in groups:
            names |= {name for name, one in everybody.items() if is_one(who, one) and name not in out}
    return names


def check(verb, person, name, world, stage, changed=(), spoil=None, everyone=True):
    """One case: the status, the events and, where it is done, the mail: to `everyone`, or to whoever does it."""
    everybody, _stages, taker = world
    target = target_of(verb, stage, name, person)
    met = spoil is None and not changed
    with transaction.atomic():
        if spoil:
            spoil(stage.action)
        before = rows()
        last = AuditEvent.objects.order_by("-sequence").values_list("sequence", flat=True).first()
        raised = attempt(verb, person, stage, taker, changed)
        events = AuditEvent.objects.filter(sequence__gt=last)
        kinds = list(events.filter(subject=stage.action.uuid).values_list("kind", flat=True))
        if target is not None and met:
            assert raised is None, raised
            assert Action.objects.get(pk=stage.action.pk).status == target
            assert len(kinds) == 1 and kinds[0].startswith(verb.kind)
            boxes = everybody if everyone else {name: person}
            expected = to_be_told(verb, stage, name, everybody) & boxes.keys()
            assert told(boxes, stage.action) == expected
        else:
            assert raised is not None
            assert rows() == before
            assert kinds == (["refused"] if isinstance(raised, Refused) else [])
            assert events.count() == len(kinds)
            named = any(is_one(one, person) for _row, who in rows_at(verb, stage) for one in who)
            assert isinstance(raised, NotNow if target is not None else Refused) or not named
        transaction.set_rollback(True)
    return target is not None and met


@pytest.mark.slow
def test_every_status_has_a_stage(world):
    assert {stage.status for stage in world[1].values()} == set(Status)
    assert tuple(world[1]) == NAMES
    by_import = {Verb.UNDO_IMPORT, Verb.PUT_BACK, Verb.IMPORT_AGAIN, Verb.WITHDRAW_SIGNED}
    by_request = {Verb.AGREE_CHANGE, Verb.CHECK_FAILED}  # of what is asked for, or drawn, first
    moving = {row.verb for row in lifecycle.TRANSITIONS if row.moves} - by_import - by_request
    assert moving <= {word for verb in VERBS.values() for word in verb.words}


@pytest.mark.slow
@pytest.mark.parametrize("stage", NAMES)
@pytest.mark.parametrize("verb", VERBS)
def test_verb_does_what_the_table_says_and_nothing_else(world, stage, verb):
    verb, stage = VERBS[verb], world[1][stage]
    if verb.do is take_back and signature_of(verb, stage) is None:
        return  # nothing to be taken back
    seen = False
    for name, person in world[0].items():
        possible = check(verb, person, name, world, stage, everyone=not seen)
        seen = seen or possible
        for wrong in verb.without if possible else ():
            changed, spoil = ((), wrong) if callable(wrong) else (wrong, None)
            check(verb, person, name, world, stage, changed, spoil)


@pytest.mark.slow
def test_challenges_and_later_dates_tell_those_whom_they_concern(world):
    everybody, stages, _taker = world
    action = stages["in progress"].action
    officers = {name for name, one in everybody.items() if is_one(Who.OFFICER, one)}
    office = {name for name, one in everybody.items() if one.has_role("programme")}
    for grant in (True, False):
        with transaction.atomic():
            act = {"now": NOW, "reason": "Two posts are empty"}
            to = PlanDate.on(date(2009, 9, 30))
            change = ask_for_date(**act, by=everybody["officer_a"], action=action, to=to, category="people")
            assert told(everybody, action) == office
            decide_date(**act, by=everybody["programme"], change=change, grant=grant)
            assert told(everybody, action) == {"officer_a"}
            transaction.set_rollback(True)
    with transaction.atomic():
        raise_challenge(by=everybody["cabinet"], now=NOW, action=action, question="Are they?")
        assert told(everybody, action) == officers
        transaction.set_rollback(True)
    with transaction.atomic():
        act = {"by": everybody["cabinet"], "now": NOW, "action": action}
        asked = [ask_question(**act, question=f"Which {what}?") for what in ("posts", "teams")]
        assert told(everybody, action) == officers
        for one in asked:
            answer_challenge(by=everybody["officer_a"], now=NOW, challenge=one, answer="Both")
        assert told(everybody, action) == {"cabinet"}
        transaction.set_rollback(True)
