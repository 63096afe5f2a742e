"""Says how long the states of organisations and posts stood."""

from django.db import migrations, models

from jarplan.audit.operations import CreateTables


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_any_inspection"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="OrganisationInForce",
                    fields=[
                        ("sequence", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                        ("until", models.PositiveBigIntegerField(null=True)),
                        ("uuid", models.UUIDField()),
                        ("name", models.CharField(max_length=200)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["uuid", "sequence"], name="organisation_in_force_of_one")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("uuid",),
                                name="organisation_in_force_stands_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostInForce",
                    fields=[
                        ("sequence", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                        ("until", models.PositiveBigIntegerField(null=True)),
                        ("uuid", models.UUIDField()),
                        ("title", models.CharField(max_length=200)),
                        ("organisation", models.UUIDField()),
                    ],
                    options={
                        "indexes": [models.Index(fields=["uuid", "sequence"], name="post_in_force_of_one")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("uuid",),
                                name="post_in_force_stands_once",
                            )
                        ],
                    },
                ),
            ]
        ),
    ]
