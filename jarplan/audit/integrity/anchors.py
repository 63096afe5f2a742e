"""Heads of the chain that are kept elsewhere: what whoever owns the database cannot write anew.

An anchor is one line: the number of the last event, a colon, its hash, and after a space the day on which it was
noted, which is for people.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from jarplan.audit.head import FIRST_HASH
from jarplan.audit.models import AuditEvent, AuditHead
from jarplan.dates import in_full

LINE = re.compile(r"(\d{1,18}):([0-9a-f]{64})(?:\s+(.*))?", re.ASCII | re.IGNORECASE)


class NotAnAnchor(ValueError):
    """A line or file that is none; the message says why."""


@dataclass(frozen=True, order=True)
class Anchor:
    """The end of the history at some time: how many events there were, and the hash of the last."""

    sequence: int
    hash: str
    noted: str = ""

    def __str__(self):
        return f"{self.sequence}:{self.hash} {self.noted}".rstrip()

    @property
    def told(self):
        """What people call it by."""
        return f"event {self.sequence:,}" + (f" (noted on {self.noted})" if self.noted else "")


def anchor_of(line):
    """The anchor that a line says. Raises NotAnAnchor."""
    found = LINE.fullmatch(line.strip())
    if not found:
        raise NotAnAnchor(f"“{line.strip()[:90]}” is no anchor: that is 1234: and a hash of 64 digits.")
    return Anchor(int(found[1]), found[2].lower(), found[3] or "")


def anchors_in(place):
    """The anchors that a file holds, one a line, or the one that `place` itself says; at least one, in their order.
    Empty lines, and those that begin with #, say nothing. Raises NotAnAnchor."""
    if LINE.fullmatch(place.strip()):
        return [anchor_of(place)]
    try:
        lines = Path(place).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as problem:
        raise NotAnAnchor(f"{place} cannot be read as a file of anchors: {problem}") from problem
    found = [anchor_of(line) for line in lines if line.strip() and not line.startswith("#")]
    if not found:
        raise NotAnAnchor(f"{place} holds no anchor.")
    return sorted(found)


def anchor_now(today):
    """The end of the history as it is."""
    head = AuditHead.objects.get(pk=1)
    return Anchor(head.sequence, head.hash, in_full(today))


def problems(anchors):
    """Yields a sentence for each anchor that is not of this history. That an event says the hash of an anchor proves
    nothing by itself: whether it has that hash is for the chain to show."""
    head = AuditHead.objects.filter(pk=1).first()
    end = head.sequence if head else 0
    hashes = {0: FIRST_HASH} | dict(
        AuditEvent.objects.filter(sequence__in=[one.sequence for one in anchors]).values_list(
            "sequence", "hash"
        )
    )
    for one in anchors:
        if one.sequence > end:
            yield (
                f"The history ends with event {end:,} and had already come to {one.told}: "
                "events at the end are missing."
            )
        elif hashes.get(one.sequence) != one.hash:
            yield (
                f"This history does not contain {one.told} as it was kept elsewhere: it was written anew up to there."
            )
