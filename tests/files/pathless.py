"""A store of files as it might stand on another machine: it answers what every storage answers, and has no path."""

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, InMemoryStorage, Storage


class Pathless(Storage):
    """Keeps files in memory, or in a folder of its own where another process is to find them."""

    def __init__(self, location=None):
        kept = FileSystemStorage(location=location) if location else InMemoryStorage()
        self._open, self._save = kept._open, kept._save
        self.delete, self.exists, self.listdir = kept.delete, kept.exists, kept.listdir
        self.size, self.get_modified_time = kept.size, kept.get_modified_time


class Overtaken(Pathless):
    """Somebody else is always faster: what it is given gets another name, as theirs has that name by then."""

    def get_available_name(self, name, max_length=None):
        self._save(name, ContentFile(b"Theirs"))
        return f"{name}_2"


PATHLESS = f"{Pathless.__module__}.{Pathless.__name__}"
OVERTAKEN = f"{Overtaken.__module__}.{Overtaken.__name__}"
