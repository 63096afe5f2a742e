"""Everything that an action's page shows, read in one way for today and for a past day: today's states are made
from the rows, past ones are folded from the history."""

import json
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from types import SimpleNamespace
from uuid import UUID

from actions import records
from actions.content import SAID_LABELS
from actions.dates import PlanDate
from actions.lifecycle import Awaiting, Precision, Status
from actions.models import DateChange, Evidence, ProgressUpdate, SignOff
from actions.visibility import may_see_evidence
from jarplan.audit.canonical import plain
from jarplan.audit.folding import state_at, states_at
from jarplan.audit.history import happenings, visible_events
from jarplan.audit.subjects import SUBJECTS
from jarplan.clock import LONDON
from jarplan.files.models import StoredFile
from jarplan.people.models import Organisation, Post, User
from jarplan.people.queries import names_of_gone
from jarplan.people.roles import Role
from jarplan.reporting.story import cell_in_words, names_of, story, uuids_in
from jarplan.spreadsheets.planlayout import FIELDS
from jarplan.workdays.calendar import UnknownYear, working_days_between
from recommendations.models import Meeting

DAYS = ("_due", "_on", "_earliest", "_latest", "speaks_of")
MENTIONED = (Post, Organisation, User, Meeting, StoredFile)
PARTS = {"update": ProgressUpdate, "date_change": DateChange, "sign_off": SignOff}
SHOWN_REPORTS = 3


def in_full(day):
    return f"{day.day} {day:%B %Y}"


def moment(text):
    return datetime.fromisoformat(text).astimezone(LONDON)


def states_of(kind, model, as_at, **conditions):
    """{uuid as text: state} of the rows of these conditions, as they are now or at the end of a past day."""
    if as_at is not None:
        uuids = model.objects.filter(**conditions).values_list("uuid", flat=True)
        return {str(uuid): state for uuid, state in states_at(kind, as_at, list(uuids)).items()}
    subject = SUBJECTS[kind]
    return {str(row.uuid): plain(subject.state(row)) for row in subject.instances(**conditions)}


def action_row(reference):
    """The action's row with all that its state is made of, or None."""
    rows = SUBJECTS["action"].instances(reference=reference)
    return rows.prefetch_related("leads__post__organisation").first()


