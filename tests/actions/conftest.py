"""A plan that holds the facts of the source and no actions, and who imports into it; and people at pages."""

import pytest

from tests import kept
from tests.factories import UserFactory
from tests.plan import make_people


@pytest.fixture
def facts(db):
    kept.facts()


@pytest.fixture
def programme(facts):
    return UserFactory(username="pat.programme", roles=["programme"])


@pytest.fixture
def administrator(facts):
    return UserFactory(username="ada.administrator", roles=["administrator"])


@pytest.fixture
def cast(db):
    return make_people()


@pytest.fixture
def at(client, cast):
    """at("officer_a", action, "update", {...}) posts as that person; without data it looks at the page.
    "" is the page of the action itself."""

    def go(who, action, verb, data=None):
        client.force_login(getattr(cast, who), backend="jarplan.people.accounts.backends.PeopleBackend")
        address = f"/actions/{action.reference}/{verb}/" if verb else f"/actions/{action.reference}/"
        return client.get(address) if data is None else client.post(address, data)

    return go
