"""The clock stands still on a complete demonstration and nowhere else, and only a demonstration is ever emptied."""

from datetime import date

import pytest
from django.db import DatabaseError

from jarplan.reporting.demonstration import mark
from jarplan.reporting.demonstration.mark import DAY, ClockRefused, Found, set_clock

pytestmark = pytest.mark.django_db


@pytest.fixture
def database(monkeypatch):
    """database(found) makes every look at it find that."""

    def found(what):
        def look():
            if isinstance(what, Exception):
                raise what
            return what

        monkeypatch.setattr(mark, "look", look)

    return found


@pytest.mark.parametrize("what", [Found.EMPTY, Found.HALF_MADE, Found.SOMEBODYS])
def test_pinned_clock_is_refused_on_any_other_database(database, settings, what):
    database(what)
    settings.PLAN_TODAY = None
    set_clock()
    assert settings.PLAN_TODAY is None
    settings.PLAN_TODAY = DAY
    with pytest.raises(ClockRefused, match="manage.py demo did not make this database"):
        set_clock()


@pytest.mark.parametrize(("pinned", "then"), [(None, DAY), (date(2008, 8, 1), date(2008, 8, 1))])
def test_clock_of_a_demonstration_stands_at_its_day_or_the_one_that_is_named(
    database, settings, pinned, then
):
    database(Found.COMPLETE)
    settings.PLAN_TODAY = pinned
    set_clock()
    assert then == settings.PLAN_TODAY


def test_machine_without_a_database_is_left_alone(database, settings):
    database(DatabaseError("no such server"))
    settings.PLAN_TODAY = DAY
    assert set_clock() is None


@pytest.mark.parametrize("what", [Found.EMPTY, Found.SOMEBODYS])
def test_nothing_else_is_ever_emptied(database, monkeypatch, what):
    database(what)
    monkeypatch.setattr(mark, "EMPTY", {})
    with pytest.raises(ValueError, match="Only a demonstration"):
        mark.empty()
