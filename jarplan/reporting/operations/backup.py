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
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from actions.models.imports import DRAFTS
from jarplan.audit.integrity.releases import OLDEST, known, lacking, too_old
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
    root = Path(settings.MEDIA_ROOT)
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as archive:
        members[DATABASE] = add_member(archive, DATABASE, snapshot)
        # After the snapshot: a file that is added meanwhile is one too many in the archive, never one too
        # few.
        for file in sorted(path for path in root.rglob("*") if path.is_file()):
            parts = file.relative_to(root).parts
            if parts[0] == DRAFTS:
                continue  # gone tomorrow
            name = str(PurePosixPath(FILES, *parts))
            try:
                members[name] = add_member(archive, name, file)
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


def add_member(archive, name, path):
    """Adds a file as it is now, as long as it is now; returns its SHA-256."""
    with path.open("rb") as source:
        reader = DigestingReader(source)
        # The size of the open file, which stays open: one that is taken out by law meanwhile is copied
        # whole or not found at all.
        archive.addfile(tar_entry(name, os.fstat(source.fileno()).st_size), reader)
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
    """Fills the empty database and the empty files folder from an archive; returns its manifest.

    Everything is checked before anything is written, but for what only the restored history can say: whether its
    states are still read. Raises BackupError.
    """
    try:
        with tarfile.open(path) as archive, tempfile.TemporaryDirectory() as folder:
            manifest = read_manifest(archive)
            check_fits(manifest)
            check_members(archive, manifest["members"])
            snapshot = Path(folder) / DATABASE
            extract(archive, DATABASE, snapshot)
            # Files before the database: where they fail, nothing has been written to the database, and the
            # folder is emptied again.
            put_files_back(archive, manifest["members"])
            try:
                load_snapshot(connection, snapshot)
            except BaseException:
                empty_files_folder()
                raise
    except (OSError, tarfile.TarError) as problem:
        raise BackupError(f"{path} cannot be read as a backup: {problem}") from problem
    if problem := too_old(connection):
        raise BackupError(problem)
    # A backup of an earlier release is brought to this one before its history is looked at.
    call_command("migrate", interactive=False, verbosity=0)
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
    root = Path(settings.MEDIA_ROOT)
    if root.is_dir() and any(root.iterdir()):
        raise BackupError(f"A backup can only be restored with an empty files folder, and {root} has files.")
    if manifest["vendor"] != connection.vendor:
        held = manifest["vendor"]
        raise BackupError(
            f"This backup is of a {held} database, and DATABASE_URL names a {connection.vendor} one."
        )
    applied = {tuple(name.split(".", 1)) for name in manifest["migrations"]}
    if unknown := sorted(applied - known()):
        raise BackupError(f"This backup is of a newer release: {'.'.join(unknown[0])} is not known here.")
    if lost := lacking(applied):
        raise BackupError(
            f"This backup is of an earlier release: it lacks the migration {lost[0]}, which is no longer here. "
            f"Restore it with commit {OLDEST} and back it up there, then restore that."
        )


def check_members(archive, members):
    for name, digest in members.items():
        try:
            source = archive.extractfile(name)
        except KeyError:
            raise BackupError(f"{name} is missing from this backup.") from None
        if source is None or hashlib.file_digest(source, "sha256").hexdigest() != digest:
            raise BackupError(f"This backup is damaged: {name} does not match its checksum.")


def extract(archive, name, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    # x: nothing is ever written over. Not archive.extract(), which follows the archive's own names, links
    # and rights.
    with archive.extractfile(name) as source, target.open("xb") as copy:
        os.fchmod(copy.fileno(), settings.FILE_UPLOAD_PERMISSIONS)
        shutil.copyfileobj(source, copy, PIECE)


def put_files_back(archive, members):
    root = Path(settings.MEDIA_ROOT)
    try:
        for name in members:
            if name != DATABASE:
                extract(archive, name, root.joinpath(*PurePosixPath(name).parts[1:]))
    except BaseException:
        empty_files_folder()
        raise


def empty_files_folder():
    """Undoes a restore that failed: the folder was empty before it."""
    root = Path(settings.MEDIA_ROOT)
    for path in root.iterdir() if root.is_dir() else ():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()
