"""Every printed total is added up again; rounding explains a difference only as far as rounding can."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from finance.figures.reconciliation import Verdict, differences, reconcile
from finance.figures.statement import Statement, statement_of
from jarplan.audit.canonical import plain
from jarplan.audit.subjects import SUBJECTS


def made(lines, *, unit=1, periods=("a", "b", "Total")):
    """A table of `lines`: (label, printed amounts or texts); the last one is the total of the others."""
    return PrintedTable(
        name="Test",
        title="Test",
        corner="£000",
        source="a test",
        wording="",
        contact="",
        rounded_to=Decimal(unit),
        periods=tuple(
            Period(order, label, label, "forecast", label == "Total")
            for order, label in enumerate(periods, 1)
        ),
        lines=tuple(
            Line(
                order,
                "total" if order == len(lines) else "line",
                label,
                tuple(range(1, order)) if order == len(lines) else (),
                {period: figure(cell) for period, cell in enumerate(cells, 1)},
            )
            for order, (label, *cells) in enumerate(lines, 1)
        ),
    )


def figure(cell):
    if isinstance(cell, str):
        return Figure(cell, None, cell)
    return Figure(f"{cell:,}", Decimal(cell), "")


def test_the_five_differences_of_appendix_2_are_all_rounding(table):
    checks = reconcile(printed_table(plain(SUBJECTS["cost_table"].state(table))))
    assert len(checks) == 14 + 16
    found = {
        (check.line, check.period, check.across): (check.printed, check.summed, check.verdict)
        for check in differences(checks)
    }
    rounding = Verdict.ROUNDING
    assert found == {
        ("Early Years and Foundation Stage", "Total", True): (604, 605, rounding),
        ("Total of Themes", "2007/08", False): (352, 353, rounding),
        ("Total of Themes", "2008/09", False): (3717, 3716, rounding),
        ("Total of Themes", "2009/10", False): (934, 933, rounding),
        ("Total of Themes", "Total", False): (5003, 5001, rounding),
    }


def test_the_difference_is_explained_in_words(table):
    statement = statement_of(plain(SUBJECTS["cost_table"].state(table)))
    assert statement.summary == (
        "30 printed totals were checked: 25 agree and 5 differ. Rounding explains all 5."
    )
    assert statement.notes[0].check.in_words == (
        "604 is printed; its periods add up to 605: 1 less is printed. Rounding explains it: 3 figures and their "
        "total, each rounded to the nearest £1,000, can differ by up to 2."
    )


def test_text_is_not_zero_and_is_named(table):
    checks = reconcile(printed_table(plain(SUBJECTS["cost_table"].state(table))))
    (across,) = (check for check in checks if check.line == "TLL Project Team")
    assert (across.figures, across.left_out) == (2, ("2007/08 (Charged to CYPS)",))
    assert across.in_words.endswith("Not included because there is no figure: 2007/08 (Charged to CYPS).")
    down = next(check for check in checks if check.line == "Total School Improvement" and not check.across)
    assert (down.printed, down.summed, down.figures) == (39, 39, 2)
    assert down.left_out == (
        "Executive Heads, Associate Heads and Lead Teachers in Schools (charged to CYPS)",
    )


def test_more_than_rounding_is_a_mismatch_and_says_so():
    table = made([("One", 10, 10, 20), ("Two", 10, 10, 22), ("All", 20, 20, 42)])
    (difference,) = [check for check in differences(reconcile(table)) if check.line == "Two"]
    assert (difference.difference, difference.allowed) == (2, Decimal("1.5"))
    assert difference.verdict is Verdict.MISMATCH
    assert "Rounding does not explain it" in difference.in_words and "1.5 at most" in difference.in_words
    assert Statement("test", table, reconcile(table), [], []).summary.startswith("6 printed totals")


@pytest.mark.parametrize(
    ("total", "verdict"), [(32, Verdict.ROUNDING), (28, Verdict.ROUNDING), (33, Verdict.MISMATCH)]
)
def test_the_limit_is_half_a_unit_for_each_figure_and_the_total(total, verdict):
    table = made([("One", 10, 10, 10, total)], periods=("a", "b", "c", "Total"))
    (check,) = [check for check in reconcile(table) if check.across]
    assert (check.allowed, check.verdict) == (2, verdict)


def test_a_total_that_is_text_is_not_checked():
    table = made([("One", 1, 2, "not known"), ("All", 1, 2, "not known")])
    assert all(check.period != "Total" for check in reconcile(table))


@given(
    st.lists(st.lists(st.integers(0, 10**7), min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from([1, 5, 100, Decimal("0.1")]),
)
def test_a_table_rounded_from_exact_pounds_never_has_a_mismatch(pounds, unit):
    def printed(amount):
        units = (Decimal(amount) / 1000 / unit).quantize(Decimal(1), ROUND_HALF_UP)
        return units * unit

    rows = [[*row, sum(row)] for row in pounds]
    rows.append([sum(column) for column in zip(*rows, strict=True)])
    lines = [(f"line {number}", *map(printed, row)) for number, row in enumerate(rows)]
    checks = reconcile(made(lines, unit=unit, periods=("a", "b", "c", "Total")))
    assert len(checks) == len(rows) + 4
    assert all(check.verdict is not Verdict.MISMATCH for check in checks)


@given(st.lists(st.integers(-(10**6), 10**6), min_size=1, max_size=6), st.integers(-20, 20))
def test_the_verdict_follows_the_size_of_the_difference(amounts, off):
    total = sum(amounts) + off
    periods = [*map(str, range(len(amounts))), "Total"]
    (check,) = [c for c in reconcile(made([("One", *amounts, total)], periods=periods)) if c.across]
    assert check.difference == off
    explained = 2 * abs(off) <= len(amounts) + 1
    assert check.verdict is (
        Verdict.AGREES if off == 0 else Verdict.ROUNDING if explained else Verdict.MISMATCH
    )


@given(st.decimals(-(10**8), 10**8, places=3))
def test_amounts_are_written_without_idle_decimals_and_nothing_is_lost(amount):
    assert Decimal(words_of(amount).replace(",", "")) == amount == whole(amount)
    assert not words_of(amount).endswith(".000")


def test_the_money_total_is_the_printed_grand_total(table):
    record = plain(SUBJECTS["cost_table"].state(table))
    assert money_total(record) == Decimal(8160)
    record["lines"] = [line for line in record["lines"] if line["kind"] != "total"]
    assert money_total(record) is None


@pytest.mark.parametrize(("amount", "words"), [("8160.000", "8,160"), ("0.500", "0.5"), ("-1200", "-1,200")])
def test_words_of(amount, words):
    assert words_of(Decimal(amount)) == words
