"""A criterion keeps its identity, and readings are taken of it."""

import uuid

import django.db.models.deletion
import django.db.models.manager
from django.conf import settings
from django.db import migrations, models


def name_criteria(apps, schema_editor):
    """Gives each criterion the UUID that its past states are read with (actions.subjects.criterion_uuid)."""
    Criterion = apps.get_model("actions", "SuccessCriterion")
    rows = list(Criterion.objects.select_related("action").only("order", "action__reference"))
    for row in rows:
        row.uuid = uuid.uuid5(uuid.NAMESPACE_URL, f"success-criterion:{row.action.reference}/{row.order}")
    Criterion.objects.bulk_update(rows, ["uuid"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0006_reporting_rounds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.CharField(blank=True, max_length=100, verbose_name="reading")),
                ("number", models.DecimalField(decimal_places=4, max_digits=16, null=True)),
                ("met", models.BooleanField(null=True, verbose_name="met")),
                ("on", models.DateField(verbose_name="as on")),
                (
                    "source",
                    models.CharField(blank=True, max_length=300, verbose_name="where it is known from"),
                ),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_reason", models.CharField(blank=True, max_length=1000)),
            ],
            options={
                "ordering": ["on", "pk"],
            },
        ),
        migrations.AlterModelOptions(
            name="successcriterion",
            options={"base_manager_name": "every", "default_manager_name": "objects", "ordering": ["order"]},
        ),
        migrations.AlterModelManagers(
            name="successcriterion",
            managers=[
                ("every", django.db.models.manager.Manager()),
                ("objects", django.db.models.manager.Manager()),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="successcriterion",
            name="criterion_has_a_place",
        ),
        migrations.AddField(
            model_name="successcriterion",
            name="is_dropped",
            field=models.BooleanField(default=False, verbose_name="no longer a criterion of the action"),
        ),
        migrations.AddField(
            model_name="successcriterion",
            name="uuid",
            field=models.UUIDField(null=True),
        ),
        migrations.RunPython(name_criteria, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="successcriterion",
            name="uuid",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AddConstraint(
            model_name="successcriterion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_dropped", False)),
                fields=("action", "order"),
                name="criterion_has_a_place",
            ),
        ),
        migrations.AddField(
            model_name="reading",
            name="criterion",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="readings",
                to="actions.successcriterion",
            ),
        ),
        migrations.AddField(
            model_name="reading",
            name="update",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="readings",
                to="actions.progressupdate",
            ),
        ),
        migrations.AddField(
            model_name="reading",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="withdrawn by",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(
                fields=("update", "criterion"), name="a_report_reads_a_criterion_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("value", ""), _negated=True), ("met__isnull", False), _connector="OR"
                ),
                name="reading_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("withdrawn_at__isnull", True),
                    models.Q(
                        ("withdrawn_by__isnull", False), models.Q(("withdrawn_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="reading_is_withdrawn_with_a_reason",
            ),
        ),
    ]
