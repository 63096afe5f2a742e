"""Finds the states of actions that were in force at a moment by an index, on PostgreSQL."""

from django.db import migrations

from jarplan.audit.operations import OnDatabase

# Of the condition that jarplan/audit/reading/then.py puts in the place of the table of actions on a past day. An index
# of two columns halves a long history at best, as one of them has no lower and the other no upper end.
CREATE = (
    "CREATE INDEX action_in_force_at_moment ON actions_actioninforce USING gist (int8range(sequence, until))"
)


def create(connection):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(CREATE)


def drop(connection):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX action_in_force_at_moment")


class Migration(migrations.Migration):
    dependencies = [("actions", "0004_states_in_force")]

    operations = [OnDatabase(create, drop)]
