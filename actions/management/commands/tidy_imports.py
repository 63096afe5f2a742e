"""manage.py tidy_imports: removes uploads that nobody confirmed within a day, for the machine's timetable (cron)."""

import time
from pathlib import Path

from django.core.management.base import BaseCommand

from actions.imports.drafts.verbs import KEPT, remove_expired
from actions.imports.running import Progress, folder
from actions.models import ImportDraft
from actions.models.imports import DRAFTS


class Command(BaseCommand):
    help = (
        "Remove uploaded plan spreadsheets that were not confirmed within a day, and files without a draft."
    )

    def handle(self, **options):
        drafts, files = remove_expired(), remove_orphans()
        self.stdout.write(f"Removed {drafts} draft import(s) and {files} file(s) without a draft.")


def remove_orphans():
    """Removes files that no draft has, such as a crash or a large import leaves behind, once they are a day old;
    returns how many."""
    storage = ImportDraft._meta.get_field("file").storage
    known = {storage.path(name) for name in ImportDraft.objects.values_list("file", flat=True)}
    known |= {str(Progress(uuid).path) for uuid in ImportDraft.objects.values_list("uuid", flat=True)}
    old, removed = time.time() - KEPT.total_seconds(), 0
    for path in [*Path(storage.path(DRAFTS)).rglob("*"), *folder().rglob("*")]:
        if path.is_file() and str(path) not in known and path.stat().st_mtime < old:
            path.unlink(missing_ok=True)
            removed += 1
    return removed
