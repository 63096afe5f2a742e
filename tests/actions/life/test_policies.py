"""What may take an action's place, and who is reminded of what."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from actions.life.policies import check_bulk, check_may_take_the_place, check_remind
from actions.rules.lifecycle import OUT, Awaiting, Status
from jarplan.audit.errors import NotNow, Refused
from jarplan.people.roles import Role
from tests.people_of import Person

DAY = date(2008, 9, 1)


def action(pk=1, status=Status.AGREED, **about):
    stands = {
        "reference": f"R4.{pk}",
        "awaiting": "",
        "reminded_at": None,
        "get_status_display": lambda: Status(status).label,
    }
    return SimpleNamespace(pk=pk, status=status, **{**stands, **about})


@pytest.mark.parametrize("status", list(Status))
def test_place_is_taken_by_another_action_of_the_plan(status):
    if status in OUT:
        with pytest.raises(
            NotNow, match=f"R4.2 is {Status(status).label.lower()}, so it cannot take the place of R4.1"
        ):
            check_may_take_the_place(action(2, status), action(1))
    else:
        assert check_may_take_the_place(action(2, status), action(1)) is None
    with pytest.raises(NotNow, match="cannot take its own place"):
        check_may_take_the_place(action(1), action(1))


@pytest.mark.parametrize("role", list(Role))
def test_several_at_once_are_the_programme_offices(role):
    if role == Role.PROGRAMME:
        assert check_bulk(Person(role)) == role
    else:
        with pytest.raises(Refused):
            check_bulk(Person(role))


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (action(), ""),
        (action(status=Status.DELIVERED, awaiting=Awaiting.ORGANISATION), ""),
        (action(status=Status.DELIVERED, awaiting=Awaiting.BOARD), "nobody to remind"),
        (action(status=Status.PAUSED), "is paused"),
        # 00:30 in Leicester on that day, and half an hour before midnight.
        (action(reminded_at=datetime(2008, 8, 31, 23, 30, tzinfo=UTC)), "already been sent today"),
        (action(reminded_at=datetime(2008, 8, 31, 22, 30, tzinfo=UTC)), ""),
    ],
)
def test_who_is_reminded_once_a_day(one, words):
    if words:
        with pytest.raises(NotNow, match=words):
            check_remind(Person(Role.PROGRAMME), one, DAY)
    else:
        assert check_remind(Person(Role.PROGRAMME), one, DAY) == Role.PROGRAMME
