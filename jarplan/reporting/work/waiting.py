"""What lies on each queue of work, since when, and when that is news: the conditions that the table of queues
(`queue_kinds`) is made of. Each takes a desk.
"""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Greatest

from actions.models import (
    Action,
    AgendaDecision,
    Challenge,
    ContentChange,
    DateChange,
    ProgressUpdate,
    SignOff,
    Wait,
)
from actions.reading.evidence import uses_that_count
from actions.reading.queries import in_portfolio, moved_waits, rated
from actions.rules.filters import EITHER_RED, Filters
from actions.rules.lifecycle import AWAITED, OPEN, UNDER_WAY, Verb, sources, targets
from actions.rules.records import REPORT_EVERY, low_confidence_q, overdue_q, owes_report_q, start_of
from actions.samples.queries import checkable, waiting_checks
from actions.signoff.policies import check_deputies
from actions.signoff.signable import by_nobody, not_claimed_by
from jarplan.audit.errors import allows
from jarplan.audit.models import REFUSED, AuditEvent
from jarplan.dates import in_full
from jarplan.people.queries import HELD
from jarplan.people.roles import Role
from jarplan.reporting.models import Watch
from jarplan.reporting.own.queries import changed_since, watched_q
from recommendations.limits import acting
from recommendations.models import Recommendation

# How long before its due date a lead is told of it.
BEFOREHAND = timedelta(days=14)
DAY = timedelta(days=1)
# How long what is only to be read lies on my work.
LATELY = timedelta(days=14)
# How long before a round closes its leads are told again of what is missing.
SHORTLY = timedelta(days=2)


def ours(scope):
    """What an officer acts on."""
    return scope.ours.filter(acting(scope.user, "action", Role.OFFICER))


def everything(scope):
    """What the programme office acts on."""
    return scope.rows.filter(acting(scope.user, "action", Role.PROGRAMME))


def to_sign(scope):
    """What this person may sign; `lapsed_at` where a signature on it ended since it was delivered."""
    return scope.to_sign.annotate(lapsed_at=LAPSED_AT)


def to_look_at(scope):
    """What this person may look at again: no claim of their own."""
    return not_claimed_by(everything(scope), scope.user)


def to_check(scope):
    """What samples drew and this person may check; `checks_since`: since when."""
    waiting = waiting_checks(action=OuterRef("pk")).order_by("drawn_at").values("drawn_at")[:1]
    return checkable(scope.rows, scope.user).annotate(checks_since=Subquery(waiting))


def any_to_check(scope):
    return waiting_checks()


def portfolio(scope):
    """What this person's posts answer for, as portfolio holder or accountable officer of its recommendation."""
    posts = [post.pk for post in scope.posts]
    return rated(scope.rows, scope.day, scope.rounds).filter(in_portfolio(posts))


def any_portfolio(scope):
    return Recommendation.objects.filter(in_portfolio(HELD.filter(user=scope.user).values("post"), ""))


def either_red(scope):
    return Filters(rating=EITHER_RED).condition(scope.day, scope.rounds)


def asked_by_me(scope):
    """What this person challenged or asked about; `unanswered_since`: when the oldest that waits was sent,
    `answered_since`: when the last of those was answered that were answered lately."""
    mine = any_asked_by_me(scope).filter(action=OuterRef("pk"))
    unanswered = mine.filter(answered_at__isnull=True).order_by("lodged_at").values("lodged_at")
    answered = mine.filter(answered_at__gte=start_of(scope.day - LATELY)).order_by("-answered_at")
    return scope.rows.annotate(
        unanswered_since=Subquery(unanswered[:1]), answered_since=Subquery(answered.values("answered_at")[:1])
    )


def any_asked_by_me(scope):
    return Challenge.objects.filter(lodged_by=scope.user)


def watched(scope):
    """What this person watches; `changed_at`: when somebody else last changed it lately, else nothing."""
    lately = changed_since(scope.user, "action", start_of(scope.day - LATELY))
    return scope.rows.filter(watched_q(scope.user)).annotate(changed_at=lately)


def any_watched(scope):
    return Watch.objects.filter(watched_by=scope.user)


def ours_that_wait(scope):
    """What an officer acts on; `moved_at`: when an action last changed that it waits for and that has moved, else
    nothing."""
    moved = moved_waits(scope.day, scope.rounds).filter(action=OuterRef("pk"))
    moved = moved.annotate(moved_at=Greatest("said_at", *CHANGED_OF_OTHER)).order_by("-moved_at")
    return ours(scope).annotate(moved_at=Subquery(moved.values("moved_at")[:1]))


def any_wait(scope):
    return Wait.objects.filter(ended_at__isnull=True)


def asked_by_meetings():
    """The reports that meetings have asked for and that have not come since, by the decision; those of actions that
    nobody can report on any more are not waited for."""
    asked = AgendaDecision.objects.filter(kind=AgendaDecision.Kind.REPORT, item__action__status__in=UNDER_WAY)
    reported = F("item__action__reported_at")
    return asked.filter(Q(item__action__reported_at__isnull=True) | Q(taken_at__gte=reported))


