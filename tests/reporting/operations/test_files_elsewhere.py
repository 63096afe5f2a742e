"""Files in a store that has no path: everything that is done with them is done there, and nothing on the disk."""

import json
import tarfile
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.http import Http404
from django.utils import timezone

from actions.imports.drafts.verbs import keep_draft
from actions.models import ImportDraft
from jarplan.files.storage import files_in
from jarplan.files.verbs import file_response, store
from jarplan.people.persons.verbs import add_person
from jarplan.people.roles import Role
from jarplan.reporting.operations.backup import files_put_back
from jarplan.reporting.operations.snapshots import BackupError
from jarplan.reporting.redaction.removal import redact_text
from tests.actions.imports.books import plan_file, row
from tests.files.pathless import OVERTAKEN, PATHLESS
from tests.plan import make_people
from tests.reporting.operations import test_backup

NOON = datetime(2008, 7, 18, 12, tzinfo=UTC)
MEMBERS = {"database": b"", "files/ab/a.pdf": b"First", "files/cd/c.txt": b"Second"}
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

elsewhere = test_backup.elsewhere


@pytest.fixture(autouse=True)
def pathless(settings):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": PATHLESS}}
    yield
    assert not Path(settings.MEDIA_ROOT).exists()


@pytest.fixture
def a_day_later(monkeypatch):
    """Everything that was stored until now is more than a day old."""
    later = timezone.now() + timedelta(hours=25)
    return lambda: monkeypatch.setattr(timezone, "now", lambda: later)


def printed(*command, **options):
    out = StringIO()
    call_command(*command, stdout=out, **options)
    return out.getvalue()


def keep(by, name, content):
    return store(by=by, now=NOON, upload=SimpleUploadedFile(name, content))


def archive_of(members):
    """An open archive of {name: bytes}."""
    stream = BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, BytesIO(content))
    stream.seek(0)
    return tarfile.open(fileobj=stream)


def stored():
    return {name: default_storage.open(name).read() for name in files_in(default_storage)}


def test_a_file_is_stored_handed_out_redacted_backed_up_and_restored(elsewhere, tmp_path):
    jo = add_person(by=None, now=NOON, username="jo", full_name="Jo Smith", roles=[Role.ADMINISTRATOR])
    letter = keep(jo, "letter.txt", b"Dear Kieron Marlow")
    kept = keep(jo, "minutes.txt", b"Minutes of 17 July")
    assert b"".join(file_response(letter)) == b"Dear Kieron Marlow"
    default_storage.save("drafts/ab/plan.xlsx", ContentFile(b"A plan that nobody confirmed"))
    redact_text(by=jo, now=NOON, text="Kieron Marlow", reason="Asked by the family")
    letter.refresh_from_db()
    with pytest.raises(Http404):
        file_response(letter)
    assert sorted(stored()) == sorted(["drafts/ab/plan.xlsx", kept.file.name])
    assert "and 1 file" in printed("backup", tmp_path / "plan.tar")

    location = tmp_path / "shared"
    elsewhere.environment |= {
        "FILES_STORAGE": PATHLESS,
        "FILES_STORAGE_OPTIONS": json.dumps({"location": str(location)}),
    }
    done = elsewhere.run("restore", tmp_path / "plan.tar")
    assert done.returncode == 0, done.stderr
    assert "The history is whole" in done.stdout
    assert (location / kept.file.name).read_bytes() == b"Minutes of 17 July"
    assert [path for path in location.rglob("*") if path.is_file()] == [location / kept.file.name]
    assert elsewhere.run("tidy_files").returncode == 0
    assert not elsewhere.files.exists()
    again = elsewhere.run("restore", tmp_path / "plan.tar")
    assert again.returncode == 1 and "empty database" in again.stderr


