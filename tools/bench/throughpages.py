"""An import as somebody does it: from the file by the pages to the record, with all that works for it, which is the
server, the reader of the file, the process that a long import is written by, and on this machine the database.
"""

import os
import time
from pathlib import Path
from urllib.parse import quote

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from actions.imports.running import Progress
from actions.models import Action, ImportDraft
from jarplan.people.models import User

LOOK = 0.05  # seconds between two looks at a process that writes


class Database:
    """How long the database's processes for this database have used the processor, as far as they were seen."""

    def __init__(self):
        self.seen = {}
        self.before = 0
        self.before = self.used

    @property
    def used(self):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
                self.seen |= {pid: used for (pid,) in cursor.fetchall() if (used := seconds_of(pid))}
        return sum(self.seen.values()) - self.before


def seconds_of(pid):
    """The seconds of a process on this machine; 0 where there is none of that number, or it is no server's."""
    try:
        name, about = Path(f"/proc/{pid}/stat").read_text().split("(", 1)[1].rsplit(")", 1)
    except OSError:
        return 0
    user, system = about.split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK") if name.startswith("postgres") else 0


def through_pages(path):
    """(the actions that there are then, the seconds of the database)"""
    database, client = Database(), Client()
    client.force_login(User.objects.get(username="bench"), "jarplan.people.accounts.backends.PeopleBackend")
    # Where the process that is started finds this plan and its files.
    os.environ |= {"DATABASE_URL": address(), "VAR_DIR": str(path.parent)}
    asked(client.post, "/import/", {"file": SimpleUploadedFile(path.name, path.read_bytes())}, status=302)
    draft = ImportDraft.objects.defer("rows").get()
    for page in ("columns/", "questions/", ""):
        asked(client.get, f"/import/{draft.uuid}/{page}")
    ticked = {"version": draft.version, "leave_out": "on"}
    asked(client.post, f"/import/{draft.uuid}/confirm/", ticked, status=302)
    while (
        Progress(draft.uuid).is_running
        or ImportDraft.objects.filter(pk=draft.pk, state="confirming").exists()
    ):
        time.sleep(LOOK)
        _ = database.used
    asked(client.get, f"/import/{draft.uuid}/")
    time.sleep(LOOK)  # the process has been waited for by then, and its time is among that of ours
    return Action.objects.count(), database.used


def asked(method, address, *data, status=200):
    response = method(address, *data)
    if response.status_code != status:
        raise RuntimeError(f"{address} answered {response.status_code} instead of {status}")


def address():
    """The DATABASE_URL of the connection."""
    held = {name: quote(str(value or ""), safe="") for name, value in connection.settings_dict.items()}
    if connection.vendor == "sqlite":
        return f"sqlite:///{connection.settings_dict['NAME']}"
    who = f"{held['USER']}:{held['PASSWORD']}" if held["PASSWORD"] else held["USER"]
    return f"postgres://{who}@{held['HOST']}:{held['PORT'] or 5432}/{held['NAME']}"
