"""What differs between two moments: actions and recommendations that were added, are gone or say something else,
field by field, with the reasons that were given in between.

It is the history that is compared, by the same differ that tells its events, and so in the same words.
"""

from dataclasses import dataclass
from itertools import islice
from types import SimpleNamespace

from django.db.models import Q

from actions.models import Action, ProgressUpdate
from actions.rules.lifecycle import OUT
from jarplan.audit.inforce import rows_of
from jarplan.audit.models import AuditState
from jarplan.audit.reading.folding import states_together
from jarplan.audit.reading.history import EventChange, visible_events
from jarplan.reporting.addresses import address_of_action, address_of_recommendation
from jarplan.reporting.history.story import fields_in_words, names_in
from recommendations.models import Recommendation

ADDED, GONE, CHANGED = "added", "gone", "changed"
STRETCH = 100
# Of an action: what follows from other fields, and what is looked at elsewhere. It would be said twice.
FOLLOWS = {
    "claim",
    "unproven",
    "unanswered",
    "answered",
    "rating_before",
    "look_again_on",
    "awaiting",
    "late_on",
}
FOLLOWS |= {"moves", "original", "report_from", "off_path_from", "sheet_said", "is_sample", "came_from"}


@dataclass(frozen=True)
class Difference:
    """An action or recommendation that is not what it was: its words now (or as they were last), the fields that
    differ as Changes, and the reasons given in between. Of versions also what has no `reference` and no `href`."""

    kind: str
    what: str
    reference: str
    text: str
    href: str = ""
    changes: tuple = ()
    reasons: tuple = ()
    recommendation: str = ""
    is_sample: bool = False


def changed_actions(earlier, later, within):
    """The rows of the actions that have an event between two Moments, in the order of the plan."""
    moved = rows_of("action").filter(between(earlier, later)).values("uuid")
    rows = Action.objects.filter(within.of("action"), uuid__in=moved)
    return rows.order_by("plan_order", "pk").values_list("uuid", "recommendation__reference")


def changed_recommendations(earlier, later, within):
    moved = rows_of("recommendation").filter(between(earlier, later)).values("uuid")
    rows = Recommendation.objects.filter(within.of("recommendation"), uuid__in=moved)
    return rows.order_by("inspection", "order", "pk").values_list("uuid", "reference")


def between(earlier, later):
    """The condition on states in force: what began, or ended, after one moment and by the other."""
    begun = Q(sequence__gt=earlier.past.sequence)
    ended = Q(until__gt=earlier.past.sequence)
    if later.past is None:
        return begun | ended
    last = later.past.sequence
    return (begun & Q(sequence__lte=last)) | (ended & Q(until__lte=last))


def differences(user, kind, rows, earlier, later):
    """Yields the Differences of the records of a kind, of which `rows` are (UUID, recommendation), in their order; a
    stretch of them is in memory at a time. The reasons are those that this user may read."""
    rows = iter(rows)
    while stretch := dict(islice(rows, STRETCH)):
        before, after = (
            states_together({kind: list(stretch)}, moment.past)[kind] for moment in (earlier, later)
        )
        pairs = {uuid: (before.get(uuid), after.get(uuid)) for uuid in stretch}
        told = {uuid: event_like(kind, *pair) for uuid, pair in pairs.items() if pair != (None, None)}
        names = names_in(list(told.values()), {})
        why = reasons_between(user, [one.event.reference for one in told.values()], earlier, later)
        rated = reported_between(list(told), earlier, later) if kind == "action" else {}
        for uuid, one in told.items():
            of_rating = rated.get(uuid, ()) if rating_of(one.before) != rating_of(one.after) else ()
            if found := difference(kind, one, names, stretch[uuid], why, of_rating):
                yield found


def event_like(kind, before, after):
    """Two states as if one event had made the one from the other: what the words of the history are made from."""
    event = SimpleNamespace(subject_kind=kind, kind="changed", reference=(after or before)["reference"])
    return EventChange(event, "", before, after)


def difference(kind, told, names, recommendation, why, of_rating=()):
    before, after, reference = told.before, told.after, told.event.reference
    stood, stands = is_there(before), is_there(after)
    if not (stood or stands):
        return None
    words = fields_in_words(told, names)
    changes = tuple(change for name, change in words.items() if name not in FOLLOWS)
    what = CHANGED if stood and stands else ADDED if stands else GONE
    if what == CHANGED and not changes:
        return None
    address = address_of_action if kind == "action" else address_of_recommendation
    state = after or before
    return Difference(
        what,
        "Action" if kind == "action" else "Recommendation",
        reference,
        state["text"],
        address(reference),
        changes if what == CHANGED else (),
        tuple(dict.fromkeys([*why.get(reference, ()), *of_rating])),
        recommendation,
        bool(state.get("is_sample")),
    )


def is_there(state):
    """Whether it counts as part of the plan."""
    return state is not None and state.get("status") not in OUT


def rating_of(state):
    """What the lead declared; "" where there is no record, or one without a rating."""
    return (state or {}).get("declared_rating", "")


def reported_between(uuids, earlier, later):
    """{UUID of an action: what its last report between two moments gives as the reason of its rating, in a list}"""
    sent = rows_of("update").filter(sequence__gt=earlier.past.sequence)
    sent = sent if later.past is None else sent.filter(sequence__lte=later.past.sequence)
    rows = ProgressUpdate.objects.filter(action__uuid__in=uuids, uuid__in=sent.values("uuid"))
    said = rows.order_by("made_at", "pk").values_list("action__uuid", "why_better", "reason", "done")
    return {uuid: [next(filter(None, words))] for uuid, *words in said if any(words)}


def reasons_between(user, references, earlier, later):
    """{reference: the reasons that events of it gave between two moments, the oldest first}"""
    events = visible_events(user).filter(reference__in=references, sequence__gt=earlier.past.sequence)
    if later.past is not None:
        events = events.filter(sequence__lte=later.past.sequence)
    told = dict(events.order_by().values_list("sequence", "reference"))
    states = AuditState.objects.filter(sequence__in=told).exclude(reason="").order_by("sequence")
    found = {}
    for sequence, reason in states.values_list("sequence", "reason"):
        found.setdefault(told[sequence], {})[reason] = None
    return found
