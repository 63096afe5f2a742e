"""What was read of a file comes back as an Excel workbook that reads the same."""

import io
from datetime import date

import openpyxl

from jarplan.spreadsheets.as_workbook import as_workbook
from jarplan.spreadsheets.cells import Cell, Row, Sheet
from jarplan.spreadsheets.reading.workbook import read_workbook
from tests.spreadsheets.documents import cell, document, heading, row, table
from tests.spreadsheets.sheets import sheet_of


def read_again(sheets):
    return read_workbook(io.BytesIO(as_workbook(sheets)[0]), "plan.xlsx")


def test_sheet_reads_back_equal():
    sheet = sheet_of(["Ref", "Action"], [1.1, "=Meet"], [date(2008, 9, 1), True], merged=("A1:A2",))
    assert read_again([sheet])[0].rows[1:] == read_again(read_again([sheet]))[0].rows[1:]
    assert [[one.value for one in each.cells] for each in read_again([sheet])[0].rows] == [
        ["Ref", "Action"],
        ["=Meet"],
        [date(2008, 9, 1), True],
    ]


def test_tables_of_a_document_keep_their_headings_and_are_found_by_their_places():
    coloured = cell("1.1", looks='<w:shd w:fill="FF0000"/>')
    content = document(heading("Recommendation 1") + table(row("Ref", "Action"), row(coloured, "Meet")))
    made, places = as_workbook(read_workbook(io.BytesIO(content), "plan.docx"))
    assert places["Table 1", 2] == ("Table 1", 3)
    assert places["Table 1", "table 1, row 2, column 2"] == "B3"
    sheet = openpyxl.load_workbook(io.BytesIO(made))["Table 1"]
    assert sheet["A1"].value == "Recommendation 1"
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:B1"]
    assert sheet["A3"].fill.fgColor.rgb == "FFFF0000"


def test_names_that_excel_does_not_allow_are_changed():
    rows = [Row(1, [Cell("A", None, "too long", "A1", "is too long")])]
    sheets = [Sheet(name, rows) for name in ("a/b?" * 20, "a/b?" * 20, "''")]
    made = openpyxl.load_workbook(io.BytesIO(as_workbook(sheets)[0]))
    assert all(0 < len(name) <= 31 and "/" not in name for name in made.sheetnames)
    assert len(set(made.sheetnames)) == 3
    assert made.worksheets[0]["A1"].value == "too long"


def test_colours_of_a_theme_are_left_out():
    sheet = Sheet("Plan", [Row(1, [Cell("A", "x", "x", "A1")], {"A": "theme:4", "B": "FF00FF00"})])
    made = openpyxl.load_workbook(io.BytesIO(as_workbook([sheet])[0]))["Plan"]
    assert (made["A1"].fill.fill_type, made["B1"].fill.fgColor.rgb) == (None, "FF00FF00")
