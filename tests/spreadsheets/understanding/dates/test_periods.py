"""One day or span in words: its edges, years that are missing, days of the week that do not fit, and what is none.
How whole cells are read is in test_reading.
"""

from datetime import date

import pytest

from jarplan.spreadsheets.understanding.dates.periods import period, plain
from jarplan.spreadsheets.understanding.dates.results import Impossible

NEAR = date(2008, 6, 3)


def span(text, near=NEAR):
    """The days of a text as 1.9-30.9.08, with “?” where it is asked and “~” where the year was only near."""
    found = period(plain(text), near)
    if found is None:
        return None
    first, last = (
        f"{day.day}.{day.month}.{day:%y}" if day else ""
        for day in (found.reading.earliest, found.reading.latest)
    )
    return f"{first}-{last}" + "?" * bool(found.reading.question) + "~" * found.yearless


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("end of September 2008", "30.9.08-30.9.08"),
        ("mid September 2008", "15.9.08-15.9.08?"),
        ("early September 2008", "1.9.08-10.9.08?"),
        ("late September 2008", "21.9.08-30.9.08?"),
        ("beginning of September 2008", "1.9.08-1.9.08?"),
        ("mid 2009", "30.6.09-30.6.09?"),
        ("late 2009", "1.10.09-31.12.09?"),
        ("end of Q2 2008/09", "1.7.08-30.9.08"),  # it is due within that span
        ("mid 2008/09", "1.4.08-31.3.09?"),  # no middle of a financial year
        ("end of 30 Sept 2008", "30.9.08-30.9.08"),
    ],
)
def test_edge_of_a_span(text, expected):
    assert span(text) == expected


@pytest.mark.parametrize(
    ("text", "near", "expected"),
    [
        ("3 June", NEAR, "3.6.08-3.6.08~"),  # the day itself is not over
        ("2 June", NEAR, "2.6.09-2.6.09~"),
        ("June", NEAR, "1.6.08-30.6.08~"),
        ("29 Feb", date(2009, 1, 1), "29.2.12-29.2.12~"),  # waits for a leap year
        ("Q1", NEAR, "1.4.08-30.6.08~"),
        ("Sept 30", NEAR, "30.9.08-30.9.08~"),  # 2030 is too far
        ("Sept 23", NEAR, "1.9.23-30.9.23"),  # 15 years are not
        ("Sept '30", NEAR, "1.9.30-30.9.30"),
        ("Sept 30", None, "1.9.30-30.9.30"),  # far from no day
        ("winter", date(2009, 1, 15), "1.12.08-28.2.09?~"),  # runs into the next year
        ("half term", NEAR, "27.10.08-2.11.08?~"),
    ],
)
def test_missing_year_is_that_of_the_first_such_day_to_come(text, near, expected):
    assert span(text, near) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4th quarter of 2008/09", "1.1.09-31.3.09"),
        ("08/09 Q4", "1.1.09-31.3.09"),
        ("Q4 2008", "1.1.09-31.3.09?"),
        ("last quarter 2008/10", None),
        ("08/09", "1.4.08-31.3.09?"),
        ("8/9", "8.9.08-8.9.08~"),
        ("08.09", "8.9.08-8.9.08~"),
        ("09/08", "9.8.08-9.8.08~"),
        ("9/13", "1.9.13-30.9.13?"),
        ("2008/7", None),
        ("2008-07", "1.7.08-31.7.08?"),
        ("2008-13", None),
        ("2008 - 2011", "1.1.08-31.12.11?"),
        ("academic year 2008/09", "1.9.08-31.8.09"),
        ("2008/09 year end", "1.4.08-31.3.09"),
        ("calendar year 2009", "1.1.09-31.12.09"),
        ("financial year 2009", "1.4.09-31.3.10?"),
        ("w/e Friday 12 Sept 2008", "6.9.08-12.9.08"),
        ("w/c 10 Sept 2008", "10.9.08-14.9.08"),
        ("w/c September 2008", None),
        ("spring term 2008/09", "1.1.09-31.3.09?"),
        ("Easter 2008", "-23.3.08?"),
        ("nonsense", None),
        ("", None),
    ],
)
def test_span(text, expected):
    assert span(text) == expected


@pytest.mark.parametrize(
    "text", ["31 Sept 2008", "30 Feb", "31/9", "32/1/2008", "1/1/1989", "9/0", "00/2008"]
)
def test_day_that_never_was_is_impossible_and_not_rolled_over(text):
    with pytest.raises(Impossible):
        span(text)


def test_day_of_the_week_that_does_not_fit_is_asked_unless_the_year_is_only_near():
    [right, wrong] = (period(plain(text), NEAR).reading for text in ("Tues 9 Sept 2008", "Mon 9 Sept 2008"))
    assert not right.question
    assert wrong.question == "9 September 2008 was a Tuesday, not a Monday. Is this the right date?"
    assert span("Mon 9 Sept") == "9.9.08-9.9.08~"


def test_order_that_is_doubted_is_asked_where_it_makes_another_day():
    doubted = period("3/6/2008", NEAR, order_doubted=True).reading
    assert doubted.other.latest == date(2008, 3, 6) and "and not 6 March 2008" in doubted.question
    for text in ("6/6/2008", "30/6/2008", "3 june 2008"):
        assert not period(text, NEAR, order_doubted=True).reading.question, text


def test_plain_words_have_no_ordinals_and_no_fine_marks():
    assert plain(" The  9th of September ’08. ") == "9 of september '08"
