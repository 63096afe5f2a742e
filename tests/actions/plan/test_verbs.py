"""Add, edit, withdraw, agree: who may, what it leaves, and what it never loses."""

from dataclasses import replace
from datetime import date

import pytest

from actions.models import Action
from actions.plan.content import content_of
from actions.plan.verbs import add_action, agree_action, agree_actions, edit_action, withdraw_action
from actions.rules import lifecycle
from actions.rules.dates import PlanDate
from actions.rules.lifecycle import Status
from jarplan.audit.errors import NotNow, Refused, Stale
from jarplan.audit.models import AuditEvent
from tests import changes
from tests.plan import (
    NOON,
    agreed,
    content,
    fresh,
    make_people,
    make_recommendation,
    proposed,
    real_problems,
    signed_off,
    signed_once,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make_people()


def kinds():
    return list(AuditEvent.objects.values_list("subject_kind", "kind"))


def test_add_gives_the_next_reference_and_one_event(people):
    assert [proposed(people).reference, proposed(people).reference] == ["R4.1", "R4.2"]
    assert kinds() == [("action", "proposed")] * 2
    assert real_problems() == []


def test_a_withdrawn_reference_is_never_used_again(people):
    proposed(people)
    last = proposed(people)
    withdraw_action(by=people.programme, now=NOON, action=last, version=1, reason="Twice the same")
    assert proposed(people).reference == "R4.3"


def test_an_officer_proposes_only_what_their_organisation_leads(people):
    place = {"now": NOON, "recommendation": make_recommendation()}
    assert add_action(by=people.officer_a, content=content(people.post_a), **place).status == Status.PROPOSED
    with pytest.raises(Refused):
        add_action(by=people.officer_a, content=content(people.post_b), **place)


@pytest.mark.parametrize("who", ["approver_a", "finance", "cabinet", "administrator", "superuser"])
def test_nobody_else_proposes_an_action(people, who):
    with pytest.raises(Refused):
        add_action(
            by=getattr(people, who),
            now=NOON,
            recommendation=make_recommendation(),
            content=content(people.post_a),
        )
    assert not Action.objects.exists()
    assert kinds() == [("recommendation", "refused")]


def test_edit_changes_what_was_written_and_raises_the_version(people):
    action = proposed(people)
    edit_action(
        by=people.officer_a, now=NOON, action=action, version=1, content=content(people.post_a, text="New")
    )
    assert (fresh(action).text, fresh(action).version) == ("New", 2)
    assert kinds() == [("action", "proposed"), ("action", "edited")]
    assert real_problems() == []


def test_an_edit_that_changes_nothing_leaves_no_event(people):
    action = proposed(people)
    edit_action(by=people.programme, now=NOON, action=action, version=1, content=content_of(action))
    assert (fresh(action).version, len(kinds())) == (1, 1)


def test_a_stale_edit_is_refused_with_the_present_text(people):
    action = proposed(people)
    edit_action(
        by=people.programme, now=NOON, action=action, version=1, content=content(people.post_a, text="One")
    )
    with pytest.raises(Stale) as stale:
        edit_action(
            by=people.officer_a,
            now=NOON,
            action=action,
            version=1,
            content=content(people.post_a, text="Two"),
        )
    assert stale.value.current.text == "One"


@pytest.mark.parametrize(
    "who", ["officer_b", "approver_a", "finance", "cabinet", "administrator", "superuser"]
)
def test_others_may_not_edit(people, who):
    action = proposed(people)
    with pytest.raises(Refused):
        edit_action(
            by=getattr(people, who),
            now=NOON,
            action=action,
            version=1,
            content=content(people.post_a, text="Mine"),
        )
    assert kinds()[-1] == ("action", "refused")


def test_agree_fixes_the_original_date_for_good(people):
    action = agreed(people)
    assert (action.status, action.original_due) == (Status.AGREED, date(2008, 7, 18))
    later = replace(content_of(fresh(action)), due=PlanDate.on(date(2008, 9, 1)))
    with pytest.raises(NotNow):
        edit_action(by=people.programme, now=NOON, action=action, version=2, content=later)
    assert fresh(action).due_latest == date(2008, 7, 18)


def test_an_action_without_lead_or_date_is_not_agreed(people):
    bare = add_action(
        by=people.programme, now=NOON, recommendation=make_recommendation(), content=content(due=None)
    )
    with pytest.raises(NotNow, match="an accountable lead and a due date"):
        agree_action(by=people.programme, now=NOON, action=bare)


def test_agreeing_several_leaves_one_event_each_or_none_at_all(people):
    actions = [proposed(people) for _ in range(3)]
    agree_actions(by=people.programme, now=NOON, actions=actions)
    assert kinds()[3:] == [("action", "agreed")] * 3
    with pytest.raises(NotNow):
        agree_actions(by=people.programme, now=NOON, actions=[proposed(people), *actions])
    assert Action.objects.filter(status=Status.PROPOSED).count() == 1


def test_only_the_programme_office_agrees(people):
    action = proposed(people)
    for who in ("officer_a", "approver_a", "administrator", "superuser"):
        with pytest.raises(Refused):
            agree_action(by=getattr(people, who), now=NOON, action=action)


@pytest.mark.slow
@pytest.mark.parametrize("made", [signed_once, signed_off])
@pytest.mark.parametrize("field", ["text", "leads", "criteria"])
def test_a_material_edit_lapses_what_was_signed(people, made, field):
    action = made(people)
    change = {"text": "Else", "leads": (people.post_a, people.post_b), "criteria": ()}[field]
    edited = replace(content_of(action), **{field: change})
    changes.edit_action(by=people.programme, now=NOON, action=action, version=action.version, content=edited)
    action = fresh(action)
    assert (action.status, action.awaiting) == (Status.DELIVERED, "organisation")
    assert set(action.sign_offs.values_list("lapsed_because", flat=True)) <= {
        "text",
        "leads",
        "success criteria",
    }
    assert action.sign_offs.filter(lapsed_at__isnull=True).count() == 0
    assert real_problems() == []


def test_resources_are_no_material_edit(people):
    action = signed_off(people)
    edited = replace(content_of(action), resources="£2k")
    edit_action(by=people.programme, now=NOON, action=action, version=action.version, content=edited)
    assert fresh(action).status == Status.SIGNED_OFF


def test_no_verb_goes_where_the_table_has_no_way(people, monkeypatch):
    """The table of an action's life is what decides: without its row, the verb does nothing."""
    action = proposed(people)
    rows = [row for row in lifecycle.TRANSITIONS if row.verb != "agree"]
    monkeypatch.setattr(lifecycle, "TRANSITIONS", rows)
    with pytest.raises(NotNow, match="R4.1 is proposed. You can agree"):
        agree_action(by=people.programme, now=NOON, action=action)
    assert fresh(action).status == Status.PROPOSED