def test_what_a_crash_left_behind_is_tidied(a_day_later):
    kept = keep(make_people().officer_a, "minutes.txt", b"Minutes of 17 July")
    default_storage.save("ab/left.txt", ContentFile(b"No row has this"))
    assert "0 file(s)" in printed("tidy_files")
    a_day_later()
    assert "ab/left.txt, 15 bytes" in printed("tidy_files", commit=True)
    assert list(stored()) == [kept.file.name]
    default_storage.delete(kept.file.name)
    with pytest.raises(CommandError, match=f"lost their file.*{kept.uuid}"):
        printed("tidy_files")


def test_drafts_are_tidied_with_their_files(a_day_later, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    read = SimpleNamespace(lines=b"What was read", seal="0" * 64)
    understanding = SimpleNamespace(inspection="", areas={}, summary={}, matched="", read=read)
    understanding.each_row = list  # none
    upload = plan_file(row())
    draft = keep_draft(by=make_people().programme, now=NOON, upload=upload, understanding=understanding)
    default_storage.save("drafts/ab/left.xlsx", ContentFile(b"No draft has this"))
    assert "0 draft import(s) and 0 file(s)" in printed("tidy_imports")
    a_day_later()
    ImportDraft.objects.update(kept_until=timezone.now() + timedelta(hours=1))
    assert "0 draft import(s) and 1 file(s)" in printed("tidy_imports")
    assert sorted(stored()) == sorted([draft.file.name, draft.table.name])
    ImportDraft.objects.update(kept_until=timezone.now())
    assert "1 draft import(s)" in printed("tidy_imports")
    assert not stored()


def test_a_restore_that_fails_takes_out_what_it_stored_and_nothing_else():
    default_storage.save("theirs.txt", ContentFile(b"Theirs"))
    with pytest.raises(ZeroDivisionError), files_put_back(archive_of(MEMBERS), MEMBERS):
        assert stored() == {"ab/a.pdf": b"First", "cd/c.txt": b"Second", "theirs.txt": b"Theirs"}
        raise ZeroDivisionError
    assert stored() == {"theirs.txt": b"Theirs"}


def test_a_file_that_breaks_off_half_way_goes_as_well(monkeypatch):
    save = InMemoryStorage._save

    def break_off(storage, name, content):
        name = save(storage, name, content)
        if name.startswith("cd"):
            raise OSError("No space left")
        return name

    monkeypatch.setattr(InMemoryStorage, "_save", break_off)
    with pytest.raises(OSError, match="No space left"), files_put_back(archive_of(MEMBERS), MEMBERS):
        pytest.fail("it was restored by half")
    assert stored() == {}


def test_nothing_is_ever_written_over():
    default_storage.save("cd/c.txt", ContentFile(b"Theirs"))
    refused = pytest.raises(BackupError, match=r"cd/c\.txt cannot be restored: there is a file of that name")
    with refused, files_put_back(archive_of(MEMBERS), MEMBERS):
        pytest.fail("it was restored over somebody's file")
    assert stored() == {"cd/c.txt": b"Theirs"}


def test_a_file_that_would_get_another_name_is_not_restored(settings):
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": OVERTAKEN}}
    refused = pytest.raises(BackupError, match=r"it would be stored as ab/a\.pdf_2")
    with refused, files_put_back(archive_of(MEMBERS), MEMBERS):
        pytest.fail("it was restored under another name")
    assert stored() == {"ab/a.pdf": b"Theirs"}


def test_a_file_that_goes_while_a_backup_copies_is_left_out(monkeypatch, tmp_path):
    keep(make_people().officer_a, "minutes.txt", b"Minutes of 17 July")
    monkeypatch.setattr(
        "jarplan.reporting.operations.backup.files_in",
        lambda storage: ["ab/gone.txt", *files_in(storage)],
    )
    call_command("backup", tmp_path / "plan.tar", verbosity=0)
    with tarfile.open(tmp_path / "plan.tar") as archive:
        names = archive.getnames()
    assert len([name for name in names if name.startswith("files/")]) == 1
    assert "files/ab/gone.txt" not in names
