"""Why actions moved: what the reports, extensions and sign-offs since say, in words. Pure, over states as the history
has them."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from actions.models import DateChange, SignOff
from actions.rules.lifecycle import SIGNED, Decision, Rating, Status
from actions.rules.movement import ADDED, BETTER, EXTENDED, GONE, OVERDUE, SIGNED_OFF, WORSE
from actions.rules.records import ActionRecord
from jarplan.audit.reading.folding import end_of
from jarplan.clock import day_of
from jarplan.dates import in_full

# What holds the reasons, and when each of them was given.
KINDS = {"update": "made_at", "date_change": "decided_at", "sign_off": "signed_at"}


@dataclass(frozen=True)
class Move:
    """An action that moved: what changed in words, and the reason on record ("" where none was given)."""

    record: ActionRecord
    change: str
    reason: str


@dataclass(frozen=True)
class Since:
    """What was recorded of actions since the earlier moment, by the text of their UUID, the oldest first; `gone`: the
    states of those that have left the plan, `meetings`: the bodies that met, by the text of their UUID."""

    reports: dict = field(default_factory=dict)
    extensions: dict = field(default_factory=dict)
    sign_offs: dict = field(default_factory=dict)
    gone: dict = field(default_factory=dict)
    meetings: dict = field(default_factory=dict)

    @classmethod
    def of(cls, day, states, start=None):
        """What the `states`, {kind: {UUID: state}} of KINDS, "action" and "meeting", say since the end of a day, or
        from the moment `start` on."""
        start = start or end_of(day)
        told = {kind: grouped(states[kind].values(), at, start) for kind, at in KINDS.items()}
        return cls(
            reports=told["update"],
            extensions=told["date_change"],
            sign_offs=told["sign_off"],
            gone={str(uuid): state for uuid, state in states["action"].items()},
            meetings={str(uuid): state["body"] for uuid, state in states["meeting"].items()},
        )


def grouped(states, at, start):
    """{action: its states since a moment}; of sign-offs those too that lapsed since."""
    found = {}
    for state in sorted(states, key=lambda one: one[at] or ""):
        moments = [state[name] for name in (at, "lapsed_at") if state.get(name)]
        if any(datetime.fromisoformat(moment) >= start for moment in moments):
            found.setdefault(state["action"], []).append(state)
    return found


def conditions(moved, also=()):
    """{kind: the condition on its rows} of what explains what Moved; of the records `also` their reports."""
    uuids = [record.uuid for record in moved.records]
    reported = Q(action__uuid__in=[*uuids, *(record.uuid for record in also)])
    return {
        **dict.fromkeys(KINDS, Q(action__uuid__in=uuids)),
        "update": reported,
        "action": Q(uuid__in=uuids),
    }


def explained(way, pairs, known):
    """The Moves of these pairs of (how it stood, its record), which all moved in this way; `known`: Since."""
    tell = TOLD[way]
    return [Move(now, *tell(was, now, known)) for was, now in pairs]


def last_report(now, known):
    return (known.reports.get(str(now.uuid)) or [{}])[-1]


def better(was, now, known):
    last = last_report(now, known)
    return ratings(was, now), last.get("why_better") or last.get("done", "")


def worse(was, now, known):
    if was.status in SIGNED:
        ended = [one for one in known.sign_offs.get(str(now.uuid), ()) if one["lapsed_at"]]
        last = ended[-1] if ended else {}
        return "The sign-off has ended", last.get("withdrawn_reason") or last.get("lapsed_because", "")
    return ratings(was, now), last_report(now, known).get("reason", "")


def ratings(was, now):
    earlier, later = Rating(was.declared_rating).label, Rating(now.declared_rating).label
    return f"{earlier} to {later.lower()}"


def overdue(was, now, known):
    return f"Due {in_full(now.due_latest)}", last_report(now, known).get("reason", "")


def signed_off(was, now, known):
    signed = [
        one
        for one in known.sign_offs.get(str(now.uuid), ())
        if one["outcome"] == SignOff.Outcome.SIGNED and one["round"] == SignOff.Round.BOARD
    ]
    last = signed[-1] if signed else {}
    if not last:
        return "Signed off", ""
    day = f"Signed off on {in_full(day_of(datetime.fromisoformat(last['signed_at'])))}"
    meeting = known.meetings.get(last["meeting"])
    return f"{day} at {meeting}" if meeting else day, last["reason"]


def extended(was, now, known):
    agreed = [one for one in known.extensions.get(str(now.uuid), ()) if one["decision"] == Decision.GRANTED]
    reasons = [f"{DateChange.Category(one['category']).label}: {one['reason']}" for one in agreed]
    earlier = in_full(was.due_latest) if was.due_latest else "no date"
    later = in_full(now.due_latest) if now.due_latest else "no date"
    return f"{earlier} to {later}", "\n".join(reasons)


def added(was, now, known):
    return f"Added, {Status(now.status).label.lower()}", ""


def gone(was, now, known):
    return Status(now.status).label, known.gone.get(str(now.uuid), {}).get("status_reason", "")


TOLD = {
    BETTER: better,
    WORSE: worse,
    OVERDUE: overdue,
    SIGNED_OFF: signed_off,
    EXTENDED: extended,
    ADDED: added,
    GONE: gone,
}
