"""The workbook that is handed out: what it holds, its drop-downs and guidance, how it prints, and that it
comes back from LibreOffice and from openpyxl as the same reports.
"""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from actions.models import ProgressUpdate, Reading
from actions.plan.content import Criterion
from actions.reports.verbs import report_progress
from actions.returns.columns import GUIDE, MEASUREMENT, MEASUREMENTS, PROGRESS, REPORT
from actions.rounds.verbs import open_round
from tests import plan
from tests.actions.returns.books import brought, filled_in, handed_out, results, sent
from tests.libreoffice import filled_in as typed_in_libreoffice
from tests.libreoffice import needs_it
from tests.plan import NOON, fresh, later

pytestmark = pytest.mark.django_db
PAPER_A4 = 9


@pytest.fixture
def people():
    people = plan.make_people()
    days = {"month": date(2008, 6, 1), "opens_on": date(2008, 6, 18), "closes_on": date(2008, 6, 30)}
    open_round(by=people.programme, now=NOON, **days)
    return people


def book_of(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def column(sheet, heading):
    """The cells below a heading."""
    [at] = [cell.column for cell in sheet[1] if cell.value == heading]
    return [row[at - 1].value for row in sheet.iter_rows(min_row=2)]


def test_each_action_has_a_row_with_its_last_report_and_each_criterion_its_own(people):
    criteria = (Criterion("100% allocated", unit="%", target="100"), Criterion("Leads trust the list"))
    action, other = plan.agreed(people, criteria=criteria), plan.agreed(people)
    report_progress(by=people.officer_a, now=NOON, action=fresh(action), rating="green", done="=Half of them")
    book = book_of(handed_out(action, other))
    assert book.sheetnames == [PROGRESS, MEASUREMENTS, GUIDE]
    assert column(book[PROGRESS], "Action ref") == [action.reference, other.reference]
    assert column(book[PROGRESS], "Last report") == ["20 June 2008, green: =Half of them", "None yet"]
    assert column(book[PROGRESS], "What was done") == [None, None]
    assert column(book[MEASUREMENTS], "Success criterion")[:2] == ["100% allocated", "Leads trust the list"]
    assert column(book[MEASUREMENTS], "Unit and target")[0] == "Unit: %. Target: 100."


def test_text_that_begins_like_a_formula_is_none(people):
    action = plan.agreed(people, text="=cmd|' /C calc'!A0")
    cell = book_of(handed_out(action))[PROGRESS]["B2"]
    assert (cell.value, cell.data_type) == ("=cmd|' /C calc'!A0", "s")


def test_drop_downs_guidance_and_hidden_key(people):
    sheet = book_of(handed_out(plan.agreed(people)))[PROGRESS]
    lists = {
        str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"
    }
    assert lists == {"E2": '"Yes,No"', "F2": '"Red,Amber,Green"', "G2": '"High,Medium,Low"'}
    assert sheet.column_dimensions["O"].hidden and not sheet.column_dimensions["N"].hidden
    guide = [cell.value for row in book_of(handed_out())[GUIDE].iter_rows() for cell in row if cell.value]
    assert {one.heading for one in (*REPORT, *MEASUREMENT) if one.is_typed} <= set(guide)


def test_it_prints_on_a4_landscape_with_its_headings(people):
    book = book_of(handed_out(plan.agreed(people)))
    for sheet in book:
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize), sheet.print_title_rows) == (
            "landscape",
            PAPER_A4,
            "$1:$1",
        )
    assert "Progress return for June 2008" in book[PROGRESS].oddHeader.left.text


def test_rows_are_as_high_as_what_they_say_and_grow_with_what_is_typed(people):
    content = handed_out(plan.agreed(people, text="Audit all cases " * 20), plan.agreed(people))
    high, low = (book_of(content)[PROGRESS].row_dimensions[row] for row in (2, 3))
    assert high.height > 3 * low.height
    assert b"customHeight" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")


# A1 to N1 of the progress sheet, and of the measurements.
TYPED = {
    PROGRESS: {
        "F2": "Red",
        "G2": "Low",
        "H2": "Agency staff",
        "I2": "Two of six are filled",
        "L2": "Vacancies",
        "M2": 'Recruit "at once"',
        "N2": date(2008, 9, 30),
        "E3": "Yes",
    },
    MEASUREMENTS: {"E2": 33.5, "G2": date(2008, 6, 19), "H2": "Weekly return"},
}


def check_sent(people, action, other, content):
    """What those cells become, and that the same file again becomes nothing."""
    found = sent(people.officer_a, content, later(1))
    assert found.counts == {"sent": 2}
    first, second = ProgressUpdate.objects.filter(sheet_return=found).order_by("pk")
    assert (first.action, first.rating, first.done) == (action, "red", "Two of six are filled")
    assert (first.confidence, first.would_help) == ("low", "Agency staff")
    assert (first.next_step, first.recovers_on) == ('Recruit "at once"', date(2008, 9, 30))
    assert (second.action, second.no_change, second.rating) == (other, True, "green")
    assert second.confidence == "high"
    reading = Reading.objects.get()
    assert (reading.update, reading.value, reading.on) == (first, "33.5", date(2008, 6, 19))


def two_actions(people):
    action, other = plan.agreed(people), plan.agreed(people)
    said = {"rating": "green", "confidence": "high", "done": "Half of them"}
    report_progress(by=people.officer_a, now=NOON, action=fresh(other), **said)
    return action, other


@needs_it
@pytest.mark.slow
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_return_filled_in_with_libreoffice_comes_back_as_reports(people, tmp_path, ending):
    action, other = two_actions(people)
    content = typed_in_libreoffice(tmp_path, handed_out(action, other), TYPED, ending)
    if ending == "xlsx":
        check_sent(people, action, other, content)
        return
    assert results(brought(people.officer_a, content, name="return.ods")) == ["ready", "ready"]


def test_return_saved_by_openpyxl_comes_back_as_reports(people):
    action, other = two_actions(people)
    rows = [
        {
            "rating": "Red",
            "confidence": "Low",
            "would_help": "Agency staff",
            "done": "Two of six are filled",
            "reason": "Vacancies",
            "next_step": 'Recruit "at once"',
        },
        {"no_change": "Yes"},
    ]
    rows[0]["recovers_on"] = date(2008, 9, 30)
    figures = [{"value": 33.5, "on": date(2008, 6, 19), "source": "Weekly return"}]
    check_sent(people, action, other, filled_in(handed_out(action, other), *rows, figures=figures))
