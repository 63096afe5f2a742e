"""Says how long the states of actions, requests and challenges stood, and finds those of actions that were in force at
a moment by an index, on PostgreSQL. The migrations of the audit fill their tables."""

from django.db import migrations, models

from jarplan.audit.operations import CreateTables, OnDatabase

# Of the condition that jarplan/audit/reading/then.py puts in the place of the table of actions on a past day. An index
# of two columns halves a long history at best, as one of them has no lower and the other no upper end.
CREATE = (
    "CREATE INDEX action_in_force_at_moment ON actions_actioninforce USING gist (int8range(sequence, until))"
)


def create(connection):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(CREATE)


def drop(connection):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX action_in_force_at_moment")


class Migration(migrations.Migration):
    replaces = [("actions", "0004_states_in_force"), ("actions", "0005_moments_of_actions")]
    dependencies = [
        ("actions", "0003_any_inspection"),
        # Their tables are filled here as well, the last.
        ("audit", "0003_states_in_force"),
        ("people", "0004_states_in_force"),
        ("recommendations", "0004_states_and_references"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="ActionInForce",
                    fields=[
                        ("sequence", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                        ("until", models.PositiveBigIntegerField(null=True)),
                        ("uuid", models.UUIDField()),
                        ("reference", models.CharField(max_length=20)),
                        ("plan_order", models.PositiveIntegerField()),
                        ("recommendation", models.UUIDField()),
                        (
                            "accountable",
                            models.UUIDField(null=True, verbose_name="post of the accountable lead"),
                        ),
                        ("status", models.CharField(max_length=12)),
                        ("awaiting", models.CharField(max_length=12)),
                        ("declared_rating", models.CharField(max_length=5)),
                        ("due_latest", models.DateField(null=True)),
                        ("original_due", models.DateField(null=True)),
                        ("moves", models.PositiveSmallIntegerField()),
                        ("agreed_at", models.DateTimeField(null=True)),
                        ("reported_at", models.DateTimeField(null=True)),
                        ("reported_month", models.DateField(null=True)),
                        ("report_from", models.DateField(null=True)),
                        ("off_path_from", models.DateField(null=True)),
                        ("is_sample", models.BooleanField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["uuid", "sequence"], name="action_in_force_of_one"),
                            models.Index(fields=["plan_order", "sequence"], name="action_in_force_by_order"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("uuid",),
                                name="action_in_force_stands_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ChallengeInForce",
                    fields=[
                        ("sequence", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                        ("until", models.PositiveBigIntegerField(null=True)),
                        ("uuid", models.UUIDField()),
                        ("action", models.UUIDField()),
                        ("lodged_at", models.DateTimeField()),
                        ("answered_at", models.DateTimeField(null=True)),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["uuid", "sequence"], name="challenge_in_force_of_one"),
                            models.Index(
                                condition=models.Q(("answered_at__isnull", True)),
                                fields=["action"],
                                name="challenge_in_force_open",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("uuid",),
                                name="challenge_in_force_stands_once",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="DateChangeInForce",
                    fields=[
                        ("sequence", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                        ("until", models.PositiveBigIntegerField(null=True)),
                        ("uuid", models.UUIDField()),
                        ("action", models.UUIDField()),
                        ("decision", models.CharField(max_length=8)),
                        ("to_latest", models.DateField()),
                    ],
                    options={
                        "indexes": [
                            models.Index(fields=["uuid", "sequence"], name="date_change_in_force_of_one"),
                            models.Index(
                                condition=models.Q(("decision", "pending")),
                                fields=["action"],
                                name="date_change_in_force_waiting",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("until__isnull", True)),
                                fields=("uuid",),
                                name="date_change_in_force_stands_once",
                            )
                        ],
                    },
                ),
            ]
        ),
        OnDatabase(create, drop),
    ]
