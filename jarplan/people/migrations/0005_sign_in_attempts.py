"""Keeps attempts to sign in, and removes the tables of django-axes, which kept failed ones with what was typed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

OF_AXES = ["axes_accessattemptexpiration", "axes_accessattempt", "axes_accessfailurelog", "axes_accesslog"]
GONE = [
    *(f"DROP TABLE IF EXISTS {table}" for table in OF_AXES),
    "DELETE FROM django_migrations WHERE app = 'axes'",
]


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_states_in_force"),
    ]

    operations = [
        migrations.CreateModel(
            name="SignInAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("moment", models.DateTimeField(verbose_name="when")),
                (
                    "name",
                    models.CharField(
                        editable=False, max_length=64, verbose_name="keyed digest of the user name typed"
                    ),
                ),
                ("address", models.GenericIPAddressField(null=True, verbose_name="from")),
                ("network", models.CharField(max_length=50, verbose_name="counted with")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("signed in", "Signed in"),
                            ("password", "Right password"),
                            ("wrong", "Wrong user name or password"),
                            ("wrong code", "Wrong code"),
                            ("reset", "Asked for a link to set a password"),
                            ("slowed", "Not looked at: too many attempts"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sign_in_attempts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "attempt to sign in",
                "verbose_name_plural": "attempts to sign in",
                "ordering": ["-moment", "-pk"],
                "indexes": [
                    models.Index(fields=["name", "moment"], name="attempts_on_a_name"),
                    models.Index(fields=["network", "moment"], name="attempts_from_a_network"),
                    models.Index(fields=["moment"], name="attempts_by_moment"),
                ],
            },
        ),
        migrations.RunSQL(GONE, migrations.RunSQL.noop),
    ]
