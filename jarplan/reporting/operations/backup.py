"""The backup archive: database and uploaded files together, with a checksum of each, and its way back.

A tar file: `database`, then `files/...` under their stored names, then `manifest.json`. The files are read
after the database: they are only ever added, so each row of the copied database finds its file.
"""

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection

from actions.models.imports import DRAFTS
from jarplan.audit.integrity.releases import commit_with, lacking, too_old, unknown
from jarplan.files.storage import files_in
from jarplan.people.models import Session
from jarplan.reporting.operations.snapshots import BackupError, load_snapshot, take_snapshot

FORMAT = 1
DATABASE = "database"
FILES = "files"
MANIFEST = "manifest.json"
PIECE = 1024 * 1024


def take_backup(path, *, now):
    """Writes the archive to `path`, which appears only when it is complete; returns its manifest."""
    path = Path(path)
    if not path.parent.is_dir():
        raise BackupError(f"The folder {path.parent} does not exist.")
    with tempfile.TemporaryDirectory() as folder:
        snapshot = Path(folder) / DATABASE
        manifest = {"format": FORMAT, "vendor": connection.vendor, "taken_at": now.isoformat()}
        manifest |= take_snapshot(connection, snapshot)
        # Made beside its final name, readable by its owner only, and renamed at the end.
        handle, unfinished = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as stream:
                write_archive(stream, snapshot, manifest)
                stream.flush()
                os.fsync(stream.fileno())
            os.replace(unfinished, path)
        except BaseException:
            Path(unfinished).unlink(missing_ok=True)
            raise
    return manifest


def write_archive(stream, snapshot, manifest):
    members = manifest["members"] = {}
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        with snapshot.open("rb") as source:
            members[DATABASE] = add_member(archive, DATABASE, source)
        # After the snapshot: a file that is added meanwhile is one too many in the archive, never one too
        # few.
        for stored in files_in(default_storage):
            if stored.split("/")[0] == DRAFTS:
                continue  # gone tomorrow
            name = f"{FILES}/{stored}"
            try:
                with default_storage.open(stored) as source:
                    members[name] = add_member(archive, name, source)
            except FileNotFoundError:
                continue  # taken out by law while we were copying: it must not come back
        text = json.dumps(manifest, indent=1, sort_keys=True).encode()
        with tempfile.TemporaryFile() as source:
            source.write(text)
            source.seek(0)
            # Last, so that a file that breaks off is known for one: it has no manifest.
            archive.addfile(tar_entry(MANIFEST, len(text)), source)


def tar_entry(name, size):
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


def add_member(archive, name, source):
    """Adds an open file as it is now, as long as it is now; returns its SHA-256."""
    # The size of the open file, which stays open: one that is taken out by law meanwhile is copied whole or
    # not found at all.
    source.seek(0, os.SEEK_END)
    size = source.tell()
    source.seek(0)
    reader = DigestingReader(source)
    archive.addfile(tar_entry(name, size), reader)
    return reader.digest.hexdigest()


class DigestingReader:
    """A file that keeps the SHA-256 of what was read from it."""

    def __init__(self, source):
        self.source, self.digest = source, hashlib.sha256()

    def read(self, size=-1):
        piece = self.source.read(size)
        self.digest.update(piece)
        return piece


def restore_backup(path):
    """Fills the empty database and the empty store of files from an archive; returns its manifest.

    Everything is checked before anything is written, but for what only the restored history can say: whether its
    states are still read. Raises BackupError.
    """
    try:
        with tarfile.open(path) as archive, tempfile.TemporaryDirectory() as folder:
            manifest = read_manifest(archive)
            check_fits(manifest)
            check_members(archive, manifest["members"])
            snapshot = Path(folder) / DATABASE
            # Not archive.extract(), which follows the archive's own names, links and rights.
            with archive.extractfile(DATABASE) as source, snapshot.open("xb") as copy:
                shutil.copyfileobj(source, copy, PIECE)
            # Files before the database: where they fail, nothing has been written to the database.
            with files_put_back(archive, manifest["members"]):
                load_snapshot(connection, snapshot)
    except (OSError, SuspiciousFileOperation, tarfile.TarError) as problem:
        raise BackupError(f"{path} cannot be read as a backup: {problem}") from problem
    if problem := too_old(connection):
        raise BackupError(problem)
    # A backup of an earlier release is brought to this one before its history is looked at.
    call_command("migrate", interactive=False, verbosity=0)
    # Whoever has the archive has the keys of all who were signed in, or the browsers of those who have left since.
    Session.objects.all().delete()
    return manifest


def read_manifest(archive):
    """The manifest, checked for its shape: what stands in it names files that we are going to write."""
    try:
        manifest = json.load(archive.extractfile(MANIFEST))
        members = manifest["members"]
        whole = manifest["format"] == FORMAT and DATABASE in members and manifest["head"]["hash"]
    except (KeyError, TypeError, ValueError):
        whole = False
    if not whole:
        raise BackupError("This is not a complete backup: its manifest is missing or unreadable.")
    for name in members:
        parts = PurePosixPath(name).parts
        if name != DATABASE and (parts[0] != FILES or len(parts) < 2 or ".." in parts):
            raise BackupError(f"This backup contains an unexpected file: {name}.")
    return manifest


def check_fits(manifest):
    """Refuses what would overwrite something, or what this database or release cannot hold."""
    if connection.introspection.table_names(include_views=True):
        raise BackupError("A backup can only be restored into an empty database, and this one has tables.")
    if found := next(files_in(default_storage), None):
        raise BackupError(f"A backup can only be restored with an empty files folder, and {found} is there.")
    if manifest["vendor"] != connection.vendor:
        held = manifest["vendor"]
        raise BackupError(
            f"This backup is of a {held} database, and DATABASE_URL names a {connection.vendor} one."
        )
    applied = {tuple(name.split(".", 1)) for name in manifest["migrations"]}
    if newer := unknown(applied):
        raise BackupError(f"This backup is of a newer release: {'.'.join(newer[0])} is not known here.")
    if lost := lacking(applied):
        raise BackupError(
            f"This backup is of an earlier release: it lacks the migration {lost[0]}, which is no longer here. "
            f"Restore it with commit {commit_with(lost[0])} and back it up there, then restore that."
        )


def check_members(archive, members):
    for name, digest in members.items():
        try:
            source = archive.extractfile(name)
        except KeyError:
            raise BackupError(f"{name} is missing from this backup.") from None
        if source is None or hashlib.file_digest(source, "sha256").hexdigest() != digest:
            raise BackupError(f"This backup is damaged: {name} does not match its checksum.")


@contextmanager
def files_put_back(archive, members):
    """Stores the files of an archive under their names, and takes them out again where that or what follows fails."""
    stored = set()
    try:
        for member in members:
            if member != DATABASE:
                with archive.extractfile(member) as source:
                    put_back(str(PurePosixPath(member).relative_to(FILES)), File(source), stored)
        yield
    except BaseException:
        for name in stored:
            default_storage.delete(name)
        raise


def put_back(name, content, stored):
    """Stores a file under this very name, which is added to those `stored`. Raises BackupError where there is one
    already: nothing is written over."""
    if default_storage.exists(name):
        raise BackupError(f"{name} cannot be restored: there is a file of that name.")
    # Before the file is: one that breaks off half-way must go as well.
    stored.add(name)
    given = default_storage.save(name, content)
    if given != name:
        stored.remove(name)  # somebody else's by now
        stored.add(given)
        raise BackupError(f"{name} cannot be restored: it would be stored as {given}.")
