"""What a meeting pack holds once it is made, as plain records (format 1 of document/schema.py), and which sections
its office chooses from. Nothing here reads the database.

A section is text: its paragraphs and its tables, as the page and each file have them. What the next pack counts on
from is held beside it: figures and dates by a key (`slug`: no redaction takes it for text) that is never renamed.
"""

from dataclasses import dataclass
from datetime import date

# Sections that the office chooses, in the order of the paper: the key that is kept, and its heading.
CHOICES = {
    "arising": "Matters arising",
    "moves": "Changes since the last meeting",
    "off_track": "Red and amber actions",
    "completed": "Completed since the last meeting",
    "extensions": "Extensions requested and decided",
    "statutory": "Statutory deadlines",
    "money": "Money",
    "live": "Actions under way",
    "overdue": "Overdue actions",
    "not_started": "Actions not started or paused",
    "measures": "Success measures",
    "changes": "Changes to the plan",
    "questions": "Challenges and questions",
}
# What every pack has: what the office writes, how many actions there are of each kind, and all of them.
FIXED = {
    "purpose": "Purpose",
    "summary": "Summary",
    "asks": "Recommendations",
    "advice": "Advice",
    "implications": "Financial, legal and other implications",
    "all": "All actions",
}
# What stands behind the report of what a choice, or every pack, has in it.
BEHIND = {"amber": "Amber actions", "statuses": "Movement of actions by status"}
CHOSEN_WITH = {"amber": "off_track"}
HEADINGS = FIXED | CHOICES | BEHIND
# Long lists stand behind the report, so that it stays short enough to be read at a meeting: four sides.
APPENDICES = ("amber", "completed", "extensions", "live", "overdue", "not_started", "measures", "changes")
APPENDICES += ("questions", "statuses", "all")
ORDER = (
    "purpose",
    "summary",
    "asks",
    "arising",
    "moves",
    "off_track",
    "statutory",
    "money",
)
ORDER += ("advice", "implications", *APPENDICES)


@dataclass(frozen=True)
class ContentTable:
    """A caption, a head, and rows of text. `marks`: the key of the rating that each row tells in its column `marked`
    (a place in the head; -1 for none). `kind`: "list", or "counts" whose columns but the first are numbers."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = "list"
    marked: int = -1
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class ContentSection:
    """A part of the paper: its key among HEADINGS, its heading as the council has it, paragraphs and tables."""

    slug: str
    heading: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[ContentTable, ...] = ()

    @property
    def is_appendix(self):
        return self.slug in APPENDICES


@dataclass(frozen=True)
class ContentFact:
    """A line of the head of the paper."""

    label: str
    text: str


@dataclass(frozen=True)
class ContentFigure:
    """How many actions there are of a kind, by its key ("rating:red", "status:paused", "overdue", "all")."""

    slug: str
    number: int


@dataclass(frozen=True)
class ContentDate:
    """A statutory date in force, by the UUID of its deadline."""

    slug: str
    title: str
    day: date


@dataclass(frozen=True)
class ContentPrinted:
    """What was printed of one thing, by its UUID: the latest figure of a measure, the due date of an action."""

    slug: str
    title: str
    text: str


@dataclass(frozen=True)
class ContentRestated:
    """What an earlier pack printed of its moment and is known otherwise now, both in words; `why` is "" where the
    record gives no reason."""

    what: str
    printed: str
    now: str
    why: str


@dataclass(frozen=True)
class ContentBefore:
    """The pack that this one counts on from, by its number, with its meeting in words; `entry`: the event of the
    audit trail up to which it read."""

    number: int
    meeting: str
    as_at: date
    entry: int


@dataclass(frozen=True)
class PackContent:
    """A whole pack. `as_at`: the day at whose end the plan is told, or on which it was; `entry`, `entry_hash`: the
    last event of the audit trail that it knows of; `since`: the moment that changes are counted from, in words;
    `total`: how many actions the plan has; `is_sample`: some of them are illustrations."""

    title: str
    place: str
    body: str
    held_on: date
    about: tuple[str, ...]
    facts: tuple[ContentFact, ...]
    as_at: date
    entry: int
    entry_hash: str
    since: str
    before: ContentBefore | None
    total: int
    is_sample: bool
    figures: tuple[ContentFigure, ...]
    dates: tuple[ContentDate, ...]
    restated: tuple[ContentRestated, ...]
    sections: tuple[ContentSection, ...]
    measured: tuple[ContentPrinted, ...] = ()
    dues: tuple[ContentPrinted, ...] = ()

    @property
    def printed(self):
        """{key: number} of its figures."""
        return {one.slug: one.number for one in self.figures}

    @property
    def unexplained(self):
        """The figures that it restates without a reason on record."""
        return [one.what for one in self.restated if not one.why]
