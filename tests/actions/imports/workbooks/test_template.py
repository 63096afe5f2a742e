"""The empty plan workbook: what is in it, and that it imports whether filled in or not."""

import io
from datetime import date

import openpyxl
import pytest

from actions.imports.finding.current_plan import OUR_HEADINGS, CurrentPlan
from actions.imports.matching.plan_match import match_plan
from actions.imports.workbooks.report import report_of
from actions.imports.workbooks.template import COLUMNS, RATINGS, ROWS_EACH, STATUSES, template_workbook
from jarplan.people.models import Organisation, Post
from jarplan.spreadsheets.layout.plan import heading_key, lay_out
from jarplan.spreadsheets.reading.workbook import read_workbook
from jarplan.spreadsheets.understanding.headings import read_heading
from jarplan.spreadsheets.understanding.ratings import read_rating
from jarplan.spreadsheets.understanding.statuses import read_status
from recommendations.models import Recommendation
from tests.actions.imports.through_pages import signed_in

HEADINGS = [heading for heading, _width, _format in COLUMNS]


@pytest.fixture
def current_plan(facts):
    council = Organisation.objects.get(name="Leicester City Council")
    Post.objects.create(title="Head of Youth, Play and Careers", organisation=council)
    return CurrentPlan.read()


@pytest.fixture
def book(current_plan):
    return openpyxl.load_workbook(io.BytesIO(template_workbook(current_plan)))


def brought(book, current_plan):
    """The PlanMatch of the workbook as it would be uploaded."""
    out = io.BytesIO()
    book.save(out)
    sheets = read_workbook(out, "plan.xlsx")
    told = {"known": current_plan.known, "published": current_plan.published, "remembered": OUR_HEADINGS}
    return match_plan(lay_out(sheets, **told), current_plan)


def fill(book, reference, spare=0, **cells):
    """Types into a row of a recommendation; the keywords are headings with _ for blanks."""
    sheet = book["Action plan"]
    row = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == reference) + spare
    for heading, value in cells.items():
        sheet.cell(row, HEADINGS.index(heading.replace("_", " ")) + 1).value = value
    return row


def test_sheet_has_each_recommendation_with_room_for_its_actions(book, current_plan):
    sheet = book["Action plan"]
    assert [cell.value for cell in sheet[1]] == HEADINGS
    assert sheet.freeze_panes == "B2"
    references = [sheet.cell(row, 1).value for row in range(2, sheet.max_row + 1)]
    assert references == [f"R{number}" for number in range(1, 17) for _row in range(ROWS_EACH)]
    for one in current_plan.recommendations:
        row = 2 + references.index(one.reference)
        assert [sheet.cell(row, at).value for at in (2, 3)] == [one.text, one.timeframe.label]
        assert sheet.cell(row, 2).alignment.wrap_text
    assert all(sheet.cell(row, 9).number_format == "DD/MM/YYYY" for row in range(2, sheet.max_row + 1))
    assert sheet.column_dimensions["J"].number_format == "DD/MM/YYYY"


@pytest.mark.parametrize("heading", HEADINGS)
def test_heading_is_one_that_is_surely_read(heading):
    assert heading_key(heading) in OUR_HEADINGS or read_heading(heading).confidence == 1.0


def test_every_status_and_rating_to_choose_is_read_without_a_question():
    for word in STATUSES:
        assert read_status(word).status == word and not read_status(word).question
    for word in RATINGS:
        assert read_rating(word).rating == word and not read_rating(word).question


def test_drop_downs_offer_what_the_plan_has(book):
    offered = {}
    for validation in book["Action plan"].data_validations.dataValidation:
        if validation.type == "list":
            heading = book["Action plan"][f"{str(validation.sqref)[0]}1"].value
            cells = book["Lists"][validation.formula1.partition("!")[2].replace("$", "")]
            offered[heading] = [cell[0].value for cell in cells]
    assert offered["Rec no"] == [f"R{number}" for number in range(1, 17)]
    posts = {f"{post.title}, {post.organisation.name}" for post in Post.objects.all()}
    assert "Head of Youth, Play and Careers, Leicester City Council" in posts == set(offered["Lead"])
    assert "Leicester City Council" in offered["Lead organisation"] == offered["Partners"]
    assert (offered["Status"], offered["Rating"]) == (list(STATUSES), list(RATINGS))
    assert book["Lists"].sheet_state == "hidden"