class ActionPage:
    """An action as its page shows it to `user`: `day` is what everything is derived with, `as_at` the past
    day that is looked at, or None."""

    def __init__(self, row, user, day, as_at=None):
        self.row, self.user, self.day, self.as_at = row, user, day, as_at
        if as_at is None:
            self.state = plain(SUBJECTS["action"].state(row))
        else:
            self.state = state_at("action", row.uuid, as_at)

    @property
    def exists(self):
        """Whether it was in the plan then at all."""
        return self.state is not None

    @cached_property
    def parts(self):
        """{kind: {uuid: state}} of what belongs to the action."""
        parts = {kind: states_of(kind, model, self.as_at, action=self.row) for kind, model in PARTS.items()}
        return {**parts, "evidence": states_of("evidence", Evidence, self.as_at, actions=self.row)}

    @cached_property
    def names(self):
        """{UUID as text: name} of everybody and everything that the states mention."""
        wanted = uuids_in(plain([self.state, *[list(states.values()) for states in self.parts.values()]]))
        found = names_of(wanted, MENTIONED)
        found |= names_of_gone({lead["post"] for lead in self.state["leads"]} - found.keys())
        for uuid, state in self.parts["update"].items():
            found[uuid] = in_full(moment(state["made_at"]))
        return found

    def shown(self, uuid, state):
        """A state with its days and moments as such, and everybody by name."""
        values = {"uuid": UUID(uuid)}
        for name, value in state.items():
            if isinstance(value, str) and name.endswith("_at"):
                value = moment(value)
            elif isinstance(value, str) and value and name.endswith(DAYS):
                value = date.fromisoformat(value)
            elif isinstance(value, str) and value in self.names:
                value = self.names[value]
            values[name] = value
        return SimpleNamespace(**values)

    def sorted_parts(self, kind, moment_of):
        rows = [self.shown(uuid, state) for uuid, state in self.parts[kind].items()]
        return sorted(rows, key=lambda row: getattr(row, moment_of))

    @cached_property
    def action(self):
        """The action itself, with what follows from it."""
        action = self.shown(str(self.row.uuid), self.state)
        action.brag = records.brag(action)
        action.is_overdue = records.is_overdue(action, self.day)
        action.days_over = records.days_over(action, self.day)
        action.status_label = Status(action.status).label
        action.awaiting_label = Awaiting(action.awaiting).label if action.awaiting else ""
        for end in ("due", "start"):
            written = [
                getattr(action, f"{end}_{part}") for part in ("raw", "precision", "earliest", "latest")
            ]
            setattr(action, end, PlanDate(*written) if written[0] or written[3] else None)
        exact = action.due_precision == Precision.DAY
        action.latest_counts = action.due_latest if action.due and not exact else None
        action.leads = [{**lead, "name": self.names[lead["post"]]} for lead in action.leads]
        action.criteria = [self.shown(str(self.row.uuid), one) for one in action.criteria]
        return action

    @cached_property
    def slip(self):
        """How far the due date has moved from the original one, in words; "" where it has not."""
        original, due = self.action.original_due, self.action.due_latest
        if not (self.action.moves and original and due):
            return ""
        try:
            days, kind = working_days_between(original, due), "working day"
        except UnknownYear:
            days, kind = (due - original).days, "calendar day"
        return f"{days} {kind}{'' if days == 1 else 's'} later than the original date"

    @cached_property
    def reports(self):
        """The progress reports, the newest first."""
        return self.sorted_parts("update", "made_at")[::-1]

    @property
    def latest_reports(self):
        return self.reports[:SHOWN_REPORTS]

    @property
    def earlier_reports(self):
        return self.reports[SHOWN_REPORTS:]

    @cached_property
    def date_changes(self):
        rows = self.sorted_parts("date_change", "asked_at")
        for row in rows:
            row.category_label = DateChange.Category(row.category).label
            row.decision_label = DateChange.Decision(row.decision).label
        return rows

    @cached_property
    def sign_offs(self):
        """The signatures and returns, the newest first, each with what it covers."""
        rows = self.sorted_parts("sign_off", "signed_at")[::-1]
        for row in rows:
            row.round_label = SignOff.Round(row.round).label
            row.role_label = Role(row.role).label if row.role in Role.values else row.role
            row.is_return = row.outcome == SignOff.Outcome.RETURNED
            row.covers = covered(row.content)
        return rows

    @cached_property
    def may_see_evidence(self):
        return may_see_evidence(self.user, self.row)

    @property
    def evidence_count(self):
        return len([one for one in self.parts["evidence"].values() if not one["withdrawn_at"]])

    @cached_property
    def evidence(self):
        """The evidence, withdrawn pieces included; none for those who may not open it."""
        return self.sorted_parts("evidence", "attached_at") if self.may_see_evidence else []

    @cached_property
    def story(self):
        """Everything that happened to it, the newest first, as far as this person may read it."""
        subjects = [self.row.uuid, *[uuid for states in self.parts.values() for uuid in states]]
        events = visible_events(self.user, self.as_at).filter(subject__in=subjects)
        own = {str(one.uuid): one.reference for one in (self.row, self.row.recommendation)}
        told = story(happenings(events.order_by("-sequence")), known={**self.names, **own})
        return [replace(one, href="") for one in told]  # a link would lead to this page

    @property
    def sheet_said(self):
        """What spreadsheets said, as rows of label, words, cell and file."""
        said = self.action.sheet_said or {}
        file = said.get("file", "")
        return [
            (
                SAID_LABELS.get(name, name.capitalize()),
                one["text"],
                one.get("cell", ""),
                one.get("file", file),
            )
            for name, one in said.items()
            if isinstance(one, dict)
        ]

    @property
    def sources(self):
        """The cells that its fields were read from, as rows of label and words."""
        found = self.action.sources or {}
        return [(FIELDS.get(name, name.capitalize()), cell_in_words(one)) for name, one in found.items()]


def covered(content):
    """What a signature covers, from its stored text; None where the law had it removed."""
    try:
        found = json.loads(content)
    except ValueError:
        return None
    update = found.get("update")
    if update:
        update["made_at"] = moment(update["made_at"])
    if found.get("claimed_at"):
        found["claimed_at"] = moment(found["claimed_at"])
    return found
