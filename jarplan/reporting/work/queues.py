"""Reading the queues of work (`queue_kinds`) for one person: a small query for each, and one for what stands on
all of them.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import DateField, Exists, F, Func, IntegerField, Value
from django.urls import reverse
from django.utils.http import urlencode

from actions.models import ProgressUpdate
from actions.reading.queries import COLUMNS, as_record
from actions.rules.lifecycle import Verb, ways
from actions.rules.rating import Rule, rule_of, too_good
from actions.rules.records import brag, days_over, start_of
from jarplan.clock import day_of
from jarplan.dates import in_full, month_in_full
from jarplan.people.models import User
from jarplan.people.roles import Role
from jarplan.prepared import answer
from jarplan.reporting.addresses import address_of_action
from jarplan.reporting.lists.columns import told_once
from jarplan.reporting.work.queue_kinds import KINDS, Kind
from jarplan.reporting.work.rows import task_rows
from jarplan.reporting.work.waiting import LAST_KIND

SHOWN = 50
TOGETHER = 32  # actions whose records are asked for
NEVER = Value(None, DateField())
COUNTED = Func("pk", function="COUNT", output_field=IntegerField())
# Both rounds of signing read the same queue: which of the two is theirs is ruled by what they may sign. The programme
# office checks by sample as cabinet and scrutiny members do.
ALSO = {Role.APPROVER: (Role.PROGRAMME,), Role.CABINET: (Role.PROGRAMME,)}


@dataclass(frozen=True)
class Task:
    """One action and what this person can do with it. `since`: the day or moment that its queue is sorted by; `rule`:
    the line of the rule that rates it; `until`: the day by which it is to be done, where the queue has one."""

    record: object
    verb: str
    href: str
    days_over: int
    is_own_post: bool
    since: date | datetime | None = None
    reminded_at: datetime | None = None
    words: str = ""
    rule: Rule | None = None
    until: date | None = None

    @property
    def is_too_good(self):
        """Whether its lead is more optimistic than the rule."""
        return self.rule is not None and too_good(brag(self.record), self.rule.key)


@dataclass(frozen=True)
class Queue:
    """The first tasks of one kind. `number`: how many there are, where not all of them are shown; `is_sample`: all
    actions on all queues are examples, which the page says once."""

    kind: Kind
    tasks: list
    number: int
    href: str
    hint: str
    is_sample: bool = False

    @property
    def title(self):
        return self.kind.title

    @property
    def rows(self):
        """The tasks as rows of a table."""
        return task_rows(self)

    @property
    def bulk_words(self):
        """The verb on several actions with how many; "" where the lines have it. No line has a reminder."""
        several = f"{'the first' if self.number > len(self.tasks) else 'all'} {len(self.tasks)} actions"
        if self.kind.bulk == "agree" and len(self.tasks) > 1:
            return f"Agree {several}"
        if self.kind.bulk == "remind":
            return f"Send reminders for {several}" if len(self.tasks) > 1 else "Send reminder to the lead"
        return ""

    @property
    def selected(self):
        """The query that chooses the tasks shown for the verb on several actions."""
        return urlencode([("do", self.kind.bulk), *[("action", one.record.reference) for one in self.tasks]])

    @property
    def own(self):
        """How many of what is shown are led by posts that this person holds."""
        return len([one for one in self.tasks if one.is_own_post])


def read_queues(scope, kinds=KINDS):
    """Every queue that this person's roles give them and that something lies on."""
    earlier, found = {}, []
    theirs = [kind for kind in kinds if kind.role is None or is_given(kind.role, scope.user)]
    for kind in those_with_rows(theirs, scope):
        waiting, number = what_waits(kind, scope, earlier.setdefault(kind.group, []) if kind.group else ())
        if number:
            found.append((kind, waiting, number))
    records = records_of(scope, {row[0] for _kind, waiting, _number in found for row in waiting})
    drawn, is_sample = told_once(records.values())
    records = dict(zip(records, drawn, strict=True))
    queues = [queue_of(kind, scope, waiting, number, records) for kind, waiting, number in found]
    return [replace(queue, is_sample=is_sample) for queue in queues]


def is_given(role, user):
    """Whether a queue of this role is this person's."""
    return user.has_role(role, *ALSO.get(role, ()))


def those_with_rows(kinds, scope):
    """These kinds without those on which nothing can lie today: one small query instead of a long one for each."""
    seldom = [kind for kind in kinds if kind.seldom]
    if not seldom:
        return kinds

    def asked(user):
        own = User.objects.filter(pk=user)  # any one row, beside which the answers stand
        # Of whoever asks next, too: what they asked for themselves is found by their key.
        theirs = scope.standing(**{**scope.keys, "user": user})
        return own.values_list(*(Exists(kind.seldom(theirs)) for kind in seldom))

    shape = "those with rows", scope.day, tuple(kind.key for kind in seldom)
    [answers] = answer(shape, asked, user=scope.user.pk)
    none = [kind for kind, is_any in zip(seldom, answers, strict=True) if not is_any]
    return [kind for kind in kinds if kind not in none]


