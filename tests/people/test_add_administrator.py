"""The command that makes the first administrator of a new installation."""

import pytest
from django.core.management import CommandError, call_command

from jarplan.audit.integrity.verification import problems
from jarplan.audit.models import AuditEvent
from jarplan.people.models import User


def test_the_first_administrator_gets_a_link_that_works(db, client, capsys):
    call_command("add_administrator", "ann", "Ann Administrator", email="ann@example.org")
    said = capsys.readouterr().out
    assert User.objects.get(username="ann").roles == {"administrator"}
    assert client.get("/accounts/" + said.strip().split("/accounts/")[1], follow=True).context["validlink"]
    assert {event.actor_name for event in AuditEvent.objects.all()} == {"JAR plan (set-up)"}
    assert list(problems()) == []


def test_a_user_name_that_is_taken_ends_with_a_sentence(db):
    call_command("add_administrator", "ann", "Ann")
    with pytest.raises(CommandError, match="Somebody already has this user name"):
        call_command("add_administrator", "ann", "Another")
