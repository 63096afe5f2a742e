"""The one reader of actions, now and at the end of a past day: one query, the same records, conditions and counts."""

from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cached_property
from itertools import islice

from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    FilteredRelation,
    Func,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Coalesce, Concat

from actions.models import Action, Challenge, DateChange, Lead, Wait
from actions.reading.rounds import read_rounds
from actions.reading.visibility import actions_of
from actions.rules.lifecycle import ASIDE, CLAIMED, Brag
from actions.rules.rating import computed_sql
from actions.rules.records import ActionRecord, brag_sql
from actions.rules.slippage import number_of_next
from actions.rules.waiting import WAITING
from jarplan.audit.inforce import at
from jarplan.audit.reading.folding import PastDay, states_at
from jarplan.audit.reading.then import then
from jarplan.people.queries import posts_held_by
from jarplan.prepared import answer
from recommendations.within import EVERYTHING

PENDING = DateChange.Decision.PENDING
LEAD, LEAD_ORGANISATION = "accountable__post__title", "accountable__post__organisation__name"
# Of the questions that wait the oldest: a join would make a row of an action for each of them.
QUESTION_AT = Subquery(
    Challenge.objects.filter(action=OuterRef("pk"), answered_at__isnull=True, doubts=False)
    .order_by("lodged_at")
    .values("lodged_at")[:1]
)
IN_ALL = Func("pk", function="COUNT", output_field=IntegerField())
STRETCH = 1000  # rows that are in memory at a time, of those that are read one by one
NAMES = [one.name for one in fields(ActionRecord)]
OWN = NAMES[: NAMES.index("recommendation")]
BESIDE = (
    "recommendation__reference",
    "recommendation__timeframe__label",
    "recommendation__timeframe__order",
    Coalesce(F(LEAD), Value("")),
    Coalesce(F(LEAD_ORGANISATION), Value("")),
    "asked__to_latest",
    "challenged__lodged_at",
    "question_at",
)
COLUMNS = (*OWN, *BESIDE)


def read_actions(user, filters, today, as_at=None, rounds=None, within=EVERYTHING):
    """The records that a user asked for, in order: a sequence that a Paginator can cut into pages.

    `as_at`: a past day to read, or None for now; `today` is the day to derive with, and `rounds` are the reporting
    rounds known then, for a caller that has read them. `within`: of which inspections.
    """
    rounds = read_rounds(as_at) if rounds is None else rounds

    def rows():
        return rows_found(user, filters, today, rounds, within)

    # What is narrowed has too many shapes to keep a query of each.
    shape = None if filters.is_narrowed else (user.is_authenticated, filters, today, rounds, within)
    # Nothing is fetched here: the paginator slices the rows, and a page of a hundred is one query.
    return Records(rows if shape else rows(), as_at, shape)


def rows_found(user, filters, today, rounds, within):
    """The rows that filters find, in their order."""
    rows = live_rows(user, within)
    rows = searched(rows) if filters.words else rows
    rows = rated(rows, today, rounds) if filters.asks_rule else rows
    rows = with_earlier(rows, filters.since_day) if filters.since else rows
    rows = of_reader(rows, user, filters.mine) if filters.mine else rows
    rows = waiting(rows, filters, today, rounds)
    return rows.filter(filters.condition(today, rounds)).order_by(*filters.ordering())


def live_rows(user, within=EVERYTHING):
    """The rows that a user may see, with what lists filter and sort by."""
    return annotated(actions_of(user).filter(within.of("action")))


def of_reader(rows, user, mine):
    """The rows that a reader's posts answer for ("portfolio") or lead ("posts"), or their organisation leads
    ("organisation"), as they hold them today. Of a past day only the accountable lead is known."""
    # By their UUID, which is the key of a row of then.
    held = [] if mine == "organisation" else list(posts_held_by(user).values_list("uuid", flat=True))
    if mine == "portfolio":
        return rows.filter(in_portfolio(held, key="uuid"))
    if mine == "posts":
        theirs = Q(post__uuid__in=held)
    else:
        theirs = Q(post__organisation__uuid=user.organisation and user.organisation.uuid)
    return rows.filter(Exists(Lead.objects.filter(theirs, action=OuterRef("pk"))))


