"""Keeps words that now stand in addresses of the public from naming an inspection: datapackage, recommendations."""

import re

from django.core.validators import RegexValidator
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0004_states_in_force"),
    ]

    operations = [
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
