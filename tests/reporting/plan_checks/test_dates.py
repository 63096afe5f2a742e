"""Dates that cannot be, and that are unlikely, at their edges. That each fault is found alone is in test_run."""

from dataclasses import replace
from datetime import date

import pytest

from jarplan.reporting.plan_checks.dates import (
    dates_that_cannot_be,
    earliest_start,
    immediate_but_late,
    is_immediate,
    is_unreal,
    unlikely,
    unlikely_dates,
    without_a_date,
)
from tests.reporting.contents import INSPECTION, make_action, make_content, make_recommendation

TODAY, REPORT = date(2008, 9, 1), date(2008, 6, 3)


def rules(found):
    return [one.rule for one in found]


def with_action(**changes):
    return replace(make_content(1), actions=(make_action("R1.1", **changes),))


@pytest.mark.parametrize(
    ("words", "unreal"),
    [
        ("31 June", True),
        ("June 31, 2008", True),
        ("13/13/2008", True),
        ("June", False),
        ("ongoing", False),
        ("", False),
    ],
)
def test_words_that_no_calendar_has(words, unreal):
    assert is_unreal(words) == unreal


def test_each_date_that_is_unreal_is_named():
    found = list(
        dates_that_cannot_be(
            with_action(start="31 June", due="31 June", original_due="31 June", start_latest=None), TODAY
        )
    )
    assert [one.sentence.split(" of ")[0] for one in found] == [
        "The start",
        "The due date",
        "The original due date",
    ]


@pytest.mark.parametrize(
    ("start", "latest", "due", "wrong"),
    [
        ("19 July 2008", date(2008, 7, 19), date(2008, 7, 18), True),
        ("18 July 2008", date(2008, 7, 18), date(2008, 7, 18), False),
        ("July 2008", date(2008, 7, 31), date(2008, 7, 1), False),  # its first day counts
        ("when ready", date(2008, 7, 31), date(2008, 7, 1), True),  # then the day that was kept
        ("", None, date(2008, 7, 1), False),
    ],
)
def test_due_before_it_starts(start, latest, due, wrong):
    content = with_action(start=start, start_latest=latest, due_latest=due)
    assert bool(rules(dates_that_cannot_be(content, TODAY))) == wrong


def test_earliest_start_of_a_month_is_its_first_day():
    assert earliest_start(make_action(start="July 2008", start_latest=date(2008, 7, 31))) == date(2008, 7, 1)


@pytest.mark.parametrize(("today", "impossible"), [(date(2008, 9, 1), False), (date(2008, 8, 31), True)])
def test_plan_of_today_is_not_from_the_future(today, impossible):
    assert ("impossible-date" in rules(dates_that_cannot_be(make_content(1), today))) == impossible


def test_report_of_today_is_not_from_the_future():
    for day, count in ((TODAY, 0), (date(2008, 9, 2), 1)):
        assert len(list(dates_that_cannot_be(with_action(reported_on=day), TODAY))) == count


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"due": ""}, "R1.1 has no due date. Add a due date."),
        ({"due": "ongoing"}, "The due date of R1.1, “ongoing” does not name a day. Add a due date."),
        ({"due": "31 June"}, None),  # told as impossible
        ({"due": "", "status": "withdrawn"}, None),
    ],
)
def test_action_without_a_day(changes, sentence):
    found = without_a_date(with_action(due_latest=None, **changes), TODAY)
    assert [one.sentence for one in found] == ([sentence] if sentence else [])


def test_timeframe_is_immediate_by_its_key_or_its_label():
    frames = (
        replace(INSPECTION.timeframes[0], slug="now", label="Immediate action"),
        INSPECTION.timeframes[1],
    )
    inspection = replace(INSPECTION, timeframes=frames)
    found = [
        is_immediate(make_recommendation(1, slug), inspection)
        for slug in ("now", "six-months", "immediate", "x")
    ]
    assert found == [True, False, True, False]


@pytest.mark.parametrize(
    ("changes", "late"),
    [
        ({"due_latest": date(2008, 12, 4)}, True),
        ({"due_latest": date(2008, 12, 3)}, False),
        ({"due_latest": None}, False),
        ({"due_latest": date(2009, 12, 4), "status": "superseded"}, False),
    ],
)
def test_immediate_action_is_late_after_six_months(changes, late):
    assert bool(list(immediate_but_late(with_action(**changes), TODAY))) == late


def test_recommendation_of_no_inspection_is_not_immediate():
    content = with_action(due_latest=date(2009, 12, 4))
    other = replace(content.recommendations[0], inspection="another")
    assert not list(immediate_but_late(replace(content, recommendations=(other,)), TODAY))
    assert not list(unlikely_dates(replace(content, recommendations=(other,), deadlines=()), TODAY))


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        (date(2007, 12, 31), "unlikely-year"),
        (date(2008, 6, 2), "before-report"),
        (REPORT, None),
        (date(2018, 12, 31), None),
        (date(2019, 1, 1), "unlikely-year"),
        (None, None),
    ],
)
def test_day_beside_that_of_the_report(day, rule):
    assert rules(unlikely("The start", day, REPORT, "R1.1", "action")) == ([rule] if rule else [])
    assert not list(unlikely("The start", day, None, "R1.1", "action"))


def test_timeframe_that_ends_long_after_is_unlikely_and_one_that_ends_before_is_impossible():
    def ends(day):
        frame = replace(INSPECTION.timeframes[1], ends_on=day)
        return replace(
            make_content(1), inspections=(replace(INSPECTION, timeframes=(INSPECTION.timeframes[0], frame)),)
        )

    for day, unlikely_rules, impossible in (
        (date(2080, 1, 1), ["unlikely-year"], []),
        (date(2008, 6, 2), [], ["impossible-date"]),
        (REPORT, [], []),
    ):
        assert rules(unlikely_dates(ends(day), TODAY)) == unlikely_rules
        assert rules(dates_that_cannot_be(ends(day), TODAY)) == impossible
