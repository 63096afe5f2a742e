"""The rating that a published rule gives an action, from its record, a day, and the reporting rounds known then.

The lead declares a rating, the rule computes one; both are shown, and neither overwrites the other. The rule is
the table RULES: its first row that holds decides. As for every derivation, the expression for lists stands beside
the function, and a property test holds the two equal.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Case, CharField, Q, Value, When

from actions.rules.lifecycle import AWAITED, BEFORE, SIGNED, UNDER_WAY, Brag, Status
from actions.rules.records import brag, is_overdue, is_unproven, overdue_q
from jarplan.dates import in_full, month_in_full

ALWAYS, NEVER = Q(), Q(pk__in=())
NOT_RATED = Brag.NONE
# From the worst to the best.
COMPARED = (Brag.RED, Brag.AMBER, Brag.GREEN, Brag.BLUE)


@dataclass(frozen=True)
class Rule:
    """One row of the table: the rating, when it holds, as a function of a record and as the same for rows.

    `short` is what a list has room for.
    """

    name: str
    key: str
    when: str
    short: str
    holds: Callable
    holds_q: Callable


@dataclass(frozen=True)
class Computed:
    """What the rule gives: the rating's key ("none": not rated), the row that decided, what went into it in words."""

    key: str
    rule: Rule
    inputs: tuple

    @property
    def is_rated(self):
        return self.key != NOT_RATED


def by_status(*statuses):
    """A row that looks at the status alone."""
    return (
        lambda record, day, rounds: record.status in statuses,
        lambda day, rounds: Q(status__in=statuses),
    )


def is_due_in_round(record, day, rounds):
    """Due by the last day of the round that is open."""
    current = rounds.open(day)
    return current is not None and record.due_latest <= current.closes_on


def due_in_round_q(day, rounds):
    current = rounds.open(day)
    return Q(due_latest__lte=current.closes_on) if current else NEVER


def missed_round(record, day, rounds):
    """The last round that closed asked for a report of it and got none. Of what is delivered no report is due."""
    closed = rounds.last_closed(day)
    return record.status in UNDER_WAY and closed is not None and closed.lacks(record)


def missed_round_q(day, rounds):
    closed = rounds.last_closed(day)
    return Q(status__in=UNDER_WAY) & closed.lacks_q() if closed else NEVER


def is_off_trajectory(record, day, rounds):
    """A success criterion has been off its path since that day or before."""
    return record.off_path_from is not None and record.off_path_from <= day


WAS = {key: f"was {label.lower()}" for key, label in BEFORE.items()} | {"none": "had no calculated rating"}


def unproven(key):
    """The row of what is delivered, awaits proof, and had this rating before: no delivery alone betters it."""
    return Rule(
        f"delivered, {key} before",
        key,
        f"The action is delivered and awaits proof. It {WAS[key]} before it was marked as delivered.",
        f"delivered, awaiting proof; {WAS[key]} before",
        lambda record, day, rounds: is_unproven(record) and record.rating_before == key,
        lambda day, rounds: Q(status=AWAITED, rating_before=key),
    )


# What was delivered before the rule said so was green on the days of then, and is shown so for them. No page lists
# this row where it did not decide: a new installation has none such.
BEFORE_THAT_RULE = Rule(
    "delivered",
    Brag.GREEN,
    "The action was marked as delivered and not signed off. The rule was so until this installation was upgraded.",
    "delivered, not signed off yet",
    lambda record, day, rounds: record.status == AWAITED and not is_unproven(record),
    lambda day, rounds: Q(status=AWAITED, rating_before=""),
)

