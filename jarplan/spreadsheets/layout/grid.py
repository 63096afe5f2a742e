"""A sheet with its merged cells: what stands in a cell, what a person sees there, which rows the plan has."""

from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

MAX_COVERED = 200_000


@dataclass(frozen=True)
class Area:
    """Where a plan stands on its sheet, as a person said: `headings` are the (first, last) rows of each of its heads,
    none of them where it has no headings, None where nothing was said. 0 is a row that was not named. `actions` and
    `titles` are (first, last) rows that are so whatever they look like. A sheet that is left out is to be left alone.
    """

    headings: tuple | None = None
    first: int = 0
    last: int = 0
    is_left_out: bool = False
    actions: tuple = ()
    titles: tuple = ()

    @classmethod
    def of(cls, said):
        """The Area of what is kept of it: {"headings": [[5, 6]], "first": 7, "last": 40, "leave": False,
        "actions": [[9, 9]], "titles": [[12, 14]]}."""
        headings = said.get("headings")
        return cls(
            None if headings is None else tuple(sorted((first, last) for first, last in headings)),
            said.get("first") or 0,
            said.get("last") or 0,
            bool(said.get("leave")),
            *(tuple((first, last) for first, last in said.get(name) or ()) for name in ("actions", "titles")),
        )

    def says_action(self, number):
        """Was a row said to be an action?"""
        return any(first <= number <= last for first, last in self.actions)

    def says_title(self, number):
        """Was a row said to be a title?"""
        return any(first <= number <= last for first, last in self.titles)

    def has(self, number):
        """Is a row among those that were named?"""
        return self.first <= number and (not self.last or number <= self.last)


class Grid:
    """One sheet by row number and column letter. `anchors` leads from a covered cell to the one that holds its
    value; `contents` keeps what was found in the columns under a header; `area` is where the plan stands; `titles`
    are the plain words of the plan's recommendations.
    """

    def __init__(self, sheet, area=None, titles=frozenset()):
        self.sheet, self.area, self.titles = sheet, area or Area(), titles
        self.rows = {row.number: row for row in sheet.rows}
        self.numbers = sorted(self.rows)
        self.cells = {(row.number, cell.column): cell for row in sheet.rows for cell in row.cells}
        self.anchors, self.widths, self.contents = {}, {}, {}
        last = self.numbers[-1] if self.numbers else 0
        for ref in sheet.merged:
            self._cover(ref, last)

    def _cover(self, ref, last):
        try:
            left, top, right, bottom = range_boundaries(ref)
        except (ValueError, TypeError):
            return
        if None in (left, top, right, bottom) or (top, get_column_letter(left)) not in self.cells:
            return
        anchor = (top, get_column_letter(left))
        # A merge may be said to cover a million rows; what is beyond the last filled one shows nothing.
        right, bottom = min(right, left + 100), min(bottom, last)
        self.widths[anchor] = right - left + 1
        for number in range(top, bottom + 1):
            for at in range(left, right + 1):
                # Merges may overlap in a hostile file, so the cells are counted and not the merges.
                if len(self.anchors) < MAX_COVERED and (number, at) != (top, left):
                    self.anchors[number, get_column_letter(at)] = anchor

    def own(self, number, letter):
        """The cell that is filled itself, or None."""
        return self.cells.get((number, letter))

    def seen(self, number, letter):
        """The cell whose value a person sees here, which may be merged over it."""
        return self.cells.get((number, letter)) or self.cells.get(self.anchors.get((number, letter)))

    def fill(self, number, letter):
        """The colour seen here, or nothing."""
        row = self.rows.get(number)
        # A merged cell shows the colour of its first one.
        if row and row.fills.get(letter):
            return row.fills[letter]
        anchor = self.anchors.get((number, letter))
        return self.rows[anchor[0]].fills.get(anchor[1], "") if anchor else ""

    def width(self, cell, number):
        """Over how many columns a cell is merged."""
        return self.widths.get((number, cell.column), 1)
