"""Reading workbooks: the sample plan cell by cell, and every hostile file we know of refused in words."""

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.styles import Color, PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from jarplan.spreadsheets.reading.workbook import SheetRefused, read_workbook
from tests import DATA
from tests.effort import check_effort

SAMPLE = DATA / "sample_plan.xlsx"
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out


def repacked(file, **parts):
    """The same archive with some parts replaced or added; part names come with / as __."""
    out = io.BytesIO()
    new = {name.replace("__", "/"): content for name, content in parts.items()}
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in old.infolist():
            if entry.filename not in new:
                made.writestr(entry.filename, old.read(entry))
        for name, content in new.items():
            made.writestr(name, content)
    return out


def sheet_xml(rows):
    return {SHEET: f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'}


def with_shared_strings():
    """A workbook as Excel writes it, its text in a part of its own."""
    file = workbook(["x"])
    with zipfile.ZipFile(file) as archive:
        types = archive.read("[Content_Types].xml").decode()
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = types.replace(
        "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    )
    strings = {
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>x</t></si></sst>',
        "[Content_Types].xml": types,
    }
    return repacked(file, **strings, **sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'))


def refusal(file, name="plan.xlsx"):
    with pytest.raises(SheetRefused) as refused:
        read_workbook(file, name)
    return str(refused.value)


def test_sample_plan_is_read_row_by_row():
    [sheet] = read_workbook(io.BytesIO(SAMPLE.read_bytes()), "sample_plan.xlsx")
    assert sheet.name == "JAR action plan"
    assert len(sheet.rows) == 38
    assert sheet.rows[0].cell("D").text == "Action ref"
    first = sheet.rows[1]
    assert first.number == 2
    assert (first.cell("A").value, first.cell("A").text) == (1, "1")
    assert first.cell("D").value == "1.1"
    assert first.cell("J").value == date(2008, 7, 31)
    assert (first.cell("J").text, first.cell("J").address) == ("31/07/2008", "J2")
    assert sheet.rows[8].cell("H") is None


def test_values_keep_their_kind():
    file = workbook([datetime(2008, 9, 1, 14, 30), 1.5, True, "a\u00a0b_x000D_\n", 0.3])
    cells = read_workbook(file, "plan.xlsx")[0].rows[0].cells
    assert [cell.value for cell in cells] == [datetime(2008, 9, 1, 14, 30), 1.5, True, "a b", 0.3]
    assert [cell.text for cell in cells] == ["01/09/2008 14:30", "1.5", "TRUE", "a b", "0.3"]


def test_shared_strings_are_read():
    assert read_workbook(with_shared_strings(), "plan.xlsx")[0].rows[0].cells[0].text == "x"


def test_blank_rows_are_left_out_and_numbers_stay():
    sheet = read_workbook(workbook(["a"], [None], ["  "], ["b"]), "plan.xlsx")[0]
    assert [(row.number, row.cells[0].text) for row in sheet.rows] == [(1, "a"), (4, "b")]


def test_formula_without_saved_result_is_noticed():
    cell = read_workbook(workbook(["text", "=1+1"]), "plan.xlsx")[0].rows[0].cell("B")
    assert cell.value is None
    assert "result was not saved" in cell.problem


def test_formula_with_saved_result_is_its_result():
    file = repacked(workbook(["x"]), **sheet_xml('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>'))
    assert read_workbook(file, "plan.xlsx")[0].rows[0].cell("A").value == 2


def test_error_cell_is_a_problem_not_a_value():
    file = repacked(workbook(["x"]), **sheet_xml('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>'))
    cell = read_workbook(file, "plan.xlsx")[0].rows[0].cell("A")
    assert (cell.value, cell.problem) == (None, "contains an error (#REF!)")


def a_thousand_rows():
    read_workbook(workbook(*[[1]] * 1000), "plan.xlsx")


def test_cell_in_the_last_corner_is_left_out_with_little_work_and_named():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    file = repacked(workbook(["x"]), **sheet_xml(rows))
    [sheet] = check_effort(lambda: read_workbook(file, "plan.xlsx"), a_thousand_rows, 5)
    assert ([row.number for row in sheet.rows], sheet.stray) == ([1], ("XFD1048576",))


def test_many_cells_far_out_are_refused():
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in range(7000, 7030))
    assert "at most 6,000 rows and 60 columns" in refusal(repacked(workbook(["x"]), **sheet_xml(rows)))


def test_formatting_without_value_in_the_last_corner_is_harmless():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    sheet = read_workbook(repacked(workbook(["x"]), **sheet_xml(rows)), "plan.xlsx")[0]
    assert [row.number for row in sheet.rows] == [1]


def test_false_dimension_hides_nothing():
    first = '<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row>'
    rows = f'<dimension ref="A1:A1"/><sheetData>{first}<row r="2"><c r="A2"><v>2</v></c></row></sheetData>'
    file = repacked(workbook(["x"]), **{SHEET: f'<worksheet xmlns="{MAIN}">{rows}</worksheet>'})
    rows = read_workbook(file, "plan.xlsx")[0].rows
    assert [[cell.value for cell in row.cells] for row in rows] == [[1, 3], [2]]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A7"><v>1</v></c></row>',
    ],
)
def test_rows_out_of_order_are_refused_not_lost(rows):
    assert "damaged" in refusal(repacked(workbook(["x"]), **sheet_xml(rows)))


def test_zip_bomb_is_refused_by_ratio():
    assert "times its size" in refusal(repacked(workbook(["x"]), xl__bomb="0" * 30_000_000))


def test_zip_bomb_is_refused_by_what_it_unpacks_to(settings):
    settings.SHEET_MAX_UNPACKED_MEGABYTES = 1
    assert "larger than 1 MB" in refusal(repacked(workbook(["x"]), xl__bomb="0" * 1_100_000))


