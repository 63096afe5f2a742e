"""Which action a row is about: by its reference, by equal text, and what is only near is asked."""

from types import SimpleNamespace

import pytest

from actions.imports.finding.actions import Actions, has_left, returns
from actions.imports.finding.asking import of_actions
from actions.rules.lifecycle import Status
from jarplan.spreadsheets.layout.table import Understood
from jarplan.spreadsheets.understanding.references import read_reference

R4 = SimpleNamespace(pk=4, reference="R4")
AUDIT = "Audit all the open cases and reallocate them"


def action(number, text, status=Status.AGREED, undone=False, under=4):
    return SimpleNamespace(
        reference=f"R{under}.{number}",
        recommendation_id=under,
        text=text,
        status=status,
        plan_import=SimpleNamespace(state="undone") if undone else None,
        get_status_display=lambda: Status(status).label,
    )


def row(text, reference="", written=None):
    """A row that says a reference as it is `written`, or as the plan has it."""
    said = Understood(text=text, reference=read_reference(written or reference))
    return SimpleNamespace(reference=reference, recommendation=R4, row=SimpleNamespace(understood=said))


def test_action_that_left_by_the_undoing_of_its_import_may_return():
    undone, withdrawn = action(1, AUDIT, Status.WITHDRAWN, undone=True), action(2, AUDIT, Status.WITHDRAWN)
    assert (returns(undone), has_left(undone)) == (True, False)
    assert (returns(withdrawn), has_left(withdrawn)) == (False, True)
    here = action(3, AUDIT, undone=True)
    assert (returns(here), has_left(here)) == (False, False)


def test_reference_finds_its_action_whatever_its_text_unless_that_is_anothers():
    actions = Actions([action(1, AUDIT), action(2, "Meet every month")])
    assert actions.by_its_reference(row("Something new", "R4.1")).action.reference == "R4.1"
    assert actions.by_its_reference(row("", "R4.1")).question == ""
    assert actions.by_its_reference(row(AUDIT.upper(), "R4.1")).question == ""
    asked = actions.by_its_reference(row("Meet every month", "R4.1"))
    assert (asked.action.reference, asked.proposed, asked.field) == ("R4.1", "R4.2", "reference")
    assert [one.reference for one in asked.doubted] == ["R4.2", "R4.1"]
    assert actions.by_its_reference(row(AUDIT, "R4.9")).action is None


@pytest.mark.parametrize("written", ["4.1", "4/1", "Action 4.1", "A4.1", "no. 4.1"])
@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("Meet every month", True),
        ("Put the new kit in for the end of May", True),
        ("Reallocate the unallocated CASES", False),
        ("", False),
    ],
)
def test_number_of_the_files_own_is_asked_where_its_text_has_no_word_of_the_actions(written, text, is_asked):
    same = Actions([action(1, AUDIT)]).by_its_reference(row(text, "R4.1", written))
    assert bool(same.question) == is_asked and (same.action is None) == is_asked
    if is_asked:
        said = read_reference(written).text
        assert same.question == (
            f"This row is numbered {said}, but R4.1 is “{AUDIT}”. Is it the same action?"
        )
        assert (same.proposed, same.kind, same.field) == ("", "other words", "reference")
        assert of_actions(same, "R4.1") == (
            ("R4.1", "The same action: R4.1 changes"),
            ("new", "A new action, with the next free reference"),
            ("leave", "Leave this row out"),
        )


def test_number_of_the_files_own_is_asked_where_the_file_called_the_action_otherwise():
    actions = Actions([action(1, AUDIT)])
    assert actions.by_its_reference(row("Audit the files", "R4.1", "4.1"), called_otherwise=True).question
    assert not actions.by_its_reference(row("Audit the files", "R4.1"), called_otherwise=True).question


def test_number_of_the_files_own_that_an_action_had_which_left_is_a_new_action_or_none():
    actions = Actions([action(1, AUDIT, Status.WITHDRAWN)])
    same = actions.by_its_reference(row("Meet every month", "R4.1", "4.1"))
    assert same.question.endswith(f"R4.1 was “{AUDIT}”, which has left the plan. Is this a new action?")
    assert [value for value, _label in of_actions(same, "R4.1")] == ["new", "leave"]
    assert actions.by_its_reference(row("Meet every month", "R4.1")).problem


def test_text_of_an_action_that_has_left_casts_no_doubt_on_a_reference():
    actions = Actions([action(1, AUDIT), action(2, "Meet every month", Status.WITHDRAWN)])
    assert actions.by_its_reference(row("Meet every month", "R4.1")).question == ""


def test_reference_of_an_action_that_has_left_is_never_used_again():
    same = Actions([action(1, AUDIT, Status.NOT_ACCEPTED)]).by_its_reference(row(AUDIT, "R4.1"))
    assert same.action is None and same.field == "reference"
    assert same.problem == "R4.1 has left the plan (not accepted), and its reference is never used again."


def test_new_reference_with_the_text_of_an_action_is_asked():
    actions = Actions([action(1, AUDIT)])
    same = actions.under_another_reference(row(AUDIT, "R4.7"))
    assert same.action is None and same.proposed == "R4.1" and "Is it the same action?" in same.question
    assert actions.under_another_reference(row("Meet", "R4.7")).question == ""


def test_equal_text_finds_the_first_free_action_one_in_the_plan_before_one_that_returns():
    back, first, second = action(1, AUDIT, Status.WITHDRAWN, undone=True), action(2, AUDIT), action(3, AUDIT)
    actions = Actions([back, first, second])
    found = []
    for _ in range(4):
        same = actions.by_its_text(row("audit all the open cases, and reallocate them"))
        found.append(same.action and same.action.reference)
        if same.action:
            actions.claimed[same.action.reference] = object()
    assert found == ["R4.2", "R4.3", "R4.1", None]


def test_equal_text_of_an_action_that_has_left_asks_whether_it_comes_back():
    same = Actions([action(1, AUDIT, Status.SUPERSEDED)]).by_its_text(row(AUDIT))
    assert same.action is None and same.proposed == "yes"
    assert (
        same.question
        == "This action left the plan as R4.1 (superseded). Should it come back as a new action?"
    )


@pytest.mark.parametrize(
    ("near", "asked"),
    [
        (action(1, AUDIT), True),
        (action(1, AUDIT, Status.WITHDRAWN), False),
        (action(1, AUDIT, Status.WITHDRAWN, undone=True), False),
        (action(1, AUDIT, under=5), False),
    ],
)
def test_near_text_under_the_same_recommendation_is_asked(near, asked):
    same = Actions([near]).by_a_near_text(row("Audit all the open cases and reallocate them soon"))
    assert bool(same.question) == asked and (same.action is near) == asked


def test_equal_text_of_an_action_that_another_row_took_is_not_asked():
    actions = Actions([action(1, AUDIT)])
    actions.claimed["R4.1"] = object()
    assert actions.under_another_reference(row(AUDIT, "R4.7")).question == ""
    assert actions.by_its_text(row(AUDIT)).question == ""


def test_near_text_of_an_action_that_another_row_took_is_not_asked():
    actions = Actions([action(1, AUDIT)])
    actions.claimed["R4.1"] = object()
    assert actions.by_a_near_text(row(f"{AUDIT} soon")).action is None
