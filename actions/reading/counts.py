"""What pages say in numbers: how many actions are alike in what is counted, now and at the end of a past day."""

from collections import Counter
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Count, F, Min, Q, Subquery, Value
from django.db.models.functions import Coalesce

from actions.models import ActionInForce
from actions.reading.queries import LEAD, LEAD_ORGANISATION, live_rows, rated, with_earlier
from actions.reading.rounds import read_rounds
from actions.rules import records as rules_records
from actions.rules.lifecycle import CLAIMED, OUT, SIGNED, Brag
from actions.rules.movement import MOVES, Days, moved_q
from actions.rules.rating import too_good
from actions.rules.records import brag_sql
from jarplan.audit.inforce import at
from jarplan.audit.models import AuditEvent
from jarplan.audit.reading.folding import end_of
from jarplan.audit.reading.then import then
from jarplan.audit.subjects import SUBJECTS
from jarplan.prepared import answer
from recommendations.references import prefix_of
from recommendations.within import EVERYTHING


@dataclass(frozen=True)
class Counted:
    """Some actions that are alike in what is counted, and how many of them there are."""

    recommendation: str
    timeframe: str
    timeframe_order: int
    organisation: str
    brag: str
    computed: str
    status: str
    overdue: int
    overdue_since: date | None
    low_confidence: int
    unreported: int
    unproven: int
    answered: int
    sample: int
    number: int
    moves: dict

    @property
    def is_red(self):
        return Brag.RED in (self.brag, self.computed)


def count_actions(user, today, as_at=None, rounds=None, within=EVERYTHING, since=None):
    """Counts over the actions of the plan; see read_actions(). `since`: the PastDay since whose end it is counted how
    they moved, too."""
    rounds = read_rounds(as_at) if rounds is None else rounds
    with then(as_at):
        return Counts(count_rows(user, today, rounds, within, since))


def count_moves(user, today, as_at, within, since):
    """{way: how many actions moved so} since the end of the PastDay `since`: those of count_actions(), read of what
    has an event since or has become due, which is little beside a large plan."""

    def rows():
        changed = ActionInForce.objects.order_by().filter(sequence__gt=since.sequence).values("uuid")
        due = Q(due_latest__gte=since, due_latest__lt=today)
        found = with_earlier(live_rows(user, within), since).filter(Q(uuid__in=changed) | due)
        counts = {f"moved_{way}": Count("pk", filter=one) for way, one in moved_q(Days(since, today)).items()}
        return found.order_by().annotate(one=Value(1)).values("one").annotate(**counts).values_list(*counts)

    about = user.is_authenticated, today, within, since, since.sequence
    with then(as_at):
        found = answer(("moves", *about), rows)
    return dict(zip(MOVES, found[0], strict=True)) if found else dict.fromkeys(MOVES, 0)


@dataclass(frozen=True)
class Agreed:
    """How many agreed actions have this recommendation and this accountable lead."""

    recommendation: str
    lead: str
    organisation: str
    number: int


def count_agreed(user, as_at=None, within=EVERYTHING):
    """The agreed actions of the plan as Agreed."""
    rows = live_rows(user, within).filter(rules_records.in_plan_q(), agreed_at__isnull=False)
    named = rows.values_list(
        "recommendation__reference", Coalesce(F(LEAD), Value("")), Coalesce(F(LEAD_ORGANISATION), Value(""))
    )
    with then(as_at):
        return [Agreed(*row) for row in named.annotate(number=Count("pk")).order_by()]


def count_by_round(user, rounds, within=EVERYTHING):
    """[(round, Ratings)]: how the actions of the plan were rated at the end of the last day of each of
    these rounds, which are over; in one query."""
    counts = [Ratings() for _ in rounds]
    if not rounds:
        return []
    first, *others = [rated_after(one.closes_on, place, within) for place, one in enumerate(rounds)]
    for place, *counted in first.union(*others, all=True) if user.is_authenticated else ():
        counts[place].add(*counted)
    return list(zip(rounds, counts, strict=True))


def rated_after(day, place, within):
    """(`place`, rating, how many, how many of them with unproven criteria) of the actions that were in the plan at
    the end of a day: their states in force, as then() has them for count_actions()."""
    unproven = Count("sequence", filter=rules_records.remarked_q()[rules_records.UNPROVEN])
    rows = standing_after(day, within).values_list(Value(place), brag_sql())
    return rows.annotate(number=Count("sequence"), remarked=unproven)


def standing_after(day, within):
    """The states in force of the actions that were in the plan at the end of a day."""
    before = AuditEvent.objects.filter(at__lt=end_of(day)).order_by("-at", "-sequence").values("sequence")[:1]
    last = Coalesce(Subquery(before), Value(0))
    rows = ActionInForce.objects.filter(at(last), rules_records.in_plan_q()).order_by()
    if within.shows_all:
        return rows
    return rows.filter(recommendation__in=SUBJECTS["recommendation"].uuids(within.of("recommendation")))


@dataclass(frozen=True)
class Burned:
    """At the end of a day: how many actions the plan had, how many of them were due by then, how many were delivered
    (signed off or not), and how many the board had signed off."""

    number: int = 0
    due: int = 0
    delivered: int = 0
    signed: int = 0


def burn_up(user, days, within=EVERYTHING):
    """What was Burned at the end of each of these days, in one query."""
    if not days or not user.is_authenticated:
        return [Burned() for _ in days]
    first, *others = [burned_after(day, place, within) for place, day in enumerate(days)]
    found = {place: Burned(*counted) for place, *counted in first.union(*others, all=True)}
    return [found.get(place, Burned()) for place in range(len(days))]


