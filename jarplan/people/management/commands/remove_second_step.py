"""manage.py remove_second_step USERNAME: for the last administrator who has lost their phone and recovery codes."""

from django.core.management.base import BaseCommand, CommandError

from jarplan import clock
from jarplan.audit.errors import NotNow
from jarplan.people.models import User
from jarplan.people.secondstep.verbs import remove_second_step


class Command(BaseCommand):
    help = "Remove the second step of signing in of somebody who has lost their phone. It is in the history."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("--reason", required=True)

    def handle(self, username, reason, **options):
        person = User.objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"There is no person with the user name {username}.")
        try:
            remove_second_step(by=None, now=clock.now(), person=person, reason=reason)
        except NotNow as problem:
            raise CommandError(problem.sentence) from None
        self.stdout.write(
            f"{person.full_name} now signs in with the password alone, until they add an app again."
        )
