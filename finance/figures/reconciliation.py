"""Adds up every printed total again and says of each difference whether rounding explains it.

Each figure printed to the nearest unit may be half a unit off, the printed total too: n figures and their
total may differ by half a unit times (n + 1). More than that is a mismatch. Text counts as no figure.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from finance.figures.printed import words_of


class Verdict(Enum):
    """What became of adding a total up again."""

    AGREES = "adds up"
    ROUNDING = "explained by rounding"
    MISMATCH = "mismatch"


@dataclass(frozen=True)
class Check:
    """One printed total added up again. `across` adds up the periods of a line, otherwise the lines of a
    total in one period. Amounts are in £000; `left_out` are the words that have no figure."""

    line: str
    line_order: int
    period: str
    period_order: int
    across: bool
    printed: Decimal
    summed: Decimal
    figures: int
    left_out: tuple
    unit: Decimal

    @property
    def difference(self):
        """Printed less summed."""
        return self.printed - self.summed

    @property
    def allowed(self):
        """The most by which rounding alone can make them differ."""
        # The printed total is rounded as well: hence one more than the figures.
        return self.unit / 2 * (self.figures + 1)

    @property
    def verdict(self):
        if not self.difference:
            return Verdict.AGREES
        return Verdict.ROUNDING if abs(self.difference) <= self.allowed else Verdict.MISMATCH

    @property
    def printed_words(self):
        return words_of(self.printed)

    @property
    def summed_words(self):
        return words_of(self.summed)

    @property
    def where(self):
        return f"{self.line}, {self.period}"

    @property
    def added_up(self):
        """What was added up, in words."""
        return "its periods" if self.across else "the lines that it totals"

    @property
    def in_words(self):
        """The whole finding in sentences for a reader, money in £000 as in the table."""
        said = f"{self.printed_words} is printed; {self.added_up} add up to {self.summed_words}"
        if self.verdict is Verdict.AGREES:
            sentences = [f"{said}."]
        else:
            more = "more" if self.difference > 0 else "less"
            sentences = [f"{said}: {words_of(abs(self.difference))} {more} is printed.", self.because]
        if self.left_out:
            sentences.append(f"Not included because there is no figure: {'; '.join(self.left_out)}.")
        return " ".join(sentences)

    @property
    def because(self):
        """Why rounding does, or does not, explain the difference."""
        nearest = f"£{words_of(self.unit * 1000)}"
        reach = (
            f"{self.figures} figures and their total, each rounded to the nearest {nearest}, can differ by"
        )
        if self.verdict is Verdict.ROUNDING:
            return f"Rounding explains it: {reach} up to {words_of(self.allowed)}."
        return f"Rounding does not explain it: {reach} {words_of(self.allowed)} at most."


def reconcile(table):
    """A Check of every printed total of a PrintedTable, line by line, across before down."""
    checks = []
    for line in table.lines:
        if table.total_period:
            parts = [
                (period.short_label, line.figures.get(period.order))
                for period in table.periods
                if not period.is_total
            ]
            checks.append(check(table, line, table.total_period, parts, across=True))
        if line.kind == "total":
            lines = [part for part in table.lines if part.order in line.sums]
            for period in table.periods:
                parts = [(part.label, part.figures.get(period.order)) for part in lines]
                checks.append(check(table, line, period, parts, across=False))
    return [found for found in checks if found]


def check(table, line, period, parts, *, across):
    """The Check of one cell against its (label, figure or None) parts; None where it prints no amount."""
    total = line.figures.get(period.order)
    # A total that is printed as words can be neither right nor wrong.
    if total is None or total.amount is None:
        return None
    amounts = [figure.amount for _, figure in parts if figure and figure.amount is not None]
    return Check(
        line=line.label,
        line_order=line.order,
        period=period.short_label,
        period_order=period.order,
        across=across,
        printed=total.amount,
        summed=sum(amounts, Decimal(0)),
        figures=len(amounts),
        left_out=tuple(f"{label} ({figure.note})" for label, figure in parts if figure and figure.note),
        unit=table.rounded_to,
    )


def differences(checks):
    """The checks whose totals do not add up, explained or not."""
    return [found for found in checks if found.verdict is not Verdict.AGREES]
