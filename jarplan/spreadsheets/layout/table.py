"""What was read of a plan workbook: its rows with their cells and meaning, its columns, its sheets, and all that
must be asked or told.
"""

import hashlib
from dataclasses import dataclass, field

from jarplan.spreadsheets.understanding.dates.results import Reading
from jarplan.spreadsheets.understanding.leads import Leads, Partners
from jarplan.spreadsheets.understanding.ratings import Rated
from jarplan.spreadsheets.understanding.references import Reference
from jarplan.spreadsheets.understanding.statuses import Stated

# What may be answered to a question: its proposal, the other reading, something typed, a new action, leaving out.
YES, NO, OTHER, NEW, LEAVE = "yes", "no", "other", "new", "leave"
EACH = "each"  # of a question that stands for several: each is asked by itself
TITLE, LEFT_OUT = "title", "left out"  # what a row is that is no action
CELL, ROW, FILE = "cell", "row", "file"  # what a question is asked once for
TWO_CELLS = " | "  # between the cells of a row that is shown to choose from
PLAN, COSTS, GUIDANCE, EMPTY, HIDDEN, UNKNOWN = "plan", "cost table", "guidance", "empty", "hidden", "unknown"


@dataclass(frozen=True, slots=True)
class Point:
    """Something to ask or to tell, at its cell: `raw` is what the cell says, `sentence` what is said of it,
    `proposed` what a yes would write, in words. `field` is "row" where it is about the row itself.

    A question has its `kind`, `options` as (value, label), and in `typed` what may be typed with the value
    "other": "date", "leads", "names" or nothing. It is asked `per` cell, which may be merged over several
    rows, per row, or once per file for all that say the same, which `about` tells apart.
    """

    field: str
    sheet: str
    row: int
    cell: str
    raw: str
    sentence: str
    proposed: str = ""
    kind: str = ""
    options: tuple = ()
    typed: str = ""
    about: str = ""
    per: str = CELL

    @property
    def key(self):
        """A short text, the same for the same question whenever a file is read again with the same mapping."""
        place = {FILE: ("", ""), ROW: (self.sheet, str(self.row))}.get(
            self.per, (self.sheet, self.cell or str(self.row))
        )
        # Of the place and the kind, not of the sentence: a better wording must not lose the answers of a
        # draft.
        words = "\x1f".join((*place, self.field, self.kind, self.about))
        return f"q{hashlib.sha256(words.encode(errors='replace')).hexdigest()[:16]}"

    def label(self, value):
        """What an option says; "" where this question does not offer it."""
        for offered, label in self.options:
            if offered == value:
                return label
        return ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet and the field it was taken for, which is empty where it is not read. `samples` are the
    first few different texts below its heading, `cell` the address of that.
    """

    sheet: str
    letter: str
    heading: str
    field: str = ""
    confidence: float = 0.0
    header_row: int = 0
    samples: tuple = ()
    cell: str = ""

    @property
    def key(self):
        """How a mapping names this column: Plan!C."""
        return f"{self.sheet}!{self.letter}"


@dataclass(frozen=True, slots=True)
class SheetReport:
    """What was made of one sheet. `sentence` says why it is not read, where it is not. `heads` are the first and the
    last row of each of its headers but those that repeat one; `seen` are some of its rows to choose from, as (number,
    sheet and row where a person finds it, what it says); `last_row` is the number of its last filled row.
    """

    name: str
    kind: str
    sentence: str = ""
    header_rows: tuple = ()
    section_rows: tuple = ()
    foot_rows: tuple = ()
    key: dict = field(default_factory=dict)
    heads: tuple = ()
    seen: tuple = ()
    last_row: int = 0


@dataclass(frozen=True, slots=True)
class Understood:
    """What a row says, each field by itself; `due` and `start` are Readings, whose proposal may be asked;
    `revised` is the later due date that stands beside the original one. Fields that
    are plain text are not here: PlanRow.raw() has them.

    `recommendation` is a number that is said to be a recommendation's; `numbering` one that may be: of a plan's own
    1.1 and 1.2, or under a heading that does not say so. `titles` stand above the row, the nearest first.
    """

    recommendation: int | None = None
    recommendation_text: str = ""
    numbering: int | None = None
    theme: str = ""
    titles: tuple = ()
    band: str = ""
    reference: Reference = Reference()
    text: str = ""
    leads: Leads = Leads()
    partners: Partners = Partners()
    start: Reading = Reading()
    due: Reading = Reading()
    revised: Reading = Reading()
    status: Stated = Stated()
    rating: Rated = Rated()
    criteria: tuple = ()
    notes: str = ""
    evidence: str = ""


@dataclass(slots=True)
class PlanRow:
    """One action of the sheet. `cells` has, for each field, the cells it was read from (the first one's row may be
    another where cells are merged). A row with problems is rejected; one with questions is asked. `named` are the
    fields of its recommendation whose headings, or a person, say that a number there is the recommendation's.
    `columns_of` is the sheet of its Columns, where tables share them.
    """

    sheet: str
    row: int
    cells: dict
    fills: dict = field(default_factory=dict)
    hidden: bool = False
    named: frozenset = frozenset()
    columns_of: str = ""
    understood: Understood = Understood()
    questions: list = field(default_factory=list)
    problems: list = field(default_factory=list)
    warnings: list = field(default_factory=list)

    def raw(self, name):
        """What the cells of a field say, one under the other."""
        return "\n".join(cell.text for cell in self.cells.get(name, ()) if cell.text)

    def address(self, name):
        """The first cell of a field, or its row where it has none."""
        cells = self.cells.get(name)
        return cells[0].address if cells else ""

    def point(self, name, sentence, proposed="", **asked):
        """The Point about a field of this row; `asked` are the parts of a question."""
        return Point(
            name, self.sheet, self.row, self.address(name), self.raw(name), sentence, proposed, **asked
        )


@dataclass(frozen=True, slots=True)
class Gap:
    """A recommendation in the sheet that has no action, and what stands where its action would be."""

    sheet: str
    row: int
    cell: str
    raw: str
    recommendation: int | None
    recommendation_text: str

    @property
    def sentence(self):
        named = f"Recommendation {self.recommendation}" if self.recommendation else "This recommendation"
        said = f" (the cell says “{self.raw}”)" if self.raw else ""
        return f"{named} has no action{said}."


@dataclass(slots=True)
class PlanTable:
    """Everything read of a workbook. `others` are the rows that are no actions, as Points of the kind TITLE or
    LEFT_OUT. `message` says in one sentence why there is nothing, where there is not."""

    rows: list = field(default_factory=list)
    columns: list = field(default_factory=list)
    sheets: list = field(default_factory=list)
    gaps: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    others: list = field(default_factory=list)
    message: str = ""
