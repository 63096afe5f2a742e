"""The spans of days that British words stand for."""

from datetime import date

import pytest

from jarplan.spreadsheets.understanding.dates import calendar_words as words
from jarplan.spreadsheets.understanding.dates.results import Impossible


@pytest.mark.parametrize(
    ("text", "year"),
    [("08", 2008), ("'08", 2008), ("89", 2089), ("90", 1990), ("2099", 2099), ("1990", 1990)],
)
def test_year_of_two_digits(text, year):
    assert words.year_of(text) == year


@pytest.mark.parametrize("text", ["1989", "2100"])
def test_year_out_of_range_is_impossible(text):
    with pytest.raises(Impossible, match=f"The year {text} is out of range."):
        words.year_of(text)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ((2008, 13, 1), "There is no month 13."),
        ((2009, 2, 29), "There is no 29 February 2009."),
        ((2008, 0, 1), "There is no month 0."),
    ],
)
def test_day_that_never_was_is_named(day, sentence):
    with pytest.raises(Impossible) as impossible:
        words.day_of(*day)
    assert str(impossible.value) == sentence


@pytest.mark.parametrize(
    ("months", "day"),
    [
        (1, date(2008, 2, 29)),
        (13, date(2009, 2, 28)),
        (-1, date(2007, 12, 31)),
        (11, date(2008, 12, 31)),
        (0, date(2008, 1, 31)),
    ],
)
def test_months_after_the_31st_end_with_a_shorter_month(months, day):
    assert words.months_after(date(2008, 1, 31), months) == day


def test_quarters_are_the_financial_year_without_a_gap():
    quarters = [words.financial_quarter(2008, number) for number in (1, 2, 3, 4)]
    assert (
        (quarters[0][0], quarters[-1][1])
        == words.financial_year(2008)
        == (date(2008, 4, 1), date(2009, 3, 31))
    )
    assert [(later[0] - before[1]).days for before, later in zip(quarters, quarters[1:], strict=False)] == [
        1,
        1,
        1,
    ]


def test_winter_runs_into_the_next_year():
    assert words.season("winter", 2007) == (date(2007, 12, 1), date(2008, 2, 29))


@pytest.mark.parametrize(
    ("name", "monday"),
    [("autumn", date(2008, 10, 27)), ("spring", date(2008, 2, 18)), ("summer", date(2008, 5, 26))],
)
def test_half_term_is_a_week_from_monday_to_sunday(name, monday):
    first, last = words.half_term(name, 2008)
    assert first == monday and (first.weekday(), last.weekday(), (last - first).days) == (0, 6, 6)
