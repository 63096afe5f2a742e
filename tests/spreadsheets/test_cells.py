"""Cells as they are read, whatever file they come from: what a reader would have seen, made safe."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jarplan.spreadsheets.cells import ODD, Row, as_seen, text_cell, tidied, unescaped, value_cell
from tests.drawing import examples


@pytest.mark.parametrize(
    ("value", "number_format", "seen"),
    [
        (True, "General", "TRUE"),
        (datetime(2008, 9, 30, 14, 5), "General", "30/09/2008 14:05"),
        (date(2008, 9, 30), "mmm yy", "30/09/2008"),
        (1.1, "0.00", "1.10"),
        (3, "0.0", "3.0"),
        (1.1, "General", "1.1"),
        (0.1 + 0.2, "General", "0.3"),
        (4.0, "General", "4"),
    ],
)
def test_value_as_a_british_reader_sees_it(value, number_format, seen):
    assert as_seen(value, number_format) == seen


def test_midnight_that_nobody_typed_is_a_day():
    assert value_cell(datetime(2008, 9, 30), "C", "C4").value == date(2008, 9, 30)
    assert value_cell(datetime(2008, 9, 30, 9), "C", "C4").value == datetime(2008, 9, 30, 9)


def test_text_over_the_limit_is_a_problem_and_not_cut_in_silence(settings):
    settings.SHEET_MAX_CHARACTERS = 5
    fits, long = text_cell("12345", 5, "A", "A1"), text_cell("123456", 6, "A", "A1")
    assert (fits.value, fits.problem) == ("12345", "")
    assert long.value is None and "6 characters, more than the 5" in long.problem
    assert text_cell("", 0, "A", "A1") is None


def test_escapes_that_excel_writes_for_controls():
    assert unescaped("one_x000D_two_x0041_") == "one\rtwoA"
    assert unescaped("R4_x_2") == "R4_x_2"


def test_row_knows_its_cells_by_letter():
    cell = text_cell("Meet", 4, "C", "C4")
    assert Row(4, [cell]).cell("C") is cell and Row(4, [cell]).cell("A") is None


@pytest.mark.slow
@examples(60)
@given(st.text(max_size=40))
def test_tidied_text_is_safe_and_stays_as_it_is(text):
    once = tidied(text)
    assert tidied(once) == once and not ODD.search(once) and once == once.strip()


def test_marks_that_turn_the_writing_are_taken_out_and_lines_stay():
    assert tidied("\u202eone\r\ntwo\rthree\u00a0four\x00 ") == "one\ntwo\nthree four"
