"""What a person sees in a cell, and what stands in it itself: merges, their colours, and merges that lie."""

from jarplan.spreadsheets.layout import grid as grids
from tests.spreadsheets.sheets import grid_of

RED = "FFFF0000"


def test_merged_cell_is_seen_all_over_and_stands_in_its_first_cell():
    grid = grid_of(["Plan", None, "a"], [None, None, "b"], merged=("A1:B2",))
    assert [grid.seen(2, letter).text for letter in "ABC"] == ["Plan", "Plan", "b"]
    assert grid.own(1, "A").text == "Plan" and grid.own(2, "A") is None
    assert grid.width(grid.own(1, "A"), 1) == 2 and grid.width(grid.own(1, "C"), 1) == 1


def test_cell_with_a_value_of_its_own_is_not_covered():
    grid = grid_of(["Plan", "own"], merged=("A1:B1",))
    assert grid.seen(1, "B").text == "own"


def test_merged_cell_shows_the_colour_of_its_first_one_unless_it_has_its_own():
    fills = {1: {"A": RED}, 2: {"B": "FF00B050"}}
    grid = grid_of(["Plan"], [None, None, "b"], merged=("A1:B2",), fills=fills)
    assert [grid.fill(1, "B"), grid.fill(2, "A"), grid.fill(2, "B"), grid.fill(2, "C")] == [
        RED,
        RED,
        "FF00B050",
        "",
    ]


def test_merge_of_nothing_or_that_is_no_range_covers_nothing():
    for ref in ("B1:C1", "nonsense", "A:A", "1:3"):
        grid = grid_of(["Plan", None, None, "a"], merged=(ref,))
        assert not grid.anchors and not grid.widths, ref


def test_merge_ends_with_the_last_filled_row():
    grid = grid_of(["Plan"], ["a"], ["b"], merged=("A1:A1048576",))
    assert {number for number, _letter in grid.anchors} == {2, 3}


def test_merges_that_overlap_cover_no_more_cells_than_can_be_kept(monkeypatch):
    monkeypatch.setattr(grids, "MAX_COVERED", 5)
    grid = grid_of(["a", "b", "c"], merged=("A1:D1", "B1:E1", "C1:CV1"))
    assert len(grid.anchors) == 5
