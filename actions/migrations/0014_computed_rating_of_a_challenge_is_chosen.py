"""Says that the computed rating of a challenge is chosen from a list, and is not typed; reversible."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0013_first_day_off_a_path"),
    ]

    operations = [
        migrations.AlterField(
            model_name="challenge",
            name="computed",
            field=models.CharField(
                blank=True,
                choices=[
                    ("blue", "Blue"),
                    ("green", "Green"),
                    ("amber", "Amber"),
                    ("red", "Red"),
                    ("none", "Not rated"),
                ],
                max_length=5,
                verbose_name="computed rating then",
            ),
        ),
    ]
