"""Signing in and out, how often somebody may try, and the record of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from jarplan.people.models import SignInAttempt, User
from jarplan.people.persons import verbs as persons_verbs
from jarplan.people.signin import attempts
from tests.people.conftest import JUNE

LOGIN, CHANGE = "/accounts/login/", "/accounts/password/"
RIGHT, WRONG = "the-right-phrase-1", "a-wrong-phrase-2"
OFFICE, HOME = "192.0.2.10", "198.51.100.20"


@pytest.fixture
def olive(make):
    return make("olive", "officer", full_name="Olive Officer", password=RIGHT)


def sign_in(client, password=RIGHT, name="olive", at=OFFICE, **data):
    return client.post(LOGIN, {"username": name, "password": password, **data}, REMOTE_ADDR=at)


def signed_in(client):
    return client.get(CHANGE).status_code == 200


def outcomes(**of):
    return list(SignInAttempt.objects.filter(**of).order_by("pk").values_list("outcome", flat=True))


def later(minutes):
    """As if so much time had gone since everything that was recorded."""
    for attempt in SignInAttempt.objects.all():
        SignInAttempt.objects.filter(pk=attempt.pk).update(moment=attempt.moment - timedelta(minutes=minutes))


def test_signing_in_and_out(client, olive):
    assert client.get(CHANGE).url == f"{LOGIN}?next={CHANGE}"
    assert sign_in(client, WRONG).status_code == 200
    assert sign_in(client, next=CHANGE).url == CHANGE
    assert signed_in(client)
    assert client.get("/accounts/logout/").status_code == 405
    assert client.post("/accounts/logout/").url == LOGIN
    assert not signed_in(client)


def test_who_is_signed_in_is_not_asked_to_sign_in_again(client, olive):
    sign_in(client)
    assert client.get(LOGIN).url == "/my-work/"
    assert client.get(LOGIN, {"next": CHANGE}).url == CHANGE


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(client, olive, target):
    assert sign_in(client, next=target).url == "/my-work/"


@pytest.mark.parametrize(
    ("role", "place"),
    [("officer", "/my-work/"), ("approver", "/my-work/"), ("programme", "/"), ("cabinet", "/")],
)
def test_who_reports_and_signs_off_lands_on_what_they_have_to_do(client, make, role, place):
    make("olive", role, password=RIGHT)
    assert sign_in(client).url == place


@pytest.mark.parametrize(
    "path", ["signup/", "email/", "password/reset/key/x-y/", "login/code/confirm/", "3rdparty/"]
)
def test_no_page_of_allauth_is_there_that_is_not_ours(client, db, path):
    assert client.get(f"/accounts/{path}").status_code in (302, 404)
    assert client.post(f"/accounts/{path}", {"username": "new", "password1": RIGHT}).status_code in (302, 404)
    assert not User.objects.exists()


def test_session_before_signing_in_is_not_the_session_after(client, olive):
    client.get(LOGIN)
    session = client.session
    session["planted"] = True
    session.save()
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before


def test_a_wrong_name_a_wrong_password_and_a_deactivated_person_are_told_alike(client, admin, olive):
    said = [sign_in(client, WRONG), sign_in(client, name="nobody")]
    persons_verbs.deactivate_person(by=admin, now=JUNE, person=olive, version=olive.version)
    said.append(sign_in(client))
    for answer in said:
        assert "The user name or password is not right" in answer.content.decode()
    assert outcomes() == ["wrong"] * 3


def test_five_wrong_passwords_bring_a_wait_that_grows_and_ends(client, olive):
    for _ in range(5):
        assert sign_in(client, WRONG).status_code == 200
    answer = sign_in(client)
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60"), (
        "the right password does not help"
    )
    assert "Wait 1 minute," in answer.content.decode()
    later(minutes=1)
    assert sign_in(client, WRONG).status_code == 200
    assert "Wait 2 minutes," in sign_in(client).content.decode()
    later(minutes=2)
    assert sign_in(client).status_code == 302
    assert outcomes() == ["wrong"] * 5 + ["slowed", "wrong", "slowed", "signed in"], "success erases nothing"


def test_fifteen_guesses_from_fifteen_addresses_are_slowed(client, olive):
    answers = [sign_in(Client(), WRONG, at=f"203.0.113.{n}").status_code for n in range(15)]
    assert answers == [200] * 5 + [429] * 10


def test_guesses_at_a_name_that_nobody_has_are_slowed_alike(client, db):
    answers = [sign_in(Client(), WRONG, "nobody", f"203.0.113.{n}").status_code for n in range(15)]
    assert answers == [200] * 5 + [429] * 10
    assert not SignInAttempt.objects.filter(person__isnull=False).exists()


def test_a_name_in_other_letters_is_the_same_name(client, olive):
    answers = [sign_in(Client(), WRONG, name).status_code for name in ("olive", "Olive", "OLIVE") * 2]
    assert answers == [200] * 5 + [429]


def test_twelve_guesses_from_one_network_are_slowed(client, db):
    answers = [sign_in(client, WRONG, f"name{n}", f"2001:db8::{n}").status_code for n in range(1, 13)]
    assert answers == [200] * 10 + [429] * 2
    assert sign_in(client, WRONG, "name13", "2001:db8:0:1::1").status_code == 200, "another network"


def test_an_address_is_limited_too(client, db):
    answers = [sign_in(client, WRONG, f"name{n}").status_code for n in range(32)]
    assert answers == [200] * 30 + [429] * 2


def test_behind_a_councils_proxy_nobody_is_held_up_by_what_others_do_there(client, olive):
    sign_in(client)
    for n in range(40):
        sign_in(Client(), WRONG, f"name{n}")
    assert sign_in(Client()).status_code == 302


def test_who_guesses_elsewhere_does_not_hold_up_the_person_where_they_always_are(client, olive):
    sign_in(client)
    for n in range(9):
        sign_in(Client(), WRONG, at=f"203.0.113.{n}")
    assert sign_in(Client(), at=HOME).status_code == 429
    assert sign_in(Client()).status_code == 302
    assert sign_in(Client(), at=HOME).status_code == 429, "nor does signing in give the stranger new guesses"


def test_a_place_is_ones_own_for_a_month(client, olive):
    sign_in(client)
    later(minutes=31 * 24 * 60)
    for n in range(5):
        sign_in(Client(), WRONG, at=f"203.0.113.{n}")
    assert sign_in(Client()).status_code == 429


def test_behind_a_proxy_the_visitor_is_counted_and_not_the_proxy(client, olive, settings):
    settings.PROXY_COUNT = 1
    for _ in range(31):
        answer = client.post(LOGIN, {"username": "x", "password": "y"}, HTTP_X_FORWARDED_FOR="198.51.100.1")
    assert answer.status_code == 429
    answer = client.post(LOGIN, {"username": "olive", "password": RIGHT}, HTTP_X_FORWARDED_FOR="203.0.113.7")
    assert answer.status_code == 302


def test_nothing_that_was_typed_is_kept(client, olive):
    sign_in(client, WRONG, name="my-secret-password")
    row = SignInAttempt.objects.values().get()
    assert "my-secret-password" not in str(row) and WRONG not in str(row)
    assert (row["person_id"], row["address"]) == (None, OFFICE)


def test_a_name_longer_than_any_is_refused_like_a_wrong_one_and_written_down_nowhere(client, olive):
    answer = sign_in(client, name="x" * 5000)
    assert "The user name or password is not right" in answer.content.decode()
    assert not SignInAttempt.objects.exists()


def test_attempts_are_removed_when_they_are_as_old_as_the_setting_says(client, olive, settings):
    sign_in(client)
    settings.SIGN_IN_RECORD_DAYS = 30
    assert attempts.tidy() == 0
    assert attempts.tidy(timezone.now() + timedelta(days=31)) == 1


def test_administrator_reads_who_tried(client, admin, olive):
    for password, at in ((WRONG, HOME), (RIGHT, OFFICE)):
        sign_in(Client(), password, at=at)
    sign_in(Client(), WRONG, "nobody")
    client.force_login(admin)
    page = client.get("/people/sign-ins/").content.decode()
    assert "3 attempts" in page and "Olive Officer" in page and "Nobody with this user name" in page
    assert "1 attempt<" in client.get("/people/sign-ins/", {"outcome": "signed in"}).content.decode()
    assert "2 attempts" in client.get("/people/sign-ins/", {"q": "olive"}).content.decode()
    assert "1 attempt<" in client.get("/people/sign-ins/", {"q": "olive", "address": HOME}).content.decode()
