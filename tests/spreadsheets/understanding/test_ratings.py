"""Ratings of a sheet's cells: words, letters, colours and the sheet's own key; every coloured row of the sample."""

import json

import pytest

from jarplan.spreadsheets.understanding.ratings import (
    STANDARD_FILLS,
    key_of_fills,
    key_of_letters,
    read_rating,
    rgb_of,
)
from tests import DATA

ROWS = json.loads((DATA / "c1_text_dates_colours.xlsx.expected.json").read_text())["rows"]
KEY = key_of_fills(
    [
        ("FFFF0000", "Behind / at risk"),
        ("FFFFC000", "Some delay"),
        ("FF00B050", "On track"),
        ("FF0070C0", "Completed"),
    ]
)


@pytest.mark.parametrize("row", ROWS, ids=[str(row["row"]) for row in ROWS])
def test_row_of_the_sample(row):
    rated = read_rating("", fill=row["rag_fill"], key=KEY)
    assert rated.rating == row["rag"]
    assert bool(rated.question) == ("ask" in (row["rag_note"] or ""))


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        *[(text, "Red") for text in ("Red", "R", "r.", "Not on track", "Off-track", "Red - behind schedule")],
        *[(text, "Amber") for text in ("amber", "A", "At risk", "Some concern", "Delayed")],
        *[(text, "Green") for text in ("GREEN", "G", "On track", "Green (on track)")],
        *[(text, "Blue") for text in ("Blue", "B", "Complete", "completed")],
        *[(text, None) for text in ("", "N/A", "TBC", "Not started", "-")],
    ],
)
def test_words_and_letters(text, rating):
    assert read_rating(text).rating == rating and not read_rating(text).question


@pytest.mark.parametrize(
    ("text", "rating"),
    [
        ("Yellow", "Amber"),
        ("A/G", "Amber"),
        ("Amber / Green", "Amber"),
        ("purple", None),
        ("R to A now", "Red"),
    ],
)
def test_doubtful_rating_is_asked(text, rating):
    found = read_rating(text)
    assert found.question and found.rating in (rating, None)


def test_no_fill_white_and_black_are_no_rating():
    for fill in (None, "", "FFFFFFFF", "00000000", "indexed:9", "indexed:64", "indexed:999", "nonsense"):
        assert read_rating("", fill=fill).rating is None
        assert not read_rating("", fill=fill).question


def test_fill_of_the_old_palette():
    assert rgb_of("indexed:10") == "FF0000"
    assert read_rating("", fill="indexed:10").rating == "Red"
    assert read_rating("", fill="indexed:13").question  # yellow
    assert "mean Amber" in read_rating("", fill="FFFFFF00").question


def test_theme_and_unknown_colours_are_asked_and_give_no_rating():
    for fill in ("theme:9", "FF123456", "FF7030A0"):
        assert read_rating("", fill=fill).rating is None and read_rating("", fill=fill).question


def test_every_standard_fill_has_a_name_and_is_asked_where_it_has_no_rating():
    for rgb, (name, rating, asked) in STANDARD_FILLS.items():
        found = read_rating("", fill=f"FF{rgb}")
        assert name in found.source and found.rating == rating and bool(found.question) == asked
        assert rating or asked


def test_the_sheets_own_key_goes_first():
    key = key_of_fills([("FF0070C0", "Not on track"), ("FFFFFF00", "On track"), ("theme:9", "Complete")])
    assert read_rating("", fill="FF0070C0", key=key).rating == "Red"
    assert read_rating("", fill="FFFFFF00", key=key).rating == "Green"
    assert not read_rating("", fill="FFFFFF00", key=key).question
    assert read_rating("", fill="theme:9", key=key).rating == "Blue"
    grey = key_of_fills([("FFBFBFBF", "Not started")])
    assert read_rating("", fill="FFBFBFBF", key=grey).rating is None
    assert not read_rating("", fill="FFBFBFBF", key=grey).question


def test_key_of_letters():
    key = key_of_letters("R = not on track    A = some concern    G = on track    B = complete")
    assert {letter: rating for letter, (rating, _words) in key.items()} == {
        "r": "Red",
        "a": "Amber",
        "g": "Green",
        "b": "Blue",
    }
    assert read_rating("G", key=key_of_letters("G: complete; B: on track")).rating == "Blue"


def test_word_and_colour_that_disagree_are_asked():
    found = read_rating("Green", fill="FFFF0000")
    assert found.rating == "Green" and "Red" in found.question
    assert not read_rating("Red", fill="FFFF0000").question


def test_nothing_said_in_words_leaves_the_colour_to_say_it():
    assert read_rating("TBC", fill="FFFF0000").note and read_rating("TBC", fill="FFFF0000").rating is None
    assert read_rating("", fill="FFFF0000").rating == "Red"


def test_the_worst_of_several_ratings_is_proposed():
    found = read_rating("green but slipping")
    assert found.rating == "Amber" and "Amber and Green" in found.question


def test_a_key_that_means_two_ratings_goes_by_the_standard_colour():
    key = key_of_fills([("FFFF0000", "Red or amber: at risk"), ("FF123456", "Red or amber")])
    assert key["FF0000"][0] == "Red" and "123456" not in key
    assert key_of_letters("X = red or amber; Y = blue") == {"y": ("Blue", "blue")}
