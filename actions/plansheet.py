"""The layout of a plan workbook: which sheet holds the plan, which of its columns is which, and its rows as
the Dataset that the import's Resource reads. What the cells mean is for `resources`.
"""

import re
from dataclasses import dataclass

from tablib import Dataset

from jarplan.spreadsheets.reading import SheetRefused, read_workbook

REC_NO = "Rec no"
REC_TEXT = "JAR recommendation"
BAND = "Timescale band"
REFERENCE = "Action ref"
TEXT = "Action"
LEAD = "Lead officer"
AGENCY = "Lead agency"
PARTNERS = "Partners"
START = "Start date"
TARGET = "Target date"
CRITERIA = "Success criteria"
RESOURCES = "Resources / cost"
STATUS = "Status"
RAG = "RAG"
NOTES = "Notes"
NEEDED = (REC_NO, REFERENCE, TEXT, LEAD, AGENCY, TARGET)
# The headings in the order of the sheet, by what each says of an action (the attributes of SheetAction).
COLUMNS = {
    "recommendation": REC_NO,
    "recommendation_text": REC_TEXT,
    "band": BAND,
    "reference": REFERENCE,
    "text": TEXT,
    "lead": LEAD,
    "agency": AGENCY,
    "partners": PARTNERS,
    "start": START,
    "due": TARGET,
    "criteria": CRITERIA,
    "resources": RESOURCES,
    "status": STATUS,
    "rag": RAG,
    "notes": NOTES,
}
MAX_ACTIONS = 2000


@dataclass(frozen=True)
class PlanSheet:
    """The sheet that holds the plan: the column letter of each heading it has, its rows under the headings,
    and the headings that are not ours and so are not read.
    """

    name: str
    columns: dict
    rows: list
    unread: tuple = ()

    def address(self, heading, number):
        """The cell of a heading in a row, for example J7."""
        return f"{self.columns.get(heading, '')}{number}"

    def dataset(self):
        """A tablib Dataset whose values are Cells, or None where there is nothing."""
        data = Dataset(headers=list(self.columns))
        for row in self.rows:
            data.append([row.cell(letter) for letter in self.columns.values()])
        return data


def read_plan(file, name):
    """The PlanSheet of a workbook or CSV file; raises SheetRefused with a sentence for the page."""
    sheets = [sheet for sheet in read_workbook(file, name) if sheet.rows and not sheet.hidden]
    if not sheets:
        raise SheetRefused("There is nothing in the spreadsheet.")
    return plan_of(max(sheets, key=lambda sheet: len(columns_of(sheet.rows[0])[0])))


def plan_of(sheet):
    """The PlanSheet of one sheet whose headings stand in row 1."""
    columns, twice, unread = columns_of(sheet.rows[0])
    if sheet.rows[0].number != 1 or not columns:
        raise SheetRefused(
            f"No plan was found on sheet “{sheet.name}”: row 1 must hold the headings, from {REC_NO} to {NOTES}."
        )
    if twice:
        raise SheetRefused(f"Row 1 has the heading {in_words(twice)} more than once.")
    if missing := [heading for heading in NEEDED if heading not in columns]:
        raise SheetRefused(f"Row 1 lacks the heading {in_words(missing)}.")
    letters = set(columns.values())
    rows = [row for row in sheet.rows[1:] if any(cell.column in letters for cell in row.cells)]
    if not rows:
        raise SheetRefused("There are headings in row 1, but no action below them.")
    if len(rows) > MAX_ACTIONS:
        raise SheetRefused(
            f"At most {MAX_ACTIONS:,} actions are read from one file; this one has {len(rows):,}."
        )
    ours = {heading: columns[heading] for heading in COLUMNS.values() if heading in columns}
    return PlanSheet(sheet.name, ours, rows, tuple(unread))


def columns_of(row):
    """(column letter by heading, headings that stand twice, headings that are not ours)."""
    ours = {plain(heading): heading for heading in COLUMNS.values()}
    columns, twice, unread = {}, [], []
    for cell in row.cells:
        heading = ours.get(plain(cell.text))
        if heading is None:
            unread.append(f"{cell.text} ({cell.address})")
        elif heading in columns:
            twice.append(heading)
        else:
            columns[heading] = cell.column
    return columns, twice, unread


def plain(text):
    """Words only, in lower case: what is left of a heading or sentence whoever typed it."""
    return " ".join(re.findall(r"\w+", str(text).casefold()))


def in_words(items):
    """“a”, “b” and “c”."""
    quoted = [f"“{item}”" for item in items]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
