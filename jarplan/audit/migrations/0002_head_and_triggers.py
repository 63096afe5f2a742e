"""Begins the chain and has the database refuse every change of history; reversible."""

from django.db import migrations

from jarplan.audit import head, triggers


def protect(apps, schema_editor):
    triggers.create(schema_editor.connection)


def expose(apps, schema_editor):
    triggers.drop(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_history")]
    operations = [
        migrations.RunPython(head.begin, migrations.RunPython.noop),
        migrations.RunPython(protect, expose),
    ]
