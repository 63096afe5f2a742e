"""Draws the tasks of a queue as the rows of its table. Here rather than in a template because my work holds hundreds
of them."""

from django.utils.safestring import SafeString

from jarplan.clock import day_of
from jarplan.dates import in_full
from jarplan.reporting.addresses import address_of_action
from jarplan.reporting.filling import filled
from jarplan.reporting.lists.columns import NO_LEAD, NOTHING, OVERDUE_ROW, SAMPLE, late, led_by
from jarplan.reporting.ratings import computed_html, rating_html

OWN_POST = SafeString(' <span class="tag">Your post</span>')


def task_rows(queue):
    """The <tr>s of a queue."""
    return SafeString("\n".join(task_row(queue.kind, one) for one in queue.tasks))


def task_row(kind, task):
    record = task.record
    words = (
        filled(SMALL, task.words[:1].upper() + task.words[1:])
        if task.words and kind.says != "due"
        else NOTHING
    )
    asked, reminded = record.date_asked, task.reminded_at
    return filled(
        ROW,
        OVERDUE_ROW if task.days_over else NOTHING,
        address_of_action(record.reference),
        record.reference,
        SAMPLE if record.is_sample else NOTHING,
        record.text,
        led_by(record.lead, record.organisation) if record.lead else NO_LEAD,
        OWN_POST if record.lead and task.is_own_post else NOTHING,
        record.due,
        late(task.days_over) if task.days_over else NOTHING,
        filled(SMALL, f"extension requested to {in_full(asked)}") if asked else NOTHING,
        rating_html(record.brag),
        other_rating(task.rule, record.reference) if task.is_too_good else NOTHING,
        task.href,
        task.verb,
        record.reference,
        words,
        filled(SMALL, f"Reminded on {in_full(day_of(reminded))}") if reminded else NOTHING,
    )


ROW = (
    '<tr{}><th scope="row"><a class="reference" href="{}">{}</a>{}<div class="cell-text">{}</div></th>'
    '<td data-label="Led by">{}{}</td>'
    '<td data-label="Due"><span class="nowrap">{}</span>{}{}</td>'
    '<td data-label="Rating">{}{}</td>'
    '<td data-label="To do"><a class="button button-secondary" href="{}">{}'
    '<span class="visually-hidden"> {}</span></a>{}{}</td></tr>'
)
SMALL = ' <span class="muted small">{}</span>'


def other_rating(rule, reference):
    """What the rule gives where the lead is more optimistic."""
    href = address_of_action(reference, "reporting:rating")
    return filled(DIFFERS, href, computed_html(rule.key or "none"), reference, rule.short)


DIFFERS = (
    ' <span class="disagree">More optimistic than the rule:</span>'
    ' <a href="{}">{}<span class="visually-hidden"> for {}</span></a> <span class="muted small">{}</span>'
)
