"""What a written value counts as, which readings stand, and when a criterion is off course."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.rules.trajectory import (
    Measured,
    corrected_by,
    counting,
    first_off,
    is_off,
    number_of,
    off_from,
    trajectory_of,
)

JUNE, JULY = date(2008, 6, 1), date(2008, 7, 1)  # 30 days
MADE = datetime(2008, 6, 1, tzinfo=UTC)


def figure(day, number=None, *, met=None, made=0, update="a", **more):
    value = "" if number is None else str(number)
    return Measured(day, value, number_of(value), met, "", MADE + timedelta(days=made), update, **more)


def rising(target_on=JULY):
    return trajectory_of("60", "90", target_on, begins=JUNE)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("61", "61"),
        ("61.5 %", "61.5"),
        ("100%", "100"),
        ("£1,200", "1200"),
        (" 12 weeks", "12"),
        ("-3", "-3"),
        ("−3", "-3"),
        ("0.00004", "0"),
        ("0.00005", "0.0001"),
    ],
)
def test_one_number_counts(text, number):
    assert number_of(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "about 40",
        "61 of 350",
        "5-10",
        "2007/08",
        "1,2",
        "1 in 3",
        "<5",
        "£3k",
        "3 million",
        "all",
        "1" * 11,
        "٣",
    ],
)
def test_what_is_no_one_number_is_not_guessed(text):
    assert number_of(text) is None


def test_line_goes_straight_from_baseline_to_target_and_is_level_beyond():
    path = rising()
    days = [JUNE - timedelta(days=9), JUNE, JUNE + timedelta(days=15), JULY, JULY + timedelta(days=9)]
    assert [path.at(day) for day in days] == [60, 60, 75, 90, 90]


def test_path_that_ends_before_it_begins_asks_for_the_target_at_once():
    path = trajectory_of("60", "90", JUNE, begins=JULY)
    assert (path.at(JUNE), path.at(JUNE - timedelta(days=1))) == (90, 60)


@pytest.mark.parametrize(
    ("baseline", "target", "number", "off"),
    [("60", "90", 75, False), ("60", "90", 74, True), ("90", "60", 75, False), ("90", "60", 76, True)],
)
def test_reading_is_held_against_the_line_of_its_own_day(baseline, target, number, off):
    path = trajectory_of(baseline, target, JULY, begins=JUNE)
    middle = JUNE + timedelta(days=15)
    measured = [figure(middle, number)]
    assert is_off(path, measured, middle) == off
    assert not is_off(path, measured, middle - timedelta(days=1))
    assert off_from(path, measured) == (middle if off else JULY + timedelta(days=1))


def test_reading_that_was_on_the_line_stays_so_until_the_target_day():
    path, measured = rising(), [figure(JUNE, 60)]
    assert not is_off(path, measured, JULY)
    assert is_off(path, measured, JULY + timedelta(days=1))


def test_reached_target_is_never_off_whenever_it_was_reached():
    assert off_from(rising(), [figure(JULY + timedelta(days=40), 95)]) is None


def test_off_since_the_first_of_the_last_readings_that_are_behind():
    days = [JUNE + timedelta(days=n) for n in (5, 10, 15, 20)]
    measured = [figure(day, n) for day, n in zip(days, (60, 80, 60, 60), strict=True)]
    assert off_from(rising(), measured) == days[2]


def test_plain_statement_is_off_after_its_day_until_it_is_met():
    path = trajectory_of("", "All know", JULY, begins=JUNE)
    after = JULY + timedelta(days=1)
    assert off_from(path, []) == after
    assert off_from(path, [figure(JUNE, met=False)]) == after
    assert off_from(path, [figure(JUNE, met=True)]) is None
    assert off_from(path, [figure(JUNE, met=True), figure(JULY, met=False)]) == after


def test_due_day_is_the_target_day_where_there_is_none():
    assert off_from(trajectory_of("", "", None, begins=JUNE, due=JULY), []) == JULY + timedelta(days=1)
    assert off_from(trajectory_of("", "", JUNE, begins=JUNE, due=JULY), []) == JUNE + timedelta(days=1)


@pytest.mark.parametrize("path", [trajectory_of("60", "90", JULY), trajectory_of("60", "90", begins=JUNE)])
def test_without_agreement_or_without_a_day_nothing_is_off(path):
    assert off_from(path, [figure(JULY + timedelta(days=9), 10)]) is None


def test_withdrawn_and_corrected_readings_do_not_stand():
    first, second = figure(JUNE, 60, update="a"), figure(JUNE, 65, update="b", corrects=("a",))
    gone = figure(JULY, 70, update="c", is_withdrawn=True)
    assert counting([gone, second, first]) == [second]
    taken_back = figure(JUNE, 65, update="b", corrects=("a",), is_withdrawn=True)
    assert counting([taken_back, first]) == [first]


def test_correction_of_a_correction_replaces_both_though_one_between_read_nothing():
    corrections = {"c": "b", "b": "a", "a": None}
    assert corrected_by("c", corrections) == ("b", "a")
    first, last = (
        figure(JUNE, 60, update="a"),
        figure(JULY, 65, update="c", corrects=corrected_by("c", corrections)),
    )
    assert counting([first, last]) == [last]


def test_of_one_day_the_reading_that_was_reported_later_is_the_latest():
    late, early = figure(JUNE, 60, made=2, update="a"), figure(JUNE, 80, made=1, update="b")
    assert counting([late, early])[-1] == late


DAYS = st.dates(date(2008, 5, 1), date(2008, 9, 30))
NUMBERS = st.integers(0, 100)
PATHS = st.builds(
    trajectory_of,
    st.one_of(st.just(""), NUMBERS.map(str)),
    st.one_of(st.just(""), NUMBERS.map(str)),
    st.one_of(st.none(), DAYS),
    begins=st.one_of(st.none(), DAYS),
    due=st.one_of(st.none(), DAYS),
)
STANDS = st.lists(
    st.tuples(DAYS, st.one_of(st.none(), NUMBERS), st.one_of(st.none(), st.booleans())), max_size=6
).map(lambda rows: counting([figure(d, n, met=m, made=i, update=str(i)) for i, (d, n, m) in enumerate(rows)]))


@pytest.mark.slow
@given(st.lists(st.tuples(PATHS, STANDS), max_size=3), st.integers(0, 200))
def test_kept_day_says_what_is_off_on_every_day_from_the_last_reading_on(criteria, later):
    last = max((one.on for _path, measured in criteria for one in measured), default=date(2008, 5, 1))
    day = last + timedelta(days=later)
    first = first_off(criteria)
    assert any(is_off(path, measured, day) for path, measured in criteria) == (
        first is not None and first <= day
    )


@pytest.mark.slow
@given(PATHS, STANDS, DAYS)
def test_higher_and_lower_are_mirror_images(path, measured, day):
    def mirrored(text):
        return "" if text is None else str(100 - text)

    other = trajectory_of(mirrored(path.baseline), mirrored(path.target), path.ends, begins=path.begins)
    turned = [
        figure(one.on, None if one.number is None else 100 - one.number, met=one.met, update=one.update)
        for one in measured
    ]
    assert is_off(other, turned, day) == is_off(path, measured, day)
