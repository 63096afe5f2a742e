"""Parents of rows: the numbered title above its parts, and the item of a board above its subitems."""

import pytest

from jarplan.spreadsheets.layout.signs.titles import is_part_of
from tests.spreadsheets.layout.test_plan_areas import read
from tests.spreadsheets.sheets import cell_of

HR = "HR Manager, Leicester City Council"
FILL, AGREE, OPEN = "Fill twelve posts", "Agree a retention scheme", "Open a second clinic"
BOARD = ["Name", "Subitems", "Owner", "Status", "Due date"]
BELOW = ["Subitems", "Name", "Owner", "Status", "Due date"]


def titles(table):
    return {row.row: row.raw("title") for row in table.rows}


PARTS = [
    ("R4", ("(i)", "(ii)")),
    ("R4", ("i.", "ii.")),
    ("4", ("a)", "b)")),
    ("4.", ("4a", "4b")),
    ("R4", ("4.1", "4.2")),
    ("R4", ("R4.1", "R4.2")),
    ("R4", ("1", "2")),
    ("4.1", ("4.1.1", "4.1.2")),
    ("Rec 4", ("4(i)", "4(ii)")),
]


@pytest.mark.parametrize(("parent", "parts"), PARTS[:-1])
@pytest.mark.parametrize("heading", ["Ref", "No", "Rec no"])
@pytest.mark.parametrize("again", [False, True])
def test_parent_of_the_rows_below_is_their_title_and_no_action(parent, parts, heading, again):
    head = [heading, "Action", "Lead", "By when"]
    rows = [
        head,
        [parent, "Social workers"],
        *([head] if again else []),
        [parts[0], FILL, HR, "19/12/2008"],
        [parts[1], AGREE, HR, "31/10/2008"],
    ]
    table = read(*rows)
    title = f"{parent} Social workers"
    assert titles(table) == {3 + again: title, 4 + again: title}
    assert parent == "4.1" or not [point for row in table.rows for point in row.warnings]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (["4", "Fill the posts"], ["5", AGREE, HR]),
        (["4.1", "Fill the posts"], ["4.2", AGREE, HR]),
        (["R4", "Fill the posts"], [None, AGREE, HR]),
        (["4", "Fill the posts", HR], ["4.1", AGREE, HR]),
        (["4", "Fill the posts"], ["4.1", "Agree"]),  # nor is the next one led by anybody
        (["1", "Fill the posts"], ["2", AGREE, HR]),
    ],
)
def test_action_that_is_not_filled_in_yet_is_no_parent(above, below):
    table = read(["Ref", "Action", "Lead", "By when"], above, below)
    assert [row.raw("text") for row in table.rows] == [above[1], below[1]]


@pytest.mark.parametrize(("whole", "parts"), PARTS)
def test_part_is_told_by_its_reference(whole, parts):
    assert all(is_part_of(cell_of(part, "A3"), cell_of(whole, "A2")) for part in parts if part != "2")
    assert not is_part_of(cell_of("R5.1", "A3"), cell_of(whole, "A2"))


def board(*, lead=None, due=None, between=(), head=BOARD, below=BELOW):
    return read(
        ["JAR board"],
        head,
        ["R4 Social workers", "Fill, agree", lead, None, due],
        below,
        [None, FILL, HR, "Done", "2008-12-19"],
        [None, AGREE, HR, "Working on it", "2008-10-31"],
        *between,
        ["R14 CAMHS", "Open"],
        below,
        [None, OPEN, HR, "Done", "2008-12-03"],
    )


@pytest.mark.parametrize("word", ["Subitems", "Sub-items", "subitem", "Subtasks", "Sub tasks"])
def test_subitems_are_actions_under_their_item(word):
    table = board(below=[word, *BELOW[1:]])
    assert [(row.raw("text"), row.raw("lead")) for row in table.rows] == [(FILL, HR), (AGREE, HR), (OPEN, HR)]
    assert [row.raw("title").splitlines()[0] for row in table.rows] == ["R4 Social workers"] * 2 + [
        "R14 CAMHS"
    ]
    assert [row.understood.status.status for row in table.rows] == ["Complete", "In progress", "Complete"]
    assert [point.row for point in table.others if point.kind == "title"] == [1, 2, 3, 4, 7, 8]


@pytest.mark.parametrize(("lead", "due"), [(HR, None), (None, "2009-01-30"), (HR, "2009-01-30")])
def test_item_with_its_own_lead_or_date_is_an_action_too(lead, due):
    table = board(lead=lead, due=due)
    assert [row.raw("text") for row in table.rows] == ["R4 Social workers", FILL, AGREE, OPEN]
    assert titles(table)[5] == "R4 Social workers\nJAR board" and titles(table)[3] == "JAR board"


@pytest.mark.parametrize("between", [(["Survey the families", None, HR, None, "2009-01-30"],), ()])
def test_item_without_subitems_stands_under_the_headings_of_items(between):
    table = board(between=between)
    assert [row.raw("lead") for row in table.rows] == [HR] * (3 + len(between))
    if between:
        assert (table.rows[2].raw("text"), table.rows[2].raw("title")) == (between[0][0], "JAR board")


def test_groups_begin_again_with_their_own_headings():
    rows = [
        ["R4 Social workers"],
        BOARD,
        ["Recruit", None],
        BELOW,
        [None, FILL, HR, "Done", "2008-12-19"],
        [],
        ["R14 CAMHS"],
        BOARD,
        ["Clinics", None],
        BELOW,
        [None, OPEN, HR, "Done", "2008-12-19"],
    ]
    table = read(*rows)
    assert titles(table) == {5: "Recruit\nR4 Social workers", 11: "Clinics\nR14 CAMHS"}


def test_subitems_of_few_columns_and_of_named_headings_are_read_alike():
    head, below = ["Name", "Subitems", "Owner", "Due date"], ["Subitems", "Name", "Owner"]
    rows = [head, ["Recruit"], below, [None, FILL, HR], [None, AGREE, HR]]
    for area in (None, {"headings": [[1, 1]]}):
        table = read(*rows, area=area)
        assert [(row.raw("text"), row.raw("lead")) for row in table.rows] == [(FILL, HR), (AGREE, HR)]
        assert table.sheets[0].heads == ((1, 1),)


def test_what_is_said_of_a_column_of_items_holds_for_that_of_subitems_with_its_heading():
    table = board(head=[*BOARD, "Words"], below=[*BELOW, "Words"])
    assert {column.heading: column.field for column in table.columns}["Words"] == ""
    rows = [[*BOARD, "Words"], ["Recruit"], [*BELOW, "Words"], [None, FILL, HR, "Done", "2008-12-19", "Well"]]
    [row] = read(*rows, mapping={"Plan!F": "notes"}).rows
    assert row.raw("notes") == "Well" and row.raw("lead") == HR
