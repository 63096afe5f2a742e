"""Where uploaded files are kept: in a folder whose disk is waited for, or in what FILES_STORAGE names. Everybody else
asks only what every storage of the framework answers, and knows of no path.
"""

import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.module_loading import import_string


class DurableFileSystemStorage(FileSystemStorage):
    """A folder. What was saved there outlives a power cut, and no link is followed out of it."""

    def _save(self, name, content):
        folder, root = Path(self.path(name)).parent.resolve(), Path(self.location).resolve()
        if not folder.is_relative_to(root):
            raise SuspiciousFileOperation(f"{name} lies behind a link that leads out of the folder of files.")
        was_there = self.exists(name)
        try:
            name = super()._save(name, content)
            wait_for_disk(Path(self.path(name)), Path(self.location))
        except OSError:
            # Half a file on a full disk is in the way of the next one. What was there before is somebody's.
            if not was_there:
                with suppress(OSError):
                    self.delete(name)
            raise
        return name

    def listdir(self, path):
        """The folders and the files in a folder. Links, and what is neither, are nobody's upload and left out."""
        folders, files = [], []
        with os.scandir(self.path(path)) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.name)
                elif entry.is_file(follow_symlinks=False):
                    files.append(entry.name)
        return folders, files


def wait_for_disk(path, root):
    """Returns when the disk has a file, and the names of its folders up to the root."""
    flush(path, os.O_RDWR)
    # On Linux a new name is only kept through a power cut once its folder was written too.
    for folder in path.parents:
        flush(folder, os.O_RDONLY)
        if folder == root:
            break


def flush(place, mode):
    handle = os.open(place, mode)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def files_in(storage, folder=""):
    """Yields the names of the files in a folder of a storage and in those below it; none where it is missing."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    start = f"{folder}/" if folder else ""
    yield from (start + name for name in sorted(files))
    for name in sorted(folders):
        yield from files_in(storage, start + name)


def check_storage():
    """Refuses to start with a FILES_STORAGE that is no storage, or options that it does not take."""
    backend = settings.STORAGES["default"]["BACKEND"]
    try:
        found = import_string(backend)
    except ImportError as problem:
        raise ImproperlyConfigured(f"FILES_STORAGE must name a class that is installed: {problem}.") from None
    if not (isinstance(found, type) and issubclass(found, Storage)):
        raise ImproperlyConfigured(f"FILES_STORAGE must name a storage class, and {backend} is none.")
    try:
        storages["default"]
    except (TypeError, ImproperlyConfigured) as problem:
        raise ImproperlyConfigured(
            f"FILES_STORAGE_OPTIONS must be what {backend} takes: {problem}"
        ) from problem
