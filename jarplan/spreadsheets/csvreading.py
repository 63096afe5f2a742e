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
    csv.field_size_limit(most.characters)
    filled = 0
    try:
        for number, values in enumerate(
            csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), start=1
        ):
            while values and not values[-1].strip():
                values.pop()
            filled += bool(values)
            if filled > most.rows:
                raise SheetRefused(
                    f"The file has more than {most.rows:,} filled rows. Split it into smaller files."
                )
            if len(values) > most.columns:
                raise SheetRefused(
                    f"Row {number} of the file has {len(values):,} columns; at most {most.columns} are read. "
                    "Delete what is beyond and try again."
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
        if "\0" not in text:
            return text
    raise SheetRefused(
        "This file is not text that can be read as CSV. Open it in Excel, save it as .xlsx, and try again."
    )


def _encodings(content):
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    if b"\0" in content[:200]:
        return ("utf-16-le",) if content[1:2] == b"\0" else ("utf-16-be",)
    return ("utf-8-sig", "cp1252", "latin-1")


def delimiter_of(text):
    """(the delimiter, how many rows to skip): what Excel's own “sep=;” says, else the one that cuts most rows,
    and most of them into the same number of cells.
    """
    first = text.lstrip("\ufeff").split("\n", 1)[0].strip().strip('"').lower()
    if first.startswith("sep=") and first[4:5] in DELIMITERS and len(first) == 5:
        return first[4], 1
    return max(DELIMITERS, key=lambda delimiter: _regularity(text, delimiter)), 0


def _regularity(text, delimiter):
    lines = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=delimiter)
    widths = Counter()
    try:
        for values in itertools.islice(lines, LOOKED_AT):
            widths[len(values)] += 1
    except csv.Error:
        pass
    cut = sum(rows for width, rows in widths.items() if width > 1)
    return cut, max(((width - 1) * rows for width, rows in widths.items()), default=0)
