"""A round for each month, the reports that belong to it, and drafts of them. SQLite makes the table anew for it, so the triggers that look
into the table are lifted meanwhile.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from actions import triggers


def lift(apps, schema_editor):
    triggers.drop(schema_editor.connection)


def put_back(apps, schema_editor):
    triggers.create(schema_editor.connection, triggers.FIRST_CLAIMED)


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0005_import_drafts_and_headings"),
        ("recommendations", "0003_meetings_versions_consultations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RunPython(lift, put_back),
        migrations.CreateModel(
            name="ReportDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("saved_at", models.DateTimeField()),
                ("typed", models.JSONField(default=dict, verbose_name="what was typed")),
            ],
            options={
                "ordering": ["saved_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ReportingRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                (
                    "month",
                    models.DateField(
                        help_text="The first day of the month that is reported on.", unique=True
                    ),
                ),
                ("opens_on", models.DateField()),
                ("closes_on", models.DateField()),
            ],
            options={
                "ordering": ["month"],
            },
        ),
        migrations.AddField(
            model_name="progressupdate",
            name="kind",
            field=models.CharField(
                choices=[("report", "Monthly report"), ("note", "Note")], default="note", max_length=6
            ),
        ),
        migrations.AddField(
            model_name="progressupdate",
            name="no_change",
            field=models.BooleanField(
                default=False, verbose_name="nothing has changed since the last report"
            ),
        ),
        migrations.AddField(
            model_name="reportdraft",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="report_drafts", to="actions.action"
            ),
        ),
        migrations.AddField(
            model_name="reportdraft",
            name="saved_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="written by",
            ),
        ),
        migrations.AddField(
            model_name="reportinground",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="recommendations.meeting",
                verbose_name="for the meeting",
            ),
        ),
        migrations.AddField(
            model_name="progressupdate",
            name="round",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reports",
                to="actions.reportinground",
            ),
        ),
        migrations.AddConstraint(
            model_name="progressupdate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "report"), ("round__isnull", False)),
                    models.Q(("kind", "note"), ("round__isnull", True)),
                    _connector="OR",
                ),
                name="report_belongs_to_a_round",
            ),
        ),
        migrations.AddConstraint(
            model_name="progressupdate",
            constraint=models.UniqueConstraint(
                condition=models.Q(("corrects__isnull", True), ("kind", "report")),
                fields=("action", "round"),
                name="one_report_of_an_action_in_a_round",
                violation_error_message="This action has its report of this round already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="progressupdate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "note"), ("rating", "green"), ("recovers_on__isnull", False), _connector="OR"
                ),
                name="report_off_track_says_when_it_recovers",
                violation_error_message="Amber and red need a day by which it is back on track.",
            ),
        ),
        migrations.AddConstraint(
            model_name="reportdraft",
            constraint=models.UniqueConstraint(
                fields=("action", "saved_by"), name="one_draft_of_an_action_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="reportinground",
            constraint=models.CheckConstraint(
                condition=models.Q(("closes_on__gte", models.F("opens_on"))),
                name="round_closes_after_it_opens",
            ),
        ),
        migrations.RunPython(put_back, lift),
    ]
