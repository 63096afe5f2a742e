"""The process that does one long command and ends: python -m jarplan.background.child COMMAND ... It limits itself
before it begins, so that what eats memory, or never ends, ends it alone.
"""

import os
import resource
import signal
import sys

from django.conf import settings
from django.core.management import execute_from_command_line

COMMAND = [sys.executable, "-m", "jarplan.background.child"]
MEGABYTE = 1024 * 1024


def limit_itself():
    """Memory and time on the clock: what this process may take, which it can no longer raise."""
    most, hard = settings.BACKGROUND_MEGABYTES * MEGABYTE, resource.getrlimit(resource.RLIMIT_AS)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    # Nobody listens to this signal, so it ends the process wherever that is; the database lets go of its locks.
    signal.alarm(settings.BACKGROUND_SECONDS)


def main(words):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jarplan.settings")
    limit_itself()
    execute_from_command_line(["manage.py", *words])


if __name__ == "__main__":
    main(sys.argv[1:])
