"""The one task that there is: a long command, done by a process of its own while the worker waits for it."""

import re
import subprocess

from django.conf import settings
from django_tasks import task

from jarplan.background.child import COMMAND

PROGRESS = re.compile(r"(\d+) (\d+)\n")
far = {"done": 0, "total": 0}  # how far the task of this worker is, which does one at a time


class NotDone(Exception):
    """The command ended badly; what it complained of is in the worker's log."""


@task
def run(command, *arguments):
    """Does a command and passes on what it says; NotDone where it ends badly, or is not one of settings.LONG_WORK."""
    if command not in settings.LONG_WORK:
        # What the table of tasks says must not be able to start anything else.
        raise NotDone(f"{command} is no command for a worker.")
    process = subprocess.Popen(
        [*COMMAND, command, *arguments],
        cwd=settings.BASE_DIR,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        # Asked to stop, the worker ends after its task: a Ctrl-C is not for the command.
        start_new_session=True,
    )
    try:
        listen(process.stdout)
    finally:
        far.update(done=0, total=0)
        code = process.wait()
    if code:
        raise NotDone(f"{command} ended with {code}.")


def listen(lines):
    """Notes how far the command says that it is."""
    for line in lines:
        if found := PROGRESS.fullmatch(line):
            far.update(done=int(found[1]), total=int(found[2]))
