"""Headings in two rows: a row of groups over the row that says which column is which."""

import pytest

from tests.spreadsheets.layout.test_plan import made

GROUPS = ["Recommendation", None, "Response", None, None, "Timescale", None]
COLUMNS = ["No", "Text", "Action", "Who", "Resources", "From", "To"]
FIELDS = ["recommendation", "recommendation_text", "text", "lead", "resources", "start", "due"]
ROW = [
    1,
    "tell young people of the findings",
    "Hold a meeting",
    "Head of Service, LCC",
    "£1k",
    "Sept 08",
    "Dec 08",
]
MERGED = ["A1:B1", "C1:E1", "F1:G1"]


@pytest.mark.parametrize("merged", [MERGED, []])
def test_groups_over_columns_are_one_header(merged):
    table = made(GROUPS, COLUMNS, ROW, merged=merged)
    assert [column.field for column in table.columns] == FIELDS
    assert table.columns[0].heading == "Recommendation No" and table.columns[6].heading == "Timescale To"
    [row] = table.rows
    assert (row.understood.recommendation, row.understood.text) == (1, "Hold a meeting")
    assert (row.understood.start.earliest.month, row.understood.due.latest.month) == (9, 12)
    assert not [point for point in table.warnings if "No column was recognised" in point.sentence]


def test_group_among_headings_that_stand_over_both_rows():
    upper = ["Rec no", "Action", "Lead officer", "Timescale", None, "RAG"]
    lower = [None, None, None, "Start", "Finish", None]
    merged = ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"]
    table = made(
        upper, lower, [4, "Hold a meeting", "Head of Service, LCC", "Sept 08", "Dec 08", "G"], merged=merged
    )
    assert [column.field for column in table.columns] == [
        "recommendation",
        "text",
        "lead",
        "start",
        "due",
        "rag",
    ]


def test_title_over_a_header_is_no_group():
    table = made(["Action plan 2008", *[None] * 6], ["Rec no", *COLUMNS[1:]], ROW, merged=["A1:G1"])
    assert [column.header_row for column in table.columns] == [2] * 7
    assert table.columns[2].heading == "Action"


def test_header_right_above_another_does_not_count():
    upper = ["Action", "Lead", "Due"]
    table = made(
        upper, ["Rec no", "Action", "Lead officer", "By when"], [4, "Hold a meeting", "Head, LCC", "Dec 08"]
    )
    assert table.columns[0].field == "recommendation" and len(table.columns) == 4


def test_support_from_is_partners():
    table = made(["Rec no", "Action", "Lead officer", "Support from"], [4, "Meet", "Head, LCC", "Schools"])
    assert table.columns[3].field == "partners"
