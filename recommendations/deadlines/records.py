"""What pages read of deadlines: frozen records made from states, live or of a past day.

The governing date, the days left and the readings are derived here, once.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from jarplan.dates import day_of, in_full
from jarplan.workdays.calendar import UnknownYear, working_days_between
from jarplan.workdays.derivation import DaysOff, Derivation, Reading, Unit, derive, readings_that_give
from jarplan.workdays.strip import months_of
from recommendations.deadlines.closures import what_a_count_knows
from recommendations.models import DeadlineRule, Duty

TOLD_AT = re.compile(r", as the council's report tells it at ([\d.]+)")


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

    def counted_from(self, day, off):
        """The same words, counted from another day."""
        literal = self.literal
        return replace(self, literal=derive(day, literal.number, literal.unit, literal.day_one, off))


@dataclass(frozen=True)
class DeadlineRecord:
    """A deadline: stated, computed and adopted side by side, and which of them governs."""

    uuid: str
    version: int
    inspection: str
    duty: str
    task: str
    after_duty: str
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
    held_on: date | None = None
    met_on: date | None = None
    met_by: str = ""
    met_proof: str = ""
    # Pages count on through years that are not known, and say so; only verbs refuse them.
    off: DaysOff = field(default_factory=lambda: DaysOff(beyond=True))
    of: str = ""
    anchor: str = ""

    @property
    def duty_label(self):
        """The duty in words; with the inspection that it follows, where there are several (`named_apart`)."""
        label = self.task or Duty(self.duty).label
        return f"{label} ({self.of})" if self.of else label

    @property
    def title(self):
        return self.duty_label[0].upper() + self.duty_label[1:]

    @property
    def certainty_label(self):
        return DeadlineRule.Certainty(self.certainty).label

    @property
    def rule_counts_from_label(self):
        if self.after_duty:
            return f"the duty to {Duty(self.after_duty).label} is met"
        return DeadlineRule.CountedFrom(self.rule_counts_from).label

    @property
    def counted_from_label(self):
        # Until the other duty is met, the count begins on its deadline; the note says so.
        if self.counted_from == DeadlineRule.CountedFrom.MET and self.start_note:
            return f"the duty to {Duty(self.after_duty).label} is due"
        label = DeadlineRule.CountedFrom(self.counted_from).label
        label = self.rule_counts_from_label if self.counted_from == DeadlineRule.CountedFrom.MET else label
        return label.replace(" is ", " was ")

    @property
    def counted(self):
        return self.unit.counted(self.number)

    @cached_property
    def derivation(self):
        """The count as the calendar has it on the day shown."""
        return derive(self.start, self.number, self.unit, self.day_one, self.off)

    @cached_property
    def months(self):
        """The count as months, for the calendar strip."""
        return months_of(self.derivation)

    @property
    def computed(self):
        """The date as it was counted last; as the calendar has it where none was kept."""
        return self.held_on or self.derivation.due

    @property
    def would_move(self):
        """Whether the calendar has changed since the date was counted, so that it gives another one."""
        return self.computed != self.derivation.due

    @property
    def unknown_years(self):
        """The years whose bank holidays the count needs and the calendar does not know, in words."""
        return " and ".join(map(str, self.derivation.unknown_years))

    @property
    def stated(self) -> date | None:
        """The earliest day that the paper states; None where it states none."""
        # The paper words the plan's deadline twice, at 2.1 and 4.11; the earlier day is the safe one.
        return min((wording.day for wording in self.wordings if wording.day), default=None)

    @property
    def stated_in(self):
        """The paragraphs that state a day, in words; with the day where it is not the one that counts as stated."""
        return ", ".join(
            one.paragraph if one.day == self.stated else f"{one.paragraph}: {in_full(one.day)}"
            for one in self.wordings
            if one.day
        )

    @property
    def in_force(self) -> date:
        """The adopted date; until there is one, the earlier of stated and computed."""
        # The earlier one: who keeps to it has kept to both. What the paper states is never put right in
        # silence.
        return self.adopted_on or min(filter(None, (self.stated, self.computed)))

    @property
    def in_force_because(self):
        """Which of the three governs, as a word."""
        if self.adopted_on:
            return "adopted"
        return "stated" if self.stated and self.stated < self.computed else "computed"

    @property
    def in_force_word(self):
        """The same as people say it; the key goes into published versions and stays."""
        return {"computed": "calculated"}.get(self.in_force_because, self.in_force_because)

    def days_left(self, day) -> int:
        """Calendar days from that day to the governing date; negative once it has passed."""
        return (self.in_force - day).days

    def working_days_left(self, day) -> int | None:
        """Working days after that day, up to and including the governing date; negative once it has passed. None
        where the bank holidays are not known."""
        try:
            return working_days_between(day, self.in_force, self.off.closures, self.off.proclaimed)
        except UnknownYear:
            return None

    @property
    def other_wordings(self):
        """The wordings that count otherwise than the rule does, such as "70 days" for 70 working days."""
        return [
            one for one in self.wordings if (one.literal.number, one.literal.unit) != (self.number, self.unit)
        ]

    def begun_on(self, counted_from, day, note) -> "DeadlineRecord":
        """The same deadline, counted from that day; its adopted date stays."""
        return replace(
            self,
            counted_from=counted_from,
            start=day,
            start_note=note,
            # Another start, so the count that was kept is none of this one.
            held_on=None,
            wordings=tuple(one.counted_from(day, self.off) for one in self.wordings),
        )

    def counted_anew(self, day) -> "DeadlineRecord":
        """The same deadline, had that which the law counts from been on that day."""
        return self.begun_on(self.rule_counts_from, day, "")

    @property
    def is_open(self):
        """Whether it is still to be met."""
        return self.met_on is None

    @property
    def met_late(self):
        """Whether it was met after the date that governs."""
        return self.met_on is not None and self.met_on > self.in_force

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The small changes of reading that lead to the stated date; none where it is the computed one."""
        if self.stated is None:
            return ()
        event = DeadlineRule.CountedFrom(self.rule_counts_from).value
        return readings_that_give(
            self.stated, self.start, self.number, self.unit, self.day_one, self.off, event
        )


