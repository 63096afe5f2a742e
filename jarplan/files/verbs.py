"""The verb that takes a file in, and the one way that a file goes out again. Who may have it is for the room
that it was brought to; nothing here has an address of its own.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from jarplan.audit.ledger import verb
from jarplan.files.checks import EVIDENCE, CheckedFile, check_upload
from jarplan.files.models import StoredFile, random_name


@dataclass(frozen=True)
class Received:
    """An upload that has been checked and scanned before the verb that stores it begins: while the scanner works, no
    row is locked.
    """

    upload: File
    checked: CheckedFile

    @property
    def name(self):
        return self.checked.name


def received(upload, kinds=EVIDENCE):
    """The upload, checked. Raises FileRefused."""
    return Received(upload, check_upload(upload, upload.name, kinds))


@verb
def store(*, by, now, ledger, upload, kinds=EVIDENCE, role=""):
    """Keeps an uploaded file; its bytes are on the disk before its row is written. Raises FileRefused. `upload` is
    what was received(), or a file that is checked now.

    If the verb around this one fails, the bytes stay behind without a row: nobody can reach them, and
    manage.py tidy_files removes them.
    """
    found = upload if isinstance(upload, Received) else received(upload, kinds)
    upload, checked = found.upload, found.checked
    row = StoredFile(
        original_name=checked.name,
        content_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
        uploaded_at=now,
        uploaded_by=by,
    )
    # First the bytes, then the row: a crash between leaves a file that nobody can reach, never a row
    # without its file.
    row.file.name = write_to_disk(upload, random_name(row, f"x.{checked.extension}"))
    row.save()
    ledger.record(row, "file stored", role=role)
    return row


def write_to_disk(upload, name):
    """Writes the bytes under a name of ours and waits until the disk has them; returns the name."""
    name = default_storage.save(name, upload)
    path = Path(default_storage.path(name))
    # The file, then the folders: on Linux a new name is only kept through a power cut once its folder was
    # written too.
    for place, mode in ((path, os.O_RDWR), (path.parent, os.O_RDONLY), (path.parent.parent, os.O_RDONLY)):
        handle = os.open(place, mode)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
    return name


def file_response(stored):
    """The file as a download that no browser opens by itself. The caller has asked
    whether this person may.
    """
    if stored.blanked_at:
        raise Http404("The content of this file has been redacted, as the law requires.")
    try:
        content = stored.file.open("rb")
    except FileNotFoundError:
        raise Http404("This file is missing from the server.") from None
    response = FileResponse(
        content, as_attachment=True, filename=stored.original_name, content_type=stored.content_type
    )
    # Never shown inside our own site, whatever the browser takes it for.
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
