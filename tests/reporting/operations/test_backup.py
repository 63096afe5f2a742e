"""A backup holds the database and the files together, and comes back only whole and into an empty place."""

import json
import os
import re
import subprocess
import sys
import tarfile
import threading
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from jarplan.audit.integrity.releases import replaced
from jarplan.audit.ledger import verb
from jarplan.audit.models import AuditEvent, AuditHead, AuditState
from jarplan.background import workers
from jarplan.people.models import Organisation
from jarplan.people.posts.verbs import add_organisation, withdraw_organisation
from jarplan.reporting.operations import snapshots
from tests import ROOT

JUNE = datetime(2008, 6, 3, 9, tzinfo=UTC)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@verb
def add_with_file(*, by, now, ledger, name):
    """As an upload does it: first the file, then the row that names it."""
    folder = Path(settings.MEDIA_ROOT) / name[:1]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(f"Evidence of {name}: £5")
    ledger.record(Organisation.objects.create(name=name), "added", role="administrator")


@pytest.fixture
def plan():
    for name in ("LSCB", "CAMHS", "Youth Offending Service"):
        add_with_file(by=None, now=JUNE, name=name)
    twice = add_organisation(by=None, now=JUNE, name="Entered twice")
    withdraw_organisation(by=None, now=JUNE, entry=twice, version=1, reason="It is the LSCB")


@pytest.fixture
def elsewhere(tmp_path):
    """An empty database of this kind and an empty files folder; runs commands of manage.py there."""
    if connection.vendor == "sqlite":
        yield Elsewhere(tmp_path, f"sqlite:///{tmp_path / 'elsewhere.sqlite3'}")
        return
    name = f"{connection.settings_dict['NAME']}_restored"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    yield Elsewhere(tmp_path, urlsplit(settings.DATABASE_URL)._replace(path=f"/{name}").geturl())
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}"')


class Elsewhere:
    def __init__(self, folder, url):
        self.files = folder / "elsewhere" / "files"
        self.environment = os.environ | {"DATABASE_URL": url, "VAR_DIR": str(self.files.parent)}

    def run(self, *arguments):
        command = [sys.executable, ROOT / "manage.py", *map(str, arguments)]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)

    def organisations(self):
        done = self.run("dumpdata", "people.organisation")
        return {row["fields"]["name"] for row in json.loads(done.stdout)}


def rewrite(archive, change):
    """The archive again, with `change` applied to the {name: bytes} of its members."""
    with tarfile.open(archive) as source:
        members = {entry.name: source.extractfile(entry).read() for entry in source}
    change(members)
    with tarfile.open(archive, "w") as target:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            with open(archive.parent / "member", "w+b") as stream:
                stream.write(content)
                stream.seek(0)
                target.addfile(entry, stream)


def manifest_of(file):
    with tarfile.open(file) as archive:
        return json.load(archive.extractfile("manifest.json"))


def test_a_backup_comes_back_whole_into_an_empty_database(plan, elsewhere, tmp_path):
    file = tmp_path / "plan.tar"
    call_command("backup", file)
    add_with_file(by=None, now=JUNE, name="Added later")
    done = elsewhere.run("restore", file)
    assert done.returncode == 0, done.stderr
    assert "The history is whole: 5 events" in done.stdout
    assert elsewhere.organisations() == {"LSCB", "CAMHS", "Youth Offending Service"}
    kept = elsewhere.run("dumpdata", "people.organisation", "--all").stdout
    assert "Entered twice" in kept and "It is the LSCB" in kept
    assert (elsewhere.files / "L" / "LSCB").read_text() == "Evidence of LSCB: £5"
    assert sorted(path.name for path in elsewhere.files.rglob("*") if path.is_file()) == sorted(
        elsewhere.organisations()
    )
    # What came back may be written to and backed up again.
    assert elsewhere.run("backup", tmp_path / "again.tar").returncode == 0
    # A second restore finds it no longer empty.
    again = elsewhere.run("restore", file)
    assert again.returncode == 1
    assert "only be restored into an empty database" in again.stderr and "Traceback" not in again.stderr


def test_the_manifest_names_every_member_and_the_end_of_the_history(plan, tmp_path):
    call_command("backup", tmp_path / "plan.tar")
    with tarfile.open(tmp_path / "plan.tar") as archive:
        names = set(archive.getnames())
    manifest = manifest_of(tmp_path / "plan.tar")
    head = AuditHead.objects.get()
    assert manifest["head"] == {"sequence": 5, "hash": head.hash}
    assert set(manifest["members"]) | {"manifest.json"} == names
    assert "files/C/CAMHS" in names and "auth.0001_initial" in manifest["migrations"]
    assert oct((tmp_path / "plan.tar").stat().st_mode)[-3:] == "600"


