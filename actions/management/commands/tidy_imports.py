"""manage.py tidy_imports: removes uploads that nobody confirmed within a day, for the machine's timetable (cron)."""

import time
from pathlib import Path

from django.core.management.base import BaseCommand

from actions.imports.drafts import KEPT, remove_expired
from actions.models import ImportDraft
from actions.models.imports import DRAFTS


class Command(BaseCommand):
    help = "Removes uploaded plan spreadsheets that were not confirmed within a day, and files that have no draft."

    def handle(self, **options):
        drafts, files = remove_expired(), remove_orphans()
        self.stdout.write(f"Removed: {drafts} draft(s) of imports, {files} file(s) without a draft.")


def remove_orphans():
    """Removes files in the drafts' folder that no draft has, such as a crash leaves behind, once they are a day old;
    returns how many."""
    storage = ImportDraft._meta.get_field("file").storage
    folder, removed = Path(storage.path(DRAFTS)), 0
    known = set(ImportDraft.objects.values_list("file", flat=True))
    for path in folder.rglob("*") if folder.exists() else ():
        name = path.relative_to(storage.path("")).as_posix()
        if path.is_file() and name not in known and path.stat().st_mtime < time.time() - KEPT.total_seconds():
            path.unlink(missing_ok=True)
            removed += 1
    return removed
