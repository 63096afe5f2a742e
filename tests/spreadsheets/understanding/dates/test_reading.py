"""Date cells: every row of the sample with dates as words, every form that people type, and days drawn by
hypothesis that come back whichever way they were written.
"""

import json
from datetime import date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from actions.rules.lifecycle import Precision
from jarplan.spreadsheets.understanding.dates import results
from jarplan.spreadsheets.understanding.dates.calendar_words import easter
from jarplan.spreadsheets.understanding.dates.reading import EPOCH_1900, EPOCH_1904, from_serial, read_date
from tests import DATA
from tests.drawing import examples

C1 = DATA / "c1_text_dates_colours.xlsx.expected.json"
ROWS = json.loads(C1.read_text())["rows"]
PUBLISHED = date(2008, 6, 3)
# The words of the expected files, as the samples' README maps them; a month's end is a month.
PRECISION = {
    "week": "range",
    "season": "range",
    "approximate": "range",
    "financial quarter": "quarter",
    "school term": "term",
    "academic year": "year",
    "financial year": "year",
    "relative": "day",
    "recurring": "ongoing",
    "none": "unknown",
    "invalid": "unknown",
    "month end": "month",
}
ASKED = {"approximate", "number", "relative", "year missing", "immediate"}
TYPED = {33: datetime(2008, 9, 30), 34: 39721}


def read(value, **options):
    return read_date(value, near=PUBLISHED, published=PUBLISHED, **options)


def days(reading):
    return tuple(day and day.isoformat() for day in (reading.earliest, reading.latest))


def whole(text):
    """The reading as one line: earliest/latest precision."""
    reading = read(text)
    return " ".join([*(day or "-" for day in days(reading)), reading.precision])


@pytest.mark.parametrize("row", ROWS, ids=[str(row["date_raw"]) for row in ROWS])
def test_row_of_the_sample(row):
    reading = read(TYPED.get(row["row"], row["date_raw"]), raw=row["date_raw"])
    assert days(reading) == (row["start"], row["due"])
    assert reading.precision == PRECISION.get(row["precision"], row["precision"])
    assert bool(reading.question) == (row["date_flag"] in ASKED)
    assert bool(reading.problem) == (row["date_flag"] == "not a real date")
    assert reading.raw == (row["date_raw"] or "")


