"""A form that was sent after the session had ended comes back to the same person, and to nobody else."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from jarplan.people.models import Organisation, Session, SignInAttempt
from jarplan.people.signin import kept

LOGIN, KEPT, ADD = "/accounts/login/", "/accounts/kept/", "/people/organisations/add/"
PASSWORD = "the-right-phrase-1"
TYPED = {"name": "Leicester Youth Council", "short_name": "LYC", "kind": "board"}


@pytest.fixture
def people(make):
    return make("ann", "administrator", password=PASSWORD), make("bea", "administrator", password=PASSWORD)


def sign_in(client, name, **data):
    return client.post(LOGIN, {"username": name, "password": PASSWORD, **data})


@pytest.fixture
def client(people):
    """Ann's browser, in which her session has ended."""
    client = Client()
    sign_in(client, "ann")
    end()
    return client


def end():
    for session in Session.objects.all():
        Session.objects.filter(pk=session.pk).update(seen=session.seen - timedelta(minutes=31))


def test_what_was_typed_comes_back_after_signing_in_and_is_sent(client):
    answer = client.post(ADD, TYPED)
    assert answer.url.startswith(LOGIN) and not Organisation.objects.filter(name=TYPED["name"]).exists()
    assert "What you typed" in client.get(answer.url).content.decode()
    assert sign_in(client, "ann", next=ADD).url == KEPT
    page = client.get(KEPT)
    assert "<p>Leicester Youth Council</p>" in page.content.decode()
    assert Organisation.objects.filter(name=TYPED["name"]).count() == 0, "nothing is sent unasked"
    typed = dict(page.context["kept"]["typed"])
    answer = client.post(KEPT, typed)
    assert (answer.status_code, answer.url) == (307, ADD), "the browser sends it once more, to its own page"
    assert client.post(answer.url, typed).status_code == 302
    assert Organisation.objects.filter(name=TYPED["name"]).count() == 1
    assert client.get(KEPT).url == "/", "it is kept no longer"


def test_nobody_else_gets_it(client):
    client.post(ADD, TYPED)
    assert sign_in(client, "bea").url == "/"
    assert client.get(KEPT).url == "/"
    client.post("/accounts/logout/")
    assert sign_in(client, "ann").url == "/", "it is gone"


def test_it_can_be_deleted(client):
    client.post(ADD, TYPED)
    sign_in(client, "ann")
    client.post(f"{KEPT}delete/")
    assert client.get(KEPT).url == "/"


@pytest.mark.parametrize("path", ["/accounts/password/", "/admin/people/user/add/"])
def test_passwords_are_not_kept(client, path):
    client.post(path, {"old_password": PASSWORD})
    assert sign_in(client, "ann").url == "/"


def test_who_was_never_signed_in_leaves_nothing(people):
    stranger = Client()
    stranger.post(ADD, TYPED)
    assert not Session.objects.exists()


def test_a_session_that_was_ended_by_hand_keeps_nothing(client):
    Session.objects.all().delete()
    client.post(ADD, TYPED)
    assert sign_in(client, "ann").url == "/"


def test_of_a_file_it_is_said_that_it_has_to_be_chosen_again(client):
    client.post(ADD, {**TYPED, "file": SimpleUploadedFile("plan.pdf", b"%PDF")})
    sign_in(client, "ann")
    assert "Choose it again" in client.get(KEPT).content.decode()


def test_more_than_anybody_types_is_not_kept(client, monkeypatch):
    monkeypatch.setattr(kept, "MOST", 10)
    client.post(ADD, TYPED)
    assert sign_in(client, "ann").url == "/"


def test_signing_in_at_once_is_no_attempt_too_many(client):
    client.post(ADD, TYPED)
    sign_in(client, "ann")
    assert SignInAttempt.objects.filter(outcome="signed in").count() == 2
