"""The one reader of actions: live from rows, or folded from the history at the end of a past day, into the
same records, filtered and counted by the same rules.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.db.models import CharField, Count, F, FilteredRelation, Q, Value
from django.db.models.functions import Coalesce, Concat

from actions import records
from actions.lifecycle import Awaiting, Brag, Status
from actions.models import DateChange
from actions.rating import computed_sql, differ, rule_of
from actions.records import ActionRecord, brag_sql
from actions.rounds import read_rounds
from actions.slips import number_of_next
from actions.visibility import actions_of
from jarplan.audit.folding import states_at

PENDING = DateChange.Decision.PENDING
LEAD, LEAD_ORGANISATION = "accountable__post__title", "accountable__post__organisation__name"
OWN = (
    "uuid",
    "reference",
    "plan_order",
    "text",
    "resources",
    "status",
    "awaiting",
    "declared_rating",
    "start_raw",
    "start_precision",
    "start_latest",
    "due_raw",
    "due_precision",
    "due_latest",
    "original_raw",
    "original_due",
    "moves",
    "agreed_at",
    "reported_at",
    "reported_month",
    "report_from",
    "off_path_from",
    "is_sample",
)
COLUMNS = (
    *OWN,
    "recommendation__reference",
    "recommendation__timeframe__label",
    "recommendation__timeframe__order",
    Coalesce(F(LEAD), Value("")),
    Coalesce(F(LEAD_ORGANISATION), Value("")),
    "asked__to_latest",
    "challenged__lodged_at",
)


def read_actions(user, filters, today, as_at=None, rounds=None):
    """The records that a user asked for, in order: a sequence that a Paginator can cut into pages.

    `as_at`: a past day to fold to, or None for the rows of now; `today` is the day to derive with, and `rounds`
    are the reporting rounds known then, for a caller that has read them.
    """
    rounds = read_rounds(as_at) if rounds is None else rounds
    if as_at is None:
        rows = searched(live_rows(user)) if filters.words else live_rows(user)
        rows = rated(rows, today, rounds) if filters.computed else rows
        return LiveRecords(rows.filter(filters.condition(today, rounds)).order_by(*filters.ordering()))
    found = past_records(user, as_at)
    return filters.ordered(record for record in found if filters.accepts(record, today, rounds))


def read_action(user, reference, as_at=None):
    """The record of one action, or None."""
    if as_at is None:
        return next(iter(LiveRecords(live_rows(user).filter(reference=reference))), None)
    return next((record for record in past_records(user, as_at) if record.reference == reference), None)


def live_rows(user):
    """The rows that a user may see, with what lists filter and sort by."""
    return annotated(actions_of(user))


def annotated(rows):
    """Rows with what lists filter and sort by, and what their records are made of."""
    return rows.annotate(
        accountable=FilteredRelation("leads", condition=Q(leads__accountable=True)),
        asked=FilteredRelation("date_changes", condition=Q(date_changes__decision=PENDING)),
        challenged=FilteredRelation("challenges", condition=Q(challenges__answered_at__isnull=True)),
        brag=brag_sql(),
    )


def rated(rows, today, rounds):
    """Rows with the rating that the rule computes."""
    return rows.annotate(computed=computed_sql(today, rounds))


def searched(rows):
    """Rows with the text that a search looks through: ActionRecord.searchable in SQL."""
    parts = [F("reference"), F("text"), Coalesce(F(LEAD), Value("")), F(LEAD_ORGANISATION)]
    between = [piece for part in parts for piece in (Value("\n"), part)][1:]
    return rows.annotate(searchable=Concat(*between, output_field=CharField()))


class LiveRecords:
    """Rows as records, fetched when they are looked at, a page at a time."""

    def __init__(self, rows):
        self.rows = rows
        self.columns = rows.values_list(*COLUMNS)

    @cached_property
    def length(self):
        return self.rows.count()

    def __len__(self):
        return self.length

    def __iter__(self):
        return map(as_record, self.columns)

    def __getitem__(self, where):
        if isinstance(where, slice):
            return list(map(as_record, self.columns[where]))
        return as_record(self.columns[where])


def as_record(row):
    return ActionRecord(*row)


def past_records(user, as_at):
    """Every action as it was at the end of a day, from the history."""
    if not user.is_authenticated:
        return []
    actions = states_at("action", as_at)
    posts, organisations = states_at("post", as_at), states_at("organisation", as_at)
    recommendations, inspections = states_at("recommendation", as_at), states_at("inspection", as_at)
    asked = {
        state["action"]: as_day(state["to_latest"])
        for state in states_at("date_change", as_at).values()
        if state["decision"] == PENDING
    }
    challenged = {
        state["action"]: as_moment(state["lodged_at"])
        for state in states_at("challenge", as_at).values()
        if not state["answered_at"]
    }
    found = []
    for uuid, state in actions.items():
        recommendation = recommendations[UUID(state["recommendation"])]
        frame = next(
            one
            for one in inspections[UUID(recommendation["inspection"])]["timeframes"]
            if one["slug"] == recommendation["timeframe"]
        )
        lead = next((posts[UUID(one["post"])] for one in state["leads"] if one["accountable"]), None)
        found.append(
            ActionRecord(
                uuid,
                *[from_state(name, state[name]) for name in OWN[1:]],
                recommendation["reference"],
                frame["label"],
                frame["order"],
                lead["title"] if lead else "",
                organisations[UUID(lead["organisation"])]["name"] if lead else "",
                asked.get(str(uuid)),
                challenged.get(str(uuid)),
            )
        )
    return found


DAYS = {"start_latest", "due_latest", "original_due", "reported_month", "report_from", "off_path_from"}
MOMENTS = {"agreed_at", "reported_at"}


def from_state(name, value):
    """A field of a state as the row would give it."""
    if name in DAYS:
        return as_day(value)
    return as_moment(value) if name in MOMENTS else value


def as_day(text):
    return date.fromisoformat(text) if text else None


def as_moment(text):
    return datetime.fromisoformat(text) if text else None


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
    awaiting: str
    overdue: int
    due_soon: int
    date_asked: int
    challenged: int
    unreported: int
    sample: int
    number: int


def numbers_of_requests(references):
    """{reference: which request for a later date the next one of that action is}; see slips.number_of_next."""
    decisions = {reference: [] for reference in references}
    rows = DateChange.objects.filter(action__reference__in=decisions)
    for reference, decision in rows.values_list("action__reference", "decision"):
        decisions[reference].append(decision)
    return {reference: number_of_next(found) for reference, found in decisions.items()}


def count_actions(user, today, as_at=None, rounds=None):
    """Counts over the actions of the plan; see read_actions()."""
    rounds = read_rounds(as_at) if rounds is None else rounds
    if as_at is None:
        return Counts(count_rows(user, today, rounds))
    return Counts(count_records(user, today, as_at, rounds))


def count_rows(user, today, rounds):
    """One query, whose rows are as few as there are kinds of action."""
    kinds = rated(live_rows(user), today, rounds).filter(records.in_plan_q())
    rows = kinds.values_list(
        "recommendation__reference",
        "recommendation__timeframe__label",
        "recommendation__timeframe__order",
        Coalesce(F(LEAD_ORGANISATION), Value("")),
        "brag",
        "computed",
        "status",
        "awaiting",
    ).annotate(
        overdue=Count("pk", filter=records.overdue_q(today)),
        due_soon=Count("pk", filter=records.due_soon_q(today)),
        date_asked=Count("asked__to_latest"),
        challenged=Count("challenged__lodged_at"),
        unreported=Count("pk", filter=records.owes_report_q(today, rounds)),
        sample=Count("pk", filter=Q(is_sample=True)),
        number=Count("pk"),
    )
    return [Counted(*row) for row in rows.order_by()]


def count_records(user, today, as_at, rounds):
    return [
        Counted(
            record.recommendation,
            record.timeframe,
            record.timeframe_order,
            record.organisation,
            records.brag(record),
            rule_of(record, today, rounds).key,
            record.status,
            record.awaiting,
            int(records.is_overdue(record, today)),
            int(records.is_due_soon(record, today)),
            int(record.date_asked is not None),
            int(record.challenged_at is not None),
            int(records.owes_report(record, today, rounds)),
            int(record.is_sample),
            1,
        )
        for record in past_records(user, as_at)
        if records.in_plan(record)
    ]


class Counts:
    """What a page says in numbers. An action counts once, under its accountable lead's organisation."""

    def __init__(self, kinds):
        self.kinds = kinds
        self.number = sum(kind.number for kind in kinds)
        self.overdue = sum(kind.overdue for kind in kinds)
        self.due_soon = sum(kind.due_soon for kind in kinds)
        self.date_asked = sum(kind.date_asked for kind in kinds)
        self.challenged = sum(kind.challenged for kind in kinds)
        self.disagreeing = sum(kind.number for kind in kinds if differ(kind.brag, kind.computed))
        self.unreported = sum(kind.unreported for kind in kinds)
        self.sample = sum(kind.sample for kind in kinds)
        self.proposed = sum(kind.number for kind in kinds if kind.status == Status.PROPOSED)
        waiting = Counter()
        for kind in kinds:
            waiting[kind.awaiting] += kind.number
        self.awaiting_organisation = waiting[Awaiting.ORGANISATION]
        self.awaiting_board = waiting[Awaiting.BOARD]

    @property
    def recommendations(self):
        """The references of the recommendations that have an action in the plan."""
        return {kind.recommendation for kind in self.kinds}

    def rated(self, brag):
        """How many have this rating."""
        return sum(kind.number for kind in self.kinds if kind.brag == brag)

    def computed(self, brag):
        """How many have this rating by the rule."""
        return sum(kind.number for kind in self.kinds if kind.computed == brag)

    def ratings_by(self, key):
        """{key(kind): Counter of ratings}, the keys in order."""
        found = {}
        for kind in self.kinds:
            found.setdefault(key(kind), Counter())[str(Brag(kind.brag))] += kind.number
        return dict(sorted(found.items()))

    def by_timeframe(self):
        found = self.ratings_by(lambda kind: (kind.timeframe_order, kind.timeframe))
        together = {}
        for (_, label), counts in found.items():
            # Two inspections may call a timeframe alike, in another place of their reports.
            together.setdefault(label, Counter()).update(counts)
        return together

    def by_organisation(self):
        return self.ratings_by(lambda kind: kind.organisation)

    def disagreeing_in(self, recommendation):
        """How many of its actions the rule rates otherwise than their leads."""
        found = [kind for kind in self.kinds if kind.recommendation == recommendation]
        return sum(kind.number for kind in found if differ(kind.brag, kind.computed))

    def by_recommendation(self):
        return self.ratings_by(lambda kind: kind.recommendation)


def organisations_leading(counts):
    """The organisations that lead an action of the plan, for the choice in a filter."""
    return [name for name in counts.by_organisation() if name]
