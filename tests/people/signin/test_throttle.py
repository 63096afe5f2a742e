"""How long somebody waits after wrong attempts."""

from datetime import UTC, datetime, timedelta

import pytest

from jarplan.people.signin.throttle import LONGEST, delay, limit_of, wait

NOW = datetime(2026, 6, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("failures", "minutes"), [(0, 0), (4, 0), (5, 1), (6, 2), (7, 4), (8, 8), (9, 15), (5000, 15)]
)
def test_the_delay_grows_and_ends_at_a_quarter_of_an_hour(failures, minutes):
    assert delay(failures, 5) == timedelta(minutes=minutes) <= LONGEST


def test_an_old_address_is_many_people_and_a_new_network_is_few():
    assert limit_of("192.0.2.1") > limit_of("2001:db8::/64")


def test_the_longest_of_the_waits_that_are_left_counts():
    minute = timedelta(minutes=1)
    assert wait([(0, None, 5)], NOW) == timedelta(0)
    assert wait([(5, NOW - 2 * minute, 5)], NOW) == timedelta(0), "it is over"
    assert wait([(6, NOW - minute, 5), (5, NOW, 5), (4, NOW, 30)], NOW) == minute
