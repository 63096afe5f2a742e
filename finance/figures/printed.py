"""A cost table as plain values, read from its recorded state: what pages, exports and reconciliation show.

Nothing here asks the database. Amounts are Decimals in £000.
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Period:
    """One column of figures."""

    order: int
    label: str
    short_label: str
    basis: str
    is_total: bool


@dataclass(frozen=True)
class Figure:
    """One cell: its text as printed, its amount if it has one, and what stands beside or in its place."""

    printed: str
    amount: Decimal | None
    note: str

    @property
    def value(self):
        """What a spreadsheet gets: the number where the cell is nothing but a number, or else its text."""
        return self.printed if self.amount is None or self.note else whole(self.amount)


@dataclass(frozen=True)
class Line:
    """One row. `sums` are the orders of the lines that a total adds up; `figures` go by order of period."""

    order: int
    kind: str
    label: str
    sums: tuple
    figures: dict


@dataclass(frozen=True)
class PrintedTable:
    """One table of costs as printed."""

    name: str
    title: str
    corner: str
    source: str
    wording: str
    contact: str
    rounded_to: Decimal
    periods: tuple
    lines: tuple

    @property
    def total_period(self):
        """The column that totals the others, or None."""
        return next((period for period in self.periods if period.is_total), None)

    @property
    def grand_total_line(self):
        """The last total that goes into no other total, or None."""
        part = {order for line in self.lines for order in line.sums}
        totals = [line for line in self.lines if line.kind == "total" and line.order not in part]
        return totals[-1] if totals else None

    @property
    def grand_total(self):
        """The figure where the grand total line meets the total column, or None."""
        if self.grand_total_line is None or self.total_period is None:
            return None
        return self.grand_total_line.figures.get(self.total_period.order)


def printed_table(record):
    """The PrintedTable of a recorded state of a cost table."""
    return PrintedTable(
        **{name: record[name] for name in ("name", "title", "corner", "source", "wording", "contact")},
        rounded_to=Decimal(record["rounded_to"]),
        periods=tuple(
            Period(**{name: period[name] for name in ("order", "label", "short_label", "basis", "is_total")})
            for period in sorted(record["periods"], key=by_order)
        ),
        lines=tuple(
            Line(
                line["order"],
                line["kind"],
                line["label"],
                tuple(line["sums"]),
                {figure["period"]: figure_of(figure) for figure in line["figures"]},
            )
            for line in sorted(record["lines"], key=by_order)
        ),
    )


def by_order(part):
    return part["order"]


def figure_of(cell):
    amount = cell["amount"]
    return Figure(cell["printed"], None if amount is None else Decimal(amount), cell["note"])


def whole(amount):
    """An amount without idle decimals: 8160 for 8160.000, 0.5 for 0.500."""
    return amount.quantize(Decimal(1)) if amount == amount.to_integral_value() else amount.normalize()


def words_of(amount):
    """An amount in £000 as people write it: 8,160."""
    return f"{whole(amount):,f}"


def money_total(record):
    """The printed grand total of a recorded cost table, in £000 (Decimal), or None where it prints none."""
    figure = printed_table(record).grand_total
    return figure.amount if figure else None