def test_precisions_are_those_of_an_action():
    ours = {results.DAY, results.RANGE, results.MONTH, results.TERM, results.QUARTER, results.YEAR}
    assert ours | {results.ONGOING, results.UNKNOWN} == set(Precision.values)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30.9.2008", "2008-09-30 2008-09-30 day"),
        ("30-Sep-08", "2008-09-30 2008-09-30 day"),
        ("Tues 9 Sept 2008", "2008-09-09 2008-09-09 day"),
        ("31stDecember 2008", "2008-12-31 2008-12-31 day"),
        ("31st of December, 2008", "2008-12-31 2008-12-31 day"),
        ("September 30th, 2008", "2008-09-30 2008-09-30 day"),
        ("by 31 March 2009 at the latest", "2009-03-31 2009-03-31 day"),
        ("30/09/2008 12:00", "2008-09-30 2008-09-30 day"),
        ("December ’08", "2008-12-01 2008-12-31 month"),
        ("By end of March 2009", "2009-03-31 2009-03-31 month"),
        ("09/2008", "2008-09-01 2008-09-30 month"),
        ("Jan 08 - June 08", "2008-01-01 2008-06-30 range"),
        ("Sept–Dec 2008", "2008-09-01 2008-12-31 range"),
        ("Sept - Jan 09", "2008-09-01 2009-01-31 range"),
        ("Sept/Oct 2008", "2008-09-01 2008-10-31 range"),
        ("1-5 Sept 2008", "2008-09-01 2008-09-05 range"),
        ("1st to 5th September 2008", "2008-09-01 2008-09-05 range"),
        ("30/09/08-31/12/08", "2008-09-30 2008-12-31 range"),
        ("w/e 12/09/08", "2008-09-06 2008-09-12 range"),
        ("Q4 08/09", "2009-01-01 2009-03-31 quarter"),
        ("Third quarter 2008/09", "2008-10-01 2008-12-31 quarter"),
        ("FY 2008/09", "2008-04-01 2009-03-31 year"),
        ("end of 2008", "2008-12-31 2008-12-31 year"),
        ("March 2008 & ongoing", "2008-03-01 - ongoing"),
        ("Ongoing from Sept 2008", "2008-09-01 - ongoing"),
        ("Sept 2008 and termly thereafter", "2008-09-01 - ongoing"),
        ("Ongoing - review March 2009", "- - ongoing"),
        ("monthly", "- - ongoing"),
        ("Termly", "- - ongoing"),
        ("Reviewed annually", "- - ongoing"),
        ("Every half term", "- - ongoing"),
        ("Every September", "- - ongoing"),
        ("1 Sept 2008 to ongoing", "2008-09-01 - ongoing"),
        ("Septmeber 08", "2008-09-01 2008-09-30 month"),
        ("wk ending 12 Sept 08", "2008-09-06 2008-09-12 range"),
        ("2008/09 Q2", "2008-07-01 2008-09-30 quarter"),
        ("Quarter 2 (2008/09)", "2008-07-01 2008-09-30 quarter"),
        ("Starts Sept 2008, ends July 2009", "2008-09-01 2009-07-31 range"),
        ("Start: 1 July 2008. End: 31 October 2008", "2008-07-01 2008-10-31 range"),
        ("01/09/08 to 31/03/09 (reviewed termly)", "2008-09-01 2009-03-31 range"),
        ("2 Oct 2008 10am", "2008-10-02 2008-10-02 day"),
        ("by Sept 2008 or sooner", "2008-09-01 2008-09-30 month"),
        ("TBA", "- - unknown"),
        ("n/a", "- - unknown"),
        ("to be agreed", "- - unknown"),
        ("-", "- - unknown"),
        ("Completed", "- - unknown"),
    ],
)
def test_form_that_needs_no_question(text, expected):
    assert whole(text) == expected
    assert not read(text).question


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09/30/2008", "2008-09-30 2008-09-30 day"),  # the month can only be first
        ("Mon 9 Sept 2008", "2008-09-09 2008-09-09 day"),  # it was a Tuesday
        ("Summer term 2008/09", "2009-04-01 2009-07-31 term"),
        ("Autumn term 2008/09", "2008-09-01 2008-12-19 term"),
        ("October half term 2008", "2008-10-27 2008-11-02 range"),
        ("by end 2005/06", "2005-04-01 2006-03-31 year"),
        ("2008-09", "2008-04-01 2009-03-31 year"),
        ("08/09", "2008-04-01 2009-03-31 year"),
        ("Q2 2008", "2008-07-01 2008-09-30 quarter"),
        ("2008", "2008-01-01 2008-12-31 year"),
        ("2008/9", "2008-04-01 2009-03-31 year"),
        ("3-6 months", "- 2008-12-03 day"),
        ("July 2008 - complete", "2008-07-01 2008-07-31 month"),
        ("Q2 (July - Sept 2008)", "2008-07-01 2008-09-30 range"),
        ("early 2009", "2009-01-01 2009-03-31 range"),
        ("late September 2008", "2008-09-21 2008-09-30 range"),
        ("Easter 2009", "- 2009-04-12 range"),
        ("Winter 2008", "2008-12-01 2009-02-28 range"),
        ("within 3 months", "- 2008-09-03 day"),
        ("within 6 weeks of publication", "- 2008-07-15 day"),
        ("before 1 Sept 2008", "- 2008-08-31 range"),
        ("Ongoing until March 2009", "- 2009-03-31 range"),
        ("From September 2008", "2008-09-01 - ongoing"),
        ("Sept 2008 (tbc)", "2008-09-01 2008-09-30 month"),
        ("Completed July 2008", "2008-07-01 2008-07-31 month"),
        ("30/09/08 and 31/12/08", "2008-09-30 2008-12-31 range"),
        ("Sept 08; Dec 08; March 09", "2008-09-01 2009-03-31 range"),
        ("30/09/08\n31/12/08\n31/03/09", "2008-09-30 2009-03-31 range"),
    ],
)
def test_open_form_is_proposed_and_asked(text, expected):
    assert whole(text) == expected
    assert read(text).question.endswith("?")


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("September", ("2008-09-01", "2008-09-30")),
        ("w/c 8 Sept", ("2008-09-08", "2008-09-14")),
        ("30/9", ("2008-09-30", "2008-09-30")),
        ("End of March", ("2009-03-31", "2009-03-31")),
        ("end of summer term", ("2008-04-01", "2008-07-31")),
        ("Autumn half-term", ("2008-10-27", "2008-11-02")),
        ("Q2", ("2008-07-01", "2008-09-30")),
        ("by Christmas", (None, "2008-12-25")),
        ("June - Sept", ("2008-06-01", "2008-09-30")),
        ("Immediate", ("2008-06-03", "2008-06-03")),
        ("14 July Cabinet", ("2008-07-14", "2008-07-14")),
        ("First report to the Board in Sept 2008, then to Cabinet", ("2008-09-01", "2008-09-30")),
    ],
)
def test_half_said_date_is_only_proposed(text, proposed):
    reading = read(text)
    assert days(reading) == (None, None) and reading.precision == "unknown"
    assert reading.question and days(reading.proposed) == proposed
    assert reading.proposed.raw == text and not reading.proposed.question


