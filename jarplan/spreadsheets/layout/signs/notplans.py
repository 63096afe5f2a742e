"""Sheets that are no action plan: named for what they are, in a sentence."""

import re

from jarplan.spreadsheets.cells import sheet_in_words
from jarplan.spreadsheets.layout.table import COSTS, EMPTY, GUIDANCE, UNKNOWN

LONGEST = 200  # characters of a cell that speaks of money
MONEY = re.compile(
    r"(?:\bcosts?\b|\bbudget\b|\bforecast\b|\bexpenditure\b|£|\bactual\b|\btotal\b)", re.IGNORECASE
)
LISTS = re.compile(
    r"(?:drop ?downs?|look ?ups?|lists?|choices|data validation|validation)(?: lists?)?", re.IGNORECASE
)


def kind_of_sheet(sheet):
    """(kind, sentence) of a sheet without the headings of a plan."""
    cells = [cell for row in sheet.rows for cell in row.cells]
    named = sheet_in_words(sheet.name)
    if not cells:
        return EMPTY, f"{named} is empty."
    if LISTS.fullmatch(sheet.name.strip()):
        return (
            GUIDANCE,
            f"{named} contains drop-down lists, not an action plan. Nothing is imported from this sheet.",
        )
    numbers = sum(isinstance(cell.value, int | float) and not isinstance(cell.value, bool) for cell in cells)
    speaks_of_money = sum(bool(MONEY.search(cell.text[:LONGEST])) for cell in cells)
    # A third of numbers is a cost table with its labels; a plan has hardly any.
    if numbers * 3 >= len(cells) and speaks_of_money >= 2:
        return COSTS, (
            f"{named} is a cost table, not an action plan: it holds amounts of money and no column of actions. "
            "Nothing is imported from this sheet. Costs are kept under Finance."
        )
    if numbers * 2 >= len(cells):
        return UNKNOWN, f"{named} contains figures, not an action plan. Nothing is imported from this sheet."
    # Three rows of four with at most two cells: text that is read from top to bottom.
    if sum(len(row.cells) <= 2 for row in sheet.rows) * 4 >= len(sheet.rows) * 3:
        return (
            GUIDANCE,
            f"{named} is a page of text or guidance, not an action plan. Nothing is imported from this sheet.",
        )
    return UNKNOWN, (
        f"No headings of an action plan were found on {sheet_in_words(sheet.name, 'sheet')}. A plan has a row of "
        "headings such as Recommendation, Action, Lead, By when."
    )
