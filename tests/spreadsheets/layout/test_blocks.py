"""The rows of a sheet put together as a reader would: what carries on, what is open, what stands alone."""

import pytest

from jarplan.spreadsheets.layout.blocks import recommendation_of, walk
from jarplan.spreadsheets.layout.headers import find_headers
from tests.spreadsheets.sheets import cell_of, grid_of

HEADINGS = ["Rec no", "Recommendation", "Action", "Lead", "By when", "Success criteria"]
MEET = [1, "Do well", "Meet the heads", "Head", "May 2009", "Met"]


def found(*rows, headings=HEADINGS, **about):
    """The Blocks of a sheet with these rows below the headings, which stand in row 1."""
    grid = grid_of(headings, *rows, **about)
    return walk(grid, find_headers(grid))


def texts(blocks):
    """{row: text of its action} of the actions."""
    return {row.row: " ".join(cell.text for cell in row.cells.get("text", ())) for row in blocks.rows}


def numbers(blocks):
    return [row.raw("recommendation") for row in blocks.rows]


def test_recommendation_is_that_of_the_row_above_until_there_is_another():
    blocks = found(MEET, [None, None, "Write", "Head"], [2, None, "Ask", "Head"])
    assert numbers(blocks) == ["1", "1", "2"]
    # Another number without a text does not keep the text above.
    assert [row.raw("recommendation_text") for row in blocks.rows] == ["Do well", "Do well", ""]


def test_text_of_another_recommendation_does_not_keep_the_number_above():
    blocks = found(MEET, [None, "Do better", "Write", "Head"], [None, "do  BETTER", "Ask", "Head"])
    assert numbers(blocks) == ["1", "", ""]


def test_recommendation_without_an_action_is_a_gap():
    blocks = found([1, "Do well", "TBC"], [2, "Do more"], [3, "Do it", "Meet", "Head"])
    assert [(gap[0], gap[2]) for gap in blocks.gaps] == [(2, "TBC"), (3, "")]
    assert texts(blocks) == {4: "Meet"} and not blocks.warnings


def test_action_in_the_row_below_closes_the_gap_and_the_placeholder_is_told():
    blocks = found(
        [1, "Do well"],
        [None, None, "Meet", "Head"],
        [2, "Do more", "to be agreed"],
        [None, None, "Ask", "Head"],
    )
    assert not blocks.gaps and texts(blocks) == {3: "Meet", 5: "Ask"}
    [told] = blocks.warnings
    assert (told.row, told.raw) == (4, "to be agreed") and "not contain an action yet" in told.sentence


@pytest.mark.parametrize(
    ("above", "below", "goes_on"),
    [
        ("Publish the plan and", "Tell everybody", True),
        ("Publish the plan", "and tell everybody", True),
        ("Publish the plan,", "Tell everybody", True),
        ("Publish the plan.", "Tell everybody", False),
        ("Publish the brand", "Tell everybody", False),
    ],
)
def test_text_that_ends_in_the_middle_of_a_sentence_goes_on_below(above, below, goes_on):
    blocks = found([1, "Do", above, "Head"], [None, None, below])
    assert texts(blocks) == ({2: f"{above} {below}"} if goes_on else {2: above, 3: below})
    assert bool(blocks.rows[0].warnings) == goes_on


def test_text_goes_on_where_each_row_repeats_its_recommendation():
    blocks = found([1, "Do", "Publish the plan and", "Head"], [1, "Do", "tell everybody"])
    assert texts(blocks) == {2: "Publish the plan and tell everybody"}


def test_row_with_its_own_lead_is_an_action_of_its_own():
    blocks = found([1, "Do", "Publish the plan and", "Head"], [None, None, "tell everybody", "PCT"])
    assert texts(blocks) == {2: "Publish the plan and", 3: "tell everybody"}


def test_nothing_goes_on_over_a_blank_row_or_under_another_recommendation():
    blank = found([1, "Do", "Publish the plan and", "Head"], [], [None, None, "tell everybody"])
    other = found([1, "Do", "Publish the plan and", "Head"], [2, "Do more", "tell everybody"])
    assert len(blank.rows) == len(other.rows) == 2


def test_criteria_alone_belong_to_the_action_above():
    blocks = found(MEET, [None, None, None, None, None, "Known"], [None, None, None, None, None, "Used"])
    assert [cell.text for cell in blocks.rows[0].cells["criteria"]] == ["Met", "Known", "Used"]
    assert [point.sentence for point in blocks.rows[0].warnings] == [
        "Row 3 continues row 2, so its text was added there.",
        "Row 4 continues row 2, so its text was added there.",
    ]


