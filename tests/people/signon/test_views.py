"""Signing in with the account of one's organisation, at an issuer of our own on this machine."""

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from django.core.exceptions import ValidationError
from django.test import Client

from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.integrity.verification import problems
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.people.accounts.resets import mail_link
from jarplan.people.models import Identity, SignInAttempt, User
from jarplan.people.persons import verbs as persons_verbs
from jarplan.people.secondstep.policies import MARK
from jarplan.people.signon import client as signon_client
from jarplan.people.signon.roles import roles_by
from jarplan.people.signon.verbs import bind_identity, expect_identity
from tests.people.conftest import JUNE
from tests.people.signon import issuer as issuers

START, BACK, LOGIN, PAGE = (
    "/accounts/sign-on/",
    "/accounts/sign-on/back/",
    "/accounts/login/",
    "/accounts/mail/",
)
SITE, PASSWORD = "http://testserver", "the-right-phrase-1"
NAME = "o.officer@leicester.gov.uk"


@pytest.fixture(scope="module")
def server():
    with issuers.running() as found:
        yield found


@pytest.fixture
def issuer(server, settings):
    settings.OIDC_ISSUER, settings.SITE_URL = server.url, SITE
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = issuers.CLIENT, issuers.SECRET
    server.claims = {"sub": "subject-1", "preferred_username": NAME, "email": "olive@example.org"}
    server.wrong, server.algorithm, server.methods, server.key = (
        {},
        "RS256",
        ["client_secret_post"],
        server.published,
    )
    forget_what_was_read()
    return server


def forget_what_was_read():
    signon_client.described.cache_clear()
    signon_client.keys.cache_clear()


@pytest.fixture
def olive(make):
    return make("olive", "officer", full_name="Olive Officer", email="olive@example.org", password=PASSWORD)


@pytest.fixture
def expected(issuer, olive, admin):
    """Olive, whose name of the issuer's the administrator has entered."""
    return expect_identity(by=admin, now=JUNE, person=olive, name=NAME.title())


def there_and_back(issuer, client, **asked):
    """The answer to who comes back from the issuer, which sees the address that we send them to."""
    away = client.get(START, asked)
    assert away.status_code == 302 and away.url.startswith(f"{issuer.url}/authorize?")
    sent = {name: one[0] for name, one in parse_qs(urlsplit(away.url).query).items()}
    return client.get(issuer.authorize(sent).removeprefix(SITE))


def is_in(client):
    return client.get(PAGE).status_code == 200


def kinds():
    return list(AuditEvent.objects.order_by("sequence").values_list("kind", flat=True))


def test_the_first_sign_in_with_the_name_that_was_entered_binds_the_account(issuer, expected):
    client = Client()
    assert there_and_back(issuer, client).url == "/my-work/" and is_in(client)
    assert Identity.objects.get(person=expected).subject == "subject-1"
    assert kinds()[-2:] == ["sign-on set", "sign-on begun"] and list(problems()) == []
    assert not AuditState.objects.filter(body__contains="subject-1").exists()
    assert SignInAttempt.objects.get().outcome == "signed in"


def test_from_then_on_the_account_counts_and_not_its_name(issuer, expected, make):
    there_and_back(issuer, Client())
    issuer.claims = {"sub": "subject-1", "preferred_username": "married@leicester.gov.uk"}
    client = Client()
    there_and_back(issuer, client)
    assert client.get(PAGE).context["person"].username == "olive"
    issuer.claims = {"sub": "subject-2", "preferred_username": NAME}
    other = Client()
    assert there_and_back(issuer, other).status_code == 403 and not is_in(other)


def test_an_email_address_alone_lets_nobody_in(issuer, olive):
    client = Client()
    answer = there_and_back(issuer, client)
    assert answer.status_code == 403 and "You do not have an account here" in answer.content.decode()
    assert not is_in(client) and not Identity.objects.exists() and User.objects.count() == 1


