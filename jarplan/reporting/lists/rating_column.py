"""What a column of a list is; and the one of the ratings: declared by the lead, given by the rule, and whether the
lead is more optimistic than the rule.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from actions.rules.lifecycle import Brag
from actions.rules.rating import differ, rule_of, too_good
from actions.rules.records import ANSWERED, UNPROVEN, brag, has_low_confidence, remark_on
from jarplan.clock import day_of
from jarplan.reporting.addresses import address_of_action
from jarplan.reporting.filling import filled
from jarplan.reporting.ratings import computed_html, computed_word, look_of, rating_html

NOTHING = SafeString("")
TOO_GOOD = SafeString(' <span class="disagree">More optimistic than the rule</span>')
REMARKS = {
    "": NOTHING,
    UNPROVEN: SafeString(' <span class="disagree">Criteria unproven</span>'),
    ANSWERED: SafeString(' <span class="disagree">Points against it answered</span>'),
}
BRIEF = '<a href="{}{}">{}<span class="visually-hidden">, {}</span></a>{}{}{}'
# The calculated rating in a line, by whether the declared one is more optimistic; where both agree, one is enough.
BY_RULE = {
    True: (
        ' <span class="disagree"><span class="visually-hidden">More optimistic than the rule: </span>'
        "rule:</span> {}"
    ),
    False: ' <span class="muted">rule:</span> {}',
}
LOW_CONFIDENCE = SafeString(' <span class="tag tag-low-confidence">Low confidence</span>')
CHALLENGED = SafeString(' <span class="tag tag-challenged">Challenged</span>')


@dataclass(frozen=True)
class Column:
    """A column of a list. `cell(record, today, tail)` is its HTML; `exports` are the columns of a sheet that
    hold the same: {heading: value(record, today)}. `sort`: the key in the address, or ""; `key`: what an address that
    chooses columns calls it; `brief`: its cell in a line, where that is another one; `told`: further columns of a
    sheet, of what was told of an action: {heading: value(Told)}."""

    heading: str
    cell: Callable
    exports: dict = field(default_factory=dict)
    sort: str = ""
    key: str = ""
    brief: Callable | None = None
    told: dict = field(default_factory=dict)

    @property
    def css_class(self):
        return f"column-{self.key}" if self.key else ""


def rating_column(rounds):
    """The declared rating; below it the one by the rule and why, as a link to how it came about; in words where
    the lead is the more optimistic, where something was said against its blue, where its confidence is low, and where
    somebody has challenged it.
    `rounds`: those known on its day.
    """

    drawn = {}

    def cell(record, today, tail):
        rule, shown = rule_of(record, today, rounds), brag(record)
        remark, tags = remark_on(record), tags_of(record)
        key = shown, rule.name, tags, remark
        if key not in drawn:
            drawn[key] = around_the_link(shown, rule, tags, remark)
        before, after = drawn[key]
        href = address_of_action(record.reference, "reporting:rating")
        return filled('{}{}{}">{}', before, href, tail, after)

    def brief(record, today, tail):
        rule, shown = rule_of(record, today, rounds), brag(record)
        is_said = differ(shown, rule.key) or (shown == Brag.NONE and rule.key != shown)
        return filled(
            BRIEF,
            address_of_action(record.reference, "reporting:rating"),
            tail,
            rating_html(shown),
            record.reference,
            filled(BY_RULE[too_good(shown, rule.key)], computed_html(rule.key)) if is_said else NOTHING,
            REMARKS[remark_on(record)],
            tags_of(record),
        )

    last = [None, None, None]  # four columns of a sheet ask one after the other for the rule of one record

    def of(value):
        def said(record, today):
            if last[0] is not record or last[1] != today:
                last[:] = record, today, rule_of(record, today, rounds)
            return value(record, last[2])

        return said

    return Column(
        "Rating",
        cell,
        {
            "Rating": lambda record, today: look_of(brag(record)).word,
            "Rating by the rule": of(lambda record, rule: computed_word(rule.key)),
            "Why by the rule": of(lambda record, rule: rule.short),
            "Differs from the declared rating": of(lambda record, rule: differ(brag(record), rule.key)),
            "More optimistic than the rule": of(lambda record, rule: too_good(brag(record), rule.key)),
            "Blue, criteria unproven": lambda record, today: remark_on(record) == UNPROVEN,
            "Blue, points against it answered": lambda record, today: remark_on(record) == ANSWERED,
            "Challenged on": lambda record, today: record.challenged_at and day_of(record.challenged_at),
            "Question asked on": lambda record, today: record.question_at and day_of(record.question_at),
        },
        sort="rating",
        key="rating",
        brief=brief,
    )


def tags_of(record):
    """What is marked beside the ratings: low confidence, and a challenge."""
    low = LOW_CONFIDENCE if has_low_confidence(record) else NOTHING
    return low + CHALLENGED if record.challenged_at else low


def around_the_link(shown, rule, tags, remark):
    """What stands before and after the address in a cell, drawn once for all actions that are rated alike."""
    before = filled(
        '{}{}{} <span class="muted small">Calculated: <a href="',
        rating_html(shown),
        REMARKS[remark],
        TOO_GOOD if too_good(shown, rule.key) else NOTHING,
    )
    after = filled("{}</a> {}</span>{}", computed_html(rule.key), rule.short, tags)
    return before, after
