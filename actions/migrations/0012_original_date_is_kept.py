"""Has the database keep the original date of an agreed action; reversible."""

from django.db import migrations

from actions import datetriggers


def protect(apps, schema_editor):
    datetriggers.create(schema_editor.connection)


def expose(apps, schema_editor):
    datetriggers.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("actions", "0011_readings_keep_the_words_of_their_criterion")]
    operations = [migrations.RunPython(protect, expose)]