def test_an_invitation_binds_the_account_once(issuer, admin, olive):
    path = persons_verbs.issue_password_link(by=admin, now=JUNE, person=olive)
    client = Client()
    page = client.get(path, follow=True)
    assert f"{START}?invited=" in page.content.decode()
    uid = page.context["uid"]
    assert there_and_back(issuer, client, invited=uid).url == "/my-work/" and is_in(client)
    again = Client()
    assert not again.get(path, follow=True).context["validlink"]
    issuer.claims = {"sub": "subject-9"}
    assert there_and_back(issuer, again, invited=uid).status_code == 403


def test_somebody_elses_invitation_is_none_without_its_link(issuer, admin, olive):
    path = persons_verbs.issue_password_link(by=admin, now=JUNE, person=olive)
    uid = path.split("/")[3]
    for invited in (uid, "MQ", "not-a-number", "x" * 500):
        client = Client()
        assert there_and_back(issuer, client, invited=invited).status_code == 403 and not is_in(client)


def test_the_password_ends_and_no_link_gives_a_new_one(issuer, expected, admin):
    there_and_back(issuer, Client())
    client = Client()
    client.post(LOGIN, {"username": "olive", "password": PASSWORD})
    assert not is_in(client), "who leaves the organisation would go on with it"
    for verb in (persons_verbs.issue_password_link, mail_link):
        with pytest.raises(NotNow):
            verb(by=admin, now=JUNE, person=expected)
    person = User.objects.get(pk=expected.pk)
    expect_identity(by=admin, now=JUNE, person=person, name="")
    assert persons_verbs.issue_password_link(by=admin, now=JUNE, person=User.objects.get(pk=person.pk))


def test_a_leaver_is_not_let_in(issuer, expected, admin):
    there_and_back(issuer, Client())
    person = User.objects.get(pk=expected.pk)
    persons_verbs.deactivate_person(by=admin, now=JUNE, person=person, version=person.version)
    client = Client()
    assert there_and_back(issuer, client).status_code == 403 and not is_in(client)


