"""What the commands that load the law and the facts share: the look at the database, and the sentence at the end."""

from django.core.management.base import CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from jarplan.audit.integrity.releases import too_old


def check_database():
    """CommandError where the database is of an earlier release, or not migrated."""
    if problem := too_old(connection):
        raise CommandError(problem)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("The database is not up to date: run manage.py migrate first.")


def sentence(outcome, of_what, as_on=""):
    """What was done, in a sentence; then one for each row that is kept as it is worded here."""
    new, changed = outcome["loaded"], outcome["changed since"]
    there = outcome["there already"] + outcome["filled in"] + outcome["differs"] + changed
    said = f"Loaded {new} records {of_what}{as_on}" if new else ""
    if not new:
        said = f"Nothing to load: all {there} records {of_what} are already loaded"
    elif there:
        said += f"; {there} were already loaded"
    if changed:
        said += f"; {changed} have since been edited here and were left unchanged"
    if filled := outcome["filled in"]:
        said += f"; {filled} of an earlier release were completed"
    return "\n".join([f"{said}.", *(f"{kept} It was left unchanged." for kept in outcome.kept)])