def test_lying_header_does_not_hide_the_size(settings):
    file = repacked(workbook(["x"]), xl__bomb="0" * 1_100_000)
    small = file.getvalue().replace((1_100_000).to_bytes(4, "little"), (6).to_bytes(4, "little"))
    settings.SHEET_MAX_UNPACKED_MEGABYTES = 1
    assert refusal(io.BytesIO(small))


def test_many_members_are_refused():
    assert "parts inside" in refusal(repacked(workbook(["x"]), **{f"x{n}": "" for n in range(201)}))


def test_two_parts_of_one_name_are_refused():
    assert "same name" in refusal(repacked(workbook(["x"]), **{"XL/Worksheets/sheet1.xml": "<x/>"}))


def test_part_that_points_outside_is_refused():
    assert "points outside" in refusal(repacked(workbook(["x"]), **{"../../etc/passwd": "x"}))


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"])
@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY e "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ],
)
def test_entities_are_refused_in_every_part(part, doctype):
    file = with_shared_strings()
    with zipfile.ZipFile(file) as archive:
        xml = archive.read(part).decode().split("?>", 1)[-1]
    xml = xml.replace(">x<", ">&e;<")
    message = refusal(repacked(file, **{part: f"<?xml version='1.0'?>{doctype}{xml}"}))
    assert "root:" not in message


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 cut short", SAMPLE.read_bytes()[:5000]])
def test_what_is_no_workbook_is_refused(content):
    assert refusal(io.BytesIO(content))


def test_workbook_that_is_a_word_document_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert "Word document" in refusal(out)


@pytest.mark.parametrize("name", ["plan.doc", "plan", "plan.xlsx.exe"])
def test_other_kinds_are_refused_by_name(name):
    assert "must be an Excel workbook" in refusal(workbook(["x"]), name)


def test_macro_workbook_is_read_and_its_macros_are_not():
    file = repacked(workbook(["x"]), xl__vbaProject_bin=b"\xd0\xcf\x11\xe0")
    assert read_workbook(file, "plan.xlsm")[0].rows[0].cells[0].text == "x"


def test_large_file_is_refused_before_it_is_opened():
    assert "smaller than 5 MB" in refusal(io.BytesIO(b"0" * (5 * 1024 * 1024 + 1)))


def test_colours_and_formats_of_cells_are_known():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["a", 1.1, datetime(2008, 7, 31)])
    sheet["A1"].fill = PatternFill("solid", fgColor="FFFF0000")
    sheet["B1"].number_format = "0.00"
    sheet["C1"].number_format = "mmm yy"
    sheet["D1"].fill = PatternFill("solid", fgColor=Color(theme=9))
    sheet["E1"].fill = PatternFill("solid", fgColor=Color(indexed=10))
    out = io.BytesIO()
    book.save(out)
    [row] = read_workbook(out, "plan.xlsx")[0].rows
    assert row.fills == {"A": "FFFF0000", "D": "theme:9", "E": "indexed:10"}
    assert [(cell.text, cell.number_format, cell.fill) for cell in row.cells] == [
        ("a", "General", "FFFF0000"),
        ("1.10", "0.00", ""),
        ("31/07/2008", "mmm yy", ""),
    ]


def test_days_of_the_1904_system_are_read_as_such():
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append([datetime(2008, 7, 31)])
    out = io.BytesIO()
    book.save(out)
    [sheet] = read_workbook(out, "plan.xlsx")
    assert (sheet.rows[0].cells[0].value, sheet.epoch) == (date(2008, 7, 31), date(1904, 1, 1))


def test_shared_string_beyond_the_list_is_refused():
    rows = '<row r="1"><c r="A1" t="s"><v>999</v></c></row>'
    assert refusal(repacked(workbook(["x"]), **sheet_xml(rows)))


def test_control_characters_and_writing_tricks_are_taken_out():
    file = workbook(["a_x0000_b\u202ec"])
    assert read_workbook(file, "plan.xlsx")[0].rows[0].cells[0].text == "abc"


def test_hidden_and_merged_are_known():
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active.append(["c", "d"])
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.active.merge_cells("A1:B1")
    book.create_sheet("Old").sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    first, old = read_workbook(out, "plan.xlsx")
    assert (first.hidden_rows, first.hidden_columns, first.merged) == ({2}, {"B"}, ("A1:B1",))
    assert (first.hidden, old.hidden) == (False, True)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_is_read_in_any_usual_form(encoding, mark):
    text = f'Rec no{mark}Action\r\n1{mark}"Café, £6k;\n two lines"\r\n\r\n2{mark}b\r\n'
    rows = read_workbook(io.BytesIO(text.encode(encoding)), "plan.csv")[0].rows
    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["Rec no", "Action"],
        ["1", "Café, £6k;\n two lines"],
        ["2", "b"],
    ]


@pytest.mark.parametrize("content", [b"\0\1\2", b"a" * 40_000, b"x\n" * 7000, b"a," * 200])
def test_csv_out_of_bounds_is_refused(content):
    assert refusal(io.BytesIO(content), "plan.csv")


@pytest.mark.parametrize(("gap", "answered"), [(1, False), (3, False), (40, True)])
def test_plan_that_goes_on_beyond_the_limit_is_refused_and_loses_no_row(settings, gap, answered):
    settings.SHEET_MAX_ROWS = 5
    numbers = [*range(1, 6), 5 + gap]
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>' for n in numbers)
    file = repacked(workbook(["x"]), **sheet_xml(rows))
    if answered:
        assert read_workbook(file, "plan.xlsx")[0].stray == ("A45",)
    else:
        assert "at most 5 rows" in refusal(file)
