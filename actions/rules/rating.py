"""The rating that a published rule gives an action, from its record, a day, and the reporting rounds known then.

The lead declares a rating, the rule computes one; both are shown, and neither overwrites the other. The rule is
the table RULES: its first row that holds decides. As for every derivation, the expression for lists stands beside
the function, and a property test holds the two equal.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Case, CharField, F, Q, Value, When

from actions.rules.lifecycle import SIGNED, UNDER_WAY, Brag, Status
from actions.rules.records import brag, is_overdue, overdue_q
from jarplan.dates import in_full, month_in_full

ALWAYS, NEVER = Q(), Q(pk__in=())
NOT_RATED = Brag.NONE
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
    """The last round that closed asked for a report of it and got none."""
    closed = rounds.last_closed(day)
    return closed is not None and closed.lacks(record)


def missed_round_q(day, rounds):
    closed = rounds.last_closed(day)
    return closed.lacks_q() if closed else NEVER


def is_off_trajectory(record, day, rounds):
    """A success criterion has been off its path since that day or before."""
    return record.off_path_from is not None and record.off_path_from <= day


RULES = (
    Rule(
        "signed off",
        Brag.BLUE,
        "The action is signed off for the board, or embedded.",
        "signed off",
        *by_status(*SIGNED),
    ),
    Rule(
        "delivered",
        Brag.GREEN,
        "The action is marked as delivered and not signed off, or its sign-off has ended.",
        "delivered, not signed off yet",
        *by_status(Status.DELIVERED),
    ),
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
        "The action is past its due date and not delivered.",
        "overdue",
        lambda record, day, rounds: is_overdue(record, day),
        lambda day, rounds: overdue_q(day),
    ),
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
    Rule(
        "on track",
        Brag.GREEN,
        "None of the above: the action is not yet due, has been reported on, and is on course.",
        "on track",
        lambda record, day, rounds: True,
        lambda day, rounds: ALWAYS,
    ),
)


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


def disagrees(record, day, rounds):
    """Whether the rating that readers see is another than the rule's."""
    return differ(brag(record), rule_of(record, day, rounds).key)


def disagrees_q():
    """The same for rows with the annotations `brag` and `computed`."""
    return Q(brag__in=COMPARED, computed__in=COMPARED) & ~Q(brag=F("computed"))


def inputs(record, day, rounds):
    """What the rule looks at, as rows of label and words."""
    return (
        ("Day", in_full(day)),
        ("Status", Status(record.status).label),
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
    if one.asks(record):
        return f"{name}reported"
    return f"{name}no report was due"
