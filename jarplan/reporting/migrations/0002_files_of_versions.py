"""Has the files of a published version be made once and kept."""

import django.db.models.deletion
from django.db import migrations, models

import jarplan.reporting.models
from jarplan.audit.operations import CreateTables


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0004_states_and_references"),
        ("reporting", "0001_demonstration_mark_and_digests"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="MadeFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kind", models.CharField(max_length=4)),
                        (
                            "stamp",
                            models.CharField(max_length=64, verbose_name="digest of what it was made of"),
                        ),
                        (
                            "file",
                            models.FileField(
                                blank=True, max_length=60, upload_to=jarplan.reporting.models.made_name
                            ),
                        ),
                        ("size", models.PositiveIntegerField(default=0, verbose_name="size in bytes")),
                        ("sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256")),
                        ("moment", models.DateTimeField()),
                        (
                            "problem",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="why it could not be made"
                            ),
                        ),
                        (
                            "version",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="files",
                                to="recommendations.planversion",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("version", "kind"), name="one_file_of_a_version_and_kind"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("file", ""), ("sha256", ""), models.Q(("problem", ""), _negated=True)
                                    ),
                                    models.Q(
                                        models.Q(("file", ""), _negated=True),
                                        models.Q(("sha256", ""), _negated=True),
                                        ("problem", ""),
                                    ),
                                    _connector="OR",
                                ),
                                name="made_file_is_there_or_says_why_not",
                            ),
                        ],
                    },
                ),
            ]
        ),
    ]
