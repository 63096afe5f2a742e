"""The one pass over the text of a Word document: its paragraphs and its tables in their order, and what was left
out of them because it is deleted, hidden or a comment.
"""

import re
from dataclasses import dataclass, field
from functools import partial

from jarplan.spreadsheets.cells import tidied
from jarplan.spreadsheets.limits import MAX_ELEMENTS, MAX_TEXT, SheetRefused, limits
from jarplan.spreadsheets.reading.word.parts import WORD, is_on, level_of, outline, value
from jarplan.spreadsheets.reading.xml_pass import TOO_MUCH, Pass

MOST_NESTED = 10  # tables inside tables
WIDEST = 400  # columns that a table may be said to have
MOST_NOTED = 1000  # places where something was left out
QUOTED = 60  # characters of what was left out
# What was before a change of looks, and what an older Word would show in place of what stands beside it.
PASSED_OVER = ("pPrChange", "rPrChange", "tcPrChange", "trPrChange", "tblPrChange", "tblPrExChange")
PASSED_OVER += ("tblGridChange", "sectPrChange", "numberingChange")
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
HEX = re.compile("[0-9A-Fa-f]{6}")
DELETED, COMMENT, HIDDEN, ROW = "deleted", "comment", "hidden", "row"
TOO_DEEP = (
    f"This document has tables inside tables, more than {MOST_NESTED} deep. Copy the table of the plan into a new "
    "document and try again."
)


@dataclass
class Paragraph:
    """A paragraph: its text with the number or bullet that a reader sees, how high it stands as a heading (1 and up,
    0 for a title, None where it is none), whether all of it is bold, and whether its end is deleted."""

    text: str = ""
    heading: int | None = None
    is_bold: bool = False
    is_caption: bool = False
    is_deleted: bool = False


@dataclass
class TableCell:
    """A cell that begins at a column of the table's grid; `merge` is “restart” or “continue” where it goes over
    several rows."""

    start: int
    is_frame: bool = False
    span: int = 1
    merge: str = ""
    fill: str = ""
    is_deleted: bool = False
    is_bold: bool = True
    lines: list = field(default_factory=list)
    length: int = 0

    @property
    def text(self):
        return "\n".join(self.lines)


@dataclass
class TableRow:
    """A row by its number in the table; it is a head where Word repeats it on each page, or all of it is bold."""

    number: int
    cells: list = field(default_factory=list)
    at: int = 0
    is_head: bool = False
    is_deleted: bool = False


@dataclass
class Table:
    """A table by its number in the document; `widths` are those of the columns of its grid. A frame has one column
    and is only drawn round what it holds; it is dissolved like a small table that sets out the lines of a cell."""

    number: int
    widths: list = field(default_factory=list)
    rows: list = field(default_factory=list)
    counted: int = 0
    is_dissolved: bool = False

    @property
    def is_frame(self):
        return len(self.widths) == 1

    @property
    def is_large(self):
        """Whether a table inside a cell is one of its own, and not the way in which the cell sets out its lines."""
        return len(self.rows) > 1 and max(len(row.cells) for row in self.rows) > 2


@dataclass(frozen=True)
class Left:
    """Something that was left out of a table, and its place there."""

    kind: str
    table: int
    address: str
    words: str = ""


@dataclass
class Run:
    """A piece of text of one look."""

    is_bold: bool = False
    is_hidden: bool = False