RULES = (
    Rule(
        "signed off",
        Brag.BLUE,
        "The action is signed off for the board, or embedded.",
        "signed off",
        *by_status(*SIGNED),
    ),
    BEFORE_THAT_RULE,
    *[
        Rule(
            Status(status).label.lower(),
            NOT_RATED,
            sentence,
            Status(status).label.lower(),
            *by_status(status),
        )
        for status, sentence in (
            (Status.PROPOSED, "The action is only proposed, so nobody has committed to it yet."),
            (Status.PAUSED, "The action is paused, so nothing is expected for now."),
            (Status.SUPERSEDED, "The action has been replaced by another."),
            (Status.NOT_ACCEPTED, "The action was not accepted into the plan."),
            (Status.WITHDRAWN, "The action was withdrawn from the plan."),
        )
    ],
    Rule(
        "no due date",
        NOT_RATED,
        "The action has no due date, so whether it is on time is not known.",
        "no due date",
        lambda record, day, rounds: record.due_latest is None,
        lambda day, rounds: Q(due_latest__isnull=True),
    ),
    Rule(
        "overdue",
        Brag.RED,
        "The action is past its due date and not signed off.",
        "overdue",
        lambda record, day, rounds: is_overdue(record, day),
        lambda day, rounds: overdue_q(day),
    ),
    unproven(Brag.RED),
    Rule(
        "due in this round",
        Brag.AMBER,
        "The action is due by the last day of the open reporting round.",
        "due in this round",
        is_due_in_round,
        due_in_round_q,
    ),
    Rule(
        "no report",
        Brag.AMBER,
        "A report was due in the last closed reporting round, and none was sent.",
        "no report in the last round",
        missed_round,
        missed_round_q,
    ),
    Rule(
        "off path",
        Brag.AMBER,
        "A success criterion is not on course for its target.",
        "a criterion is off course",
        is_off_trajectory,
        lambda day, rounds: Q(off_path_from__lte=day),
    ),
    *map(unproven, (Brag.AMBER, Brag.NONE, Brag.GREEN)),
    Rule(
        "on track",
        Brag.GREEN,
        "None of the above: the action is not yet due, has been reported on, and is on course.",
        "on track",
        lambda record, day, rounds: True,
        lambda day, rounds: ALWAYS,
    ),
)

# As it is published.
PUBLISHED = tuple(rule for rule in RULES if rule is not BEFORE_THAT_RULE)


def rule_of(record, day, rounds):
    """The first row of the table that holds for a record."""
    # The last row always holds, so there is always one.
    return next(rule for rule in RULES if rule.holds(record, day, rounds))


def computed(record, day, rounds):
    """The rating by the rule on a day. `record`: an ActionRecord, or anything with the same fields."""
    rule = rule_of(record, day, rounds)
    return Computed(str(rule.key), rule, inputs(record, day, rounds))


def computed_sql(day, rounds):
    """The key of the same, for rows of Action."""
    # Its Q is empty, which When() does not take: it is the default.
    *rows, last = RULES
    return Case(
        *[When(rule.holds_q(day, rounds), then=Value(str(rule.key))) for rule in rows],
        default=Value(str(last.key)),
        output_field=CharField(),
    )


def differ(declared, by_rule):
    """Whether two ratings disagree, each given by its key: where one of them says nothing, they do not."""
    return declared != by_rule and declared in COMPARED and by_rule in COMPARED


def too_good(declared, by_rule):
    """Whether a rating is more optimistic than the rule's. A more cautious one is no fault: a lead may know more."""
    return differ(declared, by_rule) and COMPARED.index(declared) > COMPARED.index(by_rule)


def is_too_good(record, day, rounds):
    """Whether the rating that readers see is more optimistic than the rule's."""
    return too_good(brag(record), rule_of(record, day, rounds).key)


def too_good_q():
    """The same for rows with the annotations `brag` and `computed`."""
    pairs = [
        Q(brag__in=COMPARED[place + 1 :], computed=by_rule) for place, by_rule in enumerate(COMPARED[:-1])
    ]
    return reduce(or_, pairs)


def inputs(record, day, rounds):
    """What the rule looks at, as rows of label and words."""
    return (
        ("Day", in_full(day)),
        ("Status", Status(record.status).label),
        *before_delivery(record),
        ("Due date", in_full(record.due_latest) if record.due_latest else "None"),
        ("Reporting round open on that day", open_round(rounds.open(day))),
        ("Last reporting round that had closed", closed_round(record, rounds.last_closed(day))),
        (
            "Success criteria",
            f"Not on course for the target since {in_full(record.off_path_from)}"
            if is_off_trajectory(record, day, rounds)
            else "None is known to be off course for its target",
        ),
    )


def before_delivery(record):
    """The rating that delivery keeps, as a row, where that is looked at."""
    return (("Rating before delivery", BEFORE[record.rating_before]),) if is_unproven(record) else ()


def open_round(one):
    return f"{month_in_full(one.month)}, until {in_full(one.closes_on)}" if one else "None"


def closed_round(record, one):
    """What the last round asked of an action, and whether it got it."""
    if one is None:
        return "None"
    name = f"{month_in_full(one.month)}, closed on {in_full(one.closes_on)}: "
    if record.status not in UNDER_WAY:
        return f"{name}reports are due while an action is agreed or in progress"
    if one.lacks(record):
        return f"{name}a report was due, and none was sent"
    if one.takes(record) and one.has(record):
        return f"{name}reported"
    if one.takes(record) and one.spares(record.start_latest):
        return f"{name}no report was due, as the action starts after the round opened"
    return f"{name}no report was due"
