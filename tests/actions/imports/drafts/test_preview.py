"""A match as plain JSON: exactly the keys that drafts keep and pages show, and nothing that JSON does not know."""

import json
from datetime import date

import pytest
from openpyxl.styles import PatternFill

from actions.imports.drafts.preview import (
    answers_as_json,
    columns_as_json,
    outlook_as_json,
    questions_as_json,
    rows_as_json,
    sheets_as_json,
)
from actions.imports.finding.current_plan import CurrentPlan
from actions.imports.matching.plan_match import match_plan
from jarplan.spreadsheets.layout.plan import lay_out
from jarplan.spreadsheets.reading.workbook import read_workbook
from tests import DATA
from tests.actions.imports.sheets import AUDIT, LEAD, R4, R5, matched
from tests.plan import proposed

ROW = {
    "sheet": "Sheet",
    "row": 2,
    "result": "changed",
    "recommendation": "R4",
    "reference": "R4.1",
    "text": AUDIT,
    "rejected": [],
    "questions": [],
    "warnings": [],
    "returns": False,
    "moved": False,
}


def plain(value):
    """The same after a draft has kept it."""
    assert json.loads(json.dumps(value)) == value
    return value


def test_changed_row_has_each_field_with_its_cell_and_raw_words(plan):
    action = proposed(plan, plan.post_a)
    [row] = plain(rows_as_json(matched([4, R4, "4.1", AUDIT, LEAD, "end of August 2008", None])))
    assert {key: row[key] for key in ROW} == ROW
    assert (row["action"], row["version"]) == (str(action.uuid), 1)
    # Neither the leads nor the criteria: the row does not change them.
    assert row["writes"] == {"due": ["end of August 2008", "month", "2008-08-31", "2008-08-31"]}
    assert row["changes"] == [
        {
            "field": "due",
            "label": "Due",
            "cell": "F2",
            "raw": "end of August 2008",
            "old": "18 July 2008",
            "new": "31 August 2008",
            "later_date": False,
            "requested": False,
        }
    ]
    assert row["said"] == {
        "recommendation": "4",
        "recommendation_text": R4,
        "reference": "4.1",
        "text": AUDIT,
        "lead": LEAD,
        "due": "end of August 2008",
    }
    assert set(row) == {*ROW, "action", "version", "changes", "said", "writes"}


def test_new_and_rejected_and_asked_rows_have_the_same_keys(plan):
    rows = plain(
        rows_as_json(
            matched(
                [4, R4, None, "Meet monthly", LEAD, None, None],
                [4, R4, None, "x" * 4001, LEAD, None, None],
                [4, R5, None, "Meet weekly", LEAD, None, None],
            )
        )
    )
    assert [row["result"] for row in rows] == ["new", "rejected", "question"]
    assert all(set(row) == set(rows[0]) for row in rows)
    assert (rows[0]["action"], rows[0]["version"], rows[0]["reference"]) == ("", None, "R4.1")
    assert (rows[1]["recommendation"], rows[2]["reference"]) == ("R4", "")
    assert rows[1]["rejected"] == [
        {
            "field": "text",
            "cell": "D3",
            "raw": "x" * 4001,
            "sentence": "The text has 4,001 characters. It must have 4,000 or fewer.",
        }
    ]
    [asked] = rows[2]["questions"]
    assert list(asked) == ["key", "kind", "field", "cell", "raw", "sentence", "proposed", "ask"]


def test_open_and_left_out_fields_are_not_said(plan):
    row = [4, R4, None, "Meet monthly", LEAD, "mid-October 2008", None]
    match = matched(row)
    assert "due" not in rows_as_json(match)[0]["said"]
    [question] = match.questions()
    for choice, said in (("yes", True), ("leave", False)):
        rows = rows_as_json(matched(row, answers={question.point.key: {"choice": choice}}))
        assert ("due" in rows[0]["said"]) is said


def test_as_above_is_said_with_what_it_means(plan):
    rows = [
        [4, R4, None, "Meet monthly", LEAD, date(2009, 5, 1), None],
        [4, R4, None, "Meet weekly", "ditto", "ditto", None],
    ]
    said = rows_as_json(matched(*rows))[1]["said"]
    assert (said["lead"], said["due"]) == (f"ditto ({LEAD})", "ditto (1 May 2009)")


