"""The pass over a workbook's parts reads what openpyxl reads, from the files that Excel and others write."""

import io
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from jarplan.spreadsheets.reading.workbook import SheetRefused, read_workbook
from jarplan.symbols import with_plain_symbols
from tests import DATA
from tests.drawing import examples
from tests.spreadsheets.hostile import MAIN, PLAN, SHEET, repacked, sheet_of, with_part

LETTERS = st.characters(min_codepoint=33, max_codepoint=0x2FFF, exclude_categories=("Cc", "Cs", "Cf", "Z"))
VALUES = st.one_of(
    st.text(LETTERS, min_size=1, max_size=30).filter(lambda text: text[0] not in "=_" and "_x" not in text),
    st.integers(-(10**12), 10**12),
    st.floats(-1e12, 1e12, allow_nan=False).map(lambda number: float(f"{number:.12g}")),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(2200, 1, 1)),
    st.datetimes(datetime(1901, 1, 1), datetime(2200, 1, 1)).map(lambda at: at.replace(microsecond=0)),
    st.times().map(lambda at: at.replace(microsecond=0)),
    st.timedeltas(timedelta(minutes=1), timedelta(days=20)).map(
        lambda span: timedelta(seconds=span.total_seconds() // 1)
    ),
    st.none(),
)


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out


def read(content):
    return read_workbook(io.BytesIO(content), "plan.xlsx")


def ours(file):
    """{(sheet, address): value} of what we read."""
    return {
        (sheet.name, cell.address): cell.value
        for sheet in read_workbook(file, "plan.xlsx")
        for row in sheet.rows
        for cell in row.cells
        if not cell.problem
    }


def theirs(file):
    """The same of what openpyxl reads; a day is a day there too, and outer blanks are no text."""
    found = {}
    for sheet in openpyxl.load_workbook(file, data_only=True).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            value = cell.value
            if isinstance(value, datetime) and value.time() == time(0):
                value = value.date()
            if isinstance(value, str):
                value = with_plain_symbols(value.replace("\u00a0", " ").replace("\r\n", "\n")).strip()
            if value not in (None, "") and cell.data_type != "e":
                found[sheet.title, cell.coordinate] = value
    return found


@pytest.mark.parametrize("path", sorted(DATA.glob("*.xlsx")), ids=lambda path: path.stem)
def test_samples_are_read_as_openpyxl_reads_them(path):
    found = ours(io.BytesIO(path.read_bytes()))
    assert found and found == theirs(path)


@pytest.mark.slow
@examples(60)
@given(st.lists(st.lists(VALUES, max_size=8), max_size=8), st.booleans())
def test_drawn_workbook_is_read_as_openpyxl_reads_it(rows, from_1904):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904 if from_1904 else book.epoch
    for row in rows:
        book.active.append(row)
    file = saved(book)
    found, expected = ours(file), theirs(file)
    assert found == expected
    assert {key: type(value) for key, value in found.items()} == {
        key: type(value) for key, value in expected.items()
    }


def test_text_in_several_looks_is_one_text():
    book = openpyxl.Workbook()
    book.active["A1"] = CellRichText("Head of ", TextBlock(InlineFont(b=True), "Service"), ", PCT")
    assert list(ours(saved(book)).values()) == ["Head of Service, PCT"]


