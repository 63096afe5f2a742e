"""Rows with their results, and the questions of a file, each asked once."""

import pytest

from actions.imports.matching.answers import Answer
from actions.imports.matching.matched import MatchedRow, PlanMatch
from jarplan.spreadsheets.layout.table import FILE, PlanTable
from tests.spreadsheets.sheets import plan_row


def row(number=4, *fields, rejected=(), **about):
    made = MatchedRow(plan_row(number), **about)
    made.questions = [made.row.point(name, "Is it?", kind=name, per=FILE) for name in fields]
    made.rejected = [made.row.point(name, "No") for name in rejected]
    return made


@pytest.mark.parametrize(
    ("one", "stands_open"),
    [
        (row(), False),
        (row(4, "due"), False),  # the rest of the row can be written
        (row(4, "reference"), True),
        (row(4, "due", "row"), True),
        (row(rejected=["due"]), True),
    ],
)
def test_row_is_open_where_nothing_of_it_can_be_written(one, stands_open):
    assert one.open == stands_open and one.sought != stands_open


def test_action_is_sought_until_it_is_found_or_settled():
    assert row().sought and not row(action=object()).sought and not row(settled=True).sought


def test_question_of_several_rows_is_asked_once_in_the_order_of_the_file():
    match = PlanMatch(PlanTable(), [row(4, "due", "lead"), row(5, "lead"), row(6, "lead", rejected=["due"])])
    assert [(one.point.field, one.rows) for one in match.questions()] == [("due", (4,)), ("lead", (4, 5))]


def test_answers_are_told_with_all_their_rows_also_of_those_that_stay_out():
    rows = [row(4), row(5, rejected=["row"])]
    point = rows[0].row.point("lead", "Is it?", kind="lead", per=FILE)
    for one in rows:
        one.taken.append((point, Answer("yes")))
    [asked] = PlanMatch(PlanTable(), rows).answered()
    assert (asked.rows, asked.answer) == ((4, 5), Answer("yes"))


def test_rows_are_counted_by_result():
    match = PlanMatch(PlanTable(), [row(result="new"), row(result="new"), row(result="rejected")])
    assert (match.count("new"), match.count("rejected"), match.count("changed")) == (2, 1, 0)
