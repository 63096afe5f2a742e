"""CSV as councils send it: UTF-8 with or without its mark, UTF-16, Windows-1252; parted by commas, semicolons or
tabs.
"""

import codecs
import csv
import io
import itertools
from collections import Counter

from jarplan.spreadsheets.limits import SheetRefused, limits

DELIMITERS = ",;\t"
LOOKED_AT = 60  # rows by which the delimiter is told


def csv_rows(content):
    """Yield (row number, values) of a CSV file. Raises SheetRefused where it is no text or too large."""
    text, most = decoded(content), limits()
    delimiter, skip = delimiter_of(text)
    # The module's own limit is for the whole process and 131,072 characters, more than a cell may hold.
    csv.field_size_limit(most.characters)
    filled = 0
    try:
        for number, values in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1
        ):
            # Excel writes a comma for each column that was ever used: a row of them is no row.
            while values and not values[-1].strip():
                values.pop()
            filled += bool(values)
            if filled > most.rows:
                raise SheetRefused(
                    f"The file has more than {most.rows:,} filled rows. Split it into smaller files."
                )
            if len(values) > most.columns:
                raise SheetRefused(
                    f"Row {number} of the file has {len(values):,} columns. At most {most.columns} can be read. "
                    "Delete the extra columns and try again."
                )
            if values and number > skip:
                yield number, values
    except csv.Error as error:
        raise SheetRefused(
            f"This file cannot be read as CSV: a cell has more than {most.characters:,} characters, or its "
            "quotes do not close. Open it in Excel, save it as .xlsx, and try again."
        ) from error


def decoded(content):
    """The text of a file, in the first encoding that it is whole in."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        # cp1252 and latin-1 decode nearly anything; a NUL gives away that they only seem to fit.
        if "\0" not in text:
            return text
    raise SheetRefused(
        "This file is not text that can be read as CSV. Open it in Excel, save it as .xlsx, and try again."
    )


def _encodings(content):
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    # UTF-16 without its mark: every second byte of English is NUL, and which one says the order.
    if b"\0" in content[:200]:
        return ("utf-16-le",) if content[1:2] == b"\0" else ("utf-16-be",)
    # UTF-8 is whole by accident next to never, so it is asked first. Windows-1252 is what Excel saves as
    # CSV in Britain; latin-1 takes its five undefined bytes.
    return ("utf-8-sig", "cp1252", "latin-1")


def delimiter_of(text):
    """(the delimiter, how many rows to skip): what Excel's own “sep=;” says, else the one that cuts
    most rows into the same number of most cells: the commas of titles and sentences never do.
    """
    first = text.lstrip("\ufeff").split("\n", 1)[0].strip().strip('"').lower()
    if first.startswith("sep=") and first[4:5] in DELIMITERS and len(first) == 5:
        return first[4], 1
    return max(DELIMITERS, key=lambda delimiter: _regularity(text, delimiter)), 0


def _regularity(text, delimiter):
    # Enough for the rows that are looked at; the module would otherwise be handed a copy of the whole text
    # for each delimiter.
    lines = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
    widths = Counter()
    try:
        for values in itertools.islice(lines, LOOKED_AT):
            widths[len(values)] += 1
    except csv.Error:
        pass
    cut = sorted((width - 1 for width in widths.elements() if width > 1), reverse=True)
    # Squared: rows that agree say more than cells do, and one row, however many cells its punctuation would
    # make, agrees with no other.
    agreed = max(((width - 1) * rows**2 for width, rows in widths.items() if rows > 1), default=0)
    reached = max((marks * rows for rows, marks in enumerate(cut, start=1) if rows > 1), default=0)
    return agreed, reached, len(cut)
