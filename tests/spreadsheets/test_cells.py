"""Ratings, statuses, criteria and references of a sheet's cells; every row of the sample with colours."""

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jarplan.spreadsheets.understanding.criteria import split_criteria
from jarplan.spreadsheets.understanding.ratings import (
    STANDARD_FILLS,
    key_of_fills,
    key_of_letters,
    read_rating,
    rgb_of,
)
from jarplan.spreadsheets.understanding.references import read_reference, read_references
from jarplan.spreadsheets.understanding.statuses import read_status

DATA = Path(__file__).parent.parent / "data"
ROWS = json.loads((DATA / "c1_text_dates_colours.xlsx.expected.json").read_text())["rows"]
KEY = key_of_fills(
    [
        ("FFFF0000", "Behind / at risk"),
        ("FFFFC000", "Some delay"),
        ("FF00B050", "On track"),
        ("FF0070C0", "Completed"),
    ]
)


@pytest.fixture(scope="module")
def sheet():
    return openpyxl.load_workbook(DATA / "c1_text_dates_colours.xlsx").active


@pytest.mark.parametrize("row", ROWS, ids=[str(row["row"]) for row in ROWS])
def test_row_of_the_sample(row, sheet):
    rated = read_rating("", fill=row["rag_fill"], key=KEY)
    assert rated.rating == row["rag"]
    assert bool(rated.question) == ("ask" in (row["rag_note"] or ""))
    assert split_criteria(sheet.cell(row["row"], 6).value) == row["success_criteria"]


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


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Complete", "Complete"),
        ("Completed - evidence to follow", "Complete"),
        ("In progress", "In progress"),
        ("Work under way", "In progress"),
        ("Not started", "Not started"),
        ("Not yet started", "Not started"),
        ("On-going", "Ongoing"),
        ("Overdue", "Overdue"),
        ("On hold", "On hold"),
        ("Cancelled", "Superseded"),
        ("TBC", ""),
        (None, ""),
    ],
)
def test_status(text, status):
    assert read_status(text).status == status and not read_status(text).question


@pytest.mark.parametrize("text", ["Not complete", "Draft sent to the board", "Purple"])
def test_doubtful_status_is_asked(text):
    assert read_status(text).question and read_status(text).status != "Complete"


@pytest.mark.parametrize(
    ("text", "criteria"),
    [
        ("A; B; C", ["A", "B", "C"]),
        ("• A • B • C", ["A", "B", "C"]),
        ("1. A 2. B 3. C", ["A", "B", "C"]),
        ("1) First\n   goes on here\n2) Second", ["First goes on here", "Second"]),
        ("80% of X\n7.5% of Y", ["80% of X", "7.5% of Y"]),
        ("a) one\nb) two", ["one", "two"]),
        ("(i) one\n(ii) two", ["one", "two"]),
        ("- A;\n- B; and\n- C", ["A", "B", "C"]),
        ("Success means:\n- one\n- two", ["Success means:", "one", "two"]),
        ("• Reach level 2. Keep it", ["Reach level 2. Keep it"]),
        ("NEET rate 7.5. 2009 target 6", ["NEET rate 7.5. 2009 target 6"]),
        ("5+ A*-C including English", ["5+ A*-C including English"]),
        ("I. e. something", ["I. e. something"]),
        ("A\nA", ["A"]),
        ("TBC", []),
        (None, []),
    ],
)
def test_criteria(text, criteria):
    assert split_criteria(text) == criteria


WORDS = (
    st.text("abcdefgh ", min_size=3, max_size=20)
    .map(str.split)
    .map(" ".join)
    .filter(lambda text: len(text) > 2)
)


@settings(max_examples=60, deadline=None)
@given(
    items=st.lists(WORDS.map(lambda text: f"All {text}"), min_size=2, max_size=6, unique=True),
    mark=st.sampled_from(["• ", "•", "- ", "* ", "– ", "\uf0b7\t", "o ", "1. ", "1) ", "(1) ", "", "; "]),
)
def test_criteria_read_back_whatever_the_bullets(items, mark):
    if mark == "; ":
        text = "; ".join(items)
    else:
        text = "\n".join(mark.replace("1", str(at)) + item for at, item in enumerate(items, start=1))
    assert split_criteria(text) == items


def texts(*values, **options):
    return [one.text for one in read_references([(value, str(value)) for value in values], **options)]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("R4.2", "R4.2"),
        ("r 4.2", "R4.2"),
        ("4.2a", "4.2a"),
        ("Rec 3", "3"),
        ("Action 3/1", "3.1"),
        ("1.10", "1.10"),
        (3.0, "3"),
        (7, "7"),
        (1.2, "1.2"),
        (None, ""),
    ],
)
def test_reference(value, text):
    assert read_reference(value).text == text and not read_reference(value).question


def test_text_that_is_no_reference_is_a_problem():
    assert read_reference("to follow").problem


def test_lost_nought_is_noticed_by_the_sequence_and_asked():
    column = [1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 1.1, 1.11, 2.1]
    found = read_references([(value, str(value)) for value in column])
    assert [one.text for one in found][8:] == ["1.9", "1.10", "1.11", "2.1"]
    assert [bool(one.question) for one in found] == [at == 9 for at in range(12)]
    assert texts("1.9", "1.1") == ["1.9", "1.10"] and texts(1.19, 1.2) == ["1.19", "1.20"]


def test_numbers_in_order_are_left_alone():
    assert texts(1.1, 1.2, 2.1, 2.2) == ["1.1", "1.2", "2.1", "2.2"]
    assert not any(one.question for one in read_references([(value, "") for value in (1.1, 1.2, 2.1)]))


@pytest.mark.parametrize("value", [date(2026, 1, 2), "02-Jan", "2-Jan"])
def test_date_in_place_of_a_reference_is_asked(value):
    assert read_reference(value).text == "2.1" and "2.1" in read_reference(value).question


def test_date_turned_round_by_the_rows_recommendation():
    assert texts(date(2026, 1, 2), recommendations=[1]) == ["1.2"]
    assert texts(date(2026, 1, 2), recommendations=[2]) == ["2.1"]
    assert texts("1.1", date(2026, 1, 2)) == ["1.1", "1.2"]
