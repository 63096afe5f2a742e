"""Handing a spreadsheet back with its problems: all else in it stays, and it can be brought back."""

import csv
import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from jarplan.spreadsheets.layout.plan import lay_out
from jarplan.spreadsheets.layout.problemcolumn import HEADING, MARK
from jarplan.spreadsheets.limits import SheetRefused
from jarplan.spreadsheets.problems import Problem, add_problems
from jarplan.spreadsheets.reading.workbook import read_workbook
from tests import DATA
from tests.effort import check_effort
from tests.spreadsheets import documents, hostile
from tests.spreadsheets.hostile import TOP, repacked, sheet_of, texts, workbook
from tests.spreadsheets.layout.test_plan_hostile import longest
from tests.spreadsheets.reading.test_calamine_books import old_book

PLANS = ("a1_clean.xlsx", "b1_council_layout.xlsx", "c1_text_dates_colours.xlsx")
HEADINGS = ["Rec no", "Action ref", "Action", "Lead officer", "By when"]
ROWS = [[1, "1.1", "Meet", "Head of Youth", date(2008, 9, 9)], [1, "1.2", "Write", "Head of Youth", "Sep"]]
FILES = hostile.files()
WHEN = Problem("Sheet", 3, "The year is missing.", "E3")


def laid_out(content, name="plan.xlsx"):
    return lay_out(read_workbook(io.BytesIO(content), name))


def handed_back(content, *problems, name="plan.xlsx", header=1):
    """The workbook that comes back, opened."""
    content, _name = add_problems(content, name, problems, {one.sheet: header for one in problems})
    return openpyxl.load_workbook(io.BytesIO(content))


def saved(book):
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def on_plan(name):
    """A problem for every third row of a sample plan, and the header row of each sheet."""
    table = laid_out((DATA / name).read_bytes())
    problems = [
        Problem(row.sheet, row.row, f"Wrong: {row.row}", row.address("due")) for row in table.rows[::3]
    ]
    return problems, {report.name: report.header_rows[0] for report in table.sheets if report.header_rows}


def look(cell):
    """All that is seen of a cell."""
    styles = (cell.font, cell.fill, cell.border, cell.alignment)
    return (cell.value, cell.data_type, cell.number_format, *map(repr, styles))


def shape(sheet):
    """What a sheet is beside its cells."""
    widths = {
        letter: (one.min, one.max, one.width, one.hidden) for letter, one in sheet.column_dimensions.items()
    }
    rows = {number: (one.height, one.hidden) for number, one in sheet.row_dimensions.items()}
    return sorted(map(str, sheet.merged_cells.ranges)), widths, rows, sheet.freeze_panes, sheet.sheet_state


