"""The story of one action: every event of it, of what belongs to it, of whoever may sign for its leads, and of the
imports that wrote it, in words; all of it or one kind.
"""

from dataclasses import dataclass, replace

from django.core.exceptions import BadRequest
from django.db.models import Q

from actions.models import Deputy
from actions.rules.filters import clean
from jarplan.audit.models import REFUSED, AuditEvent
from jarplan.audit.reading.history import event_changes, visible_events
from jarplan.reporting.history.story import story
from jarplan.reporting.history.topics import EVERYTHING, TOPICS

SHOWN_AT_ONCE = 20
ON_PAPER = 5


@dataclass(frozen=True)
class Timeline:
    """What happened to an action, the newest first: `items` of the kind that was asked for, of `everything`."""

    everything: list
    kind: str = EVERYTHING

    @property
    def items(self):
        if self.kind == EVERYTHING:
            return self.everything
        return [one for one in self.everything if self.kind in one.topics]

    @property
    def latest(self):
        return self.items[:SHOWN_AT_ONCE]

    @property
    def earlier(self):
        return self.items[SHOWN_AT_ONCE:]

    @property
    def on_paper(self):
        """How many of the items a sheet of paper shows."""
        return min(ON_PAPER, len(self.items))

    @property
    def label(self):
        return TOPICS.get(self.kind, "Everything")

    @property
    def kinds(self):
        """(key, words, how many, whether it is the one that is shown) of each kind; everything first."""
        counts = {key: sum(key in one.topics for one in self.everything) for key in TOPICS}
        found = {EVERYTHING: ("Everything", len(self.everything))}
        found |= {key: (words, counts[key]) for key, words in TOPICS.items()}
        return [(key, words, count, key == self.kind) for key, (words, count) in found.items()]


def kind_asked(query):
    """The kind of event that an address asks for; BadRequest where there is none like it."""
    asked = clean(query.get("kind", "")) or EVERYTHING
    if asked not in (EVERYTHING, *TOPICS):
        raise BadRequest(f"There is no type of change “{asked}”.")
    return asked


def timeline(states, kind=EVERYTHING):
    """The story of an action (ActionStates), as far as its reader may know it."""
    row = states.row
    own = {str(one.uuid): one.reference for one in (row, row.recommendation)}
    entry_of = story(events_of(states), known={**states.names, **own}, grouped_by=one_entry)
    return Timeline([replace(one, href="") for one in entry_of], kind)  # a link would lead to this page


def events_of(states):
    """The events that concern the action with what they changed, the newest first."""
    own = states.row.uuid
    parts = [
        uuid
        for kind, known in states.parts.items()
        for uuid, one in known.items()
        # What waits for this action is told in its own story.
        if kind != "wait" or one["action"] == str(own)
    ]
    # Each of these is found by the index: a condition on the subject that holds them all would be by none.
    concerned = Q(subject_kind__in=["action", *states.parts], subject__in=[own, *parts])
    concerned |= Q(subject_kind="deputy", subject__in=deputies_of(states))
    if states.state["plan_import"] or states.state["sources"]:
        moments = AuditEvent.objects.filter(subject_kind="action", subject=own).values("recorded_at")
        concerned |= Q(subject_kind="import", recorded_at__in=moments)
    # An attempt that was refused changed nothing of the action; who tried what is in the history of the plan.
    events = visible_events(states.user, states.as_at).filter(concerned).exclude(kind=REFUSED)
    events = events.order_by("-sequence")
    found = event_changes(events)
    begun = min(one.event.at for one in found if one.event.subject == own)
    over = {one.event.subject for one in found if one.event.kind == "ended" and one.event.at < begun}
    return [one for one in found if one.event.subject not in over]


def deputies_of(states):
    """Whoever was named to sign for the organisations of its leads, and whoever did sign as a deputy."""
    posts = {lead["post"] for lead in states.state["leads"]}
    signed = {one["deputy"] for one in states.parts["sign_off"].values() if one["deputy"]}
    concerned = Q(for_organisation__posts__uuid__in=posts) | Q(uuid__in=signed)
    return Deputy.objects.filter(concerned).order_by().values("uuid")


def one_entry(event_change):
    """What one verb did to this action is told once, but for what it did to more than it."""
    event = event_change.event
    beyond = event.subject_kind if event.subject_kind in ("import", "deputy") else ""
    return event.recorded_at, event.actor, beyond
