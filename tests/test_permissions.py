"""The permission matrix, made from the URLconf: every address x every kind of person x whose thing x GET and POST.

The table itself, and how to add to it, is in tests/permission_rows.py.
"""

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from jarplan.audit.models import AuditEvent
from tests.permission_rows import ROWS, THINGS, World
from tests.permission_words import ACTORS, NOT_HERE, SIGNED_IN

LOGIN = settings.LOGIN_URL


def names_of(patterns, prefix=""):
    """The names of all addresses, as reverse() takes them; the technical admin is one."""
    for pattern in patterns:
        if not isinstance(pattern, URLResolver):
            assert pattern.name, f"the address {prefix}{pattern.pattern} has no name"
            yield f"{prefix}{pattern.name}"
        elif pattern.namespace == "admin":
            yield "admin"
        else:
            yield from names_of(
                pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            )


def test_every_address_has_a_row_and_every_row_an_address():
    addresses, rows = list(names_of(get_resolver().url_patterns)), [row.name for row in ROWS]
    assert sorted(set(addresses) - set(rows)) == [], "addresses without a row in tests/permission_rows.py"
    assert sorted(set(rows) - set(addresses)) == [], "rows without an address"
    assert len(rows) == len(set(rows)), "an address has two rows"


@pytest.fixture
def world(db):
    return World()


@pytest.fixture
def clients(world):
    """{actor: a browser that is signed in as them and sends the token it was given}."""
    request = HttpRequest()
    token = get_token(request)
    found = {}
    for name in ACTORS:
        found[name] = Client(enforce_csrf_checks=True, raise_request_exception=False)
        found[name].cookies[settings.CSRF_COOKIE_NAME] = request.META["CSRF_COOKIE"]
        found[name].token = token
        if name != "nobody":
            found[name].force_login(world.actors[name], backend="django.contrib.auth.backends.ModelBackend")
    return found


def address_of(row, world, actor, whose):
    name = "admin:index" if row.name == "admin" else row.name
    if row.thing is None:
        return reverse(name)
    if whose == "missing":
        return reverse(name, kwargs=THINGS[row.thing][1])
    return reverse(name, kwargs=world.arguments(row.thing, world.organisation_of(actor, whose)))


def expected(row, method, actor, whose):
    """The status codes that the table allows for this attempt."""
    allowed = row.get if method == "GET" else row.post
    answers = {200} if method == "GET" else {200, 302}
    if actor == "nobody" and not row.public:
        return {302}
    if allowed is NOT_HERE:
        return {405, 404} if whose == "missing" else {405, row.others}
    if whose == "missing":
        return {row.missing}
    if (row.public and actor == "nobody") or (actor, whose) in allowed:
        return answers
    if (actor, whose) in row.seen:
        return {403}
    return {row.others}


def knock(client, method, path, row, world, organisation):
    """The answer to one attempt, what it wrote, and what refusals it left; all of it undone afterwards."""
    with transaction.atomic():
        known = AuditEvent.objects.count()
        refused = AuditEvent.objects.filter(kind="refused").count()
        if method == "GET":
            answer = client.get(path)
        else:
            data = row.data(world, organisation) if callable(row.data) else row.data
            answer = client.post(path, {**data, "csrfmiddlewaretoken": client.token})
        answer.refusals = AuditEvent.objects.filter(kind="refused").count() - refused
        answer.written = AuditEvent.objects.count() - known - answer.refusals
        transaction.set_rollback(True)
    return answer


def wrongs(row, method, world, clients):
    """A sentence for every attempt that was not answered as the table says."""
    for actor in ACTORS:
        for whose in ["mine", "another", "missing"] if row.thing else ["mine"]:
            path = address_of(row, world, actor, whose)
            organisation = world.organisation_of(actor, whose)
            answer = knock(clients[actor], method, path, row, world, organisation)
            allowed = expected(row, method, actor, whose)
            said = f"{actor:14} {whose:8} {method:4} {path}: {answer.status_code}"
            if answer.status_code not in allowed:
                yield f"{said}, not {' or '.join(map(str, sorted(allowed)))}"
            elif (
                actor == "nobody"
                and not row.public
                and LOGIN not in answer.url
                and "/login/" not in answer.url
            ):
                yield f"{said} to {answer.url}, not to sign in"
            elif answer.status_code >= 400 and answer.written:
                yield f"{said}, and yet something was written"
            elif answer.status_code == 403 and method == "POST" and answer.refusals != 1:
                yield f"{said}, recorded {answer.refusals} times"


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_address_answers_everybody_as_the_table_says(row, method, world, clients):
    found = list(wrongs(row, method, world, clients))
    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("row", [row for row in ROWS if row.post], ids=lambda row: row.name)
def test_no_address_takes_a_post_without_a_token(row, world, clients):
    for actor in sorted({actor for actor, whose in row.post} & SIGNED_IN):
        path = address_of(row, world, actor, "mine")
        before = AuditEvent.objects.count()
        assert clients[actor].post(path, row.data if isinstance(row.data, dict) else {}).status_code == 403
        assert AuditEvent.objects.count() == before
