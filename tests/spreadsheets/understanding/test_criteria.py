"""Success criteria of a cell, whatever marks part them; every row of the sample."""

import json

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarplan.spreadsheets.cells import tidied
from jarplan.spreadsheets.understanding.criteria import MOST_LINES, split_criteria
from tests import DATA
from tests.drawing import examples

ROWS = json.loads((DATA / "c1_text_dates_colours.xlsx.expected.json").read_text())["rows"]


@pytest.fixture(scope="module")
def sheet():
    return openpyxl.load_workbook(DATA / "c1_text_dates_colours.xlsx").active


@pytest.mark.parametrize("row", ROWS, ids=[str(row["row"]) for row in ROWS])
def test_row_of_the_sample(row, sheet):
    assert split_criteria(tidied(sheet.cell(row["row"], 6).value)) == row["success_criteria"]


@pytest.mark.parametrize(
    ("text", "criteria"),
    [
        ("A; B; C", ["A", "B", "C"]),
        ("• A • B • C", ["A", "B", "C"]),
        ("1. A 2. B 3. C", ["A", "B", "C"]),
        ("1) First\n   goes on here\n2) Second", ["First goes on here", "Second"]),
        ("80% of X\n7.5% of Y", ["80% of X", "7.5% of Y"]),
        ("a) one\nb) two", ["one", "two"]),
        ("(i) one\n(ii) two", ["one", "two"]),
        ("- A;\n- B; and\n- C", ["A", "B", "C"]),
        ("Success means:\n- one\n- two", ["Success means:", "one", "two"]),
        ("• Reach level 2. Keep it", ["Reach level 2. Keep it"]),
        ("NEET rate 7.5. 2009 target 6", ["NEET rate 7.5. 2009 target 6"]),
        ("5+ A*-C including English", ["5+ A*-C including English"]),
        ("I. e. something", ["I. e. something"]),
        ("A\nA", ["A"]),
        ("TBC", []),
        (None, []),
    ],
)
def test_criteria(text, criteria):
    assert split_criteria(text) == criteria


WORDS = (
    st.text("abcdefgh ", min_size=3, max_size=20)
    .map(str.split)
    .map(" ".join)
    .filter(lambda text: len(text) > 2)
)


@examples(60)
@given(
    items=st.lists(WORDS.map(lambda text: f"All {text}"), min_size=2, max_size=6, unique=True),
    mark=st.sampled_from(["• ", "•", "- ", "* ", "– ", "❖\t", "o ", "1. ", "1) ", "(1) ", "", "; "]),
)
def test_criteria_read_back_whatever_the_bullets(items, mark):
    if mark == "; ":
        text = "; ".join(items)
    else:
        text = "\n".join(mark.replace("1", str(at)) + item for at, item in enumerate(items, start=1))
    assert split_criteria(text) == items


def test_one_line_that_begins_with_an_article_keeps_it():
    assert split_criteria("A) good school place") == ["A) good school place"]


def test_numbers_inside_a_line_are_marks_only_where_they_count_from_one():
    assert split_criteria("1. Visits 3. Reviews") == ["Visits 3. Reviews"]
    assert split_criteria("1. Visits 2. Reviews") == ["Visits", "Reviews"]


def test_what_is_no_list_of_criteria_is_kept_line_by_line():
    lines = [f"- line {number}" for number in range(MOST_LINES + 1)]
    assert split_criteria("\n".join(lines)) == lines
    assert split_criteria("\n".join(lines[1:]))[0] == "line 1"
