"""CSV as councils send it: its encoding, what parts its cells, and its bounds."""

import pytest

from jarplan.spreadsheets.limits import SheetRefused
from jarplan.spreadsheets.reading.csv import csv_rows, decoded, delimiter_of

CAFE = "Café,b\n"


@pytest.mark.parametrize(
    "content",
    [
        CAFE.encode(),
        CAFE.encode("utf-8-sig"),
        CAFE.encode("cp1252"),
        CAFE.encode("utf-16"),
        CAFE.encode("utf-16-le"),  # without its mark
        CAFE.encode("utf-16-be"),
    ],
)
def test_text_is_read_in_the_first_encoding_that_it_is_whole_in(content):
    assert decoded(content) == CAFE


def test_byte_that_windows_does_not_define_is_still_read():
    assert decoded(b"a\x81b") == "a\x81b"


@pytest.mark.parametrize("content", [b"abc" * 100 + b"\0", b"\xff\xfea"])
def test_bytes_that_only_seem_to_be_text_are_refused(content):
    with pytest.raises(SheetRefused, match="not text that can be read as CSV"):
        decoded(content)


@pytest.mark.parametrize(
    ("text", "delimiter", "skip"),
    [
        ("a,b\n1,2", ",", 0),
        ("a;b\n1,5;2", ";", 0),
        ("a\tb, c\n1\t2", "\t", 0),
        ("sep=;\na,b;c", ";", 1),
        ("\ufeffSEP=;\na,b", ";", 1),
        ("sep=|\na,b", ",", 0),  # none of ours
        ("sep=;,\na,b", ",", 0),
        ("Meet, ask; write\nand so, on", ",", 0),
        ("one column\nonly", ",", 0),
        ('"a;b";"c"\n"d,e";"f"', ";", 0),
        ("Plan, part 1\nPlan, part 2\nNo;Action;Lead\n1;Meet, in print, daily;Head", ";", 0),
        ("No,Action,Lead\n1," + "ask; " * 9 + ",Head", ",", 0),
    ],
)
def test_what_parts_the_cells(text, delimiter, skip):
    assert delimiter_of(text) == (delimiter, skip)


def rows(text):
    return list(csv_rows(text.encode()))


def test_rows_keep_their_numbers_without_idle_cells_and_rows():
    assert rows("a,b,,\n,,\n\n1, ,3\n") == [(1, ["a", "b"]), (4, ["1", " ", "3"])]
    assert rows("sep=;\na;b\n") == [(2, ["a", "b"])]


def test_bounds_count_what_is_filled(settings):
    settings.SHEET_MAX_ROWS, settings.SHEET_MAX_COLUMNS, settings.SHEET_MAX_CHARACTERS = 2, 3, 20
    assert len(rows("a,b,c,,,\n,,,\n,\n1,2,3\n")) == 2
    for text, words in (
        ("a\nb\nc", "more than 2 filled rows"),
        ("a,b,c,d", "Row 1 of the file has 4 columns"),
        (f"a,{'x' * 21}", "more than 20 characters"),
    ):
        with pytest.raises(SheetRefused, match=words):
            rows(text)
