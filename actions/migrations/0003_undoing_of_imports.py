"""An import says what it wrote and by which headings, and can be undone; a later date that it asked for is recalled."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0002_own_claim_triggers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RemoveConstraint(
            model_name="datechange",
            name="date_change_is_decided_by_somebody",
        ),
        migrations.RemoveConstraint(
            model_name="planimport",
            name="import_is_confirmed_by_somebody",
        ),
        migrations.AddField(
            model_name="planimport",
            name="lineage",
            field=models.CharField(blank=True, max_length=64, verbose_name="digest of its headings"),
        ),
        migrations.AddField(
            model_name="planimport",
            name="touched",
            field=models.JSONField(default=list, verbose_name="records that it wrote, by kind and UUID"),
        ),
        migrations.AddField(
            model_name="planimport",
            name="undone_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="planimport",
            name="undone_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="undone by",
            ),
        ),
        migrations.AlterField(
            model_name="datechange",
            name="decision",
            field=models.CharField(
                choices=[
                    ("pending", "Waiting for a decision"),
                    ("granted", "Agreed"),
                    ("refused", "Not agreed"),
                    ("recalled", "No longer asked for"),
                ],
                default="pending",
                max_length=8,
            ),
        ),
        migrations.AlterField(
            model_name="planimport",
            name="state",
            field=models.CharField(
                choices=[
                    ("confirmed", "Imported"),
                    ("undone", "Undone"),
                    ("previewed", "Never confirmed"),
                    ("called_off", "Called off"),
                ],
                default="confirmed",
                max_length=10,
            ),
        ),
        migrations.AddIndex(
            model_name="planimport",
            index=models.Index(fields=["lineage", "state"], name="import_by_lineage"),
        ),
        migrations.AddConstraint(
            model_name="datechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("decision__in", ["pending", "recalled"]),
                    ),
                    models.Q(
                        models.Q(("decision__in", ["pending", "recalled"]), _negated=True),
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="date_change_is_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="planimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                        ("state__in", ["confirmed", "undone"]),
                    ),
                    models.Q(
                        models.Q(("state__in", ["confirmed", "undone"]), _negated=True),
                        ("confirmed_at__isnull", True),
                        ("confirmed_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="import_is_confirmed_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="planimport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "undone"), ("undone_at__isnull", False), ("undone_by__isnull", False)),
                    models.Q(
                        models.Q(("state", "undone"), _negated=True),
                        ("undone_at__isnull", True),
                        ("undone_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="import_is_undone_by_somebody",
            ),
        ),
    ]
