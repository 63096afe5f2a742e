"""A meeting is moved to another day, or cancelled, for a reason; its old date stays readable."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jarplan.audit.operations import ChangeTables

STANDS = models.Q(cancelled_at__isnull=True, cancelled_by__isnull=True, cancelled_reason="")
CANCELLED = models.Q(cancelled_at__isnull=False, cancelled_by__isnull=False) & ~models.Q(cancelled_reason="")


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0006_links_to_drafts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        ChangeTables(
            [
                migrations.AddField(
                    "meeting",
                    "moves",
                    models.JSONField("earlier dates", default=list, blank=True, editable=False),
                ),
                migrations.AddField(
                    "meeting", "cancelled_at", models.DateTimeField(null=True, blank=True, editable=False)
                ),
                migrations.AddField(
                    "meeting",
                    "cancelled_by",
                    models.ForeignKey(
                        to=settings.AUTH_USER_MODEL,
                        on_delete=django.db.models.deletion.PROTECT,
                        null=True,
                        blank=True,
                        editable=False,
                        related_name="+",
                    ),
                ),
                migrations.AddField(
                    "meeting",
                    "cancelled_reason",
                    models.TextField("why it was cancelled", blank=True, editable=False),
                ),
                migrations.AddConstraint(
                    "meeting",
                    models.CheckConstraint(
                        condition=STANDS | CANCELLED,
                        name="meeting_cancelled_for_a_reason",
                        violation_error_message="Enter why the meeting is cancelled.",
                    ),
                ),
            ]
        ),
    ]
