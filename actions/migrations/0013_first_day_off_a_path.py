"""The first day off a path of actions agreed before it was kept, as their past states are read (with_path)."""

from django.db import migrations

from actions.paths import first_off, path_of
from jarplan.clock import day_of


def keep_first_day(apps, schema_editor):
    """Only a target day that passes counts: no reading had been taken. Where one has, the day was kept with it, and
    stays through going back to before this migration, which takes nothing away."""
    Action = apps.get_model("actions", "Action")
    read = apps.get_model("actions", "Reading").objects.values("update__action")
    agreed = Action.objects.filter(agreed_at__isnull=False).exclude(pk__in=read)
    for action in agreed.prefetch_related("criteria"):
        days = {"begins": action.start_latest or day_of(action.agreed_at), "due": action.due_latest}
        paths = [
            path_of(one.baseline, one.target, one.target_on, **days)
            for one in action.criteria.all()
            if not one.is_dropped
        ]
        Action.objects.filter(pk=action.pk).update(off_path_from=first_off([(path, []) for path in paths]))


class Migration(migrations.Migration):
    dependencies = [("actions", "0012_original_date_is_kept")]
    operations = [migrations.RunPython(keep_first_day, migrations.RunPython.noop)]
