"""manage.py add_administrator: the first person of a new installation, who then adds all others."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from jarplan import clock
from jarplan.people.roles import Role
from jarplan.people.services import add_person, issue_password_link


class Command(BaseCommand):
    help = "Adds an administrator and prints a one-use link, valid for three days, to set their password."

    def add_arguments(self, parser):
        parser.add_argument("username", help="what they sign in with")
        parser.add_argument("full_name", help="as others know them")
        parser.add_argument("--email", default="")

    def handle(self, username, full_name, email, **options):
        now = clock.now()
        values = {"username": username, "full_name": full_name, "email": email}
        try:
            person = add_person(by=None, now=now, roles=[Role.ADMINISTRATOR], **values)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        path = issue_password_link(by=None, now=now, person=person)
        self.stdout.write(f"{full_name} sets a password at {settings.SITE_URL}{path}")
