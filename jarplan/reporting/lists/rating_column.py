"""What a column of a list is; and the one of the ratings: declared by the lead, given by the rule, and whether they
differ.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.safestring import SafeString

from actions.rules.rating import differ, rule_of
from actions.rules.records import brag
from jarplan.clock import day_of
from jarplan.reporting.addresses import address_of_action
from jarplan.reporting.ratings import computed_html, computed_word, look_of, rating_html

NOTHING = SafeString("")
DIFFERS = SafeString(' <span class="disagree">Calculated rating differs</span>')
CHALLENGED = SafeString(' <span class="tag tag-challenged">Challenged</span>')


@dataclass(frozen=True)
class Column:
    """A column of a list. `cell(record, today, tail)` is its HTML; `exports` are the columns of a sheet that
    hold the same: {heading: value(record, today)}. `sort`: the key in the address, or ""."""

    heading: str
    cell: Callable
    exports: dict = field(default_factory=dict)
    sort: str = ""


def rating_column(rounds):
    """The declared rating; below it the one by the rule and why, as a link to how it came about; in words where the
    two differ, and where somebody has challenged it. `rounds`: the reporting rounds known on the day of the list.
    """

    drawn = {}

    def cell(record, today, tail):
        rule, shown = rule_of(record, today, rounds), brag(record)
        key = shown, rule.name, record.challenged_at is None
        if key not in drawn:
            drawn[key] = around_the_link(shown, rule, record.challenged_at)
        before, after = drawn[key]
        href = address_of_action(record.reference, "reporting:rating")
        return format_html('{}{}{}">{}', before, href, tail, after)

    def of(value):
        return lambda record, today: value(record, rule_of(record, today, rounds))

    return Column(
        "Rating",
        cell,
        {
            "Rating": lambda record, today: look_of(brag(record)).word,
            "Rating by the rule": of(lambda record, rule: computed_word(rule.key)),
            "Why by the rule": of(lambda record, rule: rule.short),
            "Differs from the declared rating": of(lambda record, rule: differ(brag(record), rule.key)),
            "Challenged on": lambda record, today: record.challenged_at and day_of(record.challenged_at),
        },
        sort="rating",
    )


def around_the_link(shown, rule, challenged_at):
    """What stands before and after the address in a cell, drawn once for all actions that are rated alike."""
    before = format_html(
        '{}{} <span class="muted small">Calculated: <a href="',
        rating_html(shown),
        DIFFERS if differ(shown, rule.key) else NOTHING,
    )
    after = format_html(
        "{}</a> {}</span>{}", computed_html(rule.key), rule.short, CHALLENGED if challenged_at else NOTHING
    )
    return before, after