def any_asked_by_meetings(scope):
    return asked_by_meetings()


def asked_by_a_meeting(scope):
    return Exists(asked_by_meetings().filter(item__action=OuterRef("pk")))


def without_signer(scope):
    """Nothing for those who may name no deputy."""
    return by_nobody() if allows(check_deputies, scope.user) else Q(pk__in=[])


def last_sign_off(*order, **like):
    return SignOff.objects.filter(action=OuterRef("pk"), **like).order_by(*order)


RETURNED_AT = Subquery(last_sign_off("-signed_at", outcome="returned").values("signed_at")[:1])
SIGNED_AT = Subquery(last_sign_off("-signed_at", outcome="signed").values("signed_at")[:1])
LAPSED_AT = Subquery(
    last_sign_off("-lapsed_at", lapsed_at__gte=OuterRef("delivered_at")).values("lapsed_at")[:1]
)
# When a meeting's wish for a report was recorded, and by when it is due: of several the earliest day.
FIRST_ASKED = asked_by_meetings().filter(item__action=OuterRef("pk")).order_by("report_by", "pk")
MEETING_ASKED_AT = Subquery(FIRST_ASKED.values("taken_at")[:1])
MEETING_WANTS_BY = Subquery(FIRST_ASKED.values("report_by")[:1])
# When the other action of a wait last changed, and when the extension of it that waits was requested.
CHANGED_OF_OTHER = [
    Coalesce(Subquery(rows), F("said_at"))
    for rows in (
        AuditEvent.objects.filter(subject_kind="action", subject=OuterRef("other__uuid"))
        .exclude(kind=REFUSED)
        .order_by("-sequence")
        .values("at")[:1],
        DateChange.objects.filter(action=OuterRef("other"), decision=DateChange.Decision.PENDING).values(
            "asked_at"
        )[:1],
    )
]
# As subqueries in the one query of a queue: joins would make rows of an action as often as it was signed
# off or reported on.
LAST_KIND = Subquery(
    ProgressUpdate.objects.filter(action=OuterRef("pk"), corrects=None)
    .order_by("-made_at", "-pk")
    .values("kind")[:1]
)
# A first claim, a claim after a return, or the signature of the lead organisation: whichever came last.
WAITS_SINCE = Greatest(F("delivered_at"), Coalesce(SIGNED_AT, F("delivered_at")))


def returned(scope):
    return Q(status__in=targets(Verb.RETURN), delivered_at__isnull=False)


def without_evidence(scope):
    """Delivered, and no evidence of it counts any more: nobody can sign that."""
    return Q(status=AWAITED) & ~Q(pk__in=uses_that_count().values("action"))


def overdue(scope):
    """What its leads can still do something about: what is delivered waits for others."""
    return overdue_q(scope.day) & Q(status__in=OPEN)


def to_report(scope):
    """A report is owed, or the programme office has asked for one since the last."""
    unanswered = Q(reported_at__isnull=True) | Q(reported_at__lt=F("reminded_at"))
    return owes_report_q(scope.day, scope.rounds) | Q(
        unanswered, status__in=UNDER_WAY, reminded_at__isnull=False
    )


def due_soon(scope):
    return Q(status__in=UNDER_WAY, due_latest__gte=scope.day, due_latest__lte=scope.day + BEFOREHAND)


def review_due(scope):
    return Q(status__in=sources(Verb.EMBED), look_again_on__lte=scope.day)


def any_review_due(scope):
    return Action.objects.filter(review_due(scope))


def any_lapsed(scope):
    return SignOff.objects.filter(lapsed_at__isnull=False)


def any_asked(scope):
    return DateChange.objects.filter(decision=DateChange.Decision.PENDING)


def any_change_asked(scope):
    return ContentChange.objects.filter(decision=ContentChange.Decision.PENDING)


def any_challenged(scope):
    return Challenge.objects.filter(answered_at__isnull=True, doubts=True)


def any_question(scope):
    return Challenge.objects.filter(answered_at__isnull=True, doubts=False)


def any_of_low_confidence(scope):
    return Action.objects.filter(low_confidence_q())


def since_then(since, scope):
    return [since]


def what_is_asked(scope):
    """Why there is something to report."""
    current = scope.rounds.current(scope.day)
    if not scope.rounds or current is None:
        return (
            "Nothing has been reported in the last 30 days, or the programme office has asked for a report."
        )
    ends = "is open until" if current.is_open(scope.day) else "closed on"
    return (
        f"No report for {current} yet, or the programme office has asked for one. "
        f"The round {ends} {in_full(current.closes_on)}."
    )


def round_asks(since, scope):
    """A report is news when its round opens and shortly before it closes; where there are no rounds, when 30 days
    have gone by. That it is late the ladder tells (actions/reminding/ladder.py)."""
    current = scope.rounds.current(scope.day)
    if current is None:
        return [] if since is None else [since + REPORT_EVERY + DAY]
    return [current.opens_on, current.closes_on - SHORTLY]


def day_after(since, scope):
    return [since + DAY]


def beforehand_and_then(since, scope):
    return [since - BEFOREHAND, since]
