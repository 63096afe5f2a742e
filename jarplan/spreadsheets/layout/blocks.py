"""The rows of a plan sheet, put together as a reader would: sections, recommendations filled down, text that runs
on into the next row, and what stands at the foot.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

from jarplan.spreadsheets.layout.signs.keys import opens_foot, opens_key
from jarplan.spreadsheets.layout.signs.titles import (
    BAND,
    LABEL,
    LONGEST_TITLE,
    NAMING,
    NUMBERED,
    PLACEHOLDER,
    SAYS_REFERENCE,
    SHORT,
    WITH_STOP,
    is_labelled,
    is_of_paper,
    is_part_of,
    is_placeholder,
    is_strand,
    says_one_thing,
    title_of,
    total_in,
    words_of_title,
)
from jarplan.spreadsheets.layout.table import PlanRow, Point
from jarplan.spreadsheets.understanding.references import read_reference

# A text that ends in the middle of a sentence goes on in the row below: people break a long action over
# rows to make it fit.
RUNS_ON = re.compile(r"(?:[,:;–-]|\b(?:and|or|the|of|to|for|with|in|by))\s*$")
RECOMMENDATION = ("recommendation", "recommendation_text")
# What says under what an action stands, and not what it is.
STANDS_UNDER = {*RECOMMENDATION, "theme", "band", "title"}
LED = {"lead", "agency", "start", "due"}  # a row with any of these is an action
# What a row does not take from a cell merged over it; a reference is one action's own.
ITS_OWN = (*RECOMMENDATION, "reference", "notes", "evidence")


@dataclass
class Blocks:
    """What a walk down a sheet found. `recommendations` has, for each row, the cells of its recommendation's
    number and text; `sections` the texts of section rows by row number; `above` and `foot` the rows of the titles
    above the first table and of the notes below the last, `outside` those that a person left out.
    """

    rows: list = field(default_factory=list)
    gaps: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    sections: dict = field(default_factory=dict)
    above: list = field(default_factory=list)
    foot: list = field(default_factory=list)
    outside: list = field(default_factory=list)


class Walk:
    """One pass down a sheet, row by row."""

    def __init__(self, grid, headers):
        self.grid = grid
        self.headers = {header.number: header for header in headers}
        self.coming = sorted(headers, key=lambda header: header.number)
        self.skip = {n for header in headers for n in range(header.number, header.last + 1)}
        self.found = Blocks()
        self.header, self.fields, self.others, self.naming = None, {}, [], frozenset()
        self.band = self.number = self.text = self.theme = self.open_gap = None
        self.titles, self.over, self.untitled = (), (), True
        self.last, self.last_number, self.in_foot = None, 0, False

    def run(self):
        """The Blocks of the whole sheet."""
        for number in self.grid.numbers:
            # The row of a header may be empty, where a person says that there are no headings.
            while self.coming and self.coming[0].number <= number:
                self._take(self.coming.pop(0))
            if number in self.grid.sheet.titles and not self._is_below_area(number):
                self._heading(number)
            elif number in self.skip:
                continue
            elif self._is_below_area(number) or (self.header and not self.grid.area.has(number)):
                self.found.outside.append(number)
                self.last = None
            elif self.header:
                self._row(self.grid.rows[number])
            else:
                self._above(self.grid.rows[number])
        self._close_gap()
        return self.found

    def _take(self, header):
        """From here on rows stand under this header, which may be another table's: it carries nothing on."""
        self._close_gap()
        if header.within:
            self._open_item()
        self.number = self.text = self.theme = None
        self.header, self.in_foot, self.last = header, False, None
        self.fields, self.others, self.naming = header.fields, header.others, header.naming

    def _open_item(self):
        """The row above heads the subitems that follow; with neither lead nor date it is no action itself."""
        if self.last is None or not self.last.cells.get("text"):
            return
        item = self.last.cells["text"][0]
        if self.found.rows and self.found.rows[-1] is self.last and not self.last.cells.keys() & LED:
            self.found.rows.pop()
            self.found.sections[self.last_number] = item.text
        self.over, self.titles, self.untitled = self.titles, (item, *self.titles), True

    def _leave_item(self, row):
        """Where a row fills the column that is empty for subitems, it is an item again."""
        if self.header.within and self.grid.own(row.number, self.header.edge):
            self._take(self.header.within)
            self.titles = self.over

    def _is_below_area(self, number):
        return bool(self.grid.area.last) and number > self.grid.area.last

    def _heading(self, number):
        """A heading of the text above a table of a document. What leads to the table before leads to this one only
        where it stands here again."""
        self._close_gap()
        self.last, self.in_foot = None, False
        cell = self.grid.rows[number].cells[0]
        self.found.sections[number] = cell.text
        if number - 1 not in self.grid.sheet.titles:
            self.band = self.number = self.text = self.theme = None
            self.titles, self.untitled = (), True
        if BAND.search(cell.text) and len(cell.text) <= SHORT:
            self.band = cell
        if self.band is not cell or SAYS_REFERENCE.match(cell.text):
            self._title(cell)

    def _above(self, row):
        """A line above the first table: what it says holds for the rows of the table, where they say nothing else."""
        labelled = is_labelled(row) or self._is_text_of_recommendation(row, {})
        if (says_one_thing(row) or labelled) and not opens_key(row):
            cell = title_of(row)
            self.found.above.append(row.number)
            # The first is the plan's own title; those that come after it are its date, its version, its author.
            of_group = self._heads_a_group(row)
            if of_group and not any(SAYS_REFERENCE.match(one.text) for one in self.titles):
                self.titles = ()
            if labelled or not self.titles or NAMING.match(cell.text) or of_group:
                self._title(cell)

    def _heads_a_group(self, row):
        """Whether it stands right above the first head as another line does above each head that follows: a tracker
        that repeats its head under the name of each of its groups."""
        tables = [header.number for header in self.headers.values() if not header.within]
        before = [max((n for n in self.grid.numbers if n < one), default=None) for one in sorted(tables)]
        lines = [self.grid.rows[n] for n in before if n is not None]
        return len(lines) > 1 and lines[0] is row and all(map(says_one_thing, lines))

    def _title(self, cell):
        """A title over the rows below it. One directly under another is a part of it; one after rows begins anew."""
        self.over = self.titles
        self.titles = (cell, *self.titles) if self.untitled and NAMING.match(cell.text) is None else (cell,)
        self.untitled = True
        self.theme = None

    def _row(self, row):
        self._leave_item(row)
        own = {name: self.grid.own(row.number, letter) for name, letter in self.fields.items()}
        own = {name: cell for name, cell in own.items() if cell}
        if self.grid.area.says_action(row.number):
            self._said_action(row, own)
            return
        if self.grid.area.says_title(row.number):
            self._section(row)
            return
        # Below the notes a plan may go on; only a row that is clearly an action leads out of them.
        if self.in_foot and not ("text" in own and len(own) >= 3):
            self.found.foot.append(row.number)
            return
        self.in_foot = False
        # Whoever says which row is the last says that all above it is the plan.
        if not self.grid.area.last and (opens_key(row) and len(own) <= 2 or opens_foot(row)):
            self.in_foot, self.last = True, None
            self.found.foot.append(row.number)
        elif self._is_total(row, own):
            self._leave(row, "This row is a total and no action, so it is not imported.")
        elif says_one_thing(row) and is_of_paper(row.cells[0]):
            self._leave(row, "This row belongs to the page and is no action, so it is not imported.")
        elif self._is_section(row, own):
            self._section(row)
        else:
            self._plan_row(row, own)

    def _said_action(self, row, own):
        """A row that a person says is an action: without a text in the column of actions, its first text is that."""
        self.in_foot = False
        text = own.get("text") or next(
            (cell for cell in row.cells if isinstance(cell.value, str)), row.cells[0]
        )
        own = {"text": text} | {
            name: cell for name, cell in own.items() if cell is not text or name == "text"
        }
        self._recommendation(row, own)
        self._action(row, own)

    def _is_total(self, row, own):
        """A row that says so of itself, and has no action beside it."""
        total = total_in(row)
        return total is not None and own.get("text") in (None, total)

    def _is_section(self, row, own):
        """One text over the width of the sheet, or alone in the row and no part of an action."""
        if self._is_parent(row, own) or self._is_text_of_recommendation(row, own):
            return True
        if is_labelled(row) and self._may_be_labelled(row, own):
            return True
        if not says_one_thing(row):
            return False
        cell = row.cells[0]
        # A text that is merged over half of the columns heads them.
        wide = max(3, len(self.fields) // 2)
        if self.grid.width(cell, row.number) >= wide:
            return True
        name = next(iter(own), None)
        if is_strand(cell) and name not in ("start", "due"):
            return name != "recommendation_text" or self._has_its_own(self._below(row))
        # “Staying safe” in the column of numbers heads a section; 4.2 alone is a row still to be filled.
        if name in ("recommendation", "reference"):
            is_reference = len(row.cells) == 1 and not read_reference(cell.text).problem
            return not PLACEHOLDER.fullmatch(cell.text) and not is_reference
        if name is None and SAYS_REFERENCE.match(cell.text):
            return True
        if name in (None, "band", "theme"):
            return bool(BAND.search(cell.text)) or name is not None or not self._has_recommendations
        if name == "text":
            return self._heads_rows(row, cell)
        return name == "recommendation_text" and len(cell.text) <= SHORT and (
            cell.text.isupper() or bool(re.match(r"(?:for )?(?:action|immediate)\b", cell.text, re.IGNORECASE))
        ) and bool(BAND.search(cell.text))  # fmt: skip

    def _is_recommendation(self, cell):
        """Does a cell hold the whole text of a recommendation of the plan?"""
        return bool(self.grid.titles) and words_of_title(cell.text) in self.grid.titles

    def _is_text_of_recommendation(self, row, own):
        """The text of one alone, or behind its number; in its own column it needs no row of its own."""
        if not self.grid.titles or len(row.cells) > 2 or "recommendation_text" in own:
            return False
        said, *before = reversed(row.cells)
        numbered = all(read_reference(one.value, raw=one.text).first is not None for one in before)
        return numbered and self._is_recommendation(said)

    def _has_its_own(self, row):
        """Does a row name its recommendation itself, and not take that above it?"""
        letters = [self.fields[name] for name in RECOMMENDATION if name in self.fields]
        return row is None or any(self.grid.own(row.number, letter) for letter in letters)

    def _may_be_labelled(self, row, own):
        """“Recommendation 14 | its text” over rows or a head; in a column of recommendations or themes, or of
        references that are all said so, it is an action that is not filled in yet."""
        name = next((name for name, cell in own.items() if cell is row.cells[0]), None)
        below = self._below(row)
        if below is None or name in STANDS_UNDER:
            return False
        if name != "reference" or below.number in self.headers:
            return True
        cell = self.grid.own(below.number, row.cells[0].column)
        said = LABEL.fullmatch(row.cells[0].text.strip())
        return not said["letter"] and not (cell and LABEL.fullmatch(cell.text.strip()))

    @property
    def _has_recommendations(self):
        return bool(self.fields.keys() & set(RECOMMENDATION))

    def _is_parent(self, row, own):
        """“1 | Recruitment” above 1.1 and 1.2, or “R4 | Social workers” above (i) and (ii): the parent of the rows
        below, and no action itself."""
        name = next((name for name in ("reference", "recommendation") if name in own), None)
        if own.keys() != {name, "text"} or len(row.cells) != 2:
            return False
        below = self._below(row)
        while below is not None and below.number in self.skip:
            below = self._below(below)
        cell = self.grid.own(below.number, self.fields[name]) if below else None
        return cell is not None and len(below.cells) > 2 and is_part_of(cell, own[name])

    def _heads_rows(self, row, cell):
        """Does a text alone in the column of actions head the rows below? Where a column has the recommendations,
        only one that says another: under these a lone text is an action that is not filled in yet."""
        below = self._below(row)
        if below is None or is_placeholder(cell) or len(cell.text) > LONGEST_TITLE:
            return False
        is_head = below.number in self.headers
        begins = is_head or (len(below.cells) >= 3 and self.grid.own(below.number, self.fields["text"]))
        says = SAYS_REFERENCE.match(cell.text)
        if says and (says["word"] or begins):
            return True
        if self._has_recommendations:
            return False
        if len(cell.text) > SHORT:
            return bool(begins and WITH_STOP.match(cell.text))
        if is_head or NUMBERED.fullmatch(cell.text):
            return True
        if self._runs_on(row, {"text": cell}) or cell.text.rstrip().endswith("."):
            return False
        return bool(begins)

    def _below(self, row):
        """The next filled row."""
        at = bisect_right(self.grid.numbers, row.number)
        return self.grid.rows[self.grid.numbers[at]] if at < len(self.grid.numbers) else None

    def _section(self, row):
        self._close_gap()
        cell = title_of(row)
        self.found.sections[row.number] = cell.text
        self.last = None
        numbered = NUMBERED.fullmatch(cell.text)
        if BAND.search(cell.text) and len(cell.text) <= SHORT:
            # A new timeframe begins with a recommendation of its own: none is carried over its heading.
            self.band, self.number, self.text, self.theme, self.titles = cell, None, None, None, ()
            if SAYS_REFERENCE.match(cell.text):
                self._title(cell)
        else:
            # Nor over a title, which may be of another part of the plan.
            self.number = self.text = None
            if not numbered and self._has_recommendations:
                self._tell(row.number, cell, cell.text, "This row was read as a title, not as an action.")
            self._title(cell)

    def _plan_row(self, row, own):
        changed = self._recommendation(row, own)
        rest = {name: cell for name, cell in own.items() if name not in RECOMMENDATION}
        filled = rest.keys() - {"band", "theme"}
        if "text" in own:
            if is_placeholder(own["text"]):
                self._open_gap(row, own["text"])
            elif not changed and self._runs_on(row, rest):
                self._continue(row, rest)
            else:
                self._action(row, own)
        elif changed and not filled:
            self._open_gap(row, None)
        # Councils leave rows for actions to come.
        elif not filled and len(own) == len(row.cells):
            pass  # a spare row of the recommendation above
        elif not changed and rest and "reference" not in rest and self._is_below(row):
            self._continue(row, rest)
        elif rest.keys() & {"reference", "lead", "due", "criteria"} and (changed or len(rest) >= 2):
            self._action(row, own)
        elif row.cells:
            self._unplaced(row)

    def _recommendation(self, row, own):
        """Takes the row's recommendation, or that above it; True where it is another one."""
        cells = {name: self.grid.seen(row.number, letter) for name, letter in self.fields.items()}
        number, text = cells.get("recommendation"), cells.get("recommendation_text")
        self.theme = cells.get("theme") or self.theme
        if not number and not text:
            return False
        before = (_words(self.number), _words(self.text))
        if number and text:
            self.number, self.text = number, text
        elif number:
            # Another number without a text is another recommendation: the text above is not its.
            if _words(number) != _words(self.number):
                self.text = None
            self.number = number
        else:
            if _words(text) != _words(self.text):
                self.number = None
            self.text = text
        # A block that repeats its recommendation on each row changes nothing; neither does a cell that is
        # merged over the block.
        changed = (_words(self.number), _words(self.text)) != before and bool(
            own.keys() & set(RECOMMENDATION)
        )
        if changed:
            self._close_gap()
        return changed

    def _is_below(self, row):
        return self.last is not None and row.number == self.last_number + 1

    def _runs_on(self, row, rest):
        """Is this text the rest of the action's text in the row above?"""
        if not self._is_below(row) or set(rest) - {"text", "criteria", "notes"}:
            return False
        before, text = (
            self.last.cells["text"][-1].text if self.last.cells.get("text") else "",
            rest["text"].text,
        )
        # A text that begins in lower case goes on from the one above.
        return bool(before) and (text[:1].islower() or bool(RUNS_ON.search(before)))

    def _continue(self, row, rest):
        for name, cell in rest.items():
            self.last.cells[name] = (*self.last.cells.get(name, ()), cell)
        self.last_number = row.number
        cell = next(iter(rest.values()))
        sheet, at = self.grid.sheet.place(row.number)
        self.last.warnings.append(
            Point(
                next(iter(rest)),
                sheet,
                at,
                cell.address,
                cell.text,
                f"Row {at} continues row {self.last.row}, so its text was added there.",
            )
        )

    def _action(self, row, own):
        self._close_gap(filled=True)
        cells = {name: (cell,) for name, cell in own.items()}
        for name, letter in self.fields.items():
            merged = self.grid.seen(row.number, letter) if name not in (*cells, *ITS_OWN) else None
            if merged:
                cells[name] = (merged,)
        for name, cell in (
            ("recommendation", self.number),
            ("recommendation_text", self.text),
            ("theme", self.theme),
            ("band", self.band),
        ):
            if cell and name not in cells:
                cells[name] = (cell,)
        if self.titles:
            cells["title"] = self.titles
        for name, letter in self.others:
            cell = self.grid.own(row.number, letter)
            if cell:
                cells[name] = (*cells.get(name, ()), cell)
        fills = {name: self.grid.fill(row.number, letter) for name, letter in self.fields.items()}
        sheet = self.grid.sheet
        self.last = PlanRow(
            *sheet.place(row.number),
            cells,
            fills={name: fill for name, fill in fills.items() if fill},
            hidden=row.number in sheet.hidden_rows,
            named=self.naming,
            columns_of=sheet.name if sheet.places else "",
        )
        self.untitled = False
        self.last_number = row.number
        self.found.rows.append(self.last)

    def _open_gap(self, row, cell):
        """A recommendation stands here without its action; unless one comes before the next recommendation."""
        self._close_gap()
        self.last = None
        self.open_gap = (row.number, cell or self.text or self.number, cell, self.number, self.text)

    def _close_gap(self, *, filled=False):
        if self.open_gap and not filled:
            number, cell, said, *recommendation = self.open_gap
            self.found.gaps.append((number, cell, said.text if said else "", *recommendation))
        elif self.open_gap and self.open_gap[2]:
            number, cell, *_rest = self.open_gap
            self._tell(
                number, cell, cell.text, "This row does not contain an action yet, so it is not imported."
            )
        self.open_gap = None

    def _tell(self, number, cell, raw, sentence, name="row"):
        point = Point(name, *self.grid.sheet.place(number), cell.address, raw, sentence)
        self.found.warnings.append(point)
        return point

    def _unplaced(self, row):
        self._leave(row, "This row has no action and does not belong to another row, so it is not imported.")

    def _leave(self, row, sentence):
        """A row that is no part of the plan is told; nothing below goes on with the action above it."""
        said = " / ".join(cell.text for cell in row.cells)
        self.last = None
        self._tell(row.number, row.cells[0], said[:500], sentence)


def walk(grid, headers):
    """The Blocks of a sheet under its headers."""
    return Walk(grid, headers).run()


def _words(cell):
    return _folded(cell.text) if cell else ""


@lru_cache(maxsize=16)  # the recommendation of one row is that of the next
def _folded(text):
    return " ".join(text.split()).casefold()
