"""Has the database refuse a signature by somebody who made the claim; reversible."""

from django.db import migrations

from actions import triggers


def protect(apps, schema_editor):
    triggers.create(schema_editor.connection, triggers.FIRST_CLAIMED)


def expose(apps, schema_editor):
    triggers.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("actions", "0001_actions")]
    operations = [migrations.RunPython(protect, expose)]