def test_guidance_speaks_of_every_column(book):
    titles = " ".join(str(cell.value) for cell in book["Guidance"]["A"])
    assert not [heading for heading in HEADINGS if heading not in titles]


def test_nothing_in_it_is_a_formula(facts):
    Recommendation.objects.filter(reference="R1").update(text="=1+1")
    council = Organisation.objects.get(name="Leicester City Council")
    Post.objects.create(title='=HYPERLINK("http://x","y")', organisation=council)
    Organisation.objects.create(name="@SUM(A1)")
    book = openpyxl.load_workbook(io.BytesIO(template_workbook(CurrentPlan.read())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert book["Action plan"]["B2"].value == "=1+1"
    # A choice from a list is typed in by Excel, so it would run.
    assert not [cell for row in book["Lists"].iter_rows() for cell in row if str(cell.value)[:1] in "=@"]


def test_empty_template_says_that_there_is_no_action_in_it(book, current_plan):
    match = brought(book, current_plan)
    report = report_of(match)
    assert (match.rows, report["rejected"], report["questions"]) == ([], [], [])
    assert report["message"] == "Sheet “Action plan” has headings in row 1, but no action below them."
    assert [gap.recommendation for gap in match.table.gaps] == list(range(1, 17))
    assert not match.table.warnings


def test_filled_template_imports_with_every_row_new_and_no_question(book, current_plan):
    lead = "Head of Youth, Play and Careers, Leicester City Council"
    details = {
        "Success_criteria": "One\nTwo",
        "Status": "In progress",
        "Rating": "Green",
        "Progress": "Begun",
    }
    rows = [
        fill(book, "R1", Action="Publish the summary", Lead=lead, By_when=date(2008, 9, 30), **details),
        fill(book, "R1", spare=2, Action="Meet the young people", Lead=lead, By_when="end of Q2 2008/09"),
        fill(
            book,
            "R4",
            spare=1,
            Action="Audit all cases",
            Lead=lead,
            Partners="Ofsted",
            Start=date(2008, 7, 1),
        ),
        fill(book, "R16", spare=2, Action="Report", Lead="Head of Play", Lead_organisation="Ofsted"),
    ]
    sheet = book["Action plan"]
    rows.append(sheet.max_row + 1)
    sheet.append(["R4", None, None, "R4.7", "Write to carers", f"{lead}\nHead of Play, Ofsted"])
    match = brought(book, current_plan)
    assert [(one.row.row, one.result) for one in match.rows] == [(row, "new") for row in rows]
    assert [one.reference for one in match.rows] == ["R1.1", "R1.2", "R4.8", "R16.1", "R4.7"]
    report = report_of(match)
    assert (report["questions"], report["rejected"]) == ([], [])
    posts = ("Head of Youth, Play and Careers", "Leicester City Council")
    assert match.rows[0].posts == (posts,)
    assert match.rows[4].posts == (posts, ("Head of Play", "Ofsted"))
    assert match.rows[0].row.understood.criteria == ("One", "Two")
    said = [warning["reason"] for warning in report["warnings"]]
    assert [text for text in said if text.startswith("Recommendation 2 ")] == [
        "Recommendation 2 has no action."
    ]
    assert not [text for text in said if "does not belong to another row" in text]


def test_plan_as_it_stands_is_downloaded_from_the_import_page(client, programme):
    page = signed_in(client, programme).get("/import/")
    assert 'href="/import/workbook/"' in page.content.decode()
    response = client.get("/import/workbook/")
    assert response["Content-Disposition"].startswith('attachment; filename="plan 20')
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))["Action plan"]
    assert [cell.value for cell in sheet[1]] == HEADINGS