class Body(Pass):
    """`flow` has the paragraphs and tables of the document, `left` what was left out of the tables."""

    def __init__(self, document):
        begins = {
            "tbl": self.begin_table,
            "gridCol": self.grid_column,
            "tr": self.begin_row,
            "gridBefore": self.grid_before,
            "tblHeader": self.is_head,
            "tc": self.begin_cell,
            "gridSpan": self.span,
            "vMerge": self.merge,
            "cellDel": self.cell_deleted,
            "shd": self.shade,
            "p": self.begin_paragraph,
            "pStyle": self.style,
            "numId": self.list_number,
            "ilvl": self.list_level,
            "outlineLvl": self.outline,
            "r": self.begin_run,
            "b": self.bold,
            "vanish": self.vanish,
            "t": partial(self.begin_words, True),
            "delText": partial(self.begin_words, False),
            "tab": partial(self.sign, " "),
            "br": partial(self.sign, "\n"),
            "cr": partial(self.sign, "\n"),
            "noBreakHyphen": partial(self.sign, "-"),
            "sym": self.symbol,
            "del": self.begin_deleted,
            "moveFrom": self.begin_deleted,
            "commentReference": self.comment,
            "sdt": self.begin_control,
            "showingPlcHdr": self.is_prompt,
            "sdtContent": self.begin_content,
        }
        ends = {
            "tbl": self.end_table,
            "tr": self.end_row,
            "tc": self.end_cell,
            "p": self.end_paragraph,
            "r": self.end_run,
            "t": self.leave,
            "delText": self.leave,
            "del": self.end_deleted,
            "moveFrom": self.end_deleted,
            "sdt": self.end_control,
            "sdtContent": self.end_content,
        }
        parts = ("pPr", "trPr", "tcPr", "rPr")
        begins |= {part: partial(self.enter, part) for part in parts}
        ends |= dict.fromkeys(parts, self.exit)
        super().__init__(begins, ends, WORD)
        self.passed_over = {f"{space}}}{tag}" for space in WORD for tag in PASSED_OVER} | {COMPATIBILITY}
        self.document, self.most = document, limits()
        self.flow, self.left = [], []
        self.tables, self.cells, self.paragraphs, self.controls, self.within = [], [], [], [], []
        self.paragraph, self.listed, self.run_of = None, ["", 0], Run()
        self.numbered = self.rows = self.counted = self.characters = 0
        self.over = self.deleted = self.prompts = 0
        self.gone = []

    # What is passed over with all that it holds.

    def _begin(self, name, attributes):
        if self.over or name in self.passed_over:
            self.over += 1
            attributes, name = {}, ""
        super()._begin(name, attributes)

    def _end(self, name):
        if self.over:
            self.over -= 1
        else:
            super()._end(name)

    def enter(self, part, _attributes):
        self.within.append(part)

    def exit(self):
        self.within.pop()

    def is_in(self, part):
        return bool(self.within) and self.within[-1] == part

    # Tables.

    def begin_table(self, _attributes):
        self.numbered += 1
        table = Table(self.numbered)
        if len(self.tables) >= MOST_NESTED:
            raise SheetRefused(TOO_DEEP)
        self.tables.append(table)
        self.flow.append(table)

    def grid_column(self, attributes):
        widths = self.tables[-1].widths
        if len(widths) < WIDEST:
            width = value(attributes, "w")
            widths.append(int(width) if width.isdecimal() and len(width) < 7 else 0)

    def end_table(self):
        table, cell = self.tables.pop(), self.cell()
        if table.is_frame or not table.rows or cell is not None and not table.is_large:
            table.is_dissolved = True
            if cell is not None and not table.is_frame:
                for row in table.rows:
                    texts = (one.text.replace("\n", " ") for one in row.cells)
                    self.add_line(cell, " – ".join(filter(None, texts)))

    def begin_row(self, _attributes):
        self.count()
        self.rows += 1
        if self.rows > self.most.rows:
            raise SheetRefused(
                f"The tables of this document have more than {self.most.rows:,} rows. Split it into smaller files."
            )
        table = self.tables[-1]
        table.counted += 1
        table.rows.append(TableRow(table.counted))

    def grid_before(self, attributes):
        self.tables[-1].rows[-1].at += min(int(value(attributes)), WIDEST)

    def is_head(self, attributes):
        self.tables[-1].rows[-1].is_head = is_on(attributes)

    def end_row(self):
        row = self.tables[-1].rows[-1]
        row.is_head = row.is_head or all(cell.is_bold for cell in row.cells)
        if row.is_deleted:
            self.note(ROW, f"table {self.tables[-1].number}, row {row.number}")
        if row.is_deleted or not row.cells:
            self.tables[-1].rows.pop()

    def begin_cell(self, _attributes):
        self.count()
        table = self.tables[-1]
        self.cells.append(TableCell(table.rows[-1].at, table.is_frame))

    def span(self, attributes):
        # Word itself allows no more than 63 columns.
        self.cells[-1].span = min(max(int(value(attributes)), 1), WIDEST)

    def merge(self, attributes):
        self.cells[-1].merge = value(attributes) or "continue"

    def cell_deleted(self, _attributes):
        self.cells[-1].is_deleted = True

    def shade(self, attributes):
        fill = value(attributes, "fill")
        # White is the paper's own colour.
        if self.is_in("tcPr") and HEX.fullmatch(fill) and fill.upper() != "FFFFFF":
            self.cells[-1].fill = f"FF{fill.upper()}"

    def end_cell(self):
        cell, row = self.cells.pop(), self.tables[-1].rows[-1]
        if cell.is_deleted and cell.lines:
            self.note(DELETED, self.address(), cell.text)
            cell.lines = []
        row.at = min(row.at + cell.span, 2 * WIDEST)
        if not cell.is_frame:
            row.cells.append(cell)

    def cell(self):
        """The innermost cell that is no frame, or None."""
        return next((cell for cell in reversed(self.cells) if not cell.is_frame), None)

    def address(self):
        """Where the pass is: table 2, row 5, column 3; "" outside of tables."""
        if not self.tables or not self.tables[-1].rows:
            return ""
        table = self.tables[-1]
        row = table.rows[-1]
        return address(table.number, row.number, len(row.cells) + 1)

    def add_line(self, cell, text):
        if text:
            cell.lines.append(text)
            cell.length += len(text) + 1

    # Paragraphs.

    def begin_paragraph(self, _attributes):
        # A text box stands inside the paragraph that it is fastened to.
        self.paragraphs.append((self.paragraph, self.listed, self.pieces, self.length, self.run_of))
        self.paragraph, self.listed, self.run_of = Paragraph(is_bold=True), ["", 0], Run()
        self.begin_text()

    def style(self, attributes):
        if self.paragraph:
            name = value(attributes)
            style = self.document.style(name)
            self.paragraph.heading = style.heading
            self.paragraph.is_caption = name.casefold().startswith("caption")
            self.listed = [style.number, style.level]

    def list_number(self, attributes):
        if self.paragraph:
            self.listed[0] = value(attributes)

    def list_level(self, attributes):
        if self.paragraph:
            self.listed[1] = level_of(attributes)

    def outline(self, attributes):
        if self.paragraph:
            self.paragraph.heading = outline(attributes)

    def end_paragraph(self):
        paragraph, (number, level) = self.paragraph, self.listed
        text = tidied("".join(self.pieces))
        self.characters += len(text)
        if self.characters > MAX_TEXT:
            raise SheetRefused(TOO_MUCH.format("text"))
        # 0 takes a paragraph out of the list that its style would have it in; what is deleted has no number.
        is_listed = number not in ("", "0") and not self.is_gone(text)
        label = self.document.lists.label(number, level) if is_listed else ""
        length = self.length
        self.paragraph, self.listed, self.pieces, self.length, self.run_of = self.paragraphs.pop()
        # A number alone is what a column of automatic numbers shows; a bullet alone is nothing.
        if not text and label in ("", "•"):
            return
        text = f"{label} {text}".strip()
        cell = self.cell()
        if cell is None:
            paragraph.text = text
            self.flow.append(paragraph)
        else:
            cell.lines.append(text)
            cell.length += length + len(label) + 1
            cell.is_bold = cell.is_bold and paragraph.is_bold

    def is_gone(self, text):
        """Whether the paragraph, or the row that it stands in, is deleted as a whole."""
        rows = self.tables[-1].rows if self.tables else ()
        return self.paragraph.is_deleted and not text or bool(rows) and rows[-1].is_deleted

    # Text.

    def begin_run(self, _attributes):
        self.run_of = Run()

    def end_run(self):
        if self.run_of.is_hidden:
            self.note_gone(HIDDEN)
        self.run_of = Run()

    def bold(self, attributes):
        self.run_of.is_bold = is_on(attributes)

    def vanish(self, attributes):
        self.run_of.is_hidden = is_on(attributes)

    def begin_words(self, is_there, _attributes):
        self.collecting = self.paragraph is not None
        self.is_there = is_there

    def _text(self, data):
        if not self.collecting or self.over or self.prompts:
            return
        if self.is_there and not self.deleted and not self.run_of.is_hidden:
            if self.paragraph.is_bold and not self.run_of.is_bold and data.strip():
                self.paragraph.is_bold = False
            super()._text(data)
        elif len(self.gone) < QUOTED:
            self.gone.append(data[:QUOTED])

    def sign(self, sign, _attributes):
        # A tab of the paragraph's own settings is no sign.
        if self.paragraph and not self.within:
            self.collecting, self.is_there = True, True
            self._text(sign)
            self.collecting = False

    def symbol(self, attributes):
        code = value(attributes, "char")
        if re.fullmatch("[0-9A-Fa-f]{1,4}", code):
            self.sign(chr(int(code, 16)), {})

    # What is left out.

    def begin_deleted(self, _attributes):
        if self.is_in("trPr"):
            self.tables[-1].rows[-1].is_deleted = True
        elif "pPr" in self.within and self.paragraph:
            self.paragraph.is_deleted = True
        self.deleted += 1

    def end_deleted(self):
        self.deleted -= 1
        if not self.deleted:
            self.note_gone(DELETED)

    def note_gone(self, kind):
        words, self.gone = " ".join("".join(self.gone).split()), []
        if words:
            self.note(kind, self.address(), words)

    def comment(self, _attributes):
        self.note(COMMENT, self.address())

    def note(self, kind, place, words=""):
        if place and len(self.left) < MOST_NOTED:
            self.left.append(Left(kind, self.tables[-1].number, place, words[:QUOTED]))

    def begin_control(self, _attributes):
        self.controls.append(False)

    def is_prompt(self, attributes):
        """A content control that nobody has filled in shows what to fill in."""
        if self.controls:
            self.controls[-1] = is_on(attributes)

    def begin_content(self, _attributes):
        self.prompts += self.controls[-1]

    def end_content(self):
        self.prompts -= self.controls[-1]

    def end_control(self):
        self.controls.pop()

    def count(self):
        self.counted += 1
        if self.counted > MAX_ELEMENTS:
            raise SheetRefused(TOO_MUCH.format("cells"))


def address(table, row, column):
    """The address of a cell, as Word's own readers count it."""
    return f"table {table}, row {row}, column {column}"
