"""Workbooks on their way into the plan, and what their headings were taken for."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import actions.models.imports


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0004_sources_of_actions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="ImportDraft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("file", models.FileField(max_length=80, upload_to=actions.models.imports.draft_name)),
                ("original_name", models.CharField(max_length=200, verbose_name="name")),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("size", models.PositiveIntegerField(verbose_name="size in bytes")),
                ("uploaded_at", models.DateTimeField()),
                ("kept_until", models.DateTimeField(help_text="By the machine's clock; then it is removed.")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting to be confirmed"), ("confirming", "Being imported")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                (
                    "message",
                    models.CharField(
                        blank=True, max_length=1000, verbose_name="what became of the last attempt"
                    ),
                ),
                (
                    "mapping",
                    models.JSONField(blank=True, default=dict, verbose_name="what columns were said to be"),
                ),
                ("answers", models.JSONField(blank=True, default=dict, verbose_name="answers to questions")),
                (
                    "choices",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="what was ticked when it was confirmed"
                    ),
                ),
                (
                    "understood",
                    models.JSONField(
                        blank=True, default=dict, verbose_name="sheets, columns, questions, counts"
                    ),
                ),
                (
                    "rows",
                    models.JSONField(blank=True, default=list, verbose_name="rows as they were understood"),
                ),
            ],
            options={
                "ordering": ["-uploaded_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="RememberedHeading",
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
                    "key",
                    models.CharField(max_length=200, unique=True, verbose_name="the heading, in plain words"),
                ),
                ("heading", models.CharField(max_length=200)),
                ("field", models.CharField(blank=True, max_length=30)),
                ("remembered_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["heading"],
            },
        ),
        migrations.AddField(
            model_name="importdraft",
            name="uploaded_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="uploaded by",
            ),
        ),
        migrations.AddField(
            model_name="rememberedheading",
            name="remembered_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="remembered by",
            ),
        ),
        migrations.AddConstraint(
            model_name="rememberedheading",
            constraint=models.CheckConstraint(
                condition=models.Q(("key", ""), _negated=True), name="remembered_heading_says_something"
            ),
        ),
    ]
