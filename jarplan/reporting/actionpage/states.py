"""What an action's page reads: the states of the action and of all that belongs to it, as they are or were in
force. What is shown of them is in page.py.
"""

from datetime import date, datetime
from functools import cached_property
from types import SimpleNamespace
from uuid import UUID

from django.db.models import Prefetch, Q, prefetch_related_objects

from actions.models import (
    Action,
    AgendaItem,
    Challenge,
    ContentChange,
    DateChange,
    Evidence,
    LaterLook,
    ProgressUpdate,
    SampleCheck,
    SignOff,
    Wait,
)
from actions.reading.rounds import rounds_in
from jarplan.audit.reading.as_at import not_withdrawn
from jarplan.audit.reading.folding import states_together
from jarplan.clock import LONDON
from jarplan.dates import in_full
from jarplan.files.models import StoredFile
from jarplan.people.models import Organisation, Post, User
from jarplan.people.queries import names_of_gone
from jarplan.reporting.history.story import names_of, uuids_in
from recommendations.models import Meeting

MONTHS = {"reported_month", "report_from", "off_path_from"}
DAYS = ("_due", "_on", "_earliest", "_latest", "speaks_of")
MENTIONED = (Post, Organisation, User, Meeting, StoredFile)
PARTS = {
    "update": ProgressUpdate,
    "date_change": DateChange,
    "content_change": ContentChange,
    "challenge": Challenge,
    "sign_off": SignOff,
    "later_look": LaterLook,
    "sample_check": SampleCheck,
    "agenda_item": AgendaItem,
}
# What belongs to more than one action.
SHARED = ("evidence", "wait")


# What may wait of an action and whose signatures stand, as policies ask for it.
WAITING = (
    ("date_changes", "date_change"),
    ("content_changes", "content_change"),
    ("challenges", "challenge"),
    ("sign_offs", "sign_off"),
    ("sample_checks", "sample_check"),
)


def used_for(evidence):
    """The UUIDs of the actions that a state of evidence says it is or was used for."""
    return {use["action"] for use in evidence["uses"]}


def moment(text):
    return datetime.fromisoformat(text).astimezone(LONDON)


def action_row(reference):
    """The action's row with what says who may do what with it, or None."""
    rows = Action.objects.select_related("recommendation").prefetch_related("leads")
    return rows.filter(reference=reference).first()


class ActionStates:
    """An action and its parts as `user` may read them: `day` is what everything is derived with, `as_at` the past
    day that is looked at, or None."""

    def __init__(self, row, user, day, as_at=None):
        self.row, self.user, self.day, self.as_at = row, user, day, as_at
        wanted = {kind: model.objects.filter(action=row).values("uuid") for kind, model in PARTS.items()}
        wanted["evidence"] = Evidence.objects.filter(actions=row).values("uuid")
        wanted["wait"] = Wait.objects.filter(Q(action=row) | Q(other=row)).values("uuid")
        # Of today from the history as well: one query, where the rows of each kind are one and their parts others.
        self.states = states_together({"action": [row.uuid], "round": None, **wanted}, as_at)
        self.state = self.states["action"].get(row.uuid)

    def read_what_waits(self):
        """Fetches for the row the requests, challenges and sign-offs that it has by the states, as policies ask for
        them: mostly none, and then nothing is asked."""
        for name, kind in WAITING:
            rows = PARTS[kind].objects.filter(uuid__in=list(self.states[kind]))
            prefetch_related_objects([self.row], Prefetch(name, rows))

    @property
    def exists(self):
        """Whether it was in the plan then at all."""
        return self.state is not None

    @cached_property
    def parts(self):
        """{kind: {uuid: state}} of what belongs to the action."""
        found = {
            kind: {str(uuid): state for uuid, state in self.states[kind].items()}
            for kind in (*PARTS, *SHARED)
        }
        own = str(self.row.uuid)  # on a past day it may have been used for other actions only
        shows = {uuid: one for uuid, one in found["evidence"].items() if own in used_for(one)}
        return {**found, "evidence": shows}

    @cached_property
    def rounds(self):
        """The reporting rounds that were known."""
        return rounds_in(not_withdrawn("round", self.states["round"]))

    @cached_property
    def names(self):
        """{UUID as text: name} of everybody and everything that the states mention."""
        wanted = uuids_in([self.state, *[list(states.values()) for states in self.parts.values()]])
        actions = ({self.state["superseded_by"]} | uuids_in(list(self.parts["wait"].values()))) - {None}
        found = names_of(dict.fromkeys(MENTIONED, wanted) | {Action: actions})
        found |= names_of_gone({lead["post"] for lead in self.state["leads"]} - found.keys())
        found |= {str(one.uuid): str(one) for one in self.rounds}
        for uuid, state in self.parts["update"].items():
            found[uuid] = in_full(moment(state["made_at"]))
        return found

    def shown(self, uuid, state):
        """A state with its days and moments as such, and everybody by name."""
        values = {"uuid": UUID(uuid)}
        for name, value in state.items():
            if isinstance(value, str) and name.endswith("_at"):
                value = moment(value)
            elif isinstance(value, str) and value and (name.endswith(DAYS) or name in MONTHS):
                value = date.fromisoformat(value)
            elif isinstance(value, str) and value in self.names:
                value = self.names[value]
            values[name] = value
        return SimpleNamespace(**values)

    def sorted_parts(self, kind, moment_of):
        rows = [self.shown(uuid, state) for uuid, state in self.parts[kind].items()]
        return sorted(rows, key=lambda row: getattr(row, moment_of))
