"""Loads the law and the facts of the council's report: what Leicester starts from, with no actions yet."""

from django.core.management.base import BaseCommand, CommandError

from jarplan.reporting.operations.facts import BASELINE, FactsDiffer, load_facts
from jarplan.reporting.operations.loading import check_database, sentence
from recommendations.deadlines.verbs import hold


class Command(BaseCommand):
    help = "Loads the law and the facts of the council's report into a migrated database; safe to run again."
    requires_migrations_checks = False

    def handle(self, *args, **options):
        check_database()
        try:
            outcome = load_facts(by=None, now=BASELINE)
        except FactsDiffer as difference:
            raise CommandError(f"{difference} Nothing was loaded.") from None
        # From here on a changed calendar moves no date by itself.
        hold(by=None, now=BASELINE)
        self.stdout.write(sentence(outcome, "of the law and of the council's report", ", as on 3 June 2008"))
