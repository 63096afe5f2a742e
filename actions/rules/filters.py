"""Which actions a list shows, and in what order, read from the address."""

import re
from dataclasses import dataclass, fields
from datetime import date
from functools import reduce
from operator import or_

from django.core.exceptions import BadRequest
from django.db.models import Case, CharField, F, Func, Q, Value, When
from django.db.models.functions import Length
from django.utils.http import urlencode

from actions.rules import rating, records
from actions.rules.lifecycle import CALCULATED, OPEN, Awaiting, Brag, Confidence, Status
from actions.rules.movement import MOVES, Days, moved_q
from jarplan.formfields.searching import words_of

STATUSES = {
    "": "In the plan",
    "open": "Not yet delivered",
    **dict(Status.choices),
    "all": "All, including those no longer in the plan",
}
EITHER_RED = "red_either"
RATINGS = {
    "": "Any",
    **dict(Brag.choices),
    EITHER_RED: "Red, declared or calculated",
    records.UNPROVEN: "Blue, criteria unproven",
    records.ANSWERED: "Blue, points against it answered",
}
COMPUTED = {
    "": "Any",
    "disagrees": "Declared rating more optimistic than the rule",
    **CALCULATED,
}
DUE = {
    "": "Any",
    "overdue": "Overdue",
    "soon": "In the next 30 days",
    "moved": "Changed from original date",
    "late": "Delivered late",
    "none": "No date",
}
AWAITING = {
    "": "Any",
    Awaiting.ORGANISATION.value: "Sign-off by the lead organisation",
    Awaiting.BOARD.value: "Sign-off for the board",
    "date": "Decision on an extension",
    "change": "Decision on a change",
    "challenge": "Answer to a challenge",
    "question": "Answer to a question",
    "report": "Report in this round",
    "other": "Another action",
    "moved": "Another action that has moved",
}
CHANGES = {"": "Any", **MOVES}
CONFIDENCE = {"": "Any", **dict(Confidence.choices), "none": "Not said yet"}
MINE = {
    "": "Any",
    "portfolio": "In my portfolio",
    "posts": "Led by my posts",
    "organisation": "Led by my organisation",
}
GROUPS = {"": "None", "recommendation": "Recommendation", "lead": "Lead", "timeframe": "Timeframe"}
NOBODY = "none"  # of the leads and portfolio holders: actions that have none
SORTS = {
    "plan": "plan order",
    "due": "due date",
    "rating": "rating",
    "status": "status",
    "lead": "lead",
    "organisation": "organisation",
}
RATING_ORDER = [Brag.RED, Brag.AMBER, Brag.GREEN, Brag.BLUE, Brag.NONE]
STATUS_ORDER = list(Status)
CHOICES = {"rating": RATINGS, "computed": COMPUTED, "status": STATUSES, "due": DUE, "awaiting": AWAITING}
CHOICES |= {"confidence": CONFIDENCE, "change": CHANGES, "mine": MINE, "group": GROUPS}
ORDERS = ("sort", "group")  # what is asked for and leaves nothing out
LONGEST = 200
DAY = re.compile(r"\d{4}-\d\d-\d\d")
FRAME = re.compile(r"([A-Z]{1,5}): (.+)")  # as named_frame() writes it