def test_rating_that_is_a_colour_says_which(plan):
    def green(sheet):
        sheet["D2"].fill = PatternFill("solid", "00B050")

    headings = ["Rec no", "Action", "Lead", "RAG"]
    [row] = rows_as_json(matched([4, "Meet monthly", LEAD, None], headings=headings, prepare=green))
    [change] = [change for change in row["changes"] if change["field"] == "rag"]
    assert (change["new"], change["cell"], change["raw"]) == ("Green", "D2", "the colour: green")


def test_questions_have_their_options_and_answers_what_was_said(plan):
    row = [4, R4, None, "Meet monthly", LEAD, "mid-October 2008", None]
    match = matched(row)
    [question] = plain(questions_as_json(match))
    key = question["key"]
    assert question == {
        "key": key,
        "kind": "date",
        "field": "due",
        "label": "Due",
        "sheet": "Sheet",
        "rows": [2],
        "cell": "F2",
        "raw": "mid-October 2008",
        "sentence": "This was read as 15 October 2008. Is that right?",
        "proposed": "15 October 2008",
        "options": [
            ["yes", "Yes: 15 October 2008"],
            ["other", "Another date"],
            ["leave", "Leave the date out"],
        ],
        "typed": "date",
        "members": [],
    }
    match = matched(row, answers={key: {"choice": "other", "text": "3 Nov 08"}})
    assert questions_as_json(match) == []
    assert plain(answers_as_json(match)) == [
        question | {"choice": "other", "text": "3 Nov 08", "said": "You said: 3 November 2008."}
    ]
    assert rows_as_json(match)[0]["warnings"] == [
        {"field": "due", "cell": "F2", "raw": "mid-October 2008", "sentence": "You said: 3 November 2008."}
    ]


def test_outlook_names_what_is_added_and_what_is_left(plan):
    proposed(plan, plan.post_a)
    match = matched([4, R4, "4.2", "Meet monthly", "Chief Nurse, UHL Trust", None, None])
    outlook = plain(outlook_as_json(match))
    assert outlook["organisations"] == ["UHL Trust"]
    assert outlook["posts"] == ["Chief Nurse, UHL Trust"]
    assert (outlook["not_in_file"], outlook["without_action"]) == (["R4.1"], ["R5"])
    assert list(outlook["warnings"][0]) == ["sheet", "cell", "raw", "sentence"]


def read(name):
    stands = CurrentPlan.read()
    with (DATA / name).open("rb") as file:
        return lay_out(read_workbook(file, name), known=stands.known, near=stands.published), stands


@pytest.mark.slow
def test_columns_have_samples_of_actions_and_say_whether_they_are_sure(facts):
    table, _stands = read("b1_council_layout.xlsx")
    columns = plain(columns_as_json(table))
    keys = [
        "key",
        "sheet",
        "letter",
        "heading",
        "field",
        "confidence",
        "sure",
        "header_row",
        "samples",
    ]
    assert all(list(column) == keys for column in columns)
    action = next(column for column in columns if column["field"] == "text")
    assert action["sure"] and len(action["samples"]) == 3 and action["header_row"] == 5
    assert action["key"] == f"{action['sheet']}!{action['letter']}"
    assert all(len(text) <= 80 for column in columns for text in column["samples"])
    sections = {text for report in table.sheets for text in report.section_rows}
    assert sections and not any("action in" in text.lower() for text in columns[0]["samples"])


def test_column_that_is_not_read_is_not_sure(plan):
    match = matched([4, "Meet", LEAD, "x"], headings=["Rec no", "Action", "Lead", "Zzyzx"])
    columns = columns_as_json(match.table)
    assert [(one["field"], one["sure"]) for one in columns][-1] == ("", False)
    assert columns[-1]["samples"] == ["x"]


def test_sheets_that_are_no_plan_say_so(facts):
    table, _stands = read("e1_tll_costs_values.xlsx")
    [sheet] = plain(sheets_as_json(table))
    assert (sheet["name"], sheet["kind"]) == ("Appendix 2", "cost table")
    assert "is a cost table, not an action plan" in sheet["sentence"]


def test_every_sample_can_be_kept(facts):
    for name in ("a1_clean.xlsx", "b1_council_layout.xlsx", "c1_text_dates_colours.xlsx"):
        table, stands = read(name)
        match = match_plan(table, stands)
        for made in (rows_as_json, questions_as_json, outlook_as_json):
            plain(made(match))
        plain(columns_as_json(table))
        assert len(rows_as_json(match)) == len(table.rows)
