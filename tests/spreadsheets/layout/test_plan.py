"""The sample workbooks, read as a council officer reads them: what is expected of them, field by field."""

import io
import json
from datetime import date

import openpyxl
import pytest

from jarplan.spreadsheets.layout.plan import lay_out
from jarplan.spreadsheets.reading.workbook import read_workbook
from tests import DATA

A1, B1 = "a1_clean.xlsx", "b1_council_layout.xlsx"
C1, E1 = "c1_text_dates_colours.xlsx", "e1_tll_costs_values.xlsx"
PRECISION = {
    "week": "range",
    "season": "range",
    "approximate": "range",
    "range": "range",
    "financial quarter": "quarter",
    "school term": "term",
    "academic year": "year",
    "financial year": "year",
    "relative": "day",
    "recurring": "ongoing",
    "none": "unknown",
    "invalid": "unknown",
    "month end": "month",
}


def expected_of(name):
    return json.loads((DATA / f"{name}.expected.json").read_text())


def table_of(name, **options):
    with open(DATA / name, "rb") as file:
        return lay_out(read_workbook(file, name), published=date(2008, 6, 3), **options)


def made(*rows, merged=(), prepare=None, **options):
    """The PlanTable of a sheet with these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for ref in merged:
        book.active.merge_cells(ref)
    if prepare:
        prepare(book)
    out = io.BytesIO()
    book.save(out)
    return lay_out(read_workbook(out, "plan.xlsx"), **options)


def said(lead):
    return ", ".join(filter(None, (lead.post, lead.organisation))).casefold()


def day(value):
    return value.isoformat() if value else None


def read_of(row, wanted):
    """What was read of a row, in the words of the expected files, for the keys that they have."""
    understood = row.understood
    dated = understood.start if "ref" in wanted else understood.due
    read = {
        "row": row.row,
        "rec": understood.recommendation,
        "ref": understood.reference.text,
        "action": understood.text,
        "leads": [said(lead) for lead in understood.leads.leads],
        "leads_raw": row.raw("lead") or None,
        "start": day(dated.earliest),
        "target": day(understood.due.latest),
        "due": day(understood.due.latest),
        "rag": understood.rating.rating,
        "status": understood.status.status,
        "success_criteria": list(understood.criteria),
    }
    return {name: value for name, value in read.items() if name in wanted}


@pytest.mark.parametrize("name", [A1, B1, C1])
def test_sample_is_read_as_expected(name):
    expected, table = expected_of(name)["rows"], table_of(name)
    assert len(table.rows) == len(expected)
    for row, wanted in zip(table.rows, expected, strict=True):
        read = read_of(row, wanted)
        wanted = wanted | {"leads": [lead.casefold() for lead in wanted["leads"]]}
        wanted |= (
            {"leads_raw": wanted["leads_raw"] and wanted["leads_raw"].strip()}
            if "leads_raw" in wanted
            else {}
        )
        assert read == {key: wanted[key] for key in read}
        assert not row.problems


@pytest.mark.parametrize("name", [A1, B1, C1])
def test_sample_counts_are_as_expected(name):
    counts, table = expected_of(name)["counts"], table_of(name)
    assert len(table.rows) == counts["actions"]
    named = {row.understood.recommendation for row in table.rows} | {gap.recommendation for gap in table.gaps}
    assert len(named) == counts["recommendations"]
    leads = [said(lead) for row in table.rows for lead in row.understood.leads.leads]
    assert len(leads) == counts["lead_assignments"]
    gaps = counts.get("recommendations_without_actions", [])
    assert [gap.recommendation for gap in table.gaps] == gaps


def test_a1_is_read_without_a_question():
    table = table_of(A1)
    assert not [point for row in table.rows for point in row.questions]
    assert not table.warnings
    bands = {row.understood.band for row in table.rows}
    assert bands == set(expected_of(A1)["counts"]["by_band"])
    assert {column.field for column in table.columns} >= {
        "recommendation",
        "reference",
        "text",
        "lead",
        "due",
    }


def test_b1_rows_are_what_they_are_for_a_reader():
    table, layout = table_of(B1), expected_of(B1)["layout"]
    [report] = table.sheets
    assert report.header_rows == (layout["header_row"], *layout["header_rows_repeated"])
    assert report.section_rows == tuple(layout["section_rows"])
    assert report.foot_rows == tuple(layout["key_rows"])
    assert report.key == {
        "r": ("Red", "not on track"),
        "a": ("Amber", "some concern"),
        "g": ("Green", "on track"),
        "b": ("Blue", "complete"),
    }
    bands = [row.understood.band for row in table.rows]
    assert {band: bands.count(band) for band in dict.fromkeys(bands)} == {
        "FOR IMMEDIATE ACTION": 12,
        "For action over the next six months": 17,
        "For action in the longer term": 6,
    }
    assert (table.gaps[0].cell, table.gaps[0].raw) == ("C40", "TBC")


def test_b1_keeps_the_recommendation_text_and_what_runs_on():
    rows = {row.row: row for row in table_of(B1).rows}
    assert all(row.understood.recommendation_text for row in rows.values())
    assert rows[21].understood.criteria == (
        "All recommendations closed with evidence",
        "Under-18 conception data reported monthly to the Executive",
    )
    assert [cell.address for cell in rows[21].cells["criteria"]] == ["G21", "G22"]
    assert [cell.address for cell in rows[31].cells["lead"]] == ["D30"]


def test_c1_dates_have_the_precision_and_the_questions_expected():
    asked = {"approximate", "relative", "year missing", "number", "immediate"}
    for row, wanted in zip(table_of(C1).rows, expected_of(C1)["rows"], strict=True):
        due = row.understood.due
        assert due.precision == PRECISION.get(wanted["precision"], wanted["precision"]), wanted
        assert bool(due.question) == (wanted["date_flag"] in asked), wanted
        assert bool(due.problem) == (wanted["date_flag"] == "not a real date"), wanted


def test_c1_colours_outside_the_key_are_asked():
    rows = {row.row: row for row in table_of(C1).rows}
    for number, fields in {4: [], 11: ["rag"], 14: ["rag"], 15: ["rag"], 13: []}.items():
        assert [one.field for one in rows[number].questions if one.field == "rag"] == fields, number


def test_e1_is_named_as_a_cost_table():
    table = table_of(E1)
    assert not table.rows
    assert table.sheets[0].kind == "cost table"
    assert "“Appendix 2” is a cost table, not an action plan" in table.message


HEADINGS = ["Rec no", "Recommendation", "Action", "Lead officer", "By when", "Success criteria"]


def test_every_point_has_its_cell_and_what_it_says():
    table = made(HEADINGS, [1, "Do well", "Meet", "Head", "sometime", "Met"])
    [point] = table.rows[0].questions
    assert (point.field, point.sheet, point.row, point.cell, point.raw) == (
        "due",
        "Sheet",
        2,
        "E2",
        "sometime",
    )


def test_mapping_wins_over_what_a_heading_seems_to_mean():
    rows = (
        ["Rec no", "Recommendation", "Action", "Thing", "By when"],
        [1, "Do well", "Meet", "Head", "May 2009"],
    )
    unread = made(*rows)
    assert [column.key for column in unread.columns if not column.field] == ["Sheet!D"]
    assert unread.rows[0].understood.leads.leads == ()
    for options in ({"mapping": {"Sheet!D": "lead"}}, {"remembered": {"thing": "lead"}}):
        assert made(*rows, **options).rows[0].understood.leads.leads[0].post == "Head"
    assert made(*rows, mapping={"Sheet!E": ""}).rows[0].understood.due.raw == ""


def test_sheet_with_unknown_headings_can_be_mapped():
    rows = (["Alpha", "Beta", "Gamma"], ["1", "Meet the heads of service", "Some words here"])
    table = made(*rows)
    assert "No headings of an action plan" in table.message
    keys = [column.key for column in table.columns]
    mapped = made(*rows, mapping=dict(zip(keys, ["recommendation", "text", ""], strict=True)))
    assert mapped.rows[0].understood.text == "Meet the heads of service"


def test_section_row_can_name_the_recommendation():
    table = made(
        ["Action", "Lead", "By when"],
        ["Recommendation 3: develop a system", None, None],
        ["Meet", "Head", "May 2009"],
        merged=["A2:C2"],
    )
    understood = table.rows[0].understood
    assert understood.titles == ("Recommendation 3: develop a system",)
    assert (understood.recommendation, understood.numbering) == (None, 3)


def test_headings_in_two_rows_are_one_header():
    table = made(
        ["Rec no", "Recommendation", "Action", "Timescale", None, "Responsible"],
        [None, None, None, "Start", "End", "Lead officer"],
        [1, "Do well", "Meet", date(2008, 7, 1), date(2008, 8, 1), "Head"],
        merged=["A1:A2", "B1:B2", "C1:C2", "D1:E1"],
    )
    understood = table.rows[0].understood
    assert (understood.start.latest, understood.due.latest) == (date(2008, 7, 1), date(2008, 8, 1))


def test_text_of_an_action_that_runs_on_is_one_action():
    table = made(
        HEADINGS, [1, "Do", "Publish the plan and", "Head", "May 2009", "Met"], [None, None, "tell everybody"]
    )
    assert [row.understood.text for row in table.rows] == ["Publish the plan and tell everybody"]


def test_hidden_rows_are_read_and_asked_hidden_sheets_are_named():
    def prepare(book):
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["D"].hidden = True
        other = book.create_sheet("Old")
        other.append(HEADINGS)
        other.append([1, "Do well", "Meet again", "Head", "May 2009", "Met"])
        other.sheet_state = "hidden"

    rows = (
        [1, "Do well", "Meet", "Head", "May 2009", "Met"],
        [2, "Do more", "Write", "Head", "May 2009", "Met"],
    )
    table = made(HEADINGS, *rows, prepare=prepare)
    assert [[point.field for point in row.questions] for row in table.rows] == [[], ["row"]]
    assert [report.kind for report in table.sheets] == ["plan", "hidden"]
    assert [point.sentence for point in table.warnings[:2]] == [
        "Sheet “Sheet”: Row 3 is hidden. You will be asked what to do.",
        "Sheet “Sheet”: Column D is hidden, and read like any other.",
    ]


def test_plan_over_several_sheets_is_one_and_guidance_is_named():
    def prepare(book):
        other = book.create_sheet("Six months")
        other.append(["No", "Area for improvement", "How?", "Who by?", "When?"])
        other.append([2, "Do more", "Write", "Head", "May 2009"])
        guidance = book.create_sheet("Read me")
        for line in ("How to fill this in", "One row for each action", "Ask us"):
            guidance.append([line])

    table = made(HEADINGS, [1, "Do well", "Meet", "Head", "May 2009", "Met"], prepare=prepare)
    assert [(row.sheet, row.understood.recommendation) for row in table.rows] == [
        ("Sheet", 1),
        ("Six months", None),
    ]
    assert [report.kind for report in table.sheets] == ["plan", "plan", "guidance"]


def test_header_only_says_so():
    assert made(HEADINGS).message == "Sheet “Sheet” has headings in row 1, but no action below them."


def test_empty_workbook_says_so():
    assert made().message == "The spreadsheet is empty: none of its sheets has a filled cell."


def test_row_that_fits_nowhere_is_told_not_dropped():
    table = made(
        HEADINGS, [1, "Do", "Meet", "Head", "May 2009"], [], [None, None, None, None, None, "Stray words"]
    )
    assert len(table.rows) == 1
    assert ("F4", "Stray words") in [(point.cell, point.raw) for point in table.warnings]


def test_spare_rows_of_a_recommendation_are_no_actions_and_nothing_is_told():
    headings = ["Rec no", "Recommendation", "Timeframe", "Action", "Lead"]
    spare = [[1, "Do well", "Immediate", None, None], [1, None, None, None, None]]
    table = made(headings, *spare, [1, None, None, "Meet", "Head"], [1, None, "Immediate", None, None])
    assert [(row.row, row.understood.recommendation) for row in table.rows] == [(4, 1)]
    assert (table.gaps, table.warnings[1:]) == ([], [])
    empty = made(headings, *spare, [2, "Do better", "Immediate", None, None])
    assert (empty.rows, [gap.recommendation for gap in empty.gaps]) == ([], [1, 2])


def test_sheet_of_the_lists_behind_drop_downs_is_named_as_such():
    def add_lists(book):
        lists = book.create_sheet("Lists")
        for row in (["Status", "Rating", "Leads"], ["Open", "Red", "Head of Service"]):
            lists.append(row)

    table = made(["Rec no", "Action", "Lead"], [1, "Meet", "Head"], prepare=add_lists)
    assert "contains drop-down lists" in table.sheets[1].sentence
    assert {column.sheet for column in table.columns} == {"Sheet"}


def test_progress_and_comments_are_read_together():
    table = made(
        ["Rec no", "Action", "Lead", "By when", "Progress", "Comments"],
        [1, "Meet", "PCT", "May 2009", "Half done", "Late"],
        [1, "Ask", "PCT", "May 2009", None, "Well"],
    )
    assert [row.understood.notes for row in table.rows] == ["Half done\nLate", "Well"]
    assert [column.field for column in table.columns][-2:] == ["notes", "notes"]
    assert table.rows[0].address("notes") == "E2"


def test_two_columns_of_leads_and_of_criteria_are_read_together_the_accountable_lead_first():
    headings = ["Rec no", "Action", "Responsible", "Accountable", "By when", "Success criteria", "Outcome"]
    row = [
        4,
        "Audit cases",
        "Team Manager, LCC",
        "Director, LCC",
        "May 2009",
        "All audited",
        "Children are safe",
    ]
    table = made(headings, row, [4, "Train staff", None, "Director, LCC", "May 2009", None, "Staff know"])
    assert [column.field for column in table.columns][2:] == ["lead", "lead", "due", "criteria", "criteria"]
    first, second = (one.understood for one in table.rows)
    assert [lead.post for lead in first.leads.leads] == ["Director", "Team Manager"]
    assert first.criteria == ("All audited", "Children are safe")
    assert ([lead.post for lead in second.leads.leads], second.criteria) == (["Director"], ("Staff know",))
    assert table.rows[0].address("lead") == "D2"


def test_characters_that_were_lost_are_told_once_with_their_cells():
    table = made(
        HEADINGS,
        [1, "Do well", "Meet \ufffd", "Head", "May 2009", "Met \ufffd"],
        [2, "Do", "Go", "Head", None, "x"],
    )
    [told] = [point for point in table.warnings if "Characters were lost" in point.sentence]
    assert told.raw == "C2, F2"
