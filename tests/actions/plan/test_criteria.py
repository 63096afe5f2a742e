"""A criterion keeps its row and its readings through every way in which its words change."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from actions.changes.verbs import decide_change
from actions.imports.undoing.verbs import obstacles, undo_import
from actions.models import SuccessCriterion
from actions.plan.content import Criterion, content_of
from actions.plan.criteria import settled
from actions.reports.measurements import withdraw_measurement
from jarplan.audit.models import AuditEvent
from jarplan.audit.reading.folding import states_at
from jarplan.clock import day_of
from tests.actions.imports.sheets import LEAD, R4
from tests.actions.imports.written import imported
from tests.changes import edit_action
from tests.claims import deliver_action
from tests.plan import (
    NOON,
    agreed,
    evidence,
    fresh,
    later,
    make_people,
    make_recommendation,
    proposed,
    real_problems,
)
from tests.reading_of import read

pytestmark = pytest.mark.django_db
A, B, C = Criterion("All are allocated"), Criterion("All are audited"), Criterion("No child waits")
HEADINGS = ["Rec no", "Recommendation", "Action ref", "Action", "Lead officer", "Success criteria"]


@pytest.fixture
def people():
    people, recommendation = make_people(), make_recommendation()
    type(recommendation).objects.filter(pk=recommendation.pk).update(text=R4)
    return people


def edited(people, action, *criteria, now=NOON):
    action = fresh(action)
    content = replace(content_of(action), criteria=criteria)
    return edit_action(by=people.programme, now=now, action=action, version=action.version, content=content)


def identities(action):
    """{statement: (pk, UUID)} of the criteria in use, in their order."""
    return {row.statement: (row.pk, row.uuid) for row in fresh(action).criteria.all()}


def standing(action):
    return content_of(fresh(action)).criteria


def test_edit_of_the_words_keeps_row_and_identity(people):
    action = proposed(people, criteria=(A, B))
    before = list(identities(action).values())
    a, b = standing(action)
    edited(people, action, replace(a, statement="Each is allocated", target="100"), b)
    assert list(identities(action).values()) == before
    assert standing(action)[0].target == "100"


def test_edit_of_the_order_moves_rows_and_makes_none(people):
    action = proposed(people, criteria=(A, B, C))
    before = identities(action)
    a, b, c = standing(action)
    edited(people, action, c, a, b)
    assert identities(action) == before
    assert [one.statement for one in standing(action)] == [C.statement, A.statement, B.statement]
    assert real_problems() == []


def test_criterion_typed_again_is_found_by_its_words(people):
    action = proposed(people, criteria=(A, B))
    before = identities(action)
    edited(people, action, Criterion(B.statement, target="5"))
    assert identities(action) == {B.statement: before[B.statement]}


def test_two_criteria_of_the_same_words_are_two_rows(people):
    action = proposed(people, criteria=(A,))
    (a,) = standing(action)
    edited(people, action, a, a)
    rows = fresh(action).criteria.all()
    assert [row.statement for row in rows] == [A.statement] * 2
    assert rows[0].uuid == a.uuid != rows[1].uuid


def test_identity_of_another_actions_criterion_is_not_taken(people):
    other, action = proposed(people, criteria=(A,)), proposed(people, criteria=(B,))
    (stolen,), (own,) = standing(other), standing(action)
    edited(people, action, replace(own, uuid=stolen.uuid, statement="Mine now"))
    edited(people, action, replace(standing(action)[0], uuid=uuid4(), statement="Chosen"))
    assert identities(other) == {A.statement: (other.criteria.get().pk, stolen.uuid)}
    assert stolen.uuid not in [uuid for _pk, uuid in identities(action).values()]


def test_criterion_without_readings_goes_and_one_with_them_is_only_dropped(people):
    action = agreed(people, criteria=(A, B, C))
    read(people, action, 0, met=True)
    _a, _b, c = standing(action)
    edited(people, action, c)
    every = SuccessCriterion.every.filter(action=action)
    assert {row.statement: row.is_dropped for row in every} == {A.statement: True, C.statement: False}
    assert [one["statement"] for one in states_at("action", day_of(NOON))[action.uuid]["criteria"]] == [
        C.statement
    ]
    assert real_problems() == []


@pytest.mark.slow
@pytest.mark.parametrize("by", ["words", "identity"])
def test_dropped_criterion_comes_back_with_its_readings(people, by):
    action = agreed(people, criteria=(A, B))
    read(people, action, 0, met=True)
    a, b = standing(action)
    edited(people, action, b)
    again = A if by == "words" else replace(a, statement="Each is allocated")
    edited(people, action, b, again)
    back = fresh(action).criteria.get(uuid=a.uuid)
    assert (back.order, back.is_dropped, back.current, back.readings.count()) == (2, False, "Met", 1)
    assert real_problems() == []


def test_current_value_is_that_of_the_latest_reading_whatever_is_typed(people):
    action = agreed(people, criteria=(Criterion("Allocated", "%", "91", "100"),))
    read(people, action, 0, value="96")
    events = AuditEvent.objects.count()
    edited(people, action, replace(standing(action)[0], current="100"))
    assert standing(action)[0].current == "96"
    assert AuditEvent.objects.count() == events


def test_import_keeps_the_criterion_that_it_names_with_its_readings(people):
    action = agreed(people, criteria=(A, B))
    read(people, action, 0, met=True)
    before = identities(action)
    row = [4, R4, action.reference, action.text, LEAD, f"{A.statement}\n{C.statement}"]
    imported(people.programme, row, headings=HEADINGS, now=later(1))
    assert identities(action) == before
    decide_change(by=people.programme_2, now=later(1), change=action.content_changes.get(), grant=True)
    after = identities(action)
    assert after[A.statement] == before[A.statement]
    assert list(after) == [A.statement, C.statement]


@pytest.mark.slow
def test_import_of_other_criteria_and_its_undoing_leave_the_same_rows(people):
    action = agreed(people, criteria=(A, B))
    read(people, action, 1, met=True)
    before = identities(action)
    row = [4, R4, action.reference, action.text, LEAD, f"{C.statement}\n{A.statement}"]
    plan_import = imported(people.programme, row, headings=HEADINGS, now=later(1))
    assert identities(action) == before  # it is requested
    undo_import(
        by=people.programme, now=later(2), plan_import=plan_import, version=plan_import.version, reason="Old"
    )
    assert identities(action) == before
    assert not SuccessCriterion.every.filter(is_dropped=True).exists()
    assert real_problems() == []


def test_criterion_that_went_and_is_restored_has_its_old_identity(people):
    action = proposed(people, criteria=(A, B))
    before = {words: uuid for words, (_pk, uuid) in identities(action).items()}
    row = [4, R4, action.reference, action.text, LEAD, C.statement]
    plan_import = imported(people.programme, row, headings=HEADINGS, now=later(1))
    undo_import(
        by=people.programme, now=later(2), plan_import=plan_import, version=plan_import.version, reason="Old"
    )
    assert {words: uuid for words, (_pk, uuid) in identities(action).items()} == before
    assert real_problems() == []


def test_new_criteria_are_told_apart_from_known_ones(people):
    action = proposed(people, criteria=(A,))
    known, new = settled(action, (A, B))
    assert isinstance(known.uuid, UUID)
    assert new.uuid is None


def test_form_does_not_ask_for_the_current_value_of_what_is_read(client, people):
    action = agreed(people, criteria=(Criterion("Allocated", "%", "91", "100"), B))
    read(people, action, 0, value="96")
    client.force_login(people.programme, backend="jarplan.people.accounts.backends.PeopleBackend")
    address = f"/actions/{action.reference}/edit/"
    page = client.get(address).content.decode()
    assert 'name="criteria-0-current"' not in page and 'name="criteria-1-current"' in page
    assert "from the latest measurement: 96" in page
    first, second = standing(action)
    typed = {
        "version": fresh(action).version,
        "text": action.text,
        "accountable": people.post_a.pk,
        "criteria-TOTAL_FORMS": 2,
        "criteria-INITIAL_FORMS": 2,
        "criteria-0-uuid": first.uuid,
        "criteria-0-statement": "Allocated",
        "criteria-0-unit": "%",
        "criteria-0-baseline": "91",
        "criteria-0-target": "100",
        "criteria-0-current": "100",
        "criteria-1-uuid": second.uuid,
        "criteria-1-statement": B.statement,
        "criteria-1-current": "Half",
    }
    assert client.post(address, typed).status_code == 302
    after = standing(action)
    assert [one.uuid for one in after] == [first.uuid, second.uuid]
    assert [(one.statement, one.current) for one in after] == [
        ("Allocated", "96"),
        (B.statement, "Half"),
    ]


@pytest.mark.slow
def test_signer_sees_the_readings_that_are_signed(client, people):
    action = agreed(people, criteria=(A,))
    read(people, action, met=True, source="The June audit")
    evidence(people, action)
    deliver_action(by=people.officer_a, now=NOON, action=action)
    client.force_login(people.approver_a, backend="jarplan.people.accounts.backends.PeopleBackend")
    page = " ".join(client.get(f"/actions/{action.reference}/sign-off/").content.decode().split())
    assert "Met on 20 June 2008, source: The June audit" in page


def test_import_is_not_undone_over_a_reading_that_was_withdrawn_since(people):
    action = agreed(people, criteria=(A, B))
    update = read(people, action, met=True)
    row = [4, R4, action.reference, f"{action.text}.", LEAD, ""]  # better words, which are written at once
    plan_import = imported(people.programme, row, headings=HEADINGS, now=later(1))
    withdraw_measurement(
        by=people.officer_a,
        now=later(2),
        action=action,
        update=update.uuid,
        criterion=update.readings.get().criterion.uuid,
        reason="Counted twice",
    )
    assert obstacles(plan_import) == [
        (action.reference, f"A measurement of {action.reference} was withdrawn on 22 June 2008 by Officer_A.")
    ]
