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

asked = json.loads({asked!r})
client = Client(headers={{"host": "127.0.0.1"}})
programme = get_user_model().objects.get(username="programme")
client.force_login(programme, "jarplan.people.accounts.backends.PeopleBackend")
print(json.dumps({{
    "counts": {{name: apps.get_model(name)._base_manager.count() for name in asked["counts"]}},
    "pages": {{path: client.get(path).status_code for path in asked["pages"]}},
    "rows of history.csv": sum(1 for _ in csv.reader(io.StringIO(client.get("/history.csv").content.decode()))),
}}))
"""


def comes_back(elsewhere, kept):
    """Restores a backup there, which migrates it and verifies its history, and asks of it all that is recorded."""
    file = KEPT / kept["file"]
    done = elsewhere.run("restore", file)
    assert done.returncode == 0, done.stderr
    assert f"The history is whole: {kept['events']} events, ending in {kept['head']}." in done.stdout
    assert elsewhere.run("migrate", "--check").returncode == 0
    assert sum(path.is_file() for path in elsewhere.files.rglob("*")) == kept["files"]

    looked = elsewhere.run("shell", "-v0", "-c", LOOK.format(asked=json.dumps(RECORDED["holds"])))
    assert looked.returncode == 0, looked.stderr
    assert json.loads(looked.stdout) == RECORDED["holds"]

    # What the law had taken out does not come back, and what came back can be backed up again.
    said = elsewhere.run("dumpdata", "audit.auditstate", "actions", "recommendations.planversion").stdout
    assert "[removed]" in said and NAME not in said
    assert elsewhere.run("backup", elsewhere.files.parent / "again.tar").returncode == 0


def test_a_backup_of_before_comes_back_on_sqlite(tmp_path):
    database = f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}"
    comes_back(test_backup.Elsewhere(tmp_path, database), RECORDED["sqlite"])


@pytest.mark.postgresql
def test_a_backup_of_before_comes_back_on_postgresql(elsewhere):
    comes_back(elsewhere, RECORDED["postgresql"])
