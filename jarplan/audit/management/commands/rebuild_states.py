"""manage.py rebuild_states: makes the states in force anew from the history, while nothing else is written."""

from django.core.management.base import BaseCommand
from django.db import transaction

from jarplan.audit.inforce import rebuild
from jarplan.audit.ledger import hold_head


class Command(BaseCommand):
    help = "Make the states in force, which pages of past days are read by, anew from the history."

    def handle(self, *args, **options):
        with transaction.atomic():
            # No verb ends before its states are in: all that is in the history is in the tables after it.
            hold_head()
            made = rebuild()
        self.stdout.write(f"The states in force were made anew: {made:,}.")
