"""Starts a command in a process of its own for what takes longer than a page may: it goes on when the page is left
and when the server is started anew. What it has to do stands in the database; a start is only a nudge.
"""

import subprocess
import sys
import threading

from django.conf import settings


def start(command, *arguments, handles=()):
    """Starts `manage.py COMMAND ...` and returns at once. `handles`: open files that it inherits, with their
    locks."""
    process = subprocess.Popen(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), command, *arguments],
        # A lock lasts until both have closed the file.
        pass_fds=handles,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        # A signal to the server's group does not reach it.
        start_new_session=True,
    )
    # Somebody must wait for it, or it stays as a zombie for as long as the server runs.
    threading.Thread(target=process.wait, daemon=True).start()
