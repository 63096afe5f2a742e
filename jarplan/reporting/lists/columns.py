"""The columns of the lists: each says once what a page shows in it and what an export has of it.

Cells are made here rather than in a template because a page holds a hundred rows of them.
"""

from dataclasses import replace
from functools import lru_cache
from types import MappingProxyType

from django.utils.html import escape
from django.utils.safestring import SafeString

from actions.rules.fields import TEXTS
from actions.rules.lifecycle import Confidence, Precision, Status
from actions.rules.records import days_over, is_overdue
from actions.rules.slippage import exported, lateness_of, slippage_of, times
from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.reporting.addresses import address_of_action, address_of_recommendation
from jarplan.reporting.filling import filled
from jarplan.reporting.lists.rating_column import Column, rating_column
from jarplan.reporting.lists.told import with_told

# What many rows have alike is drawn once, for as long as the program runs.
drawn_once = lru_cache(maxsize=5_000)
NOTHING = SafeString("")
NO_LEAD = SafeString('<span class="missing">No lead yet</span>')
NO_DATE = SafeString('<span class="missing">No date</span>')
NOT_REPORTED = SafeString('<span class="missing">Not yet</span>')
SAMPLE = SafeString(' <span class="sample">Sample</span>')


def table_rows(columns, records, today, as_at=None, is_brief=False):
    """The <tr>s of a page of records, each in a line where `is_brief`; the first column heads its row. Links keep the
    day looked back to."""
    tail = f"?as_at={as_at.isoformat()}" if as_at else ""
    template = "<tr{}>{}" + "".join(f'<td data-label="{column.heading}">{{}}</td>' for column in columns[1:])
    head, *cells = [(column.brief if is_brief else None) or column.cell for column in columns]
    template += "</tr>"
    return SafeString(
        "\n".join(
            filled(
                template,
                OVERDUE_ROW if is_overdue(record, today) else NOTHING,
                head(record, today, tail),
                *[cell(record, today, tail) for cell in cells],
            )
            for record in records
        )
    )


OVERDUE_ROW = SafeString(' class="overdue"')


def export_headings(columns):
    return [heading for column in columns for heading in (*column.exports, *column.told)]


def export_rows(columns, records, today, as_at=None):
    """The rows of a sheet, one by one; `as_at`: the past day that they are of, or None."""
    values = [
        (value, is_told)
        for column in columns
        for found, is_told in ((column.exports, False), (column.told, True))
        for value in found.values()
    ]
    if any(is_told for _value, is_told in values):
        records = with_told(records, as_at)
    else:
        records = ((record, None) for record in records)
    return (
        [value(told) if is_told else value(record, today) for value, is_told in values]
        for record, told in records
    )


def told_once(records):
    """(records to draw, whether the page says once for all of them that they are examples): an action is marked as
    one only beside others that are none."""
    found = list(records)
    if not found or not all(record.is_sample for record in found):
        return found, False
    return [replace(record, is_sample=False) for record in found], True


def action_cell(record, today, tail):
    return filled(
        '<th scope="row"><a class="reference" href="{}{}">{}</a>{}<div class="cell-text">{}</div>{}</th>',
        address_of_action(record.reference),
        tail,
        record.reference,
        SAMPLE if record.is_sample else NOTHING,
        record.text,
        answers(record.recommendation, record.timeframe, tail),
    )


def action_brief(record, today, tail):
    return filled(
        '<th scope="row"><div class="one-line"><a class="reference" href="{}{}">{}</a>{} {}</div></th>',
        address_of_action(record.reference),
        tail,
        record.reference,
        SAMPLE if record.is_sample else NOTHING,
        record.text,
    )


@drawn_once
def answers(recommendation, timeframe, tail):
    """The recommendation that an action answers."""
    return filled(
        '<div class="cell-text muted small"><a href="{}{}">{}</a>, {}</div>',
        address_of_recommendation(recommendation),
        tail,
        recommendation,
        timeframe[:1].lower() + timeframe[1:],
    )