def in_portfolio(posts, its="recommendation__", key="pk"):
    """The condition on rows that one of these posts answers for their recommendation: as the post of its portfolio
    holder, or of its accountable officer. `its`: the way to the recommendation; `key`: what the posts are known by.
    """
    held = [Q(**{f"{its}{name}__{key}__in": posts}) for name in ("portfolio_holder", "accountable_post")]
    return held[0] | held[1]


def annotated(rows):
    """Rows with what lists filter and sort by, and what their records are made of."""
    return rows.annotate(
        # One join with its condition inside: a filter behind the join would drop actions without an
        # accountable lead.
        accountable=FilteredRelation("leads", condition=Q(leads__accountable=True)),
        asked=FilteredRelation("date_changes", condition=Q(date_changes__decision=PENDING)),
        changing=FilteredRelation("content_changes", condition=Q(content_changes__decision=PENDING)),
        challenged=FilteredRelation(
            "challenges", condition=Q(challenges__answered_at__isnull=True, challenges__doubts=True)
        ),
        question_at=QUESTION_AT,
        brag=brag_sql(),
    )


def rated(rows, today, rounds):
    """Rows with the rating that the rule computes."""
    return rows.annotate(computed=computed_sql(today, rounds))


def with_earlier(rows, day):
    """Rows with the relation `was`: how they stood at the end of an earlier day, for `actions.rules.movement`."""
    return rows.annotate(was=FilteredRelation("stood", condition=at(PastDay.of(day).sequence, "stood__")))


def moved_waits(today, rounds):
    """The waits whose other action has moved, or is red: `actions.rules.waiting.warnings` in SQL."""
    asked = DateChange.objects.filter(decision=PENDING, action=OuterRef("other"))
    red = rated(Action.objects.filter(pk=OuterRef("other")), today, rounds)
    red = red.filter(Q(declared_rating=Brag.RED.value) | Q(computed=Brag.RED.value))
    return (
        Wait.objects.filter(ended_at__isnull=True, action__status__in=WAITING)
        .exclude(other__status__in=CLAIMED)
        .filter(
            Q(other__status__in=ASIDE)
            | Q(other__due_latest__gt=F("known_due"))
            | Q(other__due_latest__gt=F("action__due_latest"))
            | Exists(asked)
            | Exists(red)
        )
    )


def waiting(rows, filters, today, rounds):
    """Rows of actions that wait for others, as the filters ask for it."""
    if filters.awaiting == "other":
        found = Wait.objects.filter(ended_at__isnull=True, action__status__in=WAITING)
    elif filters.awaiting == "moved":
        found = moved_waits(today, rounds)
    else:
        return rows
    return rows.filter(Exists(found.filter(action=OuterRef("pk"))))


@dataclass(frozen=True)
class Awaited:
    """An action that another one waits for, and whether that is to be warned of it."""

    reference: str
    has_moved: bool


def read_waits(today, rounds, as_at=None, references=None):
    """{reference: the Awaited that it waits for}, of these actions or of all; see read_actions()."""

    def waits(references):
        rows = Wait.objects.filter(ended_at__isnull=True, action__status__in=WAITING)
        rows = rows.exclude(other__status__in=CLAIMED)
        rows = rows if references is None else rows.filter(action__reference__in=references)
        moved = Exists(moved_waits(today, rounds).filter(pk=OuterRef("pk")))
        rows = rows.annotate(has_moved=moved).order_by("other__plan_order")
        return rows.values_list("action__reference", "other__reference", "has_moved")

    asked = None if references is None else tuple(references)
    found = {}
    with then(as_at):
        for reference, *about in answer(("waits", today, rounds), waits, references=asked):
            found.setdefault(reference, []).append(Awaited(*about))
    return found


def searched(rows):
    """Rows with the text that a search looks through: ActionRecord.searchable in SQL."""
    # NULL with anything is NULL in SQL: an action without a lead would be found by no word.
    parts = [F("reference"), F("text"), Coalesce(F(LEAD), Value("")), F(LEAD_ORGANISATION)]
    between = [piece for part in parts for piece in (Value("\n"), part)][1:]
    return rows.annotate(searchable=Concat(*between, output_field=CharField()))


