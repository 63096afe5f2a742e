"""The whole demonstration, for tests that look at a plan with something in it; and signed-in visitors."""

from datetime import date

import pytest
from django.db import transaction
from django.test import Client, override_settings

from tests import kept, plan

BACKEND = "jarplan.people.accounts.backends.PeopleBackend"


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration, made once for a module and rolled back at its end; the folder of its files."""
    files = tmp_path_factory.mktemp("demonstration")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(MEDIA_ROOT=files):
            kept.demonstration()
        yield files
        transaction.set_rollback(True)


@pytest.fixture
def people(db):
    return plan.make_people()


@pytest.fixture
def first_september(settings):
    settings.PLAN_TODAY = date(2008, 9, 1)


@pytest.fixture
def visit(first_september):
    """visit(person, path) answers with the page's response."""

    def visit(person, path, status=200):
        client = Client()
        client.force_login(person, BACKEND)
        response = client.get(path)
        assert response.status_code == status, (path, response.status_code)
        return response

    return visit
