"""The verb that takes a file in, and the one way that a file goes out again. Who may have it is for the room
that it was brought to; nothing here has an address of its own.
"""

from dataclasses import dataclass

from django.core.files import File
from django.http import FileResponse, Http404

from jarplan.audit.ledger import verb
from jarplan.files.checks import EVIDENCE, CheckedFile, check_upload
from jarplan.files.models import StoredFile


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
    """Keeps an uploaded file; its bytes are in the store before its row is written. Raises FileRefused. `upload` is
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
    row.file.save(f"x.{checked.extension}", upload, save=False)
    row.save()
    ledger.record(row, "file stored", role=role)
    return row


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
