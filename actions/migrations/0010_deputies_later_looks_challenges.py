"""Who signs in another's place, the later look, and challenges to a rating. SQLite makes the table anew for it, so the triggers that look
into the table are lifted meanwhile.
"""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from actions import triggers


def lift(apps, schema_editor):
    triggers.drop(schema_editor.connection)


def put_back(apps, schema_editor):
    triggers.create(schema_editor.connection, triggers.SECOND_CLAIMED)


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0009_pausing_and_later_looks_of_actions"),
        ("people", "0004_organisation_names_differ_in_more_than_case"),
        ("recommendations", "0003_meetings_versions_consultations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.RunPython(lift, put_back),
        migrations.CreateModel(
            name="Challenge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("lodged_at", models.DateTimeField()),
                ("role", models.CharField(max_length=30)),
                ("question", models.TextField(max_length=2000, verbose_name="what is doubted")),
                (
                    "declared",
                    models.CharField(
                        blank=True,
                        choices=[("red", "Red"), ("amber", "Amber"), ("green", "Green")],
                        max_length=5,
                        verbose_name="declared rating then",
                    ),
                ),
                ("computed", models.CharField(blank=True, max_length=5, verbose_name="computed rating then")),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(blank=True, max_length=4000)),
            ],
            options={
                "ordering": ["lodged_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Deputy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("named_at", models.DateTimeField()),
                ("reason", models.TextField(max_length=2000)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ["named_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="LaterLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("looked_at", models.DateTimeField()),
                ("role", models.CharField(max_length=30)),
                ("held", models.BooleanField(verbose_name="it is embedded")),
                ("effect", models.TextField(max_length=4000, verbose_name="what is seen of it")),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="look again on")),
                ("content", models.TextField(blank=True, verbose_name="the criteria as they stood")),
            ],
            options={
                "ordering": ["looked_at", "pk"],
            },
        ),
        migrations.AddField(
            model_name="signoff",
            name="withdrawn_reason",
            field=models.TextField(blank=True, max_length=2000, verbose_name="why it was taken back"),
        ),
        migrations.AddField(
            model_name="challenge",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="challenges", to="actions.action"
            ),
        ),
        migrations.AddField(
            model_name="challenge",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="answered by",
            ),
        ),
        migrations.AddField(
            model_name="challenge",
            name="lodged_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="lodged by",
            ),
        ),
        migrations.AddField(
            model_name="deputy",
            name="ended_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ended by",
            ),
        ),
        migrations.AddField(
            model_name="deputy",
            name="for_organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="deputies", to="people.organisation"
            ),
        ),
        migrations.AddField(
            model_name="deputy",
            name="named_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="named by",
            ),
        ),
        migrations.AddField(
            model_name="deputy",
            name="signer",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="deputy",
            ),
        ),
        migrations.AddField(
            model_name="signoff",
            name="deputy",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="actions.deputy",
                verbose_name="signed as deputy",
            ),
        ),
        migrations.AddField(
            model_name="laterlook",
            name="action",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="later_looks", to="actions.action"
            ),
        ),
        migrations.AddField(
            model_name="laterlook",
            name="looked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="looked at by",
            ),
        ),
        migrations.AddField(
            model_name="laterlook",
            name="meeting",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="recommendations.meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="challenge",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answered_at__isnull", True)),
                fields=("action",),
                name="one_challenge_waits_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="challenge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_by__isnull", True),
                    models.Q(("answered_by", models.F("lodged_by")), _negated=True),
                    _connector="OR",
                ),
                name="challenge_is_answered_by_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="challenge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_at__isnull", True), ("answered_by__isnull", True)),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("answered_by__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="challenge_is_answered_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="challenge",
            constraint=models.CheckConstraint(
                condition=models.Q(("question", ""), _negated=True), name="challenge_says_what_is_doubted"
            ),
        ),
        migrations.AddConstraint(
            model_name="deputy",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("for_organisation",),
                name="an_organisation_has_one_deputy",
            ),
        ),
        migrations.AddConstraint(
            model_name="deputy",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="deputy_is_named_with_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="deputy",
            constraint=models.CheckConstraint(
                condition=models.Q(("signer", models.F("named_by")), _negated=True),
                name="nobody_names_themselves_deputy",
            ),
        ),
        migrations.AddConstraint(
            model_name="laterlook",
            constraint=models.CheckConstraint(
                condition=models.Q(("effect", ""), _negated=True), name="later_look_says_what_is_seen"
            ),
        ),
        migrations.AddConstraint(
            model_name="laterlook",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("held", True), ("next_on__isnull", True)),
                    models.Q(("held", False), ("next_on__isnull", False)),
                    _connector="OR",
                ),
                name="what_does_not_hold_yet_is_looked_at_again",
            ),
        ),
        migrations.RunPython(put_back, lift),
    ]
