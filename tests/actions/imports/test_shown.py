"""What the pages show of a draft or an import: the rows of a filter, and figures that lead to them."""

import pytest
from django.http import QueryDict
from django.test import RequestFactory

from actions.imports.shown import (
    DONE,
    FILTERS,
    PER_PAGE,
    as_kept,
    as_shown,
    chosen,
    figures,
    outcome,
    page_of_rows,
)
from actions.models import PlanImport


def change(field="text", later_date=False):
    return {"field": field, "label": field.title(), "later_date": later_date}


def row(number=4, result="new", **about):
    stands = {
        "row": number,
        "result": result,
        "reference": f"R4.{number}",
        "questions": [],
        "warnings": [],
        "changes": [],
    }
    return {**stands, **about}


ROWS = [
    row(1),
    row(2, "changed", changes=[change("due", later_date=True)]),
    row(3, "question", questions=["Sure?"]),
    row(4, "unchanged", questions=["Sure?"], warnings=["Note"]),
    row(5, "rejected", moved=True),
]


@pytest.mark.parametrize(
    ("show", "numbers"),
    [
        ("new", [1]),
        ("changed", [2]),
        ("unchanged", [4]),
        ("rejected", [5]),
        ("question", [3]),
        ("open", [3, 4]),
        ("later", [2]),
        ("moved", [5]),
        ("told", [4]),
        ("", [1, 2, 3, 4, 5]),
        ("all of it", [1, 2, 3, 4, 5]),
    ],
)
def test_rows_of_a_filter(show, numbers):
    assert [one["row"] for one in chosen(ROWS, show)] == numbers


def page(query="", rows=ROWS):
    request = RequestFactory().get("/")
    request.GET = QueryDict(query)
    return page_of_rows(request, rows, DONE)


@pytest.mark.parametrize("show", ["", *FILTERS, "drop table"])
def test_page_names_the_filter_that_it_knows(show):
    shown = page(f"show={show}")
    assert (shown["show"], shown["showing"]) == ((show, FILTERS[show]) if show in FILTERS else ("", ""))
    assert shown["total"] == 5 and shown["told"] == 1


def test_page_that_is_not_there_is_the_last_one():
    rows = [row(number) for number in range(PER_PAGE + 1)]
    assert [one["row"] for one in page("page=99", rows)["page_obj"]] == [PER_PAGE]
    assert len(page("page=nonsense", rows)["page_obj"].object_list) == PER_PAGE


def test_row_is_shown_with_its_result_in_words_and_its_lead_and_date_in_sight():
    made = row(2, "rejected", changes=[change("lead"), change("due"), change("status"), change()])
    shown = as_shown(made, DONE, asked_dates={"R4.2"})
    assert (shown["label"], shown["asked"]) == ("Not imported", True)
    assert [one["field"] for one in shown["visible"]] == ["lead", "due"]
    assert [one["label"] for one in shown["changes"]] == ["Lead", "Due", "Status in the spreadsheet", "Text"]
    assert as_shown(row(result="odd"), DONE)["label"] == "odd" and not as_shown(row(), DONE)["asked"]


def test_figures_lead_to_their_rows_where_there_are_any():
    found = figures(
        {"new": 1200, "changed": 0, "question": 1, "later_dates": 2, "questions": 3}, "/questions/"
    )
    assert [(one["number"], one["label"], one.get("href")) for one in found] == [
        ("1,200", "new", "?show=new#rows"),
        (0, "changed", None),
        (0, "unchanged", None),
        (0, "rejected", None),
        ("1", "waiting for an answer", "?show=question#rows"),
        ("2", "new dates for agreed actions", "?show=later#rows"),
        ("3", "unanswered questions", "/questions/"),
    ]
    assert len(figures({})) == 4 and len(figures({"questions": 3})) == 4


def test_row_of_an_import_from_before_drafts_is_read_as_one_of_now():
    old = {
        "row": 7,
        "outcome": "rejected",
        "reference": "R4.2",
        "reasons": [{"cell": "D7", "column": "Lead", "reason": "There is none."}],
        "values": [{"label": "Action", "old": "", "new": "Meet"}],
    }
    kept = as_kept(old)
    assert (kept["result"], kept["recommendation"], kept["rejected"][0]["sentence"]) == (
        "rejected",
        "R4",
        "Lead: There is none.",
    )
    assert kept["changes"][0]["raw"] == "Meet" and kept["changes"][0]["later_date"] is False
    assert (
        as_kept(kept) is kept and as_kept({"row": 1, "outcome": "new", "reference": "R4.1"})["changes"] == []
    )


@pytest.mark.parametrize(
    ("rejected", "said"),
    [(0, ""), (1, " 1 row not imported."), (1200, " 1,200 rows not imported.")],
)
def test_outcome_in_a_sentence(rejected, said):
    done = PlanImport(counts={"new": 2, "changed": 1000, "rejected": rejected})
    assert outcome(done) == f"Imported: 2 new and 1,000 changed.{said}"
