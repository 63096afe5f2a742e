"""Versions of the plan with their approval, publication and withdrawal; consultations with their outcome; the children's page."""

import datetime
import uuid

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0005_copies_of_publication"),
    ]

    operations = [
        migrations.CreateModel(
            name="ChildrensPage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("slug", models.SlugField(default="plan", max_length=20, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField()),
            ],
        ),
        migrations.AlterModelOptions(
            name="consultation",
            options={"ordering": ["version_asked", "asked_on", "partner_name"]},
        ),
        migrations.RemoveConstraint(
            model_name="consultation",
            name="consultation_once_a_day",
        ),
        migrations.RemoveConstraint(
            model_name="consultation",
            name="consultation_answer_has_day",
        ),
        migrations.RemoveConstraint(
            model_name="planversion",
            name="plan_version_published_has_day",
        ),
        migrations.AddField(
            model_name="consultation",
            name="answer_by",
            field=models.DateField(
                default=datetime.date(2008, 1, 1), verbose_name="an answer is asked for by"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="consultation",
            name="answered_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="when the answer was recorded"),
        ),
        migrations.AddField(
            model_name="consultation",
            name="answered_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consultations_answered",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="asked_at",
            field=models.DateTimeField(default=django.utils.timezone.now),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="consultation",
            name="asked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consultations_asked",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[("changed", "the plan was changed"), ("not_changed", "the plan was not changed")],
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="responded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="consultation",
            name="responded_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consultations_responded",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="planversion",
            name="approved_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="when the approval was recorded"),
        ),
        migrations.AddField(
            model_name="planversion",
            name="approved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions_approved",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="planversion",
            name="corrects",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="recommendations.planversion",
                verbose_name="corrects",
            ),
        ),
        migrations.AddField(
            model_name="planversion",
            name="note",
            field=models.TextField(blank=True, verbose_name="what is new in it, or what it corrects"),
        ),
        migrations.AddField(
            model_name="planversion",
            name="published_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="planversion",
            name="published_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions_published",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="planversion",
            name="published_over",
            field=models.TextField(
                blank=True, verbose_name="why it was published over what the checks found"
            ),
        ),
        migrations.AddField(
            model_name="planversion",
            name="record",
            field=models.TextField(
                blank=True, verbose_name="its record: the consultation and the checks, as published"
            ),
        ),
        migrations.AddField(
            model_name="planversion",
            name="record_digest",
            field=models.CharField(blank=True, max_length=64, verbose_name="SHA-256 of the record"),
        ),
        migrations.AddField(
            model_name="planversion",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="planversion",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions_withdrawn",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="planversion",
            name="withdrawn_reason",
            field=models.TextField(blank=True, verbose_name="why it was withdrawn"),
        ),
        migrations.AlterField(
            model_name="consultation",
            name="response",
            field=models.TextField(blank=True, verbose_name="what was changed because of it, or why not"),
        ),
        migrations.AlterField(
            model_name="consultation",
            name="version_asked",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consultations",
                to="recommendations.planversion",
            ),
        ),
        migrations.AlterField(
            model_name="planversion",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="recommendations.meeting",
                verbose_name="approved at",
            ),
        ),
        migrations.AlterField(
            model_name="planversion",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("in_consultation", "in consultation"),
                    ("approved", "approved"),
                    ("published", "published"),
                    ("replaced", "replaced by a later version"),
                    ("withdrawn", "withdrawn"),
                ],
                default="draft",
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.UniqueConstraint(
                fields=("version_asked", "partner_name"),
                name="consultation_once_a_version",
                violation_error_message="This partner has been asked about this version already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(("answer_by__gte", models.F("asked_on"))),
                name="consultation_answer_by_after_asked",
                violation_error_message="The day for the answer cannot be before the day of the question.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True), ("answered_on__isnull", True)),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_on__gte", models.F("asked_on")),
                        ("answered_on__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="consultation_answer_has_day",
                violation_error_message="An answer has the day it came, not before the question.",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("responded_at__isnull", True), ("response", "")),
                    models.Q(
                        ("answered_on__isnull", False),
                        ("responded_at__isnull", False),
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("response", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="consultation_response_to_an_answer",
                violation_error_message="Say what was changed because of the answer, or why not.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("published_at__isnull", True),
                        ("published_on__isnull", True),
                        ("state__in", ["draft", "in_consultation", "approved"]),
                    ),
                    models.Q(
                        ("published_at__isnull", False),
                        ("published_on__isnull", False),
                        ("state__in", ["published", "replaced"]),
                    ),
                    ("state", "withdrawn"),
                    _connector="OR",
                ),
                name="plan_version_published_has_day",
                violation_error_message="A published version has its day of publication; no other has one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "in_consultation", "withdrawn"]),
                    models.Q(("approved_at__isnull", False), ("meeting__isnull", False)),
                    _connector="OR",
                ),
                name="plan_version_approved_at_a_meeting",
                violation_error_message="An approved version names the meeting that approved it.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "withdrawn"), _negated=True),
                    models.Q(("withdrawn_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="plan_version_withdrawn_for_a_reason",
                violation_error_message="Say why the version is withdrawn.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "published")),
                fields=("state",),
                name="plan_version_one_published",
                violation_error_message="Another version is published: publishing this one replaces it.",
            ),
        ),
        migrations.AddField(
            model_name="childrenspage",
            name="written_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="childrens_pages_written",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="childrenspage",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="childrens_page_has_text"
            ),
        ),
    ]
