"""Reading the queues of work (`queue_kinds`) for one person: a small query for each, and one for what stands on
all of them.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import F
from django.urls import reverse
from django.utils.http import urlencode

from actions.models import ImportDraft, ProgressUpdate
from actions.reading.queries import COLUMNS, as_record
from actions.reading.visibility import may_import
from actions.rules.lifecycle import Verb, ways
from actions.rules.rating import Rule, differ, rule_of
from actions.rules.records import brag, days_over, start_of
from jarplan.clock import day_of
from jarplan.dates import in_full, month_in_full
from jarplan.people.roles import Role
from jarplan.reporting.addresses import address_of_action
from jarplan.reporting.work.queue_kinds import KINDS, Kind
from jarplan.reporting.work.waiting import LAST_KIND

SHOWN = 50
# Both rounds of signing read the same queue: which of the two is theirs is ruled by what they may sign.
ALSO = {Role.APPROVER: (Role.PROGRAMME,)}


@dataclass(frozen=True)
class Task:
    """One action and what this person can do with it. `since`: the day or moment that its queue is sorted by; `rule`:
    the line of the rule that rates it."""

    record: object
    verb: str
    href: str
    days_over: int
    is_own_post: bool
    since: date | datetime | None = None
    reminded_at: datetime | None = None
    words: str = ""
    rule: Rule | None = None

    @property
    def disagrees(self):
        """Whether the rule rates it otherwise than its lead."""
        return self.rule is not None and differ(brag(self.record), self.rule.key)


@dataclass(frozen=True)
class Queue:
    """The first tasks of one kind. `number`: how many there are, where not all of them are shown."""

    kind: Kind
    tasks: list
    number: int
    href: str
    hint: str

    @property
    def title(self):
        return self.kind.title

    @property
    def own(self):
        """How many of what is shown are led by posts that this person holds."""
        return len([one for one in self.tasks if one.is_own_post])


@dataclass(frozen=True)
class Unanswered:
    """A file on its way into the plan with questions that wait for whoever brought it."""

    name: str
    number: int
    href: str
    uploaded_at: datetime = field(compare=False)


def read_queues(scope, kinds=KINDS):
    """Every queue that this person's roles give them and that something lies on."""
    earlier, found = {}, []
    for kind in kinds:
        if scope.user.has_role(kind.role, *ALSO.get(kind.role, ())):
            waiting, number = what_waits(
                kind, scope, earlier.setdefault(kind.group, []) if kind.group else ()
            )
            if number:
                found.append((kind, waiting, number))
    records = records_of(scope, {row[0] for _kind, waiting, _number in found for row in waiting})
    return [queue_of(kind, scope, waiting, number, records) for kind, waiting, number in found]


def what_waits(kind, scope, earlier=()):
    """The first rows of a queue, each with what is said of its waiting, and how many there are; `earlier`: what
    lies on an earlier queue of its group, to which this is added."""
    condition = kind.condition(scope)
    rows = kind.rows(scope).filter(condition)
    # An action lies on one queue of a group, the most urgent, or people would count it twice.
    for other in earlier:
        rows = rows.exclude(other)
    if kind.group:
        earlier.append(condition)
    rows = rows.annotate(waits_since=kind.since, last_kind=LAST_KIND)
    oldest = F("waits_since").asc(nulls_first=kind.none_first or None, nulls_last=not kind.none_first or None)
    rows = rows.order_by("-is_own_post", oldest, "plan_order")
    # One more than is shown tells whether there are more; only then is it worth a second query to count
    # them.
    found = list(
        rows.values_list("pk", "is_own_post", "waits_since", "reminded_at", "last_kind")[: SHOWN + 1]
    )
    return found[:SHOWN], len(found) if len(found) <= SHOWN else rows.count()


def records_of(scope, keys):
    """{key: record} of the actions on all queues: what a line says of one is much, and one may lie on several."""
    rows = scope.rows.filter(pk__in=keys).values_list("pk", *COLUMNS) if keys else ()
    return {pk: as_record(row) for pk, *row in rows}


def queue_of(kind, scope, waiting, number, records):
    """A queue as its person sees it."""
    tasks = [task(kind, records[pk], scope, *said) for pk, *said in waiting]
    ours = {"organisation": scope.user.organisation.name} if kind.role == Role.OFFICER else {}
    hint = kind.hint(scope) if callable(kind.hint) else kind.hint
    return Queue(kind, tasks, number, f"{reverse('reporting:actions')}?{urlencode(kind.query | ours)}", hint)


def task(kind, record, scope, is_own_post, since, reminded_at, last_kind):
    """Progress cannot be reported on what is only proposed; its date can still be changed."""
    verb, name = kind.verb, kind.name
    if name == "update" and not ways(Verb.REPORT, record.status):
        verb, name = "Edit action", "edit"
    href = address_of_action(record.reference, f"actions:{name}")
    over, words = days_over(record, scope.day), in_words(kind, since)
    if kind.key == "report" and scope.rounds and last_kind == ProgressUpdate.Kind.NOTE:
        words = note_in_words(record)
    rule = rule_of(record, scope.day, scope.rounds)
    return Task(record, verb, href, over, is_own_post, since, reminded_at, words, rule)


def in_words(kind, since):
    """Since when a task lies there: "returned on 20 June 2008"."""
    if since is None:
        return kind.says_none
    return f"{kind.says} {in_full(day_of(since) if isinstance(since, datetime) else since)}"


def note_in_words(record):
    """The last that was said of an action is a note, and no report of a round."""
    month = record.reported_month
    last = f"the last report was for {month_in_full(month)}" if month else "no report yet"
    return f"a note on {in_full(day_of(record.reported_at))}; {last}"


def moment_of(since):
    """The moment of a day (its first) or of a moment."""
    return since if isinstance(since, datetime) else start_of(since)


def unanswered_imports(user):
    """This person's files on their way into the plan that have questions, the oldest first."""
    if not may_import(user):
        return []
    drafts = ImportDraft.objects.filter(uploaded_by=user, state=ImportDraft.State.WAITING)
    known = drafts.order_by("uploaded_at").values_list(
        "uuid", "original_name", "understood__questions", "uploaded_at"
    )
    return [
        Unanswered(name, len(questions), reverse("imports:questions", kwargs={"uuid": uuid}), at)
        for uuid, name, questions, at in known
        if questions
    ]
