"""Actions that left the plan with an import that was undone come back with their own reference; and dates of agreed
actions that a sheet would move.
"""

from datetime import date

import pytest

from actions.imports.drafts.preview import rows_as_json
from actions.models import Action, PlanImport
from actions.plan.verbs import withdraw_action
from jarplan.files.models import StoredFile
from tests.actions.imports.sheets import AUDIT, LEAD, R4, R5, matched, new_values, only, sentences
from tests.plan import NOON, agreed, proposed


def row(ref=None, text=AUDIT, rec=4, due=None):
    return [rec, R4 if rec == 4 else R5, ref, text, LEAD, due, None]


def gone(plan, state="undone", **more):
    """An action that was withdrawn, and whose import is in this state."""
    action = proposed(plan, plan.post_a, **more)
    withdraw_action(by=plan.programme, now=NOON, action=action, version=action.version, reason="Undone")
    file = StoredFile.objects.create(
        original_name="plan.xlsx", sha256="0" * 64, size=1, uploaded_at=NOON, uploaded_by=plan.programme
    )
    was = {"uploaded_at": NOON, "uploaded_by": plan.programme}
    was |= {"confirmed_at": NOON, "confirmed_by": plan.programme}
    if state == "undone":
        was |= {"undone_at": NOON, "undone_by": plan.programme}
    plan_import = PlanImport.objects.create(file=file, sha256="0" * 64, state=state, **was)
    Action.objects.filter(pk=action.pk).update(plan_import=plan_import)
    return Action.objects.get(pk=action.pk)


@pytest.mark.parametrize("ref, text", [("4.1", AUDIT), ("4.1", "Another thing"), (None, AUDIT.upper())])
def test_action_of_an_undone_import_comes_back_under_its_own_reference(plan, ref, text):
    action = gone(plan)
    match = matched(row(ref, text))
    [one] = match.rows
    assert (one.result, one.reference, one.action, one.returns) == ("new", "R4.1", action, True)
    assert match.questions() == [] and one.rejected == []
    assert new_values(one) == {"text": text, "lead": LEAD}
    [kept] = rows_as_json(match)
    assert (kept["returns"], kept["action"], kept["version"]) == (True, str(action.uuid), action.version)


def test_action_that_was_withdrawn_otherwise_stays_out(plan):
    gone(plan, state="confirmed")
    one = only(*row("4.1"))
    assert (one.result, one.returns) == ("rejected", False)
    assert "has left the plan (withdrawn)" in sentences(one.rejected)[0]
    assert matched(row()).questions()[0].point.kind == "left plan"


def test_action_in_the_plan_comes_before_one_that_may_return(plan):
    gone(plan)
    live = proposed(plan, plan.post_a)
    one = only(*row())
    assert (one.action, one.returns, one.result) == (live, False, "unchanged")
    rows = matched(row(), row("4.1")).rows
    assert [(one.reference, one.returns) for one in rows] == [("R4.2", False), ("R4.1", True)]


def test_returning_action_is_taken_once_and_only_under_its_recommendation(plan):
    gone(plan)
    match = matched(row(text=AUDIT), row(text=AUDIT, rec=5))
    assert [(one.reference, one.returns) for one in match.rows] == [("R4.1", True), ("R5.1", False)]


def test_near_text_of_an_action_that_may_return_is_new(plan):
    gone(plan)
    one = only(*row(text="Audit all the cases and reallocate them"))
    assert (one.result, one.reference, one.returns) == ("new", "R4.2", False)


def test_later_date_of_an_agreed_action_is_asked_for(plan):
    agreed(plan, plan.post_a)
    [change] = only(*row("4.1", due=date(2008, 7, 19))).changes
    assert (change.field, change.later_date, change.new) == ("due", True, "19 July 2008")


@pytest.mark.parametrize("due", [date(2008, 7, 17), "June 2008"])
def test_earlier_date_of_an_agreed_action_cannot_be_asked_for(plan, due):
    agreed(plan, plan.post_a)
    one = only(*row("4.1", due=due))
    assert (one.result, one.changes, one.unsaid) == ("unchanged", [], {"due"})
    [sentence] = sentences(one.warnings)
    assert "does not change, because" in sentence
    assert one.warnings[0].cell == "F2"


def test_earlier_date_of_a_proposed_action_is_a_change(plan):
    proposed(plan, plan.post_a)
    assert new_values(only(*row("4.1", due=date(2008, 7, 1)))) == {"due": "1 July 2008"}
