"""What pages read of deadlines: frozen records made from states, live or of a past day.

The governing date, the days left and the readings are derived here, once.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from jarplan.workdays.derivation import Derivation, Reading, Unit, derive, readings_that_give
from recommendations.models import DeadlineRule, Duty
from recommendations.records import day_of


@dataclass(frozen=True)
class WordingRecord:
    """How one paragraph words a deadline: the day it states, and the day its words literally lead to."""

    paragraph: str
    quote: str
    day: date | None
    literal: Derivation

    @property
    def counted(self):
        """What it counts, in words: "70 calendar days"."""
        return self.literal.unit.counted(self.literal.number)


@dataclass(frozen=True)
class DeadlineRecord:
    """A deadline: stated, computed and adopted side by side, and which of them governs."""

    uuid: str
    version: int
    inspection: str
    duty: str
    source: str
    law: str
    certainty: str
    rule_counts_from: str
    counted_from: str
    start: date
    start_note: str
    number: int
    unit: Unit
    day_one: str
    wordings: tuple[WordingRecord, ...]
    adopted_on: date | None
    adopted_by: str
    adopted_reason: str

    @property
    def duty_label(self):
        return Duty(self.duty).label

    @property
    def title(self):
        return self.duty_label[0].upper() + self.duty_label[1:]

    @property
    def certainty_label(self):
        return DeadlineRule.Certainty(self.certainty).label

    @property
    def rule_counts_from_label(self):
        return DeadlineRule.CountedFrom(self.rule_counts_from).label

    @property
    def counted_from_label(self):
        return DeadlineRule.CountedFrom(self.counted_from).label.replace(" is ", " was ")

    @property
    def counted(self):
        return self.unit.counted(self.number)

    @cached_property
    def derivation(self):
        return derive(self.start, self.number, self.unit, self.day_one)

    @property
    def computed(self):
        return self.derivation.due

    @property
    def stated(self) -> date | None:
        """The earliest day that the paper states; None where it states none."""
        return min((wording.day for wording in self.wordings if wording.day), default=None)

    @property
    def governing(self) -> date:
        """The adopted date; until there is one, the earlier of stated and computed."""
        return self.adopted_on or min(filter(None, (self.stated, self.computed)))

    @property
    def governed_by(self):
        """Which of the three governs, as a word."""
        if self.adopted_on:
            return "adopted"
        return "stated" if self.stated and self.stated < self.computed else "computed"

    def days_left(self, day) -> int:
        """Calendar days from that day to the governing date; negative once it has passed."""
        return (self.governing - day).days

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The small changes of reading that lead to the stated date; none where it is the computed one."""
        if self.stated is None:
            return ()
        return readings_that_give(self.stated, self.start, self.number, self.unit, self.day_one)


def deadline_record(uuid, state, rule, adopted_by=""):
    """rule: the state of its rule; adopted_by: the name of who adopted the date."""
    start = day_of(state["start"])
    return DeadlineRecord(
        uuid=str(uuid),
        version=state["version"],
        inspection=state["inspection"],
        duty=rule["duty"],
        source=rule["source"],
        law=rule["wording"],
        certainty=rule["certainty"],
        rule_counts_from=rule["counted_from"],
        counted_from=state["counted_from"],
        start=start,
        start_note=state["start_note"],
        number=rule["number"],
        unit=Unit(rule["unit"]),
        day_one=rule["day_one"],
        wordings=tuple(
            WordingRecord(
                part["paragraph"],
                part["quote"],
                day_of(part["day"]),
                derive(start, part["number"], part["unit"], rule["day_one"]),
            )
            for part in state["wordings"]
        ),
        adopted_on=day_of(state["adopted_on"]),
        adopted_by=adopted_by,
        adopted_reason=state["adopted_reason"],
    )