def named_apart(records, titles):
    """The records with an anchor each on a page that shows them all, and named by inspection where there are several.

    titles: of inspections, by the text of their UUID.
    """
    several = len({record.inspection for record in records}) > 1
    seen = set()
    for record in records:
        # The first keeps the plain anchor, which mails and older links name.
        anchor = record.duty if record.duty not in seen else f"{record.duty}-{record.uuid[:8]}"
        seen.add(record.duty)
        yield replace(record, anchor=anchor, of=titles[record.inspection] if several else "")


def source_in_words(source):
    """A rule's source as people say it. Facts that were loaded with other words stay as they are."""
    return TOLD_AT.sub(r" (council report, paragraph \1)", source)


def deadline_record(uuid, state, rule, names, days_off=()):
    """rule: the state of its rule; names: of the people in it, by their UUID; days_off: DayOffRecords."""
    start = day_of(state["start"])
    off = what_a_count_knows(days_off, rule["leaves_out_closures"])
    return DeadlineRecord(
        uuid=str(uuid),
        version=state["version"],
        inspection=state["inspection"],
        duty=rule["duty"],
        task=rule["task"],
        after_duty=rule["after_duty"],
        source=source_in_words(rule["source"]),
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
                derive(start, part["number"], part["unit"], rule["day_one"], off),
            )
            for part in state["wordings"]
        ),
        adopted_on=day_of(state["adopted_on"]),
        adopted_by=names.get(state["adopted_by"], ""),
        adopted_reason=state["adopted_reason"],
        held_on=day_of(state["computed_on"]),
        met_on=day_of(state["met_on"]),
        met_by=names.get(state["met_by"], ""),
        met_proof=state["met_proof"],
        off=off,
    )
