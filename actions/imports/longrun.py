"""Writing a large import in a process of its own: it goes on when the page is left, notes how far it is outside its
transaction, and is known to be dead when it is.
"""

import fcntl
import os
import subprocess
import sys
import threading
from pathlib import Path

from django.conf import settings
from django.db import transaction

from actions import policies
from actions.imports.confirming import check_ready
from actions.imports.drafts import drafts_of, locked_draft
from actions.models import ImportDraft
from jarplan.audit.ledger import verb

STOPPED = "The import stopped before it was done, and nothing of it was written. Confirm it again."


class Progress:
    """How far an import is, in a small file: “120 500”. Whoever holds the file's lock is the process that writes the
    import; the system lets go of the lock when the process ends, however it ends.
    """

    def __init__(self, uuid):
        self.path = Path(settings.VAR_DIR) / "imports" / f"{uuid}.progress"

    def claim(self):
        """An open handle that holds the lock, or None where another process holds it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return None
        return handle

    @property
    def is_running(self):
        """Whether a process is writing the import just now."""
        if not self.path.exists():
            return False
        handle = self.claim()
        if handle is not None:
            os.close(handle)
        return handle is None

    def note(self, done, total):
        """Says how many of the rows to write are done."""
        self.path.write_text(f"{done} {total}")

    @property
    def figures(self):
        """(done, total), zeros where nothing is noted."""
        try:
            done, total = self.path.read_text().split()
            return int(done), int(total)
        except (OSError, ValueError):
            return 0, 0

    def forget(self):
        self.path.unlink(missing_ok=True)


def to_write(draft):
    """How many rows of a draft would be written."""
    return draft.understood["counts"]["new"] + draft.understood["counts"]["changed"]


def is_long(draft):
    """Whether an import is too large to be written while its page waits."""
    return to_write(draft) > settings.IMPORT_ROWS_AT_ONCE


@verb
def begin(*, by, now, ledger, draft, version, leave_out=False, later_dates=()):
    """Marks a draft as being written, and starts the process that writes it once that is certain. NotNow where it is
    gone, being written already, or not ready."""
    policies.check_import(by)
    draft = locked_draft(by, draft, version)
    check_ready(draft, leave_out)
    draft.state, draft.message = ImportDraft.State.CONFIRMING, ""
    draft.choices = {"leave_out": leave_out, "later_dates": list(later_dates)}
    draft.save()
    transaction.on_commit(lambda: start(draft))
    return draft


def start(draft):
    """Starts the process. It inherits the lock, so there is no moment in which it runs and seems dead."""
    progress = Progress(draft.uuid)
    handle = progress.claim()
    if handle is None:
        return
    try:
        progress.note(0, to_write(draft))
        process = subprocess.Popen(
            [sys.executable, str(settings.BASE_DIR / "manage.py"), "write_import", str(draft.uuid)],
            pass_fds=[handle],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
    finally:
        os.close(handle)
    threading.Thread(target=process.wait, daemon=True).start()


def looked_after(user, uuid):
    """The draft, put back to waiting where its process died; None where the user has no such draft."""
    draft = drafts_of(user).filter(uuid=uuid).first()
    if draft is None or draft.state != ImportDraft.State.CONFIRMING or Progress(uuid).is_running:
        return draft
    still = ImportDraft.objects.filter(pk=draft.pk, state=ImportDraft.State.CONFIRMING, version=draft.version)
    still.update(state=ImportDraft.State.WAITING, message=STOPPED)
    return drafts_of(user).filter(uuid=uuid).first()
