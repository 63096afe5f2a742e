"""What the printed figures have become: revisions in their order, which of them count, and the new total.

Pure, over recorded states. An actual counts before any forecast; of two of a kind the later one counts.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from finance.figures.printed import Figure, words_of
from finance.models import CostRevision


@dataclass(frozen=True)
class Revision:
    """One revision beside what was printed. `instead` says what stands in its place where it does not count."""

    line: str
    period: str
    printed: Figure
    kind: str
    amount: Decimal
    reason: str
    made_at: datetime
    made_by: str
    instead: str

    @property
    def counts(self):
        return not self.instead

    @property
    def amount_words(self):
        return words_of(self.amount)

    @property
    def kind_words(self):
        return CostRevision.Kind(self.kind).label

    @property
    def change(self):
        """The amount less the printed one; a cell that printed no amount counts as none."""
        return self.amount - (self.printed.amount or 0)

    @property
    def change_words(self):
        return f"+{words_of(self.change)}" if self.change > 0 else words_of(self.change)


def counting(records):
    """{(line order, period order): the record that counts}, of recorded revisions in their order."""
    found = {}
    for record in records:
        key = (record["line"], record["period"])
        counted = found.get(key)
        # What was really spent is no longer a forecast, however late a forecast comes.
        if counted is None or record["kind"] == "actual" or counted["kind"] == "forecast":
            found[key] = record
    return found


def instead(record, counted, earlier):
    """What stands in place of a record that does not count, in words; nothing where it counts."""
    if counted is record:
        return ""
    return "replaced by an actual" if any(counted is one for one in earlier) else "replaced by a later figure"


def revisions_of(table, records, names):
    """The Revisions of a PrintedTable from its recorded ones; `names` are people's by UUID."""
    records = sorted(records, key=lambda record: record["made_at"])
    counted = counting(records)
    lines = {line.order: line for line in table.lines}
    periods = {period.order: period for period in table.periods}
    return [
        Revision(
            line=lines[record["line"]].label,
            period=periods[record["period"]].short_label,
            printed=lines[record["line"]].figures[record["period"]],
            kind=record["kind"],
            amount=Decimal(record["amount"]),
            reason=record["reason"],
            made_at=datetime.fromisoformat(record["made_at"]),
            made_by=names.get(record["made_by"], ""),
            instead=instead(record, counted[record["line"], record["period"]], seen),
        )
        for seen, record in ((records[:place], record) for place, record in enumerate(records))
    ]


def revised_total(table, revisions):
    """The printed grand total with the changes that count, in £000, or None where none is printed."""
    if table.grand_total is None or table.grand_total.amount is None:
        return None
    # From the printed total and not from the printed lines: the paper's own rounding would else look like a
    # revision.
    return table.grand_total.amount + sum(one.change for one in revisions if one.counts)
