"""Who may count, adopt and meet deadlines, and add closures."""

import pytest

from jarplan.audit.errors import Refused
from jarplan.people.roles import Role
from recommendations.deadlines.policies import (
    check_adopt_date,
    check_count,
    check_count_again,
    check_day_off,
    check_days_off,
    check_record_met,
    check_record_receipt,
    may_add_days_off,
)
from recommendations.models import DayOff
from tests.people_of import Person

BY_PEOPLE = (check_adopt_date, check_count_again, check_record_met)
BY_THE_SYSTEM_TOO = (check_count, check_record_receipt)
HOLIDAY, CLOSURE = DayOff.Kind.BANK_HOLIDAY, DayOff.Kind.CLOSURE


def refused(check, *arguments):
    try:
        check(*arguments)
    except Refused:
        return True
    return False


@pytest.mark.parametrize("check", [*BY_PEOPLE, *BY_THE_SYSTEM_TOO])
def test_deadlines_are_the_programme_offices(check):
    assert check(Person(Role.PROGRAMME), None) == Role.PROGRAMME
    assert all(refused(check, Person(role), None) for role in Role if role != Role.PROGRAMME)


@pytest.mark.parametrize("check", BY_PEOPLE)
def test_date_that_stands_is_changed_by_a_person(check):
    assert refused(check, None, None)


@pytest.mark.parametrize("check", BY_THE_SYSTEM_TOO)
def test_first_count_may_be_the_systems(check):
    assert check(None, None) is None


@pytest.mark.parametrize(
    ("roles", "kind", "acts_as"),
    [
        ([Role.ADMINISTRATOR], HOLIDAY, Role.ADMINISTRATOR),
        ([Role.ADMINISTRATOR], CLOSURE, None),
        ([Role.PROGRAMME], HOLIDAY, Role.PROGRAMME),
        ([Role.PROGRAMME], CLOSURE, Role.PROGRAMME),
        ([Role.ADMINISTRATOR, Role.PROGRAMME], CLOSURE, Role.PROGRAMME),
        ([Role.OFFICER], HOLIDAY, None),
    ],
)
def test_bank_holiday_is_the_countrys_and_a_closure_the_councils_own(roles, kind, acts_as):
    if acts_as:
        assert check_day_off(Person(*roles), kind) == acts_as
    else:
        with pytest.raises(Refused, match="closed" if kind == CLOSURE else "bank holiday"):
            check_day_off(Person(*roles), kind)


def test_nobody_adds_a_day_off_without_signing_in():
    assert (
        refused(check_day_off, None, HOLIDAY) and refused(check_days_off, None) and not may_add_days_off(None)
    )


@pytest.mark.parametrize("role", list(Role))
def test_form_of_days_off_opens_for_who_may_add_one(role):
    may = role in (Role.PROGRAMME, Role.ADMINISTRATOR)
    assert may_add_days_off(Person(role)) == may != refused(check_days_off, Person(role))
