"""A consultation says how an answer came that the programme office recorded, and a question can be taken back."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_addresses_of_calendars"),
        ("recommendations", "0007_versions_never_change"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="consultation",
            name="came_by",
            field=models.CharField(blank=True, max_length=200, verbose_name="how the answer came"),
        ),
        migrations.AddField(
            model_name="consultation",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="consultation",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consultations_withdrawn",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consultation",
            name="withdrawn_reason",
            field=models.TextField(blank=True, verbose_name="why the question was taken back"),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(
                        ("answered_at__isnull", True),
                        ("withdrawn_at__isnull", False),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="consultation_withdrawn_for_a_reason_before_an_answer",
                violation_error_message="Say why the question is taken back; one that was answered stands.",
            ),
        ),
    ]
