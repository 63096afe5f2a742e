"""Whether a process writes an import just now, and how far it is: outside its transaction, and true when it dies."""

import fcntl
import os
import time
from pathlib import Path

from django.conf import settings

from jarplan.background import workers

# A page that asks holds the shared lock for a moment, in which the exclusive one is refused.
TRIES, PAUSE = 5, 0.02  # seconds between two tries to get the lock


def folder():
    """Where the small files of running imports lie."""
    return Path(settings.VAR_DIR) / "imports"


class Progress:
    """How far an import is, in a small file: “120 500”. Whoever holds the file's lock is the process that writes the
    import; the system lets go of the lock when the process ends, however it ends.
    """

    def __init__(self, uuid):
        self.path = folder() / f"{uuid}.progress"

    def claim(self):
        """An open handle that holds the lock, or None where another process holds it or a worker has the import. A
        page that asks at this very moment holds it for an instant, so it is tried more than once."""
        if self._of_worker is not None:
            return None
        self.path.parent.mkdir(parents=True, exist_ok=True)
        for _try in range(TRIES):
            handle = self._locked(fcntl.LOCK_EX)
            if handle is not None:
                return handle
            time.sleep(PAUSE)
        return None

    @property
    def is_running(self):
        """Whether a process is writing the import just now, or a worker will."""
        return self.is_held or self._of_worker is not None

    @property
    def is_held(self):
        """Whether a process of this machine holds the lock. Those who ask do not get in each other's way."""
        if not self.path.exists():
            return False
        handle = self._locked(fcntl.LOCK_SH)
        if handle is not None:
            os.close(handle)
        return handle is None

    @property
    def _of_worker(self):
        # Which may be on another machine, where this file is not.
        return workers.progress("write_import", self.path.stem)

    def _locked(self, kind):
        # Opened anew each time: a lock belongs to the open file and not to the process, so a second look in
        # the same process is honest too.
        handle = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return None
        return handle

    def note(self, done, total):
        """Says how many of the rows to write are done."""
        self._say(f"{done} {total}")

    @property
    def figures(self):
        """(done, total), zeros where nothing is noted."""
        if (told := self._of_worker) and told[1]:
            return told
        try:
            done, total = self.path.read_text().split()
            return int(done), int(total)
        except (OSError, ValueError):
            return 0, 0

    def forget(self):
        """The import is over. The file stays for tidy_imports: a lock on one that is gone would be no lock."""
        self._say("")

    def _say(self, words):
        # A worker's machine may have written no import yet.
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(words)
