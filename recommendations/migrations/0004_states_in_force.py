"""Says how long the states of recommendations stood."""

from django.db import migrations, models


class Migration(migrations.Migration):
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
    ]
