"""The columns of the lists: each says once what a page shows in it and what an export has of it.

Cells are made here rather than in a template because a page holds a hundred rows of them.
"""

from functools import lru_cache

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from actions.rules.fields import TEXTS
from actions.rules.lifecycle import Precision, Status
from actions.rules.records import days_over, is_overdue
from actions.rules.slippage import exported, slippage_of, times
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.reporting.addresses import address_of_action, address_of_recommendation
from jarplan.reporting.lists.rating_column import Column, rating_column

# What many rows have alike is drawn once, for as long as the program runs.
drawn_once = lru_cache(maxsize=5_000)
NOTHING = SafeString("")
NO_LEAD = SafeString('<span class="missing">No lead yet</span>')
NO_DATE = SafeString('<span class="missing">No date</span>')
NOT_REPORTED = SafeString('<span class="missing">Not yet</span>')
SAMPLE = SafeString(' <span class="sample">Sample</span>')


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


def action_cell(record, today, tail):
    return format_html(
        '<th scope="row"><a class="reference" href="{}{}">{}</a>{}<div class="cell-text">{}</div>{}</th>',
        address_of_action(record.reference),
        tail,
        record.reference,
        SAMPLE if record.is_sample else NOTHING,
        record.text,
        answers(record.recommendation, record.timeframe, tail),
    )


@drawn_once
def answers(recommendation, timeframe, tail):
    """The recommendation that an action answers."""
    return format_html(
        '<div class="cell-text muted small"><a href="{}{}">{}</a>, {}</div>',
        address_of_recommendation(recommendation),
        tail,
        recommendation,
        timeframe[:1].lower() + timeframe[1:],
    )


def lead_cell(record, today, tail):
    return led_by(record.lead, record.organisation) if record.lead else NO_LEAD


@drawn_once
def led_by(lead, organisation):
    return format_html('{} <span class="muted small">{}</span>', lead, organisation)


def due_cell(record, today, tail):
    """The due date as it was written; how far it is past; the original date where it was moved."""
    if not record.due_latest and not record.due_raw:
        return NO_DATE
    exact = record.due_precision == Precision.DAY and record.due_latest
    due = on_one_line(record.due_latest) if exact else escape(record.due)
    over = days_over(record, today)
    return due + (late(over) if over else NOTHING) + (moved(record) if record.moves else NOTHING)


@drawn_once
def on_one_line(day):
    return format_html('<span class="nowrap">{}</span>', in_full(day))


@drawn_once
def late(over):
    days = "day" if over == 1 else "days"
    return format_html(' <span class="overdue-word">Overdue by {} {}</span>', over, days)


def moved(record):
    """The original date, how often it was moved, and how far."""
    slip = slippage_of(record)
    return format_html(
        ' <span class="muted small">first {}, extended {}{}</span>',
        in_full(record.original_due) if record.original_due else record.original_raw or "no date",
        times(record.moves),
        f", by {slip}" if slip else "",
    )


def slippage_exported(record, today):
    """How far it is due after its original date; nothing before it is agreed, or where no day is known."""
    return exported(slippage_of(record))


def status_cell(record, today, tail):
    return TAGS[record.status, record.awaiting, record.date_asked is not None]


class Tags(dict):
    """The tags of a status, what it waits for, and a later date asked for: drawn once each."""

    def __missing__(self, key):
        status, awaiting, date_asked = key
        label = Status(status).label
        html = format_html('<span class="tag tag-{}">{}</span>', status.replace("_", "-"), label)
        waits = [WAITS[awaiting]] if awaiting else []
        waits += ["Extension requested"] if date_asked else []
        for wait in waits:
            html = format_html('{} <span class="muted small">{}</span>', html, wait)
        self[key] = html
        return html


WAITS = {"organisation": "Awaiting the lead organisation", "board": "Awaiting the board"}
TAGS = Tags()


def reported_cell(record, today, tail):
    if record.reported_at is None:
        return NOT_REPORTED
    return on_one_line(day_of(record.reported_at))


def waits_for(record, today):
    waits = [WAITS[record.awaiting]] if record.awaiting else []
    return "; ".join(waits + (["Extension requested"] if record.date_asked else []))


BEFORE_THE_RATING = (
    Column(
        "Action",
        action_cell,
        {
            "Reference": lambda record, today: record.reference,
            "Action": lambda record, today: record.text,
            "Recommendation": lambda record, today: record.recommendation,
            "Timeframe": lambda record, today: record.timeframe,
            "Sample": lambda record, today: record.is_sample,
            **{
                one.exported: lambda record, today, key=one.key: getattr(record, key)
                for one in TEXTS
                if one.exported
            },
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
            "Slip in working days": slippage_exported,
        },
        sort="due",
    ),
)
AFTER_THE_RATING = (
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


def action_columns(rounds):
    """The columns of the list of actions, today or on a past day. `rounds`: the reporting rounds known on it."""
    return (*BEFORE_THE_RATING, rating_column(rounds), *AFTER_THE_RATING)
