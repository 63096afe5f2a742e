"""What an import would do, for programs and for people at a shell: its outcome, and every point once."""

from types import SimpleNamespace

import pytest

from actions.imports.matching.matched import (
    CHANGED,
    NEW,
    QUESTION,
    REJECTED,
    UNCHANGED,
    MatchedRow,
    PlanMatch,
)
from actions.imports.workbooks.report import as_text, refusal, report_of, written
from jarplan.spreadsheets.layout.table import Gap, PlanTable, Point, SheetReport, Understood
from tests.spreadsheets.sheets import plan_row

R4, R5 = (SimpleNamespace(reference=f"R{number}", order=number) for number in (4, 5))


def row(number=4, result=NEW, under=R4, *, rejected=(), asked=(), warned=(), **said):
    made = MatchedRow(plan_row(number, **{"text": "Meet", **said}), result, recommendation=under)
    made.row.understood = Understood(text="Meet")
    made.rejected = [made.row.point("text", one) for one in rejected]
    made.questions = [made.row.point("text", one, "yes please", kind=one) for one in asked]
    made.warnings = [made.row.point("text", one) for one in warned]
    return made


def reported(*rows, gaps=(), sheets=(), warnings=(), **about):
    return report_of(
        PlanMatch(PlanTable(gaps=list(gaps), sheets=list(sheets)), list(rows), list(warnings), **about)
    )


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ([row()], "accept"),
        ([row(warned=["Note."])], "accept_with_warnings"),
        ([row(4, QUESTION, asked=["Sure?"])], "accept_with_warnings"),
        ([row(4, REJECTED, rejected=["No."]), row(5)], "accept_with_rejected_rows"),
        ([row(4, REJECTED, rejected=["No."])], "reject"),
    ],
)
def test_outcome(rows, outcome):
    assert reported(*rows)["outcome"] == outcome


def test_file_without_a_row_is_refused_with_the_reason():
    assert reported() == refusal("There is no action in this file.")
    empty = report_of(PlanMatch(PlanTable(message="It is empty.")))
    assert empty["message"] == "It is empty." and set(empty["counts"].values()) == {0}


def test_message_counts_rows_questions_and_what_would_be_added():
    rows = [row(4), row(5, CHANGED), row(6, UNCHANGED), row(7, QUESTION, asked=["Sure?", "Really?"])]
    said = reported(*rows, organisations=["PCT"], posts=[("Head", "PCT"), ("Nurse", "PCT")])["message"]
    assert said == (
        "4 actions read: 1 new, 1 changed, 1 unchanged, 0 rejected, 1 row with questions. 2 questions to answer. "
        "The import would add 1 organisation and 2 posts. Nothing has been saved."
    )


@pytest.mark.parametrize(
    ("count", "start"), [(1, "The only row cannot be imported."), (2, "None of the 2 rows can be imported.")]
)
def test_file_of_which_nothing_can_be_imported_names_its_first_reason(count, start):
    rows = [row(4 + at, REJECTED, rejected=[f"Reason {at}."]) for at in range(count)]
    assert reported(*rows)["message"] == f"{start} The first reason, in row 4: Reason 0."


def test_recommendations_are_counted_once_with_those_that_only_have_a_gap():
    gaps = [Gap("Plan", 9, "C9", "", number, "") for number in (4, 6, 6)]
    assert (
        reported(row(4), row(5), row(6, under=R5), row(7, under=None), gaps=gaps)["counts"]["recommendations"]
        == 3
    )


def test_question_of_a_rejected_row_is_not_asked():
    report = reported(row(4, REJECTED, rejected=["No."], asked=["Sure?"]), row(5))
    assert report["questions"] == [] and report["counts"]["questions"] == 0


def test_point_of_a_merged_cell_is_told_once():
    twice = [Point("lead", "Plan", 4, "D4", "Head", "Which one?") for _ in range(2)]
    assert len(reported(row(), warnings=twice)["warnings"]) == 1


def test_sheet_that_was_not_read_is_told_unless_a_warning_says_so():
    sheets = [SheetReport("Costs", "cost table", "It is a cost table."), SheetReport("Plan", "plan")]
    assert [one["reason"] for one in reported(row(), sheets=sheets)["warnings"]] == ["It is a cost table."]
    said = Point("row", "", 0, "", "", "It is a cost table.")
    assert len(reported(row(), sheets=sheets, warnings=[said])["warnings"]) == 1


def test_report_of_what_was_written_says_how_many():
    report = reported(row())
    assert (
        written(report, 1)["message"].endswith("0 rejected. 1 row written.")
        and written(report, 1)["counts"]["written"] == 1
    )
    assert written(report, 0)["message"].endswith("There was nothing to save.")
    assert report["counts"]["written"] == 0


def test_page_of_text_has_each_point_at_its_place():
    report = reported(
        row(4, REJECTED, rejected=["No."]),
        row(5, QUESTION, asked=["Sure?"]),
        warnings=[Point("row", "", 0, "", "", "Of the file."), Point("row", "Plan", 7, "", "", "Of a row.")],
    )
    lines = as_text(report).split("\n")
    assert "  Plan, A4 “Meet”: No." in lines and "  Plan, A5 “Meet”: Sure? Proposed: yes please." in lines
    assert "  Of the file." in lines and "  Plan, row 7: Of a row." in lines
    assert lines[-1] == "  Plan row 5: question, R4: Meet"
    assert "Rejected:" not in as_text(reported(row()))


def test_line_about_a_cell_of_a_document_names_its_table_once():
    point = {
        "sheet": "Table 2",
        "row": 5,
        "cell": "table 2, row 5, column 3",
        "value": "x",
        "reason": "Is it?",
    }
    report = refusal("Nothing.") | {"questions": [point, {**point, "cell": ""}]}
    assert as_text(report).split("\n")[-2:] == [
        "  table 2, row 5, column 3 “x”: Is it?",
        "  Table 2, row 5 “x”: Is it?",
    ]
