"""Reads of agendas, live or at the end of a past day, of the inspections that are shown."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from actions.agenda.held import DECIDED_AT
from actions.agenda.records import Decision, Item, Known, item_of
from actions.models import AgendaDecision
from jarplan.audit.reading.as_at import states
from jarplan.audit.subjects import KIND_OF, SUBJECTS
from jarplan.people.models import User
from recommendations.meetings.queries import meetings
from recommendations.meetings.records import MeetingRecord
from recommendations.within import EVERYTHING

PATHS = {"action": "", "date_change": "action__", "challenge": "action__"}


@dataclass(frozen=True)
class Matter:
    """A decision of an earlier meeting, and on what: what became of it is in the decision."""

    meeting: MeetingRecord
    item: Item
    decision: Decision


def agendas(keys, day, as_at=None, within=EVERYTHING):
    """{UUID of a meeting as text: its Items} of these meetings (UUIDs as text), in the order of the plan; items that
    were taken off too."""
    keys = list(keys)
    if not keys:
        return {}
    here = {
        kind: within.of(kind) & Q(**{f"{path}agenda_items__meeting__uuid__in": keys})
        for kind, path in PATHS.items()
    }
    items = within.of("agenda_item") & Q(meeting__uuid__in=keys)
    read = within.having_read(as_at, agenda_item=items, **here).read
    read["recommendation"] = states("recommendation", as_at, Q(agenda_items__meeting__uuid__in=keys))
    by_text = {
        kind: {str(uuid): state for uuid, state in read[kind].items()} for kind in (*PATHS, "recommendation")
    }
    people = {one["taken_by"] for state in read["agenda_item"].values() for one in state["decisions"]}
    rows = User.objects.filter(uuid__in=people).values_list("uuid", "full_name") if people else ()
    names = {str(uuid): name for uuid, name in rows}
    known = Known(*by_text.values(), names)
    found = defaultdict(list)
    for uuid, state in read["agenda_item"].items():
        if state["meeting"] in keys:
            found[state["meeting"]].append(item_of(uuid, state, known, day))
    return {key: sorted(some, key=lambda one: one.place) for key, some in found.items()}


def matters_arising(meeting, day, as_at=None, within=EVERYTHING, of_body=True):
    """The Matters of a meeting (a Meeting or its MeetingRecord): each decision of the last meeting before it of the
    same body, and of earlier ones what is still open; the latest meeting first. Where not `of_body` then the same of
    each of the other bodies, one after another. `day`: that is shown."""
    own = meeting.body.casefold()
    by_body = {own: []}
    for one in reversed(meetings(as_at, within)):
        if one.held_on < meeting.held_on:
            by_body.setdefault(one.body.casefold(), []).append(one)
    bodies = [by_body[own]] if of_body else list(by_body.values())
    found = agendas([one.uuid for some in bodies for one in some], day, as_at, within)
    return [
        Matter(one, item, decision)
        for some in bodies
        for place, one in enumerate(some)
        for item in found.get(one.uuid, ())
        for decision in item.decisions
        if place == 0 or decision.is_open
    ]


@dataclass(frozen=True)
class AlsoDecided:
    """Something else of an action that names the meeting: of which kind, of which action."""

    reference: str
    what: str


def also_decided(key, as_at=None, within=EVERYTHING):
    """What was decided or considered at a meeting (its UUID as text) without an agenda item, in words."""
    wanted = {KIND_OF[model]: within.of(KIND_OF[model]) & Q(meeting__uuid=key) for model in DECIDED_AT}
    read = within.having_read(as_at, **wanted).read
    recorded = {
        str(uuid)
        for uuid in AgendaDecision.objects.filter(item__meeting__uuid=key).values_list(
            "date_change__uuid", flat=True
        )
    }
    uuids = {
        (kind, str(uuid)): state["action"]
        for kind, states in read.items()
        if kind in wanted
        for uuid, state in states.items()
        if state["meeting"] == key and str(uuid) not in recorded
    }
    rows = SUBJECTS["action"].model.objects.filter(uuid__in=set(uuids.values()))
    references = {str(uuid): reference for uuid, reference in rows.values_list("uuid", "reference")}
    said = [AlsoDecided(references[action], SUBJECTS[kind].label) for (kind, _uuid), action in uuids.items()]
    return sorted(said, key=lambda one: (one.reference, one.what))
