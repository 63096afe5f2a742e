"""Named people of Leicester for this room's tests, made through the services: they have a history."""

from datetime import UTC, datetime

import pytest

from jarplan.people.persons import verbs
from jarplan.people.posts import verbs as posts_verbs

JUNE = datetime(2008, 6, 3, 9, tzinfo=UTC)


@pytest.fixture
def council(db):
    return posts_verbs.add_organisation(by=None, now=JUNE, name="Leicester City Council")


@pytest.fixture
def pct(db):
    return posts_verbs.add_organisation(by=None, now=JUNE, name="Leicester City PCT", is_sample=True)


@pytest.fixture
def make(council):
    """make("ben", "officer") adds a person with this user name and role, at the council unless said."""

    def make(username, *roles, **fields):
        fields = {"full_name": username.title(), "organisation": council} | fields
        return verbs.add_person(by=None, now=JUNE, username=username, roles=roles, **fields)

    return make


@pytest.fixture
def admin(make):
    return make("admin", "administrator", full_name="Ann Administrator")


@pytest.fixture
def olive(make):
    return make("olive", "officer", full_name="Olive Officer", email="olive@example.org")


@pytest.fixture
def head_of_service(council):
    return posts_verbs.add_post(by=None, now=JUNE, title="Head of Service", organisation=council)
