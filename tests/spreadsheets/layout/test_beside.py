"""Tables side by side on one sheet: each is read by itself, and what only looks so stays one."""

import pytest

from jarplan.spreadsheets.layout.beside import sheet_of, tables_beside
from jarplan.spreadsheets.layout.plan import lay_out
from tests.spreadsheets.sheets import sheet_of as made

HR, PCT = "HR Manager, Leicester City Council", "Commissioning Manager, Leicester City PCT"
LEFT = [["4.1", "Fill the posts", HR, "19/12/2008"], ["4.2", "Agree a scheme", HR, "31/10/2008"]]
RIGHT = [
    ["14.1", "Open a clinic", PCT, "03/12/2008"],
    ["14.2", "Publish", PCT, "31/03/2009"],
    ["14.3", "Ask", PCT],
]
HEADS = [
    ["Ref", "Action", "Lead", "By when"],
    ["No", "Task", "Owner", "Due"],
    ["Action ref", "What we will do", "Who", "Deadline"],
    ["ID", "Activity", "Responsible officer", "Timescale"],
    ["Item", "Agreed action", "Lead officer", "Target date"],
]


def beside(head, *, gap=1, lower=0, above=(), left=LEFT, right=RIGHT, other=None):
    """Rows with a table at the left, and at the right another one, as many rows `lower`."""
    width, between = len(head), [None] * gap
    lefts = [head, *left, *[[]] * (len(right) + lower)]
    rights = [*[[]] * lower, other or head, *right]
    rows = [
        [*one, *[None] * (width - len(one)), *between, *two] for one, two in zip(lefts, rights, strict=False)
    ]
    return [*above, *rows]


def texts(table):
    return [(row.sheet, row.row, row.raw("text"), row.raw("lead")) for row in table.rows]


@pytest.mark.parametrize("head", HEADS)
# Without a gap the headings of one that is lower would stand in the other's rows.
@pytest.mark.parametrize(("gap", "lower"), [(0, 0), (1, 0), (3, 0), (1, 1), (3, 1)])
def test_each_table_is_read_by_itself(head, gap, lower):
    table = lay_out([made(*beside(head, gap=gap, lower=lower))])
    first, last = "ABCDEFGHIJK"[4 + gap], "ABCDEFGHIJK"[7 + gap]
    name = f"Plan, columns {first} to {last}"
    assert texts(table) == [
        *[("Plan", at, row[1], HR) for at, row in enumerate(LEFT, start=2)],
        *[(name, at, row[1], PCT) for at, row in enumerate(RIGHT, start=2 + lower)],
    ]
    told = f"Sheet “Plan”: Another table stands beside this one, in columns {first} to {last}. It is read by itself."
    assert told in [point.sentence for point in table.warnings]
    assert table.rows[-1].address("text").startswith("ABCDEFGHIJK"[5 + gap])
    assert [report.kind for report in table.sheets] == ["plan", "plan"]


def test_each_table_has_its_own_title():
    above = [["R4 Social workers", None, None, None, None, "R14 CAMHS"]]
    table = lay_out([made(*beside(HEADS[0], above=above))])
    assert [row.raw("title") for row in table.rows] == ["R4 Social workers"] * 2 + ["R14 CAMHS"] * 3


def test_three_tables_and_one_with_fewer_headings():
    head = HEADS[0]
    rows = [[*head, None, *head, None, *head[1:]], [*LEFT[0], None, *RIGHT[0], None, *LEFT[1][1:]]]
    parts = tables_beside(made(*rows))
    assert [part.name for part in parts] == ["Plan", "Plan, columns F to J", "Plan, columns K to M"]
    assert [part.rows[1].cells[-1].text for part in parts] == ["19/12/2008", "03/12/2008", "31/10/2008"]


def test_table_whose_first_heading_is_another_begins_after_the_empty_column():
    rows = beside(HEADS[0][1:], left=[row[1:] for row in LEFT], other=["No", *HEADS[0][1:]])
    assert [part.name for part in tables_beside(made(*rows))] == ["Plan", "Plan, columns E to H"]


@pytest.mark.parametrize(
    "head",
    [
        ["Ref", "Action", "Lead", "By when", None, "Name", "Phone", "Email"],
        ["Ref", "Action", "Lead", "By when", "RAG", None, "Key", "Meaning"],
        ["Ref", "Action", "Lead", "By when", "Comment", "RAG", "Comment", "RAG"],
        ["Recommendation", "Finding", "Lead", "Agreed action", "Lead", "By when"],
        ["Action", "Lead", "By when", "Action", "Evidence", "Notes"],
        ["Lead", "By when", "Ref", "Action", "Lead", "By when"],
    ],
)
def test_columns_that_come_twice_are_no_second_table(head):
    sheet = made(head, ["4.1", *[f"Thing {at}" for at in range(len(head) - 1)]])
    assert tables_beside(sheet) == [sheet]


def test_headings_that_come_again_below_are_the_same_table():
    sheet = made(HEADS[0], *LEFT, [], HEADS[0], *RIGHT)
    assert tables_beside(sheet) == [sheet]


def test_merges_colours_and_hidden_columns_stay_with_their_table():
    sheet = made(
        *beside(HEADS[0]),
        fills={2: {"D": "FFFF0000", "I": "FF00B050"}},
        merged=("A2:A3", "F2:F3", "nonsense"),
        hidden_columns=frozenset("CG"),
        notes=("A note.",),
    )
    left, right = tables_beside(sheet)
    assert (left.merged, right.merged) == (("A2:A3",), ("F2:F3",))
    assert (left.rows[1].fills, right.rows[1].fills) == ({"D": "FFFF0000"}, {"I": "FF00B050"})
    assert (left.hidden_columns, right.hidden_columns) == ({"C"}, {"G"})
    assert left.notes[0] == "A note." and right.notes == ()


def test_table_is_known_by_its_sheet():
    assert sheet_of("Plan, columns F to AB") == "Plan" and sheet_of("Plan, columns") == "Plan, columns"
    assert sheet_of("") == ""
