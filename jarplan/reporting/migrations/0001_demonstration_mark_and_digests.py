"""The demonstration's mark, and to whom a message was written on which day."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jarplan.audit.operations import CreateTables


class Migration(migrations.Migration):
    replaces = [("reporting", "0001_demonstration_mark"), ("reporting", "0002_digests")]

    initial = True

    dependencies = [
        ("people", "__first__"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Demonstration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("complete", models.BooleanField(default=False, verbose_name="complete")),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("pk", 1)), name="demonstration_mark_is_one_row"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Digest",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("day", models.DateField()),
                        (
                            "moment",
                            models.DateTimeField(
                                help_text="Anything later is new in the next message.", verbose_name="written"
                            ),
                        ),
                        ("things", models.PositiveIntegerField(verbose_name="number of items")),
                        (
                            "is_sent",
                            models.BooleanField(default=False, verbose_name="accepted by the mail server"),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="digests",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="to",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["-day", "user"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("user", "day"), name="one_digest_of_a_person_and_day"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("things__gt", 0)), name="digest_says_something"
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
