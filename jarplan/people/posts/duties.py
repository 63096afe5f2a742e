"""What hangs on a post. Rooms above this one say at start-up how to find it, so that nobody leaves unnoticed."""

from collections import defaultdict
from dataclasses import dataclass


@dataclass(frozen=True)
class Duty:
    """One open thing that a post leads: its reference, what it is, and the path of its page."""

    reference: str
    text: str
    path: str


FINDERS = []


def register(find):
    """Makes a room's duties known: `find(posts)` yields pairs of a post's primary key and a Duty."""
    FINDERS.append(find)


def duties_of(posts):
    """{primary key of a post: its open duties, in the order of the plan}."""
    posts, found = list(posts), defaultdict(list)
    for find in FINDERS:
        for post, duty in find(posts):
            found[post].append(duty)
    return found
