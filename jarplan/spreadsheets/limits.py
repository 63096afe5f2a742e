"""How much a spreadsheet may hold, from the settings; and the refusal that every reader of one raises."""

from dataclasses import dataclass

from django.conf import settings

from jarplan.archives import MEGABYTE, Limits

MAX_SHEETS = 50
MAX_STRAY = 20  # filled cells far outside that are left out and named, before the sheet is refused
MAX_ELEMENTS = 310_000  # cells of all sheets, filled or only formatted: what is read in a few seconds
MAX_PASSED = 4 * MAX_ELEMENTS  # elements of XML in one part
MAX_TEXT = 10_000_000  # characters in all the cells of a workbook
MAX_SAID = 15_000_000  # characters of all the rows of a plan, with what is merged over them or filled down
MAX_MERGES = 10_000
MAX_PART = 4 * MEGABYTE  # styles, names and other parts that have to be in memory whole


# Raised by readers far below the page, so it lives in the one module that all of them import.
class SheetRefused(ValueError):
    """The spreadsheet is not read; the message is a sentence fit for the page."""


@dataclass(frozen=True)
class SheetLimits:
    """The limits in force. `size` and `unpacked` are bytes, `characters` those of one cell."""

    size: int
    rows: int
    columns: int
    characters: int
    archive: Limits


def limits():
    """The SheetLimits that the settings name."""
    return SheetLimits(
        size=settings.SHEET_MAX_MEGABYTES * MEGABYTE,
        rows=settings.SHEET_MAX_ROWS,
        columns=settings.SHEET_MAX_COLUMNS,
        characters=settings.SHEET_MAX_CHARACTERS,
        archive=Limits(
            members=settings.SHEET_MAX_MEMBERS,
            unpacked=settings.SHEET_MAX_UNPACKED_MEGABYTES * MEGABYTE,
            ratio=settings.SHEET_MAX_RATIO,
        ),
    )
