"""The tables of a Word document as sheets: those with the same headings are one, with the headings of the text
between them; and each cell under its own table, row and column.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from jarplan.spreadsheets.cells import Row, Sheet, text_cell
from jarplan.spreadsheets.limits import MAX_MERGES, MAX_SHEETS, SheetRefused, limits
from jarplan.spreadsheets.reading.word.body import (
    COMMENT,
    DELETED,
    HIDDEN,
    ROW,
    Body,
    Table,
    address,
)
from jarplan.spreadsheets.reading.word.parts import document_of

BOLD, DIRECTLY_ABOVE = 20, 21  # below all levels of headings
LONGEST = 2000  # characters of a paragraph that heads a table
# “The table below sets out:” says nothing of what is in it, nor do “(continued)” and “Page 2 of 7”.
INTRODUCES = re.compile(
    r":$|\b(?:tables?|below|overleaf|continued|continues|cont’?'?d)\b|\(cont\.?\)|^page \d+", re.IGNORECASE
)
FORM = 3  # rows of a table that may be a form
NAMED = 5  # tables or places in a sentence
NO_TABLE = (
    "This Word document has no table, so there is no plan in it that can be read. Put the actions into a table with "
    "a row of headings, or choose another file."
)
LEFT_OUT = {
    DELETED: "Text that is marked as deleted (tracked changes) was left out",
    ROW: "Rows that are marked as deleted (tracked changes) were left out",
    HIDDEN: "Hidden text was left out",
    COMMENT: "Comments were left out",
}


def sheets_of(archive):
    """The Sheets of a Word document that was looked through. A hostile one makes it raise anything."""
    document = document_of(archive)
    body = Body(document).run(archive, document.path)
    groups = Grouping().of(body.flow)
    if not groups:
        raise SheetRefused(NO_TABLE)
    if len(groups) > MAX_SHEETS:
        raise SheetRefused(
            f"The document has more than {MAX_SHEETS} different tables: delete those that are not part of the plan."
        )
    return [group.sheet(body.left) for group in groups]


class Grouping:
    """Puts tables with the same headings together, and above each the headings of the text that lead to it."""

    def __init__(self):
        self.groups, self.by_head, self.by_labels = [], {}, {}
        self.path, self.since, self.above, self.last = {}, False, None, None

    def of(self, flow):
        """The Groups of a document's paragraphs and tables."""
        for item in flow:
            if not isinstance(item, Table):
                self.paragraph(item)
            elif not item.is_dissolved:
                self.table(Columns(item))
        return self.groups

    def paragraph(self, paragraph):
        self.last = None
        if paragraph.is_caption or len(paragraph.text) > LONGEST or paragraph.text.startswith("•"):
            return
        level = BOLD if paragraph.heading is None and paragraph.is_bold else paragraph.heading
        if level is None:
            self.above = "" if INTRODUCES.search(paragraph.text) else paragraph.text
        else:
            self.lead(level, paragraph.text)
            self.since = True

    def lead(self, level, text):
        """A heading ends those of its own level and of all below it."""
        self.path = {one: said for one, said in self.path.items() if one < level} | {level: text}

    def table(self, table):
        # Without a heading, the paragraph directly above a table says what is in it.
        if self.above and not self.since:
            self.lead(DIRECTLY_ABOVE, self.above)
        group = self.by_head.get(table.head) or self.by_labels.get(table.labels)
        goes_on = group is None and self.last and table.goes_on(self.last[0])
        if goes_on:
            group = self.last[1]
        elif group is None:
            group = self.by_head[table.head] = Group()
            self.groups.append(group)
        if table.labels:
            self.by_labels.setdefault(table.labels, group)
        group.add(table, [] if goes_on else list(self.path.items()))
        self.path.pop(DIRECTLY_ABOVE, None)
        self.since, self.above, self.last = False, None, (table, group)


