"""A reading can name the piece of its action's evidence that shows it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actions", "0016_whoever_took_a_reading_claims_too")]
    operations = [
        migrations.AddField(
            model_name="reading",
            name="evidence",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="readings",
                to="actions.evidence",
                verbose_name="shown by the evidence",
            ),
        ),
    ]
