"""No second Officer beside officer: a reader would take the one for the other."""

from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("people", "0002_role_groups")]
    operations = [
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                Lower("username"),
                name="user_names_differ_in_more_than_case",
                violation_error_message="Somebody has this user name already, in other capitals.",
            ),
        ),
    ]
