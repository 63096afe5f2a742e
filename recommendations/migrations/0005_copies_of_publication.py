"""Whom each step of publication reached: named copies, to whom, and a proof on file."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recommendations", "0004_days_off_and_met_deadlines"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicationCopy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200, verbose_name="to whom")),
                ("sent_on", models.DateField(blank=True, null=True)),
                ("day_not_stated", models.BooleanField(default=False, verbose_name="sent, day not stated")),
                ("sent_by", models.CharField(blank=True, max_length=200, verbose_name="by whom")),
                ("proof", models.TextField(blank=True)),
                (
                    "charge",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=7, null=True, verbose_name="charge in pounds"
                    ),
                ),
                ("left_out_reason", models.TextField(blank=True, verbose_name="why it is owed no longer")),
            ],
            options={
                "ordering": ["step", "order"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="publicationstep",
            name="publication_step_day_if_done",
        ),
        migrations.AddField(
            model_name="publicationstep",
            name="done_to",
            field=models.CharField(blank=True, max_length=300, verbose_name="to whom"),
        ),
        migrations.AddField(
            model_name="publicationstep",
            name="proof_file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="publication_steps",
                to="files.storedfile",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("day_not_stated", False),
                        ("done_by", ""),
                        ("done_on__isnull", True),
                        ("done_to", ""),
                        ("proof", ""),
                        ("proof_file__isnull", True),
                        ("state", "not_recorded"),
                    ),
                    models.Q(("day_not_stated", False), ("done_on__isnull", False), ("state", "done")),
                    models.Q(("day_not_stated", True), ("done_on__isnull", True), ("state", "done")),
                    _connector="OR",
                ),
                name="publication_step_day_if_done",
                violation_error_message="A step that is done has its day, or says that no day is stated.",
            ),
        ),
        migrations.AddField(
            model_name="publicationcopy",
            name="organisation",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="publication_copies",
                to="people.organisation",
            ),
        ),
        migrations.AddField(
            model_name="publicationcopy",
            name="step",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="copies",
                to="recommendations.publicationstep",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationcopy",
            constraint=models.UniqueConstraint(fields=("step", "order"), name="publication_copy_order_once"),
        ),
        migrations.AddConstraint(
            model_name="publicationcopy",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="publication_copy_has_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationcopy",
            constraint=models.CheckConstraint(
                condition=models.Q(("charge__isnull", True), ("charge__gte", 0), _connector="OR"),
                name="publication_copy_charge_not_negative",
                violation_error_message="A charge is nothing or more.",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicationcopy",
            constraint=models.CheckConstraint(
                condition=models.Q(("day_not_stated", False), ("sent_on__isnull", True), _connector="OR"),
                name="publication_copy_day_or_none_stated",
                violation_error_message="Give the day, or say that no day is stated.",
            ),
        ),
    ]
