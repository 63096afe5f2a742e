"""Forms of labels and values as a table, and tables of a document that go on without their headings."""

import io

import docx
import pytest

from jarplan.spreadsheets.layout.forms import as_table
from jarplan.spreadsheets.layout.plan import lay_out
from jarplan.spreadsheets.reading.workbook import read_workbook
from tests.actions.imports.documents import add_table
from tests.spreadsheets.sheets import sheet_of

HR, PCT = "HR Manager, Leicester City Council", "Commissioning Manager, Leicester City PCT"
ONE = {"Recommendation": "R4 Social workers", "Action": "Fill the posts", "Lead": HR, "By when": "19/12/2008"}
TWO = {"Recommendation": "R14 CAMHS", "Action": "Open a clinic", "Lead": PCT, "By when": "March 2009"}
LABELS = [
    {"Recommendation": "Recommendation", "Action": "Action", "Lead": "Lead", "By when": "By when"},
    {"Recommendation": "Rec no:", "Action": "Action:", "Lead": "Lead officer:", "By when": "Target date:"},
    {"Recommendation": "JAR rec", "Action": "What we will do", "Lead": "Who", "By when": "Deadline"},
    {"Recommendation": "Recommendation", "Action": "Task", "Lead": "Owner", "By when": "Due"},
    {
        "Recommendation": "REC",
        "Action": "Agreed action",
        "Lead": "Responsible officer",
        "By when": "TIMESCALE",
    },
]


def form(values, labels=LABELS[0], **more):
    return [[labels.get(name, name), value] for name, value in (values | more).items()]


def read(table):
    return [(row.raw("text"), row.raw("lead"), row.understood.due.in_words) for row in table.rows]


BOTH = [("Fill the posts", HR, "19 December 2008"), ("Open a clinic", PCT, "1 to 31 March 2009")]


def in_word(*parts):
    """The PlanTable of a Word document of tables (lists of rows), headings (texts) and paragraphs (tuples)."""
    made = docx.Document()
    for part in parts:
        if isinstance(part, str):
            made.add_heading(part, level=2)
        elif isinstance(part, tuple):
            made.add_paragraph(*part)
        else:
            add_table(made, *part)
    out = io.BytesIO()
    made.save(out)
    return lay_out(read_workbook(io.BytesIO(out.getvalue()), "plan.docx"))


@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize("between", [[], [[]], [["Next action"]]])
def test_forms_on_a_sheet_are_actions(labels, between):
    table = lay_out([sheet_of(*form(ONE, labels), *between, *form(TWO, labels))])
    assert read(table) == BOTH
    assert [row.address("text") for row in table.rows] == ["B2", f"B{6 + len(between)}"]
    assert "Each label was read as a heading" in "".join(point.sentence for point in table.warnings)


@pytest.mark.parametrize("labels", LABELS)
@pytest.mark.parametrize("between", [(" ",), ("Page 2",), "Clinics"])
def test_forms_of_a_word_document_are_actions_under_their_headings(labels, between):
    table = in_word("R4 Social workers", form(ONE, labels), between, form(TWO, labels))
    assert read(table) == BOTH
    assert table.rows[1].address("text") == "table 2, row 2, column 2"
    if between == "Clinics":
        assert [row.raw("title") for row in table.rows] == ["R4 Social workers", "Clinics"]


def test_many_forms_of_a_document_are_one_list_of_columns():
    parts = [form(ONE, Action=f"Fill post {at}", Notes=f"Note {at}") for at in range(60)]
    table = in_word(*[one for part in parts for one in (part, (" ",))])
    assert len(table.rows) == 60 and len(table.sheets) == 1 and len(table.columns) == 5


