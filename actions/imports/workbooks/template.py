"""The plan workbook that an officer may fill in: the headings that are read best, the recommendations, and drop-downs
of what the plan has. It comes empty, or with the plan as it stands.
"""

import io
from datetime import date

import openpyxl
from django.conf import settings
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from actions.imports.workbooks.guidance import DATES, GUIDANCE
from actions.imports.workbooks.plan_book import cells_by_recommendation
from actions.rules.fields import FIELD, TEXT_KEYS, Kind
from actions.rules.lifecycle import Brag
from jarplan.spreadsheets.formulas import runs_as_formula
from jarplan.spreadsheets.writing import safe_text, set_text

SHEET, GUIDE, LISTS = "Action plan", "Guidance", "Lists"


def columns_of(*keys):
    """The columns of these fields of an action."""
    fields = [FIELD[key] for key in keys]
    return [(one.heading, one.width, "DD/MM/YYYY" if one.kind == Kind.DATE else "@") for one in fields]


# Heading, width in characters, number format (@ is text: 1.10 stays 1.10).
COLUMNS = (
    ("Rec no", 8, "@"),
    ("Recommendation", 42, "@"),
    ("Timeframe", 16, "@"),
    ("Action ref", 11, "@"),
    *columns_of("text", "leads"),
    ("Lead organisation", 26, "@"),
    *columns_of("partners", "start", "due", "criteria", *TEXT_KEYS),
    ("Status", 14, "@"),
    ("Rating", 10, "@"),
    ("Progress", 36, "@"),
)
STATUSES = ("Not started", "In progress", "Ongoing", "Complete", "On hold")
RATINGS = tuple(Brag(one).label for one in ("blue", "green", "amber", "red"))
ROWS_EACH, SPARE = 3, 1  # rows of a recommendation without actions, and spare ones of any other
MORE_ROWS = 1000  # below the filled ones, with drop-downs like them
HEAD = PatternFill("solid", fgColor="FF1D4F6E")
EDGE = Side(style="thin", color="FFB5BBC1")


def template_workbook(current_plan, *, filled=False):
    """The bytes of an .xlsx workbook: the sheet to fill in, guidance, and the lists behind the drop-downs.

    `current_plan` is the CurrentPlan; with `filled` its actions stand in the sheet, which then imports again
    with nothing changed. Whatever a text begins with, none becomes a formula.
    """
    book = openpyxl.Workbook()
    book.properties.creator = settings.PRODUCT_NAME
    sheet = book.active
    sheet.title = SHEET
    _fill_in(sheet, current_plan, cells_by_recommendation(current_plan) if filled else {})
    _guide(book.create_sheet(GUIDE), prefix_of(current_plan))
    _choices(book.create_sheet(LISTS), sheet, current_plan)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill_in(sheet, current_plan, actions):
    """The headings, and below them each recommendation with its actions and room for more."""
    for at, (heading, width, number_format) in enumerate(COLUMNS, start=1):
        column = sheet.column_dimensions[get_column_letter(at)]
        column.width, column.number_format = width, number_format
        column.alignment = Alignment(wrap_text=True, vertical="top")
        _head(sheet.cell(1, at), heading)
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    number = 2
    for one in _in_order(current_plan):
        own = actions.get(one.pk, [])
        whose = {"Recommendation": one.text, "Timeframe": one.timeframe.label}
        for at, cells in enumerate([*own, *[{}] * (SPARE if own else ROWS_EACH)]):
            cells = {"Rec no": one.reference, **(whose if at == 0 else {}), **cells}
            _block_row(sheet, number, cells, first=at == 0)
            number += 1


def _in_order(current_plan):
    """The recommendations in the order of the plan."""
    return sorted(
        current_plan.recommendations,
        key=lambda one: (one.inspection.published_on, one.inspection_id, one.timeframe.order, one.order),
    )


def _block_row(sheet, number, cells, *, first):
    """One row of a recommendation's block: its number in each of them, its text in the first."""
    for at, (heading, _width, number_format) in enumerate(COLUMNS, start=1):
        cell, value = sheet.cell(number, at), cells.get(heading)
        if isinstance(value, date):
            cell.value = value
        elif value:
            set_text(cell, safe_text(value))
        cell.number_format = number_format
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.border = Border(top=EDGE if first else None)


def _head(cell, text):
    set_text(cell, text)
    cell.font, cell.fill = Font(bold=True, color="FFFFFFFF"), HEAD
    cell.alignment = Alignment(wrap_text=True, vertical="center")


def prefix_of(current_plan):
    """What the references of the plan begin with, for examples."""
    return next((one.inspection.reference_prefix for one in current_plan.recommendations), "R")


def _guide(sheet, prefix):
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 100
    for number, (title, text) in enumerate(GUIDANCE, start=1):
        for at, words in ((1, title), (2, text.replace("{prefix}", prefix))):
            if words:
                cell = sheet.cell(number, at)
                set_text(cell, words)
                cell.alignment = Alignment(wrap_text=at == 2, vertical="top")
                cell.font = Font(bold=at == 1, size=14 if number == 1 else 11)
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _choices(lists, sheet, current_plan):
    """The lists, each in a column of a hidden sheet, and the drop-downs that show them."""
    lists.sheet_state = "hidden"
    organisations = sorted(current_plan.organisations, key=str.casefold)
    posts = sorted((f"{title}, {body}" for title, body in current_plan.posts), key=str.casefold)
    choices = (
        ("Rec no", [one.reference for one in _in_order(current_plan)], True),
        ("Lead", posts, False),
        ("Lead organisation", organisations, False),
        ("Partners", organisations, False),
        ("Status", STATUSES, False),
        ("Rating", RATINGS, False),
    )
    for at, (heading, words, only) in enumerate(choices, start=1):
        words = [safe_text(word) for word in words if not runs_as_formula(word)]
        set_text(lists.cell(1, at), f"{heading}: choices")
        for number, word in enumerate(words, start=2):
            set_text(lists.cell(number, at), word)
        if words:
            letter = get_column_letter(at)
            _drop_down(sheet, heading, f"{LISTS}!${letter}$2:${letter}${len(words) + 1}", only)
    for heading in ("Start", "By when"):
        hint = DataValidation(allow_blank=True, showInputMessage=True, promptTitle="Date", prompt=DATES)
        _over(sheet, hint, heading)


def _drop_down(sheet, heading, formula, only):
    """A drop-down for a column; with `only`, nothing else can be typed."""
    choice = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=only)
    choice.errorTitle, choice.error = heading, "Choose one from the list, or leave the cell empty."
    _over(sheet, choice, heading)


def _over(sheet, validation, heading):
    letter = get_column_letter([one[0] for one in COLUMNS].index(heading) + 1)
    sheet.add_data_validation(validation)
    validation.add(f"{letter}2:{letter}{sheet.max_row + MORE_ROWS}")
