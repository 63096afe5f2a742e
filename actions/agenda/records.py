"""What pages show of an agenda: its items, what was decided on each, and what became of that. Pure functions over
states, today's or those of a past day.
"""

from dataclasses import dataclass
from datetime import date, datetime

from actions.models import AgendaDecision
from actions.rules.lifecycle import CLAIMED, OUT, Status
from jarplan.clock import day_of as day_of_moment
from jarplan.dates import day_of, in_full

Kind = AgendaDecision.Kind
# What is decided on a pack's recommendation, as the meeting's own words say it: nothing else is changed by it.
OF_PACKS = {Kind.CARRIED, Kind.AMENDED, Kind.LOST, Kind.DEFERRED}


@dataclass(frozen=True)
class Decision:
    """One decision: `words` as typed; `became` what has become of it on the day that is shown; `is_open` whether
    somebody still owes something; `is_late` whether the day for that has passed."""

    kind: str
    label: str
    recorded_on: date
    by: str
    words: str
    became: str
    report_by: date | None = None
    is_open: bool = False
    is_late: bool = False


@dataclass(frozen=True)
class Item:
    """An agenda item: an action, a recommendation, or what a pack asks beside these (`reference` ""), with what the
    meeting is asked. `pack`, `number`: where the pack asks it."""

    uuid: str
    version: int
    meeting: str
    reference: str
    text: str
    is_action: bool
    status: str
    asked: str
    decisions: tuple
    taken_off_on: date | None = None
    taken_off_reason: str = ""
    place: tuple = ()
    pack: int | None = None
    number: str = ""

    @property
    def in_pack(self):
        """Pack 2, recommendation 3.1; "" where no pack asks it."""
        return f"Pack {self.pack}, recommendation {self.number}" if self.pack else ""

    @property
    def title(self):
        """What it is about, in a line."""
        return f"{self.reference} {self.text}" if self.reference else f"{self.in_pack}: {self.asked}"

    @property
    def status_label(self):
        return Status(self.status).label if self.status else ""

    @property
    def is_on_agenda(self):
        return self.taken_off_on is None


@dataclass(frozen=True)
class Known:
    """The states that items are shown from: {UUID as text: state} of each kind, and the names of people."""

    actions: dict
    date_changes: dict
    challenges: dict
    recommendations: dict
    names: dict


# A recommendation that the history does not know on the day.
NOWHERE = {"reference": "", "text": "", "order": 0}


def item_of(uuid, state, known, day):
    """The Item of a state on a day."""
    action = known.actions.get(state["action"])
    recommendation = known.recommendations.get(state["recommendation"], NOWHERE)
    off = state["taken_off_at"]
    return Item(
        uuid=str(uuid),
        version=state["version"],
        meeting=state["meeting"],
        reference=(action or recommendation)["reference"],
        text=(action or recommendation)["text"],
        is_action=action is not None,
        status=action["status"] if action else "",
        asked=state["asked"],
        decisions=tuple(decision_of(one, action, known, day) for one in state["decisions"]),
        taken_off_on=on_day(off) if off else None,
        taken_off_reason=state["taken_off_reason"],
        place=place_of(state["number"], recommendation["order"], action),
        pack=state["pack"],
        number=state["number"],
    )


def place_of(number, order, action):
    """As AgendaItem.place has it."""
    if number:
        return (0, *map(int, number.split(".")))
    return (1, order, action["plan_order"] if action else 0)


def decision_of(part, action, known, day):
    """The Decision of a part of an item's state."""
    kind = part["kind"]
    said = WHAT_BECAME[kind](part, action, known, day)
    return Decision(
        kind=kind,
        label=Kind(kind).label,
        recorded_on=on_day(part["taken_at"]),
        by=known.names.get(part["taken_by"], ""),
        report_by=day_of(part["report_by"]),
        **{"words": part["words"], **said},
    )


def of_note(part, action, known, day):
    return {"became": ""}


def of_extension(part, action, known, day):
    change = known.date_changes[part["date_change"]]
    if part["kind"] == Kind.REFUSED:
        became = f"The due date stayed {change['from_raw']}" if change["from_raw"] else "The due date stayed"
    else:
        became = f"Due date moved to {change['to_raw']}"
    return {"words": change["decision_reason"], "became": f"{became}.{delivered(action)}"}


def delivered(action):
    """That the action has been delivered since, where it has."""
    at = action["delivered_at"] if action["status"] in CLAIMED else None
    return f" Delivered on {in_full(on_day(at))}." if at else ""


def of_challenge(part, action, known, day):
    asked = known.challenges[part["challenge"]]
    if asked["answered_at"]:
        became = f"Answered on {in_full(on_day(asked['answered_at']))}: {asked['answer']}"
        return {"words": asked["question"], "became": became}
    since = in_full(on_day(asked["lodged_at"]))
    return {"words": asked["question"], "became": f"No answer yet, asked on {since}.", "is_open": True}


def of_report(part, action, known, day):
    asked_at, by = moment(part["taken_at"]), day_of(part["report_by"])
    if action["reported_at"] and moment(action["reported_at"]) > asked_at:
        return {"became": f"Reported on {in_full(on_day(action['reported_at']))}."}
    if action["status"] in OUT:
        return {"became": "The action has left the plan."}
    if by < day:
        return {"became": f"No report yet. It was due by {in_full(by)}.", "is_open": True, "is_late": True}
    return {"became": f"The report is due by {in_full(by)}.", "is_open": True}


WHAT_BECAME = {
    **dict.fromkeys(OF_PACKS | {Kind.NOTED}, of_note),
    Kind.AGREED: of_extension,
    Kind.REFUSED: of_extension,
    Kind.CHALLENGED: of_challenge,
    Kind.ASKED: of_challenge,
    Kind.REPORT: of_report,
}


def moment(text):
    return datetime.fromisoformat(text)


def on_day(text):
    """The day of a moment of a state."""
    return day_of_moment(moment(text))
