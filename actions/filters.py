"""Which actions a list shows, and in what order: read from the address, applied to rows and to records alike."""

from dataclasses import dataclass, fields

from django.core.exceptions import BadRequest
from django.db.models import Case, CharField, F, Func, Q, Value, When
from django.utils.http import urlencode

from actions import rating, records
from actions.lifecycle import OPEN, Awaiting, Brag, ByRule, Status

STATUSES = {
    "": "In the plan",
    "open": "Not yet delivered",
    **dict(Status.choices),
    "all": "All, also those that left the plan",
}
RATINGS = {"": "Any", **dict(Brag.choices)}
COMPUTED = {
    "": "Any",
    "disagrees": "Other than declared",
    **dict(ByRule.choices),
}
DUE = {
    "": "Any",
    "overdue": "Overdue",
    "soon": "In the next 30 days",
    "moved": "Moved from its original date",
    "none": "No date",
}
AWAITING = {
    "": "Anything or nothing",
    Awaiting.ORGANISATION.value: "Sign-off by the lead organisation",
    Awaiting.BOARD.value: "Sign-off for the board",
    "date": "Decision on a later date",
    "challenge": "An answer to a challenge",
    "report": "A report of this round",
}
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
LONGEST = 200


@dataclass(frozen=True)
class Filters:
    """What was asked for. Nothing asked: every action of the plan, in the order of the plan."""

    q: str = ""
    recommendation: str = ""
    timeframe: str = ""
    organisation: str = ""
    rating: str = ""
    computed: str = ""
    status: str = ""
    due: str = ""
    awaiting: str = ""
    sort: str = "plan"

    @classmethod
    def read(cls, query):
        """The filters in a QueryDict. BadRequest for a choice that there is not."""
        asked = {each.name: clean(query.get(each.name, "")) for each in fields(cls)}
        asked["sort"] = asked["sort"] or "plan"
        for name, choices in CHOICES.items():
            if asked[name] not in choices:
                raise BadRequest(f"There is no {name} “{asked[name]}” to choose.")
        if asked["sort"].removeprefix("-") not in SORTS:
            raise BadRequest(f"The list cannot be sorted by “{asked['sort']}”.")
        return cls(**asked)

    @property
    def words(self):
        return self.q.split()

    @property
    def is_narrowed(self):
        """Whether anything but the order was asked for."""
        return any(value for name, value in self.asked.items() if name != "sort")

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

    def accepts(self, record, today, rounds):
        """Whether a record is asked for. `rounds`: the reporting rounds known on the day."""
        return (
            all(records.says(record, word) for word in self.words)
            and self.recommendation in ("", record.recommendation)
            and self.timeframe in ("", record.timeframe)
            and self.organisation in ("", record.organisation)
            and self.rating in ("", records.brag(record))
            and self.accepts_computed(record, today, rounds)
            and self.accepts_status(record)
            and self.accepts_due(record, today)
            and self.accepts_awaiting(record, today, rounds)
        )

    def accepts_computed(self, record, today, rounds):
        if self.computed == "disagrees":
            return rating.disagrees(record, today, rounds)
        return not self.computed or self.computed == rating.rule_of(record, today, rounds).key

    def accepts_status(self, record):
        if self.status == "":
            return records.in_plan(record)
        if self.status == "open":
            return record.status in OPEN
        return self.status in ("all", record.status)

    def accepts_due(self, record, today):
        if self.due == "overdue":
            return records.is_overdue(record, today)
        if self.due == "soon":
            return records.is_due_soon(record, today)
        if self.due == "moved":
            return records.is_moved(record)
        return self.due == "" or records.has_no_date(record)

    def accepts_awaiting(self, record, today, rounds):
        if self.awaiting == "date":
            return record.date_asked is not None
        if self.awaiting == "challenge":
            return record.challenged_at is not None
        if self.awaiting == "report":
            return records.owes_report(record, today, rounds)
        return self.awaiting in ("", record.awaiting)

    def condition(self, today, rounds):
        """The same as `accepts`, over the annotated rows of actions.queries."""
        found = Q(*[records.says_q(word) for word in self.words])
        for name, column in (
            ("recommendation", "recommendation__reference"),
            ("timeframe", "recommendation__timeframe__label"),
            ("organisation", "accountable__post__organisation__name"),
        ):
            if value := getattr(self, name):
                found &= Q(**{column: value})
        if self.rating:
            found &= Q(brag=self.rating)
        if self.computed:
            found &= rating.disagrees_q() if self.computed == "disagrees" else Q(computed=self.computed)
        return (
            found
            & self.status_condition()
            & self.due_condition(today)
            & self.awaiting_condition(today, rounds)
        )

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
        return records.no_date_q() if self.due else Q()

    def awaiting_condition(self, today, rounds):
        if self.awaiting == "date":
            return Q(asked__to_latest__isnull=False)
        if self.awaiting == "challenge":
            return Q(challenged__lodged_at__isnull=False)
        if self.awaiting == "report":
            return records.owes_report_q(today, rounds)
        return Q(awaiting=self.awaiting) if self.awaiting else Q()

    def ordered(self, found):
        """Records in the order that was asked for; those without a value last either way."""
        key = SORT_KEYS[self.sort.removeprefix("-")]
        found = sorted(found, key=lambda record: (record.plan_order, record.reference))
        with_value = [record for record in found if key(record) not in (None, "")]
        without = [record for record in found if key(record) in (None, "")]
        return sorted(with_value, key=key, reverse=self.sort.startswith("-")) + without

    def ordering(self):
        """The same order for rows."""
        column = SORT_COLUMNS[self.sort.removeprefix("-")]
        down = self.sort.startswith("-")
        if self.sort.removeprefix("-") == "plan":
            return [column.desc() if down else column.asc(), "pk"]
        order = column.desc(nulls_last=True) if down else column.asc(nulls_last=True)
        return [order, "plan_order", "pk"]


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


def place_in(column, order):
    return Case(*[When(**{column: value}, then=Value(place)) for place, value in enumerate(order)])


SORT_KEYS = {
    "plan": lambda record: record.plan_order,
    "due": lambda record: record.due_latest,
    "rating": lambda record: RATING_ORDER.index(records.brag(record)),
    "status": lambda record: STATUS_ORDER.index(record.status),
    "lead": lambda record: record.lead,
    "organisation": lambda record: record.organisation,
}
SORT_COLUMNS = {
    "plan": F("plan_order"),
    "due": F("due_latest"),
    "rating": place_in("brag", RATING_ORDER),
    "status": place_in("status", STATUS_ORDER),
    "lead": ByLetters("accountable__post__title"),
    "organisation": ByLetters("accountable__post__organisation__name"),
}
