"""The workbook that is handed out for a round: a row for each action whose report is owed, a row for each
of their success criteria, drop-downs, and guidance. It prints on A4 landscape.
"""

import io
from datetime import date

import xlsxwriter
from django.conf import settings

from actions.reading.measurements import measured_by_criterion
from actions.returns.columns import DATE, GUIDE, KEY, MEASUREMENT, MEASUREMENTS, PROGRESS, REPORT
from actions.returns.queries import reports_by_action
from actions.returns.reading import key_of
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.spreadsheets.formulas import runs_as_formula
from jarplan.spreadsheets.writing import GrowingSheet, lines_of, safe_text, set_for_paper

ODD_YEAR = date(1990, 1, 1)
HEAD_LINES = 3  # of the longest heading in its narrow column
LONGEST_SHOWN = 600  # characters of the last report
HOW = (
    "Use one row for each action on the sheet “Progress”. Leave a row empty if you do not report on its action.",
    "Give new figures on the sheet “Measurements”. They are sent with the report on the same action.",
    "Do not change the headings or the last column. You can sort, filter, hide and widen the rest.",
    "Nothing is sent when the file is uploaded. You first see what each row would become, and then confirm.",
    "If somebody has reported on an action since this file was made, you are asked what to do.",
    "Do not name a child anywhere in this file.",
)


def return_book(round, whose, actions, day):
    """The bytes of the .xlsx workbook for these actions, which have all that with_parts() fetches.
    `whose`: whose actions they are, in words."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"author": settings.PRODUCT_NAME, "title": f"Progress return for {round}"})
    looks = _looks(book)
    reports, measured = reports_by_action(actions), measured_by_criterion(*actions)
    told = f"Progress return for {round}: {whose}"
    rows = [_report_row(round, action, reports[action.pk][-1:]) for action in actions]
    _sheet(book, looks, PROGRESS, REPORT, rows, told)
    rows = [
        _measurement_row(action, criterion, measured.get(criterion.uuid, [])[-1:])
        for action in actions
        for criterion in action.criteria.all()
    ]
    _sheet(book, looks, MEASUREMENTS, MEASUREMENT, rows, told)
    _guide(book, looks, round, told, day)
    book.close()
    return out.getvalue()


def _report_row(round, action, last):
    last = last[0] if last else None
    return {
        "reference": action.reference,
        "text": action.text,
        "due": in_full(action.due_latest) if action.due_latest else action.due_raw,
        "last": _last_report(last) if last else "None yet",
        "confidence": last.get_confidence_display() if last else "",
        "would_help": last.would_help if last else "",
        "key": key_of(round.uuid, action.uuid, last and last.uuid, action.version),
    }


def _last_report(last):
    words = f"{in_full(day_of(last.made_at))}, {last.get_rating_display().lower()}: {last.done}"
    words += f"\nNext step: {last.next_step}" if last.next_step else ""
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]} …"


def _measurement_row(action, criterion, last):
    unit = f"Unit: {criterion.unit}. " if criterion.unit else ""
    return {
        "reference": action.reference,
        "criterion": criterion.statement,
        "measure": unit + (f"Target: {criterion.target}." if criterion.target else ""),
        "last": f"{last[0].words}, {in_full(last[0].on)}" if last else "None yet",
        "source": last[0].source if last else "",
        "key": key_of(action.uuid, criterion.uuid),
    }


def _looks(book):
    given = {"text_wrap": True, "valign": "top", "font_color": "#505A5F", "bg_color": "#F3F5F6", "border": 1}
    given |= {"border_color": "#B5BBC1"}
    typed = given | {"font_color": "#000000", "bg_color": "#FFFFFF"}
    head = {"bold": True, "text_wrap": True, "valign": "vcenter", "font_color": "#FFFFFF", "border": 1}
    return {
        "given": book.add_format(given),
        "kept": book.add_format({**given, "quote_prefix": True}),
        "typed": book.add_format({**typed, "num_format": "@"}),
        "kept typed": book.add_format({**typed, "num_format": "@", "quote_prefix": True}),
        "day": book.add_format({**typed, "num_format": "dd/mm/yyyy"}),
        "head": book.add_format({**head, "bg_color": "#505A5F"}),
        "typed head": book.add_format({**head, "bg_color": "#1D4F6E"}),
        "title": book.add_format({"bold": True, "font_size": 14, "valign": "top"}),
        "name": book.add_format({"bold": True, "valign": "top", "text_wrap": True}),
        "words": book.add_format({"text_wrap": True, "valign": "top"}),
    }


def _sheet(book, looks, name, columns, rows, told):
    sheet = book.add_worksheet(name, worksheet_class=GrowingSheet)
    widths = [column.width for column in columns]
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width, None, {"hidden": column.kind == KEY})
        sheet.write_string(0, at, column.heading, looks["typed head" if column.is_typed else "head"])
    sheet.lines[0] = HEAD_LINES
    for number, row in enumerate(rows, start=1):
        texts = [safe_text(row.get(column.key) or "") for column in columns]
        for at, column in enumerate(columns):
            _cell(sheet, looks, number, at, column, texts[at])
        # The key is hidden, and no reason for a high row.
        sheet.lines[number] = lines_of(texts[:-1], widths[:-1])
    sheet.freeze_panes(1, 1)
    visible = [column.width for column in columns if column.kind != KEY]
    set_for_paper(sheet, visible, told)
    for at, column in enumerate(columns):
        if rows and column.is_typed:
            _help(sheet, at, column, len(rows))


def _cell(sheet, looks, number, at, column, text):
    name = {DATE: "day"}.get(column.kind, "typed") if column.is_typed else "given"
    if not text:
        return sheet.write_blank(number, at, None, looks[name])
    if runs_as_formula(text):
        name = "kept typed" if column.is_typed else "kept"
    # Always as text, whatever it begins with.
    return sheet.write_string(number, at, text, looks[name])


def _help(sheet, at, column, last):
    """The drop-down of a column, or what is said beside its cells."""
    said = {"input_title": column.heading[:32], "input_message": column.guidance[:255], "ignore_blank": True}
    if column.choices:
        said |= {"validate": "list", "source": [words for words, _ in column.choices]}
        said |= {"error_title": column.heading[:32], "error_message": "Choose one from the list."}
    elif column.kind == DATE:
        # A warning and no refusal: words such as 30 Sept 2008 are read too.
        said |= {"validate": "date", "criteria": ">=", "value": ODD_YEAR, "error_type": "warning"}
        said |= {"error_title": "Date", "error_message": column.guidance[:255]}
    elif column.guidance:
        said |= {"validate": "any"}
    else:
        return
    sheet.data_validation(1, at, last, at, said)


def _guide(book, looks, round, told, day):
    sheet = book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 100)
    lines = [
        (told, "", "title"),
        ("", f"Made on {in_full(day)}. The round closes on {in_full(round.closes_on)}.", ""),
    ]
    lines += [("", words, "") for words in HOW]
    for name, columns in ((PROGRESS, REPORT), (MEASUREMENTS, MEASUREMENT)):
        lines.append((f"The sheet “{name}”", "", "title"))
        lines += [(one.heading, _guidance(one), "name") for one in columns if one.is_typed]
    for number, (left, right, look) in enumerate(lines):
        if left:
            sheet.write_string(number, 0, safe_text(left), looks[look])
        if right:
            sheet.write_string(number, 1, safe_text(right), looks["words"])
    set_for_paper(sheet, [34, 100], told)


def _guidance(column):
    choices = " or ".join(words for words, _value in column.choices)
    return " ".join(filter(None, [column.guidance, f"Choose {choices}." if choices else ""]))
