"""To whom a message was written on which day."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0001_demonstration_mark"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                (
                    "moment",
                    models.DateTimeField(
                        help_text="What came up later is news to the next one.", verbose_name="written"
                    ),
                ),
                ("things", models.PositiveIntegerField(verbose_name="how many things it named")),
                ("is_sent", models.BooleanField(default=False, verbose_name="taken by the mail server")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="digests",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="to",
                    ),
                ),
            ],
            options={"ordering": ["-day", "user"]},
        ),
        migrations.AddConstraint(
            model_name="digest",
            constraint=models.UniqueConstraint(fields=["user", "day"], name="one_digest_of_a_person_and_day"),
        ),
        migrations.AddConstraint(
            model_name="digest",
            constraint=models.CheckConstraint(
                condition=models.Q(("things__gt", 0)), name="digest_says_something"
            ),
        ),
    ]
