"""Reporting rounds can be withdrawn, and then set anew."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from jarplan.audit.integrity.triggers import with_lifted
from jarplan.audit.operations import ChangeTables


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0002_own_claims_and_original_dates"),
        ("recommendations", "0003_any_inspection"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = with_lifted(
        "actions",
        ChangeTables(
            [
                migrations.AddField(
                    model_name="importdraft",
                    name="inspection",
                    field=models.CharField(
                        blank=True, max_length=40, verbose_name="the inspection that it is for"
                    ),
                ),
                migrations.AddField(
                    model_name="reportinground",
                    name="withdrawn_at",
                    field=models.DateTimeField(blank=True, editable=False, null=True),
                ),
                migrations.AddField(
                    model_name="reportinground",
                    name="withdrawn_by",
                    field=models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="reportinground",
                    name="withdrawn_reason",
                    field=models.TextField(blank=True, editable=False, verbose_name="why it was withdrawn"),
                ),
                migrations.AlterField(
                    model_name="reportinground",
                    name="month",
                    field=models.DateField(help_text="The first day of the month to report on."),
                ),
                migrations.AddConstraint(
                    model_name="reportinground",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True),
                                ("withdrawn_by__isnull", True),
                                ("withdrawn_reason", ""),
                            ),
                            models.Q(
                                ("withdrawn_at__isnull", False),
                                models.Q(("withdrawn_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="reportinground_withdrawn_for_a_reason",
                        violation_error_message="Enter the reason for withdrawing.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="reportinground",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("month",),
                        name="round_once_a_month",
                        violation_error_code="unique",
                    ),
                ),
            ]
        ),
    )
