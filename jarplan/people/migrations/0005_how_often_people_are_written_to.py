"""Each person chooses how often they are written to; nobody was written to before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_organisation_names_differ_in_more_than_case")]
    operations = [
        migrations.AddField(
            model_name="user",
            name="mail_every",
            field=models.CharField(
                choices=[
                    ("day", "On each day on which something new has come up"),
                    ("week", "Once a week, on Mondays"),
                ],
                default="day",
                max_length=4,
                verbose_name="how often we write to you",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(mail_every__in=["day", "week"]), name="mail_is_daily_or_weekly"
            ),
        ),
    ]
