"""manage.py verify_audit: proves that the history is whole, or names what is wrong with it."""

from itertools import islice

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from jarplan.audit import triggers
from jarplan.audit.models import AuditHead
from jarplan.audit.verification import problems

MOST_SHOWN = 50


class Command(BaseCommand):
    help = "Checks every event, state and record against the chain; ends with an error where one is wrong."

    def add_arguments(self, parser):
        parser.add_argument("--chain-only", action="store_true", help="do not compare the live records")
        parser.add_argument(
            "--restore-triggers", action="store_true", help="put back the triggers that keep the promises"
        )

    def handle(self, *args, **options):
        if options["restore_triggers"]:
            triggers.restore(connection)
        found = list(islice(problems(rows=not options["chain_only"]), MOST_SHOWN + 1))
        found += [f"The trigger {name} is missing." for name in sorted(triggers.missing(connection))]
        for sentence in found[:MOST_SHOWN]:
            self.stderr.write(sentence)
        if found:
            more = " or more" if len(found) > MOST_SHOWN else ""
            raise CommandError(f"The history is not whole: {min(len(found), MOST_SHOWN)}{more} problems.")
        head = AuditHead.objects.get(pk=1)
        self.stdout.write(f"The history is whole: {head.sequence} events, ending in {head.hash}.")