@pytest.mark.parametrize("text", ["September", "30/9", "Q2", "by Christmas"])
def test_missing_year_without_a_day_near_is_asked_and_not_proposed(text):
    reading = read_date(text)
    assert reading.question and reading.proposal is None and reading.latest is None


@pytest.mark.parametrize("text", ["within 3 months", "Six months from publication"])
def test_relative_date_without_publication_is_asked(text):
    reading = read_date(text, near=PUBLISHED)
    assert reading.question and reading.latest is None


@pytest.mark.parametrize("text", ["six weeks from appointment", "30 working days from receipt"])
def test_relative_to_something_unknown_is_asked(text):
    assert read(text).latest is None and read(text).question


@pytest.mark.parametrize(
    "text",
    ["31/09/2008", "29 Feb 2009", "31 June", "00/00/0000", "13/13/2008", "1/1/1850", "Sept 2009 - June 2009"],
)
def test_impossible_date_is_a_problem(text):
    reading = read(text)
    assert reading.problem and reading.latest is None and reading.precision == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "hello",
        "Head of Service",
        "Term 1 2008/09",
        "Phase 1: Sept 08, Phase 2: Mar 09",
        "x" * 40_000,
        "9" * 200,
        "? x " * 60,
        "1-" * 140,
    ],
)
def test_no_date_is_asked(text):
    assert read(text).question and read(text).latest is None


@pytest.mark.parametrize("text", ["ditto", "As above", '"', "do."])
def test_ditto_takes_the_cell_above(text):
    above = read("Autumn term 2008")
    reading = read(text, previous=above)
    assert days(reading) == days(above) and reading.raw == text and reading.note
    assert read(text).question


def test_revised_date_keeps_the_earlier_one_in_words():
    assert "July 2008" in read("Sept 2008 (revised from July 2008)").note
    assert whole("July 2008, now Sept 2008") == "2008-09-01 2008-09-30 month"


def test_serials_of_both_systems():
    assert from_serial(39721, EPOCH_1900) == date(2008, 9, 30) == from_serial(38259, EPOCH_1904)
    assert from_serial(59, EPOCH_1900) == date(1900, 2, 28)
    assert from_serial(61, EPOCH_1900) == date(1900, 3, 1)
    assert from_serial(1, datetime(1899, 12, 30)) == date(1900, 1, 1)
    with pytest.raises(results.Impossible):
        from_serial(60, EPOCH_1900)


@pytest.mark.parametrize("value", [39721, 39721.5, "39721"])
def test_number_is_asked_before_it_is_a_date(value):
    assert days(read(value)) == ("2008-09-30", "2008-09-30") and read(value).question


@pytest.mark.parametrize("value", [7, -3, 1e300, float("nan"), float("inf"), 10**30])
def test_number_that_is_no_date_is_a_problem(value):
    assert read(value).problem and read(value).latest is None


def test_doubted_order_is_asked():
    for value in ("3/6/08", date(2008, 6, 3)):
        assert not read(value).question
        assert read(value, order_doubted=True).question
    assert not read("30/6/08", order_doubted=True).question


