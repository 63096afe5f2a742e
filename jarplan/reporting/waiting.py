"""What lies on each pile of work, since when, and when that is news: the conditions that the table of piles
(`workkinds`) is made of. Each takes a desk.
"""

from datetime import timedelta

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest

from actions.lifecycle import Status
from actions.models import ProgressUpdate, SignOff
from actions.proof import uses_that_stand
from actions.records import REPORT_EVERY, TO_REPORT, overdue_q, owes_report_q
from actions.signable import by_nobody, not_claimed_by, signable
from jarplan.reporting.columns import in_full

# How long before its due date a lead is told of it.
BEFOREHAND = timedelta(days=14)
DAY = timedelta(days=1)
# How long before a round closes its leads are told again of what is missing.
SHORTLY = timedelta(days=2)


def ours(desk):
    return desk.ours


def everything(desk):
    return desk.rows


def to_sign(desk):
    """What this person may sign; `lapsed_at` where a signature on it ended since it was delivered."""
    return signable(desk.rows, desk.user).annotate(lapsed_at=LAPSED_AT)


def to_look_at(desk):
    """What this person may look at again: no claim of their own."""
    return not_claimed_by(desk.rows, desk.user)


def without_signer(desk):
    return by_nobody()


def last_sign_off(*order, **like):
    return SignOff.objects.filter(action=OuterRef("pk"), **like).order_by(*order)


RETURNED_AT = Subquery(last_sign_off("-signed_at", outcome="returned").values("signed_at")[:1])
SIGNED_AT = Subquery(last_sign_off("-signed_at", outcome="signed").values("signed_at")[:1])
LAPSED_AT = Subquery(
    last_sign_off("-lapsed_at", lapsed_at__gte=OuterRef("delivered_at")).values("lapsed_at")[:1]
)
LAST_KIND = Subquery(
    ProgressUpdate.objects.filter(action=OuterRef("pk"), corrects=None)
    .order_by("-made_at", "-pk")
    .values("kind")[:1]
)
# A first claim, a claim after a return, or the signature of the lead organisation: whichever came last.
WAITS_SINCE = Greatest(F("delivered_at"), Coalesce(SIGNED_AT, F("delivered_at")))


def returned(desk):
    return Q(status=Status.IN_PROGRESS, delivered_at__isnull=False)


def without_evidence(desk):
    """Delivered, and no evidence of it counts any more: nobody can sign that."""
    return Q(status=Status.DELIVERED) & ~Q(pk__in=uses_that_stand().values("action"))


def overdue(desk):
    return overdue_q(desk.day)


def to_report(desk):
    """A report is owed, or the programme office has asked for one since the last."""
    unanswered = Q(reported_at__isnull=True) | Q(reported_at__lt=F("reminded_at"))
    return owes_report_q(desk.day, desk.rounds) | Q(
        unanswered, status__in=TO_REPORT, reminded_at__isnull=False
    )


def due_soon(desk):
    return Q(status__in=TO_REPORT, due_latest__gte=desk.day, due_latest__lte=desk.day + BEFOREHAND)


def since_then(since, desk):
    return [since]


def what_is_asked(desk):
    """Why there is something to report."""
    current = desk.rounds.current(desk.day)
    if not desk.rounds or current is None:
        return (
            "Nothing has been reported in the last 30 days, or the programme office has asked for a report."
        )
    ends = "is open until" if current.is_open(desk.day) else "closed on"
    return (
        f"No report of {current} yet, or the programme office has asked for one. "
        f"The round {ends} {in_full(current.closes_on)}."
    )


def round_asks(since, desk):
    """A report is news when its round opens, shortly before it closes, and when it has closed without one; where
    there are no rounds, when 30 days have gone by."""
    current = desk.rounds.current(desk.day)
    if current is None:
        return [] if since is None else [since + REPORT_EVERY + DAY]
    return [current.opens_on, current.closes_on - SHORTLY, current.closes_on + DAY]


def day_after(since, desk):
    return [since + DAY]


def beforehand_and_then(since, desk):
    return [since - BEFOREHAND, since]
