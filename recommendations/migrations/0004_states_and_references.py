"""Says how long the states of recommendations stood, and keeps words that now stand in addresses of the public from
naming an inspection: datapackage, recommendations."""

import re

from django.core.validators import RegexValidator
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("recommendations", "0004_states_in_force"),
        ("recommendations", "0005_more_words_are_no_reference"),
    ]
    dependencies = [
        ("recommendations", "0003_any_inspection"),
    ]

    operations = [
        migrations.CreateModel(
            name="RecommendationInForce",
            fields=[
                ("sequence", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("until", models.PositiveBigIntegerField(null=True)),
                ("uuid", models.UUIDField()),
                ("reference", models.CharField(max_length=10)),
                ("inspection", models.UUIDField()),
                ("timeframe", models.CharField(max_length=40, verbose_name="slug of the timeframe")),
            ],
            options={
                "indexes": [models.Index(fields=["uuid", "sequence"], name="recommendation_in_force_of_one")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until__isnull", True)),
                        fields=("uuid",),
                        name="recommendation_in_force_stands_once",
                    )
                ],
            },
        ),
        migrations.AlterField(
            model_name="inspection",
            name="reference",
            field=models.SlugField(
                max_length=40,
                validators=[
                    RegexValidator(
                        "^(?:[0-9]+|all|calendar|children|datapackage|progress|recommendations|schema)$",
                        "A reference cannot be a number alone, or one of the words all, calendar, children, "
                        "datapackage, progress, recommendations, schema. Enter another, for example ilacs-2023.",
                        flags=re.IGNORECASE,
                        inverse_match=True,
                    )
                ],
            ),
        ),
    ]
