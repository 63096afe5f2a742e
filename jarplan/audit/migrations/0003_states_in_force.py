"""Says how long each state stood, and finds the last event of a day by an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_head_and_triggers"),
    ]

    operations = [
        migrations.CreateModel(
            name="StateInForce",
            fields=[
                ("sequence", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("until", models.PositiveBigIntegerField(null=True)),
                ("uuid", models.UUIDField()),
                ("subject_kind", models.CharField(max_length=40)),
            ],
        ),
        migrations.RemoveIndex(
            model_name="auditevent",
            name="audit_event_by_time",
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["at", "sequence"], name="audit_event_by_moment"),
        ),
        migrations.AddIndex(
            model_name="stateinforce",
            index=models.Index(fields=["uuid", "sequence"], name="state_in_force_of_one"),
        ),
        migrations.AddIndex(
            model_name="stateinforce",
            index=models.Index(fields=["subject_kind", "until", "sequence"], name="state_in_force_of_kind"),
        ),
        migrations.AddConstraint(
            model_name="stateinforce",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until__isnull", True)),
                fields=("uuid",),
                name="state_in_force_stands_once",
            ),
        ),
    ]