def test_easter():
    assert [easter(year) for year in (2008, 2009, 2038)] == [
        date(2008, 3, 23),
        date(2009, 4, 12),
        date(2038, 4, 25),
    ]


DAYS = st.dates(date(2000, 1, 1), date(2049, 12, 31))
WRITTEN = {
    "30/09/08": lambda day: f"{day:%d/%m/%y}",
    "3/6/2008": lambda day: f"{day.day}/{day.month}/{day.year}",
    "30.9.08": lambda day: f"{day.day}.{day.month}.{day:%y}",
    "30-09-2008": lambda day: f"{day:%d-%m-%Y}",
    "30-Sep-08": lambda day: f"{day:%d-%b-%y}",
    "2008-09-30": lambda day: day.isoformat(),
    "2008-09-30 00:00:00": lambda day: f"{day.isoformat()} 00:00:00",
    "9th September 2008": lambda day: f"{day.day}{ordinal(day.day)} {day:%B %Y}",
    "Tuesday 9th Sep 2008": lambda day: f"{day:%A} {day.day}{ordinal(day.day)} {day:%b %Y}",
    "Tue. 9 september '08": lambda day: f"{day:%a}. {day.day} {day:%B}".lower() + f" '{day:%y}",
    "by 9 September, 2008": lambda day: f"By the {day.day} {day:%B}, {day.year}",
    "September 9, 2008": lambda day: f"{day:%B} {day.day}, {day.year}",
    "date": lambda day: day,
    "datetime": lambda day: datetime(day.year, day.month, day.day),
}


def ordinal(number):
    return "th" if 10 < number < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


@examples(60)
@given(day=DAYS, form=st.sampled_from(sorted(WRITTEN)))
@example(day=date(2008, 2, 29), form="30/09/08")
def test_day_reads_back_however_it_was_written(day, form):
    reading = read_date(WRITTEN[form](day))
    assert (reading.earliest, reading.latest, reading.precision) == (day, day, "day")
    assert not reading.question and not reading.problem


@examples(40)
@given(day=DAYS, form=st.sampled_from(["%B %Y", "%b %y", "%b-%y", "%m/%Y", "%B '%y", "by %B %Y", "%b. %Y"]))
def test_month_reads_back_to_its_last_day(day, form):
    reading = read_date(day.strftime(form))
    first = day.replace(day=1)
    assert reading.earliest == first and reading.precision == "month"
    assert reading.latest.month == day.month and (reading.latest + timedelta(days=1)).day == 1


@examples(40)
@given(
    a=DAYS,
    b=DAYS,
    form=st.sampled_from(["%d/%m/%Y", "%d %b %y", "%d %B %Y"]),
    sep=st.sampled_from([" - ", " to ", "–"]),
)
def test_range_reads_back(a, b, form, sep):
    first, last = sorted((a, b))
    reading = read_date(f"{first.strftime(form)}{sep}{last.strftime(form)}")
    assert (reading.earliest, reading.latest, reading.precision) == (first, last, "range")


@examples(40)
@given(day=DAYS)
def test_serial_reads_back_in_both_systems(day):
    for epoch in (EPOCH_1900, EPOCH_1904):
        assert read_date((day - epoch).days, epoch=epoch).latest == day


@examples(150)
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(
                [
                    "31",
                    "30",
                    "2008",
                    "08",
                    "2008/09",
                    "q2",
                    "Q3",
                    "sept",
                    "Feb",
                    "-",
                    "/",
                    "&",
                    "to",
                    "end",
                    "of",
                    "mid",
                    "early",
                    "by",
                    "w/c",
                    "from",
                    "then",
                    "termly",
                    "term",
                    "half",
                    "summer",
                    "autumn",
                    "christmas",
                    "ongoing",
                    "tbc",
                    "(revised",
                    "within",
                    "3",
                    "months",
                    "publication",
                    ",",
                    ";",
                    "29",
                ]
            ),
            max_size=7,
        ).map(" ".join),
    )
)
def test_any_text_is_answered(text):
    reading = read(text)
    assert reading.raw == text
    assert not (reading.earliest and reading.latest) or reading.earliest <= reading.latest
    assert reading.precision != "unknown" or (reading.earliest is None and reading.latest is None)
    assert reading.question or reading.problem or reading.note or reading.precision != "unknown"
