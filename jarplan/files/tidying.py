"""Which files on the disk belong to no row: a verb that failed, or a machine that went down, left them behind."""

import re
import time
from datetime import timedelta
from pathlib import Path

from django.core.files.storage import default_storage

from jarplan.files.models import StoredFile

# An upload is on the disk before its row is; nothing younger is touched.
LEFT_FOR = timedelta(days=1)
# Only where random_name() puts files: drafts of imports lie beside them and are tidied by tidy_imports.
OURS = re.compile(r"^[0-9a-f]{2}$")


def left_behind():
    """The paths of files without a row that are older than a day, in order."""
    root, before = Path(default_storage.location), time.time() - LEFT_FOR.total_seconds()
    folders = [place for place in root.iterdir() if OURS.match(place.name)] if root.is_dir() else []
    # The disk is read before the rows: a file whose row comes meanwhile is then known.
    found = [path for folder in folders for path in folder.iterdir() if is_old(path, before)]
    known = set(StoredFile.objects.values_list("file", flat=True))
    return sorted(path for path in found if path.relative_to(root).as_posix() not in known)


def is_old(path, before):
    return path.is_file() and not path.is_symlink() and path.stat().st_mtime < before


def lost():
    """The rows whose file is not on the disk although its content was never removed by law."""
    rows = StoredFile.objects.filter(blanked_at__isnull=True).order_by("pk")
    return [row for row in rows if not row.file.storage.exists(row.file.name)]
