"""Days off beyond the published calendar, the day a deadline was met, and the count that it was held to."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_stored_file"),
        ("people", "0005_how_often_people_are_written_to"),
        ("recommendations", "0003_meetings_versions_consultations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DayOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("day", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("bank_holiday", "bank holiday in England and Wales"),
                            ("closure", "day on which the offices are closed"),
                        ],
                        max_length=12,
                    ),
                ),
                ("name", models.CharField(max_length=100, verbose_name="what it is called, or why")),
                (
                    "source",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="where it was proclaimed or decided"
                    ),
                ),
                ("added_at", models.DateTimeField()),
                ("taken_out_at", models.DateTimeField(blank=True, null=True)),
                ("taken_out_reason", models.TextField(blank=True, verbose_name="why it was taken out")),
            ],
            options={
                "verbose_name_plural": "days off",
                "ordering": ["day", "kind"],
            },
        ),
        migrations.AddField(
            model_name="deadline",
            name="computed_on",
            field=models.DateField(
                blank=True,
                help_text="Empty: as the calendar has it today. Kept when it is counted, and until it is counted again.",
                null=True,
                verbose_name="date as it was counted last",
            ),
        ),
        migrations.AddField(
            model_name="deadline",
            name="met_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="when that was recorded"),
        ),
        migrations.AddField(
            model_name="deadline",
            name="met_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="deadlines_met",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="deadline",
            name="met_on",
            field=models.DateField(blank=True, null=True, verbose_name="the day it was met"),
        ),
        migrations.AddField(
            model_name="deadline",
            name="met_proof",
            field=models.TextField(blank=True, verbose_name="proof that it was met"),
        ),
        migrations.AddField(
            model_name="deadlinerule",
            name="leaves_out_closures",
            field=models.BooleanField(
                default=False,
                help_text="The regulations leave out weekends and bank holidays only.",
                verbose_name="days on which the offices are closed are left out",
            ),
        ),
        migrations.AlterField(
            model_name="deadlinerule",
            name="certainty",
            field=models.CharField(
                choices=[
                    ("text", "the regulation's wording is to hand"),
                    (
                        "second_hand",
                        "known through the council's paper; the regulation's wording is not to hand",
                    ),
                    (
                        "secondary",
                        "known from secondary sources only; read the regulation before you rely on it",
                    ),
                ],
                max_length=12,
                verbose_name="how sure the text is",
            ),
        ),
        migrations.AlterField(
            model_name="deadlinerule",
            name="inspection_kind",
            field=models.CharField(
                choices=[
                    ("joint_area_review", "Joint Area Review"),
                    ("plan_review", "review of the Children and Young People's Plan"),
                    ("childrens_services", "inspection of local authority children's services"),
                    ("joint_targeted", "joint targeted area inspection"),
                    ("other", "other inspection or review"),
                ],
                max_length=30,
            ),
        ),
        migrations.AlterField(
            model_name="inspection",
            name="kind",
            field=models.CharField(
                choices=[
                    ("joint_area_review", "Joint Area Review"),
                    ("plan_review", "review of the Children and Young People's Plan"),
                    ("childrens_services", "inspection of local authority children's services"),
                    ("joint_targeted", "joint targeted area inspection"),
                    ("other", "other inspection or review"),
                ],
                max_length=30,
            ),
        ),
        migrations.AddConstraint(
            model_name="deadline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("met_at__isnull", True),
                        ("met_by__isnull", True),
                        ("met_on__isnull", True),
                        ("met_proof", ""),
                    ),
                    models.Q(
                        ("met_at__isnull", False),
                        ("met_by__isnull", False),
                        ("met_on__isnull", False),
                        models.Q(("met_proof", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="deadline_met_with_proof",
                violation_error_message="The day it was met needs its proof and who recorded it.",
            ),
        ),
        migrations.AddField(
            model_name="dayoff",
            name="added_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="days_off_added",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="dayoff",
            name="taken_out_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="days_off_taken_out",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="dayoff",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_out_at__isnull", True)),
                fields=("day",),
                name="day_off_once",
                violation_error_message="This day is recorded as a day off already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="dayoff",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="day_off_has_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="dayoff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("taken_out_at__isnull", True),
                        ("taken_out_by__isnull", True),
                        ("taken_out_reason", ""),
                    ),
                    models.Q(
                        ("taken_out_at__isnull", False), models.Q(("taken_out_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="day_off_taken_out_for_a_reason",
                violation_error_message="Say why the day is taken out.",
            ),
        ),
    ]
