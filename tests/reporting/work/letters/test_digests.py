"""Messages: one a person and day at most whatever breaks, none where nothing waits, and nothing that was typed."""

import multiprocessing
import os
from datetime import date
from io import StringIO
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.db import connection, connections

from actions.models import Action
from jarplan.people.models import User
from jarplan.reporting.models import Digest
from tests import plan
from tests.races.test_parallel import at_once

MONDAY, TUESDAY = date(2008, 9, 1), date(2008, 9, 2)


def run(*arguments):
    said = StringIO()
    call_command("send_reminders", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture
def on(settings, monkeypatch):
    """on(day) is that day from now on. Who is told of silence, as here are no rounds, is in test_escalation.py."""
    monkeypatch.setattr("jarplan.reporting.work.letters.escalation.silent", lambda day: ())

    def on(day):
        settings.PLAN_TODAY = day

    on(MONDAY)
    return on


def overdue(people):
    """R4.1, overdue, which both officers of organisation A are told of."""
    return plan.reported(people)


def addresses(mailoutbox):
    return sorted(to for message in mailoutbox for to in message.to)


OFFICERS = ["both_a@example.org", "officer_a@example.org"]


@pytest.mark.slow
@pytest.mark.django_db
def test_without_commit_nothing_is_sent_or_recorded(people, on, mailoutbox):
    overdue(people)
    said = run()
    assert "officer_a@example.org: JAR plan: 1 item for you" in said and "2 message(s) would be sent" in said
    assert mailoutbox == [] and not Digest.objects.exists()


@pytest.mark.slow
@pytest.mark.django_db
def test_a_second_run_on_the_day_sends_nothing(people, on, mailoutbox):
    overdue(people)
    assert "2 message(s) sent." in run("--commit")
    assert "0 message(s) sent." in run("--commit")
    assert addresses(mailoutbox) == OFFICERS
    assert Digest.objects.filter(day=MONDAY, is_sent=True, things=1).count() == 2


@pytest.mark.slow
@pytest.mark.django_db
def test_nothing_is_sent_where_nothing_waits(people, on, mailoutbox):
    plan.signed_off(people)
    on(date(2008, 7, 14))
    assert "0 message(s) sent." in run("--commit")
    assert mailoutbox == []


@pytest.mark.slow
@pytest.mark.django_db
def test_on_other_days_only_news_is_sent_and_on_the_next_monday_what_stands(people, on, mailoutbox):
    overdue(people)
    run("--commit")
    on(TUESDAY)
    run("--commit")
    assert addresses(mailoutbox) == OFFICERS
    on(date(2008, 9, 8))
    run("--commit")
    assert addresses(mailoutbox) == sorted(OFFICERS * 2)


@pytest.mark.slow
@pytest.mark.django_db
def test_weekly_people_are_written_to_on_mondays_only(people, on, mailoutbox):
    User.objects.filter(pk=people.officer_a.pk).update(mail_every="week")
    overdue(people)
    on(TUESDAY)
    run("--commit")
    assert addresses(mailoutbox) == ["both_a@example.org"]
    on(date(2008, 9, 8))
    run("--commit")
    assert "officer_a@example.org" in addresses(mailoutbox)
    assert "We email you on Mondays" in mailoutbox[-1].body + mailoutbox[-2].body


@pytest.mark.slow
@pytest.mark.django_db
def test_only_active_people_with_an_address_are_written_to(people, on, mailoutbox):
    overdue(people)
    User.objects.filter(pk=people.officer_a.pk).update(is_active=False)
    User.objects.filter(pk=people.both_a.pk).update(email="")
    run("--commit")
    assert mailoutbox == []


@pytest.mark.slow
@pytest.mark.django_db
def test_the_message_has_references_dates_and_links_and_nothing_that_was_typed(
    people, on, mailoutbox, settings
):
    settings.SITE_URL = "https://plan.example.gov.uk"
    action = plan.delivered(people)
    plan.proposed(people, text="TYPED & <b>", due=date(2008, 8, 1))
    run("--commit")
    bodies = {message.to[0]: message for message in mailoutbox}
    to_sign = bodies["approver_a@example.org"]
    assert to_sign.subject == "JAR plan: 1 item for you"
    assert "R4.1, waiting since 20 June 2008" in to_sign.body
    assert "https://plan.example.gov.uk/actions/R4.1/sign-off/" in to_sign.body
    assert "https://plan.example.gov.uk/accounts/mail/" in to_sign.body
    said = "".join(message.subject + message.body for message in mailoutbox)
    for typed in ("TYPED", "All audited", "Audit", "audit.txt", action.text, "Fieldwork"):
        assert typed not in said, typed
    assert all(message.content_subtype == "plain" for message in mailoutbox)


@pytest.mark.slow
@pytest.mark.django_db
def test_what_is_new_is_marked_where_something_else_is_not(people, on, mailoutbox):
    overdue(people)
    run("--commit")
    plan.reported(people)
    on(TUESDAY)
    Action.objects.filter(reference="R4.2").update(due_latest=MONDAY, due_earliest=MONDAY)
    run("--commit")
    last = mailoutbox[-1]
    assert last.subject == "JAR plan: 2 items for you, 1 of them new"
    assert "R4.2, due 1 September 2008 (new)" in last.body and "R4.1, due 18 July 2008\n" in last.body


class Refusing:
    """A mail server, for as long as a test: it raises the errors given, one a message, then takes the rest."""

    def __init__(self, monkeypatch, *errors):
        self.errors, send = list(errors), EmailMessage.send

        def refuse(message, *args):
            if self.errors:
                raise self.errors.pop(0)
            return send(message, *args)

        monkeypatch.setattr(EmailMessage, "send", refuse)


@pytest.mark.slow
@pytest.mark.django_db
def test_an_address_that_is_refused_stops_nobody_else(people, on, mailoutbox, monkeypatch):
    overdue(people)
    Refusing(monkeypatch, SMTPRecipientsRefused({}))
    with pytest.raises(CommandError, match="refused these addresses: officer_a@example.org"):
        run("--commit")
    assert addresses(mailoutbox) == ["both_a@example.org"]
    assert not Digest.objects.get(user=people.officer_a).is_sent


@pytest.mark.slow
@pytest.mark.django_db
def test_a_server_that_fails_stops_the_run_and_the_next_run_goes_on(people, on, mailoutbox, monkeypatch):
    """Whom it failed at may have been written to, so they are not written to again that day, but the next."""
    overdue(people)
    Refusing(monkeypatch, SMTPServerDisconnected("gone"))
    with pytest.raises(CommandError, match="failed after 0"):
        run("--commit")
    assert Digest.objects.count() == 1 and mailoutbox == []
    run("--commit")
    assert addresses(mailoutbox) == ["both_a@example.org"]
    on(TUESDAY)
    run("--commit")
    assert addresses(mailoutbox) == OFFICERS


@pytest.fixture
def mail_folder(settings, tmp_path):
    """Mail goes to files, as a process of its own has no outbox that a test could read."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return lambda: "".join(path.read_text() for path in sorted((tmp_path / "mail").glob("*")))


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_once(on, mailoutbox):
    people = plan.make_people()
    overdue(people)
    for day in range(1, 11):
        on(date(2008, 9, 1 + 7 * ((day - 1) % 4)))
        Digest.objects.all().delete()
        mailoutbox.clear()
        at_once(lambda number: run("--commit"), 4)
        assert addresses(mailoutbox) == OFFICERS


def die_at(moment):
    """Runs the command in this process, and kills it before or after the first message is sent."""
    send = EmailMessage.send

    def killed(message, *args):
        if moment == "after":
            send(message, *args)
        os.kill(os.getpid(), 9)

    EmailMessage.send = killed
    run("--commit")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment, sent", [("before", 0), ("after", 1)])
def test_a_run_that_is_killed_at_a_message_never_sends_it_twice(on, mail_folder, moment, sent):
    people = plan.make_people()
    User.objects.filter(pk=people.both_a.pk).update(email="")
    overdue(people)
    connections.close_all()
    process = multiprocessing.get_context("fork").Process(target=die_at, args=(moment,))
    process.start()
    process.join(60)
    assert process.exitcode == -9
    connection.ensure_connection()
    assert Digest.objects.filter(is_sent=False).count() == 1
    run("--commit")
    assert mail_folder().count("To: officer_a@example.org") == sent
    on(TUESDAY)
    run("--commit")
    assert mail_folder().count("To: officer_a@example.org") == sent + 1, "the next day's makes it good"
