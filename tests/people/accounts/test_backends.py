"""Who is signed in comes with roles and organisation in one query."""

import pytest
from django.contrib.auth.models import Group

from jarplan.people.accounts.backends import PeopleBackend
from jarplan.people.roles import Role
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_comes_with_roles_and_organisation_in_one_query(django_assert_num_queries):
    person = UserFactory(roles=[Role.OFFICER, Role.APPROVER])
    person.groups.add(Group.objects.create(name="no role of the plan"))
    with django_assert_num_queries(1):
        found = PeopleBackend().get_user(person.pk)
        assert found == person and found.organisation == person.organisation
        assert found.roles == {Role.OFFICER, Role.APPROVER} and not found.has_role(Role.CABINET)


def test_has_the_roles_of_now_once_read_again():
    person = UserFactory(roles=[Role.OFFICER])
    found = PeopleBackend().get_user(person.pk)
    person.groups.clear()
    found.refresh_from_db()
    assert found.roles == set()


def test_comes_without_roles_and_without_organisation():
    person = UserFactory(roles=[], organisation=None)
    found = PeopleBackend().get_user(person.pk)
    assert (found.roles, found.organisation) == (frozenset(), None)


def test_nobody_comes_once_deactivated_or_where_there_is_none():
    person = UserFactory(roles=[Role.OFFICER], is_active=False)
    assert PeopleBackend().get_user(person.pk) is None
    assert PeopleBackend().get_user(0) is None
