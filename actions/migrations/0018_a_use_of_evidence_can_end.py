"""The use of a piece of evidence for one action can end while the others stand; whoever used it there is then no longer
among those who made the claim. SQLite makes the table anew for it, so the triggers that look into it are lifted meanwhile.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from actions import triggers


def lift(apps, schema_editor):
    triggers.drop(schema_editor.connection)


def put_back(apps, schema_editor):
    triggers.create(schema_editor.connection, triggers.FOURTH_CLAIMED)


def put_up(apps, schema_editor):
    triggers.create(schema_editor.connection, triggers.FIFTH_CLAIMED)


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0017_readings_name_their_evidence"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RunPython(lift, put_back),
        migrations.AddField("evidenceuse", "ended_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "evidenceuse",
            "ended_by",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ended by",
            ),
        ),
        migrations.AddField(
            "evidenceuse", "ended_reason", models.CharField(blank=True, default="", max_length=1000), False
        ),
        migrations.AddConstraint(
            "evidenceuse",
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, ended_reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(ended_reason="")),
                name="use_is_ended_by_somebody_with_a_reason",
            ),
        ),
        migrations.RunPython(put_up, lift),
    ]
