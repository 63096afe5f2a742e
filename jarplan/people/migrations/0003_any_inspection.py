"""Organisations and posts can be withdrawn, and then entered anew; a role can be limited to inspections."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from jarplan.audit.integrity.triggers import with_lifted
from jarplan.audit.operations import ChangeTables


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_groups_of_roles"),
    ]

    operations = with_lifted(
        "people",
        ChangeTables(
            [
                migrations.RemoveConstraint(
                    model_name="organisation",
                    name="organisation_names_differ_in_more_than_case",
                ),
                migrations.RemoveConstraint(
                    model_name="post",
                    name="post_is_named_once_in_an_organisation",
                ),
                migrations.AddField(
                    model_name="organisation",
                    name="withdrawn_at",
                    field=models.DateTimeField(blank=True, editable=False, null=True),
                ),
                migrations.AddField(
                    model_name="organisation",
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
                    model_name="organisation",
                    name="withdrawn_reason",
                    field=models.TextField(blank=True, editable=False, verbose_name="why it was withdrawn"),
                ),
                migrations.AddField(
                    model_name="post",
                    name="withdrawn_at",
                    field=models.DateTimeField(blank=True, editable=False, null=True),
                ),
                migrations.AddField(
                    model_name="post",
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
                    model_name="post",
                    name="withdrawn_reason",
                    field=models.TextField(blank=True, editable=False, verbose_name="why it was withdrawn"),
                ),
                migrations.AlterField(
                    model_name="organisation",
                    name="name",
                    field=models.CharField(max_length=200),
                ),
                migrations.AddConstraint(
                    model_name="organisation",
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
                        name="organisation_withdrawn_for_a_reason",
                        violation_error_message="Enter the reason for withdrawing.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="organisation",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("name",),
                        name="organisation_name_once",
                        violation_error_code="unique",
                        violation_error_message="There is already an organisation with this name.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="organisation",
                    constraint=models.UniqueConstraint(
                        django.db.models.functions.text.Lower("name"),
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        name="organisation_names_differ_in_more_than_case",
                        violation_error_code="unique",
                        violation_error_message="There is already an organisation with this name, with different capital letters.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="post",
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
                        name="post_withdrawn_for_a_reason",
                        violation_error_message="Enter the reason for withdrawing.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="post",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("title", "organisation"),
                        name="post_is_named_once_in_an_organisation",
                        violation_error_code="unique",
                        violation_error_message="This organisation already has a post with this title.",
                    ),
                ),
                migrations.AddField(
                    model_name="user",
                    name="limited_to",
                    field=models.JSONField(
                        blank=True, default=dict, verbose_name="inspections that a role is limited to"
                    ),
                ),
            ]
        ),
    )
