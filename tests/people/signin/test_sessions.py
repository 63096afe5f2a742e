"""Sessions end in time, and whatever takes access away bites at the next request."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jarplan.audit.errors import Refused
from jarplan.audit.models import AuditEvent
from jarplan.people.accounts import verbs as accounts_verbs
from jarplan.people.accounts.sessions import end_sessions
from jarplan.people.models import Session, User
from jarplan.people.persons import verbs as persons_verbs
from jarplan.people.signin.sessions import device_of
from tests.people.conftest import JUNE

LOGIN, PAGE, SESSIONS = "/accounts/login/", "/accounts/mail/", "/accounts/sessions/"
PASSWORD = "the-right-phrase-1"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML) Chrome/126.0 Safari/537.36 Edg/126.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605 Version/17.5 Safari/604.1"


@pytest.fixture
def olive(make):
    return make("olive", "officer", full_name="Olive Officer", password=PASSWORD)


def signed_in_at(agent=FIREFOX):
    client = Client(HTTP_USER_AGENT=agent)
    assert client.post(LOGIN, {"username": "olive", "password": PASSWORD}).status_code == 302
    return client


def is_in(client):
    return client.get(PAGE).status_code == 200


def ago(**moments):
    """As if sessions had begun, or were seen, so long ago."""
    for name, past in moments.items():
        for session in Session.objects.all():
            values = {name: getattr(session, name) - past}
            if name == "begun":
                values["expire_date"] = session.expire_date - past
            Session.objects.filter(pk=session.pk).update(**values)


def test_a_session_ends_when_nobody_was_there_for_half_an_hour(olive):
    client = signed_in_at()
    ago(seen=timedelta(minutes=29))
    assert is_in(client)
    ago(seen=timedelta(minutes=29))
    assert is_in(client), "every page that is read counts"
    ago(seen=timedelta(minutes=31))
    assert not is_in(client)


def test_a_session_ends_after_twelve_hours_whatever_one_does(olive):
    client = signed_in_at()
    ago(begun=timedelta(hours=11, minutes=59))
    assert is_in(client)
    session = client.session
    session["changed"] = True
    session.save()  # what the framework would have begin anew
    assert Session.objects.get().expire_date < timezone.now() + timedelta(minutes=2)
    ago(begun=timedelta(minutes=2))
    assert not is_in(client)


def test_both_are_settings(olive, settings):
    client = signed_in_at()
    settings.SESSION_IDLE_MINUTES = 5
    ago(seen=timedelta(minutes=6))
    assert not is_in(client)


def test_that_somebody_was_seen_is_written_once_a_minute_and_costs_nothing_else(olive):
    client = signed_in_at()
    is_in(client)

    def about_sessions():
        with CaptureQueriesContext(connection) as asked:
            is_in(client)
        return [one["sql"].split()[0] for one in asked if "people_session" in one["sql"]]

    assert about_sessions() == ["SELECT"]
    ago(seen=timedelta(seconds=61))
    assert about_sessions() == ["SELECT", "UPDATE"]
    assert about_sessions() == ["SELECT"]


def test_a_role_that_was_taken_away_is_gone_at_the_next_request(admin, make):
    ivy = make("olive", "officer", "administrator", password=PASSWORD)
    client = signed_in_at()
    assert client.get("/people/").status_code == 200
    values = {"full_name": "Olive", "email": "", "organisation": ivy.organisation, "roles": ["officer"]}
    persons_verbs.change_person(by=admin, now=JUNE, person=ivy, version=ivy.version, **values)
    assert client.get("/people/").status_code == 404


def test_deactivation_bites_at_the_next_request(admin, olive):
    client = signed_in_at()
    persons_verbs.deactivate_person(by=admin, now=JUNE, person=olive, version=olive.version)
    assert not is_in(client)


def test_a_new_password_ends_every_session_at_the_next_request(olive):
    clients = [signed_in_at(), signed_in_at(EDGE)]
    person = User.objects.get(pk=olive.pk)
    accounts_verbs.change_password(by=person, now=JUNE, person=person, password="another-phrase-5")
    assert [is_in(client) for client in clients] == [False, False]


def test_people_see_where_they_are_signed_in_and_end_what_is_not_theirs(olive):
    here, there, phone = signed_in_at(), signed_in_at(EDGE), signed_in_at(PHONE)
    page = here.get(SESSIONS).content.decode()
    assert page.count("This session") == 1
    assert all(words in page for words in ("Firefox on Windows", "Edge on Windows", "Safari on iPhone"))
    assert all(session.session_key not in page for session in Session.objects.all())
    shown = here.get(SESSIONS).context["sessions"]
    name = next(name for name, session in shown if session.device == "Edge on Windows")
    here.post(SESSIONS, {"session": name})
    assert (is_in(here), is_in(there), is_in(phone)) == (True, False, True)
    here.post(SESSIONS, {"session": "others"})
    assert (is_in(here), is_in(phone)) == (True, False)
    kinds = AuditEvent.objects.filter(reference="olive").values_list("kind", flat=True)
    assert list(kinds).count("sessions ended") == 2
    answer = here.post(SESSIONS, {"session": name}, follow=True)
    assert "This session has already ended." in answer.content.decode()


def test_nobody_ends_the_sessions_of_another(admin, olive):
    client = signed_in_at()
    with pytest.raises(Refused):
        end_sessions(by=admin, now=JUNE, person=olive, keys=[Session.objects.get().session_key])
    with pytest.raises(Exception, match="already ended"):
        end_sessions(by=admin, now=JUNE, person=admin, keys=[Session.objects.get().session_key])
    assert is_in(client)


@pytest.mark.parametrize(
    ("agent", "words"),
    [(FIREFOX, "Firefox on Windows"), (PHONE, "Safari on iPhone"), ("", ""), ("curl/8", "")],
)
def test_a_device_is_called_as_people_call_it(rf, agent, words):
    assert device_of(rf.get("/", HTTP_USER_AGENT=agent)) == words
