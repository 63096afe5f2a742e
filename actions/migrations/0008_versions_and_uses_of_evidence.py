"""Evidence has versions, and says who uses it for which action. SQLite makes the table anew for it, so the triggers that look
into the table are lifted meanwhile.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from actions import triggers


def lift(apps, schema_editor):
    triggers.drop(schema_editor.connection)


def put_back(apps, schema_editor):
    triggers.create(schema_editor.connection, triggers.FIRST_CLAIMED)


def put_up(apps, schema_editor):
    triggers.create(schema_editor.connection, triggers.SECOND_CLAIMED)


def say_who_uses_it(apps, schema_editor):
    """Until now, whoever attached a piece of evidence was the one who used it."""
    Use = apps.get_model("actions", "EvidenceUse")
    rows = list(Use.objects.select_related("evidence"))
    for row in rows:
        row.used_at, row.used_by_id = row.evidence.attached_at, row.evidence.attached_by_id
    Use.objects.bulk_update(rows, ["used_at", "used_by"], batch_size=500)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the columns could not be altered now


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0007_readings_of_criteria"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RunPython(lift, put_back),
        migrations.AddField(
            model_name="evidence",
            name="earlier",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="newer",
                to="actions.evidence",
                verbose_name="a newer version of",
            ),
        ),
        migrations.AddField(
            model_name="evidenceuse",
            name="used_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="evidenceuse",
            name="used_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="used by",
            ),
        ),
        migrations.RunPython(say_who_uses_it, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="evidenceuse",
            name="used_at",
            field=models.DateTimeField(),
        ),
        migrations.AlterField(
            model_name="evidenceuse",
            name="used_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="used by",
            ),
        ),
        migrations.RunPython(put_up, lift),
    ]
