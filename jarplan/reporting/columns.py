"""The columns of the lists: each says once what a page shows in it and what an export has of it.

Cells are made here rather than in a template because a page holds a hundred rows of them.
"""

from calendar import month_name
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from actions.lifecycle import Precision, Status
from actions.records import brag, days_over, is_overdue
from jarplan.clock import day_of
from jarplan.reporting.ratings import look_of, rating_html

MONTHS = ("", *month_name[1:])
NOTHING = SafeString("")
NO_LEAD = SafeString('<span class="missing">No lead yet</span>')
NO_DATE = SafeString('<span class="missing">No date</span>')
NOT_REPORTED = SafeString('<span class="missing">Not yet</span>')
SAMPLE = SafeString(' <span class="sample">Sample</span>')


@dataclass(frozen=True)
class Column:
    """A column of a list. `cell(record, today, tail)` is its HTML; `exports` are the columns of a sheet that
    hold the same: {heading: value(record, today)}. `sort`: the key in the address, or ""."""

    heading: str
    cell: Callable
    exports: dict = field(default_factory=dict)
    sort: str = ""


def table_rows(columns, records, today, as_at=None):
    """The <tr>s of a page of records; the first column heads its row. Links keep the day looked back to."""
    tail = f"?as_at={as_at.isoformat()}" if as_at else ""
    first, *others = columns
    template = "<tr{}>{}" + "".join(f'<td data-label="{column.heading}">{{}}</td>' for column in others)
    cells = [column.cell for column in others]
    return format_html_join(
        "\n",
        template + "</tr>",
        (
            (
                OVERDUE_ROW if is_overdue(record, today) else NOTHING,
                first.cell(record, today, tail),
                *[cell(record, today, tail) for cell in cells],
            )
            for record in records
        ),
    )


OVERDUE_ROW = SafeString(' class="overdue"')


def export_headings(columns):
    return [heading for column in columns for heading in column.exports]


def export_rows(columns, records, today):
    """The rows of a sheet, one by one."""
    values = [value for column in columns for value in column.exports.values()]
    return ([value(record, today) for value in values] for record in records)


def in_full(day):
    return f"{day.day} {MONTHS[day.month]} {day.year}"


def action_cell(record, today, tail):
    return format_html(
        '<th scope="row"><a class="reference" href="/actions/{}/{}">{}</a>{}<div class="cell-text">{}</div>'
        '<div class="cell-text muted small"><a href="/recommendations/{}/{}">{}</a>, {}</div></th>',
        record.reference,
        tail,
        record.reference,
        SAMPLE if record.is_sample else NOTHING,
        record.text,
        record.recommendation,
        tail,
        record.recommendation,
        record.timeframe[:1].lower() + record.timeframe[1:],
    )


def lead_cell(record, today, tail):
    if not record.lead:
        return NO_LEAD
    return format_html('{} <span class="muted small">{}</span>', record.lead, record.organisation)


def due_cell(record, today, tail):
    """The due date as it was written; how far it is past; the original date where it was moved."""
    if not record.due_latest and not record.due_raw:
        return NO_DATE
    over = days_over(record, today)
    late = (
        format_html(
            ' <span class="overdue-word">Overdue by {} {}</span>', over, "day" if over == 1 else "days"
        )
        if over
        else NOTHING
    )
    moved = (
        format_html(
            ' <span class="muted small">first {}, moved {}</span>',
            in_full(record.original_due) if record.original_due else record.original_raw or "no date",
            {1: "once", 2: "twice"}.get(record.moves, f"{record.moves} times"),
        )
        if record.moves
        else NOTHING
    )
    exact = record.due_precision == Precision.DAY and record.due_latest
    due = format_html('<span class="nowrap">{}</span>', in_full(record.due_latest)) if exact else record.due
    return format_html("{}{}{}", due, late, moved)


def rating_cell(record, today, tail):
    return rating_html(brag(record))


def status_cell(record, today, tail):
    return TAGS[record.status, record.awaiting, record.date_asked is not None]


class Tags(dict):
    """The tags of a status, what it waits for, and a later date asked for: drawn once each."""

    def __missing__(self, key):
        status, awaiting, date_asked = key
        label = Status(status).label
        html = format_html('<span class="tag tag-{}">{}</span>', status.replace("_", "-"), label)
        waits = [WAITS[awaiting]] if awaiting else []
        waits += ["Later date asked for"] if date_asked else []
        for wait in waits:
            html = format_html('{} <span class="muted small">{}</span>', html, wait)
        self[key] = html
        return html


WAITS = {"organisation": "Awaiting the lead organisation", "board": "Awaiting the board"}
TAGS = Tags()


def reported_cell(record, today, tail):
    if record.reported_at is None:
        return NOT_REPORTED
    return format_html('<span class="nowrap">{}</span>', in_full(day_of(record.reported_at)))


def waits_for(record, today):
    waits = [WAITS[record.awaiting]] if record.awaiting else []
    return "; ".join(waits + (["Later date asked for"] if record.date_asked else []))


ACTION_COLUMNS = (
    Column(
        "Action",
        action_cell,
        {
            "Reference": lambda record, today: record.reference,
            "Action": lambda record, today: record.text,
            "Recommendation": lambda record, today: record.recommendation,
            "Timeframe": lambda record, today: record.timeframe,
            "Sample": lambda record, today: record.is_sample,
        },
        sort="plan",
    ),
    Column(
        "Led by",
        lead_cell,
        {
            "Led by": lambda record, today: record.lead,
            "Organisation": lambda record, today: record.organisation,
        },
        sort="organisation",
    ),
    Column(
        "Due",
        due_cell,
        {
            "Due": lambda record, today: record.due_latest,
            "Due, as written": lambda record, today: record.due_raw,
            "Days overdue": lambda record, today: days_over(record, today) or None,
            "Original due date": lambda record, today: record.original_due,
            "Times moved": lambda record, today: record.moves,
        },
        sort="due",
    ),
    Column(
        "Rating", rating_cell, {"Rating": lambda record, today: look_of(brag(record)).word}, sort="rating"
    ),
    Column(
        "Status",
        status_cell,
        {"Status": lambda record, today: record.status_label, "Waiting for": waits_for},
        sort="status",
    ),
    Column(
        "Last reported",
        reported_cell,
        {"Last reported": lambda record, today: record.reported_at and day_of(record.reported_at)},
    ),
)