def test_row_of_two_fields_without_a_text_is_an_action_to_be_mended():
    blocks = found(MEET, [], [None, None, None, "PCT", "June 2009"])
    assert texts(blocks) == {2: "Meet the heads", 4: ""}


def test_recommendation_with_a_lead_and_no_action_is_one_to_be_mended_and_no_gap():
    blocks = found(MEET, [2, "Do more", None, "Head"])
    assert texts(blocks) == {2: "Meet the heads", 3: ""} and not blocks.gaps


def test_reference_alone_waits_for_its_action_and_is_told():
    blocks = found(
        [1, "Meet", "Head", "1.1"],
        [None, None, None, "1.2"],
        headings=["Rec no", "Action", "Lead", "Action ref"],
    )
    assert [point.raw for point in blocks.warnings] == ["1.2"] and not blocks.rows[0].warnings


def test_timeframe_alone_is_a_heading_in_its_own_column_and_no_other():
    headings = ["Rec no", "Timeframe", "Action", "By when"]
    rows = [1, None, "Meet", "May 2009"], [None, "Wave two"], [None, None, None, "Within six months"]
    blocks = found(*rows, headings=headings)
    assert (
        blocks.sections == {3: "Wave two"}
        and [point.raw for point in blocks.warnings][-1] == "Within six months"
    )


def test_timeframe_heads_what_follows_and_ends_the_recommendation_above():
    blocks = found(MEET, ["For immediate action"], [None, None, "Write", "Head"])
    assert blocks.sections == {3: "For immediate action"}
    assert [row.raw("band") for row in blocks.rows] == ["", "For immediate action"]
    assert numbers(blocks) == ["1", ""]


def test_text_over_half_the_width_is_a_heading_or_note():
    wide, narrow = found(MEET, ["See annex"], merged=("A3:C3",)), found(MEET, [None, None, "See annex"])
    assert wide.sections and [point.raw for point in wide.warnings] == ["See annex"]
    assert not narrow.sections and len(narrow.rows) == 2


def test_word_in_the_column_of_numbers_heads_a_section_and_a_number_does_not():
    assert found(MEET, ["Staying safe"]).sections == {3: "Staying safe"}
    assert (
        not found(MEET, [2]).sections
        and not found(MEET, ["4.2"]).sections
        and not found(MEET, ["TBC"]).sections
    )


def test_notes_at_the_foot_are_no_actions_until_a_row_clearly_is_one():
    notes = ["Key"], [None, None, "R", "Red"], ["x", "On track"]
    blocks = found(MEET, *notes, [2, None, "Ask", "Head"], [None, None, "Write"])
    assert blocks.foot == [3, 4, 5] and texts(blocks) == {2: "Meet the heads", 6: "Ask", 7: "Write"}


def test_header_that_is_repeated_leads_out_of_the_notes():
    blocks = found(MEET, ["Notes"], HEADINGS, [None, None, "Write"])
    assert blocks.foot == [3] and texts(blocks) == {2: "Meet the heads", 5: "Write"}


def test_merged_lead_is_each_actions_and_a_merged_reference_is_the_first_ones():
    headings = ["Rec no", "Action", "Lead", "Action ref"]
    blocks = found(
        [1, "Meet", "Head", "1.1"], [1, "Ask", None, None], headings=headings, merged=("C2:C3", "D2:D3")
    )
    assert [row.raw("lead") for row in blocks.rows] == ["Head", "Head"]
    assert [row.raw("reference") for row in blocks.rows] == ["1.1", ""]


def test_colours_and_hidden_rows_are_kept_with_their_action():
    blocks = found(MEET, fills={2: {"E": "FFFF0000"}}, hidden_rows=frozenset({2}))
    assert blocks.rows[0].fills == {"due": "FFFF0000"} and blocks.rows[0].hidden


@pytest.mark.parametrize(
    ("number", "text", "expected"),
    [
        (3, "develop", (3, "develop")),
        ("R3", "develop", (3, "develop")),
        (None, "3. develop", (3, "develop")),
        (None, "Recommendation 12: develop", (12, "develop")),
        (None, "Recommendation 12", (12, "")),
        (4, "3. develop", (4, "develop")),  # the number's own cell wins
        (None, "develop 3 systems", (None, "develop 3 systems")),
        (None, "", (None, "")),
    ],
)
def test_number_and_text_of_a_recommendation(number, text, expected):
    cells = [cell_of(value, at) if value else None for value, at in ((number, "A2"), (text, "B2"))]
    assert recommendation_of(*cells) == expected


def test_section_that_is_a_number_alone_names_its_recommendation():
    cell = cell_of("7", "A2")
    assert recommendation_of(cell, cell) == (7, "")
