"""Cells pasted into a box, as Excel, Word and a mail hand them over, are the table that was copied."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarplan.spreadsheets.limits import SheetRefused
from jarplan.spreadsheets.reading.csv import csv_rows
from jarplan.spreadsheets.reading.pasted import BULLET, NAME, csv_of_pasted
from jarplan.spreadsheets.reading.workbook import read_workbook
from tests.drawing import examples

HEAD = "Ref\tAction\tLead"


def rows(text):
    return [values for _number, values in csv_rows(csv_of_pasted(text))]


@pytest.mark.parametrize(
    ("below", "read"),
    [
        ("1.1\tMeet\tHead", [["1.1", "Meet", "Head"]]),
        ('1.1\t"Meet\nagain"\tHead', [["1.1", "Meet\nagain", "Head"]]),
        ('1.1\t"Say ""yes"""\tHead', [["1.1", 'Say "yes"', "Head"]]),
        ('1.1\tSay "yes" to all\tHead', [["1.1", 'Say "yes" to all', "Head"]]),
        ('1.1\t"Meet\tHead', [["1.1", '"Meet', "Head"]]),
        ("1.1\tMeet\nand again\tHead", [["1.1", "Meet\nand again", "Head"]]),
        ("1.1\tMeet\n•\tfirst\n•\tsecond\tHead", [["1.1", "Meet\n• first\n• second", "Head"]]),
        ("1.1\tMeet\tHead\nand others\n1.2\tPlan\tX", [["1.1", "Meet", "Head\nand others"], ["1.2", "Plan", "X"]]),
        ("Recommendation 2\n2.1\tMeet\tHead", [["Recommendation 2"], ["2.1", "Meet", "Head"]]),
        ("1.1\tMeet\tHead\nStaying safe", [["1.1", "Meet", "Head"], ["Staying safe"]]),
        ("1.1\tMeet\n1.2\tPlan", [["1.1", "Meet"], ["1.2", "Plan"]]),
        ("1.1\tMeet\t\n\tPlan\tX", [["1.1", "Meet"], ["", "Plan", "X"]]),
        ("1.1\tMeet\tHead\textra", [["1.1", "Meet", "Head", "extra"]]),
        ("1.1\tMeet; plan, do\tA, B", [["1.1", "Meet; plan, do", "A, B"]]),
    ],
)  # fmt: skip
def test_pasted_cells_are_the_cells_that_were_copied(below, read):
    assert rows(f"{HEAD}\n{below}\n") == [["Ref", "Action", "Lead"], *read]
    of_windows = f"{HEAD}\n{below}\n".replace("\n", "\r\n")
    assert rows(of_windows) == [["Ref", "Action", "Lead"], *read]


def test_text_without_tabs_is_taken_as_it_is():
    assert rows("Ref,Action\n1,Meet") == [["Ref", "Action"], ["1", "Meet"]]


def test_first_cell_may_be_empty():
    assert rows("\tAction\tLead\n1.1\tMeet\tHead") == [["", "Action", "Lead"], ["1.1", "Meet", "Head"]]


def test_far_too_long_cell_is_refused_in_words():
    csv.field_size_limit(131_072)
    with pytest.raises(SheetRefused, match="far too long"):
        csv_of_pasted(f'Ref\tAction\n"{"x" * 200_000}"\tMeet')


WORDS = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=("Cc", "Z")), min_size=1
)
CELLS = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=2, max_size=6))
@examples(60)
def test_what_excel_copies_is_read_back(table):
    out = io.StringIO(newline="")
    # Excel quotes what has a line end in it.
    for values in table:
        quoted = ['"' + one.replace('"', '""') + '"' if "\n" in one else one for one in values]
        out.write("\t".join(quoted) + "\r\n")
    if out.getvalue().count('"') % 2 or any('"' in one for values in table for one in values):
        return  # somebody's own quotes may be read in two ways
    if any(BULLET.match(f"{one}\t") for values in table for one in values):
        return  # a sign alone is the bullet of what follows it
    made = read_workbook(io.BytesIO(csv_of_pasted(out.getvalue())), NAME)
    assert [[cell.text for cell in row.cells] for row in made[0].rows] == table
