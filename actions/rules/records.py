"""An action as readers see it, from a live row or from a past state alike, and what follows from it.

Each derivation stands once as a pure function of a record and a day; where a list needs it in SQL, the
expression stands beside it and a property test holds the two equal.
"""

from dataclasses import dataclass, make_dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Case, CharField, F, Q, Value, When

from actions.rules.dates import PlanDate
from actions.rules.fields import TEXT_KEYS
from actions.rules.lifecycle import AWAITED, OPEN, OUT, SIGNED, UNDER_WAY, Awaiting, Brag, Confidence, Status
from jarplan.clock import LONDON
from jarplan.formfields.searching import found_in, pattern_of

SOON = timedelta(days=30)
# After this long without a word, a lead owes a report.
REPORT_EVERY = timedelta(days=30)


Texts = make_dataclass("Texts", [(key, str) for key in TEXT_KEYS], frozen=True, slots=True)


@dataclass(frozen=True, slots=True)
class ActionRecord(Texts):
    """What lists, counts, exports and pages show of an action: its plain texts, what else its row says, and from
    `recommendation` on what stands beside it.
    """

    uuid: UUID
    reference: str
    plan_order: int
    text: str
    status: str
    awaiting: str
    declared_rating: str
    confidence: str
    start_raw: str
    start_precision: str
    start_latest: date | None
    due_raw: str
    due_precision: str
    due_latest: date | None
    original_raw: str
    original_due: date | None
    moves: int
    agreed_at: datetime | None
    reported_at: datetime | None
    reported_month: date | None
    report_from: date | None
    off_path_from: date | None
    rating_before: str
    late_due: date | None
    late_on: date | None
    unproven: int
    answered: int
    is_sample: bool
    recommendation: str
    timeframe: str
    timeframe_order: int
    lead: str
    organisation: str
    date_asked: date | None
    challenged_at: datetime | None
    question_at: datetime | None

    @property
    def start(self):
        return PlanDate(self.start_raw, self.start_precision, self.start_latest, self.start_latest)

    @property
    def due(self):
        return PlanDate(self.due_raw, self.due_precision, self.due_latest, self.due_latest)

    @property
    def brag(self):
        return brag(self)

    @property
    def status_label(self):
        return Status(self.status).label

    @property
    def confidence_label(self):
        """How confident its lead is, as last said; "" where nobody has said."""
        return Confidence(self.confidence).label if self.confidence else ""

    @property
    def awaiting_label(self):
        return Awaiting(self.awaiting).label if self.awaiting else ""

    @property
    def searchable(self):
        """The text that a search looks through; SEARCHABLE names the same columns."""
        return "\n".join((self.reference, self.text, self.lead, self.organisation))


def brag(record):
    """The rating that readers see: blue once the board has signed, else what was declared, else none yet."""
    if record.status in SIGNED:
        return Brag.BLUE
    return Brag(record.declared_rating) if record.declared_rating else Brag.NONE


def brag_sql():
    return Case(
        When(status__in=SIGNED, then=Value(Brag.BLUE.value)),
        When(declared_rating="", then=Value(Brag.NONE.value)),
        default=F("declared_rating"),
        output_field=CharField(),
    )


def is_unproven(record):
    """Marked as delivered, and the board has not signed it off. What was delivered before the rule said so has no
    rating before, on days of then."""
    return record.status == AWAITED and record.rating_before != ""


def unproven_q():
    return Q(status=AWAITED) & ~Q(rating_before="")


def is_overdue(record, today):
    """The latest day that its due date may mean is past, until it is signed off: while it is proposed, agreed, in
    progress, or delivered and awaiting proof."""
    return (
        (record.status in OPEN or is_unproven(record))
        and record.due_latest is not None
        and record.due_latest < today
    )


def overdue_q(today):
    return (Q(status__in=OPEN) | unproven_q()) & Q(due_latest__lt=today)


def has_low_confidence(record):
    """Its lead has low confidence that it will be delivered and have its effect, and it is still to be delivered."""
    return record.status in OPEN and record.confidence == Confidence.LOW


def low_confidence_q():
    return Q(status__in=OPEN, confidence=Confidence.LOW)


# What is remarked on beside blue. A success criterion is not proved: doubted, declared as not met in full, or not
# shown to be met by a measurement; else the record said something else against the claim, such as a due date past.
UNPROVEN, ANSWERED = "unproven", "answered"


def remark_on(record):
    """UNPROVEN or ANSWERED of what is signed off for the board; "" where nothing was said against it, and else."""
    if record.status not in SIGNED:
        return ""
    return UNPROVEN if record.unproven else ANSWERED if record.answered else ""


def remarked_q():
    """{remark: the rows on which it is made}"""
    signed = Q(status__in=SIGNED)
    return {UNPROVEN: signed & Q(unproven__gt=0), ANSWERED: signed & Q(unproven=0, answered__gt=0)}


def was_late(record):
    """It was delivered after the date that was then due; kept for good."""
    return record.late_on is not None


def was_late_q():
    return Q(late_on__isnull=False)


def is_due_soon(record, today):
    """Due from today to 30 calendar days from today, both included, and still open."""
    return (
        record.status in OPEN and record.due_latest is not None and today <= record.due_latest <= today + SOON
    )


def due_soon_q(today):
    return Q(status__in=OPEN, due_latest__gte=today, due_latest__lte=today + SOON)


def days_over(record, today):
    """How many calendar days an action is overdue; 0 where it is not."""
    return (today - record.due_latest).days if is_overdue(record, today) else 0


def has_no_date(record):
    """Nothing is known of when it is due, or only that it goes on."""
    return record.due_latest is None


def no_date_q():
    return Q(due_latest__isnull=True)


def is_moved(record):
    """Its due date was moved since it was agreed."""
    return record.moves > 0


def moved_q():
    return Q(moves__gt=0)


def is_silent(record, today):
    """Agreed or in progress, and nothing was reported in the last 30 days."""
    return record.status in UNDER_WAY and (
        record.reported_at is None or record.reported_at < start_of(today - REPORT_EVERY)
    )


def silent_q(today):
    return Q(status__in=UNDER_WAY) & (
        Q(reported_at__isnull=True) | Q(reported_at__lt=start_of(today - REPORT_EVERY))
    )


def owes_report(record, day, rounds):
    """Agreed or in progress, and the current round (the open one, else the last closed) asks for a report that it has
    not had. Where the plan has no rounds at all: nothing was reported in the last 30 days."""
    if not rounds:
        return is_silent(record, day)
    current = rounds.current(day)
    return record.status in UNDER_WAY and current is not None and current.lacks(record)


def owes_report_q(day, rounds):
    if not rounds:
        return silent_q(day)
    current = rounds.current(day)
    return Q(status__in=UNDER_WAY) & current.lacks_q() if current else Q(pk__in=())


def start_of(day):
    """The first moment of a day in London."""
    return datetime.combine(day, time.min, LONDON)


def says(record, word):
    """Whether a word is found in what a search looks through, however it is written."""
    return found_in(word, record.searchable)


def says_q(word):
    """The same over the annotation `searchable`. A pattern, because LIKE on SQLite folds ASCII only."""
    return Q(searchable__regex=pattern_of(word))


def in_plan(record):
    """Whether it counts as part of the plan: not withdrawn, not accepted or superseded."""
    return record.status not in OUT


def in_plan_q():
    return ~Q(status__in=OUT)
