"""Links to set a password by mail: asked for by anybody, sent to an address that is one person's alone."""

from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.management import call_command

from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.people.accounts import letters, resets
from jarplan.people.models import SignInAttempt, User
from jarplan.people.persons import verbs as persons_verbs
from tests.people.conftest import JUNE

RESET, LINK = "/accounts/reset/", "/people/person/olive/password-link/"
NEW = "a-brand-new-phrase-2"


@pytest.fixture
def ask(client, started):
    """ask("olive") asks for a link, and has the process do what it was started for."""

    def ask(name, **where):
        answer = client.post(RESET, {"username": name}, **where)
        while started:
            call_command(*started.pop())
        return answer

    return ask


def link():
    (message,) = mail.outbox
    return next(word for word in message.body.split() if "/set-password/" in word)


def kinds():
    return list(AuditEvent.objects.order_by("sequence").values_list("kind", flat=True))


def test_a_link_that_was_asked_for_sets_a_password_once(client, ask, olive, settings):
    settings.SITE_URL = "https://plan.example.gov.uk"
    ask("olive", HTTP_HOST="127.0.0.1")
    assert mail.outbox[0].to == ["olive@example.org"] and kinds()[-1] == "password link asked for"
    assert link().startswith("https://plan.example.gov.uk/accounts/set-password/")
    path = client.get(link().removeprefix(settings.SITE_URL), follow=True).request["PATH_INFO"]
    assert client.post(path, {"new_password1": NEW, "new_password2": NEW}).status_code == 302
    assert User.objects.get(pk=olive.pk).check_password(NEW)
    again = client.get(link().removeprefix(settings.SITE_URL), follow=True)
    assert "no longer works" in again.content.decode()
    token = link().rstrip("/").split("/")[-1]
    assert not AuditState.objects.filter(body__contains=token).exists()


def test_everybody_is_told_the_same_and_nobody_else_is_written_to(client, ask, admin, make, olive):
    make("nomail", "officer")
    make("shared", "officer", email="team@example.org"), make("sharing", "officer", email="Team@example.org")
    gone = make("gone", "officer", email="gone@example.org")
    persons_verbs.deactivate_person(by=admin, now=JUNE, person=gone, version=gone.version)
    User.objects.create_superuser("root", NEW, full_name="Root", email="root@example.org")
    events = len(kinds())
    answers = {ask(name).url for name in ("nobody", "nomail", "shared", "gone", "root")}
    assert mail.outbox == [] and len(kinds()) == events
    assert answers | {ask("olive").url} == {f"{RESET}sent/"}
    assert "If somebody has this user name" in client.get(f"{RESET}sent/").content.decode()


def test_what_the_page_does_is_the_same_whether_there_is_such_a_person(client, olive, started):
    for name in ("olive", "nobody"):
        client.post(RESET, {"username": name})
    assert [words[0] for words in started] == ["mail_reset", "mail_reset"]


def test_a_name_is_written_to_once_in_a_quarter_of_an_hour(ask, olive):
    ask("olive"), ask("olive"), ask("OLIVE")
    assert len(mail.outbox) == 1
    for attempt in SignInAttempt.objects.all():
        SignInAttempt.objects.filter(pk=attempt.pk).update(moment=attempt.moment - timedelta(minutes=16))
    ask("olive")
    assert len(mail.outbox) == 2


def test_one_network_cannot_start_processes_for_ever(client, db, started):
    for number in range(resets.MOST + 5):
        client.post(RESET, {"username": f"name{number}"})
    assert len(started) == resets.MOST


def test_the_command_takes_an_attempt_only_once_it_was_asked_for(ask, olive):
    ask("olive")
    call_command("mail_reset", "999999")
    SignInAttempt.objects.update(outcome="wrong")
    call_command("mail_reset", str(SignInAttempt.objects.get().pk))
    assert len(mail.outbox) == 1


def test_without_a_mail_server_there_is_no_such_page(client, db, settings):
    settings.LINKS_BY_MAIL = False
    assert client.get(RESET).status_code == 404
    assert RESET not in client.get("/accounts/login/").content.decode()


def test_administrator_invites_by_mail(client, admin, olive, make):
    client.force_login(admin)
    answer = client.post(LINK, {"mail": "1"}, follow=True)
    assert "A link has been emailed to olive@example.org." in answer.content.decode()
    assert "You have an account" in mail.outbox[0].body and kinds()[-1] == "password link mailed"
    assert "set-password" not in answer.content.decode()


def test_nothing_is_mailed_to_an_address_that_is_shared(client, admin, make, olive):
    make("ivy", "officer", email="OLIVE@example.org")
    client.force_login(admin)
    assert "Email link" not in client.get(LINK).content.decode()
    assert "Somebody else has the same email address" in client.post(LINK, {"mail": "1"}).content.decode()
    assert mail.outbox == []
    with pytest.raises(NotNow):
        resets.mail_link(by=admin, now=JUNE, person=olive)


def test_nobody_but_the_administrator_mails_a_link(make, olive):
    with pytest.raises(Refused):
        resets.mail_link(by=make("pam", "programme"), now=JUNE, person=olive)


def test_administrator_is_told_that_the_mail_server_did_not_take_it(client, admin, olive, monkeypatch):
    def refused(self):
        raise SMTPException("secret")

    monkeypatch.setattr(letters.EmailMessage, "send", refused)
    client.force_login(admin)
    said = client.post(LINK, {"mail": "1"}).content.decode()
    assert "The mail server did not take the email." in said and "secret" not in said
