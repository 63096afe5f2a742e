"""Keeps of which step of a date each message has told, so that none is told twice."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0004_meeting_packs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Told",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "digest",
                    models.ForeignKey(
                        to="reporting.digest",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="told",
                    ),
                ),
                ("what", models.CharField(max_length=100)),
                ("step", models.CharField(max_length=20)),
            ],
            options={
                "ordering": ["-digest__moment", "pk"],
                "indexes": [models.Index(fields=["what", "step"], name="what_was_told")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["digest", "what", "step"], name="a_message_tells_of_a_step_once"
                    )
                ],
            },
        ),
    ]
