"""The rows of a sheet put together as a reader would: what carries on, what is open, what stands alone."""

import pytest

from jarplan.spreadsheets.layout.blocks import walk
from jarplan.spreadsheets.layout.headers import find_headers
from tests.spreadsheets.sheets import grid_of

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


@pytest.mark.parametrize(
    ("title", "merged"),
    [("Other actions", "A3:A3"), ("CAMHS services", "A3:F3"), ("PART B: CAMHS", "A3:F3"), ("Annex", "A3:C3")],
)
@pytest.mark.parametrize("between", [[], [HEADINGS], [[], HEADINGS]])
def test_title_ends_the_recommendation_above(title, merged, between):
    write, ask = [None, None, "Write", "Head"], [None, None, "Ask", "Head"]
    blocks = found(MEET, [title], *between, write, ask, merged=(merged,))
    assert numbers(blocks) == ["1", "", ""]
    assert [row.raw("recommendation_text") for row in blocks.rows] == ["Do well", "", ""]
    assert [row.raw("title") for row in blocks.rows] == ["", title, title]


LONG = "the partnership should make sure that there are enough qualified social workers in all teams. " * 9


@pytest.mark.parametrize("headings", [["Action", "Lead", "By when"], ["Action", "Lead", "By when", "Rec no"]])
@pytest.mark.parametrize("begins", ["Recommendation 4: ", "Rec. 4 - ", "R4 ", "R4: ", "JAR rec 4. ", "4. "])
@pytest.mark.parametrize("text", ["Social workers", LONG])
@pytest.mark.parametrize("again", [False, True])
def test_title_that_names_a_recommendation_is_one_at_any_length(headings, begins, text, again):
    meet, write = ["Meet the heads", "Head", "May 2009"], ["Write to the heads", "Head", "May 2009"]
    title = f"{begins}{text}".strip()
    blocks = found(meet, [title], *([headings] if again else []), write, headings=headings)
    if begins == "4. " and len(headings) == 4:  # an action that is not filled in yet
        assert len(blocks.rows) == 3
        return
    assert texts(blocks) == {2: "Meet the heads", 4 + again: "Write to the heads"}
    assert [row.raw("title") for row in blocks.rows] == ["", title] and list(blocks.sections) == [3]


def test_text_that_begins_with_a_number_of_things_is_an_action():
    meet, ask = ["Meet the heads", "Head", "May 2009"], [f"4 posts are to be filled, so that {LONG}"]
    blocks = found(meet, ask, meet, headings=["Action", "Lead", "By when"])
    assert len(blocks.rows) == 3
    # Nor is one that stands among others of its kind.
    of_one = found(MEET, [None, None, "R1 Ask"], [None, None, "R1 Tell"], [None, None, "R1 Write", "Head"])
    assert 3 in texts(of_one)


@pytest.mark.parametrize("headings", [["Action", "Lead", "By when"], HEADINGS])
def test_title_with_a_timeframe_keeps_both(headings):
    row = [*[None] * headings.index("Action"), "Meet", "Head", "May 2009"]
    blocks = found(
        row, ["R14 CAMHS capacity (next six months)"], row, ["Longer term"], row, headings=headings
    )
    assert [row.raw("title") for row in blocks.rows] == ["", "R14 CAMHS capacity (next six months)", ""]
    assert [row.raw("band") for row in blocks.rows] == [
        "",
        "R14 CAMHS capacity (next six months)",
        "Longer term",
    ]


CAMHS = "improve access to CAMHS for all young people"
LABELS = {
    "Recommendation 14": f"Recommendation 14 {CAMHS}",
    "Rec. no 14:": f"Rec. no 14: {CAMHS}",
    "Recommendation:": CAMHS,
}


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("headings", [["Action", "Lead", "By when"], ["No", "Action", "Lead", "By when"]])
@pytest.mark.parametrize("merged", [(), ("B3:C3",)])
@pytest.mark.parametrize("again", [False, True])
def test_label_and_its_text_are_a_title(label, headings, merged, again):
    row = [1, "Meet", "Head", "May 2009"][-len(headings) :]
    between = [headings] if again else []
    blocks = found(row, [label, CAMHS], *between, row, row, headings=headings, merged=merged)
    assert texts(blocks) == {2: "Meet", 4 + again: "Meet", 5 + again: "Meet"}
    assert [row.raw("title") for row in blocks.rows] == ["", LABELS[label], LABELS[label]]
    assert [row.raw("lead") for row in blocks.rows] == ["Head"] * 3 and not blocks.warnings


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("merged", [(), ("B2:C2",)])
@pytest.mark.parametrize("above", [["Action plan 2008"], ["Action plan", "2008"]])
def test_label_and_its_text_above_the_first_table_are_a_title(label, merged, above):
    headings = ["Action", "Lead", "By when"]
    blocks = found([label, CAMHS], headings, ["Meet", "Head", "May 2009"], headings=above, merged=merged)
    assert texts(blocks) == {4: "Meet"} and 2 in blocks.above
    assert blocks.rows[0].cells["title"][0].text == LABELS[label]


