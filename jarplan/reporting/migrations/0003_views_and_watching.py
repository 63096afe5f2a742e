"""Has people keep named views of lists, and watch actions and recommendations."""

import uuid

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from jarplan.audit.operations import CreateTables


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0006_delivered_awaits_proof"),
        ("recommendations", "0006_links_to_drafts"),
        ("reporting", "0002_files_of_versions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreateTables(
            [
                migrations.CreateModel(
                    name="SavedView",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        (
                            "page",
                            models.CharField(
                                choices=[
                                    ("actions", "Actions"),
                                    ("timeline", "Timeline"),
                                    ("recommendations", "Recommendations"),
                                    ("measures", "Measures"),
                                ],
                                max_length=15,
                                verbose_name="list",
                            ),
                        ),
                        ("name", models.CharField(max_length=60)),
                        ("asked", models.JSONField(default=dict, verbose_name="what the list is asked for")),
                        ("saved_at", models.DateTimeField()),
                        (
                            "saved_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="saved by",
                            ),
                        ),
                    ],
                    options={
                        "ordering": [django.db.models.functions.text.Lower("name"), "pk"],
                        "constraints": [
                            models.UniqueConstraint(
                                models.F("saved_by"),
                                models.F("page"),
                                django.db.models.functions.text.Lower("name"),
                                name="views_of_a_person_differ_in_name",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("name", ""), _negated=True), name="saved_view_has_a_name"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Watch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("watched_at", models.DateTimeField()),
                        (
                            "action",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="watches",
                                to="actions.action",
                            ),
                        ),
                        (
                            "recommendation",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="watches",
                                to="recommendations.recommendation",
                            ),
                        ),
                        (
                            "watched_by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="watched by",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ["watched_at", "pk"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("action__isnull", True),
                                    ("recommendation__isnull", True),
                                    _connector="XOR",
                                ),
                                name="watch_is_of_one_thing",
                            ),
                            models.UniqueConstraint(
                                fields=("watched_by", "action"), name="action_is_watched_once"
                            ),
                            models.UniqueConstraint(
                                fields=("watched_by", "recommendation"), name="recommendation_is_watched_once"
                            ),
                        ],
                    },
                ),
            ]
        )
    ]
