"""Writing sheets: nothing that Excel would run, dates as dates, and read back as written."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import openpyxl
import pytest

from jarplan.spreadsheets.formulas import guarded, runs_as_formula, without_guard
from jarplan.spreadsheets.reading.workbook import read_workbook
from jarplan.spreadsheets.writing import (
    LONG_WORD,
    ON_A4,
    fitted,
    lines_of,
    page_breaks,
    sheet_title,
    to_csv,
    to_xlsx,
)

HOSTILE = [
    "=1+1",
    "+44 116 2527000",
    "-1+1",
    "@SUM(A1)",
    "|calc",
    " ｜calc",
    "\t=1",
    "\r=1",
    " =1",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
    "＝1",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_xlsx_text_never_becomes_a_formula(text):
    content = to_xlsx("Plan", [text], [[text]])
    cells = [row[0] for row in openpyxl.load_workbook(io.BytesIO(content)).active.iter_rows()]
    assert [cell.data_type for cell in cells] == ["s", "s"]
    assert all(cell.quotePrefix for cell in cells)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_text_never_becomes_a_formula(text):
    lines = to_csv(["Action"], [[text]]).decode("utf-8-sig").split("\r\n", 1)
    assert lines[1].lstrip('"').startswith("'")


def test_csv_numbers_and_plain_text_stay_as_they_are():
    content = to_csv(["a", "b", "c", "d"], [[-5, Decimal("-1.50"), "plain - text", None]])
    assert content == b"\xef\xbb\xbfa,b,c,d\r\n-5,-1.50,plain - text,\r\n"


def test_xlsx_has_real_dates_a_frozen_bold_header_and_a_name():
    at = datetime(2008, 9, 1, 9, 30, tzinfo=UTC)
    content = to_xlsx(
        "Plan: all/any [2008]", ["Due", "At", "Sum"], [[date(2008, 9, 9), at, Decimal("604.5")]]
    )
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    assert sheet.title == "Plan  all any  2008"
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert sheet["A2"].is_date
    assert sheet["A2"].value == datetime(2008, 9, 9)
    assert sheet["B2"].value == datetime(2008, 9, 1, 10, 30), "London time"
    assert sheet["C2"].value == 604.5


def test_what_was_written_is_read_back():
    rows = [["£6k", date(2008, 7, 31)], ["=1+1", None], ["two\nlines", 3]]
    for name, content in (
        ("plan.xlsx", to_xlsx("Plan", ["What", "When"], rows)),
        ("plan.csv", to_csv(["What", "When"], rows)),
    ):
        sheet = read_workbook(io.BytesIO(content), name)[0]
        texts = [[cell.text for cell in row.cells] for row in sheet.rows]
        assert texts == [["What", "When"], ["£6k", "31/07/2008"], ["=1+1"], ["two\nlines", "3"]]


def test_characters_that_xml_cannot_hold_are_left_out():
    content = to_xlsx("Plan", ["a\x00b"], [["\x1b\ud800c\ufffe"]])
    rows = read_workbook(io.BytesIO(content), "plan.xlsx")[0].rows
    assert [row.cells[0].text for row in rows] == ["ab", "c"]


@pytest.mark.parametrize("title", ["", "'", "///", "x" * 99])
def test_sheet_title_is_one_that_excel_allows(title):
    assert 0 < len(sheet_title(title)) <= 31


ODD = [
    "<r>bold</r>",
    "<r><t>x</t></r>",
    *(text.strip() for text in HOSTILE),
    "'=1+1",
    "''=1+1",
    "'- a point",
    "'Quoted'",
    "'",
    "_x0041_",
    "_x0041_x0042_",
    "_x005F_x0041_",
    "a\nb;c,d\te",
    "1.10",
    "30/09/2008",
    "TRUE",
    "#REF!",
    " ".join(["long"] * 2000),
]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("name", ["plan.xlsx", "plan.csv"])
def test_text_comes_back_the_same(name, text):
    write = to_csv if name.endswith("csv") else lambda *rows: to_xlsx("Plan", *rows)
    first, second = read_workbook(io.BytesIO(write([text], [[text]])), name)[0].rows
    assert [first.cells[0].value, second.cells[0].value] == [text, text]


@pytest.mark.parametrize("text", ["plain", "=1", "'=1", "''", "'\t", "\tx", "'+ '", "= '"])
def test_guard_is_taken_off_as_it_was_put_on(text):
    assert without_guard(guarded(text)) == text
    assert not runs_as_formula(guarded(text))


def test_narrow_sheet_prints_on_a4_landscape_one_page_wide():
    sheet = openpyxl.load_workbook(
        io.BytesIO(to_xlsx("Plan & more", ["Ref", "Action"], [["R1.1", "x" * 90]]))
    ).active
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", None)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    assert sheet.oddHeader.left.text == "Plan && more" and sheet.oddFooter.right.text == "Page &P of &N"
    assert sheet.column_dimensions["B"].width == pytest.approx(60, abs=1) and sheet["B2"].alignment.wrap_text


def test_wide_sheet_goes_on_beside_in_whole_columns_with_its_first_one():
    rows = [["R1.1", *["x" * 58] * 5]]
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx("Plan", ["Ref", *"ABCDE"], rows))).active
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")
    assert [one.id for one in sheet.col_breaks.brk] == [4]
    assert not sheet.sheet_properties.pageSetUpPr or not sheet.sheet_properties.pageSetUpPr.fitToPage


def test_rows_can_be_filtered():
    for rows, place in ([["a", "b"]] * 3, "A1:B4"), ([], "A1:B1"):
        book = openpyxl.load_workbook(io.BytesIO(to_xlsx("Plan", ["One", "Two"], rows)))
        assert book.active.auto_filter.ref == place


WIDE = [["R1.1", "long text " * 30, "short", "a" * 40, date(2008, 7, 18)]] * 3


def wide_sheets(**more):
    content = to_xlsx("Plan", ["Ref", "Text", "Status", "Word", "Day"], WIDE, **more)
    return openpyxl.load_workbook(io.BytesIO(content))


def test_sheet_says_before_the_plan_what_it_is():
    book = wide_sheets(
        about=[("=Title", "=1+1"), ("Day", date(2008, 9, 9)), ("", ""), ("Version", 3)], told="A plan"
    )
    assert book.sheetnames == ["About", "Plan"] and book.properties.title == "A plan"
    found = [[cell.value for cell in row] for row in book["About"]]
    assert found == [["=Title", "=1+1"], ["Day", datetime(2008, 9, 9)], [None, None], ["Version", "3"]]
    assert [cell.data_type for cell in next(book["About"].rows)] == ["s", "s"] and book["About"]["B2"].is_date


def test_only_what_is_for_people_is_printed_on_one_width_of_a3():
    sheet = wide_sheets(printed=4)["Plan"]
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 8)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    assert sheet.print_area.replace("$", "") == "'Plan'!A1:D4" and not sheet.col_breaks.brk
    assert sheet["E2"].value == datetime(2008, 7, 18)


@pytest.mark.parametrize("room", [20, 60, 100, 300])
def test_columns_have_room_beside_one_another_and_long_texts_most_of_it(room):
    widths = fitted(["Ref", "Text", "Status", "Word", "Day"], WIDE, room)
    assert sum(widths) <= max(room, 5 * LONG_WORD) and max(widths) == widths[1] or room < 5 * LONG_WORD
    assert min(widths) >= 10


def test_a_row_is_as_high_as_its_highest_cell():
    assert lines_of([None, 3, "short", date(2008, 9, 9)], [10] * 4) == 1
    assert lines_of(["one\ntwo\nthree", "x" * 20], [10, 10]) == 3
    assert lines_of(["x" * 90], [10]) == 11
    sheet = wide_sheets(printed=4)["Plan"]
    assert sheet.row_dimensions[2].height == 15 * lines_of(
        [WIDE[0][1]], [sheet.column_dimensions["B"].width - 0.7109375]
    )


@pytest.mark.parametrize("widths", [[10] * 60, [60] * 9, [12, 60, 10, 60, 60, 60, 10]])
def test_no_page_is_wider_than_the_paper(widths):
    breaks = [*page_breaks(widths), len(widths)]
    assert sorted(breaks) == breaks and 0 not in breaks
    for first, last in zip([0, *breaks], breaks, strict=False):
        used = sum(widths[first:last]) + (widths[0] if first else 0)
        assert used <= ON_A4 or last - first == 1
