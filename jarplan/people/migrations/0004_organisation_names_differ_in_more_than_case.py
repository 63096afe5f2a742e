"""No second Ofsted beside OFSTED: its people and posts would be shared between the two."""

from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("people", "0003_user_names_differ_in_more_than_case")]
    operations = [
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                Lower("name"),
                name="organisation_names_differ_in_more_than_case",
                violation_error_message="There is an organisation of this name already, in other capitals.",
            ),
        ),
    ]
