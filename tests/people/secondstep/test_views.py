"""The second step of signing in: added, asked for, required by a role, and lost."""

import time
from datetime import timedelta
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.management import CommandError, call_command
from django.test import Client

from jarplan.audit.integrity.verification import problems
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.people.accounts import verbs as accounts_verbs
from jarplan.people.models import Session, SignInAttempt, User
from jarplan.people.persons import verbs as persons_verbs
from tests.people.conftest import JUNE

LOGIN, CODE, STEP, ADD = (
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/second-step/",
    "/accounts/second-step/add/",
)
CODES, REMOVE, PICTURE, PAGE = (
    f"{STEP}recovery-codes/",
    f"{STEP}remove/",
    f"{STEP}picture.svg",
    "/accounts/mail/",
)
PASSWORD, OTHER = "the-right-phrase-1", "another-phrase-5"


@pytest.fixture
def olive(make):
    return make("olive", "officer", full_name="Olive Officer", password=PASSWORD)


def sign_in(client=None, name="olive"):
    client = client or Client()
    return client, client.post(LOGIN, {"username": name, "password": PASSWORD})


def code_of(secret, ahead=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def add_to(client):
    """Adds an app in this browser; returns its secret and the recovery codes."""
    secret = client.get(ADD).context["secret"].replace(" ", "")
    answer = client.post(ADD, {"code": code_of(secret), "password": PASSWORD})
    return secret, answer.context["codes"]


@pytest.fixture
def app(olive):
    """Olive's secret and her recovery codes."""
    return add_to(sign_in()[0])


def is_in(client):
    return client.get(PAGE).status_code == 200


def kinds():
    return list(AuditEvent.objects.order_by("sequence").values_list("kind", flat=True))


def test_an_app_is_added_with_a_code_and_the_password_and_asked_for_from_then_on(olive):
    client, elsewhere = sign_in()[0], sign_in()[0]
    secret, codes = add_to(client)
    assert len(codes) == 10 and kinds()[-1] == "second step added"
    assert is_in(client) and not is_in(elsewhere), "who is in without it is not in any more"
    other, answer = sign_in()
    assert answer.url == CODE and not is_in(other)
    assert "The code is not right" in other.post(CODE, {"code": "000000"}).content.decode()
    assert other.post(CODE, {"code": code_of(secret, 1)}).url == "/my-work/" and is_in(other)
    outcomes = list(SignInAttempt.objects.order_by("pk").values_list("outcome", flat=True))
    assert outcomes[-3:] == ["password", "wrong code", "signed in"]
    assert list(problems()) == []


def test_neither_a_wrong_code_nor_a_wrong_password_adds_an_app(olive):
    client, _ = sign_in()
    secret = client.get(ADD).context["secret"].replace(" ", "")
    for data in ({"code": "000000", "password": PASSWORD}, {"code": code_of(secret), "password": "wrong"}):
        assert client.post(ADD, data).status_code == 200
    assert not Authenticator.objects.exists()


def test_a_code_works_once(app):
    secret, _ = app
    assert sign_in()[0].post(CODE, {"code": code_of(secret)}).status_code == 200, (
        "used when the app was added"
    )
    first, second = sign_in()[0], sign_in()[0]
    assert first.post(CODE, {"code": code_of(secret, 1)}).status_code == 302
    assert second.post(CODE, {"code": code_of(secret, 1)}).status_code == 200


def test_a_recovery_code_works_once_and_is_an_event(app):
    _, codes = app
    client, _ = sign_in()
    assert client.post(CODE, {"code": codes[3]}).status_code == 302 and is_in(client)
    assert kinds()[-1] == "recovery code used"
    assert sign_in()[0].post(CODE, {"code": codes[3]}).status_code == 200
    assert "9 recovery codes left" in client.get(STEP).content.decode()


def test_new_recovery_codes_end_those_of_before(app):
    secret, codes = app
    client, _ = sign_in()
    client.post(CODE, {"code": code_of(secret, 1)})
    assert client.post(CODES, {"password": "wrong"}).context.get("codes") is None
    new = client.post(CODES, {"password": PASSWORD}).context["codes"]
    assert set(new).isdisjoint(codes)
    assert sign_in()[0].post(CODE, {"code": codes[0]}).status_code == 200
    assert sign_in()[0].post(CODE, {"code": new[0]}).status_code == 302


def test_guessing_codes_is_slowed_as_guessing_passwords(app):
    client, _ = sign_in(Client(REMOTE_ADDR="203.0.113.9"))
    answers = [client.post(CODE, {"code": f"00000{n}"}).status_code for n in range(6)]
    assert answers == [200] * 5 + [429]


@pytest.mark.parametrize("what", ["deactivated", "new password", "nothing"])
def test_the_code_is_no_way_in_for_whom_the_password_no_longer_is(app, admin, what):
    secret, _ = app
    client, _ = sign_in()
    olive = User.objects.get(username="olive")
    if what == "deactivated":
        persons_verbs.deactivate_person(by=admin, now=JUNE, person=olive, version=olive.version)
    if what == "new password":
        accounts_verbs.change_password(by=olive, now=JUNE, person=olive, password=OTHER)
    answer = client.post(CODE, {"code": code_of(secret, 1)})
    assert is_in(client) == (what == "nothing") and answer.status_code == 302


def test_nobody_comes_to_the_code_without_the_password(app):
    client = Client()
    assert client.get(CODE).url == LOGIN
    assert client.post(CODE, {"code": code_of(app[0], 1)}).url == LOGIN and not is_in(client)


def test_secrets_are_encrypted_at_rest_and_in_no_event(app, settings):
    secret, codes = app
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    kept += str([session.get_decoded() for session in Session.objects.all()])
    told = " ".join(AuditState.objects.values_list("body", flat=True))
    assert all(one not in kept and one not in told for one in (secret, *codes))
    settings.SECOND_STEP_KEY = "another-key"
    client, _ = sign_in()
    assert client.post(CODE, {"code": code_of(secret, 1)}).status_code == 200, "unreadable, and no error"


def test_a_secret_that_is_being_set_up_lies_encrypted_in_the_session_and_is_shown_as_a_picture(olive):
    client, _ = sign_in()
    assert client.get(PICTURE).status_code == 404
    page = client.get(ADD)
    secret = page.context["secret"].replace(" ", "")
    assert secret not in str([session.get_decoded() for session in Session.objects.all()])
    assert "data:" not in page.content.decode() and PICTURE in page.content.decode()
    picture = client.get(PICTURE)
    assert (picture.headers["Content-Type"], picture.headers["Cache-Control"]) == (
        "image/svg+xml",
        "private, no-store",
    )
    assert client.get(ADD).context["secret"].replace(" ", "") == secret, "the same while it is set up"


@pytest.fixture
def required(settings, make):
    settings.SECOND_STEP_ROLES = frozenset({"administrator", "programme"})
    return make("pam", "programme", password=PASSWORD)


def test_who_must_take_it_does_nothing_before_it_is_set_up(required, olive):
    client, _ = sign_in(name="pam")
    for path in ("/", "/actions/", "/people/", "/history/"):
        assert client.get(path).url == ADD, path
        assert client.post(path).url == ADD, path
    assert "Your role needs a second step" in client.get(ADD).content.decode()
    assert is_in(client) and client.get("/published/").status_code in (200, 404)
    add_to(client)
    assert client.get("/actions/").status_code == 200
    assert sign_in()[0].get("/actions/").status_code == 200, "another role need not"


def test_who_must_take_it_cannot_remove_it(required):
    client, _ = sign_in(name="pam")
    add_to(client)
    assert REMOVE not in client.get(STEP).content.decode()
    assert "Your role needs the second step" in client.post(REMOVE, {"password": PASSWORD}).content.decode()
    assert Authenticator.objects.filter(type="totp").exists()


def test_who_may_removes_it_with_the_password(app):
    client, _ = sign_in()
    client.post(CODE, {"code": code_of(app[0], 1)})
    client.post(REMOVE, {"password": "wrong"})
    assert Authenticator.objects.count() == 2
    assert client.post(REMOVE, {"password": PASSWORD}).url == STEP
    assert not Authenticator.objects.exists() and kinds()[-1] == "second step removed"
    assert sign_in()[1].url == "/my-work/"


def test_administrator_removes_it_for_whoever_has_lost_their_phone(app, admin, client):
    client.force_login(admin)
    page = "/people/person/olive/second-step/"
    assert page in client.get("/people/person/olive/").content.decode()
    assert "Enter the reason." in client.post(page, {"reason": ""}).content.decode()
    assert client.post(page, {"reason": "Phone lost"}).status_code == 302
    assert sign_in()[1].url == "/my-work/"
    event = AuditEvent.objects.last()
    assert (event.kind, event.actor, event.role) == ("second step removed", admin.uuid, "administrator")
    assert page not in client.get("/people/person/olive/").content.decode()


def test_the_password_step_is_forgotten_after_a_quarter_of_an_hour(app, monkeypatch):
    client, _ = sign_in()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + timedelta(minutes=16).total_seconds())
    assert client.get(CODE).url == LOGIN


def test_the_command_removes_it_for_the_last_administrator(app):
    call_command("remove_second_step", "olive", reason="Phone lost", stdout=StringIO())
    assert sign_in()[1].url == "/my-work/" and kinds()[-1] == "second step removed"
    for name in ("olive", "nobody"):
        with pytest.raises(CommandError):
            call_command("remove_second_step", name, reason="Phone lost")
