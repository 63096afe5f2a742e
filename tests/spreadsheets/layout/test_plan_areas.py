"""Where a plan stands on its sheet, as a person said: each row of headings, each area is obeyed, in whatever file."""

import pytest

from jarplan.spreadsheets.layout.plan import lay_out
from tests.spreadsheets.sheets import sheet_of

HEAD = ["Action", "Lead", "By when"]
ODD = ["Was tun", "Wer", "Bis"]
MEET, TRAIN, AUDIT = ["Meet weekly", "Head of CYPS"], ["Train all staff", "HR"], ["Audit all cases", "PCT"]


def read(*rows, area=None, mapping=None, **about):
    """The PlanTable of one sheet called Plan with this area."""
    return lay_out([sheet_of(*rows, **about)], areas={"Plan": area} if area else None, mapping=mapping)


def texts(table):
    return [row.understood.text for row in table.rows]


def fields(table):
    return {column.letter: column.field for column in table.columns}


def others(table):
    return {point.row: (point.kind, point.sentence) for point in table.others}


def test_headings_that_nobody_would_recognise_are_read_once_their_row_is_named():
    rows = [["Plan 2008"], ODD, MEET, TRAIN]
    assert read(*rows).rows == []
    table = read(*rows, area={"headings": [[2, 2]]})
    assert [report.kind for report in table.sheets] == ["plan"]
    assert fields(table) == {"A": "", "B": "", "C": ""}
    table = read(*rows, area={"headings": [[2, 2]]}, mapping={"Plan!A": "text", "Plan!B": "lead"})
    assert texts(table) == [MEET[0], TRAIN[0]]
    assert table.sheets[0].heads == ((2, 2),)


def test_named_row_wins_over_the_one_that_was_found():
    rows = [["Action", "Lead", "Reviewed by"], ["Task", "Owner", "Deadline"], MEET, TRAIN]
    found = read(*rows)
    assert found.sheets[0].heads == ((2, 2),)
    table = read(*rows, area={"headings": [[1, 1]]})
    assert table.sheets[0].heads == ((1, 1),)
    assert texts(table) == ["Task", MEET[0], TRAIN[0]]


@pytest.mark.parametrize("rows", [([1, 2],), ([1, 1], [2, 2])])
def test_several_rows_of_headings_are_one_over_two_or_one_for_each_table(rows):
    table = read(["Was", "Name of"], ["Aktion", "lead"], MEET, area={"headings": list(rows)})
    assert [column.heading for column in table.columns][0] == ("Was Aktion" if len(rows) == 1 else "Was")
    assert table.sheets[0].heads == tuple(map(tuple, rows))


def test_each_table_is_read_by_its_own_named_headings():
    rows = [HEAD, MEET, ["Lead", "Action"], ["HR", "Train all staff"]]
    table = read(*rows, area={"headings": [[1, 1], [3, 3]]})
    assert texts(table) == [MEET[0], TRAIN[0]]
    assert [row.raw("lead") for row in table.rows] == ["Head of CYPS", "HR"]


def test_named_headings_that_are_repeated_are_headings_each_time():
    area, mapping = {"headings": [[1, 1]]}, {"Plan!A": "text", "Plan!B": "lead"}
    table = read(ODD, MEET, [], ODD, TRAIN, area=area, mapping=mapping)
    assert texts(table) == [MEET[0], TRAIN[0]]
    assert others(table)[4] == ("title", "This row holds headings.")


def test_columns_without_a_heading_can_be_named():
    rows = [["Plan"], ["Action", None, "By when"], MEET, TRAIN]
    table = read(*rows, area={"headings": [[2, 2]]}, mapping={"Plan!B": "lead"})
    assert [row.raw("lead") for row in table.rows] == [MEET[1], TRAIN[1]]
    assert [(one.letter, one.heading, one.samples) for one in table.columns][1] == (
        "B",
        "",
        (MEET[1], TRAIN[1]),
    )


def test_sheet_without_headings_is_read_by_its_columns():
    table = read(MEET, TRAIN, area={"headings": []})
    assert fields(table) == {"A": "", "B": ""} and table.rows == []
    assert table.message == "Sheet “Plan” is read without headings, and no column holds its actions yet."
    table = read(MEET, TRAIN, area={"headings": []}, mapping={"Plan!A": "text", "Plan!B": "lead"})
    assert texts(table) == [MEET[0], TRAIN[0]]
    assert [column.header_row for column in table.columns] == [0, 0]
    assert table.sheets[0].heads == () and table.sheets[0].header_rows == ()
    assert others(table) == {}


def test_rows_outside_the_area_are_left_out_and_named():
    rows = [HEAD, MEET, TRAIN, AUDIT, ["Prepared in May", "by hand"]]
    table = read(*rows, area={"first": 3, "last": 4})
    assert texts(table) == [TRAIN[0], AUDIT[0]]
    said = ("left out", "This row is outside the rows that you chose.")
    assert others(table) == {1: ("title", "This row holds headings."), 2: said, 5: said}
    assert table.columns[0].samples == (TRAIN[0], AUDIT[0])


def test_titles_above_the_headings_still_stand_over_the_area():
    rows = [["Recommendation 4: social workers"], HEAD, MEET, TRAIN]
    table = read(*rows, area={"first": 4})
    assert table.rows[0].understood.titles == ("Recommendation 4: social workers",)


def test_headings_below_the_last_row_are_none_of_the_plan():
    rows = [HEAD, MEET, HEAD, TRAIN]
    table = read(*rows, area={"last": 2})
    assert texts(table) == [MEET[0]] and table.sheets[0].heads == ((1, 1),)
    assert others(table)[3][0] == "left out"


