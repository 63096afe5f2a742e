"""A cost table names the inspection whose plan it is the cost of."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0001_cost_tables_links_and_revisions"),
        ("recommendations", "0003_any_inspection"),
    ]

    operations = [
        migrations.AddField(
            model_name="costtable",
            name="inspection",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cost_tables",
                to="recommendations.inspection",
            ),
        ),
    ]
