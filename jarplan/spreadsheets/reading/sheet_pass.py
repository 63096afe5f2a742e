"""The one pass over a sheet's XML: its rows with their values, colours and formats, and what is hidden, merged, or
too far out to be read. Neither the size that a sheet claims nor the order that its rows should have is believed.
"""

from functools import cache

from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel, from_ISO8601

from jarplan.spreadsheets.cells import (
    EPOCH_1900,
    EPOCH_1904,
    NOT_CALCULATED,
    Cell,
    Row,
    Sheet,
    text_cell,
    tidied,
    unescaped,
    value_cell,
)
from jarplan.spreadsheets.limits import MAX_ELEMENTS, MAX_MERGES, MAX_STRAY, MAX_TEXT, SheetRefused, limits
from jarplan.spreadsheets.reading.xml_pass import TOO_MUCH, Pass

GAP = 3  # blank rows inside a plan

letter_of, number_of = cache(get_column_letter), cache(column_index_from_string)


class SheetPass(Pass):
    """One sheet of a Book; `cells` and `characters` go on from the sheets before it, which share their limits."""

    def __init__(self, book, name, cells=0, characters=0):
        super().__init__(
            {
                "row": self.begin_row,
                "c": self.begin_cell,
                "f": self.formula,
                "v": self.value,
                "t": self.inline,
            }
            | {"is": self.begin_inline, "rPh": self.hush, "col": self.column, "mergeCell": self.merge},
            {"row": self.end_row, "c": self.end_cell, "v": self.leave, "t": self.leave}
            | {"is": self.end_inline, "rPh": self.speak},
        )
        self.book, self.name, self.cells, self.characters, self.most = book, name, cells, characters, limits()
        self.rows, self.hidden_rows, self.hidden_columns, self.merged, self.stray = [], set(), set(), [], []
        self.number, self.at, self.row, self.is_inline, self.in_cell = 0, 0, [], False, False

    def sheet(self, hidden):
        """The Sheet that was read."""
        return Sheet(
            name=self.name,
            rows=self.rows,
            hidden=hidden,
            hidden_rows=frozenset(self.hidden_rows),
            hidden_columns=frozenset(self.hidden_columns),
            merged=tuple(self.merged),
            stray=tuple(self.stray),
            epoch=EPOCH_1904 if self.book.from_1904 else EPOCH_1900,
        )

    def begin_row(self, attributes):
        self.count()
        number = int(attributes.get("r") or self.number + 1)
        # Refused and not sorted: two readers could take different rows for the same one.
        if number <= self.number:
            raise self.damaged(f"row {number} comes out of order")
        self.number, self.at, self.row, self.fills = number, 0, {}, {}
        if attributes.get("hidden") in ("1", "true") and number <= self.most.rows:
            self.hidden_rows.add(number)

    def end_row(self):
        if self.row:
            cells = [self.row[at] for at in sorted(self.row)]
            self.rows.append(Row(self.number, cells, self.fills))

    def begin_cell(self, attributes):
        self.count()
        self.attributes, self.has_value, self.has_formula, self.in_cell = attributes, False, False, True
        self.begin_text()
        address = attributes.get("r")
        if address:
            # By hand: openpyxl's own function uses a regular expression, and this runs for every cell.
            letters = address.rstrip("0123456789")
            row, self.at = int(address[len(letters) :]), number_of(letters.upper())
            if row != self.number:
                raise self.damaged(f"row {self.number} has a cell of row {row}")
        else:
            # Cells may leave their address out and then follow one another.
            self.at += 1

    def formula(self, _attributes):
        self.has_formula = True

    def value(self, _attributes):
        self.has_value = self.collecting = self.in_cell
        self.begin_text()

    def begin_inline(self, _attributes):
        self.is_inline = self.has_value = self.in_cell

    def end_inline(self):
        self.is_inline = False

    def inline(self, _attributes):
        self.collecting = self.is_inline

    def end_cell(self):
        self.in_cell = False
        attributes, number, at = self.attributes, self.number, self.at
        style = attributes.get("s")
        fill, number_format, kind = self.book.styles.of(int(style) if style else 0)
        is_far = number > self.most.rows or at > self.most.columns
        letter = letter_of(at)
        # Also of a cell without a value: a rating is often a colour and nothing else.
        if fill and not is_far:
            self.fills[letter] = fill
        if not self.has_value and not self.has_formula:
            return
        address = f"{letter}{number}"
        made = self.made(attributes.get("t", "n"), kind, (letter, address), (number_format, fill))
        if made is None:
            return
        if is_far:
            self.note_stray(address)
        elif at in self.row:
            raise self.damaged(f"cell {address} appears twice")
        else:
            self.row[at] = made
            self.characters += len(made.text)
            # Shared texts are counted again for each cell that shows one: few bytes in the file can be many
            # in memory.
            if self.characters > MAX_TEXT:
                raise SheetRefused(TOO_MUCH.format("text"))

    def made(self, written_as, kind, place, looks):
        """The Cell, or None where there is nothing in it."""
        text = "".join(self.pieces)
        if written_as == "s" and text:
            number = int(text)
            # Python would count from the end of the list.
            if number < 0:
                raise LookupError("No text has such a number.")
            return text_cell(self.book.texts[number], self.book.cut.get(number, 0), *place, *looks)
        if written_as in ("str", "inlineStr"):
            # A formula whose result is an empty text has been calculated, one without any result has not.
            if self.has_value or not self.has_formula:
                return text_cell(tidied(unescaped(text)), self.length, *place, *looks)
        elif text:
            return self.typed(text, written_as, kind, place, looks)
        return Cell(place[0], None, "", place[1], NOT_CALCULATED, *looks) if self.has_formula else None

    def typed(self, text, written_as, kind, place, looks):
        """The Cell of a value that is no text by what it is written as, and by its style."""
        if written_as == "b":
            return value_cell(bool(int(text)), *place, *looks)
        if written_as == "d":
            return value_cell(from_ISO8601(text), *place, *looks)
        if written_as == "n":
            value = float(text) if "." in text or "e" in text or "E" in text else int(text)
            value = self.as_date(value, kind) if kind else value
            if value is not None:
                return value_cell(value, *place, *looks)
            # A number in the format of a date that no calendar has, such as -1: Excel shows ####.
            text = "#VALUE!"
        elif written_as != "e":
            return text_cell(tidied(unescaped(text)), self.length, *place, *looks)
        return Cell(place[0], None, text, place[1], f"contains an error ({text})", *looks)

    def as_date(self, value, kind):
        """The day, time or span that a number is shown as; None where the calendar has none."""
        epoch = CALENDAR_MAC_1904 if self.book.from_1904 else CALENDAR_WINDOWS_1900
        try:
            return from_excel(value, epoch, timedelta=kind == "span")
        except (OverflowError, ValueError):
            return None

    def note_stray(self, address):
        self.stray.append(address)
        # A plan that goes on beyond the limit is refused: its last rows are no stray cells.
        last = self.rows[-1].number if self.rows else 0
        goes_on = self.number > self.most.rows and self.number - last <= GAP and last > self.most.rows - GAP
        if len(self.stray) > MAX_STRAY or goes_on:
            raise SheetRefused(
                f"Sheet “{self.name}” is filled as far as cell {address} and beyond; at most {self.most.rows:,} "
                f"rows and {self.most.columns} columns are read. Delete what is beyond, or split the sheet, and "
                "try again."
            )

    def column(self, attributes):
        if attributes.get("hidden") in ("1", "true"):
            # Excel writes 16,384 for “to the last column”.
            last = min(int(attributes["max"]), self.most.columns)
            self.hidden_columns.update(map(letter_of, range(max(int(attributes["min"]), 1), last + 1)))

    def merge(self, attributes):
        # More are left out and not refused: merging decides at most where a text is shown.
        if len(self.merged) < MAX_MERGES:
            self.merged.append(attributes.get("ref", ""))

    def count(self):
        self.cells += 1
        if self.cells > MAX_ELEMENTS:
            raise SheetRefused(
                f"This workbook carries formatting on more than {MAX_ELEMENTS:,} cells, up to sheet “{self.name}”. "
                "Copy the filled part into a new workbook and try again."
            )

    def damaged(self, why):
        return SheetRefused(f"Sheet “{self.name}” is damaged: {why}. Save it again in Excel.")