def lead_cell(record, today, tail):
    return led_by(record.lead, record.organisation) if record.lead else NO_LEAD


def lead_brief(record, today, tail):
    return filled('<div class="one-line">{}</div>', record.lead) if record.lead else NO_LEAD


def recommendation_cell(record, today, tail):
    return answers(record.recommendation, record.timeframe, tail)


@drawn_once
def led_by(lead, organisation):
    return filled('{} <span class="muted small">{}</span>', lead, organisation)


def due_cell(record, today, tail):
    """The due date as it was written; how far it is past; the original date where it was moved."""
    if not record.due_latest and not record.due_raw:
        return NO_DATE
    exact = record.due_precision == Precision.DAY and record.due_latest
    due = on_one_line(record.due_latest) if exact else escape(record.due)
    over = days_over(record, today)
    done_late = delivered_late(lateness_of(record)) if record.late_on else NOTHING
    return due + (late(over) if over else NOTHING) + done_late + (moved(record) if record.moves else NOTHING)


def due_brief(record, today, tail):
    """The due date; how far it is past, and whether it was moved."""
    if not record.due_latest and not record.due_raw:
        return NO_DATE
    over = days_over(record, today)
    exact = record.due_precision == Precision.DAY and record.due_latest
    return filled(
        "{}{}{}{}",
        on_one_line(record.due_latest) if exact else record.due,
        filled(OVER, over, "day" if over == 1 else "days") if over else NOTHING,
        DELIVERED_LATE if record.late_on else NOTHING,
        filled(' <span class="muted">extended {}</span>', times(record.moves)) if record.moves else NOTHING,
    )


OVER = ' <span class="overdue-word">{} {} overdue</span>'
DELIVERED_LATE = SafeString(' <span class="overdue-word">Delivered late</span>')


@drawn_once
def on_one_line(day):
    return filled('<span class="nowrap">{}</span>', in_full(day))


@drawn_once
def late(over):
    days = "day" if over == 1 else "days"
    return filled(' <span class="overdue-word">Overdue by {} {}</span>', over, days)


@drawn_once
def delivered_late(slip):
    return filled(' <span class="overdue-word">Delivered late, by {}</span>', slip)


def moved(record):
    """The original date, how often it was moved, and how far."""
    slip = slippage_of(record)
    return filled(
        ' <span class="muted small">first {}, extended {}{}</span>',
        in_full(record.original_due) if record.original_due else record.original_raw or "no date",
        times(record.moves),
        f", by {slip}" if slip else "",
    )


def lateness_exported(record, today):
    """How late it was delivered; nothing where it never was."""
    return exported(lateness_of(record))


def slippage_exported(record, today):
    """How far it is due after its original date; nothing before it is agreed, or where no day is known."""
    return exported(slippage_of(record))


def status_cell(record, today, tail):
    return TAGS[record.status, record.awaiting, record.date_asked is not None]


def status_brief(record, today, tail):
    return BRIEF_TAGS[record.status, record.awaiting, record.date_asked is not None]


class Tags(dict):
    """The tags of a status, what it waits for, and a later date asked for: drawn once each. `waits`: the words for
    what it waits for; `asked`: those for a later date."""

    def __init__(self, waits, asked):
        super().__init__()
        self.waits, self.asked = waits, asked

    def __missing__(self, key):
        status, awaiting, date_asked = key
        label = Status(status).label
        html = filled('<span class="tag tag-{}">{}</span>', status.replace("_", "-"), label)
        waits = [self.waits[awaiting]] if awaiting else []
        waits += [self.asked] if date_asked else []
        for wait in waits:
            html = filled('{} <span class="muted small">{}</span>', html, wait)
        self[key] = html
        return html