def test_a_backup_of_the_last_release_is_known_by_the_migrations_that_were_replaced(
    plan, elsewhere, tmp_path
):
    file, recorder = tmp_path / "plan.tar", MigrationRecorder(connection)
    for app, name in replaced():
        recorder.record_unapplied(app, name)
    try:
        call_command("backup", file)
    finally:
        for app, name in replaced():
            recorder.record_applied(app, name)
    held = set(manifest_of(file)["migrations"])
    assert "actions.0018_a_use_of_evidence_can_end" in held
    assert not held & {".".join(key) for key in replaced()}
    done = elsewhere.run("restore", file)
    assert done.returncode == 0, done.stderr
    assert "The history is whole: 5 events" in done.stdout
    assert elsewhere.run("migrate", "--check").returncode == 0
    assert "Run 'manage.py migrate'" not in elsewhere.run("showmigrations").stdout


def test_a_backup_whose_history_is_no_longer_read_says_so(plan, elsewhere, tmp_path):
    AuditState.objects.create(sequence=6, subject_kind="action", format=3, body="{}")
    call_command("backup", tmp_path / "plan.tar")
    done = elsewhere.run("restore", tmp_path / "plan.tar")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "formats that are no longer read (action 3)" in done.stderr


def spoil(name):
    def change(members):
        content = bytearray(members[name])
        content[len(content) // 2] ^= 1
        members[name] = bytes(content)

    return change


def lose(name):
    return lambda members: members.pop(name)


def escape(members):
    manifest = json.loads(members["manifest.json"])
    manifest["members"]["files/../../outside"] = "0" * 64
    members["manifest.json"] = json.dumps(manifest).encode()


def come_from_the_future(members):
    manifest = json.loads(members["manifest.json"])
    manifest["migrations"].append("actions.9999_of_next_year")
    members["manifest.json"] = json.dumps(manifest).encode()


def come_from_an_earlier_release(members):
    manifest = json.loads(members["manifest.json"])
    manifest["migrations"].remove("actions.0018_a_use_of_evidence_can_end")
    members["manifest.json"] = json.dumps(manifest).encode()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (spoil("files/L/LSCB"), "files/L/LSCB does not match its checksum"),
        (spoil("database"), "database does not match its checksum"),
        (lose("files/L/LSCB"), "files/L/LSCB is missing"),
        (lose("manifest.json"), "not a complete backup"),
        (escape, "an unexpected file"),
        (come_from_the_future, "newer release"),
        (come_from_an_earlier_release, "it lacks the migration actions.0018_a_use_of_evidence_can_end"),
    ],
    ids=["file", "database", "lost-file", "no-manifest", "escape", "newer", "earlier"],
)
def test_a_damaged_backup_is_refused_before_anything_is_written(plan, elsewhere, tmp_path, change, says):
    file = tmp_path / "plan.tar"
    call_command("backup", file)
    rewrite(file, change)
    done = elsewhere.run("restore", file)
    assert done.returncode == 1 and says in done.stderr and "Traceback" not in done.stderr
    assert not elsewhere.files.exists()


def test_a_file_that_is_no_archive_is_refused(elsewhere, tmp_path):
    (tmp_path / "notes.txt").write_text("not a backup")
    done = elsewhere.run("restore", tmp_path / "notes.txt")
    assert done.returncode == 1 and "cannot be read as a backup" in done.stderr


def test_restore_refuses_a_database_with_tables_and_a_folder_with_files(plan, tmp_path):
    call_command("backup", tmp_path / "plan.tar")
    with pytest.raises(CommandError, match="only be restored into an empty database"):
        call_command("restore", tmp_path / "plan.tar")
    assert Organisation.objects.count() == 3


def test_restore_refuses_a_folder_with_files(plan, elsewhere, tmp_path):
    call_command("backup", tmp_path / "plan.tar")
    elsewhere.files.mkdir(parents=True)
    (elsewhere.files / "theirs").write_text("theirs")
    done = elsewhere.run("restore", tmp_path / "plan.tar")
    assert done.returncode == 1 and "empty files folder" in done.stderr
    assert (elsewhere.files / "theirs").read_text() == "theirs"