@dataclass(frozen=True)
class Filters:
    """What was asked for. Nothing asked: every action of the plan, in the order of the plan."""

    q: str = ""
    recommendation: str = ""
    timeframe: str = ""
    portfolio: str = ""
    organisation: str = ""
    lead: str = ""
    rating: str = ""
    computed: str = ""
    status: str = ""
    due: str = ""
    awaiting: str = ""
    confidence: str = ""
    change: str = ""
    since: str = ""
    mine: str = ""
    group: str = ""
    sort: str = "plan"

    @classmethod
    def read(cls, query):
        """The filters in a QueryDict. BadRequest for a choice that there is not."""
        asked = {each.name: clean(query.get(each.name, "")) for each in fields(cls)}
        asked["sort"] = asked["sort"] or "plan"
        for name, choices in CHOICES.items():
            if asked[name] not in choices:
                raise BadRequest(f"“{asked[name]}” is not one of the choices for {name}.")
        if asked["sort"].removeprefix("-") not in SORTS:
            raise BadRequest(f"The list cannot be sorted by “{asked['sort']}”.")
        if asked["since"] and not is_day(asked["since"]):
            raise BadRequest("The date must be written like 2009-07-15.")
        return cls(**asked)

    @property
    def since_day(self):
        """The day at whose end the actions are compared, or None."""
        return date.fromisoformat(self.since) if self.since else None

    @property
    def asks_rule(self):
        """Whether the rating by the rule decides what is found."""
        return bool(self.computed) or self.rating == EITHER_RED

    @property
    def words(self):
        return words_of(self.q)

    @property
    def frame(self):
        """(prefix of the inspection or "", label) of the timeframe: its label alone where there is one plan."""
        named = FRAME.fullmatch(self.timeframe)
        return named.groups() if named else ("", self.timeframe)

    @property
    def is_narrowed(self):
        """Whether anything but the order was asked for."""
        return any(value for name, value in self.asked.items() if name not in ORDERS)

    @property
    def asked(self):
        """{name: value} of what differs from nothing asked."""
        return {
            each.name: value for each in fields(self) if (value := getattr(self, each.name)) != each.default
        }

    @property
    def query(self):
        """The part of an address that asks for this."""
        return urlencode(self.asked)

    def condition(self, today, rounds):
        """What is asked for, of the annotated rows of actions.reading.queries, with the reporting rounds known on the
        day; but for what is the reader's own, which who they are decides (`actions.reading.queries.of_reader`)."""
        found = Q(*[records.says_q(word) for word in self.words])
        for column, value in (
            ("recommendation__reference", self.recommendation),
            ("recommendation__inspection__reference_prefix", self.frame[0]),
            ("recommendation__timeframe__label", self.frame[1]),
            ("accountable__post__organisation__name", self.organisation),
        ):
            if value:
                found &= Q(**{column: value})
        if self.portfolio:
            held = "recommendation__portfolio_holder"
            found &= (
                Q(**{f"{held}__title": self.portfolio})
                if self.portfolio != NOBODY
                else Q(**{f"{held}__isnull": True})
            )
        if self.lead:
            found &= (
                Q(accountable__post__title=self.lead) if self.lead != NOBODY else Q(accountable__isnull=True)
            )
        if self.confidence:
            found &= Q(confidence="" if self.confidence == "none" else self.confidence)
        if self.rating:
            found &= self.rating_condition()
        if self.computed:
            found &= rating.too_good_q() if self.computed == "disagrees" else Q(computed=self.computed)
        return (
            found
            & self.status_condition()
            & self.due_condition(today)
            & self.awaiting_condition(today, rounds)
            & self.change_condition(today)
        )

    def rating_condition(self):
        if self.rating == EITHER_RED:
            return Q(brag=Brag.RED) | Q(computed=Brag.RED)
        return records.remarked_q().get(self.rating, Q(brag=self.rating))

    def change_condition(self, today):
        """Moved in the way that is asked for, or in any, since the end of a day. ValueError where no day is said."""
        if not (self.since or self.change):
            return Q()
        if not self.since:
            raise ValueError("a change is one since a day")
        ways = moved_q(Days(self.since_day, today))
        return ways[self.change] if self.change else reduce(or_, ways.values())

    def status_condition(self):
        if self.status == "":
            return records.in_plan_q()
        if self.status == "open":
            return Q(status__in=OPEN)
        return Q() if self.status == "all" else Q(status=self.status)

    def due_condition(self, today):
        if self.due == "overdue":
            return records.overdue_q(today)
        if self.due == "soon":
            return records.due_soon_q(today)
        if self.due == "moved":
            return records.moved_q()
        if self.due == "late":
            return records.was_late_q()
        return records.no_date_q() if self.due else Q()

    def awaiting_condition(self, today, rounds):
        if self.awaiting == "date":
            return Q(asked__to_latest__isnull=False)
        if self.awaiting == "change":
            return Q(changing__asked_at__isnull=False)
        if self.awaiting == "challenge":
            return Q(challenged__lodged_at__isnull=False)
        if self.awaiting == "question":
            return Q(question_at__isnull=False)
        if self.awaiting == "report":
            return records.owes_report_q(today, rounds)
        if self.awaiting in ("other", "moved"):
            return Q()  # what it waits for are other rows: `actions.reading.queries.waiting`
        return Q(awaiting=self.awaiting) if self.awaiting else Q()

    def ordering(self):
        """The order that was asked for, within that of the groups; rows without a value are last either way."""
        # The order of the plan has each recommendation in one piece already, and an index.
        by_plan = self.group == "recommendation" and self.sort == "plan"
        return [*(() if by_plan else GROUP_ORDERS.get(self.group, ())), *self.order_within()]

    def order_within(self):
        column = SORT_COLUMNS[self.sort.removeprefix("-")]
        down = self.sort.startswith("-")
        if self.sort.removeprefix("-") == "plan":
            return [column.desc() if down else column.asc(), "pk"]
        order = column.desc(nulls_last=True) if down else column.asc(nulls_last=True)
        return [order, "plan_order", "pk"]


def named_frame(prefix, label):
    """A timeframe beside those of other inspections; the filter takes it."""
    return f"{prefix}: {label}"


class ByLetters(Func):
    """A name in the order of its letters' code points, as Python sorts, on both databases."""

    output_field = CharField()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="%(expressions)s COLLATE BINARY", **context)

    def as_postgresql(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "C"', **context)


def clean(text):
    """What was typed, without what no name holds (a NUL would be a database error), and not without end."""
    return "".join(letter for letter in text if letter.isprintable())[:LONGEST].strip()


def is_day(text):
    """Whether a text is a day as addresses have it."""
    try:
        return bool(DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def place_in(column, order):
    return Case(*[When(**{column: value}, then=Value(place)) for place, value in enumerate(order)])


SORT_COLUMNS = {
    "plan": F("plan_order"),
    "due": F("due_latest"),
    "rating": place_in("brag", RATING_ORDER),
    "status": place_in("status", STATUS_ORDER),
    "lead": ByLetters("accountable__post__title"),
    "organisation": ByLetters("accountable__post__organisation__name"),
}
OF_INSPECTION = (
    F("recommendation__inspection__published_on"),
    F("recommendation__inspection__reference_prefix"),
)
# By names and lengths alone, which a past day knows too: R2 before R10.
GROUP_ORDERS = {
    "recommendation": (*OF_INSPECTION, Length("recommendation__reference"), F("recommendation__reference")),
    "timeframe": (
        *OF_INSPECTION,
        F("recommendation__timeframe__order"),
        F("recommendation__timeframe__label"),
    ),
    "lead": (SORT_COLUMNS["organisation"].asc(nulls_last=True), SORT_COLUMNS["lead"].asc(nulls_last=True)),
}
