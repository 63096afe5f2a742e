"""Since there are deputies, one person might sign for two organisations: the triggers refuse that too."""

from django.db import migrations

from actions import triggers


def for_deputies(apps, schema_editor):
    triggers.drop(schema_editor.connection)
    triggers.create(schema_editor.connection, triggers.THIRD_CLAIMED)


def as_before(apps, schema_editor):
    triggers.drop(schema_editor.connection)
    triggers.create(schema_editor.connection, triggers.SECOND_CLAIMED)


class Migration(migrations.Migration):
    dependencies = [("actions", "0014_computed_rating_of_a_challenge_is_chosen")]
    operations = [migrations.RunPython(for_deputies, as_before)]
