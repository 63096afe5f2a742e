"""What an action's page reads: the states of the action and of all that belongs to it, made from the rows for
today and folded from the history for a past day. What is shown of them is in actionpage.py.
"""

from datetime import date, datetime
from functools import cached_property
from types import SimpleNamespace
from uuid import UUID

from actions.models import Action, Challenge, DateChange, Evidence, LaterLook, ProgressUpdate, SignOff
from actions.reading.rounds import read_rounds
from jarplan.audit.canonical import plain
from jarplan.audit.reading.folding import state_at, states_at
from jarplan.audit.subjects import SUBJECTS
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
    "challenge": Challenge,
    "sign_off": SignOff,
    "later_look": LaterLook,
}


def used_for(evidence):
    """The UUIDs of the actions that a state of evidence says it is or was used for."""
    return {use["action"] for use in evidence["uses"]}


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


class ActionStates:
    """An action and its parts as `user` may read them: `day` is what everything is derived with, `as_at` the past
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
        shows = states_of("evidence", Evidence, self.as_at, actions=self.row)
        own = str(self.row.uuid)  # on a past day it may have been used for other actions only
        return {**parts, "evidence": {uuid: one for uuid, one in shows.items() if own in used_for(one)}}

    @cached_property
    def rounds(self):
        """The reporting rounds that were known."""
        return read_rounds(self.as_at)

    @cached_property
    def names(self):
        """{UUID as text: name} of everybody and everything that the states mention."""
        wanted = uuids_in(plain([self.state, *[list(states.values()) for states in self.parts.values()]]))
        found = names_of(wanted, MENTIONED)
        found |= names_of_gone({lead["post"] for lead in self.state["leads"]} - found.keys())
        if self.state["superseded_by"]:
            found |= names_of({self.state["superseded_by"]}, (Action,))
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
