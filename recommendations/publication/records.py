"""Whom the report and the plan have reached: frozen records of each step and its copies, live or of a past day."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from jarplan.audit.canonical import plain
from jarplan.audit.subjects import SUBJECTS
from jarplan.dates import day_of
from recommendations.models import Duty, PublicationStep, Served


@dataclass(frozen=True)
class CopyRecord:
    """One copy that is owed or was given; the charge in pounds."""

    order: int
    organisation: str | None
    name: str
    sent_on: date | None
    day_not_stated: bool
    sent_by: str
    proof: str
    charge: Decimal | None
    left_out_reason: str

    @property
    def is_sent(self):
        return self.sent_on is not None or self.day_not_stated

    @property
    def stands(self):
        """Whether it still counts: it was not taken out."""
        return not self.left_out_reason


def copy_record(part):
    # Amounts are text in a state: JSON has no decimals, and a float would lose pence.
    charge = part["charge"]
    return CopyRecord(
        **{
            **part,
            "sent_on": day_of(part["sent_on"]),
            "charge": None if charge is None else Decimal(charge),
        }
    )


@dataclass(frozen=True)
class StepRecord:
    """One class of recipient, and what is recorded of it."""

    uuid: str
    version: int
    inspection: str
    duty: str
    recipient: str
    words: str
    served: str
    order: int
    source: str
    state: str
    done_on: date | None
    day_not_stated: bool
    done_by: str
    done_to: str
    proof: str
    proof_file: str | None
    copies: tuple[CopyRecord, ...]

    @property
    def title(self):
        return self.words[:1].upper() + self.words[1:]

    @property
    def duty_label(self):
        return Duty(self.duty).label

    @property
    def is_log(self):
        """Whether its copies are those that people asked for, and not those that are owed to named recipients."""
        return self.served == Served.LOG

    @property
    def names_recipients(self):
        return self.served in (Served.EACH, Served.ONE)

    @property
    def one_is_enough(self):
        return self.served == Served.ONE

    @property
    def is_recorded(self):
        """Whether the class as a whole is recorded as done."""
        return self.state == PublicationStep.State.DONE

    @property
    def owed(self):
        """The copies that named recipients are owed, sent or not."""
        return () if self.is_log else tuple(copy for copy in self.copies if copy.stands)

    @property
    def unsent(self):
        return tuple(copy for copy in self.owed if not copy.is_sent)

    @property
    def given(self):
        """The copies that people asked for and were given."""
        return tuple(copy for copy in self.copies if copy.stands) if self.is_log else ()

    @property
    def left_out(self):
        return tuple(copy for copy in self.copies if not copy.stands)

    @property
    def charged(self):
        """What was charged for copies on demand, in pounds."""
        return sum((copy.charge for copy in self.given if copy.charge is not None), Decimal("0.00"))

    @property
    def number_sent(self):
        return len(self.owed) - len(self.unsent)

    @property
    def named_are_served(self):
        """Whether as many named recipients were sent it as the law asks for; false where nobody is named."""
        if self.one_is_enough:
            return self.number_sent > 0
        return bool(self.owed) and not self.unsent

    @property
    def is_done(self):
        """Where recipients are named, whether they were sent it; else whether the class is recorded as done."""
        return self.named_are_served if self.owed else self.is_recorded

    @property
    def progress(self):
        """How many of the named recipients were sent it: "3 of 5"; "" where nobody is named."""
        return f"{self.number_sent} of {len(self.owed)}" if self.owed else ""

    @property
    def state_words(self):
        """The state of the class in words, as pages and sheets show it."""
        if self.is_done:
            return "Done"
        return f"{self.progress} recorded as sent" if self.number_sent else "Not recorded"

    @property
    def reached_on(self) -> date | None:
        """The day by which it was done: the one recorded, or the last day on which a named recipient was sent it;
        None where it is not done, or a day is not stated."""
        if not self.is_done or self.is_recorded:
            return self.done_on if self.is_done else None
        days = [copy.sent_on for copy in self.owed if copy.is_sent]
        stated = [day for day in days if day]
        if self.one_is_enough:
            return min(stated, default=None)
        return max(days) if len(stated) == len(days) else None


def step_record(uuid, state):
    copies = tuple(copy_record(part) for part in state["copies"])
    own = {field.name: state[field.name] for field in fields(StepRecord) if field.name in state}
    return StepRecord(uuid=str(uuid), **{**own, "done_on": day_of(state["done_on"]), "copies": copies})


def step_of(row):
    """The record of one row."""
    return step_record(row.uuid, plain(SUBJECTS["publication_step"].state(row)))
