"""manage.py verify_audit: proves that the history is whole, or names what is wrong with it."""

from itertools import islice

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from jarplan.audit.integrity import triggers as integrity_triggers
from jarplan.audit.integrity.verification import problems
from jarplan.audit.models import AuditHead

MOST_SHOWN = 50


class Command(BaseCommand):
    help = "Check every event, state and record against the chain. Ends with an error if anything is wrong."

    def add_arguments(self, parser):
        parser.add_argument("--chain-only", action="store_true", help="do not compare the current records")
        parser.add_argument(
            "--restore-triggers", action="store_true", help="restore the triggers that protect the history"
        )

    def handle(self, *args, **options):
        if options["restore_triggers"]:
            integrity_triggers.restore(connection)
        found = list(islice(problems(rows=not options["chain_only"]), MOST_SHOWN + 1))
        found += [
            f"The trigger {name} is missing." for name in sorted(integrity_triggers.missing(connection))
        ]
        for sentence in found[:MOST_SHOWN]:
            self.stderr.write(sentence)
        if found:
            more = " or more" if len(found) > MOST_SHOWN else ""
            raise CommandError(f"The history is not whole: {min(len(found), MOST_SHOWN)}{more} problems.")
        head = AuditHead.objects.get(pk=1)
        self.stdout.write(f"The history is whole: {head.sequence} events, ending in {head.hash}.")