def test_a_backup_that_fails_leaves_the_earlier_one(plan, tmp_path, monkeypatch):
    file = tmp_path / "plan.tar"
    call_command("backup", file)
    before = file.read_bytes()
    monkeypatch.setattr("jarplan.reporting.operations.backup.add_member", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        call_command("backup", file)
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["plan.tar"]


def test_a_backup_into_a_missing_folder_says_so(tmp_path):
    with pytest.raises(CommandError, match="does not exist"):
        call_command("backup", tmp_path / "nowhere" / "plan.tar")


@pytest.mark.postgresql
def test_a_missing_or_older_pg_dump_is_named(plan, tmp_path, monkeypatch):
    monkeypatch.setattr(snapshots, "DEBIAN_PROGRAMS", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CommandError, match="there is none. Install the package postgresql-client-"):
        call_command("backup", tmp_path / "plan.tar")
    (tmp_path / "pg_dump").write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6'\n")
    (tmp_path / "pg_dump").chmod(0o755)
    with pytest.raises(CommandError, match="version 9 is too old"):
        call_command("backup", tmp_path / "plan.tar")
    assert not (tmp_path / "plan.tar").exists()


@pytest.mark.postgresql
def test_a_backup_holds_no_worker_and_no_task(plan, elsewhere, tmp_path):
    workers.beat("here")
    workers.enqueue("make_files", ())
    assert call_command("backup", tmp_path / "plan.tar") is None
    assert elsewhere.run("restore", tmp_path / "plan.tar").returncode == 0
    counted = (
        "from jarplan.background import workers as w; print(w.tasks().count(), w.Worker.objects.count())"
    )
    assert elsewhere.run("shell", "-c", counted).stdout.split()[-2:] == ["0", "0"]


@pytest.mark.postgresql
def test_a_backup_under_write_load_restores_and_verifies(plan, elsewhere, tmp_path):
    stop = threading.Event()
    failures = []

    def write(writer):
        number = 0
        try:
            while not stop.is_set():
                number += 1
                add_with_file(by=None, now=JUNE, name=f"{writer} {number}")
        except Exception as problem:
            failures.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in "abcd"]
    for thread in threads:
        thread.start()
    while AuditEvent.objects.count() < 50:
        assert not failures
    before = AuditEvent.objects.count()
    call_command("backup", tmp_path / "plan.tar")
    after = AuditEvent.objects.count()
    stop.set()
    for thread in threads:
        thread.join()
    assert not failures and after > before
    done = elsewhere.run("restore", tmp_path / "plan.tar")
    assert done.returncode == 0, done.stderr
    held = int(re.search(r"whole: (\d+) events", done.stdout)[1])
    assert before <= held <= after
    assert held == manifest_of(tmp_path / "plan.tar")["head"]["sequence"]
    names = elsewhere.organisations()
    # The one that was entered twice has two events, and has been withdrawn.
    assert len(names) == held - 2
    for name in names:
        assert (elsewhere.files / name[:1] / name).read_text() == f"Evidence of {name}: £5"


def test_uploads_that_are_not_kept_are_left_out(plan, tmp_path):
    folder = Path(settings.MEDIA_ROOT) / "drafts" / "ab"
    folder.mkdir(parents=True)
    (folder / "upload.xlsx").write_text("A plan that nobody confirmed")
    call_command("backup", tmp_path / "plan.tar", verbosity=0)
    with tarfile.open(tmp_path / "plan.tar") as archive:
        names = archive.getnames()
    assert [name for name in names if "LSCB" in name]
    assert not [name for name in names if "drafts" in name]


def test_a_link_among_the_files_is_neither_copied_nor_followed(plan, tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "precious").write_text("precious")
    root = Path(settings.MEDIA_ROOT)
    (root / "L" / "link").symlink_to(tmp_path / "outside" / "precious")
    (root / "out").symlink_to(tmp_path / "outside", target_is_directory=True)
    call_command("backup", tmp_path / "plan.tar", verbosity=0)
    members = manifest_of(tmp_path / "plan.tar")["members"]
    assert set(members) == {"database", "files/L/LSCB", "files/C/CAMHS", "files/Y/Youth Offending Service"}


def test_a_restored_file_is_its_owners_only_and_never_lies_behind_a_link(plan, elsewhere, tmp_path):
    call_command("backup", tmp_path / "plan.tar", verbosity=0)
    (tmp_path / "outside").mkdir()
    elsewhere.files.mkdir(parents=True)
    link = elsewhere.files / "L"
    link.symlink_to(tmp_path / "outside", target_is_directory=True)
    done = elsewhere.run("restore", tmp_path / "plan.tar")
    assert done.returncode == 1 and "behind a link" in done.stderr and "Traceback" not in done.stderr
    assert not list((tmp_path / "outside").iterdir())
    assert not [path for path in elsewhere.files.rglob("*") if path.is_file()]
    # The folders of what was taken out again do not keep the next one from it.
    link.unlink()
    done = elsewhere.run("restore", tmp_path / "plan.tar")
    assert done.returncode == 0, done.stderr
    assert oct((elsewhere.files / "L" / "LSCB").stat().st_mode)[-3:] == "600"