class Records:
    """Rows as records, fetched when they are looked at, a page at a time: of now, or of a past day. `rows`: a
    queryset, or a function that makes it; `shape`: all that it depends on (see jarplan/prepared.py), where its
    queries are to be kept."""

    def __init__(self, rows, as_at=None, shape=None):
        self.day = PastDay.of(as_at) if as_at else None
        self.made, self.shape, self.first = rows, shape, []

    @cached_property
    def rows(self):
        return self.made() if callable(self.made) else self.made

    @cached_property
    def columns(self):
        # Tuples and no model instances: a list of a hundred costs a third of what instances cost.
        return self.rows.values_list(*(("uuid", *BESIDE) if self.day else COLUMNS))

    def answers(self, about, build):
        """What the queryset that build() makes of these rows finds, on the day; `about` tells it from others."""
        with then(self.day):
            if self.shape is None:
                return list(build())
            return answer(("records", about, self.day is None, *self.shape), build)

    @cached_property
    def length(self):
        found = self.answers(
            "number", lambda: self.rows.order_by().annotate(in_all=IN_ALL).values_list("in_all")
        )
        return found[0][0] if found else 0  # nothing is asked where there can be nothing

    def __len__(self):
        return self.length

    def __iter__(self):
        """One by one, a stretch of them in memory at a time. One statement reads them all, and so one moment."""
        rows = self.columns.iterator(chunk_size=STRETCH)
        while True:
            with then(self.day):
                found = list(islice(rows, STRETCH))
            if not found:
                return
            yield from self.as_records(found)

    def numbers(self, columns, firsts):
        """{values of these columns: how many rows have them}, of those whose first column has one of these values."""

        def counted():
            rows = self.rows.filter(**{f"{columns[0]}__in": firsts}) if all(firsts) else self.rows
            return rows.order_by().values_list(*columns).annotate(number=Count("pk"))

        found = self.answers((columns, firsts), counted)
        return {tuple(values): number for *values, number in found}

    def all(self):
        """All of them in a list: list() would first ask how many there are."""
        return self.fetched("all", lambda: self.columns)

    def read_first(self, number):
        """Fetches the first so many together with how many there are in all: one query for a page that begins a
        list. Not of a past day, where SQLite would make the tables of then whole for what is asked of them twice."""
        if self.day is not None:
            return

        def first():
            in_all = Subquery(self.rows.order_by().annotate(in_all=IN_ALL).values("in_all"))
            return self.columns.annotate(in_all=in_all)[:number]

        found = self.answers(("first", number), first)
        self.length = found[0][-1] if found else 0
        self.first = [as_record(row[:-1]) for row in found]

    def __getitem__(self, where):
        if self.first and isinstance(where, slice) and where.stop <= len(self.first):
            return self.first[where]
        part = where if isinstance(where, slice) else slice(where, where + 1)
        found = self.fetched((part.start, part.stop), lambda: self.columns[part])
        return found if part is where else found[0]

    def fetched(self, about, build):
        return self.as_records(self.answers(about, build))

    def as_records(self, found):
        if self.day is None:
            return list(map(as_record, found))
        states = states_at("action", self.day, [row[0] for row in found])
        return [past_record(states[uuid], uuid, beside) for uuid, *beside in found]


def as_record(row):
    return ActionRecord(*row)


def past_record(state, uuid, beside):
    """The record of an action from its state, with what stands beside it."""
    own = (uuid if name == "uuid" else from_state(name, state[name]) for name in OWN)
    return ActionRecord(*own, *beside)


DAYS = {
    "start_latest",
    "due_latest",
    "original_due",
    "reported_month",
    "report_from",
    "off_path_from",
    "late_due",
    "late_on",
}
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


def numbers_of_requests(references):
    """{reference: which request for a later date the next one of that action is}; see slippage.number_of_next."""
    decisions = {reference: [] for reference in references}
    rows = DateChange.objects.filter(action__reference__in=decisions)
    for reference, decision in rows.values_list("action__reference", "decision"):
        decisions[reference].append(decision)
    return {reference: number_of_next(found) for reference, found in decisions.items()}
