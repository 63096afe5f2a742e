"""An action says which cells its fields were read from. SQLite makes the table anew for it, so the triggers that look
into the table are lifted meanwhile.
"""

from django.db import migrations, models

from actions import triggers


def lift(apps, schema_editor):
    triggers.drop(schema_editor.connection)


def put_back(apps, schema_editor):
    triggers.create(schema_editor.connection, triggers.FIRST_CLAIMED)


class Migration(migrations.Migration):
    dependencies = [("actions", "0003_undoing_of_imports")]
    operations = [
        migrations.RunPython(lift, put_back),
        migrations.AddField(
            model_name="action",
            name="sources",
            field=models.JSONField(
                blank=True, default=dict, verbose_name="the cells that its fields were read from"
            ),
        ),
        migrations.RunPython(put_back, lift),
    ]
