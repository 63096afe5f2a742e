"""A sheet that says what was agreed otherwise: it is requested, and somebody else decides; undoing recalls it."""

import pytest

from actions.changes.verbs import decide_change
from actions.imports.undoing.verbs import undo_import
from actions.models import ContentChange
from jarplan.audit.errors import Refused
from recommendations.models import Recommendation
from tests.actions.imports.sheets import R4, matched
from tests.actions.imports.written import write
from tests.plan import NOON, agreed, fresh, later, make_people, make_recommendation, real_problems, signed_off

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    Recommendation.objects.filter(pk=make_recommendation().pk).update(text=R4)
    return make_people()


def match_of(text="", criteria="", reference="R4.1"):
    return matched([4, R4, reference, text, "", "", criteria])


def bring_in(people, now=NOON, **said):
    return write(
        by=people.programme, now=now, match=match_of(**said), name="plan.xlsx", later_dates=frozenset()
    )


def test_another_text_of_an_agreed_action_is_requested_and_nothing_is_written(people):
    action = agreed(people)
    (row,) = match_of(text="Audit half of the cases of the city").rows
    assert [change.requested for change in row.changes] == [True]
    assert "this change is requested and somebody else decides" in " ".join(
        one.sentence for one in row.warnings
    )
    bring_in(people, text="Audit half of the cases of the city")
    assert fresh(action).text == action.text
    change = action.content_changes.get()
    assert (change.decision, change.asked_by) == ("pending", people.programme)
    assert change.reason.startswith("Import of plan.xlsx: ")
    with pytest.raises(Refused):
        decide_change(by=people.programme, now=NOON, change=change, grant=True)
    decide_change(by=people.programme_2, now=NOON, change=change, grant=True)
    assert fresh(action).text == "Audit half of the cases of the city"
    assert real_problems() == []


def test_criteria_of_an_agreed_action_are_requested_and_measured_on_when_agreed(people):
    action = agreed(people)
    bring_in(people, text=action.text, criteria="100% allocated; No case waits")
    change = action.content_changes.get()
    assert change.of_criteria and action.criteria.count() == 1
    decide_change(by=people.programme_2, now=NOON, change=change, grant=True)
    assert [row.statement for row in fresh(action).criteria.all()] == ["100% allocated", "No case waits"]


def test_better_wording_is_a_correction_and_ends_a_sign_off_as_any(people):
    action = signed_off(people)
    (row,) = match_of(text=f"{action.text}.").rows
    assert [change.requested for change in row.changes] == [False]
    bring_in(people, text=f"{action.text}.")
    assert (fresh(action).text, fresh(action).status) == (f"{action.text}.", "delivered")
    assert action.content_changes.get().decision == "reworded"


def test_a_request_ends_no_sign_off_before_it_is_agreed(people):
    action = signed_off(people)
    (row,) = match_of(text="Audit half of the cases of the city").rows
    assert "ends the sign-off" not in " ".join(one.sentence for one in row.warnings)
    bring_in(people, text="Audit half of the cases of the city")
    assert fresh(action).status == "signed_off"


def test_where_a_change_waits_none_is_requested_and_the_rest_is_imported(people):
    action = agreed(people)
    bring_in(people, text="Audit half of the cases of the city")
    (row,) = match_of(text="Audit no case at all").rows
    assert row.changes == [] and row.result == "unchanged"
    assert "already waiting for a decision" in " ".join(one.sentence for one in row.warnings)
    assert action.content_changes.count() == 1


@pytest.mark.parametrize(
    "text", ["Audit half of the cases of the city", "Audit all cases and reallocate them."]
)
def test_undoing_recalls_what_was_requested_and_reworded(people, text):
    action = agreed(people)
    made = bring_in(people, text=text)
    undone = undo_import(
        by=people.programme, now=later(1), plan_import=made, version=made.version, reason="Wrong file"
    )
    assert action.reference in undone.recalled
    assert action.content_changes.get().decision == ContentChange.Decision.RECALLED
    assert fresh(action).text == action.text
    assert real_problems() == []


def test_what_is_requested_keeps_the_cells_that_the_action_was_read_from(people):
    action = agreed(people)
    bring_in(people, text="Audit half of the cases of the city")
    assert "text" not in fresh(action).sources
    bring_in(people, text=f"{action.text}", criteria="")
    assert fresh(action).sources == {}


def test_corrections_that_add_up_are_requested_though_each_is_small(people):
    action = agreed(people)
    bring_in(people, text="Audit all cases and realocate them")
    assert fresh(action).text == "Audit all cases and realocate them" and "text" in fresh(action).sources
    before = fresh(action).sources
    bring_in(people, text="Audit all cases and realocte them")
    assert (fresh(action).text, fresh(action).sources) == ("Audit all cases and realocate them", before)
    assert [one.decision for one in action.content_changes.order_by("pk")] == ["reworded", "pending"]
