"""A person's name that the law wants gone is gone from the history as well, who did what included."""

import re

import pytest

from actions.life.verbs import pause_action
from jarplan.audit import ledger
from jarplan.audit.errors import NotNow
from jarplan.audit.models import AuditEvent, Blanking
from jarplan.people.models import User
from jarplan.reporting.redaction.removal import left_in_history, places, redact_text
from tests.plan import NOON, agreed, make_people, real_problems
from tests.reporting.redaction.test_removal import everything, named

pytestmark = pytest.mark.django_db
REASON = "Asked by the person"


NAMES = {"officer_a": "Morwenna Quill", "programme": "Ada Penhallow", "administrator": "Jory Trelawny"}


@pytest.fixture
def people():
    """Everybody, of whom some have a name that is no part of their user name."""
    found = make_people()
    for part, name in NAMES.items():
        person = getattr(found, part)
        person.full_name = name
        person.save()
    return found


def stands(name):
    return bool(re.search(rf"(?<!\w){re.escape(name.lower())}(?!\w)", everything()))


def redact(people, text):
    return redact_text(by=people.administrator, now=NOON, text=text, reason=REASON)


@pytest.mark.slow
def test_name_of_somebody_who_did_much_is_gone_from_every_table(people):
    named(people)
    name = people.officer_a.full_name
    done = AuditEvent.objects.filter(actor_name=name).count()
    assert done > 3 and stands(name)
    redact(people, name)
    assert not stands(name)
    assert AuditEvent.objects.filter(actor=people.officer_a.uuid, actor_name="[removed]").count() == done
    assert real_problems() == []


@pytest.mark.slow
@pytest.mark.parametrize("whose", ["organisation", "post"])
def test_name_that_an_organisation_or_a_post_was_called_by_is_gone_from_every_table(people, whose):
    named(people)
    name = {"organisation": people.officer_a.organisation.name, "post": people.post_a.title}[whose]
    assert stands(name)
    redact(people, name)
    assert not stands(name) and real_problems() == []


def test_own_name_of_whoever_redacts_it_does_not_come_back_with_the_redaction(people):
    agreed(people)
    name, body = people.administrator.full_name, people.administrator.organisation.name
    redact(people, name)
    redact(people, body)
    assert not stands(name) and not stands(body)
    assert AuditEvent.objects.last().actor_name == AuditEvent.objects.last().organisation == "[removed]"
    assert real_problems() == []


def test_places_count_the_entries_of_the_history(people):
    agreed(people)
    name = people.programme.full_name
    number = AuditEvent.objects.filter(actor_name=name).count()
    (place,) = [one for one in places(name) if one.label == "history"]
    said = "1 entry" if number == 1 else f"{number} entries"
    assert (place.reference, place.fields) == (said, ("name of who did it",))


@pytest.fixture
def of_before(people, monkeypatch):
    """An action whose history was recorded when an event was still hashed with its words."""
    with monkeypatch.context() as patch:
        patch.setattr(ledger, "FORM", 1)
        patch.setattr(ledger, "WORDS", ())
        action = agreed(people)
    pause_action(by=people.programme, now=NOON, action=action, version=action.version, reason="Winter")


def test_events_of_before_keep_the_name_and_it_is_said(client, people, of_before):
    name = people.programme.full_name
    number = left_in_history(name)
    assert number == AuditEvent.objects.filter(actor_name=name).count() - 1 > 0
    client.force_login(people.administrator)
    typed = {"text": name, "reason": REASON}
    stays = f"It stays in {number} entr"
    answer = client.post("/history/remove/", typed)
    assert stays in answer.content.decode() and "Redact text everywhere" in answer.content.decode()
    answer = client.post("/history/remove/", typed | {"remove": "1"}, follow=True)
    assert stays in answer.content.decode()
    assert not User.objects.filter(full_name=name).exists()
    assert AuditEvent.objects.filter(actor_name=name, form=1).count() == number == left_in_history(name)
    assert not AuditEvent.objects.filter(actor_name=name, form=2).exists()
    assert real_problems() == []


def test_text_that_stands_in_events_of_before_alone_is_refused_with_the_reason(client, people, of_before):
    name = people.programme.full_name
    redact(people, name)
    with pytest.raises(NotNow, match="Nothing was redacted. It stays in"):
        redact(people, name)
    assert Blanking.objects.count() == 1
    client.force_login(people.administrator)
    page = client.post("/history/remove/", {"text": name, "reason": REASON}).content.decode()
    assert "found in nothing that can be redacted" in page and "Check the spelling" not in page


@pytest.mark.slow
def test_history_shows_that_a_name_was_removed_and_no_longer_finds_it(client, people):
    agreed(people)
    client.force_login(people.cabinet)
    name, address = people.programme.full_name, "/history/?person=Penhallow"
    assert name in client.get(address).content.decode()
    redact(people, name)
    page = client.get("/history/").content.decode()
    assert name not in page and "[removed]" in page
    assert not client.get(address).context["story"]
