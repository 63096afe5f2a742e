"""Keys of colours and letters, and the notes at the foot of a plan, told from the rows of its actions."""

import pytest

from jarplan.spreadsheets.layout.signs.keys import key_of, opens_foot, opens_key
from tests.spreadsheets.sheets import row_of

RED, BLUE, ODD = "FFFF0000", "FF0070C0", "FF123456"


@pytest.mark.parametrize(
    "words",
    [
        "Key",
        "KEY:",
        "Legend",
        "RAG key",
        "The colour key to the plan",
        "BRAG rating",
        "Key: R = not on track",
    ],
)
def test_row_that_opens_a_key(words):
    assert opens_key(row_of(9, [None, words]))


@pytest.mark.parametrize("words", ["Key actions", "Keyworker: meet monthly", "Meet the key holder", "Rating"])
def test_row_that_only_begins_alike_opens_none(words):
    assert not opens_key(row_of(9, [words]))


def test_key_is_looked_for_among_the_first_cells():
    assert opens_key(row_of(9, ["a", "b", "Key"])) and not opens_key(row_of(9, ["a", "b", "c", "Key"]))


def test_foot_is_a_row_of_at_most_two_cells():
    assert opens_foot(row_of(9, ["Notes", "as of June"])) and opens_foot(row_of(9, ["Prepared by: J Smith"]))
    assert not opens_foot(row_of(9, ["Notes", "Lead", "Due"]))
    assert not opens_foot(row_of(9, ["Notes are taken at each meeting"]))


def test_key_of_colours_stands_in_or_beside_their_cells():
    rows = [
        row_of(9, ["Key"], {"A": RED}),
        row_of(10, ["Not on track"], {"A": RED}),
        row_of(11, [None, "Complete"], {"A": BLUE}),
        row_of(12, [], {"A": ODD}),
    ]
    assert key_of(rows) == {"FF0000": ("Red", "Not on track"), "0070C0": ("Blue", "Complete")}


def test_key_of_letters_in_one_text_or_over_two_cells():
    assert key_of([row_of(9, ["Key: R = not on track; G = on track"])]) == {
        "r": ("Red", "not on track"),
        "g": ("Green", "on track"),
    }
    assert key_of([row_of(9, ["B", "Complete"])]) == {"b": ("Blue", "Complete")}
    assert key_of([row_of(9, ["Bo", "Complete"]), row_of(10, ["B", "Complete", "2008"])]) == {}
