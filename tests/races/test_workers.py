"""Real workers on PostgreSQL: they take what was nudged, what a killed one did is begun again, two make one set of
files."""

import os
import signal
import subprocess
import sys
from contextlib import contextmanager

import pytest
from django.db import connection
from django.db.models.functions import Now

from actions.imports.running import Progress
from actions.imports.writing.long_run import begin, looked_after
from actions.models import Action, ImportDraft, PlanImport
from jarplan.audit.errors import NotNow
from jarplan.background import workers
from jarplan.background.models import Worker
from jarplan.reporting.models import MadeFile
from jarplan.reporting.published.making import KINDS, nudge
from tests import ROOT, papers
from tests.actions.imports.books import NOW, drafted, sample
from tests.actions.imports.writing.test_confirming_postgresql import (  # noqa: F401
    no_action_written,
    office,
    same_database,
    until,
    wait_until_alone,
)
from tests.plan import fresh, make_people
from tests.races.test_making import whole

pytestmark = [
    pytest.mark.postgresql,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("same_database"),
]


class Workers:
    """Processes of manage.py db_worker."""

    def __init__(self):
        self.processes = []

    def start(self):
        """Starts one and waits until it has been seen."""
        before = Worker.objects.count()
        command = [sys.executable, "manage.py", "db_worker"]
        self.processes.append(subprocess.Popen(command, cwd=ROOT, start_new_session=True))
        until(lambda: Worker.objects.count() > before, 60)
        return self.processes[-1]

    def end(self, signal=signal.SIGTERM):
        for process in self.processes:
            process.send_signal(signal)
            process.wait(60)
        self.processes.clear()

    def kill(self):
        """As when the machine goes down: the workers and what they started, with no warning."""
        for process in self.processes:
            if process.poll() is None:
                for child in children_of(process.pid):
                    os.kill(child, signal.SIGKILL)
        self.end(signal.SIGKILL)
        # As a minute later.
        Worker.objects.update(seen=Now() - 2 * workers.DEAD)


def children_of(parent):
    with open(f"/proc/{parent}/task/{parent}/children") as file:
        for child in map(int, file.read().split()):
            yield from children_of(child)
            yield child


@pytest.fixture
def at_work():
    found = Workers()
    yield found
    found.kill()
    wait_until_alone()


@contextmanager
def no_file_kept():
    """Whoever keeps a file that was made waits."""
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {MadeFile._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
        yield
    finally:
        other.close()


def is_stopped():
    """Whether somebody waits for a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'relation'")
        return cursor.fetchone()


def done():
    """How often tasks were done well."""
    return workers.tasks().filter(status="SUCCESSFUL").count()


def test_a_worker_finds_by_the_records_what_is_owed_and_ends_when_it_is_asked_to(at_work, started):
    papers.published(make_people().programme)
    process = at_work.start()
    until(done)
    assert whole() and MadeFile.objects.count() == len(KINDS)
    at_work.end()
    assert process.returncode == 0 and not Worker.objects.exists()
    assert started == []
    nudge()
    assert started == [("make_files",)], "no worker is seen: a process is started"


def test_what_a_worker_did_that_was_killed_another_begins_again(at_work):
    at_work.start()
    papers.published(make_people().programme)
    with no_file_kept():
        nudge()
        until(is_stopped)
        task = workers.unfinished("make_files", ()).get()
        at_work.kill()
    wait_until_alone()
    assert not MadeFile.objects.exists()
    at_work.start()
    until(done)
    task.refresh_from_db()
    assert len(task.worker_ids) == 2 and task.status == "SUCCESSFUL"
    assert whole() and MadeFile.objects.count() == len(KINDS)


def test_two_workers_make_one_set_of_files(at_work):
    for _worker in range(2):
        at_work.start()
    version = papers.published(make_people().programme)
    with no_file_kept():
        nudge()
        until(lambda: workers.unfinished("make_files", ()).filter(status="RUNNING").exists())
        nudge()
        until(lambda: workers.unfinished("make_files", ()).filter(status="RUNNING").count() == 2)
    until(lambda: done() == 2)
    assert whole() and sorted(version.files.values_list("kind", flat=True)) == sorted(KINDS)


def test_a_worker_writes_a_long_import_and_another_does_where_it_is_killed(at_work, office, started):  # noqa: F811
    at_work.start()
    draft = drafted(office, sample())
    told = {"by": office, "now": NOW, "version": draft.version, "leave_out": True}
    with no_action_written():
        begin(**told, draft=draft)
        until(is_stopped)
        assert not Progress(draft.uuid).is_held and Progress(draft.uuid).is_running
        assert looked_after(office, draft.uuid).state == ImportDraft.State.CONFIRMING
        with pytest.raises(NotNow, match="being saved"):
            begin(**told, draft=fresh(draft))
        at_work.kill()
    wait_until_alone()
    assert not Action.objects.exists()
    at_work.start()
    until(done)
    assert PlanImport.objects.get(uuid=draft.uuid).counts["written"] == Action.objects.count() == 37
    assert not Progress(draft.uuid).is_running and started == []
