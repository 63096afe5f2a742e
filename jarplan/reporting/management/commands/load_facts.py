"""Loads the facts of the council's report: what a council starts from, with no actions yet."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from jarplan.reporting.facts import BASELINE, FactsDiffer, load_facts
from recommendations.deadlineverbs import hold


class Command(BaseCommand):
    help = "Loads the facts of the council's report into a migrated database; safe to repeat."
    requires_migrations_checks = False

    def handle(self, *args, **options):
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            raise CommandError("The database is not up to date: run manage.py migrate first.")
        try:
            outcome = load_facts(by=None, now=BASELINE)
        except FactsDiffer as difference:
            raise CommandError(f"{difference} Nothing was loaded.") from None
        # From here on a changed calendar moves no date by itself.
        hold(by=None, now=BASELINE)
        self.stdout.write(sentence(outcome))


def sentence(outcome):
    """What was done, in a sentence."""
    loaded, there, changed = outcome["loaded"], outcome["there already"], outcome["changed since"]
    if not loaded:
        said = f"Nothing to load: all {there + changed} records of the council's report are there already"
    else:
        said = f"Loaded {loaded} records of the council's report, as on 3 June 2008"
        said += f"; {there + changed} were there already" if there + changed else ""
    if changed:
        said += f"; {changed} have been changed here since and were left as they are"
    return said + "."
