"""A cost table as plain values: what is the grand total, and what a sheet gets of a cell."""

from decimal import Decimal

import pytest

from finance.figures.printed import (
    Figure,
    Line,
    Period,
    PrintedTable,
    money_total,
    printed_table,
    whole,
    words_of,
)

RECORD = {
    **dict.fromkeys(("name", "title", "corner", "source", "wording", "contact"), "x"),
    "rounded_to": "0.5",
    "periods": [
        {"order": 2, "label": "Total", "short_label": "T", "basis": "forecast", "is_total": True},
        {"order": 1, "label": "2008/09", "short_label": "08", "basis": "forecast", "is_total": False},
    ],
    "lines": [
        {
            "order": 2,
            "kind": "total",
            "label": "All",
            "sums": [1],
            "figures": [{"period": 2, "printed": "39 + more", "amount": "39.000", "note": "more"}],
        },
        {
            "order": 1,
            "kind": "line",
            "label": "Staff",
            "sums": [],
            "figures": [{"period": 1, "printed": "text", "amount": None, "note": ""}],
        },
    ],
}


def test_recorded_state_is_read_in_its_order_with_its_decimals():
    table = printed_table(RECORD)
    assert [period.label for period in table.periods] == ["2008/09", "Total"]
    assert [line.label for line in table.lines] == ["Staff", "All"]
    assert table.rounded_to == Decimal("0.5") and table.lines[0].figures[1].amount is None
    assert money_total(RECORD) == Decimal("39.000")


@pytest.mark.parametrize(
    ("figure", "value"),
    [
        (Figure("8,160", Decimal("8160.000"), ""), Decimal("8160")),
        (Figure("39 + charged to CYPS", Decimal("39"), "charged to CYPS"), "39 + charged to CYPS"),
        (Figure("Charged to CYPS", None, ""), "Charged to CYPS"),
        (Figure("0", Decimal("0.000"), ""), Decimal("0")),
    ],
)
def test_sheet_gets_a_number_where_the_cell_is_nothing_else(figure, value):
    assert figure.value == value and type(figure.value) is type(value)


def table(*lines, periods=(True,)):
    rows = [
        Line(order, kind, str(order), sums, {1: Figure(str(order), Decimal(order), "")})
        for order, kind, sums in lines
    ]
    columns = tuple(Period(order, "x", "x", "forecast", total) for order, total in enumerate(periods, 1))
    about = dict.fromkeys(("name", "title", "corner", "source", "wording", "contact"), "")
    return PrintedTable(**about, rounded_to=Decimal(1), periods=columns, lines=tuple(rows))


@pytest.mark.parametrize(
    ("lines", "order"),
    [
        ([(1, "line", ()), (2, "total", (1,)), (3, "total", (2,))], 3),
        ([(1, "total", (2,)), (2, "total", ())], 1),  # a total may stand above its parts
        ([(1, "total", ()), (2, "total", ())], 2),  # the last of those that go into none
        ([(1, "line", ())], None),
    ],
)
def test_grand_total_goes_into_no_other(lines, order):
    found = table(*lines).grand_total_line
    assert (found and found.order) == order


def test_grand_total_needs_a_line_and_a_column_of_totals():
    lines = [(1, "line", ()), (2, "total", (1,))]
    assert table(*lines).grand_total.amount == 2
    assert table(*lines, periods=(False,)).grand_total is None and table(lines[0]).grand_total is None
    assert table(*lines, periods=(False, True)).grand_total is None  # nothing is printed there


@pytest.mark.parametrize(
    ("amount", "number", "said"),
    [
        ("8160.000", "8160", "8,160"),
        ("0.500", "0.5", "0.5"),
        ("1E+3", "1000", "1,000"),
        ("-12.50", "-12.5", "-12.5"),
    ],
)
def test_amount_has_no_idle_decimals(amount, number, said):
    assert str(whole(Decimal(amount))) == number and words_of(Decimal(amount)) == said
