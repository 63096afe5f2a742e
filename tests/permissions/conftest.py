"""The world of the permission table, and the browsers of its people."""

from copy import deepcopy

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.test import Client

from tests.permissions.rows import World
from tests.permissions.words import ACTORS


@pytest.fixture(scope="module")
def people(django_db_setup, django_db_blocker):
    """The world before anything is made in it, and the cookies of its people: made once, rolled back at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = World()
        yield world, {name: cookies_of(world.actors.get(name)) for name in ACTORS}
        transaction.set_rollback(True)


def cookies_of(person):
    """What the browser of somebody holds who is signed in, or has just come."""
    browser = Client()
    if person:
        browser.force_login(person, backend="jarplan.people.accounts.backends.PeopleBackend")
    return browser.cookies


@pytest.fixture
def world(people, db):
    return people[0].without_things()


@pytest.fixture
def clients(people, world):
    """{actor: a browser that is signed in as them and sends the token it was given}."""
    request = HttpRequest()
    token = get_token(request)
    found = {}
    for name, cookies in people[1].items():
        found[name] = Client(enforce_csrf_checks=True, raise_request_exception=False)
        found[name].cookies = deepcopy(cookies)
        found[name].cookies[settings.CSRF_COOKIE_NAME] = request.META["CSRF_COOKIE"]
        found[name].token = token
    return found
