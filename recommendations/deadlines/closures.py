"""Days off beyond the published calendar: frozen records made from states, and what each means for a count. Pure."""

from dataclasses import dataclass
from datetime import date

from jarplan.dates import day_of
from jarplan.workdays.derivation import DaysOff
from recommendations.models import DayOff


@dataclass(frozen=True)
class DayOffRecord:
    """A bank holiday proclaimed for one year, or a day on which the offices are closed."""

    uuid: str
    version: int
    day: date
    kind: str
    name: str
    source: str
    taken_out_reason: str
    stands: bool

    @property
    def is_closure(self):
        return self.kind == DayOff.Kind.CLOSURE

    @property
    def kind_label(self):
        return DayOff.Kind(self.kind).label


def day_off_record(uuid, state):
    own = ("version", "kind", "name", "source", "taken_out_reason")
    return DayOffRecord(
        uuid=str(uuid),
        day=day_of(state["day"]),
        stands=state["taken_out_at"] is None,
        **{name: state[name] for name in own},
    )


def what_a_count_knows(records, leaves_out_closures) -> DaysOff:
    """The DaysOff of a rule: every proclaimed bank holiday is left out, a closure only where the rule says so;
    where it does not, the closed day is counted, saying so."""
    stand = [record for record in records if record.stands]
    closed = {record.day: record.name for record in stand if record.is_closure}
    return DaysOff(
        proclaimed={record.day: record.name for record in stand if not record.is_closure},
        closures=closed if leaves_out_closures else {},
        noted={}
        if leaves_out_closures
        else {
            day: f"offices closed ({name}), still counted as a working day" for day, name in closed.items()
        },
        beyond=True,
    )
