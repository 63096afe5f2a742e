"""What a person does with the pieces of a pasted text before they are saved: join, split, leave out, reorder."""

import re
from dataclasses import dataclass, field, replace

KEEP, JOIN, SPLIT, LEAVE = "keep", "join", "split", "leave"


@dataclass(frozen=True)
class Piece:
    """A piece of a pasted text on its way to be saved: its words, what is to become of it, its place in the order,
    and what else was typed of it."""

    text: str
    what: str = KEEP
    place: int | None = None
    more: dict = field(default_factory=dict)


def is_settled(pieces):
    """Whether nothing is left to be joined or split, so that what is shown is what would be saved."""
    return not any(one.what in (JOIN, SPLIT) for one in pieces)


def ordered(pieces):
    """The pieces by the places that were typed; of two with the same place the one shown first comes first."""
    last = len(pieces) + 1
    return sorted(pieces, key=lambda one: one.place or last)


def arranged(pieces):
    """The pieces as they were asked for: in order, joined and split. What is left out stays among them, left out."""
    found = []
    for one in ordered(pieces):
        # What is left out between two pieces does not keep them apart.
        above = next((place for place in range(len(found) - 1, -1, -1) if found[place].what != LEAVE), None)
        if one.what == JOIN and above is not None:
            found[above] = replace(found[above], text=together(found[above].text, one.text))
        elif one.what == SPLIT:
            parts = [part.strip() for part in one.text.split("\n") if part.strip()]
            found += [replace(one, text=part, what=KEEP) for part in parts]
        else:
            found.append(replace(one, what=LEAVE if one.what == LEAVE else KEEP))
    return [replace(one, place=place) for place, one in enumerate(found, start=1)]


def together(above, below):
    """Two pieces as one: a sub-point keeps its line, other words go on in the same one."""
    mark = re.match(r"[^\w\s(“‘\"']\s|\(?(?:[a-z]|[ivx]+|\d{1,2})[.)]\s", below)
    return f"{above}\n{below}" if mark else f"{above} {below}".strip()


def kept(pieces):
    """What is saved, in its order."""
    return [one for one in ordered(pieces) if one.what != LEAVE]


def tidy(text):
    """The words without white space around them or empty lines within; the lines of sub-points stay, and the tabs
    between the cells of a table."""
    return "\n".join(re.sub(r"[^\S\t]+", " ", line).strip(" ") for line in text.split("\n") if line.strip())
