"""What has moved since the last meeting, in how many ways, and why."""

from dataclasses import dataclass

from actions.movement.reasons import Since, explained
from actions.rules.movement import ADDED, EXTENDED, GONE, MOVES, OVERDUE, SIGNED_OFF


@dataclass(frozen=True)
class Way:
    """A way in which actions moved: its name, how many, the address of all of them, and the first as Moves."""

    key: str
    title: str
    number: int
    href: str
    moves: tuple

    @property
    def words(self):
        """How the number is followed in a sentence."""
        return WORDS[self.key]


WORDS = {
    "better": "reported better",
    "worse": "worse",
    OVERDUE: "newly overdue",
    SIGNED_OFF: "signed off for the board",
    EXTENDED: "extended",
    ADDED: "added to the plan",
    GONE: "no longer in the plan",
}


def ways_of(moves, moved, earlier, states, link):
    """The Ways in which something moved, in the order in which they are told of. `moves`: {way: how many}; `states`:
    {kind: states} of what explains what Moved."""
    known = Since.of(earlier.day, states)
    return [
        Way(
            way,
            title,
            moves[way],
            link.actions(change=way, since=earlier.day.isoformat(), status="all" if way == GONE else ""),
            tuple(explained(way, moved.by(way), known)),
        )
        for way, title in MOVES.items()
        if moves[way]
    ]
