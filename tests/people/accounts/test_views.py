"""One's own password, and the one-use link."""

from datetime import timedelta

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import DatabaseError, connection
from django.test import Client

from jarplan.audit.models import AuditEvent
from jarplan.people.accounts import verbs as accounts_verbs
from jarplan.people.models import User
from jarplan.people.persons import verbs as persons_verbs
from tests.people.conftest import JUNE

LOGIN, CHANGE = "/accounts/login/", "/accounts/password/"
OLD, NEW = "the-old-phrase-1", "a-brand-new-phrase-2"


@pytest.fixture
def olive(make):
    return make("olive", "officer", full_name="Olive Officer", password=OLD)


def sign_in(client, password=OLD, **data):
    return client.post(LOGIN, {"username": "olive", "password": password, **data})


def signed_in(client):
    return client.get(CHANGE).status_code == 200


def test_a_deactivated_person_is_signed_out_at_once_and_cannot_sign_in(client, admin, olive):
    sign_in(client)
    assert signed_in(client)
    persons_verbs.deactivate_person(by=admin, now=JUNE, person=User.objects.get(pk=olive.pk), version=1)
    assert not signed_in(client)
    assert sign_in(client).status_code == 200 and not signed_in(client)


def test_a_changed_password_is_an_event_and_ends_sessions_elsewhere(client, olive):
    elsewhere = Client()
    sign_in(client), sign_in(elsewhere)
    data = {"old_password": OLD, "new_password1": NEW, "new_password2": NEW}
    assert client.post(CHANGE, data | {"old_password": "wrong"}).status_code == 200
    assert client.post(CHANGE, data, follow=True).status_code == 200
    assert signed_in(client) and not signed_in(elsewhere)
    event = AuditEvent.objects.last()
    assert (event.kind, event.reference, event.actor) == ("password changed", "olive", olive.uuid)


@pytest.fixture
def link(admin, olive):
    return persons_verbs.issue_password_link(by=admin, now=JUNE, person=olive)


def works(client, link):
    return client.get(link, follow=True).context["validlink"]


def use(client, link, password=NEW):
    page = client.get(link, follow=True).request["PATH_INFO"]
    return client.post(page, {"new_password1": password, "new_password2": password})


def test_a_link_sets_a_password_once_and_is_an_event(client, olive, link):
    assert use(client, link, "short").status_code == 200
    assert use(client, link).url == LOGIN
    assert not signed_in(client), "the link signs nobody in"
    assert not works(client, link)
    event = AuditEvent.objects.last()
    assert (event.kind, event.actor) == ("password set by link", olive.uuid)
    assert sign_in(client, NEW).status_code == 302


def test_a_link_opened_in_two_windows_works_in_one(client, olive, link):
    other = Client()
    pages = [browser.get(link, follow=True).request["PATH_INFO"] for browser in (client, other)]
    data = {"new_password1": NEW, "new_password2": NEW}
    assert client.post(pages[0], data).status_code == 302
    answer = other.post(pages[1], {"new_password1": "third-phrase-3", "new_password2": "third-phrase-3"})
    assert "no longer works" in answer.content.decode()
    assert User.objects.get(pk=olive.pk).check_password(NEW)


def test_the_old_password_works_until_the_link_is_used(client, link):
    assert sign_in(client).status_code == 302


@pytest.mark.parametrize("what", ["signed in", "changed", "later link", "password", "deactivated"])
def test_what_ends_a_link(client, admin, olive, link, what):
    fresh = User.objects.get(pk=olive.pk)
    if what == "signed in":
        sign_in(Client())
    elif what == "later link":
        persons_verbs.issue_password_link(by=admin, now=JUNE, person=fresh)
    elif what == "password":
        accounts_verbs.change_password(by=fresh, now=JUNE, person=fresh, password=NEW)
    elif what == "deactivated":
        persons_verbs.deactivate_person(by=admin, now=JUNE, person=fresh, version=fresh.version)
    else:
        persons_verbs.change_person(
            by=admin,
            now=JUNE,
            person=fresh,
            version=fresh.version,
            full_name="Olive Ormerod",
            email="",
            organisation=fresh.organisation,
            roles=["officer"],
        )
    assert not works(client, link)


def test_a_link_lives_three_days(client, olive, link, monkeypatch):
    now = PasswordResetTokenGenerator._now
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: now(self) + timedelta(hours=71))
    assert works(client, link)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: now(self) + timedelta(hours=73))
    assert not works(client, link)


def test_healthz_asks_the_database_and_says_nothing_else(client, db, monkeypatch):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content, answer.headers["Content-Type"]) == (
        200,
        b"ok\n",
        "text/plain",
    )
    assert "Set-Cookie" not in answer.headers

    def broken():
        raise DatabaseError("secret detail")

    with monkeypatch.context() as broken_database:
        broken_database.setattr(connection, "cursor", broken)
        answer = client.get("/healthz")
    assert answer.status_code == 503 and b"secret" not in answer.content


def test_a_password_is_not_like_ones_own_name(client, olive):
    sign_in(client)
    data = {"old_password": OLD, "new_password1": "olive-officer-1", "new_password2": "olive-officer-1"}
    assert "not similar to your name" in client.post(CHANGE, data).content.decode()
