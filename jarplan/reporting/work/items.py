"""Waiting work that is no action: a consultation, a publication step, a post. One shape for all of it, so that my
work, the programme office's desk and messages draw and write it alike; `queues` has the actions.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Item:
    """One thing that waits. `href`: where it is shown; `about`: whose or of what it is; `words`: since when or by
    when; `path`: where its verb is done, "" where this reader cannot do it; `since`: from when on it lies here."""

    title: str
    href: str
    about: str
    words: str
    path: str = ""
    is_overdue: bool = False
    since: datetime | None = None


@dataclass(frozen=True)
class ItemQueue:
    """Items with which the same is done. `heads`: what their title, `about` and `words` are; `without`: what is said
    instead of the verb where this reader cannot do it; `look`: "wide-about" where `about` is long."""

    key: str
    title: str
    hint: str
    heads: tuple
    verb: str
    items: tuple
    without: str = ""
    look: str = ""

    @property
    def number(self):
        return len(self.items)


def those_with_items(*queues):
    """Of these queues those on which something lies."""
    return [queue for queue in queues if queue.items]
