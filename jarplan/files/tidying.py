"""Which stored files belong to no row: a verb that failed, or a machine that went down, left them behind."""

import re
from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from jarplan.files.models import StoredFile
from jarplan.files.storage import files_in

# An upload is stored before its row is; nothing younger is touched.
LEFT_FOR = timedelta(days=1)
# Only where random_name() puts files: drafts of imports lie beside them and are tidied by tidy_imports.
OURS = re.compile(r"[0-9a-f]{2}/[^/]+")


def left_behind():
    """The names of files without a row that are older than a day, in order."""
    # The files are listed before the rows are read: one whose row comes meanwhile is then known.
    found = [name for name in files_in(default_storage) if OURS.fullmatch(name)]
    known = set(StoredFile.objects.values_list("file", flat=True))
    before = timezone.now() - LEFT_FOR
    return [name for name in found if name not in known and is_older(default_storage, name, before)]


def is_older(storage, name, before):
    """Whether a file was last written before a moment; not where it has gone meanwhile."""
    try:
        return storage.get_modified_time(name) < before
    except FileNotFoundError:
        return False


def lost():
    """The rows whose file is not in the store although its content was never removed by law."""
    rows = StoredFile.objects.filter(blanked_at__isnull=True).order_by("pk")
    return [row for row in rows if not row.file.storage.exists(row.file.name)]
