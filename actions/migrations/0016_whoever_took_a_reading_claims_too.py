"""Whoever took a reading that stands made a part of the claim: the triggers refuse their signature too."""

from django.db import migrations

from actions import triggers


def with_readings(apps, schema_editor):
    triggers.drop(schema_editor.connection)
    triggers.create(schema_editor.connection, triggers.FOURTH_CLAIMED)


def as_before(apps, schema_editor):
    triggers.drop(schema_editor.connection)
    triggers.create(schema_editor.connection, triggers.THIRD_CLAIMED)


class Migration(migrations.Migration):
    dependencies = [("actions", "0015_one_person_signs_an_action_once")]
    operations = [migrations.RunPython(with_readings, as_before)]