WAITS = {"organisation": "Awaiting the lead organisation", "board": "Awaiting the board"}
TAGS = Tags(WAITS, "Extension requested")
BRIEF_TAGS = Tags({"organisation": "Awaiting lead", "board": "Awaiting board"}, "Extension asked")


def confidence_cell(record, today, tail):
    return CONFIDENCES[record.confidence]


CONFIDENCES = {
    "": SafeString('<span class="missing">Not said yet</span>'),
    **{one.value: SafeString(one.label) for one in Confidence},
}


def reported_cell(record, today, tail):
    if record.reported_at is None:
        return NOT_REPORTED
    return on_one_line(day_of(record.reported_at))


def exact_start(record):
    """The day on which it starts, where it is one; words are beside it."""
    return record.start_latest if record.start_precision == Precision.DAY else None


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
            "Start": lambda record, today: exact_start(record),
            "Start, as written": lambda record, today: record.start_raw,
            **{
                one.exported: lambda record, today, key=one.key: getattr(record, key)
                for one in TEXTS
                if one.exported
            },
        },
        sort="plan",
        key="action",
        brief=action_brief,
        told={"Criteria and latest figures": lambda told: told.criteria},
    ),
    # The sheet has both beside the action itself.
    Column("Recommendation", recommendation_cell, key="recommendation"),
    Column(
        "Led by",
        lead_cell,
        {
            "Led by": lambda record, today: record.lead,
            "Organisation": lambda record, today: record.organisation,
        },
        sort="organisation",
        key="lead",
        brief=lead_brief,
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
            "Delivered late by working days": lateness_exported,
        },
        sort="due",
        key="due",
        brief=due_brief,
    ),
)
AFTER_THE_RATING = (
    Column(
        "Confidence",
        confidence_cell,
        {"Confidence in delivery": lambda record, today: record.confidence_label},
        key="confidence",
    ),
)
AFTER_THE_STATUS = (
    Column(
        "Last reported",
        reported_cell,
        {"Last reported": lambda record, today: record.reported_at and day_of(record.reported_at)},
        key="reported",
        told={
            "What was done": lambda told: told.done,
            "What changed for children and young people": lambda told: told.effect,
            "Why not on track": lambda told: told.reason,
            "Next step": lambda told: told.next_step,
            "Expected back on track": lambda told: told.recovers_on,
        },
    ),
)


CHOSEN_ONLY = ("recommendation", "confidence")


def status_column(waits):
    """The status, and what the action waits for. `waits`: {reference: the Awaited of it}, marked where these have
    moved."""

    def marked(cell):
        def drawn(record, today, tail):
            moved = moved_of(record)
            return (
                filled(MOVED, cell(record, today, tail), ", ".join(moved))
                if moved
                else cell(record, today, tail)
            )

        return drawn

    def moved_of(record):
        return [one.reference for one in waits.get(record.reference, ()) if one.has_moved]

    return Column(
        "Status",
        marked(status_cell),
        {
            "Status": lambda record, today: record.status_label,
            "Waiting for": waits_for,
            "Waits for actions": lambda record, today: ", ".join(
                one.reference for one in waits.get(record.reference, ())
            ),
            "Of these, moved": lambda record, today: ", ".join(moved_of(record)),
        },
        sort="status",
        key="status",
        brief=marked(status_brief),
    )


MOVED = '{} <span class="disagree">Waits for {} (moved)</span>'
NO_WAITS = MappingProxyType({})


def action_columns(rounds):
    """The columns of the list of actions, today or on a past day, but for those that only an address that names them
    shows. `rounds`: the reporting rounds known on it."""
    return tuple(column for column in every_column(rounds) if column.key not in CHOSEN_ONLY)


def every_column(rounds, waits=NO_WAITS):
    """The same, with those that are chosen only; `waits`: see status_column()."""
    after = (*AFTER_THE_RATING, status_column(waits), *AFTER_THE_STATUS)
    return (*BEFORE_THE_RATING, rating_column(rounds), *after)