@pytest.mark.parametrize(
    "title", ["Action {}", "Form {}", "{}.", "Action plan form no {}", "Recommendation R{}"]
)
def test_many_forms_with_a_title_across_each_are_one_list_too(title):
    made = docx.Document()
    for at in range(55):
        table = add_table(made, [title.format(at + 1), ""], *form(ONE, Action=f"Fill post {at}"))
        table.rows[0].cells[0].merge(table.rows[0].cells[1])
        made.add_paragraph(" ")
    out = io.BytesIO()
    made.save(out)
    table = lay_out(read_workbook(io.BytesIO(out.getvalue()), "plan.docx"))
    assert [row.raw("text") for row in table.rows] == [f"Fill post {at}" for at in range(55)]
    assert len(table.sheets) == 1


def test_value_over_several_rows_and_labels_in_two_columns():
    rows = [
        ["Action", "Fill the posts", "Lead", HR],
        ["By when", "19/12/2008", "Success criteria", "All are filled"],
        [None, None, None, "All stay"],
        ["Action", "Open a clinic", "Lead", PCT],
        ["By when", "March 2009", "Success criteria"],
    ]
    table = lay_out([sheet_of(*rows)])
    assert read(table) == BOTH and table.rows[0].raw("criteria") == "All are filled\nAll stay"


@pytest.mark.parametrize(
    "rows",
    [
        [["Action", "Lead"], ["Fill the posts", HR], ["Ask", PCT], ["Tell", PCT]],
        # What to enter, as a page of guidance says it.
        [["Action", "what you will do"], ["Lead", "a post, not a name"], ["By when", "a date or a month"]],
        [["Action", "Fill"], ["Lead", HR]],
        [["Lead", HR], ["By when", "May 2009"], ["RAG", "Green"]],
        [["Action", "Lead", "By when"], ["Fill the posts", HR, "May 2009"]],
    ],
)
def test_table_or_page_that_is_no_form_stays_as_it_is(rows):
    sheet = sheet_of(*rows)
    assert as_table(sheet) is sheet


HEAD = ["Action", "Lead", "By when", "Notes"]
FILL, OPEN = ["Fill the posts", HR, "19/12/2008", "Soon"], ["Open a clinic", PCT, "March 2009", "Later"]


@pytest.mark.parametrize(
    "between",
    [
        [(" ",)],
        [("(continued)",)],
        [("Page 2 of 7",)],
        ["R14 CAMHS"],
        [("Action plan, continued",), "R14 CAMHS"],
    ],
)
def test_table_that_goes_on_without_headings_is_read_under_those_before(between):
    table = in_word("R4 Social workers", [HEAD, FILL], *between, [OPEN, FILL])
    assert read(table) == [BOTH[0], BOTH[1], BOTH[0]]
    assert table.rows[1].raw("title") == ("R14 CAMHS" if "R14 CAMHS" in between else "R4 Social workers")
    assert table.rows[1].address("text") == "table 2, row 1, column 1"
    told = "Table 2: This table has no headings, and was read under those of the table before."
    # With nothing but a blank line between them they are one table in any case.
    assert (told in [point.sentence for point in table.warnings]) == (between != [(" ",)])


@pytest.mark.parametrize(
    "row",
    [
        ["Recruit", HR, "19/12/2008", "Soon"],
        ["Open a clinic", HR, None, "Soon"],
        ["Open a clinic", None, "March 2009", "Soon"],
        ["Open a clinic", HR, "March 2009", None],
        ["Ask", HR, "ongoing", "x"],
    ],
)
def test_table_that_goes_on_may_have_short_actions_and_empty_columns(row):
    table = in_word([HEAD, FILL], ("Page 2",), [[cell or "" for cell in row]])
    assert [one.raw("text") for one in table.rows] == [FILL[0], row[0]]


@pytest.mark.parametrize(
    "other",
    [
        [["Name", "Phone", "Email", "Room"], ["Ann", "0116", "a@b", "1"]],
        [["Ann", "0116 222", "a@b", "Room 1"], ["Bob", "0116 223", "b@b", "Room 2"]],
        [["Fill the posts", HR]],
        [["19/12/2008", HR, "Fill the posts", "x"]],
        [["R", "is not on track"], ["A", "is late"]],
    ],
)
def test_table_of_other_things_is_not_read_as_the_plans(other):
    assert read(in_word([HEAD, FILL], ("Contacts and keys",), other)) == BOTH[:1]
