"""Appendix 2 as loaded is Appendix 2 as printed; the database refuses what no table can be."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from actions.plan.verbs import add_action
from finance.figures.printed import money_total
from finance.models import CostFigure, CostLine, CostLink, CostPeriod, CostRevision, CostTable
from jarplan.audit.integrity.verification import problems
from jarplan.audit.models import AuditEvent
from jarplan.audit.reading.folding import states_at
from jarplan.audit.subjects import SUBJECTS
from jarplan.reporting.operations.facts import BASELINE, load_facts
from tests.factories import PostFactory, UserFactory
from tests.plan import content, make_recommendation

# Typed from the paper, not made from the fixture.
PERIODS = [
    "2007/08 Actual (Nov 07 – Mar 08)",
    "2008/09 Forecast (Apr 08 – Mar 09)",
    "2009/10 Forecast (Apr 09 – Aug 09)",
    "Total Forecast (Nov 07 – Aug 09)",
]
PRINTED = """
Themes, Project Team & Learning Services
Early Years and Foundation Stage                                  | 20 | 413 | 172 | 604
Primary (KS1 and KS2)                                             | 96 | 507 | 78 | 681
Key Stage 4                                                       | 153 | 690 | 167 | 1,010
Leadership Development & CPD                                      | 34 | 807 | 314 | 1,155
Behaviour and Attendance                                          | 0 | 426 | 52 | 478
Performance Management                                            | 50 | 873 | 150 | 1,073
Total of Themes                                                   | 352 | 3,717 | 934 | 5,003
TLL Project Team                                                  | Charged to CYPS | 440 | 150 | 590
Project Lead and School Improvement Advisers in Learning Services | 78 | 700 | 300 | 1,078
Total TLL Plan (Excluding School Improvement)                     | 430 | 4,857 | 1,384 | 6,671
School Improvement
Executive Heads, Associate Heads and Lead Teachers in Schools     | 39 + charged to CYPS | 700 | 200 | 939
Federations and Collaborative Working                             | 0 | 400 | 150 | 550
Total School Improvement                                          | 39 | 1,100 | 350 | 1,489
GRAND TOTAL                                                       | 469 | 5,957 | 1,734 | 8,160
"""
ROWS = [[cell.strip() for cell in row.split("|")] for row in PRINTED.strip().splitlines()]
WORDS = {
    "Charged to CYPS": (None, "Charged to CYPS"),
    "39 + charged to CYPS": (Decimal(39), "charged to CYPS"),
}


def meaning(printed):
    """The amount and the note that a printed cell must be held with."""
    return WORDS.get(printed) or (Decimal(printed.replace(",", "")), "")


def test_every_cell_of_appendix_2_is_held_as_printed(table):
    assert [period.label for period in table.periods.all()] == PERIODS
    assert table.lines.count() == len(ROWS) == 16
    for line, (label, *cells) in zip(table.lines.all(), ROWS, strict=True):
        figures = list(line.figures.all())
        assert line.label == label
        assert [figure.printed for figure in figures] == cells
        assert [(figure.amount, figure.note) for figure in figures] == [meaning(cell) for cell in cells]
    assert CostFigure.objects.count() == 56


def test_the_words_around_the_table_are_those_of_the_paper(table):
    assert table.title == (
        "Table 1 TLL Actual and Forecast Additional Costs (by financial year) November 2007 – Summer Term 2009"
    )
    assert table.corner == "TLL ACTUAL & FORECAST COSTS All figures in £000"
    assert table.contact == 'Colin Sharpe, Head of Finance and Efficiency, CYPS, ext .29 7750"'
    assert (
        "5.1.2 There has already been an estimation of the costs to deliver the TLL Action Plan (detailed in the "
        "report to Cabinet 14.7.08). Appendix 2 details actual and forecast additional costs."
    ) in table.wording


def test_which_lines_add_up_to_which(table):
    sums = {line.label: [part.label for part in line.sums.all()] for line in table.lines.filter(kind="total")}
    assert sums == {
        "Total of Themes": [row[0] for row in ROWS[1:7]],
        "Total TLL Plan (Excluding School Improvement)": [row[0] for row in ROWS[7:10]],
        "Total School Improvement": [row[0] for row in ROWS[12:14]],
        "GRAND TOTAL": [ROWS[10][0], ROWS[14][0]],
    }
    assert not CostLine.objects.exclude(kind="total").filter(sums__isnull=False).exists()


@pytest.mark.slow
def test_loading_is_one_event_and_the_fold_is_the_table(table):
    event = AuditEvent.objects.get(subject_kind="cost_table")
    assert (event.kind, event.subject, event.reference) == ("loaded", table.uuid, "TLL")
    record = states_at("cost_table", date(2008, 6, 3))[table.uuid]
    assert money_total(record) == Decimal(8160)
    assert states_at("cost_table", date(2008, 6, 2)) == {}
    load_facts(by=None, now=BASELINE)
    assert AuditEvent.objects.filter(subject_kind="cost_table").count() == 1
    assert list(problems()) == []


def test_a_figure_changed_behind_the_history_is_found(table):
    CostFigure.objects.filter(printed="604").update(printed="605")
    assert "The cost table TLL differs from its history." in list(problems())


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("cost_figure_is_printed", lambda table: CostFigure.objects.filter(printed="604").update(printed="")),
        ("cost_figure_amount_or_note", lambda table: CostFigure.objects.filter(note="").update(amount=None)),
        (
            "cost_figure_one_per_cell",
            lambda table: CostFigure.objects.bulk_create(
                [
                    CostFigure(line=f.line, period=f.period, printed="1", amount=1)
                    for f in CostFigure.objects.all()
                ]
            ),
        ),
        ("cost_line_has_a_label", lambda table: table.lines.update(label="")),
        ("cost_line_kind_is_known", lambda table: table.lines.update(kind="subtotal")),
        ("cost_line_order_once", lambda table: table.lines.update(order=1)),
        ("cost_period_order_once", lambda table: table.periods.update(order=1)),
        ("cost_period_one_total", lambda table: table.periods.update(is_total=True)),
        (
            "cost_period_ends_after_it_starts",
            lambda table: CostPeriod.objects.filter(order=1).update(ends_on=date(2007, 10, 31)),
        ),
        (
            "cost_table_is_rounded_to_something",
            lambda table: CostTable.objects.filter(pk=table.pk).update(rounded_to=0),
        ),
        ("cost_revision_has_a_reason", lambda table: revise(table, reason="")),
        ("cost_revision_kind", lambda table: revise(table, kind="guess")),
        ("cost_revision_is_not_negative", lambda table: revise(table, amount=-1)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_database_refuses(table, name, change):
    constraints = [
        one.name
        for model in (CostTable, CostPeriod, CostLine, CostFigure, CostRevision)
        for one in model._meta.constraints
    ]
    assert name in constraints
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        change(table)
    assert name in str(refusal.value) or "UNIQUE" in str(refusal.value)


def revise(table, **changes):
    given = {"kind": "forecast", "amount": 610, "reason": "Pay award"} | changes
    return CostRevision.objects.create(
        figure=CostFigure.objects.get(printed="604"),
        made_at=datetime(2008, 8, 1, tzinfo=UTC),
        made_by=UserFactory(),
        **given,
    )


def test_a_revision_leaves_the_printed_figure_alone(table):
    assert str(revise(table)) == (
        "revised forecast of Early Years and Foundation Stage, Total Forecast (Nov 07 – Aug 09): 604"
    )
    assert CostFigure.objects.get(printed="604").amount == 604


def link(table, **to):
    line = table.lines.get(label="TLL Project Team")
    return CostLink.objects.create(
        line=line, made_at=datetime(2008, 8, 1, tzinfo=UTC), made_by=UserFactory(), **to
    )


@pytest.fixture
def action(table):
    return add_action(
        by=UserFactory(roles=["programme"]),
        now=datetime(2008, 8, 1, tzinfo=UTC),
        recommendation=make_recommendation(4),
        content=content(PostFactory()),
    )


def test_a_link_is_to_an_action_or_to_a_recommendation(table, action):
    assert str(link(table, action=action)) == f"TLL Project Team pays for {action}"
    assert link(table, recommendation=action.recommendation).recommendation.reference == "R4"
    for wrong in ({}, {"action": action, "recommendation": action.recommendation}):
        with pytest.raises(IntegrityError, match="cost_link_to_one_thing"), transaction.atomic():
            link(table, **wrong)
    for again in ({"action": action}, {"recommendation": action.recommendation}):
        with pytest.raises(IntegrityError), transaction.atomic():
            link(table, **again)


def test_the_state_of_a_link_names_what_it_links_by_uuid(table, action):
    state = SUBJECTS["cost_link"].state(link(table, action=action, note="Posts"))
    assert (state["table"], state["line"], state["action"]) == (table.uuid, 9, action.uuid)
    assert (state["recommendation"], state["note"]) == (None, "Posts")
