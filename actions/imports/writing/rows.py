"""Carrying the rows of a confirmed preview into the plan, through the verbs of the plan, each field with its cell."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects

from actions.duedates.verbs import ask
from actions.imports.finding.references import number_of
from actions.imports.matching.changes import GUARDED
from actions.imports.matching.matched import CHANGED, NEW
from actions.models import Action, ContentChange, DateChange, PlanImport
from actions.plan import verbs as plan_verbs
from actions.plan.changing import guarded_as_before
from actions.plan.content import Content, Criterion, content_of
from actions.rules.dates import PlanDate
from actions.rules.fields import SAID, TEXTS
from actions.rules.lifecycle import Verb
from actions.rules.ways import way
from jarplan.audit.errors import NotNow
from jarplan.people.models import Post
from jarplan.people.posts.verbs import add_names
from jarplan.spreadsheets.cells import cell_in_words

AT_ONCE = 500  # new actions that are written together, and then counted
LONGEST_RAW = 2000


@dataclass
class Writer:
    """Writes the rows of a draft for a PlanImport, as they were shown: nothing else than they say. `names` are the
    organisations and posts that it adds; `recommendations` and `actions` the locked ones that the rows are about;
    `later_dates` the references of actions for which a later date is to be asked; `progress(done)` is told how many
    rows are done.
    """

    by: object
    now: object
    ledger: object
    role: str
    plan_import: PlanImport
    rows: list
    names: dict
    recommendations: list
    actions: list
    later_dates: frozenset = frozenset()
    progress: Callable = lambda done: None

    def write_all(self):
        """Writes all rows that are new or changed, and puts into each the UUID of its action; returns how many were
        written."""
        # Before the posts are read, which are then all there.
        self._add_names()
        self.posts = {
            (post.title.casefold(), post.organisation.name.casefold()): post
            for post in Post.objects.select_related("organisation")
        }
        self.under = {row.reference: row for row in self.recommendations}
        fresh = [row for row in self.rows if row["result"] == NEW and not row["returns"]]
        others = [row for row in self.rows if row["returns"] or row["result"] == CHANGED]
        wanted = {row["action"] for row in others}
        self.of_uuid = {str(one.uuid): one for one in self.actions if str(one.uuid) in wanted}
        prefetch_related_objects(
            list(self.of_uuid.values()), "recommendation", "leads__post__organisation", "partners", "criteria"
        )
        written = 0
        for start in range(0, len(fresh), AT_ONCE):
            written += self._place(fresh[start : start + AT_ONCE])
            self.progress(written)
        for row in others:
            written += self._bring_back(row) if row["returns"] else self._revise(row)
            self.progress(written)
        return written

    def _add_names(self):
        """Adds the organisations and posts that the rows name for the first time. NotNow where somebody took a name
        a moment ago."""
        source = f"Import of {self.name}"[:200]
        try:
            add_names(by=self.by, now=self.now, ledger=self.ledger, **self.names, source=source)
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
                recommendation=self.under[row["recommendation"]],
                content=self.content_of_row(row, Content(text="")),
                number=number_of(row["reference"]),
                columns=self._columns(row),
            )
            for row in rows
        ]
        actions = plan_verbs.place_all(ledger=self.ledger, role=self.role, placements=placements)
        for row, action in zip(rows, actions, strict=True):
            row["action"] = str(action.uuid)
        return len(rows)

    def _bring_back(self, row):
        """Proposes an action again as if its row were new: of what the undone import said, nothing stays."""
        action = self.of_uuid[row["action"]]
        plan_verbs.bring_back(
            ledger=self.ledger,
            role=self.role,
            action=action,
            content=self.content_of_row(row, Content(text=action.text)),
            **self._columns(row),
        )
        return 1

    def _revise(self, row):
        """Edits the action of a changed row, and asks for its later date where that was ticked."""
        action = self.of_uuid[row["action"]]
        later = next((change for change in row["changes"] if change["later_date"]), None)
        asked = later is not None and row["reference"] in self.later_dates
        if asked:
            self._ask(action, row, later)
        if not [change for change in row["changes"] if not change["later_date"]]:
            return int(asked)
        way(action, Verb.IMPORT)
        told = {"ledger": self.ledger, "role": self.role, "action": action}
        content = self.content_of_row(row, content_of(action))
        changes = plan_verbs.changes_of_agreed(action, content)
        if plan_verbs.beyond_correction(action, changes):
            content = guarded_as_before(content_of(action), content)
            # Also where the preview took it for wording, before others had corrected that already.
            for one in row["changes"]:
                one["requested"] = one["field"] in GUARDED
            plan_verbs.request(
                **told, changes=changes, category=ContentChange.Category.OTHER, reason=self._cells(row)
            )
        elif changes:
            plan_verbs.correct(**told, changes=changes, reason=self._cells(row))
        columns = self._columns(row, action)
        plan_verbs.revise(**told, content=content, reason=f"Import of {self.name}", **columns)
        return 1

    def _cells(self, row):
        """The cells of the sheet that say what was agreed otherwise, as the reason of a request."""
        cells = [one for one in row["changes"] if one["field"] in GUARDED and one["cell"]]
        named = ", ".join(dict.fromkeys(cell_in_words(one["cell"], row["sheet"]) for one in cells))
        return f"Import of {self.name}{': ' if named else ''}{named}"[:LONGEST_RAW]

    def _ask(self, action, row, change):
        ask(
            verb=Verb.IMPORT_EXTENSION,
            ledger=self.ledger,
            role=self.role,
            action=action,
            to=plan_date(row["writes"]["due"]),
            category=DateChange.Category.OTHER,
            reason=f"Import of {self.name}: {cell_in_words(change['cell'], row['sheet'])} says “{change['raw']}”.",
        )

    def content_of_row(self, row, stands):
        """The Content to write: what stands, with only that replaced which the row says otherwise. Other leads beside
        the accountable one stay where a row names one, and so do a criterion's measure and target.
        """
        raw = {change["field"]: change["raw"] for change in row["changes"] if not change["later_date"]}
        says = row["writes"]
        parts = {text.key: raw[text.sheet] for text in TEXTS if text.sheet in raw}
        parts |= {end: plan_date(says[end]) for end in ("start", "due") if end in raw}
        if "text" in raw:
            parts["text"] = row["text"]
        if "partners" in raw:
            parts["partners"] = tuple(says["partners"])
        if "criteria" in raw:
            known = {criterion.statement: criterion for criterion in stands.criteria}
            parts["criteria"] = tuple(known.get(words, Criterion(words)) for words in says["criteria"])
        if "lead" in raw:
            parts["leads"] = self._leads(says["lead"], stands.leads)
        return replace(stands, **parts)

    def _leads(self, named, stand):
        posts = [self.posts[title.casefold(), body.casefold()] for title, body in named]
        # A sheet with one column for the lead says nothing of joint leads: they stay.
        others = [post for post in stand[1:] if post not in posts] if len(posts) == 1 else []
        return (*posts, *others)

    def _columns(self, row, stands=None):
        """What of an action's row comes from the sheet alone: where each field was read, and what the sheet said of
        status, rating and notes, which is never counted. Beside what `stands`, where the action is not new."""
        sources = dict(stands.sources) if stands else {}
        said = dict(stands.sheet_said) if stands else {}
        place = {"file": self.name, "import": str(self.plan_import.uuid), "sheet": row["sheet"]}
        for change in row["changes"]:
            field, cell = change["field"], change["cell"]
            if not change["later_date"] and not change.get("requested"):
                sources[field] = {**place, "cell": cell, "raw": change["raw"][:LONGEST_RAW]}
            if field in SAID:
                said[field] = {"text": change["new"], "cell": cell, "sheet": row["sheet"], "file": self.name}
        columns = {"sources": sources, "sheet_said": said}
        return columns if stands else columns | {"plan_import": self.plan_import}


def plan_date(said):
    """The PlanDate that a preview row says in plain values."""
    raw, precision, *days = said
    return PlanDate(raw, precision, *(day and date.fromisoformat(day) for day in days))


def actions_concerned(rows):
    """The actions that preview rows are about, as a queryset to be locked."""
    return Action.objects.filter(uuid__in=[row["action"] for row in rows if row["action"]])
