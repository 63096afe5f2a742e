"""manage.py mail_reset NUMBER: mails the link to set a password that somebody asked for on its page."""

from django.core.management.base import BaseCommand

from jarplan.people.accounts.resets import mail


class Command(BaseCommand):
    # The server that starts it was checked when it started itself.
    requires_system_checks = []
    help = "Mail a link that was asked for. The page starts this command by itself."

    def add_arguments(self, parser):
        parser.add_argument("number", type=int)

    def handle(self, number, **options):
        # Nothing is said of whether there was such a person.
        mail(number)
