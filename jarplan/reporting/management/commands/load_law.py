"""Loads the law: statutory rules, kinds of inspection and recipients, which any council starts from."""

from django.core.management.base import BaseCommand

from jarplan import clock
from jarplan.reporting.operations.facts import load_law
from jarplan.reporting.operations.loading import check_database, sentence


class Command(BaseCommand):
    help = "Loads statutory rules, kinds of inspection and recipients into a migrated database; safe to run again."
    requires_migrations_checks = False

    def handle(self, *args, **options):
        check_database()
        self.stdout.write(sentence(load_law(by=None, now=clock.now()), "of the law"))
