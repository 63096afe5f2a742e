"""manage.py send_reminders: writes to everybody for whom something has come up; for the timetable (cron)."""

from smtplib import SMTPException

from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError

from jarplan import clock
from jarplan.reporting.work.letters.digests import letters, send


class Command(BaseCommand):
    help = (
        "Writes to people what waits for them: one message a person and day at most, nothing where nothing waits. "
        "Safe to repeat. Without --commit it only says to whom it would write; -v 2 shows what."
    )

    def add_arguments(self, parser):
        parser.add_argument("--commit", action="store_true", help="Send it.")

    def handle(self, *, commit, verbosity, **options):
        now = clock.now()
        if commit:
            return self.send_all(now)
        found = list(letters(now))
        for letter in found:
            self.stdout.write(f"{letter.person.email}: {letter.subject}")
            if verbosity > 1:
                self.stdout.write(letter.text(clock.day_of(now)))
        self.stdout.write(f"{len(found)} message(s) would be sent. Nothing was sent: use --commit to send.")

    def send_all(self, now):
        """Sends what is due. A server that cannot be reached stops it before anything more is recorded."""
        sent, refused = 0, []
        try:
            with get_connection() as connection:
                for letter in letters(now):
                    taken = send(letter, now, connection)
                    sent += taken is True
                    refused += [letter.person.email] if taken is False else []
        except (SMTPException, OSError) as error:
            raise CommandError(
                f"The mail server failed after {sent} message(s): {error}. Run this again: who was written to is not "
                "written to twice."
            ) from error
        self.stdout.write(f"{sent} message(s) sent.")
        if refused:
            raise CommandError(f"The mail server refused these addresses: {', '.join(refused)}.")
