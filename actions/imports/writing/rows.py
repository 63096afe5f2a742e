"""Carrying the rows of a confirmed import into the plan, through the verbs of the plan, each field with its cell."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError

from actions.duedates.verbs import ask
from actions.imports.finding.cells import raw_of
from actions.imports.matching.matched import CHANGED, NEW, PlanMatch
from actions.models import Action, DateChange, PlanImport
from actions.plan import verbs as plan_verbs
from actions.plan.content import Content, Criterion, content_of
from actions.rules.dates import PlanDate
from actions.rules.fields import FIELD, SAID, TEXTS
from actions.rules.lifecycle import Verb
from actions.rules.ways import way
from jarplan.audit.errors import NotNow
from jarplan.people.models import Organisation, Post
from jarplan.people.posts.verbs import add_organisation, add_post
from jarplan.spreadsheets.understanding.dates.results import DAY

AT_ONCE = 50  # new actions that are written together, and then counted
LONGEST_RAW = 2000


@dataclass
class Writer:
    """Writes the rows of a PlanMatch for a PlanImport. `later_dates` are the references of actions for which a later
    date is to be asked; `progress(done)` is told how many rows are done.
    """

    by: object
    now: object
    ledger: object
    role: str
    plan_import: PlanImport
    match: PlanMatch
    later_dates: frozenset = frozenset()
    progress: Callable = lambda done: None

    def write_all(self):
        """Writes all rows that are new or changed; returns how many were written."""
        # Before the posts are read, which are then all there.
        self._add_names()
        self.posts = {
            (post.title.casefold(), post.organisation.name.casefold()): post
            for post in Post.objects.select_related("organisation")
        }
        fresh = [one for one in self.match.rows if one.result == NEW and not one.returns]
        others = [one for one in self.match.rows if one.returns or one.result == CHANGED]
        written = 0
        for start in range(0, len(fresh), AT_ONCE):
            written += self._place(fresh[start : start + AT_ONCE])
            self.progress(written)
        for one in others:
            written += self._bring_back(one) if one.returns else self._revise(one)
            self.progress(written)
        return written

    def _add_names(self):
        """Adds the organisations and posts that the rows name for the first time. NotNow where somebody took a name
        a moment ago."""
        who = {"by": self.by, "now": self.now, "ledger": self.ledger}
        source = f"Import of {self.name}"[:200]
        try:
            for name in self.match.organisations:
                add_organisation(**who, name=name, source=source)
            bodies = {row.name.casefold(): row for row in Organisation.objects.all()}
            for title, body in self.match.posts:
                add_post(**who, title=title, organisation=bodies[body.casefold()])
        except ValidationError as error:
            raise NotNow(
                "Somebody has just added one of the same organisations or posts. Try again."
            ) from error

    @property
    def name(self):
        return self.plan_import.file.original_name

    def _place(self, rows):
        """Proposes the actions of new rows, together."""
        placements = [
            plan_verbs.Placement(
                recommendation=one.recommendation,
                content=self.content_of_row(one, Content(text="")),
                number=int(one.reference.rpartition(".")[2]),
                columns=self._columns(one),
            )
            for one in rows
        ]
        actions = plan_verbs.place_all(ledger=self.ledger, role=self.role, placements=placements)
        for one, action in zip(rows, actions, strict=True):
            one.action = action
        return len(rows)

    def _bring_back(self, one):
        """Proposes an action again as if its row were new: of what the undone import said, nothing stays."""
        plan_verbs.bring_back(
            ledger=self.ledger,
            role=self.role,
            action=one.action,
            content=self.content_of_row(one, Content(text=one.action.text)),
            **self._columns(one),
        )
        return 1

    def _revise(self, one):
        """Edits the action of a changed row, and asks for its later date where that was ticked."""
        later = next((change for change in one.changes if change.later_date), None)
        asked = later is not None and one.reference in self.later_dates
        if asked:
            self._ask(one, later)
        if not [change for change in one.changes if not change.later_date]:
            return int(asked)
        way(one.action, Verb.IMPORT)
        plan_verbs.revise(
            ledger=self.ledger,
            role=self.role,
            action=one.action,
            content=self.content_of_row(one, content_of(one.action)),
            reason=f"Import of {self.name}",
            **self._columns(one, new=False),
        )
        return 1

    def _ask(self, one, change):
        ask(
            verb=Verb.IMPORT_EXTENSION,
            ledger=self.ledger,
            role=self.role,
            action=one.action,
            to=plan_date(one.row, "due"),
            category=DateChange.Category.OTHER,
            reason=f"Import of {self.name}: {change.cell} of sheet “{one.row.sheet}” says “{one.row.raw('due')}”.",
        )

    def content_of_row(self, one, stands):
        """The Content to write: what stands, with only that replaced which the row says otherwise. Other leads beside
        the accountable one stay where a row names one, and so do a criterion's measure and target.
        """
        changed = {change.field for change in one.changes if not change.later_date}
        read = one.row.understood
        known = {criterion.statement: criterion for criterion in stands.criteria}
        criteria = tuple(known.get(words, Criterion(words)) for words in read.criteria)
        said = {"text": read.text, "partners": one.partners, "criteria": criteria}
        said |= {end: plan_date(one.row, end) for end in ("start", "due")}
        said |= {text.key: one.row.raw(text.sheet) for text in TEXTS}
        parts = {key: words for key, words in said.items() if FIELD[key].sheet in changed}
        if "lead" in changed:
            parts["leads"] = self._leads(one.posts, stands.leads)
        return replace(stands, **parts)

    def _leads(self, named, stand):
        posts = [self.posts[title.casefold(), body.casefold()] for title, body in named]
        # A sheet with one column for the lead says nothing of joint leads: they stay.
        others = [post for post in stand[1:] if post not in posts] if len(posts) == 1 else []
        return (*posts, *others)

    def _columns(self, one, *, new=True):
        """What of an action's row comes from the sheet alone: where each field was read, and what the sheet said of
        status, rating and notes, which is never counted."""
        stands = None if new else one.action
        sources = dict(stands.sources) if stands else {}
        said = dict(stands.sheet_said) if stands else {}
        place = {"file": self.name, "import": str(self.plan_import.uuid), "sheet": one.row.sheet}
        for change in one.changes:
            if not change.later_date:
                raw = raw_of(one.row, change.field)[:LONGEST_RAW]
                sources[change.field] = {**place, "cell": change.cell, "raw": raw}
            if change.field in SAID:
                said[change.field] = {
                    "text": change.new,
                    "cell": change.cell,
                    "sheet": one.row.sheet,
                    "file": self.name,
                }
        columns = {"sources": sources, "sheet_said": said}
        return columns | {"plan_import": self.plan_import} if new else columns


def plan_date(row, name):
    """The PlanDate of a row's start or due: in words where the cell holds a real date, else as it was written."""
    reading = getattr(row.understood, name)
    cells = row.cells.get(name, ())
    if reading.precision == DAY and len(cells) == 1 and hasattr(cells[0].value, "day"):
        return PlanDate.on(reading.latest)
    return PlanDate(reading.raw, reading.precision, reading.earliest, reading.latest)


def actions_concerned(rows):
    """The actions that preview rows are about, as a queryset to be locked."""
    return Action.objects.filter(uuid__in=[row["action"] for row in rows if row["action"]])
