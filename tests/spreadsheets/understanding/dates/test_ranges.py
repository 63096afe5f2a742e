"""Several days in one cell: where a range begins that does not say its year, and what is no range."""

from datetime import date

import pytest

from jarplan.spreadsheets.understanding.dates.periods import plain
from jarplan.spreadsheets.understanding.dates.ranges import LONGEST, range_in, several_in
from jarplan.spreadsheets.understanding.dates.reading import read_date
from jarplan.spreadsheets.understanding.dates.results import Impossible

NEAR = date(2008, 6, 3)


def ends(text):
    found = range_in(plain(text), NEAR)
    return found and (found.reading.earliest, found.reading.latest)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Sept - Jan 09", date(2008, 9, 1), date(2009, 1, 31)),
        ("Jan - June 08", date(2008, 1, 1), date(2008, 6, 30)),
        ("1-5 Sept 2008", date(2008, 9, 1), date(2008, 9, 5)),
        ("between 1 Sept 2008 and 5 Oct 2008", date(2008, 9, 1), date(2008, 10, 5)),
        ("5 Sept 2008 - 5 Sept 2008", date(2008, 9, 5), date(2008, 9, 5)),
    ],
)
def test_beginning_without_its_year_lies_in_the_twelve_months_before_the_end(text, first, last):
    assert ends(text) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "September 2008", "5 - Sept 2008", "the lead to confirm", "x" * LONGEST + " to Sept 2008"]
)
def test_no_range(text):
    assert ends(text) is None


def test_end_before_its_beginning_is_told_and_not_turned_round():
    with pytest.raises(Impossible, match="end on 30 June 2008, before it begins on 1 September 2008"):
        ends("Sept 2008 to June 2008")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("1 Sept 2008 to 5 Oct 2008", False),
        ("1 Sept 2008 or 5 Oct 2008", True),
        ("Mon 2 Sept 2008 to 5 Oct 2008", True),
    ],
)
def test_alternatives_and_doubtful_ends_are_asked(text, asked):
    assert bool(range_in(plain(text), NEAR).reading.question) == asked


def test_end_without_its_year_follows_its_beginning():
    found = range_in("1 sept 2009 - october", NEAR)
    assert (found.reading.earliest, found.reading.latest) == (date(2009, 9, 1), date(2009, 10, 31))
    assert found.reading.question


def test_milestone_without_its_year_lies_before_the_last_one():
    for first, last in (("Oct", "March 2010"), ("Oct 2009", "Christmas 2009")):
        assert several_in([first, last], NEAR).earliest == date(2009, 10, 1)


def test_milestones_are_one_span_from_the_first_to_the_last_and_asked():
    reading = several_in(["Sept", " by Dec 08 ", "", "March 09"], NEAR)
    assert (reading.earliest, reading.latest) == (date(2008, 9, 1), date(2009, 3, 31))
    assert reading.question.startswith("The cell has 3 dates.")


@pytest.mark.parametrize(
    "parts",
    [
        ["Sept 08"],
        ["Sept 08", "when ready"],
        ["Sept 08", "March"],
        [f"{day} Sept 08" for day in range(1, 14)],
    ],
)
def test_what_are_no_milestones(parts):
    assert several_in(parts, NEAR) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("01/07/2008: start; 19/12/2008: complete", "1 July 2008 to 19 December 2008"),
        ("Complete: 31/03/2009; start: 01/09/2008", "1 September 2008 to 31 March 2009"),
        ("Begin Sept 2008, finish March 2009", "1 September 2008 to 31 March 2009"),
        ("From 1 July 2008; due 19 December 2008", "1 July 2008 to 19 December 2008"),
        ("commences 1 Oct 2008; deadline 28 Feb 2009", "1 October 2008 to 28 February 2009"),
    ],
)
def test_two_labelled_dates_are_proposed_as_start_and_due(text, words):
    reading = read_date(text, near=date(2008, 6, 3))
    assert (reading.in_words, reading.precision) == (words, "range")
    assert reading.question == f"This was read as a start and an end, {words}. Is that right?"


@pytest.mark.parametrize(
    ("text", "due", "other"),
    [
        ("Draft by 30/09/2008; final 31/03/2009", "31 March 2009", "30 September 2008"),
        ("Final report 31/03/2009, pilot 30/09/2008", "31 March 2009", "30 September 2008"),
        ("Interim review 1 Oct 2008 then sign-off on 1 Dec 2008", "1 December 2008", "1 October 2008"),
    ],
)
def test_of_two_milestones_the_last_is_proposed_and_the_first_is_noted(text, due, other):
    reading = read_date(text, near=date(2008, 6, 3))
    assert (reading.proposed.in_words, reading.note) == (due, f"The cell also has {other}.")
    assert "Is that right?" in reading.question


@pytest.mark.parametrize(
    "text",
    [
        "Start: 1 July 2008; begin 2 July 2008",
        "Start: 1 July 2009. End: 1 July 2008",
        "Start: soon; end: later",
    ],
)
def test_labels_that_make_no_span_are_no_start_and_end(text):
    assert "a start and an end" not in read_date(text, near=date(2008, 6, 3)).question


@pytest.mark.parametrize("value", ["20090212", 20090212])
def test_day_without_signs_between_is_proposed(value):
    reading = read_date(value)
    assert (reading.in_words, bool(reading.question)) == ("12 February 2009", True)
    assert read_date("20091332").problem