def what_waits(kind, scope, earlier=()):
    """The first rows of a queue, each with what is said of its waiting, and how many there are; `earlier`: the kinds
    of its group that come before it, to which it is added."""
    before = tuple(earlier)
    if kind.group:
        earlier.append(kind)

    def first(**keys):
        return rows_waiting(kind, scope.standing(**keys), before)[: SHOWN + 1]

    def counted(**keys):
        rows = rows_waiting(kind, scope.standing(**keys), before).order_by()
        return rows.annotate(in_all=COUNTED).values_list("in_all", flat=True)

    shape = kind.key, tuple(one.key for one in before), scope.shape
    found = answer(("what waits", *shape), first, **scope.keys)
    # One more than is shown tells whether there are more; only then is it worth a second query to count
    # them.
    if len(found) <= SHOWN:
        return found, len(found)
    [number] = answer(("how much waits", *shape), counted, **scope.keys)
    return found[:SHOWN], number


def rows_waiting(kind, scope, before):
    """The rows of a queue, in its order."""
    rows = kind.rows(scope).filter(kind.condition(scope))
    # An action lies on one queue of a group, the most urgent, or people would count it twice.
    for other in before:
        rows = rows.exclude(other.condition(scope))
    rows = rows.annotate(
        waits_since=kind.since,
        last_kind=LAST_KIND if kind.says_note else Value(""),
        waits_until=NEVER if kind.until is None else kind.until,
    )
    oldest = F("waits_since").asc(nulls_first=kind.none_first or None, nulls_last=not kind.none_first or None)
    rows = rows.order_by("-is_own_post", oldest, "plan_order")
    return rows.values_list("pk", "is_own_post", "waits_since", "reminded_at", "last_kind", "waits_until")


def records_of(scope, keys):
    """{key: record} of the actions on all queues: what a line says of one is much, and one may lie on several."""
    if not keys:
        return {}

    def said(actions, **keys):
        return scope.standing(**keys).rows.filter(pk__in=actions).values_list("pk", *COLUMNS)

    # The last is asked for again and again, so that there is one query for some thirty numbers of actions.
    asked = sorted(keys)
    asked += asked[-1:] * (-len(asked) % TOGETHER)
    rows = answer(("records", scope.shape), said, actions=tuple(asked), **scope.keys)
    return {pk: as_record(row) for pk, *row in rows}


def queue_of(kind, scope, waiting, number, records):
    """A queue as its person sees it."""
    tasks = [task(kind, records[pk], scope, *said) for pk, *said in waiting]
    ours = {"organisation": scope.user.organisation.name} if kind.role == Role.OFFICER else {}
    hint = kind.hint(scope) if callable(kind.hint) else kind.hint
    href = f"{reverse('reporting:actions')}?{urlencode(kind.query | ours)}" if kind.query else ""
    return Queue(kind, tasks, number, href, hint)


def task(kind, record, scope, is_own_post, since, reminded_at, last_kind, until):
    """Progress cannot be reported on what is only proposed; its date can still be changed."""
    verb, name = kind.verb, kind.name
    if name == "update" and not ways(Verb.REPORT, record.status):
        verb, name = "Edit action", "edit"
    href = address_of_action(record.reference, f"actions:{name}" if name else "reporting:action")
    over, words = days_over(record, scope.day), in_words(kind, since, until)
    if kind.says_note and scope.rounds and last_kind == ProgressUpdate.Kind.NOTE:
        words = note_in_words(record)
    rule = rule_of(record, scope.day, scope.rounds)
    return Task(record, verb, href, over, is_own_post, since, reminded_at, words, rule, until)


def in_words(kind, since, until=None):
    """Since when a task lies there, and by when it is to be done: "returned on 20 June 2008"."""
    if since is None:
        return kind.says_none
    by = f", due by {in_full(until)}" if until else ""
    return f"{kind.says} {in_full(day_of(since) if isinstance(since, datetime) else since)}{by}"


def note_in_words(record):
    """The last that was said of an action is a note, and no report of a round."""
    month = record.reported_month
    last = f"the last report was for {month_in_full(month)}" if month else "no report yet"
    return f"a note on {in_full(day_of(record.reported_at))}; {last}"


def moment_of(since):
    """The moment of a day (its first) or of a moment."""
    return since if isinstance(since, datetime) else start_of(since)
