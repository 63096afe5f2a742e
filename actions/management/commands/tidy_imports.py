"""manage.py tidy_imports: removes what is kept for a time only, for the machine's timetable (cron): uploads that
nobody confirmed within a day, and old attempts to sign in."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from actions.imports.drafts.verbs import KEPT, remove_expired
from actions.imports.running import Progress, folder
from actions.models import ImportDraft
from actions.models.imports import DRAFTS
from jarplan.files.storage import files_in
from jarplan.files.tidying import is_older
from jarplan.people.signin import attempts


class Command(BaseCommand):
    help = (
        "Remove uploaded plan spreadsheets that were not confirmed within a day, files without a draft, and attempts "
        "to sign in that are older than SIGN_IN_RECORD_DAYS."
    )

    def handle(self, **options):
        drafts, files = remove_expired(), remove_orphans()
        self.stdout.write(f"Removed {drafts} draft import(s) and {files} file(s) without a draft.")
        self.stdout.write(f"Removed {attempts.tidy()} old attempt(s) to sign in.")


def remove_orphans():
    """Removes files that no draft has, such as a crash or a large import leaves behind, once they are a day old;
    returns how many."""
    before = timezone.now() - KEPT
    return remove_uploads(before) + remove_progress(before)


def remove_uploads(before):
    """Uploads in the store that every machine shares."""
    storage = ImportDraft._meta.get_field("file").storage
    # Listed before the rows are read: one whose draft comes meanwhile is then known.
    found = list(files_in(storage, DRAFTS))
    known = {name for names in ImportDraft.objects.values_list("file", "understood__table") for name in names}
    left = [name for name in found if name not in known and is_older(storage, name, before)]
    for name in left:
        storage.delete(name)
    return len(left)


def remove_progress(before):
    """The small files of imports that this machine wrote."""
    known = {Progress(uuid).path for uuid in ImportDraft.objects.values_list("uuid", flat=True)}
    left = [
        path
        for path in folder().glob("*")
        if path.is_file() and path not in known and path.stat().st_mtime < before.timestamp()
    ]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)
