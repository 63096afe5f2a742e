"""Setting an action aside and taking it up again: where it comes back to, and what it answers meanwhile."""

import pytest

from actions.duedates.verbs import ask_for_date
from actions.evidence.verbs import attach_evidence, withdraw_evidence
from actions.life.verbs import (
    decline_action,
    pause_action,
    reinstate_action,
    resume_action,
    supersede_action,
    take_up_action,
)
from actions.models import Action
from actions.plan.verbs import agree_action, withdraw_action
from actions.reports.verbs import report_progress
from actions.rules.dates import PlanDate
from actions.rules.lifecycle import Status
from actions.rules.records import is_due_soon, is_overdue
from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.models import AuditEvent
from tests.changes import edit_action
from tests.claims import deliver_action, sign_off
from tests.plan import (
    NOON,
    agreed,
    content,
    delivered,
    evidence,
    fresh,
    later,
    make_people,
    proposed,
    real_problems,
    reported,
    signed_off,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


def act(people, action, by=None, **more):
    action = fresh(action)
    return {"by": by or people.programme, "now": NOON, "action": action, "version": action.version, **more}


def last_event(action):
    return AuditEvent.objects.filter(subject=action.uuid).order_by("-sequence").first().kind


@pytest.mark.slow
@pytest.mark.parametrize(("made", "there"), [(agreed, "agreed"), (reported, "in_progress")])
def test_paused_action_comes_back_to_where_it_stood(people, made, there):
    action = made(people)
    due = action.due_latest
    pause_action(**act(people, action, reason="No money until autumn"))
    action = fresh(action)
    assert (action.status, action.came_from) == (Status.PAUSED, there)
    assert action.status_reason == "No money until autumn"
    assert last_event(action) == "paused"
    resume_action(**act(people, action, reason="The grant came"))
    action = fresh(action)
    assert (action.status, action.came_from, action.status_reason) == (there, "", "")
    assert (action.due_latest, last_event(action)) == (due, "resumed")
    assert real_problems() == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("made", "there"), [(proposed, "proposed"), (agreed, "agreed"), (reported, "in_progress")]
)
def test_superseded_action_names_the_other_and_comes_back_to_where_it_stood(people, made, there):
    action, other = made(people), agreed(people)
    supersede_action(**act(people, action, successor=other, reason="R4.2 says it better"))
    action = fresh(action)
    assert (action.status, action.came_from, action.superseded_by) == (Status.SUPERSEDED, there, other)
    reinstate_action(**act(people, action, reason="It does not"))
    action = fresh(action)
    assert (action.status, action.came_from, action.superseded_by) == (there, "", None)
    assert real_problems() == []


def test_paused_action_that_is_superseded_comes_back_to_work(people):
    action, other = reported(people), agreed(people)
    pause_action(**act(people, action, reason="No money"))
    supersede_action(**act(people, action, successor=other, reason="R4.2 says it better"))
    reinstate_action(**act(people, action, reason="It does not"))
    assert fresh(action).status == Status.IN_PROGRESS


def test_proposed_action_is_not_accepted_and_taken_up_again(people):
    action = proposed(people)
    decline_action(**act(people, action, reason="Not ours to do"))
    assert (fresh(action).status, fresh(action).came_from) == (Status.NOT_ACCEPTED, "proposed")
    take_up_action(**act(people, action, reason="It is ours after all"))
    assert (fresh(action).status, fresh(action).came_from) == (Status.PROPOSED, "")
    agree_action(by=people.programme, now=NOON, action=action)
    assert real_problems() == []


def test_withdrawing_a_paused_action_forgets_where_it_stood(people):
    action = agreed(people)
    pause_action(**act(people, action, reason="No money"))
    withdraw_action(**act(people, action, reason="Nobody will pay"))
    assert (fresh(action).status, fresh(action).came_from) == (Status.WITHDRAWN, "")


def test_an_action_is_not_superseded_by_itself_or_by_one_that_left_the_plan(people):
    action, other = agreed(people), agreed(people)
    with pytest.raises(NotNow, match="cannot take its own place"):
        supersede_action(**act(people, action, successor=action, reason="Twice"))
    withdraw_action(**act(people, other, reason="Twice"))
    with pytest.raises(NotNow, match="is withdrawn, so it cannot take the place of"):
        supersede_action(**act(people, action, successor=other, reason="Twice"))
    assert fresh(action).status == Status.AGREED


def test_two_actions_never_supersede_each_other(people):
    action, other = agreed(people), agreed(people)
    supersede_action(**act(people, action, successor=other, reason="Twice"))
    with pytest.raises(NotNow, match="cannot take the place"):
        supersede_action(**act(people, other, successor=action, reason="Twice"))


VERBS = {
    "pause": (pause_action, agreed),
    "decline": (decline_action, proposed),
}


