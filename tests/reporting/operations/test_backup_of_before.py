"""A backup from before the code was put into rooms comes back with the code of today: whole, up to date, and read.

The backups and what they hold are in tests/data/before_rooms/, with a word on how they were made.
"""

import json

import pytest

from tests import DATA
from tests.fullplan import NAME
from tests.reporting.operations import test_backup

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

elsewhere = test_backup.elsewhere
KEPT = DATA / "before_rooms"
RECORDED = json.loads((KEPT / "backups.json").read_text(encoding="utf-8"))
# Run beside the restored database: how many there are of each model, and what some pages answer that read the history
# and the versions of old.
LOOK = """
import csv, io, json
from django.apps import apps
from django.contrib.auth import get_user_model
from django.test import Client
from jarplan.audit.models import AuditEvent

asked = json.loads({asked!r})
adopted = AuditEvent.objects.filter(kind="rating rule adopted")
before = AuditEvent.objects.exclude(kind="rating rule adopted").order_by("sequence")
client = Client(headers={{"host": "127.0.0.1"}})
programme = get_user_model().objects.get(username="programme")
client.force_login(programme, "jarplan.people.accounts.backends.PeopleBackend")
print(json.dumps({{
    "adopted": adopted.count(),
    "ends": {{before.last().sequence: before.last().hash}},
    "counts": {{name: apps.get_model(name)._base_manager.count() for name in asked["counts"]}},
    "pages": {{path: client.get(path).status_code for path in asked["pages"]}},
    "rows of history.csv": sum(1 for _ in csv.reader(io.StringIO(b"".join(client.get("/history.csv")).decode()))),
}}))
"""
# A name is taken out there: the events of old keep it, and all else does not.
GO_ON = """
import json
from django.contrib.auth import get_user_model
from jarplan import clock
from jarplan.audit.models import AuditEvent
from jarplan.reporting.redaction.removal import left_in_history, places, redact_text

name = get_user_model().objects.get(username="officer").full_name
administrator = get_user_model().objects.get(username="admin")
redact_text(by=administrator, now=clock.now(), text=name, reason="Asked for")
form = AuditEvent.objects.order_by().values_list("form", flat=True).distinct()
print(json.dumps({
    "left": places(name) == [] and left_in_history(name) > 0,
    "named": sorted(form.filter(actor_name=name)),
    "forms": sorted(form),
    "first": AuditEvent.objects.filter(form=1).count(),
}))
"""


ADOPTED = 4  # actions that were delivered or signed off in these backups
UNPROVED = 6  # rows that say how many of their criteria are not proved, and of how many nobody has said why
WRITTEN = ("audit.auditevent", "audit.auditstate")  # with each event


def holding(held):
    """What the backups held, and what an upgrade writes beside it."""
    counts = {name: count + ADOPTED * (name.lower() in WRITTEN) for name, count in held["counts"].items()}
    return held | {"counts": counts, "rows of history.csv": held["rows of history.csv"] + ADOPTED + UNPROVED}


def comes_back(elsewhere, kept):
    """Restores a backup there, which migrates it and verifies its history, and asks of it all that is recorded."""
    file = KEPT / kept["file"]
    done = elsewhere.run("restore", file)
    assert done.returncode == 0, done.stderr
    # It comes to the rating rule of today by an event of each action that had been delivered, behind all of before.
    assert f"The history is whole: {kept['events'] + ADOPTED} events, ending in " in done.stdout
    assert elsewhere.run("migrate", "--check").returncode == 0
    assert sum(path.is_file() for path in elsewhere.files.rglob("*")) == kept["files"]

    # As the upgrade guide says: what was published before has no files yet.
    assert elsewhere.run("make_files").returncode == 0
    looked = elsewhere.run("shell", "-v0", "-c", LOOK.format(asked=json.dumps(RECORDED["holds"])))
    assert looked.returncode == 0, looked.stderr
    found = json.loads(looked.stdout)
    assert found.pop("ends") == {str(kept["events"]): kept["head"]}
    assert found.pop("adopted") == ADOPTED
    assert found == holding(RECORDED["holds"])

    goes_on(elsewhere, kept)
    # What the law had taken out does not come back, and what came back can be backed up again.
    said = elsewhere.run("dumpdata", "audit.auditstate", "actions", "recommendations.planversion").stdout
    assert "[removed]" in said and NAME not in said
    assert elsewhere.run("backup", elsewhere.files.parent / "again.tar").returncode == 0


def goes_on(elsewhere, kept):
    """Its events stay in their form, and those to come are in the present one and behind them in the same chain."""
    gone = elsewhere.run("shell", "-v0", "-c", GO_ON)
    assert gone.returncode == 0, gone.stderr
    assert json.loads(gone.stdout) == {
        "left": True,
        "named": [1],
        "forms": [1, 2],
        "first": kept["events"],
    }
    assert elsewhere.run("verify_audit").returncode == 0


def test_a_backup_of_before_comes_back_on_sqlite(tmp_path):
    database = f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}"
    comes_back(test_backup.Elsewhere(tmp_path, database), RECORDED["sqlite"])


@pytest.mark.postgresql
def test_a_backup_of_before_comes_back_on_postgresql(elsewhere):
    comes_back(elsewhere, RECORDED["postgresql"])
