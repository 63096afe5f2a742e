"""The movement table of a pack: how many actions of each kind there were at the last pack, what came, went and
changed, and how many there are now; and the summary that it is the middle of. Pure.

Each row adds up: what was printed, with what is restated of it, with what was added and moved in, less what moved out
and left the plan, is what there is now.
"""

from collections import Counter
from dataclasses import dataclass, fields

from actions.rules.lifecycle import LIVE, Brag, Status
from actions.rules.movement import ADDED, BETTER, GONE, SIGNED_OFF, WORSE
from actions.rules.records import brag, in_plan, is_overdue
from jarplan.dates import in_full
from jarplan.reporting.packs.content import ContentTable
from jarplan.reporting.published.show import counted

RATINGS = (Brag.RED, Brag.AMBER, Brag.GREEN, Brag.BLUE, Brag.NONE)
OVERDUE, ALL = "overdue", "all"
MOVING = ("Added", "Moved in", "Moved out", "Left the plan", "Now")


@dataclass(frozen=True)
class Row:
    """Of one kind of action: how many at the last pack as it printed them, by how many that is restated, how many
    were added to the plan, moved in from another kind, moved out to another, left the plan; how many there are."""

    key: str
    printed: int
    restated: int
    added: int
    moved_in: int
    moved_out: int
    left: int
    now: int

    @property
    def numbers(self):
        return tuple(getattr(self, one.name) for one in fields(self)[1:])

    @property
    def adds_up(self):
        came, went = self.added + self.moved_in, self.moved_out + self.left
        return self.printed + self.restated + came - went == self.now

    @property
    def is_empty(self):
        return not any(self.numbers)


def rows_of(keys, before, after, printed):
    """A Row for each of these kinds, in their order. `before`, `after`: {action: its kind} of the actions that were
    in the plan at each moment; `printed`: {kind: number} as the last pack had it, or None where there was none."""
    stood, stands = Counter(before.values()), Counter(after.values())
    added, moved_in, moved_out, left = Counter(), Counter(), Counter(), Counter()
    for action in before.keys() | after.keys():
        was, now = before.get(action), after.get(action)
        if was is None:
            added[now] += 1
        elif now is None:
            left[was] += 1
        elif was != now:
            moved_out[was] += 1
            moved_in[now] += 1
    for key in keys:
        then = stood[key] if printed is None else printed.get(key, 0)
        yield Row(
            key, then, stood[key] - then, added[key], moved_in[key], moved_out[key], left[key], stands[key]
        )


def whole(rows):
    """The sum of all kinds: what moves from one to another moves neither in nor out."""
    sums = [sum(numbers) for numbers in zip(*(row.numbers for row in rows), strict=True)] or [0] * 7
    sums[3] = sums[4] = 0
    return Row(ALL, *sums)


def by_rating(records):
    """{action: the key of its rating} of those that are in the plan."""
    return {one.uuid: f"rating:{brag(one)}" for one in records if in_plan(one)}


def by_status(records):
    return {one.uuid: f"status:{one.status}" for one in records if in_plan(one)}


def by_overdue(records, day):
    """{action: OVERDUE or ""} of those that are in the plan."""
    return {one.uuid: OVERDUE if is_overdue(one, day) else "" for one in records if in_plan(one)}


RATING_KEYS = tuple(f"rating:{one}" for one in RATINGS)
STATUS_KEYS = tuple(f"status:{one}" for one in LIVE)


def label_of(key):
    """What a figure counts, in a word or two."""
    kind, _, value = key.partition(":")
    if kind == "rating":
        return Brag(value).label
    return Status(value).label if kind == "status" else {"overdue": "Overdue", "all": "All"}[key]


def counted_as(key):
    """What a figure counts, as its own words: "Amber actions"."""
    return {"rating:none": "Actions with no rating yet"}.get(key) or f"{label_of(key)} actions"


def signed(number):
    """A number with its sign, which says whether it is added or taken away."""
    return f"{number:+,}".replace("-", "−") if number else "0"


def table(caption, first, rows, then, number):
    """The movement table of these Rows, of which the first column is headed `first` and the second `then`. What is
    restated of the pack before (its `number`, or None) has a column where there is any."""
    is_restated = number and any(one.restated for one in rows)
    head = (first, then, *(("Restated",) if is_restated else ()), *MOVING)
    cells = []
    for one in rows:
        printed, restated, *others = one.numbers
        known_then = (f"{printed:,}", signed(restated)) if is_restated else (f"{printed + restated:,}",)
        cells.append((label_of(one.key), *known_then, *(f"{each:,}" for each in others)))
    is_rated = first == "Rating"
    marks = tuple(one.key.partition(":")[2] for one in rows) if is_rated else ()
    marked = 0 if is_rated else -1
    return ContentTable(caption, tuple(head), tuple(map(tuple, cells)), "counts", marked, marks)


def summary(known, ratings, overdue, restated, number, explained):
    """(paragraphs, tables): how the plan stands, what has moved, and what is restated of the pack before."""
    total = whole(ratings)
    late = overdue[0].now
    late = f"{late:,} of them {'is' if late == 1 else 'are'} overdue." if late else "None of them is overdue."
    how_rated = ", ".join(f"{one.now:,} {RATED[one.key]}" for one in ratings if one.now)
    words = [
        f"The plan has {counted(total.now, 'action')}: {how_rated}. {late}"
        if total.now
        else "There is no action in the plan."
    ]
    ways = {way: len(known.moved(way)) for way in MOVED}
    moves = ", ".join(f"{count:,} {MOVED[way]}" for way, count in ways.items() if count)
    words.append(f"Since {known.since}: {moves or 'no action has moved'}.")
    if known.checked.checked:
        words.append(
            f"{counted(known.checked.checked, 'sign-off')} checked by sample so far: {known.checked.held:,} held."
        )
    then = then_of(known, number)
    tables = [
        table("Movement of actions by rating", "Rating", [*ratings, total], then, number),
        table("Movement of overdue actions", "Actions", overdue, then, number),
    ]
    if number and not restated:
        words.append(f"No figure of pack {number} is restated.")
    if restated:
        words.append(
            f"Some figures that pack {number} printed are restated, because more is known now. The table of restated "
            "figures says which, and why."
        )
        head = ("Figure", "Printed in it", "Known now", "Why")
        rows = [(one.what, one.printed, one.now, one.why or "See below.") for one in restated]
        tables.append(ContentTable(f"Restated figures of pack {number}", head, tuple(rows)))
        words += explained
    return tuple(words), tuple(tables)


def by_status_then(statuses, known, number):
    """The movement table by status, of those that some action has or had."""
    standing = [one for one in statuses if not one.is_empty]
    return table("Movement of actions by status", "Status", standing, then_of(known, number), number)


def then_of(known, number):
    """What the earlier moment is called in the head of a movement table."""
    return f"Pack {number}" if number else in_full(known.earlier)


RATED = {f"rating:{key}": words for key, words in {"red": "red", "amber": "amber", "green": "green"}.items()}
RATED |= {"rating:blue": "done and signed off", "rating:none": "with no rating yet"}
MOVED = {
    BETTER: "reported better",
    WORSE: "worse",
    OVERDUE: "newly overdue",
    SIGNED_OFF: "signed off for the board",
    ADDED: "added to the plan",
    GONE: "no longer in the plan",
}
