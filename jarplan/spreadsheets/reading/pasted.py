"""Cells that somebody copied in Word, Excel or a mail and pasted into a box, as the CSV file that they might have
been saved as. What they mean is read from that file like from any other.
"""

import csv
import io
import re

from jarplan.spreadsheets.limits import SheetRefused
from jarplan.symbols import with_plain_symbols

NAME = "Pasted cells.csv"
# Word puts a tab behind a bullet, which would begin another cell.
BULLET = re.compile("(^|\t)([•◦▪●○■□❑◆❖➢➔✓☑·§o–-])\t", re.MULTILINE)
OWN = re.compile(r"\W{0,2}[A-Z]{0,3}\d+(?:[./-]\d+)*\W?")  # 4, R4, 4.2: a line that begins with one is a row
MOST_LINES = 60  # of one row
TOO_LONG = "The pasted text cannot be read: one of its cells is far too long, or its quotes do not close."


def csv_of_pasted(text):
    """The bytes of a CSV file with the cells of a pasted text. Raises SheetRefused."""
    text = with_plain_symbols(text.replace("\r\n", "\n").replace("\r", "\n")).strip("\n")
    # Without tabs it is CSV itself, or a list of one column.
    if "\t" not in text:
        return text.encode("utf-8", "replace")
    rows = _joined(_rows(BULLET.sub(r"\1\2 ", text)))
    width = max(map(len, rows))
    out = io.StringIO(newline="")
    # All quoted and of one width, so that no other mark than the comma can be taken for what parts the cells.
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows(row + [""] * (width - len(row)) for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def _rows(text):
    # Excel quotes a cell with a line end in it; quotes that do not close are somebody's own.
    if text.count('"') % 2 or not re.search('(?:^|\t)"', text, re.MULTILINE):
        return [line.split("\t") for line in text.split("\n")]
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t"))
    except csv.Error as error:
        raise SheetRefused(TOO_LONG) from error


def _joined(rows):
    """The rows, put together again where Word broke them at each paragraph of a cell: a row that is too short goes on
    for as many lines as make it as wide as the first row, if any number of them do.
    """
    width = next((len(row) for row in rows if len(row) > 1), 0)
    found, at = [], 0
    while at < len(rows):
        row, taken = rows[at], 1
        if 1 < len(row) < width:
            row, taken = _widened(rows, at, width)
        elif len(row) == 1 and found and len(found[-1]) == width and _goes_on(row[0]):
            found[-1][-1] += f"\n{row[0]}"
            row = None
        at += taken
        if row is not None:
            found.append(row)
    return found


def _widened(rows, at, width):
    """(the row at a place with those that belong to it, how many they are)"""
    row = rows[at]
    for taken, more in enumerate(rows[at + 1 : at + MOST_LINES], start=2):
        if len(row) + len(more) - 1 > width or OWN.fullmatch(more[0].strip()):
            break
        row = [*row[:-1], f"{row[-1]}\n{more[0]}", *more[1:]]
        if len(row) == width:
            return row, taken
    return rows[at], 1


def _goes_on(line):
    """Whether a line alone belongs to the last cell above it, and is no title of the rows below."""
    return bool(re.match(r"\s*(?:[•◦▪●○■□❑◆❖➢➔✓☑·§*–-]\s|[a-z])", line))