def test_notes_and_keys_within_the_named_rows_are_read():
    rows = [
        [*HEAD, "RAG"],
        [*MEET, None, "R"],
        ["Notes"],
        TRAIN,
        ["Key"],
        ["R = done, G = late"],
    ]
    plain = read(*rows)
    assert texts(plain) == [MEET[0]]
    assert others(plain)[4][1] == "This row is part of the notes or the key of the sheet."
    table = read(*rows, area={"last": 4})
    assert texts(table) == [MEET[0], "Notes", TRAIN[0]]
    # The key below the plan is still its key.
    assert table.sheets[0].key == plain.sheets[0].key != {}


def test_sheet_that_was_no_plan_or_hidden_is_one_once_its_headings_are_named():
    costs = [["Cost", "Budget", "Total"], [1, 2, 3], [4, 5, 6]]
    assert read(*costs).sheets[0].kind == "cost table"
    assert read(*costs, area={"headings": [[1, 1]]}).sheets[0].kind == "plan"
    hidden = read(HEAD, MEET, hidden=True)
    assert hidden.rows == [] and hidden.sheets[0].kind == "hidden"
    assert texts(read(HEAD, MEET, hidden=True, area={"headings": [[1, 1]]})) == [MEET[0]]


def test_sheet_may_be_left_out():
    table = read(HEAD, MEET, area={"leave": True})
    assert table.rows == [] and table.columns == []
    assert (table.sheets[0].kind, table.sheets[0].sentence) == (
        "left out",
        "Sheet “Plan” was left out, as you chose.",
    )


def test_area_is_of_its_sheet_alone_and_that_without_a_name_of_all_others():
    sheets = [sheet_of(HEAD, MEET, TRAIN, name=name) for name in ("One", "Two")]
    assert texts(lay_out(sheets, areas={"Two": {"first": 3}})) == [MEET[0], TRAIN[0], TRAIN[0]]
    assert texts(lay_out(sheets, areas={"": {"first": 3}, "One": {"last": 2}})) == [MEET[0], TRAIN[0]]


def test_rows_are_shown_to_choose_from():
    rows = [["Plan 2008"], [], HEAD, *[[f"Action {number}", "HR"] for number in range(40)]]
    [report] = read(*rows).sheets
    numbers = [number for number, *_rest in report.seen]
    assert numbers[:3] == [1, 3, 4] and numbers[-1] == 43 and len(numbers) < 30
    assert report.seen[1] == (3, "Plan", 3, "Action | Lead | By when")
    assert report.last_row == 43


@pytest.mark.parametrize("area", [{"headings": [[99, 99]]}, {"first": 99}, {"headings": [], "last": 0}])
def test_area_beyond_the_sheet_breaks_nothing(area):
    assert texts(read(HEAD, MEET, area=area)) == []


LED = ["Action", "Lead", "By when"]
FILL, ASK = ["Fill the posts", "Head", "May 2009"], ["Ask the heads", "Head", "May 2009"]
LONELY = [
    ["Recruit twelve staff"],  # a lone text above an action
    ["4. Recruit staff"],
    ["R4 Recruit staff for all of the teams"],
    ["Recommendation 4: recruit staff"],
    ["Strand B"],
    ["TOTAL"],
    ["For immediate action"],
    ["Recommendation 4", "recruit staff"],
    [None, "Strand B"],
    ["to recruit staff"],  # in lower case: more of the text above
]


@pytest.mark.parametrize("lonely", LONELY)
@pytest.mark.parametrize("head", [LED, [*LED, "Rec no"]])
def test_row_that_a_person_says_is_an_action_is_one(lonely, head):
    rows = [head, FILL, lonely, ASK]
    table = read(*rows, area={"actions": [[3, 3]]})
    text = next(filter(None, lonely))
    assert texts(table) == [FILL[0], text, ASK[0]] and 3 not in others(table)
    assert [row.raw("title") for row in table.rows] == [""] * 3
    left = read(*rows)
    assert 3 in others(left) or texts(left) != texts(table) or len(head) == 4


@pytest.mark.parametrize(
    "row", [FILL, ["Recruit"], ["Recruit", "Head"], [None, "Head"], ["TBC"], ["4.1 Recruit", 5]]
)
def test_row_that_a_person_says_is_a_title_is_one(row):
    table = read(LED, FILL, row, ASK, area={"titles": [[3, 3]]})
    assert texts(table) == [FILL[0], ASK[0]]
    assert others(table)[3] == (
        "title",
        "This row was read as a title for the rows below it, not as an action.",
    )
    assert table.rows[1].raw("title").startswith(next(filter(None, row)))


def test_rows_of_a_range_and_in_the_notes_are_actions_where_they_are_named():
    rows = [LED, FILL, ["Notes"], ["Ask somebody"], ["Tell somebody"], ["By the office"]]
    assert texts(read(*rows)) == [FILL[0]]
    assert texts(read(*rows, area={"actions": [[4, 5]]})) == [
        FILL[0],
        "Ask somebody",
        "Tell somebody",
        "By the office",
    ]


def test_titles_are_among_the_rows_that_are_shown():
    rows = [
        LED,
        *[one for at in range(40) for one in ([f"{at + 1}. Title"], [f"Do {at}", "Head", "May 2009"])],
    ]
    shown = {number for number, *_rest in read(*rows).sheets[0].seen}
    assert {20, 30, 40} <= shown and len(shown) < 50