@pytest.mark.slow
@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(
    "who", ["officer_a", "officer_b", "approver_a", "cabinet", "administrator", "superuser"]
)
def test_only_the_programme_office_sets_aside(people, verb, who):
    function, made = VERBS[verb]
    action = made(people)
    with pytest.raises(Refused, match="only the programme office can"):
        function(**act(people, action, by=getattr(people, who), reason="So be it"))
    assert last_event(action) == "refused"
    assert fresh(action).status == action.status


@pytest.mark.parametrize("verb", VERBS)
def test_a_reason_is_needed_and_a_later_save_is_seen(people, verb):
    function, made = VERBS[verb]
    action = made(people)
    with pytest.raises(NotNow, match="Enter the reason"):
        function(**act(people, action, reason=" "))
    with pytest.raises(Stale):
        function(**{**act(people, action, reason="So be it"), "version": 0})
    assert fresh(action).status == action.status


@pytest.mark.slow
@pytest.mark.parametrize("made", [delivered, signed_off, proposed])
def test_only_agreed_work_is_paused(people, made):
    with pytest.raises(NotNow, match="You can pause an action only while it is agreed or in progress"):
        pause_action(**act(people, made(people), reason="No money"))


def set_aside(people, how):
    """An action that was shown and then set aside, and the sentence that it answers with."""
    action = proposed(people) if how == "declined" else reported(people)
    if how == "declined":
        decline_action(**act(people, action, reason="Not ours"))
        return fresh(action), "was not accepted"
    evidence(people, action)
    if how == "paused":
        pause_action(**act(people, action, reason="No money"))
        return fresh(action), "is paused"
    supersede_action(**act(people, action, successor=agreed(people), reason="Twice"))
    return fresh(action), "was superseded by R4.2"


@pytest.mark.slow
@pytest.mark.parametrize("how", ["paused", "superseded", "declined"])
def test_other_verbs_say_why_nothing_is_done_on_it(people, how):
    action, sentence = set_aside(people, how)
    officer = {"by": people.officer_a, "now": NOON, "action": action}
    programme = officer | {"by": people.programme}
    other = content(people.post_a, text="Something else")
    to = PlanDate.on(later(60).date())
    verbs = [
        lambda: edit_action(**programme, version=action.version, content=other),
        lambda: report_progress(**officer, rating="green", done="More"),
        lambda: attach_evidence(**officer, shows="A page", link="https://example.org"),
        lambda: deliver_action(**officer),
        lambda: ask_for_date(**officer, to=to, category="people", reason="Sick"),
        lambda: sign_off(**(officer | {"by": people.approver_a}), seen="0" * 64),
        lambda: agree_action(**programme),
    ]
    for verb in verbs:
        with pytest.raises(NotNow, match=sentence):
            verb()
    assert fresh(action).version == action.version


def test_wrong_evidence_of_a_paused_action_is_still_withdrawn(people):
    """A child's name in a file does not wait for the work to be resumed."""
    action, _ = set_aside(people, "paused")
    one = action.evidence.get()
    withdraw_evidence(
        by=people.officer_a, now=NOON, action=action, evidence=one, reason="A name stands in it"
    )
    assert action.evidence.get().withdrawn_at


def test_what_is_set_aside_is_never_overdue_nor_due_soon(people):
    action = reported(people)
    late, soon = later(60).date(), later(10).date()
    assert is_overdue(action, late) and is_due_soon(action, soon)
    pause_action(**act(people, action, reason="No money"))
    action = fresh(action)
    assert not is_overdue(action, late)
    assert not is_due_soon(action, soon)


@pytest.mark.slow
def test_the_page_of_a_superseded_action_leads_to_the_other(cast, at):
    action, other = agreed(cast), agreed(cast)
    answer = at(
        "programme", action, "supersede", {"version": action.version, "successor": "r4.2", "reason": "Twice"}
    )
    assert answer.status_code == 302
    page = at("cabinet", action, "").content.decode()
    assert f'Replaced by <a href="/actions/{other.reference}/">' in page
    assert "Superseded:</strong> Twice" in page
    assert "Reinstate action" in at("programme", action, "").content.decode()
    assert "Reinstate action" not in at("officer_a", action, "").content.decode()


@pytest.mark.slow
def test_an_action_that_is_not_there_takes_no_place(cast, at):
    action = agreed(cast)
    answer = at("programme", action, "supersede", {"version": 1, "successor": "R9.9", "reason": "Twice"})
    assert "There is no action R9.9" in answer.content.decode()
    assert Action.objects.get().status == Status.AGREED


def test_a_page_that_others_overtook_is_shown_anew_and_nothing_is_lost(cast, at):
    action = agreed(cast)
    answer = at("programme", action, "pause", {"version": 0, "reason": "No money until autumn"})
    assert answer.status_code == 409
    assert "No money until autumn" in answer.content.decode()
    assert f'name="version" value="{action.version}"' in answer.content.decode()
    assert fresh(action).status == Status.AGREED


def test_pausing_what_is_paused_is_answered_in_words(cast, at):
    action = agreed(cast)
    pause_action(**act(cast, action, reason="No money"))
    answer = at("programme", action, "pause")
    assert answer.status_code == 409
    assert "is paused, so nothing is done on it" in answer.content.decode()
