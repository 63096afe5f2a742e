"""Has a long command done: by a worker where one was seen a moment ago, else by a process that is started for it. It
goes on when the page is left and when the server is started anew.

What it has to do stands in the database (settings.LONG_WORK says where); a nudge may be lost, or come twice.
"""

import logging
import subprocess
import threading

from django.conf import settings
from django.db import Error

from jarplan.background import workers
from jarplan.background.child import COMMAND

log = logging.getLogger(__name__)


def nudge(command, *arguments, handles=()):
    """Returns at once. `handles`: open files that a process which is started inherits, with their locks."""
    try:
        if workers.seen_within(workers.LATELY):
            workers.enqueue(command, arguments)
            return
    except Error:
        log.exception("%s could not be given to a worker", command)
    start(command, *arguments, handles=handles)


def start(command, *arguments, handles=()):
    """Starts the command in a process of its own."""
    process = subprocess.Popen(
        [*COMMAND, command, *arguments],
        cwd=settings.BASE_DIR,
        # A lock lasts until both have closed the file.
        pass_fds=handles,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        # A signal to the server's group does not reach it.
        start_new_session=True,
    )
    # Somebody must wait for it, or it stays as a zombie for as long as the server runs.
    threading.Thread(target=process.wait, daemon=True).start()
