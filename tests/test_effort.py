"""Too much work is found out, by comparison and not by a clock."""

from time import sleep

import pytest

from tests import effort
from tests.effort import check_effort, spent


def a_little():
    return sum(number % 7 for number in range(200_000))


def much():
    return [a_little() for _ in range(12)]


def test_what_is_as_much_work_as_may_be_is_done():
    assert check_effort(a_little, a_little, 6) == a_little()


@pytest.mark.slow
def test_what_is_more_work_is_found_out():
    with pytest.raises(AssertionError, match=r"\d+\.\d times the work of the reference, and 6 times may be"):
        check_effort(much, a_little, 6)


def test_one_moment_in_which_others_had_the_machine_decides_nothing(monkeypatch):
    measured = iter([9.0, 1.0, 1.5])
    monkeypatch.setattr(effort, "seconds_of_reference", lambda reference: 1.0)
    monkeypatch.setattr(effort, "spent", lambda work: (work(), next(measured)))
    assert check_effort(lambda: "done", a_little, 2) == "done"


@pytest.mark.slow
def test_waiting_is_no_work():
    _done, used = spent(lambda: sleep(0.5))
    assert used < 10 * spent(a_little)[1]
