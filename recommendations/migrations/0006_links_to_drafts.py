"""Lets a consulted partner without an account read the draft by a link that can be ended."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def somebody(related_name):
    return models.ForeignKey(
        to=settings.AUTH_USER_MODEL,
        on_delete=django.db.models.deletion.PROTECT,
        null=True,
        blank=True,
        related_name=related_name,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0004_states_and_references"),
    ]

    operations = [
        migrations.CreateModel(
            name="DraftLink",
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
                    "consultation",
                    models.ForeignKey(
                        to="recommendations.consultation",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="links",
                    ),
                ),
                (
                    "digest",
                    models.CharField("SHA-256 of the secret", max_length=64, unique=True, editable=False),
                ),
                ("ends_on", models.DateField("last day")),
                ("made_at", models.DateTimeField()),
                ("made_by", somebody("draft_links_made")),
                ("ended_at", models.DateTimeField(null=True, blank=True)),
                ("ended_by", somebody("draft_links_ended")),
                ("times_opened", models.PositiveIntegerField(default=0, editable=False)),
                ("last_opened", models.DateTimeField(null=True, editable=False)),
            ],
            options={
                "ordering": ["made_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["consultation"],
                        condition=models.Q(ended_at__isnull=True),
                        name="draft_link_one_in_use",
                        violation_error_message="This partner already has a link to the draft.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(ended_at__isnull=True, ended_by__isnull=True)
                        | models.Q(ended_at__isnull=False, ended_by__isnull=False),
                        name="draft_link_ended_by_somebody",
                    ),
                ],
            },
        ),
    ]
