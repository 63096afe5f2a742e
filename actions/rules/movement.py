"""How an action moved from one moment to another: rated better or worse, newly overdue, signed off, extended, added
or gone.

An action may move in several of these ways, and in none. As for every derivation, the condition for rows stands
beside the function, and a property test holds the two equal. The rows are those of one moment, with the relation
`was`: how they stood at the earlier one (`actions.reading.queries.with_earlier`).
"""

from dataclasses import dataclass

from django.db.models import F, Q

from actions.rules.lifecycle import AWAITED, OPEN, OUT, SIGNED, Rating
from actions.rules.records import in_plan, in_plan_q, is_overdue, overdue_q

BETTER, WORSE, OVERDUE, SIGNED_OFF = "better", "worse", "overdue", "signed"
EXTENDED, ADDED, GONE = "extended", "added", "gone"
# In the order in which pages tell of them.
MOVES = {
    BETTER: "Reported better",
    WORSE: "Reported worse",
    OVERDUE: "Newly overdue",
    SIGNED_OFF: "Signed off for the board",
    EXTENDED: "Extended",
    ADDED: "Added to the plan",
    GONE: "No longer in the plan",
}
# From the worst to the best. Blue is no report: it is the board's.
REPORTED = (Rating.RED, Rating.AMBER, Rating.GREEN)


@dataclass(frozen=True)
class Days:
    """The earlier day and the later one, each of which what is overdue is derived with."""

    since: object
    until: object


def moves_of(was, now, days):
    """The set of the ways in which an action moved. `was`, `now`: its ActionRecord at each moment; None at the
    earlier one, where it was not there yet."""
    stood, stands = was is not None and in_plan(was), in_plan(now)
    found = {
        BETTER: stood and stands and is_better(was, now),
        WORSE: stood and stands and is_worse(was, now),
        OVERDUE: stands and is_overdue(now, days.until) and not (stood and is_overdue(was, days.since)),
        SIGNED_OFF: stands and now.status in SIGNED and not (stood and was.status in SIGNED),
        EXTENDED: stood and stands and now.moves > was.moves,
        ADDED: stands and not stood,
        GONE: stood and not stands,
    }
    return {move for move, holds in found.items() if holds}


def is_better(was, now):
    """Its lead declares a better rating than they did, and the board has signed it off at neither moment."""
    signed = {was.status, now.status} & set(SIGNED)
    return not signed and rates_better(was.declared_rating, now.declared_rating)


def rates_better(before, after):
    """Whether a declared rating is better than the one before it; "" is none, which nothing is better than."""
    return "" not in (before, after) and REPORTED.index(after) > REPORTED.index(before)


def is_worse(was, now):
    """Its lead declares a worse rating than they did, or the board's sign-off has ended."""
    if was.status in SIGNED:
        return now.status not in SIGNED
    return now.status not in SIGNED and rates_better(now.declared_rating, was.declared_rating)


def moved_q(days):
    """{way: the condition on rows that moved so}"""
    stood = Q(was__isnull=False) & ~Q(was__status__in=OUT)
    stayed = stood & in_plan_q()
    was_signed = Q(was__isnull=False, was__status__in=SIGNED)
    unsigned = stayed & ~Q(status__in=SIGNED) & ~Q(was__status__in=SIGNED)
    return {
        BETTER: unsigned & rated_q(lambda earlier, later: later > earlier),
        WORSE: (unsigned & rated_q(lambda earlier, later: later < earlier))
        | (stayed & was_signed & ~Q(status__in=SIGNED)),
        OVERDUE: in_plan_q() & overdue_q(days.until) & ~(stood & was_overdue_q(days.since)),
        SIGNED_OFF: in_plan_q() & Q(status__in=SIGNED) & ~(stood & was_signed),
        EXTENDED: stayed & Q(moves__gt=F("was__moves")),
        ADDED: in_plan_q() & ~stood,
        GONE: stood & Q(status__in=OUT),
    }


def rated_q(compare):
    """The rows whose two declared ratings, as places in REPORTED, `compare` holds of."""
    found = Q(pk__in=())
    for place, earlier in enumerate(REPORTED):
        later = [one for other, one in enumerate(REPORTED) if compare(place, other)]
        if later:
            found |= Q(was__declared_rating=earlier, declared_rating__in=later)
    return found


def was_overdue_q(day):
    """overdue_q() of how the rows stood; False, and not unknown, where no date was known."""
    awaited = Q(was__status=AWAITED) & ~Q(was__rating_before="")
    return (Q(was__status__in=OPEN) | awaited) & Q(was__due_latest__isnull=False, was__due_latest__lt=day)
