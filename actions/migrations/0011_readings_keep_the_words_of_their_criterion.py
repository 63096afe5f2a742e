"""A reading keeps the words of its criterion as they were when it was taken: a criterion may be worded anew."""

from django.db import migrations, models


def copy_words(apps, schema_editor):
    """Readings taken until now have the words that their criterion has."""
    Reading = apps.get_model("actions", "Reading")
    for row in Reading.objects.select_related("criterion"):
        Reading.objects.filter(pk=row.pk).update(statement=row.criterion.statement, unit=row.criterion.unit)


class Migration(migrations.Migration):
    dependencies = [("actions", "0010_deputies_later_looks_challenges")]
    operations = [
        migrations.AddField(
            model_name="reading",
            name="statement",
            field=models.CharField(
                default="", max_length=1000, verbose_name="success criterion as it was read"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="reading",
            name="unit",
            field=models.CharField(blank=True, default="", max_length=60),
            preserve_default=False,
        ),
        migrations.RunPython(copy_words, migrations.RunPython.noop),
    ]
