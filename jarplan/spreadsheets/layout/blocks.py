"""The rows of a plan sheet, put together as a reader would: sections, recommendations filled down, text that runs
on into the next row, and what stands at the foot.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from jarplan.spreadsheets.layout.keys import opens_foot, opens_key
from jarplan.spreadsheets.layout.table import Gap, PlanRow, Point
from jarplan.spreadsheets.understanding.names import is_ditto
from jarplan.spreadsheets.understanding.references import read_reference

# The timeframes as reports head their groups with them: “For immediate action”, “Within six months”,
# “Longer term”.
BAND = re.compile(
    r"\bimmediate(?:ly)?\b|\b(?:next|within|first|over) \w+ (?:weeks?|months?|years?)\b|\b(?:six|6|three|3|twelve|12)"
    r"[- ]months?\b|\b(?:short|medium|longer|long)[- ]?(?:er)?[- ]term\b|\btimescale\b|\btimeframe\b",
    re.IGNORECASE,
)
# “3. Develop ...”, “Recommendation 3: ...”, “R3 ...”, and “Recommendation 3” alone.
NUMBERED = re.compile(
    r"(?:jar )?(?:recommendation|rec|priority|r)?\s*\.?\s*(?P<number>\d{1,3})\s*[.:)–-]?\s+(?P<text>\S.*)"
    r"|(?:jar )?(?:recommendation|rec|priority)\s*\.?\s*(?P<alone>\d{1,3})\s*[.:)]?",
    re.IGNORECASE | re.DOTALL,
)
# What stands where an action will be. Taken for an action, “TBC” would become one of the plan.
PLACEHOLDER = re.compile(
    r"[\W_]*|n/?a|none|nil|tb[acd]|to be (?:confirmed|agreed|advised|decided|determined|developed)"
    r"|action to be (?:confirmed|agreed|identified|developed)|(?:no )?actions? (?:to follow|tb[acd]|yet)|no action.*",
    re.IGNORECASE,
)
# A text that ends in the middle of a sentence goes on in the row below: people break a long action over
# rows to make it fit.
RUNS_ON = re.compile(r"(?:[,:;–-]|\b(?:and|or|the|of|to|for|with|in|by))\s*$")
RECOMMENDATION = ("recommendation", "recommendation_text")
# What a row does not take from a cell merged over it; a reference is one action's own.
ITS_OWN = (*RECOMMENDATION, "reference", "notes", "evidence")
SHORT = 80


@dataclass
class Blocks:
    """What a walk down a sheet found. `recommendations` has, for each row, the cells of its recommendation's
    number and text; `sections` the texts of section rows by row number.
    """

    rows: list = field(default_factory=list)
    gaps: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    sections: dict = field(default_factory=dict)
    foot: list = field(default_factory=list)


class Walk:
    """One pass down a sheet, row by row."""

    def __init__(self, grid, headers):
        self.grid = grid
        self.headers = {header.number: header for header in headers}
        self.skip = {n for header in headers for n in range(header.number, header.last + 1)}
        self.found = Blocks()
        self.header, self.fields, self.others = None, {}, []
        self.band = self.number = self.text = self.open_gap = None
        self.last, self.last_number, self.in_foot = None, 0, False

    def run(self):
        """The Blocks of the whole sheet."""
        for number in self.grid.numbers:
            if number in self.headers:
                self.header, self.in_foot, self.last = self.headers[number], False, None
                self.fields, self.others = self.header.fields, self.header.others
            elif self.header and number not in self.skip:
                self._row(self.grid.rows[number])
        self._close_gap()
        return self.found

    def _row(self, row):
        own = {name: self.grid.own(row.number, letter) for name, letter in self.fields.items()}
        own = {name: cell for name, cell in own.items() if cell}
        # Below the notes a plan may go on; only a row that is clearly an action leads out of them.
        if self.in_foot and not ("text" in own and len(own) >= 3):
            self.found.foot.append(row.number)
            return
        self.in_foot = False
        if opens_key(row) and len(own) <= 2 or opens_foot(row):
            self.in_foot, self.last = True, None
            self.found.foot.append(row.number)
        elif self._is_section(row, own):
            self._section(row)
        else:
            self._plan_row(row, own)

    def _is_section(self, row, own):
        """One text over the width of the sheet, or alone in the row and no part of an action."""
        if len({cell.text for cell in row.cells}) > 1 or not isinstance(row.cells[0].value, str):
            return False
        cell = row.cells[0]
        # A text that is merged over half of the columns heads them.
        wide = max(3, len(self.fields) // 2)
        if self.grid.width(cell, row.number) >= wide:
            return True
        name = next(iter(own), None)
        # “Staying safe” in the column of numbers heads a section; 4.2 alone is a row still to be filled.
        if name in ("recommendation", "reference"):
            return not PLACEHOLDER.fullmatch(cell.text) and bool(read_reference(cell.text).problem)
        if name in (None, "band"):
            return bool(BAND.search(cell.text)) or name == "band"
        return name == "recommendation_text" and len(cell.text) <= SHORT and (
            cell.text.isupper() or bool(re.match(r"(?:for )?(?:action|immediate)\b", cell.text, re.IGNORECASE))
        ) and bool(BAND.search(cell.text))  # fmt: skip

    def _section(self, row):
        self._close_gap()
        cell = row.cells[0]
        self.found.sections[row.number] = cell.text
        self.last = None
        numbered = NUMBERED.fullmatch(cell.text)
        if BAND.search(cell.text) and len(cell.text) <= SHORT:
            # A new timeframe begins with a recommendation of its own: none is carried over its heading.
            self.band, self.number, self.text = cell, None, None
        elif numbered or not self.fields.keys() & set(RECOMMENDATION):
            self.number = self.text = cell
        else:
            self._tell(
                row.number, cell, cell.text, "This row was read as a heading or note, not as an action."
            )

    def _plan_row(self, row, own):
        changed = self._recommendation(row, own)
        rest = {name: cell for name, cell in own.items() if name not in RECOMMENDATION}
        filled = rest.keys() - {"band"}
        if "text" in own:
            if _is_placeholder(own["text"]):
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
        self.last.warnings.append(
            Point(
                next(iter(rest)),
                self.grid.sheet.name,
                row.number,
                cell.address,
                cell.text,
                f"Row {row.number} continues row {self.last.row}, so its text was added there.",
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
            ("band", self.band),
        ):
            if cell and name not in cells:
                cells[name] = (cell,)
        for name, letter in self.others:
            cell = self.grid.own(row.number, letter)
            if cell:
                cells[name] = (*cells.get(name, ()), cell)
        fills = {name: self.grid.fill(row.number, letter) for name, letter in self.fields.items()}
        sheet = self.grid.sheet
        self.last = PlanRow(
            sheet.name,
            row.number,
            cells,
            fills={name: fill for name, fill in fills.items() if fill},
            hidden=row.number in sheet.hidden_rows,
        )
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
        point = Point(name, self.grid.sheet.name, number, cell.address, raw, sentence)
        self.found.warnings.append(point)
        return point

    def _unplaced(self, row):
        said = " / ".join(cell.text for cell in row.cells)
        self.last = None
        sentence = "This row has no action and does not belong to another row, so it is not imported."
        self._tell(row.number, row.cells[0], said[:500], sentence)


def walk(grid, headers):
    """The Blocks of a sheet under its headers."""
    return Walk(grid, headers).run()


def recommendation_of(number, text):
    """(number or None, text) of the cells that name a recommendation; “3. develop ...” has both in one."""
    words = text.text if text else ""
    found = None
    if number is not None and number is not text:
        found = read_reference(number.value, raw=number.text).first
    matched = NUMBERED.fullmatch(words.strip())
    if matched:
        found = found or int(matched["number"] or matched["alone"])
        words = matched["text"] or ""
    elif number is not None and number is text and re.fullmatch(r"\d{1,3}", words):
        found, words = int(words), ""
    return found, words.strip()


def gap_of(sheet, found):
    """The Gap of one recommendation without an action."""
    row, cell, said, number, text = found
    recommendation, words = recommendation_of(number, text)
    return Gap(sheet, row, cell.address if cell else "", said, recommendation, words)


def _is_placeholder(cell):
    """TBC where an action would be."""
    return not cell.problem and bool(PLACEHOLDER.fullmatch(cell.text.strip())) and not is_ditto(cell.text)


def _words(cell):
    return _folded(cell.text) if cell else ""


@lru_cache(maxsize=16)  # the recommendation of one row is that of the next
def _folded(text):
    return " ".join(text.split()).casefold()
