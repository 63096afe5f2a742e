"""Organisations, posts and people, with how they are written to and their calendars' addresses."""

import uuid

import django.contrib.auth.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from jarplan.audit.operations import CreateTables


class Migration(migrations.Migration):
    replaces = [
        ("people", "0001_people"),
        ("people", "0003_user_names_differ_in_more_than_case"),
        ("people", "0004_organisation_names_differ_in_more_than_case"),
        ("people", "0005_how_often_people_are_written_to"),
        ("people", "0006_addresses_of_calendars"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="Organisation",
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
                            "name",
                            models.CharField(
                                error_messages={"unique": "There is already an organisation with this name."},
                                max_length=200,
                                unique=True,
                            ),
                        ),
                        (
                            "short_name",
                            models.CharField(
                                blank=True, help_text="The name people use, for example LSCB.", max_length=60
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                blank=True, help_text="For example council or board.", max_length=60
                            ),
                        ),
                        (
                            "source",
                            models.CharField(
                                blank=True,
                                help_text="Where this organisation comes from: a paragraph or an import.",
                                max_length=200,
                            ),
                        ),
                        ("is_sample", models.BooleanField(default=False, verbose_name="sample")),
                    ],
                    options={
                        "ordering": ["name"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True),
                                name="organisation_has_a_name",
                            ),
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("name"),
                                name="organisation_names_differ_in_more_than_case",
                                violation_error_message="There is already an organisation with this name, with different capital letters.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="User",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "last_login",
                            models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                        ),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        (
                            "username",
                            models.CharField(
                                error_messages={"unique": "Somebody already has this user name."},
                                max_length=60,
                                unique=True,
                                validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                                verbose_name="user name",
                            ),
                        ),
                        ("full_name", models.CharField(max_length=120, verbose_name="name")),
                        (
                            "email",
                            models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                        ),
                        ("is_active", models.BooleanField(default=True, verbose_name="can sign in")),
                        (
                            "is_staff",
                            models.BooleanField(default=False, verbose_name="can open the technical admin"),
                        ),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="people",
                                to="people.organisation",
                            ),
                        ),
                        (
                            "mail_every",
                            models.CharField(
                                choices=[
                                    ("day", "On days when there is something new"),
                                    ("week", "Once a week, on Mondays"),
                                ],
                                default="day",
                                max_length=4,
                                verbose_name="how often we send you emails",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["full_name"],
                        "constraints": [
                            models.UniqueConstraint(
                                django.db.models.functions.text.Lower("username"),
                                name="user_names_differ_in_more_than_case",
                                violation_error_message="Somebody already has this user name, with different capital letters.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("mail_every__in", ["day", "week"])),
                                name="mail_is_daily_or_weekly",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Post",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("version", models.PositiveIntegerField(default=1, editable=False)),
                        ("title", models.CharField(max_length=200)),
                        ("is_sample", models.BooleanField(default=False, verbose_name="sample")),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="posts",
                                to="people.organisation",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["title"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("title", "organisation"),
                                name="post_is_named_once_in_an_organisation",
                                violation_error_message="This organisation already has a post with this title.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("title", ""), _negated=True), name="post_has_a_title"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PostHolding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("held_from", models.DateField(verbose_name="from")),
                        ("held_to", models.DateField(blank=True, null=True, verbose_name="to")),
                        (
                            "post",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holdings",
                                to="people.post",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="holdings",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["held_from", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("held_to__isnull", True),
                                    ("held_to__gte", models.F("held_from")),
                                    _connector="OR",
                                ),
                                name="post_holding_ends_after_it_begins",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("held_to__isnull", True)),
                                fields=("post", "user"),
                                name="post_is_held_once_by_a_person",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="CalendarToken",
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
                            "digest",
                            models.CharField(
                                editable=False,
                                max_length=64,
                                unique=True,
                                verbose_name="SHA-256 of the secret",
                            ),
                        ),
                        ("made_at", models.DateTimeField()),
                        ("ended_at", models.DateTimeField(blank=True, null=True)),
                        (
                            "ended_by",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "made_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "person",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calendar_tokens",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "calendar address",
                        "verbose_name_plural": "calendar addresses",
                        "ordering": ["made_at"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("ended_at__isnull", True)),
                                fields=("person",),
                                name="calendar_token_one_in_use",
                                violation_error_message="This person already has a calendar address.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                                    models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                                    _connector="OR",
                                ),
                                name="calendar_token_ended_by_somebody",
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