class Columns:
    """A table with its cells in columns as they are seen, which its grid does not show: an edge that is a hair's
    breadth out of line makes a column of the grid."""

    def __init__(self, table):
        self.table, self.number = table, table.number
        longest = max(table.rows, key=lambda row: len(row.cells))
        self.starts = [self.edge(cell.start) for cell in longest.cells]
        if len(self.starts) > limits().columns:
            raise SheetRefused(
                f"Table {self.number} of the document has {len(self.starts)} columns. At most {limits().columns} "
                "can be read. Delete the extra columns and try again."
            )
        self.rows = [(row, self.placed(row)) for row in table.rows]
        self.head, self.labels = self._head(), self._labels()

    def edge(self, at):
        """Where a column of the grid begins: in twentieths of a point, or in columns where no widths are known."""
        widths = self.table.widths
        if at > len(widths) or not all(widths):
            return at * 1000
        return sum(widths[:at])

    def placed(self, row):
        """[(column, width, cell)] of a row, counted from 1."""
        if len(row.cells) == len(self.starts):
            return [(at, 1, cell) for at, cell in enumerate(row.cells, start=1)]
        found, free = [], 1
        for cell in row.cells:
            start = max(self.nearest(self.edge(cell.start)), free)
            free = max(self.nearest(self.edge(cell.start + cell.span), is_end=True), start + 1)
            found.append((start, free - start, cell))
        return found

    def nearest(self, edge, *, is_end=False):
        """The number of the column that begins nearest to an edge."""
        if is_end and edge > self.starts[-1] and edge - self.starts[-1] >= self.least():
            return len(self.starts) + 1
        at = bisect_left(self.starts, edge)
        around = [one for one in (at - 1, at) if 0 <= one < len(self.starts)]
        return min(around, key=lambda one: abs(self.starts[one] - edge)) + 1

    def least(self):
        """Half of the last column: an end beyond it is the table's own."""
        whole = self.edge(len(self.table.widths)) if self.table.widths else self.starts[-1] + 1000
        return max((whole - self.starts[-1]) / 2, 1)

    def _head(self):
        """The texts of the first row that has two different ones, by which tables are put together."""
        for _row, cells in self.rows:
            texts = {column: " ".join(cell.text.split()).casefold() for column, _width, cell in cells}
            if len(set(filter(None, texts.values()))) > 1:
                return tuple(sorted(texts.items()))
        return ()

    def _labels(self):
        """The texts at the left of a table of two columns, by which forms are put together: each has other values."""
        if len(self.starts) != 2 or len(self.rows) < FORM:
            return ()
        # A row of one cell is the form's own title: Action 1, Action 2.
        found = (cells[0][2].text for _row, cells in self.rows if len(cells) == 2)
        return tuple(" ".join(text.split()).casefold() for text in found)

    def goes_on(self, before):
        """Whether it is the rest of the table before: of the same columns, and its first row heads nothing."""
        return (
            not self.table.rows[0].is_head
            and self.table.widths == before.table.widths
            and len(self.starts) == len(before.starts)
        )


@dataclass
class Group:
    """Tables with the same headings, on their way to be a Sheet."""

    tables: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    merged: list = field(default_factory=list)
    titles: set = field(default_factory=set)
    places: dict = field(default_factory=dict)
    said: list = field(default_factory=list)
    number: int = 0

    def add(self, table, path):
        """A table below the headings that lead to it, unless they lead to the table before as well."""
        self.tables.append(table.number)
        if path and path != self.said:
            self.said = path
            for _level, text in path:
                self._title(table, text)
        open_merges = {}
        for row, cells in table.rows:
            self._row(table, row, cells, open_merges)
        for begun, last in open_merges.values():
            self._merge(*begun, last)

    def _title(self, table, text):
        self.number += 1
        cell = text_cell(text, len(text), "A", f"heading above table {table.number}")
        self.rows.append(Row(self.number, [cell]))
        self.titles.add(self.number)
        self.places[self.number] = (f"Table {table.number}", 0)
        self._merge(self.number, 1, len(table.starts), self.number)

    def _row(self, table, row, cells, open_merges):
        self.number += 1
        self.places[self.number] = (f"Table {table.number}", row.number)
        filled, fills, going_on = [], {}, {}
        for column, width, cell in cells:
            if cell.merge == "continue" and column in open_merges:
                begun, _last = open_merges.pop(column)
                going_on[column] = (begun, self.number)
                continue
            letter = get_column_letter(column)
            if cell.fill:
                fills[letter] = cell.fill
            made = text_cell(
                cell.text, cell.length, letter, address(table.number, row.number, column), fill=cell.fill
            )
            if made:
                filled.append(made)
            if cell.merge:
                going_on[column] = ((self.number, column, width), self.number)
            else:
                self._merge(self.number, column, width, self.number)
        for begun, last in open_merges.values():
            self._merge(*begun, last)
        open_merges.clear()
        open_merges.update(going_on)
        if filled:
            self.rows.append(Row(self.number, filled, fills))

    def _merge(self, first, column, width, last):
        if (width > 1 or last > first) and len(self.merged) < MAX_MERGES:
            left, right = get_column_letter(column), get_column_letter(column + width - 1)
            self.merged.append(f"{left}{first}:{right}{last}")

    def sheet(self, left):
        """The Sheet, with what was left out of its tables."""
        mine = set(self.tables)
        return Sheet(
            name=self.name,
            rows=self.rows,
            merged=tuple(self.merged),
            titles=frozenset(self.titles),
            places=self.places,
            notes=tuple(_sentences([one for one in left if one.table in mine])),
        )

    @property
    def name(self):
        """Table 2; Tables 2 to 9; Tables 2, 4 and 7."""
        first, last = self.tables[0], self.tables[-1]
        if len(self.tables) == 1:
            return f"Table {first}"
        if last - first == len(self.tables) - 1:
            return f"Tables {first} to {last}"
        named, more = self.tables[:NAMED], len(self.tables) - NAMED
        words = [str(number) for number in named]
        rest = f"{more} more" if more > 0 else words.pop()
        return f"Tables {', '.join(words)} and {rest}"


def _sentences(left):
    """What was left out, each kind in a sentence with its places."""
    for kind, sentence in LEFT_OUT.items():
        found = list(dict.fromkeys((one.address, one.words) for one in left if one.kind == kind))
        if found:
            said = [f"{place} (“{words}”)" if words else place for place, words in found[:NAMED]]
            more = f"; and {len(found) - NAMED} more" if len(found) > NAMED else ""
            yield f"{sentence}: {'; '.join(said)}{more}."