@pytest.mark.parametrize(
    "wrong",
    [
        {"nonce": "another"},
        {"aud": "another-client"},
        {"iss": "https://evil.example"},
        {"exp": int(time.time()) - 3600},
        {"sub": ""},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_token_that_is_not_for_this_attempt_lets_nobody_in(issuer, expected, wrong):
    issuer.wrong = wrong
    client = Client()
    assert there_and_back(issuer, client).status_code in (403, 503) and not is_in(client)


def test_a_token_that_another_key_or_our_own_secret_signed_lets_nobody_in(issuer, expected):
    issuer.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert there_and_back(issuer, Client()).status_code == 503
    issuer.algorithm = "HS256"
    assert there_and_back(issuer, Client()).status_code == 503


def test_what_was_not_begun_in_this_browser_ends_nowhere(issuer, expected):
    victim, attacker = Client(), Client()
    away = attacker.get(START)
    sent = {name: one[0] for name, one in parse_qs(urlsplit(away.url).query).items()}
    address = issuer.authorize(sent).removeprefix(SITE)
    assert victim.get(address).url == LOGIN and not is_in(victim)
    victim.get(START)
    assert victim.get(address).status_code == 503 and not is_in(victim), "another state"
    assert attacker.get(address).status_code == 302
    assert attacker.get(address).url == LOGIN, "once"


def test_who_says_no_there_is_back_at_the_page_of_signing_in(issuer, db):
    client = Client()
    away = client.get(START)
    state = parse_qs(urlsplit(away.url).query)["state"][0]
    assert client.get(BACK, {"error": "access_denied", "state": state}).url == LOGIN


def test_an_issuer_that_does_not_answer_is_said_and_the_password_still_works(issuer, olive, settings):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"
    answer = Client().get(START)
    assert answer.status_code == 503 and "did not answer" in answer.content.decode()
    assert Client().post(LOGIN, {"username": "olive", "password": PASSWORD}).status_code == 302


def test_the_secret_goes_in_the_head_where_the_issuer_wants_it_there(issuer, expected):
    issuer.methods = ["client_secret_basic"]
    assert there_and_back(issuer, Client()).status_code == 302


@pytest.mark.parametrize(
    ("asked", "place"),
    [("/actions/", "/actions/"), ("https://evil.example/", "/my-work/"), ("//evil.example", "/my-work/")],
)
def test_it_leads_where_the_person_was_on_the_way_to_and_to_no_other_site(issuer, expected, asked, place):
    assert there_and_back(issuer, Client(), next=asked).url == place


def test_roles_follow_groups_at_each_sign_in(issuer, expected, settings):
    settings.OIDC_GROUP_ROLES = (("g-1", "approver"), ("g-2", "finance"))
    issuer.claims["groups"] = ["g-1", "g-7"]
    there_and_back(issuer, Client())
    assert roles() == {"officer", "approver"}, "a role that no group gives stays the administrator's"
    events = len(kinds())
    there_and_back(issuer, Client())
    assert len(kinds()) == events, "nothing has changed"
    issuer.claims["groups"] = ["g-2"]
    there_and_back(issuer, Client())
    assert roles() == {"officer", "finance"}
    del issuer.claims["groups"]
    there_and_back(issuer, Client())
    assert roles() == {"officer"}
    event = AuditEvent.objects.last()
    assert (event.kind, event.actor) == ("changed", None)
    reason = AuditState.objects.get(sequence=event.sequence).reason
    assert reason == "Groups in the organisation’s directory"


def roles():
    return set(User.objects.get(username="olive").groups.values_list("name", flat=True))


def test_groups_do_not_leave_the_plan_without_an_administrator(issuer, make, settings):
    ann = make("ann", "administrator")
    expect_identity(by=ann, now=JUNE, person=ann, name=NAME)
    settings.OIDC_GROUP_ROLES = (("g-1", "administrator"),)
    client = Client()
    assert there_and_back(issuer, client).status_code == 302
    assert client.get("/people/").status_code == 200


def test_roles_by_groups_are_a_pure_rule():
    mapping = (("g-1", "officer"), ("g-2", "finance"), ("g-3", "finance"))
    assert roles_by(["g-3"], {"officer", "cabinet"}, mapping) == {"cabinet", "finance"}
    assert roles_by([], set(), mapping) == set()


def test_the_issuer_sees_to_the_second_step(issuer, make, admin, settings):
    settings.SECOND_STEP_ROLES = frozenset({"programme"})
    expect_identity(by=admin, now=JUNE, person=make("pam", "programme"), name=NAME)
    client = Client()
    there_and_back(issuer, client)
    assert client.session[MARK] and client.get("/actions/").status_code == 200


def test_administrator_enters_the_name_on_a_page(issuer, admin, olive, make, client):
    client.force_login(admin)
    page = "/people/person/olive/sign-on/"
    assert page in client.get("/people/person/olive/").content.decode()
    assert client.post(page, {"name": NAME, "reason": ""}).status_code == 302
    assert f"once they have signed in with it: {NAME}" in client.get("/people/person/olive/").content.decode()
    make("ivy", "officer")
    said = client.post("/people/person/ivy/sign-on/", {"name": NAME.upper(), "reason": ""}).content.decode()
    assert "Somebody else already has this account." in said


def test_only_the_administrator_enters_a_name_and_only_oneself_is_bound(issuer, admin, olive, make):
    with pytest.raises(Refused):
        expect_identity(by=olive, now=JUNE, person=olive, name=NAME)
    with pytest.raises(Refused):
        bind_identity(by=admin, now=JUNE, person=olive, subject="subject-1")
    bind_identity(by=olive, now=JUNE, person=olive, subject="subject-1")
    with pytest.raises(NotNow):
        bind_identity(by=make("ivy"), now=JUNE, person=User.objects.get(username="ivy"), subject="subject-1")
    with pytest.raises(ValidationError):
        expect_identity(by=admin, now=JUNE, person=make("una"), name=NAME)
        expect_identity(by=admin, now=JUNE, person=make("uma"), name=NAME)


def test_without_an_issuer_there_is_nothing_of_it(client, admin, olive):
    assert client.get(START).url == client.get(BACK).url == LOGIN
    assert START not in client.get(LOGIN).content.decode()
    client.force_login(admin)
    assert client.get("/people/person/olive/sign-on/").status_code == 404