@pytest.mark.slow
@pytest.mark.parametrize("name", PLANS)
def test_everything_else_of_a_workbook_stays(name):
    content = (DATA / name).read_bytes()
    problems, headers = on_plan(name)
    before = openpyxl.load_workbook(io.BytesIO(content))
    after = handed_back_with(content, problems, headers)
    assert after.sheetnames == before.sheetnames
    marked = {(one.sheet, one.cell) for one in problems}
    for sheet in before.worksheets:
        other = after[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                if (sheet.title, cell.coordinate) not in marked:
                    assert look(other[cell.coordinate]) == look(cell)
                else:
                    assert other[cell.coordinate].value == cell.value
        was, now = shape(sheet), shape(other)
        assert now[0] == was[0] and now[3:] == was[3:]
        assert {letter: now[1][letter] for letter in was[1]} == was[1]
        assert {number: was[2][number][1] for number in was[2]} == {
            number: now[2][number][1] for number in was[2]
        }


def handed_back_with(content, problems, headers):
    return openpyxl.load_workbook(io.BytesIO(add_problems(content, "plan.xlsx", problems, headers)[0]))


@pytest.mark.slow
@pytest.mark.parametrize("name", PLANS)
def test_sentences_stand_beside_their_rows_under_a_heading(name):
    problems, headers = on_plan(name)
    book = handed_back_with((DATA / name).read_bytes(), problems, headers)
    for sheet, header in headers.items():
        at = [cell.column for cell in book[sheet][header] if cell.value == HEADING]
        assert len(at) == 1
        said = {row[0].row: row[0].value for row in book[sheet].iter_rows(min_col=at[0], max_col=at[0])}
        wanted = {one.row: f"{one.cell}: {one.sentence}" for one in problems if one.sheet == sheet}
        assert {row: text for row, text in said.items() if text} == {header: HEADING} | wanted


@pytest.mark.slow
@pytest.mark.parametrize("name", PLANS)
def test_workbook_handed_back_reads_as_before(name):
    content = (DATA / name).read_bytes()
    problems, headers = on_plan(name)
    once, name_once = add_problems(content, name, problems, headers)
    twice, name_twice = add_problems(once, name_once, problems[:1], headers)
    before = laid_out(content)
    for table in (laid_out(once), laid_out(twice)):
        assert [row.understood for row in table.rows] == [row.understood for row in before.rows]
        assert (table.columns, table.sheets) == (before.columns, before.sheets)
        assert (table.warnings, table.gaps) == (before.warnings, before.gaps)
    assert name_once == name_twice == f"{Path(name).stem} with problems.xlsx"


def test_cell_with_a_problem_is_marked_and_says_why():
    sheet = handed_back(workbook(HEADINGS, *ROWS), WHEN).active
    assert sheet["E3"].fill.fgColor.rgb == MARK
    assert "The year is missing." in sheet["E3"].comment.text
    assert (sheet["E2"].fill.fill_type, sheet["E2"].comment) == (None, None)
    assert sheet["F3"].alignment.wrap_text and sheet.column_dimensions["F"].width >= 40


def test_cell_that_has_a_colour_keeps_it_and_a_comment_stays():
    book = openpyxl.load_workbook(io.BytesIO(workbook(HEADINGS, *ROWS)))
    book.active["E3"].fill = PatternFill("solid", fgColor="FFFF0000")
    book.active["E3"].comment = Comment("Ask Jo", "Sam")
    once = saved(handed_back(saved(book), WHEN))
    for content in (once, saved(handed_back(once, WHEN, name="plan with problems.xlsx"))):
        cell = openpyxl.load_workbook(io.BytesIO(content)).active["E3"]
        assert cell.fill.fgColor.rgb == "FFFF0000"
        assert cell.comment.text == "Ask Jo\n\nFound on import: The year is missing."


def test_problem_of_a_table_beside_another_stands_at_its_row_and_cell():
    content = workbook([*HEADINGS, None, *HEADINGS], [*ROWS[0], None, *ROWS[1]])
    table = laid_out(content)
    assert [row.sheet for row in table.rows] == ["Sheet", "Sheet, columns G to K"]
    problems = [Problem(row.sheet, row.row, "Which year?", row.address("due")) for row in table.rows]
    sheet = handed_back(content, *problems).worksheets[0]
    assert sheet["L2"].value == "E2: Which year?\nK2: Which year?"
    assert sheet["K2"].comment.text.endswith("Which year?")


def test_bringing_it_back_replaces_the_old_column_and_takes_old_marks_off():
    once = saved(handed_back(workbook(HEADINGS, *ROWS), WHEN))
    sheet = handed_back(once, Problem("Sheet", 2, "Somebody must lead.", "D2")).active
    assert [cell.value for cell in sheet[1]] == [*HEADINGS, HEADING]
    assert [sheet["F2"].value, sheet["F3"].value] == ["D2: Somebody must lead.", None]
    assert (sheet["E3"].fill.fill_type, sheet["E3"].comment) == (None, None)
    assert sheet["D2"].fill.fgColor.rgb == MARK
    none, _name = add_problems(once, "plan.xlsx", [], {"Sheet": 1})
    assert [cell.value for cell in openpyxl.load_workbook(io.BytesIO(none)).active[1]][:6] == [
        *HEADINGS,
        None,
    ]


def test_column_of_the_council_called_problems_is_no_column_of_ours():
    content = workbook([*HEADINGS, "Problems"], [*ROWS[0], "The weather"])
    sheet = handed_back(content, Problem("Sheet", 2, "Wrong")).active
    assert [sheet["F2"].value, sheet["G1"].value, sheet["G2"].value] == ["The weather", HEADING, "Wrong"]
    assert [column.heading for column in laid_out(saved(sheet.parent)).columns] == [*HEADINGS, "Problems"]


def test_rating_by_colour_beside_our_mark_reads_as_before():
    """Our mark on an empty rating cell is not taken for a colour of the plan."""
    content = workbook([*HEADINGS, "RAG"], [*ROWS[0], None])
    marked, _name = add_problems(content, "plan.xlsx", [Problem("Sheet", 2, "No rating", "F2")], {"Sheet": 1})
    assert openpyxl.load_workbook(io.BytesIO(marked)).active["F2"].fill.fgColor.rgb == MARK
    assert laid_out(marked).rows[0].understood == laid_out(content).rows[0].understood


@pytest.mark.parametrize("start", ["=1+1", "+44 116", "-1+1", "@SUM(A1)", "\t=1", "＝1", "|cmd"])
def test_sentence_never_becomes_a_formula(start):
    content, _name = add_problems(
        workbook(HEADINGS, *ROWS), "p.xlsx", [Problem("Sheet", 2, start)], {"Sheet": 1}
    )
    cell = openpyxl.load_workbook(io.BytesIO(content)).active["F2"]
    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", start, True)
    lines, _name = add_problems(b"Action,Lead\r\nMeet,Jo\r\n", "p.csv", [Problem("p", 2, start)], {"p": 1})
    assert list(csv.reader(io.StringIO(lines.decode("utf-8-sig"), newline="")))[1][2] == "'" + start


def test_text_that_looks_like_a_formula_stays_text():
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append([1, "1.1", "x", "Head", None])
    book.active["C2"].value, book.active["C2"].data_type = "=cmd|' /C calc'!A0", "s"
    cell = handed_back(saved(book), Problem("Sheet", 2, "Wrong")).active["C2"]
    assert (cell.data_type, cell.value) == ("s", "=cmd|' /C calc'!A0")


def test_formulas_stay_with_their_results():
    words = '<f>"Meet "&amp;"&lt;Jo&gt;"</f><v>Meet &lt;Jo&gt;</v>'
    cells = f'<c r="A2"><f>1+0</f><v>1</v></c><c r="D2" t="str">{words}</c>'
    content = sheet_of(TOP + f'<row r="2">{cells}</row>' + texts(3, ["1", "", "1.2", "Write"]))
    back, _name = add_problems(content, "plan.xlsx", [Problem("Sheet", 2, "Wrong")], {"Sheet": 1})
    said = [
        [openpyxl.load_workbook(io.BytesIO(back), data_only=only).active[at].value for at in ("A2", "D2")]
        for only in (False, True)
    ]
    assert said == [["=1+0", '="Meet "&"<Jo>"'], [1, "Meet <Jo>"]]
    assert [row.understood for row in laid_out(back).rows] == [
        row.understood for row in laid_out(content).rows
    ]


def test_drop_downs_hidden_rows_and_columns_and_formatting_inside_text_stay():
    book = openpyxl.load_workbook(io.BytesIO(workbook(HEADINGS, *ROWS)), rich_text=True)
    sheet = book.active
    choices = DataValidation(type="list", formula1='"Red,Green"')
    sheet.add_data_validation(choices)
    choices.add("E2:E9")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.auto_filter.ref = "A1:E3"
    rich = "<is><r><rPr><b/></rPr><t>Me</t></r><r><t>et</t></r></is>"
    content = saved(book)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read(hostile.SHEET).decode()
    plain = next(part for part in xml.split("<c ") if 'r="C2"' in part)
    content = repacked(content, **{hostile.SHEET: xml.replace(plain, f'r="C2" t="inlineStr">{rich}</c>')})
    back = add_problems(content, "plan.xlsx", [WHEN], {"Sheet": 1})[0]
    sheet = openpyxl.load_workbook(io.BytesIO(back), rich_text=True).active
    assert sheet.data_validations.dataValidation[0].formula1 == '"Red,Green"'
    assert sheet.row_dimensions[2].hidden and sheet.column_dimensions["B"].hidden
    assert sheet.auto_filter.ref == "A1:E3"
    assert sheet["C2"].value[0].font.b and str(sheet["C2"].value) == "Meet"


def test_column_among_hidden_ones_is_seen_and_the_others_stay_hidden():
    book = openpyxl.load_workbook(io.BytesIO(workbook(HEADINGS, *ROWS)))
    dimension = book.active.column_dimensions["D"]
    dimension.min, dimension.max, dimension.hidden = 4, 16384, True
    dimensions = handed_back(saved(book), WHEN).active.column_dimensions
    assert {letter: (one.min, one.max, one.hidden) for letter, one in dimensions.items()} == {
        "D": (4, 5, True),
        "F": (6, 6, False),
        "G": (7, 16384, True),
    }


def test_column_stands_right_of_a_merged_title_and_high_rows_grow():
    book = openpyxl.Workbook()
    book.active.append(["Action plan"])
    book.active.append(HEADINGS)
    book.active.append(ROWS[0])
    book.active.merge_cells("A1:H1")
    book.active.row_dimensions[3].height = 15
    sheet = handed_back(saved(book), Problem("Sheet", 3, "Wrong. " * 30), header=2).active
    assert sheet["I2"].value == HEADING and sheet["I3"].value.startswith("Wrong.")
    assert sheet.row_dimensions[3].height > 45


def test_sheet_without_room_for_a_column_says_it_in_a_comment():
    wide = [*HEADINGS, *(f"Column {at}" for at in range(60 - len(HEADINGS)))]
    content = workbook(wide, [*ROWS[0], *range(60 - len(HEADINGS))])
    sheet = handed_back(content, Problem("Sheet", 2, "Wrong")).active
    assert sheet.max_column == 60
    assert "Wrong" in sheet["A2"].comment.text


def test_macros_are_left_out_and_the_name_says_so():
    macro = {"xl/vbaProject.bin": b"\0" * 50}
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    with zipfile.ZipFile(io.BytesIO(workbook(HEADINGS, *ROWS))) as archive:
        listed = archive.read("[Content_Types].xml").decode()
    listed = listed.replace(types, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    content = repacked(workbook(HEADINGS, *ROWS), **{"[Content_Types].xml": listed}, **macro)
    back, name = add_problems(content, "plan.XLSM", [WHEN], {"Sheet": 1})
    with zipfile.ZipFile(io.BytesIO(back)) as archive:
        assert "xl/vbaProject.bin" not in archive.namelist()
        assert types in archive.read("[Content_Types].xml").decode()
    assert name == "plan with problems.xlsx"


def test_problem_of_no_row_no_sheet_or_no_cell_is_passed_over():
    problems = [
        Problem("", 0, "Of the file"),
        Problem("Other", 2, "Elsewhere"),
        Problem("Sheet", 2, "x", "row 2"),
    ]
    sheet = handed_back(workbook(HEADINGS, *ROWS), *problems).active
    assert [sheet["F1"].value, sheet["F2"].value] == [HEADING, "row 2: x"]


CSV = 'Rec no;Action;Lead\r\n1;Meet, and "write";Jo\r\n\r\n1;"two\nlines";-5\r\n2;=1+1;Zoë\r\n'


def csv_rows(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_comes_back_with_the_column_and_its_delimiter(encoding):
    content = CSV.encode(encoding)
    back, name = add_problems(
        content, "plan.csv", [Problem("plan.csv", 4, "Who is the lead?", "C4")], {"plan.csv": 1}
    )
    assert name == "plan with problems.csv" and back.startswith(b"\xef\xbb\xbf")
    assert csv_rows(back) == [
        ["Rec no", "Action", "Lead", HEADING],
        ["1", 'Meet, and "write"', "Jo"],
        [],
        ["1", "two\nlines", "-5", "C4: Who is the lead?"],
        ["2", "'=1+1", "Zoë"],
    ]
    twice, _name = add_problems(back, name, [Problem("plan.csv", 2, "Wrong")], {"plan.csv": 1})
    assert [row[3:] for row in csv_rows(twice)] == [[HEADING], ["Wrong"], [], [""], []]
    before, after = (read_workbook(io.BytesIO(one), name)[0].rows for one in (content, twice))
    assert [[cell.text for cell in row.cells if cell.column < "D"] for row in after] == [
        [cell.text for cell in row.cells] for row in before
    ]
    assert [row.understood for row in laid_out(twice, name).rows] == [
        row.understood for row in laid_out(content, name).rows
    ]


def test_excels_own_first_line_of_a_csv_stays():
    content = b"sep=;\r\nRec no;Action;Lead\r\n1;Meet;Jo\r\n"
    back, _name = add_problems(content, "plan.csv", [Problem("plan.csv", 3, "Wrong")], {"plan.csv": 2})
    assert csv_rows(back) == [
        ["sep=", ""],
        ["Rec no", "Action", "Lead", HEADING],
        ["1", "Meet", "Jo", "Wrong"],
    ]


@pytest.mark.slow
@pytest.mark.parametrize("case", FILES)
def test_hostile_file_comes_back_or_is_refused_in_words_and_with_little_work(case):
    name, content, _words = FILES[case]
    # It is read, written, and read again.
    check_effort(lambda: there_and_back(content, name), longest, 2 * hostile.TIMES)


def there_and_back(content, name):
    try:
        back, name = add_problems(content, name, [Problem("Sheet", 2, "Wrong", "B2")], {"Sheet": 1})
        assert read_workbook(io.BytesIO(back), name)
    except SheetRefused as error:
        assert str(error).endswith(".")


@pytest.mark.slow
@pytest.mark.parametrize("name", PLANS)
def test_header_row_that_is_not_given_is_found(name):
    problems, headers = on_plan(name)
    book = handed_back_with((DATA / name).read_bytes(), problems, {})
    found = {
        sheet.title: [cell.row for row in sheet for cell in row if cell.value == HEADING] for sheet in book
    }
    assert {title: rows[0] for title, rows in found.items() if rows} == headers
    back, _name = add_problems(
        b"A plan;;\n\nRec no;Action;Lead\n1;Meet;Jo\n", "p.csv", [Problem("p", 4, "x")], {}
    )
    assert [row[3:] for row in csv_rows(back)] == [[], [], [HEADING], ["x"]]


def test_problem_of_a_heading_is_marked_and_the_column_keeps_its_own():
    sheet = handed_back(workbook(HEADINGS, *ROWS), Problem("Sheet", 1, "Not read.", "D1")).active
    assert (sheet["F1"].value, sheet["D1"].comment.text) == (HEADING, "Found on import: Not read.")


def test_problem_of_no_named_sheet_stands_on_the_one_with_the_headings():
    book = openpyxl.Workbook()
    book.active.append(["How to fill in the plan"])
    plan = book.create_sheet("Plan")
    for row in (HEADINGS, *ROWS):
        plan.append(row)
    back = add_problems(saved(book), "plan.xlsx", [Problem("", 3, "Wrong")], {})[0]
    assert openpyxl.load_workbook(io.BytesIO(back))["Plan"]["F3"].value == "Wrong"


def test_word_document_comes_back_as_a_workbook_that_can_be_brought_back():
    head = documents.row("Ref", "Action", "Lead officer", "By when")
    tables = [
        documents.table(head, documents.row(f"{at}.1", "Meet", "Head of Youth", "Sep")) for at in (1, 2)
    ]
    parts = [
        documents.heading(f"Recommendation {at}: Do well") + one for at, one in enumerate(tables, start=1)
    ]
    content = documents.document("".join(parts))
    row = laid_out(content, "plan.docx").rows[1]
    problem = Problem(row.sheet, row.row, "The year is missing.", row.address("due"))
    content, name = add_problems(content, "plan.docx", [problem], {"Tables 1 to 2": 2})
    assert name == "plan with problems.xlsx"
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Tables 1 to 2"]
    assert (sheet["E6"].value, sheet["E2"].value) == ("D6: The year is missing.", HEADING)
    assert sheet["D6"].comment.text.startswith("Found on import: The year")
    again = laid_out(content)
    assert [one.understood.text for one in again.rows] == ["Meet", "Meet"]
    assert again.rows[1].understood.titles == ("Recommendation 2: Do well",)


def test_old_workbook_comes_back_as_one_of_today():
    content = old_book(HEADINGS, *ROWS, sheet="Sheet")
    content, name = add_problems(content, "plan.xls", [WHEN], {"Sheet": 1})
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Sheet"]
    assert (name, sheet["F3"].value) == ("plan with problems.xlsx", "E3: The year is missing.")
    assert sheet["E2"].value.date() == date(2008, 9, 9)
