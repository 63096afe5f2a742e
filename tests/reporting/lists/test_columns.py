"""What a list shows in each column, and what an export has of it."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from actions.reading.rounds import Rounds
from actions.rules.fields import TEXT_KEYS
from actions.rules.records import ActionRecord
from jarplan.reporting.lists.columns import (
    action_cell,
    action_columns,
    due_cell,
    export_headings,
    export_rows,
    lead_cell,
    reported_cell,
    status_cell,
    table_rows,
)

DAY, JULY, AUGUST = date(2008, 9, 1), date(2008, 7, 18), date(2008, 8, 29)


def record(**changes):
    fields = {
        **dict.fromkeys(TEXT_KEYS, ""),
        "uuid": uuid4(),
        "reference": "R4.2",
        "plan_order": 2,
        "text": "Audit <all> cases",
        "status": "in_progress",
        "awaiting": "",
        "declared_rating": "green",
        "confidence": "",
        "start_raw": "",
        "start_precision": "unknown",
        "start_latest": None,
        "due_raw": "29 August 2008",
        "due_precision": "day",
        "due_latest": AUGUST,
        "original_raw": "18 July 2008",
        "original_due": JULY,
        "moves": 0,
        "agreed_at": datetime(2008, 6, 20, 11, tzinfo=UTC),
        "reported_at": datetime(2008, 8, 31, 23, 30, tzinfo=UTC),
        "reported_month": None,
        "report_from": None,
        "off_path_from": None,
        "rating_before": "",
        "late_due": None,
        "late_on": None,
        "unproven": 0,
        "answered": 0,
        "is_sample": False,
        "recommendation": "R4",
        "timeframe": "For immediate action",
        "timeframe_order": 1,
        "lead": "Head <1>",
        "organisation": "LCC",
        "date_asked": None,
        "challenged_at": None,
        "question_at": None,
    }
    return ActionRecord(**{**fields, **changes})


def cell(made, today=DAY, tail="", **changes):
    return made(record(**changes), today, tail)


def test_words_that_people_typed_are_escaped():
    html = table_rows(action_columns(Rounds([])), [record()], DAY)
    assert "Audit &lt;all&gt; cases" in html and "Head &lt;1&gt;" in html and "<all>" not in html


def test_links_keep_the_day_looked_back_to():
    columns = action_columns(Rounds([]))
    live = html_links(table_rows(columns, [record()], DAY))
    past = html_links(table_rows(columns, [record()], DAY, JULY))
    assert live[:2] == ["/actions/R4.2/", "/recommendations/R4/"] and not [
        one for one in live if "as_at" in one
    ]
    assert past == [f"{one}?as_at=2008-07-18" for one in live]


def html_links(html):
    return [part.split('"')[0] for part in html.split('href="')[1:]]


def test_row_of_an_overdue_action_is_marked():
    columns = action_columns(Rounds([]))
    assert '<tr class="overdue">' in table_rows(columns, [record()], DAY)
    assert '<tr class="overdue">' not in table_rows(columns, [record()], AUGUST)


@pytest.mark.parametrize(
    ("changes", "today", "words"),
    [
        ({}, AUGUST, '<span class="nowrap">29 August 2008</span>'),
        ({}, date(2008, 8, 30), " Overdue by 1 day"),
        ({}, DAY, " Overdue by 3 days"),
        ({"due_latest": None, "due_raw": ""}, DAY, "No date"),
        (
            {"due_latest": None, "due_raw": "when <ready>", "due_precision": "unknown"},
            DAY,
            "when &lt;ready&gt;",
        ),
        ({"moves": 1}, AUGUST, "first 18 July 2008, extended once, by 29 working days"),
        ({"moves": 1, "original_due": None, "original_raw": "soon"}, AUGUST, "first soon, extended once"),
        ({"moves": 1, "original_due": None, "original_raw": ""}, AUGUST, "first no date, extended once"),
    ],
)
def test_due_date_says_how_far_it_is_past_and_how_it_moved(changes, today, words):
    html = cell(due_cell, today, **changes)
    assert words.strip() in html
    assert ("Overdue" in html) == ("Overdue" in words) and ("extended" in html) == ("extended" in words)


def test_what_is_missing_is_said():
    assert "No lead yet" in cell(lead_cell, lead="") and "Not yet" in cell(reported_cell, reported_at=None)
    assert "No lead yet" not in cell(lead_cell)


def test_day_of_the_last_report_is_that_of_clocks_in_leicester():
    assert "1 September 2008" in cell(reported_cell)


def test_sample_is_marked():
    assert "Sample" in cell(action_cell, is_sample=True) and "Sample" not in cell(action_cell)


@pytest.mark.parametrize(
    ("changes", "waits"),
    [
        ({}, ""),
        ({"awaiting": "board", "status": "delivered"}, "Awaiting the board"),
        ({"date_asked": JULY}, "Extension requested"),
        (
            {"awaiting": "organisation", "status": "delivered", "date_asked": JULY},
            "Awaiting the lead organisation; Extension requested",
        ),
    ],
)
@pytest.mark.django_db
def test_status_and_what_it_waits_for_on_the_page_and_in_the_export(changes, waits):
    html, columns = cell(status_cell, **changes), action_columns(Rounds([]))
    assert [wait for wait in waits.split("; ") if wait not in html] == []
    assert html.count("muted") == len(list(filter(None, waits.split("; "))))
    [row] = export_rows(columns, [record(**changes)], DAY)
    assert dict(zip(export_headings(columns), row, strict=True))["Waiting for"] == waits


@pytest.mark.django_db
def test_export_has_values_and_no_words_for_nothing():
    columns = action_columns(Rounds([]))
    [row] = export_rows(columns, [record(is_sample=True, reported_at=None)], AUGUST)
    values = dict(zip(export_headings(columns), row, strict=True))
    assert (values["Due"], values["Days overdue"], values["Last reported"], values["Sample"]) == (
        AUGUST,
        None,
        None,
        True,
    )
    assert values["Action"] == "Audit <all> cases"
