"""How often a person is written to: their own choice, in the history, and known of older states."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.integrity.verification import problems
from jarplan.audit.models import AuditEvent
from jarplan.people.accounts import verbs as accounts_verbs
from jarplan.people.models import User
from jarplan.people.persons import verbs as persons_verbs
from tests.people.conftest import JUNE


def choose(by, person, mail_every="week"):
    return accounts_verbs.choose_mail(by=by, now=JUNE, person=person, mail_every=mail_every)


def test_choosing_is_one_event_and_choosing_the_same_again_is_none(olive):
    assert olive.mail_every == "day"
    choose(olive, olive)
    choose(olive, olive)
    assert User.objects.get(pk=olive.pk).mail_every == "week"
    assert AuditEvent.objects.filter(kind="mail chosen", reference="olive").count() == 1
    assert list(problems()) == []


def test_nobody_chooses_for_another_not_even_an_administrator(admin, olive):
    with pytest.raises(Refused):
        choose(admin, olive)
    assert AuditEvent.objects.get(kind="refused").reference == "olive"


def test_an_unknown_choice_and_a_deactivated_person_are_refused(olive):
    with pytest.raises(ValidationError):
        choose(olive, olive, "year")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=olive.pk).update(mail_every="year")
    persons_verbs.deactivate_person(by=None, now=JUNE, person=olive, version=olive.version)
    with pytest.raises(NotNow):
        choose(User.objects.get(pk=olive.pk), User.objects.get(pk=olive.pk))


def test_page_saves_the_choice_and_says_where_we_write(client, olive):
    client.force_login(olive, backend="jarplan.people.accounts.backends.PeopleBackend")
    assert "olive@example.org" in client.get("/accounts/mail/").content.decode()
    answer = client.post("/accounts/mail/", {"mail_every": "week"}, follow=True)
    assert "Your email settings have been saved." in answer.content.decode()
    assert User.objects.get(pk=olive.pk).mail_every == "week"
    assert "Choose how often" in client.post("/accounts/mail/", {}).content.decode()


def test_page_tells_who_has_no_address_that_nobody_writes(client, make):
    client.force_login(make("nomail", "officer"), backend="jarplan.people.accounts.backends.PeopleBackend")
    assert "We do not have an email address for you" in client.get("/accounts/mail/").content.decode()
