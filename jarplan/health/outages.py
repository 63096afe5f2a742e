"""What people are told when the ground gives way: the database is down or may not be written to, the disk is full or
read-only. A page of its own with 503, which asks nothing of what is missing; what is ours to mend stays a 500.
"""

import errno
import sys
from contextlib import suppress

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token

PART, MOST_SENT = 64 * 1024, 64 * 1024 * 1024  # bytes
AGAIN = 30  # seconds after which a browser, or who made the request for one, may ask again
# What PostgreSQL says of a server that only answers, as a copy does that has not yet taken over.
READ_ONLY = "25006"
# No room, a quota, a disk that only reads, no right to write, a disk that answers no more, too many open files.
NO_GROUND = {
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EROFS,
    errno.EACCES,
    errno.EPERM,
    errno.EIO,
    errno.EMFILE,
    errno.ENFILE,
}


def is_outage(problem):
    """Whether an exception says that something below us is gone, and not that we are wrong."""
    if isinstance(problem, (OperationalError, InterfaceError)):
        return True
    if isinstance(problem, DatabaseError):
        return getattr(problem.__cause__, "pgcode", None) == READ_ONLY
    return isinstance(problem, OSError) and problem.errno in NO_GROUND


def hear_out(request):
    """Takes in what a browser is still sending: answered in the middle of it, it would be told that the connection
    was reset, and its person nothing."""
    with suppress(OSError):  # it has gone away meanwhile
        for _ in range(MOST_SENT // PART):
            if not request.read(PART):
                return


@requires_csrf_token
def server_error(request):
    """The page for what could not be answered: 503 while the ground is gone, 500 for what is ours to mend."""
    is_gone = is_outage(sys.exc_info()[1])
    name, status = ("503.html", 503) if is_gone else ("500.html", 500)
    hear_out(request)
    # Without the request: the frame of a page asks the database who is signed in.
    response = HttpResponse(loader.render_to_string(name, {"sent": request.method == "POST"}), status=status)
    if is_gone:
        response["Retry-After"] = AGAIN
    return response
