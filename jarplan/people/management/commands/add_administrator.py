"""manage.py add_administrator: the first person of a new installation, who then adds all others."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from jarplan import clock
from jarplan.people.persons.verbs import add_person, issue_password_link
from jarplan.people.roles import Role


class Command(BaseCommand):
    help = "Add an administrator and print a link to set their password. The link works once, for 3 days."

    def add_arguments(self, parser):
        parser.add_argument("username", help="user name for signing in")
        parser.add_argument("full_name", help="full name")
        parser.add_argument("--email", default="")

    def handle(self, username, full_name, email, **options):
        now = clock.now()
        values = {"username": username, "full_name": full_name, "email": email}
        try:
            person = add_person(by=None, now=now, roles=[Role.ADMINISTRATOR], **values)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        path = issue_password_link(by=None, now=now, person=person)
        self.stdout.write(f"{full_name} can set a password at {settings.SITE_URL}{path}")
