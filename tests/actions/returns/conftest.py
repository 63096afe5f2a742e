"""What the tests of returns share."""

import pytest

BACKEND = "jarplan.people.accounts.backends.PeopleBackend"


@pytest.fixture
def visit(client):
    """visit(person, "/import/return/", {...}) posts as that person; without data it looks at the page."""

    def go(person, address, data=None, follow=False):
        client.force_login(person, backend=BACKEND)
        return (
            client.get(address, follow=follow) if data is None else client.post(address, data, follow=follow)
        )

    return go


@pytest.fixture
def words():
    """words(page): the text of a page on one line."""
    return lambda page: " ".join(page.content.decode().split())
