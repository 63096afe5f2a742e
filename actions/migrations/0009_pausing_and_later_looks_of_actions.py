"""What an action says of being paused, of rounds, of its criteria' path, of the later look and of reminders. SQLite makes the table anew for it, so the triggers that look
into the table are lifted meanwhile.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from actions import triggers


def lift(apps, schema_editor):
    triggers.drop(schema_editor.connection)


def put_back(apps, schema_editor):
    triggers.create(schema_editor.connection, triggers.SECOND_CLAIMED)


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0008_versions_and_uses_of_evidence"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RunPython(lift, put_back),
        migrations.AddField(
            model_name="action",
            name="came_from",
            field=models.CharField(
                blank=True,
                choices=[
                    ("proposed", "Proposed"),
                    ("agreed", "Agreed"),
                    ("in_progress", "In progress"),
                    ("delivered", "Delivered"),
                    ("signed_off", "Signed off"),
                    ("embedded", "Embedded"),
                    ("paused", "Paused"),
                    ("superseded", "Superseded"),
                    ("not_accepted", "Not accepted"),
                    ("withdrawn", "Withdrawn"),
                ],
                max_length=12,
                verbose_name="status before it left or was paused",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="look_again_on",
            field=models.DateField(null=True, verbose_name="day of the later look"),
        ),
        migrations.AddField(
            model_name="action",
            name="off_path_from",
            field=models.DateField(
                null=True, verbose_name="first day on which a success criterion is off its path"
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="reminded_at",
            field=models.DateTimeField(null=True, verbose_name="last reminded"),
        ),
        migrations.AddField(
            model_name="action",
            name="reminded_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="last reminded by",
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="report_from",
            field=models.DateField(
                null=True, verbose_name="month of the first round in which a report is asked for"
            ),
        ),
        migrations.AddField(
            model_name="action",
            name="reported_month",
            field=models.DateField(
                null=True, verbose_name="month of the latest round that it was reported in"
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(("came_from__in", ["", "proposed", "agreed", "in_progress"])),
                name="action_comes_back_to_open_work",
            ),
        ),
        migrations.AddConstraint(
            model_name="action",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "superseded"), ("superseded_by__isnull", False)),
                    models.Q(
                        models.Q(("status", "superseded"), _negated=True), ("superseded_by__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="action_superseded_by_another",
            ),
        ),
        migrations.RunPython(put_back, lift),
    ]