@pytest.mark.parametrize("heading", ["Rec no", "Theme", "Ref"])
def test_label_of_each_row_is_no_title(heading):
    rows = (
        ["Recommendation 4", "Meet"],
        ["Recommendation 4", "Write", "Head"],
        ["R4", "Ask"],
        ["R4", "Tell", "Head"],
    )
    blocks = found(*rows, headings=[heading, "Action", "Lead", "By when"])
    assert texts(blocks) == {2: "Meet", 3: "Write", 4: "Ask", 5: "Tell"} and not blocks.sections


def test_another_table_begins_without_a_recommendation_and_without_a_theme():
    headings = ["Rec no", "Theme", "Action", "Lead", "By when"]
    rows = [1, "Staff", "Meet", "Head"], [None, None, "Write", "Head"], [2, "Clinics", "TBC"]
    blocks = found(*rows, headings, [None, None, "Ask", "Head"], headings=headings)
    assert [(row.raw("recommendation"), row.raw("theme")) for row in blocks.rows] == [
        ("1", "Staff"),
        ("1", "Staff"),
        ("", ""),
    ]
    assert [gap[0] for gap in blocks.gaps] == [4]


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
    "total",
    [
        "TOTAL",
        "Total:",
        "Sub-total",
        "Grand total for the plan",
        "Total cost",
        "Totals",
        "Total £45,000",
        "Total number of actions: 12",
    ],
)
@pytest.mark.parametrize("column", range(6))
@pytest.mark.parametrize("amount", [None, 45000, "£45,000"])
def test_total_is_no_action_no_title_and_no_part_of_the_row_above(total, column, amount):
    above = [1, "Do well", "Meet the heads and", "Head", "May 2009", "Met"]
    row = [None] * 6
    row[column] = total
    row += [amount]
    blocks = found(above, row, [2, "Do more", "Ask", "Head"], headings=[*HEADINGS, "Resources"])
    assert texts(blocks) == {2: above[2], 4: "Ask"} and not blocks.sections and not blocks.gaps
    assert all(len(cells) == 1 for one in blocks.rows for cells in one.cells.values())
    [told] = blocks.warnings
    assert (told.row, told.sentence) == (3, "This row is a total and no action, so it is not imported.")


@pytest.mark.parametrize(
    "text", ["Total quality management for all teams", "Totals to be checked each month", "Publish"]
)
def test_action_that_speaks_of_a_total_is_one(text):
    assert texts(found(MEET, [2, "Do more", text, "Head"])) == {2: "Meet the heads", 3: text}
    assert 3 in texts(found(MEET, [2, "Total", text, "Head"]))


@pytest.mark.parametrize(
    "strand",
    ["Strand B", "THEME 2", "Part two – CAMHS", "Section C: health", "Workstream IV", "Priority area 3"],
)
@pytest.mark.parametrize("column", [0, 1, 2, 3, 5])
@pytest.mark.parametrize("above", ["Meet the heads", "Meet the heads and"])
def test_part_of_a_plan_is_a_title_in_whatever_column(strand, column, above):
    row = [None] * 6
    row[column] = strand
    blocks = found([1, "Do well", above, "Head", "May 2009", "Met"], row, [2, "Do more", "Ask", "Head"])
    assert texts(blocks) == {2: above, 4: "Ask"} and blocks.sections == {3: strand}
    assert [one.raw("title") for one in blocks.rows] == ["", strand]
    assert all(len(cells) == 1 for one in blocks.rows for cells in one.cells.values())


@pytest.mark.parametrize(
    "text", ["Part of the work is done", "Phase 2 is rolled out", "Group work a week", "Areas"]
)
def test_text_that_only_begins_like_a_part_of_a_plan_goes_on_below(text):
    blocks = found(MEET, [None, None, None, None, None, text])
    assert [cell.text for cell in blocks.rows[0].cells["criteria"]] == ["Met", text]


@pytest.mark.parametrize(
    "words", ["Objective 1: be safe", "Aim 2", "Priority 3", "Theme 4: health", "Goal 5. Be well"]
)
def test_objective_in_the_column_of_recommendations_is_that_of_the_rows_below(words):
    blocks = found(MEET, [None, words], [None, None, "Ask", "Head"], [None, None, "Tell", "Head"])
    assert [row.raw("recommendation_text") for row in blocks.rows] == ["Do well", words, words]
    assert not blocks.gaps and not blocks.sections


PAPER = [
    "Page 2 of 7",
    "(continued)",
    "Action plan continued overleaf",
    "END",
    "End of plan",
    "PTO",
    "Updated: 3 June 2008",
]


@pytest.mark.parametrize("words", PAPER)
@pytest.mark.parametrize("column", [0, 2, 3, 5])
def test_words_of_the_paper_are_no_action_and_no_title(words, column):
    row = [None] * 6
    row[column] = words
    blocks = found(
        [1, "Do well", "Meet the heads and", "Head", "May 2009", "Met"], row, [2, "Do more", "Ask", "Head"]
    )
    assert texts(blocks) == {2: "Meet the heads and", 4: "Ask"} and not blocks.sections
    assert blocks.warnings[0].sentence.startswith("This row belongs to the page and is no action")
    assert all(len(cells) == 1 for one in blocks.rows for cells in one.cells.values())


@pytest.mark.parametrize(
    "text", ["Continue the survey", "End the contract", "Updated 12 case files", "Print the plan"]
)
def test_action_that_begins_like_words_of_the_paper_is_one(text):
    assert 3 in texts(found(MEET, [2, "Do more", text]))
    assert texts(found(MEET, [None, None, text]))[3] == text
