"""Pieces of a pasted text are joined, split, left out and put in order before they are saved."""

from recommendations.pasted.arranging import JOIN, LEAVE, SPLIT, Piece, arranged, is_settled, kept, tidy


def after(*pieces):
    return [(one.text, one.what) for one in arranged(pieces)]


def test_a_piece_is_joined_to_the_one_above_and_a_sub_point_keeps_its_line():
    assert after(Piece("The record of"), Piece("what was decided.", JOIN)) == [
        ("The record of what was decided.", "keep")
    ]
    assert after(Piece("Reviews, including:"), Piece("– those outside", JOIN)) == [
        ("Reviews, including:\n– those outside", "keep")
    ]
    assert after(Piece("Alone", JOIN)) == [("Alone", "keep")]


def test_what_is_left_out_between_two_does_not_keep_them_apart():
    assert after(Piece("One"), Piece("2", LEAVE), Piece("two", JOIN)) == [("One two", "keep"), ("2", "leave")]


def test_a_piece_is_split_where_a_line_ends_and_all_parts_have_what_was_typed_of_it():
    parts = arranged([Piece("One.\n\nTwo.\nThree.", SPLIT, more={"timeframe": "Now"})])
    assert [(one.text, one.place, one.more["timeframe"]) for one in parts] == [
        ("One.", 1, "Now"),
        ("Two.", 2, "Now"),
        ("Three.", 3, "Now"),
    ]


def test_places_put_in_order_and_one_without_a_place_comes_last():
    pieces = [Piece("C", place=3), Piece("last"), Piece("A", place=1), Piece("between", place=1.5)]
    assert [one.text for one in arranged(pieces)] == ["A", "between", "C", "last"]
    assert [one.text for one in kept([Piece("B", place=2), Piece("no", LEAVE, 1), Piece("A", place=1)])] == [
        "A",
        "B",
    ]


def test_settled_means_that_what_is_shown_is_what_is_saved():
    assert is_settled([Piece("A"), Piece("B", LEAVE)])
    assert not is_settled([Piece("A"), Piece("B", JOIN)]) and not is_settled([Piece("A", SPLIT)])


def test_empty_lines_go_and_lines_of_sub_points_stay():
    assert tidy("  One:  \n\n – two \n") == "One:\n– two"
