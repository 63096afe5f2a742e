"""What the page and the exports show of one cost table: its printed rows, each difference a numbered note."""

from dataclasses import dataclass

from finance.figures.printed import Figure, Line, Period, PrintedTable, printed_table, whole, words_of
from finance.figures.reconciliation import Check, Verdict, differences, reconcile
from finance.figures.revisions import Revision, revised_total, revisions_of

CHECKED = "Totals check"
REVISED = [
    "Revised since",
    "Period",
    "Printed",
    "Type of figure",
    "New figure",
    "Change",
    "On",
    "By",
    "Reason",
]


@dataclass(frozen=True)
class Cell:
    """A figure in its period, and the numbers of the notes that explain its difference."""

    period: Period
    figure: Figure | None
    notes: tuple


@dataclass(frozen=True)
class Row:
    """A line with a cell for each period."""

    line: Line
    cells: tuple
    is_grand_total: bool


@dataclass(frozen=True)
class Group:
    """A section's heading (None: no section) and its rows."""

    section: Line | None
    rows: list


@dataclass(frozen=True)
class Note:
    """A numbered difference."""

    number: int
    check: Check


@dataclass(frozen=True)
class Statement:
    """One cost table, ready to be shown."""

    slug: str
    table: PrintedTable
    checks: list[Check]
    notes: list[Note]
    revisions: list[Revision]

    @property
    def headings(self):
        return [self.table.corner, *(period.label for period in self.table.periods)]

    @property
    def revised_total(self):
        """The grand total with all revisions that count, in words, or None where nothing was revised."""
        total = revised_total(self.table, self.revisions) if self.revisions else None
        return None if total is None else words_of(total)

    @property
    def groups(self):
        """The rows under their sections; the grand total stands in a group of its own."""
        groups = []
        for line in self.table.lines:
            if line.kind == "section":
                groups.append(Group(line, []))
                continue
            row = self.row(line)
            if not groups or row.is_grand_total:
                groups.append(Group(None, []))
            groups[-1].rows.append(row)
        return groups

    def row(self, line):
        cells = (
            Cell(
                period,
                line.figures.get(period.order),
                tuple(
                    note.number
                    for note in self.notes
                    if (note.check.line_order, note.check.period_order) == (line.order, period.order)
                ),
            )
            for period in self.table.periods
        )
        return Row(line, tuple(cells), line is self.table.grand_total_line)

    @property
    def summary(self):
        """The outcome of adding up, in a sentence or two."""
        checked, differ = len(self.checks), len(self.notes)
        mismatches = sum(note.check.verdict is Verdict.MISMATCH for note in self.notes)
        said = f"{checked} printed totals were checked: {checked - differ} agree and {differ} differ."
        if not differ:
            return said
        if not mismatches:
            return f"{said} Rounding explains {'it' if differ == 1 else f'all {differ}'}."
        return (
            f"{said} Rounding explains {differ - mismatches}; {mismatches} cannot be explained by rounding."
        )

    def export_rows(self):
        """Headings and rows as on the page: a row a line with its notes in words, then the revisions."""
        yield [*self.headings, CHECKED]
        for line in self.table.lines:
            figures = [line.figures.get(period.order) for period in self.table.periods]
            notes = [note.check.in_words for note in self.notes if note.check.line_order == line.order]
            yield [line.label, *(figure.value if figure else "" for figure in figures), "\n".join(notes)]
        if not self.revisions:
            return
        yield REVISED
        for one in self.revisions:
            kind = one.kind_words if one.counts else f"{one.kind_words} ({one.instead})"
            figures = [one.printed.value, kind, whole(one.amount), whole(one.change)]
            yield [one.line, one.period, *figures, one.made_at, one.made_by, one.reason]
        if (total := revised_total(self.table, self.revisions)) is not None:
            yield ["Grand total with revised figures", "", "", "", whole(total)]


def statement_of(record, revisions=(), names=None):
    """The Statement of a recorded state of a cost table and of its recorded revisions; `names` are people's
    by UUID."""
    table = printed_table(record)
    checks = reconcile(table)
    notes = [Note(number, found) for number, found in enumerate(differences(checks), start=1)]
    return Statement(record["slug"], table, checks, notes, revisions_of(table, revisions, names or {}))
