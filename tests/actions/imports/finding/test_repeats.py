"""What a file says twice: a copy is left out; a reference of two rows, and a text in two, is asked."""

from types import SimpleNamespace

from actions.imports.finding.repeats import mark_repeats, place_of
from actions.imports.matching.answers import Answers
from actions.imports.matching.dialogue import Dialogue
from actions.imports.matching.matched import MatchedRow
from jarplan.spreadsheets.layout.table import PlanTable, Understood
from jarplan.spreadsheets.understanding.references import read_reference
from tests.spreadsheets.sheets import plan_row

R4, R5 = SimpleNamespace(reference="R4"), SimpleNamespace(reference="R5")


def row(number, reference="", text="", under=R4, sheet="Plan", **about):
    made = plan_row(number, sheet=sheet, reference=reference, text=text)
    read = read_reference(reference)
    made.understood = Understood(reference=read, text=text or f"Meet {number}")
    plans = f"{under.reference}.{read.second}" if read.second else ""
    return MatchedRow(made, recommendation=under, reference=plans, **about)


def marked(*rows, imported=0):
    lineage = SimpleNamespace(actions_of_text=lambda recommendation, text: [object()] * imported)
    mark_repeats(rows, lineage, Dialogue(PlanTable(), Answers({}), None))
    return rows


def rejected(rows):
    return [[point.sentence for point in one.rejected] for one in rows]


def asked(rows):
    return [len(one.questions) for one in rows]


def test_reference_that_stands_twice_is_the_first_rows_and_the_others_are_asked():
    rows = marked(row(4, "4.1"), row(5, "4.1", "Write"), row(6, "4.1", "Ask", sheet="Annex"), row(7, "4.2"))
    assert [[point.sentence for point in one.questions] for one in rows] == [
        [],
        ["The reference 4.1 is also in row 4. Is this a different action?"],
        ["The reference 4.1 is also in row 4 of sheet “Plan”. Is this a different action?"],
        [],
    ]
    assert rejected(rows) == [[]] * 4


def test_row_that_repeats_another_in_every_cell_is_left_out_and_told():
    rows = marked(row(4, "4.1", "Audit"), row(5, "4.1", "Audit"), row(6, "", "Meet"), row(7, "", "Meet"))
    assert [one.left for one in rows] == [False, True, False, True] and asked(rows) == [0] * 4
    assert rejected(rows)[1] == ["This row repeats row 4 in every cell, so it is left out."]


def test_running_numbers_may_start_again_anywhere():
    assert asked(marked(row(4, "1"), row(5, "1", under=R5), row(6, "1", "Write"))) == [0, 0, 0]


def test_reference_of_the_plan_is_the_same_however_it_is_written():
    assert asked(marked(row(4, "4.1"), row(5, "R4.1", "Write"))) == [0, 1]


def test_row_that_was_left_out_or_is_hidden_and_open_says_nothing():
    left = row(4, "4.1", left=True)
    hidden = row(5, "4.1")
    hidden.questions.append(hidden.row.point("row", "Is it part of the plan?"))
    rows = marked(left, hidden, row(6, "4.1"))
    assert rejected(rows) == [[], [], []]


def test_reference_that_is_asked_is_not_yet_one():
    open_one = row(4, "4.1")
    open_one.questions.append(open_one.row.point("reference", "Was it 4.1?"))
    assert rejected(marked(open_one, row(5, "4.1"))) == [[], []]


def test_text_that_is_said_again_is_asked_of_the_later_row():
    rows = marked(
        row(4, text="Audit all  cases"),
        row(5, text="AUDIT all cases"),
        row(6, text="Audit all cases", under=R5),
    )
    assert asked(rows) == [0, 1, 0]
    assert "also in row 4" in rows[1].questions[0].sentence


def test_text_with_another_reference_or_in_a_rejected_row_is_not_asked():
    assert asked(marked(row(4, "4.1", text="Audit"), row(5, "4.2", text="Audit"))) == [0, 0]
    out = row(4, text="Audit")
    out.rejected.append(out.row.point("due", "No"))
    assert asked(marked(out, row(5, text="Audit"))) == [0, 0]


def test_text_that_was_imported_as_two_actions_may_stand_there_twice_again():
    rows = [row(number, text="Audit") for number in (4, 5, 6)]
    assert [one.left for one in marked(*rows, imported=2)] == [False, False, True]


def test_place_names_the_sheet_only_from_another_one():
    here, there = plan_row(7), plan_row(7, sheet="Annex")
    assert (place_of(here, here), place_of(there, here)) == ("row 7", "row 7 of sheet “Annex”")