def test_how_a_text_is_pronounced_is_no_part_of_it():
    spoken = "<si><t>Plan</t><rPh sb='0' eb='1'><t>puran</t></rPh><phoneticPr fontId='1'/></si>"
    inline = "<is><t>Plan</t><rPh sb='0' eb='1'><t>puran</t></rPh></is>"
    row = f'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr">{inline}</c></row>'
    content = repacked(sheet_of(row), **{"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{spoken}</sst>'})
    assert [cell.text for cell in read(content)[0].rows[0].cells] == ["Plan", "Plan"]


def test_strict_workbook_and_prefixed_elements_are_read():
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    cells = '<x:row r="1"><x:c r="A1" t="d"><x:v>2008-09-30</x:v></x:c></x:row>'
    sheet = f'<x:worksheet xmlns:x="{strict}"><x:sheetData>{cells}</x:sheetData></x:worksheet>'
    assert read(repacked(PLAN, **{SHEET: sheet}))[0].rows[0].cells[0].value == date(2008, 9, 30)


def test_elements_of_other_kinds_are_no_cells():
    other = '<extLst><ext><y:c xmlns:y="urn:other" r="B1"><y:v>9</y:v></y:c><f>1</f><v>8</v></ext></extLst>'
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    assert [cell.value for cell in read(sheet_of(row, after=other))[0].rows[0].cells] == [1]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('<c r="A2" t="str"><f>IF(B1="","",B1)</f><v></v></c>', None),
        ('<c r="A2"><f>B1</f><v></v></c>', "result was not saved"),
        ('<c r="A2"><f>B1</f></c>', "result was not saved"),
        ('<c r="A2" t="str"><f>B1</f></c>', "result was not saved"),
        ('<c r="A2" t="e"><f>B1</f><v>#N/A</v></c>', "#N/A"),
    ],
)
def test_formula_with_an_empty_result_is_blank_and_one_without_a_result_is_not(cell, said):
    rows = read(sheet_of(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="2">{cell}</row>'))[0].rows
    if said is None:
        assert [row.number for row in rows] == [1]
    else:
        assert said in rows[1].cells[0].problem


def test_cells_without_addresses_stand_one_after_the_other():
    rows = "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>"
    found = read(sheet_of(rows))[0].rows
    assert [cell.address for row in found for cell in row.cells] == ["A1", "C1", "A2"]


def test_one_cell_twice_is_damage():
    with pytest.raises(SheetRefused, match="cell A1 appears twice"):
        read(sheet_of('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'))


def test_two_sheets_of_one_part_are_damage():
    content = with_part(
        "xl/workbook.xml",
        lambda xml: xml.replace("</sheets>", '<sheet name="Two" sheetId="9" r:id="rId1" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></sheets>'),
    )  # fmt: skip
    with pytest.raises(SheetRefused, match="two of its sheets are stored as one"):
        read(content)


def test_fill_of_a_conditional_format_is_no_fill_of_a_cell():
    book = openpyxl.Workbook()
    book.active["A1"] = "late"
    red = openpyxl.styles.PatternFill(bgColor="FFFF0000", fgColor="FFFF0000", fill_type="solid")
    rule = openpyxl.formatting.rule.CellIsRule(operator="equal", formula=['"late"'], fill=red)
    book.active.conditional_formatting.add("A1", rule)
    assert read(saved(book).getvalue())[0].rows[0].fills == {}


@pytest.mark.parametrize("limit", ["MAX_TEXT", "MAX_ELEMENTS"])
def test_limits_are_of_all_sheets_together(monkeypatch, limit):
    book = openpyxl.Workbook()
    book.active.append(["abcde"])
    book.create_sheet().append(["fghij"])
    monkeypatch.setattr(f"jarplan.spreadsheets.reading.sheet_pass.{limit}", 9 if limit == "MAX_TEXT" else 3)
    with pytest.raises(SheetRefused, match="new (?:file|workbook) and try again"):
        read(saved(book).getvalue())


def test_text_longer_than_a_cell_is_a_problem_of_that_cell(settings):
    settings.SHEET_MAX_CHARACTERS = 10
    shared = f'<sst xmlns="{MAIN}"><si><t>{"b" * 12}</t></si></sst>'
    row = (
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{"a" * 11}</t></is></c><c r="B1" t="s"><v>0</v></c>'
        '<c r="C1" t="inlineStr"><is><t>short</t></is></c></row>'
    )
    cells = read(repacked(sheet_of(row), **{"xl/sharedStrings.xml": shared}))[0].rows[0].cells
    assert ["has 11 char" in cells[0].problem, "has 12 char" in cells[1].problem] == [True, True]
    assert (cells[2].value, cells[2].problem) == ("short", "")