def burned_after(day, place, within):
    rows = standing_after(day, within).annotate(place=Value(place)).values_list("place")
    return rows.annotate(
        number=Count("sequence"),
        due=Count("sequence", filter=Q(due_latest__lte=day)),
        delivered=Count("sequence", filter=Q(status__in=CLAIMED)),
        signed=Count("sequence", filter=Q(status__in=SIGNED)),
    )


def count_rows(user, today, rounds, within, since):
    """One query, whose rows are as few as there are kinds of action."""
    ways = MOVES if since else ()
    # That event has another number in another database.
    about = user.is_authenticated, today, rounds, within, since, since and since.sequence
    rows = answer(("counts", *about), lambda: counted_rows(user, today, rounds, within, since))
    own = len(fields(Counted)) - 1
    return [Counted(*row[:own], dict(zip(ways, row[own:], strict=True))) for row in rows]


def counted_rows(user, today, rounds, within, since):
    kinds = rated(live_rows(user, within), today, rounds)
    ways = moved_q(Days(since, today)) if since else {}
    if since is None:
        kinds = kinds.filter(rules_records.in_plan_q())
    else:  # what has left the plan has moved as well
        kinds = with_earlier(kinds, since)
    rows = kinds.values_list(
        "recommendation__reference",
        "recommendation__timeframe__label",
        "recommendation__timeframe__order",
        Coalesce(F(LEAD_ORGANISATION), Value("")),
        "brag",
        "computed",
        "status",
    ).annotate(
        overdue=Count("pk", filter=rules_records.overdue_q(today)),
        overdue_since=Min("due_latest", filter=rules_records.overdue_q(today)),
        low_confidence=Count("pk", filter=rules_records.low_confidence_q()),
        unreported=Count("pk", filter=rules_records.owes_report_q(today, rounds)),
        **{f"blue_{remark}": Count("pk", filter=rows) for remark, rows in rules_records.remarked_q().items()},
        sample=Count("pk", filter=Q(is_sample=True)),
        number=Count("pk"),
        **{f"moved_{way}": Count("pk", filter=condition) for way, condition in ways.items()},
    )
    return rows.order_by()


class Ratings(Counter):
    """How many actions have each rating; `unproven`: how many of the blue ones have criteria that are not proved."""

    unproven = 0

    def add(self, brag, number, unproven):
        self[str(Brag(brag))] += number
        self.unproven += unproven


class Counts:
    """What a page says in numbers. An action counts once, under its accountable lead's organisation."""

    def __init__(self, kinds):
        self.moves = sum((Counter(kind.moves) for kind in kinds), Counter())
        self.all_kinds, kinds = kinds, [kind for kind in kinds if kind.status not in OUT]
        self.kinds = kinds
        self.number = sum(kind.number for kind in kinds)
        self.overdue = sum(kind.overdue for kind in kinds)
        self.low_confidence = sum(kind.low_confidence for kind in kinds)
        self.too_good = sum(kind.number for kind in kinds if too_good(kind.brag, kind.computed))
        self.unreported = sum(kind.unreported for kind in kinds)
        self.unproven = sum(kind.unproven for kind in kinds)
        self.answered = sum(kind.answered for kind in kinds)
        self.sample = sum(kind.sample for kind in kinds)

    @property
    def recommendations(self):
        """The references of the recommendations that have an action in the plan."""
        return {kind.recommendation for kind in self.kinds}

    def rated(self, brag):
        """How many have this rating."""
        return sum(kind.number for kind in self.kinds if kind.brag == brag)

    @property
    def red(self):
        """How many are red, declared or calculated."""
        return sum(kind.number for kind in self.kinds if kind.is_red)

    def of_organisation(self, name):
        """The same of the actions that this organisation leads."""
        return Counts([kind for kind in self.all_kinds if kind.organisation == name])

    def of_recommendations(self, references):
        """The same of the actions that answer these recommendations."""
        return Counts([kind for kind in self.all_kinds if kind.recommendation in references])

    def worst_by(self, key):
        """The keys that have most red actions, and of these those with the one that is longest overdue; none where
        nothing is red. Nothing that is good elsewhere weighs against it."""
        found = {}
        for kind in self.kinds:
            if kind.is_red:
                number, since = found.get(key(kind), (0, date.max))
                found[key(kind)] = number + kind.number, min(since, kind.overdue_since or date.max)
        # Most of them, then the earliest due date.
        place = {name: (-number, since) for name, (number, since) in found.items()}
        return sorted(name for name in place if place[name] == min(place.values()))

    def computed(self, brag):
        """How many have this rating by the rule."""
        return sum(kind.number for kind in self.kinds if kind.computed == brag)

    def ratings_by(self, key):
        """{key(kind): Ratings}, the keys in order."""
        found = {}
        for kind in self.kinds:
            found.setdefault(key(kind), Ratings()).add(kind.brag, kind.number, kind.unproven)
        return dict(sorted(found.items()))

    def by_timeframe(self):
        """By (prefix of its inspection, place, label): what two inspections call alike are two timeframes."""
        return self.ratings_by(
            lambda kind: (prefix_of(kind.recommendation), kind.timeframe_order, kind.timeframe)
        )

    def by_inspection(self):
        """By the prefix of the inspection's references."""
        return self.ratings_by(lambda kind: prefix_of(kind.recommendation))

    def by_organisation(self):
        return self.ratings_by(lambda kind: kind.organisation)

    def compared_in(self, recommendation, compare):
        """How many of its actions have two ratings that `compare` (too_good or differ) is true of."""
        found = [kind for kind in self.kinds if kind.recommendation == recommendation]
        return sum(kind.number for kind in found if compare(kind.brag, kind.computed))

    def by_recommendation(self):
        return self.ratings_by(lambda kind: kind.recommendation)
