"""The address of one's own calendar: one in use, never shown again, no part of the history, ended for good."""

import pytest
from django.db import IntegrityError, transaction

from jarplan.audit.errors import NotNow, Refused
from jarplan.audit.integrity.verification import problems
from jarplan.audit.models import AuditEvent, AuditState
from jarplan.people.accounts.calendars import (
    calendar_in_use,
    end_calendar_address,
    make_calendar_address,
    person_of_calendar,
)
from jarplan.people.models import CalendarToken, User
from jarplan.people.persons import verbs
from tests.people.conftest import JUNE

BACKEND = "jarplan.people.accounts.backends.PeopleBackend"


def make_address(by, person=None):
    return make_calendar_address(by=by, now=JUNE, person=person or by)


def end_address(by, person=None):
    return end_calendar_address(by=by, now=JUNE, person=person or by)


def test_an_address_leads_to_its_person(olive, admin):
    assert person_of_calendar(make_address(olive)) == olive
    assert person_of_calendar(make_address(admin)) == admin


def test_two_addresses_are_never_the_same_and_long_enough_not_to_be_guessed(olive):
    first, second = make_address(olive), make_address(olive)
    assert first != second and len(first) == len(second) == 43


def test_a_new_address_ends_the_one_before(olive):
    first = make_address(olive)
    second = make_address(olive)
    assert person_of_calendar(first) is None
    assert person_of_calendar(second) == olive
    assert CalendarToken.objects.filter(person=olive).count() == 2
    kinds = AuditEvent.objects.filter(subject_kind="calendar_token").order_by("sequence")
    assert list(kinds.values_list("kind", flat=True)) == ["made", "ended", "made"]
    assert list(problems()) == []


def test_an_ended_address_leads_nowhere(olive):
    secret = make_address(olive)
    end_address(olive)
    assert person_of_calendar(secret) is None and calendar_in_use(olive) is None
    with pytest.raises(NotNow):
        end_address(olive)


def test_an_address_of_somebody_deactivated_leads_nowhere(olive):
    secret = make_address(olive)
    verbs.deactivate_person(by=None, now=JUNE, person=olive, version=olive.version)
    assert person_of_calendar(secret) is None
    with pytest.raises(NotNow):
        make_address(User.objects.get(pk=olive.pk))


@pytest.mark.parametrize("secret", ["", "x", "A" * 43, "a" * 5000])
def test_an_unknown_address_leads_nowhere(olive, secret):
    make_address(olive)
    assert person_of_calendar(secret) is None


def test_the_digest_is_no_address(olive):
    make_address(olive)
    assert person_of_calendar(calendar_in_use(olive).digest) is None


def test_nobody_makes_or_ends_anothers_address_not_even_an_administrator(admin, olive):
    secret = make_address(olive)
    for verb in (make_address, end_address):
        with pytest.raises(Refused):
            verb(admin, olive)
    assert person_of_calendar(secret) == olive
    assert AuditEvent.objects.filter(kind="refused").count() == 2


def test_neither_the_history_nor_the_row_holds_the_secret(olive):
    secret = make_address(olive)
    token = calendar_in_use(olive)
    texts = [
        *AuditState.objects.values_list("body", "reason"),
        *AuditEvent.objects.values_list("reference", "kind"),
    ]
    everything = " ".join(str(text) for pair in texts for text in pair)
    assert secret not in everything and token.digest not in everything
    assert secret not in str(CalendarToken.objects.values().get())


def test_the_database_keeps_one_address_in_use_a_person(olive):
    make_address(olive)
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarToken.objects.create(person=olive, digest="d", made_at=JUNE, made_by=olive)


def test_page_shows_the_address_once(client, olive):
    client.force_login(olive, BACKEND)
    assert "Make address" in client.get("/accounts/calendar/").content.decode()
    shown = client.post("/accounts/calendar/").content.decode()
    address = shown.split("<strong>http://testserver/calendar/")[1].split(".ics</strong>")[0]
    assert person_of_calendar(address) == olive
    later = client.get("/accounts/calendar/").content.decode()
    assert address not in later and "You made an address on" in later


def test_page_ends_the_address_and_says_so_when_there_is_none(client, olive):
    client.force_login(olive, BACKEND)
    secret = make_address(olive)
    assert (
        "Your calendar address has been removed."
        in client.post("/accounts/calendar/end/", follow=True).content.decode()
    )
    assert person_of_calendar(secret) is None
    again = client.post("/accounts/calendar/end/", follow=True).content.decode()
    assert "You do not have a calendar address to remove." in again


def test_the_technical_admin_neither_shows_nor_exports_the_digest(client, olive):
    make_address(olive)
    token = calendar_in_use(olive)
    client.force_login(
        User.objects.create_superuser("root", "a-long-enough-phrase", full_name="Root"), BACKEND
    )
    page = client.get(f"/admin/people/calendartoken/{token.pk}/change/").content.decode()
    assert "Olive" in page and token.digest not in page
    columns = {f"calendartokenresource_{name}": "on" for name in ("uuid", "person__username", "digest")}
    answer = client.post("/admin/people/calendartoken/export/", {"format": "0", "resource": "", **columns})
    file = answer.content.decode()
    assert file.splitlines()[0] == "uuid,person__username" and token.digest not in file
