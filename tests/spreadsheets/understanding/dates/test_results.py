"""What a date cell was taken to mean, in words."""

from datetime import date

import pytest

from jarplan.spreadsheets.understanding.dates.results import Reading, single, turned, words_of

FIRST, LAST = date(2008, 9, 1), date(2008, 9, 30)


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (Reading(FIRST, LAST), "1 to 30 September 2008"),
        (Reading(FIRST, date(2009, 9, 30)), "1 September 2008 to 30 September 2009"),
        (Reading(FIRST, date(2008, 10, 1)), "1 September 2008 to 1 October 2008"),
        (single(FIRST), "1 September 2008"),
        (Reading(None, LAST), "30 September 2008"),
        (Reading(FIRST, None), "from 1 September 2008, with no end"),
        (Reading(), "no date"),
    ],
)
def test_days_in_words(reading, words):
    assert reading.in_words == words


def test_question_without_words_of_its_own_says_what_was_read():
    assert single(FIRST).asked().question == "This was read as 1 September 2008. Is that right?"
    assert single(FIRST).asked("Sure?", single(LAST)).other.latest == LAST


def test_what_a_yes_would_write():
    assert single(FIRST).proposed == single(FIRST)
    assert Reading(proposal=single(LAST)).proposed == single(LAST)


@pytest.mark.parametrize(
    ("day", "other"),
    [
        (date(2008, 6, 3), date(2008, 3, 6)),
        (date(2008, 6, 12), date(2008, 12, 6)),
        (date(2008, 6, 13), None),
        (date(2008, 6, 6), None),
    ],
)
def test_day_with_its_month_first_is_another_day(day, other):
    found = turned(day)
    assert (found and found.latest) == other


def test_same_month_of_another_year_is_not_left_out():
    assert words_of(date(2008, 9, 1), date(2009, 9, 1)) == "1 September 2008 to 1 September 2009"
